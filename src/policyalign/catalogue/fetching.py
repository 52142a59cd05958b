"""Fetches one PDF, within limits, and goes on where an earlier attempt was cut off.

Why so much of this is done by hand is told in docs/decisions/0004-fetching.md.
"""

from __future__ import annotations

import http.client
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from policyalign import __version__
from policyalign.catalogue.addresses import Target, parse_target
from policyalign.catalogue.connection import Transport, default_transport, response_of
from policyalign.catalogue.part import Part
from policyalign.errors import FetchError
from policyalign.messages import CatalogueCode

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RANGE = re.compile(r"bytes ([0-9]{1,15})-[0-9]{1,15}/([0-9]{1,15}|\*)")
_MAGIC = b"%PDF"
_MAGIC_WITHIN = 1024
"""Where readers look for the magic: PDF Reference 1.7, appendix H, note 13."""
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """``wait`` is the longest silence and ``total`` the longest time for all, in seconds; ``size`` in bytes.

    The longest plans at hand have some 30 MB; ``attempts`` counts connections that broke off.
    """

    wait: float = 30.0
    total: float = 600.0
    size: int = 200_000_000
    redirects: int = 5
    attempts: int = 4


class _BrokenOff(Exception):
    """The connection ended before the file did."""


def fetch_pdf(url: str, folder: Path, limits: FetchLimits | None = None, transport: Transport | None = None) -> Path:
    """Fetch the PDF at ``url`` into ``folder``, which holds nothing but whole files and ``.part`` files.

    A ``.part`` file remains where the rest may still be had, and the next call goes on from it when the
    server says that the file is the same. Raises :class:`FetchError`, which says what to do next.
    """
    limits = limits or FetchLimits()
    transport = transport or default_transport()
    target = parse_target(url)
    part = Part(folder, url)
    with part.held():
        return _fetch(target, part, limits, transport)


def _fetch(target: Target, part: Part, limits: FetchLimits, transport: Transport) -> Path:
    deadline = time.monotonic() + limits.total
    for _ in range(limits.attempts):
        with suppress(_BrokenOff):
            _follow(target, part, limits, transport, deadline)
            return part.finish()
        if time.monotonic() >= deadline:
            raise FetchError(CatalogueCode.fetch_too_long)
    raise FetchError(CatalogueCode.fetch_broken_off, host=target.host)


def _follow(target: Target, part: Part, limits: FetchLimits, transport: Transport, deadline: float) -> None:
    """Receive the file from ``target`` or from where it redirects to, each checked like the first."""
    for _ in range(limits.redirects + 1):
        headers = {**_headers(), **part.range_headers()}
        try:
            with response_of(target, headers, transport, limits.wait, deadline) as response:
                if response.status not in _REDIRECTS:
                    _receive(response, target, part, limits, asked_for_rest="Range" in headers)
                    return
                target = _next_target(response, target)
        except (OSError, http.client.HTTPException) as error:
            raise _BrokenOff from error
        except ValueError as error:  # addresses, numbers and names that are none, wherever they are read
            raise FetchError(CatalogueCode.fetch_answer, host=target.host) from error
    raise FetchError(CatalogueCode.fetch_redirects, host=target.host)


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"policyalign/{__version__}",
        "Accept": "application/pdf",
        "Accept-Encoding": "identity",  # ranges and sizes are then those of the file
        "Connection": "close",
    }


def _next_target(response: http.client.HTTPResponse, target: Target) -> Target:
    location = response.getheader("Location") or ""
    # http.client reads headers as Latin-1, but Japanese servers send UTF-8.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    return parse_target(urljoin(target.url, location))


def _receive(
    response: http.client.HTTPResponse, target: Target, part: Part, limits: FetchLimits, *, asked_for_rest: bool
) -> None:
    have = _starting_point(response, target, part, asked_for_rest)
    left = response.length  # what this answer announces; None where the server does not say
    whole = None if left is None else have + left
    size, head = have, part.head(_MAGIC_WITHIN)
    while whole is None or size < whole:
        if max(size, whole or 0) > limits.size:
            part.drop()
            raise FetchError(CatalogueCode.fetch_too_large, megabytes=f"{limits.size / 1e6:g}")
        chunk = response.read1(_CHUNK if whole is None else min(_CHUNK, whole - size))
        if not chunk:
            break
        part.append(chunk)
        size += len(chunk)
        if len(head) < _MAGIC_WITHIN <= size:
            head = part.head(_MAGIC_WITHIN)
            _check_magic(head, response, part)
    if whole is not None and size < whole:
        raise _BrokenOff
    _check_magic(part.head(_MAGIC_WITHIN), response, part)


def _starting_point(response: http.client.HTTPResponse, target: Target, part: Part, asked_for_rest: bool) -> int:
    """How many bytes of the file there are already that this answer goes on from."""
    if response.status in (206, 416) and not asked_for_rest:
        raise FetchError(CatalogueCode.fetch_answer, host=target.host)
    if response.status == 200:
        part.start(_mark(response))
        return 0
    if response.status == 206:
        place = _RANGE.match(response.getheader("Content-Range") or "")
        if place and int(place[1]) == part.size():
            return part.size()
    if response.status in (206, 416):  # not what was asked for, or nothing more: from the beginning
        part.drop()
        raise _BrokenOff
    if response.status in (404, 410):
        raise FetchError(CatalogueCode.fetch_not_found, url=target.url)
    raise FetchError(CatalogueCode.fetch_status, host=target.host, status=response.status)


def _mark(response: http.client.HTTPResponse) -> str:
    """ETag or date of a version; a weak ETag cannot vouch for bytes (RFC 9110, 13.1.5)."""
    etag = response.getheader("ETag") or ""
    mark = etag if etag and not etag.startswith("W/") else response.getheader("Last-Modified") or ""
    return mark if mark.isascii() and mark.isprintable() else ""  # it is sent back: nothing that breaks a header


def _check_magic(head: bytes, response: http.client.HTTPResponse, part: Part) -> None:
    if _MAGIC not in head:
        part.drop()
        kind = (response.getheader("Content-Type") or "?").partition(";")[0]
        raise FetchError(CatalogueCode.fetch_not_pdf, type=kind)
