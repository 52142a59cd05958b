"""TLS to a pinned address, with a certificate made for the test."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyalign.catalogue.addresses import parse_target
from policyalign.catalogue.connection import PinnedConnection, Transport, response_of
from policyalign.errors import FetchError

from support.pdf_server import PDF, PUBLIC, PdfServer, whole


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of ``plans.example`` in one file."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "plans.pem"
    name = ["-subj", "/CN=plans.example", "-addext", "subjectAltName=DNS:plans.example"]
    key = ["-newkey", "rsa:2048", "-nodes", "-keyout", str(path), "-days", "2"]
    made = subprocess.run(["openssl", "req", "-x509", *key, *name], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + made.stdout)
    return path


@pytest.fixture
def server(certificate: Path) -> Iterator[PdfServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = PdfServer(context)
    server.behaviours["/plan.pdf"] = whole
    yield server
    server.close()


def ask(server: PdfServer, host: str, context: ssl.SSLContext) -> bytes:
    """What the server says as ``host``; the name leads nowhere, so only the pinned address can."""
    transport = Transport(
        lambda _host, _port: [PUBLIC],
        lambda target, _address, timeout: PinnedConnection(target, "127.0.0.1", timeout, context),
    )
    target = parse_target(f"https://{host}:{server.port}/plan.pdf")
    with response_of(target, {}, transport, 60.0, time.monotonic() + 600) as response:
        return response.read()


def test_the_pinned_address_is_used_and_the_name_checked(server: PdfServer, certificate: Path) -> None:
    context = ssl.create_default_context(cafile=str(certificate))
    assert ask(server, "plans.example", context) == PDF
    with pytest.raises(FetchError) as caught:
        ask(server, "other.example", context)
    assert caught.value.code == "fetch_certificate"


def test_a_certificate_that_nobody_vouches_for_is_refused(server: PdfServer) -> None:
    with pytest.raises(FetchError) as caught:
        ask(server, "plans.example", ssl.create_default_context())
    assert caught.value.code == "fetch_certificate"
    assert server.requests == []


def test_a_server_that_is_not_there_is_told() -> None:
    gone = PdfServer()
    gone.close()
    with pytest.raises(FetchError) as caught:
        ask(gone, "plans.example", ssl.create_default_context())
    assert caught.value.code == "fetch_unreachable"
