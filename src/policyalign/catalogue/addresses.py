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

_SPECIAL_V4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by carriers
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link local
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarking
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL_V6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
            "2001:db8::/32",  # documentation
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)

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
    """Whether an IP address is unicast on the public internet.

    By our own table, for Python's differ from release to release: the IANA IPv4 and IPv6 Special-Purpose Address
    Registries (RFC 6890 and later), all blocks of them, also those that are routed globally for purposes of the
    network itself; of IPv6 only what is allocated as global unicast (RFC 4291, 2000::/3). An IPv6 address that
    carries an IPv4 one (mapped, 6to4) is as public as that; Teredo and NAT64 count as special.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _SPECIAL_V4)
    if carried := ip.ipv4_mapped or ip.sixtofour:
        return is_public(str(carried))
    return ip in _GLOBAL_V6 and not any(ip in block for block in _SPECIAL_V6)


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses of a host as the system resolves it, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
