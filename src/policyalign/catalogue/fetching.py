"""Fetches the file of one plan, within limits, and goes on where an earlier attempt was cut off.

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
_PDF = b"%PDF"
_HEAD = 1024
"""Where readers look for the mark of a PDF: PDF Reference 1.7, appendix H, note 13."""
_PACKED = b"PK\x03\x04"
"""How Office files begin: a ZIP archive (APPNOTE 4.3.7)."""
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"\s*<\?xml\s")
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


def ending_of(head: bytes, *, web_pages: bool) -> str:
    """The ending for a file that begins so: ``.pdf``, ``.office``, and with ``web_pages`` ``.html`` and ``.xml``;
    empty where it is none of these. A web page is taken only where one is asked for: most are an error, or the
    entrance to a plan.

    >>> ending_of(b"%PDF-1.7", web_pages=False), ending_of(b"<!DOCTYPE html><p>404", web_pages=False)
    ('.pdf', '')
    """
    if _PDF in head:
        return ".pdf"
    if head.startswith(_PACKED):
        return ".office"
    start = head.removeprefix(b"\xef\xbb\xbf")
    if web_pages and _XML.match(start):
        return ".html" if b"<html" in start.lower() else ".xml"
    return ".html" if web_pages and _MARKUP.match(start) else ""


def fetch_plan(
    url: str,
    folder: Path,
    limits: FetchLimits | None = None,
    transport: Transport | None = None,
    *,
    web_pages: bool = False,
) -> Path:
    """Fetch the plan at ``url`` into ``folder``, which holds nothing but whole files and ``.part`` files: a PDF or
    an Office file, with ``web_pages`` also HTML or XML.

    A ``.part`` file remains where the rest may still be had, and the next call goes on from it when the
    server says that the file is the same. Raises :class:`FetchError`, which says what to do next.
    """
    limits = limits or FetchLimits()
    transport = transport or default_transport()
    target = parse_target(url)
    part = Part(folder, url)
    with part.held():
        return _fetch(target, part, limits, transport, web_pages)


fetch_pdf = fetch_plan
"""Its name while it fetched nothing but PDFs; callers of that time go on working."""


def _fetch(target: Target, part: Part, limits: FetchLimits, transport: Transport, web_pages: bool) -> Path:
    deadline = time.monotonic() + limits.total
    for _ in range(limits.attempts):
        with suppress(_BrokenOff):
            _follow(target, part, limits, transport, deadline, web_pages)
            return part.finish(ending_of(part.head(_HEAD), web_pages=web_pages))
        if time.monotonic() >= deadline:
            raise FetchError(CatalogueCode.fetch_too_long)
    raise FetchError(CatalogueCode.fetch_broken_off, host=target.host)


def _follow(
    target: Target, part: Part, limits: FetchLimits, transport: Transport, deadline: float, web_pages: bool
) -> None:
    """Receive the file from ``target`` or from where it redirects to, each checked like the first."""
    for _ in range(limits.redirects + 1):
        headers = {**_headers(), **part.range_headers()}
        try:
            with response_of(target, headers, transport, limits.wait, deadline) as response:
                if response.status not in _REDIRECTS:
                    _receive(response, target, part, limits, asked_for_rest="Range" in headers, web_pages=web_pages)
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
        "Accept": "application/pdf, */*;q=0.5",
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
    response: http.client.HTTPResponse,
    target: Target,
    part: Part,
    limits: FetchLimits,
    *,
    asked_for_rest: bool,
    web_pages: bool,
) -> None:
    have = _starting_point(response, target, part, asked_for_rest)
    left = response.length  # what this answer announces; None where the server does not say
    whole = None if left is None else have + left
    size, head = have, part.head(_HEAD)
    while whole is None or size < whole:
        if max(size, whole or 0) > limits.size:
            part.drop()
            raise FetchError(CatalogueCode.fetch_too_large, megabytes=f"{limits.size / 1e6:g}")
        chunk = response.read1(_CHUNK if whole is None else min(_CHUNK, whole - size))
        if not chunk:
            break
        part.append(chunk)
        size += len(chunk)
        if len(head) < _HEAD <= size:
            head = part.head(_HEAD)
            _check_kind(head, response, part, web_pages)
    if whole is not None and size < whole:
        raise _BrokenOff
    _check_kind(part.head(_HEAD), response, part, web_pages)


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


def _check_kind(head: bytes, response: http.client.HTTPResponse, part: Part, web_pages: bool) -> None:
    if not ending_of(head, web_pages=web_pages):
        part.drop()
        kind = (response.getheader("Content-Type") or "?").partition(";")[0]
        raise FetchError(CatalogueCode.fetch_no_plan, type=kind)
