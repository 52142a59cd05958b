"""A server on loopback that misbehaves in one way per path, for the tests of fetching."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from policyalign.catalogue.addresses import Target
from policyalign.catalogue.connection import Transport

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"\n%%EOF\n"
PUBLIC = "93.184.215.14"

Behaviour = Callable[[BaseHTTPRequestHandler], None]


class PdfServer:
    """Serves what each path is told to; ``requests`` holds path and Range of everything asked for."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.behaviours: dict[str, Behaviour] = {}
        self.requests: list[tuple[str, str]] = []
        self.connected: list[str] = []
        self.names: dict[str, list[str]] = {"plans.example": [PUBLIC]}
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.requests.append((self.path, self.headers.get("Range", "")))
                behaviour = owner.behaviours.get(self.path, lambda handler: handler.send_error(404))
                try:
                    behaviour(self)
                except OSError:
                    pass  # the client had enough
                finally:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def transport(self) -> Transport:
        """Resolves the names given here only, and leads every connection to this server instead."""

        def resolve(host: str, _port: int) -> list[str]:
            if host not in self.names:
                raise OSError("unknown host")
            return self.names[host]

        def connect(_target: Target, address: str, timeout: float) -> http.client.HTTPConnection:
            self.connected.append(address)
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

        return Transport(resolve, connect)


def send(
    handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, length: int | None = -1, **headers: str
) -> None:
    """An answer; ``length`` is what it announces, ``None`` for nothing."""
    handler.send_response(status)
    if length is not None:
        handler.send_header("Content-Length", str(len(body) if length == -1 else length))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def whole(handler: BaseHTTPRequestHandler) -> None:
    send(handler, PDF, Content_Type="application/pdf")


def redirect(location: str) -> Behaviour:
    return lambda handler: send(handler, b"", 302, Location=location)


def dripping(handler: BaseHTTPRequestHandler, *, length: int | None = 10_000_000) -> None:
    """Never silent for long, and never finished."""
    send(handler, PDF[:2000], length=length)
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.02)


def endless(handler: BaseHTTPRequestHandler) -> None:
    send(handler, PDF, length=None)
    while True:
        handler.wfile.write(PDF)


def silent(handler: BaseHTTPRequestHandler) -> None:
    send(handler, PDF[:2000], length=len(PDF))
    time.sleep(600)


def cut_off(etag: str = '"one"', content: bytes = PDF, *, ranges: bool = True, at: int = 40_000) -> Behaviour:
    """Sends the whole only up to a point; what is asked for by range, in full."""

    def behaviour(handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range", "")
        if ranges and wanted and handler.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            place = f"bytes {start}-{len(content) - 1}/{len(content)}"
            send(handler, content[start:], 206, Content_Range=place, ETag=etag)
        else:
            send(handler, content[:at], length=len(content), ETag=etag)

    return behaviour
