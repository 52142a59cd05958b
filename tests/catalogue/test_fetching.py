"""Fetching, against a server on loopback that is told how to misbehave."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.catalogue.fetching import FetchLimits, fetch_plan
from policyalign.catalogue.part import Part
from policyalign.errors import FetchError
from policyalign.messages import message

from support.pdf_server import (
    PDF,
    PUBLIC,
    PdfServer,
    cut_off,
    dripping,
    endless,
    redirect,
    send,
    silent,
    whole,
)

LIMITS = FetchLimits(wait=60.0, total=600.0, size=1_000_000, attempts=2)
ONCE = FetchLimits(wait=60.0, total=600.0, attempts=1)
SOON = 60.0
"""Seconds, on a machine however busy; what is not given up goes on for ten times as long."""
URL = "https://plans.example/plan.pdf"

Fetch = Callable[..., Path]


@pytest.fixture
def server() -> Iterator[PdfServer]:
    server = PdfServer()
    yield server
    server.close()


@pytest.fixture
def fetch(server: PdfServer, tmp_path: Path) -> Fetch:
    return lambda url=URL, limits=LIMITS: fetch_plan(url, tmp_path / "fetched", limits, server.transport)


def refused(fetch: Fetch, code: str, url: str = URL, limits: FetchLimits = LIMITS) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, limits)
    assert caught.value.code == code
    return caught.value


def left_over(tmp_path: Path) -> set[str]:
    return {path.suffix for path in (tmp_path / "fetched").iterdir()}


def test_a_file_is_received_whole(server: PdfServer, fetch: Fetch, tmp_path: Path) -> None:
    server.behaviours["/plan.pdf"] = whole
    fetched = fetch()
    assert fetched.read_bytes() == PDF
    assert left_over(tmp_path) == {".pdf"}
    assert server.connected == [PUBLIC]


def test_a_body_without_a_length_ends_with_the_connection(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/plan.pdf"] = partial(send, body=PDF, length=None)
    assert fetch().read_bytes() == PDF


def test_japanese_paths_and_queries_are_encoded(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/%E8%A8%88%E7%94%BB.pdf?%E7%89%88=7"] = whole
    assert fetch("https://plans.example/計画.pdf?版=7").read_bytes() == PDF


# Cut off -------------------------------------------------------------------------------------------------


def test_what_was_cut_off_goes_on_where_it_ended(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/plan.pdf"] = cut_off()
    assert fetch().read_bytes() == PDF
    assert [asked for _, asked in server.requests] == ["", "bytes=40000-"]


def test_a_later_call_goes_on_as_well(server: PdfServer, fetch: Fetch, tmp_path: Path) -> None:
    server.behaviours["/plan.pdf"] = cut_off()
    refused(fetch, "fetch_broken_off", limits=ONCE)
    assert left_over(tmp_path) == {".part", ".mark"}
    assert fetch(limits=ONCE).read_bytes() == PDF
    assert left_over(tmp_path) == {".pdf"}


def test_a_file_that_changed_meanwhile_is_received_anew(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/plan.pdf"] = cut_off()
    refused(fetch, "fetch_broken_off", limits=ONCE)
    newer = PDF.replace(b"1.7", b"2.0")
    server.behaviours["/plan.pdf"] = cut_off('"two"', newer, at=len(newer))
    assert fetch().read_bytes() == newer


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_without_a_strong_mark_everything_is_asked_for_again(server: PdfServer, fetch: Fetch, etag: str) -> None:
    server.behaviours["/plan.pdf"] = cut_off(etag)
    refused(fetch, "fetch_broken_off")
    assert [asked for _, asked in server.requests] == ["", ""]


def test_a_server_without_ranges(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/plan.pdf"] = cut_off(ranges=False)
    refused(fetch, "fetch_broken_off")
    server.behaviours["/plan.pdf"] = whole
    assert fetch().read_bytes() == PDF


@pytest.mark.parametrize(("status", "place"), [(206, "bytes 7-9/10"), (206, ""), (416, "bytes */10")])
def test_an_answer_to_another_range_is_not_joined_on(server: PdfServer, fetch: Fetch, status: int, place: str) -> None:
    server.behaviours["/plan.pdf"] = cut_off()
    refused(fetch, "fetch_broken_off", limits=ONCE)
    server.behaviours["/plan.pdf"] = lambda handler: (
        send(handler, b"x" * 99, status, Content_Range=place) if handler.headers.get("Range") else whole(handler)
    )
    assert fetch().read_bytes() == PDF


# Limits --------------------------------------------------------------------------------------------------


def test_a_silent_server_is_given_up(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/plan.pdf"] = silent
    began = time.monotonic()
    refused(fetch, "fetch_broken_off", limits=FetchLimits(wait=0.3, total=600.0, attempts=2))
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize("length", [10_000_000, None])
def test_a_dripping_server_does_not_outlast_the_time_limit(server: PdfServer, fetch: Fetch, length: int | None) -> None:
    server.behaviours["/plan.pdf"] = partial(dripping, length=length)
    began = time.monotonic()
    refused(fetch, "fetch_too_long", limits=FetchLimits(wait=600.0, total=0.6))
    assert time.monotonic() - began < SOON


def test_dripping_headers_do_not_outlast_the_time_limit(server: PdfServer, fetch: Fetch) -> None:
    def headers(handler: object) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")  # type: ignore[attr-defined]
        while True:
            handler.wfile.write(b"x")  # type: ignore[attr-defined]
            time.sleep(0.02)

    server.behaviours["/plan.pdf"] = headers
    refused(fetch, "fetch_too_long", limits=FetchLimits(wait=600.0, total=0.6))


def test_an_endless_body_is_cut(server: PdfServer, fetch: Fetch, tmp_path: Path) -> None:
    server.behaviours["/plan.pdf"] = endless
    assert refused(fetch, "fetch_too_large").detail == {"megabytes": "1"}
    assert left_over(tmp_path) == set()


def test_what_is_announced_too_large_is_not_received(server: PdfServer, fetch: Fetch, tmp_path: Path) -> None:
    server.behaviours["/plan.pdf"] = partial(send, body=PDF, length=1_000_001)
    refused(fetch, "fetch_too_large")
    assert left_over(tmp_path) == set()


# Wrong content -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [b"", b"%PD", b"<html>", b"<html>" * 5000, b" " * 1022 + b"%PDF-1.7" * 900])
@pytest.mark.parametrize("length", [-1, None])
def test_what_is_no_pdf_is_refused(
    server: PdfServer, fetch: Fetch, tmp_path: Path, body: bytes, length: int | None
) -> None:
    server.behaviours["/plan.pdf"] = partial(send, body=body, length=length, Content_Type="text/html; x=y")
    assert refused(fetch, "fetch_no_plan").detail == {"type": "text/html"}
    assert left_over(tmp_path) == set()


def test_the_mark_of_a_pdf_may_stand_after_some_bytes(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/plan.pdf"] = partial(send, body=b"\n" * 1020 + PDF)
    assert fetch().read_bytes().endswith(PDF)


def test_missing_and_refused_files(server: PdfServer, fetch: Fetch) -> None:
    refused(fetch, "fetch_not_found")
    server.behaviours["/plan.pdf"] = lambda handler: handler.send_error(503)
    assert refused(fetch, "fetch_status").detail["status"] == "503"


# Where to ------------------------------------------------------------------------------------------------


def test_redirects_are_followed(server: PdfServer, fetch: Fetch) -> None:
    server.names["other.example"] = ["1.1.1.1"]
    server.behaviours["/plan.pdf"] = redirect("/moved")
    server.behaviours["/moved"] = redirect("https://other.example/real.pdf")
    server.behaviours["/real.pdf"] = whole
    assert fetch().read_bytes() == PDF
    assert server.connected == [PUBLIC, PUBLIC, "1.1.1.1"]


def test_a_redirect_loop_ends(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/plan.pdf"] = redirect("/plan.pdf")
    refused(fetch, "fetch_redirects")
    assert len(server.requests) == LIMITS.redirects + 1


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("https://10.0.0.1/plan.pdf", "fetch_private"),
        ("https://[::1]/plan.pdf", "fetch_private"),
        ("https://inside.example/plan.pdf", "fetch_private"),
        ("//169.254.169.254/latest", "fetch_private"),
        ("http://plans.example/plan.pdf", "fetch_not_https"),
        ("file:///etc/passwd", "fetch_not_https"),
    ],
)
def test_redirects_out_of_the_public_internet_are_refused(
    server: PdfServer, fetch: Fetch, location: str, code: str
) -> None:
    addresses = ("10.0.0.1", "::1", "169.254.169.254")
    server.names |= {address: [address] for address in addresses} | {"inside.example": ["192.168.1.1"]}
    server.behaviours["/plan.pdf"] = redirect(location)
    refused(fetch, code)
    assert (server.connected, len(server.requests)) == ([PUBLIC], 1)


def test_one_private_address_among_several_is_refused(server: PdfServer, fetch: Fetch) -> None:
    server.names["plans.example"] = [PUBLIC, "127.0.0.1"]
    server.behaviours["/plan.pdf"] = whole
    refused(fetch, "fetch_private")
    assert server.requests == []


def test_an_unknown_host(fetch: Fetch) -> None:
    refused(fetch, "fetch_host", "https://nowhere.example/plan.pdf")


# Odd answers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "location",
    [
        "https://]x/",
        "https://[::1",
        "https://plans.example:99999/",
        "https://plans.example:x/",
        "//[/",
    ],
)
def test_a_redirect_to_what_is_no_address_is_refused(server: PdfServer, fetch: Fetch, location: str) -> None:
    server.behaviours["/plan.pdf"] = redirect(location)
    with pytest.raises(FetchError) as caught:
        fetch()
    assert caught.value.code in ("fetch_answer", "fetch_address")


@pytest.mark.parametrize("status", [206, 416])
@pytest.mark.parametrize("place", ["bytes 0-9/10", f"bytes {'9' * 5000}-1/1", "bytes ٣-٤/٥", "", "pages 1-2/3"])
def test_a_part_that_nobody_asked_for_is_refused(server: PdfServer, fetch: Fetch, status: int, place: str) -> None:
    place = place.encode().decode("latin-1")
    server.behaviours["/plan.pdf"] = partial(send, body=b"x" * 10, status=status, Content_Range=place)
    refused(fetch, "fetch_answer")


def test_a_place_of_too_many_digits_is_no_place(server: PdfServer, fetch: Fetch) -> None:
    server.behaviours["/plan.pdf"] = cut_off()
    refused(fetch, "fetch_broken_off", limits=ONCE)
    server.behaviours["/plan.pdf"] = lambda handler: (
        send(handler, b"x", 206, Content_Range=f"bytes {'9' * 5000}-1/1")
        if handler.headers.get("Range")
        else whole(handler)
    )
    assert fetch().read_bytes() == PDF


RAW = {
    "nothing": b"",
    "no HTTP": b"SSH-2.0-server\r\n",
    "an unknown version": b"HTTP/9.9 200 OK\r\n\r\n" + PDF,
    "a status that is none": b"HTTP/1.1 ABC OK\r\n\r\n",
    "a status of many digits": b"HTTP/1.1 " + b"2" * 5000 + b" OK\r\n\r\n",
    "endless headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
    "a long header": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    "chunks without sizes": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
    "a chunk of a huge size": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 5000 + b"\r\n%PDF",
    "a negative chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n%PDF\r\n",
    "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<html>",
    "a length of many digits": b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n<html>",
    "a packed body": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00",
    "no place to go": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
    "bytes in the place": b"HTTP/1.1 302 Found\r\nLocation: /\xff\xfe\x00\x1b\r\nContent-Length: 0\r\n\r\n",
    "another scheme": b"HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n",
    "a header within another": b"HTTP/1.1 302 Found\r\nLocation: /a\r\n\tX: y\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("name", RAW)
def test_whatever_a_server_answers_there_is_a_message_for_it(server: PdfServer, fetch: Fetch, name: str) -> None:
    server.behaviours["/plan.pdf"] = lambda handler: handler.wfile.write(RAW[name])
    with pytest.raises(FetchError) as caught:
        fetch(limits=FetchLimits(wait=2.0, total=10.0, size=1_000_000, attempts=2))
    assert "?" not in message(caught.value.code, "en", **{**caught.value.detail, "type": "x"})


@given(st.binary(max_size=300))
def test_any_bytes_for_an_answer_are_told(answer: bytes) -> None:
    server = PdfServer()
    server.behaviours["/plan.pdf"] = lambda handler: handler.wfile.write(b"HTTP/1.1 " + answer)
    with tempfile.TemporaryDirectory() as folder, pytest.raises(FetchError):
        fetch_plan(URL, Path(folder), FetchLimits(wait=2.0, total=10.0, attempts=1), server.transport)
    server.close()


@pytest.mark.parametrize("etag", ['"a\r\n X: y"', '"\x01"', '"\xe9"'])
def test_a_mark_that_would_break_a_header_is_not_sent_back(server: PdfServer, fetch: Fetch, etag: str) -> None:
    server.behaviours["/plan.pdf"] = cut_off(etag)
    refused(fetch, "fetch_broken_off")
    assert [asked for _, asked in server.requests] == ["", ""]


def test_the_same_file_is_received_by_one_at_a_time(server: PdfServer, fetch: Fetch, tmp_path: Path) -> None:
    server.behaviours["/plan.pdf"] = whole
    with Part(tmp_path / "fetched", URL).held():
        refused(fetch, "fetch_busy")
    assert fetch().read_bytes() == PDF
