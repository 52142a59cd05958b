"""Which addresses may be fetched from: https, and hosts on the public internet only."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from policyalign.errors import FetchError
from policyalign.messages import CatalogueCode

Resolve = Callable[[str, int], list[str]]
"""Gives the IP addresses of a host (and port); raises ``OSError`` where there are none."""

_PATH_CHARACTERS = "/%:=&?~+!$,;'@()*"


@dataclass(frozen=True, slots=True)
class Target:
    """An address to fetch, taken apart: host in its ASCII form, path with the query."""

    url: str
    host: str
    port: int
    path: str


def parse_target(url: str) -> Target:
    """Take an address apart. Raises :class:`FetchError` for anything but ``https://host/…``."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or 443
    except ValueError as error:  # UnicodeError is one, too
        raise FetchError(CatalogueCode.fetch_address, url=url) from error
    if parts.scheme != "https":
        raise FetchError(CatalogueCode.fetch_not_https, url=url)
    if not host or parts.username is not None or parts.password is not None:
        raise FetchError(CatalogueCode.fetch_address, url=url)
    path = quote(parts.path or "/", safe=_PATH_CHARACTERS)
    query = f"?{quote(parts.query, safe=_PATH_CHARACTERS)}" if parts.query else ""
    return Target(url, host, port, path + query)


def public_addresses(target: Target, resolve: Resolve) -> list[str]:
    """The addresses of a host, all of them public.

    One private address among several is refused as a whole: which of them is taken must not be left to
    whoever runs the name server. Raises :class:`FetchError`.
    """
    try:
        addresses = resolve(target.host, target.port)
    except (OSError, UnicodeError) as error:
        raise FetchError(CatalogueCode.fetch_host, host=target.host) from error
    if not addresses:
        raise FetchError(CatalogueCode.fetch_host, host=target.host)
    for address in addresses:
        if not is_public(address):
            raise FetchError(CatalogueCode.fetch_private, host=target.host, address=address)
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is globally routed unicast, by the IANA special-purpose registries.

    An IPv6 address that carries an IPv4 one (mapped, 6to4) is as public as that; Teredo and NAT64 count as
    reserved.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return _is_global_unicast(ip.ipv4_mapped)
        if ip.is_site_local or (ip.sixtofour and not _is_global_unicast(ip.sixtofour)):
            return False
    return _is_global_unicast(ip)


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses of a host as the system resolves it, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _is_global_unicast(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    special = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved
    return ip.is_global and not special
