"""The server of the review page, from its first address to its last word."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from policyalign.errors import OutputError, cause
from policyalign.messages.review_page import ReviewPageCode
from policyalign.review_page.app import Room, review_app
from policyalign.review_page.security import new_token

HOST = "127.0.0.1"
_TICK_SECONDS = 0.2
"""How often the main thread looks whether it is to end: on Windows nothing interrupts a longer wait."""
_GRACE_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Listening:
    """A socket that listens on this machine only, and the address of the page behind it."""

    socket: socket.socket
    port: int
    token: str

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/{self.token}/"


def listen(port: int) -> Listening:
    """Listen on a port of 127.0.0.1, 0 for any that is free. Raises :class:`~policyalign.errors.OutputError`."""
    try:
        opened = socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        raise OutputError(ReviewPageCode.page_port, port=port, error=cause(error)) from error
    return Listening(opened, opened.getsockname()[1], new_token())


def serve(room: Room, listening: Listening, ready: Callable[[], None]) -> None:
    """Serve the page until Ctrl-C, or until somebody ends it there; ``ready`` is called once it answers."""
    import uvicorn

    over = threading.Event()
    app = review_app(replace(room, stop=over.set), port=listening.port, token=listening.token)
    settings = uvicorn.Config(
        app,
        access_log=False,
        log_level="critical",  # a page still being drawn when all ends is cut off without a traceback
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    server = uvicorn.Server(settings)
    # Not in the main thread, where the server would take over how Ctrl-C is handled.
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening.socket]}, daemon=True)
    with _interrupts_end(over):
        thread.start()
        while not server.started and thread.is_alive():
            over.wait(_TICK_SECONDS / 10)
        ready()
        while not over.wait(_TICK_SECONDS) and thread.is_alive():
            pass
        server.should_exit = True
        thread.join(2 * _GRACE_SECONDS)


@contextmanager
def _interrupts_end(over: threading.Event) -> Iterator[None]:
    """Ctrl-C ends the server in good order: what is asked is still answered, and nothing is cut off."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    signal.signal(signal.SIGINT, lambda *_: over.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
