"""One https request to an address that was checked before, under a time limit that nothing outlasts."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from policyalign.catalogue.addresses import Resolve, Target, public_addresses, resolve_host
from policyalign.errors import FetchError
from policyalign.messages import CatalogueCode

Connect = Callable[[Target, str, float], http.client.HTTPConnection]
"""Makes a connection to a target at an IP address, with a timeout in seconds for each wait."""


@dataclass(frozen=True, slots=True)
class Transport:
    """How names are resolved and connections made; tests give their own."""

    resolve: Resolve
    connect: Connect


class PinnedConnection(http.client.HTTPSConnection):
    """https to a given IP address, with the certificate checked for the host's name.

    The name is not resolved again, so that a second answer of the name server cannot lead elsewhere.
    """

    def __init__(self, target: Target, address: str, timeout: float, context: ssl.SSLContext) -> None:
        super().__init__(target.host, target.port, timeout=timeout, context=context)
        self._address = address
        self._checking = context

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), timeout=self.timeout)
        # Known before the handshake, so that the time limit can end that, too.
        self.sock = self._checking.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()


def default_transport() -> Transport:
    """The system's resolver, and TLS with the system's certificates."""
    context = ssl.create_default_context()
    return Transport(resolve_host, lambda target, address, timeout: PinnedConnection(target, address, timeout, context))


@contextmanager
def response_of(
    target: Target, headers: Mapping[str, str], transport: Transport, wait: float, deadline: float
) -> Iterator[http.client.HTTPResponse]:
    """The answer to a GET request, from the first of the host's addresses that takes the connection.

    ``wait`` is the longest silence in seconds, ``deadline`` a moment of ``time.monotonic()``. Raises
    :class:`FetchError` for a host that is not public or does not answer, and for the deadline, at whatever
    stage, also while the body is read inside the ``with``.
    """
    for address in public_addresses(target, transport.resolve):
        connection = transport.connect(target, address, wait)
        with _ended_at(deadline, connection) as held:
            try:
                connection.connect()
            except ssl.SSLCertVerificationError as error:
                raise FetchError(CatalogueCode.fetch_certificate, host=target.host) from error
            except OSError:
                continue
            held.append(connection.sock)  # the connection forgets it when the server closes after the body
            connection.request("GET", target.path, headers=dict(headers))
            with closing(connection.getresponse()) as response:
                yield response
            return
    if time.monotonic() >= deadline:
        raise FetchError(CatalogueCode.fetch_too_long)
    raise FetchError(CatalogueCode.fetch_unreachable, host=target.host)


@contextmanager
def _ended_at(deadline: float, connection: http.client.HTTPConnection) -> Iterator[list[socket.socket]]:
    """Cut the connection at the deadline: a server that drips bytes never times out by itself."""
    over = threading.Event()
    held: list[socket.socket] = []

    def cut() -> None:
        over.set()
        for sock in (connection.sock, *held):
            if sock is not None:
                with suppress(OSError):
                    # Not SSLSocket's own, which lets a reading thread go on in the clear.
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(deadline - time.monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield held
    except Exception:  # whatever was made of an answer that was cut
        if over.is_set():
            raise FetchError(CatalogueCode.fetch_too_long) from None
        raise
    else:
        if over.is_set():  # a body without a length ends there as if it were whole
            raise FetchError(CatalogueCode.fetch_too_long)
    finally:
        timer.cancel()
        connection.close()
