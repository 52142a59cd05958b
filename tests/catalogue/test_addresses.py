from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.catalogue.addresses import is_public, parse_target
from policyalign.errors import FetchError

PRIVATE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.1",
    "192.168.0.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "64:ff9b::7f00:1",
    "2001:0:7f00:1::",
    "nonsense",
    "127.1",
]
PUBLIC = [
    "8.8.8.8",
    "93.184.215.14",
    "172.32.0.1",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "2002:808:808::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_global_addresses_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_mapping_into_ipv6_changes_nothing(address: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://plans.example/a.pdf", "fetch_not_https"),
        ("ftp://plans.example/a.pdf", "fetch_not_https"),
        ("file:///etc/passwd", "fetch_not_https"),
        ("plans.example/a.pdf", "fetch_not_https"),
        ("https:///a.pdf", "fetch_address"),
        ("https://user:secret@plans.example/a.pdf", "fetch_address"),
        ("https://plans.example:x/a.pdf", "fetch_address"),
        ("https://plans.example:99999/a.pdf", "fetch_address"),
        ("https://[::1/a.pdf", "fetch_address"),
        (f"https://{'a' * 64}.example/", "fetch_address"),
    ],
)
def test_addresses_that_are_refused_before_anything_is_asked(url: str, code: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_target(url)
    assert caught.value.code == code


def test_a_japanese_host_becomes_ascii() -> None:
    target = parse_target("https://計画.example/第 7 期.pdf\n")
    assert target.host == "xn--2nyr75b.example"
    assert (target.port, target.path) == (443, "/%E7%AC%AC%207%20%E6%9C%9F.pdf")


@given(st.text(max_size=40))
def test_the_request_line_can_never_be_broken(rest: str) -> None:
    try:
        target = parse_target(f"https://plans.example/{rest}")
    except FetchError:
        return
    assert target.path.isascii()
    assert not set(target.path) & set(" \r\n\t\0")


SPECIAL_V4 = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "240.0.0.0/4",
    "224.0.0.0/4",
)
SPECIAL_V6 = (
    "::1/128",
    "::/128",
    "::ffff:0:0/104",
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "100:0:0:1::/64",
    "2001::/23",
    "2001::/32",
    "2001:1::1/128",
    "2001:2::/48",
    "2001:3::/32",
    "2001:4:112::/48",
    "2001:10::/28",
    "2001:20::/28",
    "2001:30::/28",
    "2001:db8::/32",
    "2620:4f:8000::/48",
    "3fff::/20",
    "5f00::/16",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
)
"""The blocks of both IANA registries, with multicast and the former site-local addresses."""


@given(st.sampled_from(SPECIAL_V4 + SPECIAL_V6).flatmap(lambda block: st.ip_addresses(network=block)))
def test_no_special_address_is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert not is_public(str(address))


@given(st.sampled_from(SPECIAL_V4).flatmap(lambda block: st.ip_addresses(network=block)))
def test_no_address_that_carries_a_special_one_is_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    carriers = (0xFFFF << 32, 0, 0x0064FF9B << 96, 0x0064FF9B0001 << 80)
    carried = [ipaddress.IPv6Address(base | number) for base in carriers]
    carried.append(ipaddress.IPv6Address(0x2002 << 112 | number << 80))
    carried.append(ipaddress.IPv6Address(0x20010000 << 96 | number ^ 0xFFFFFFFF))
    assert not any(is_public(str(one)) for one in carried)


@given(st.ip_addresses())
def test_what_python_calls_special_is_not_public_either(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    mapped = address.version == 6 and address.ipv4_mapped
    if not mapped and (not address.is_global or address.is_multicast or address.is_reserved):
        assert not is_public(str(address))
