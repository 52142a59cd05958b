"""Who may ask the review page, and for what: its address with a token, its own host, its own pages, small bodies.

The page listens on 127.0.0.1 only, but every program and every web page open on the machine can reach that:

==============================  ===========================================================
another program or web page     does not know the token, which is the first part of the path
a name that leads to 127.0.0.1  is no host of ours (DNS rebinding)
a form or script elsewhere      has another origin, or none; only JSON is taken
HTML in a plan or a note        is escaped, and no script but ours may run (Content-Security-Policy)
==============================  ===========================================================
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from policyalign.messages import message
from policyalign.messages.review_page import ReviewPageCode
from policyalign.values import Code

LONGEST_NOTE = 4_000
"""Characters of a note."""
MOST_BYTES = 64 * 1024
"""Of a body: a note of the longest, every character escaped, fits."""
_DRAINED = 32 * 1024 * 1024
"""Bytes of a body that is too large which are read and thrown away, so that its sender can read why it was refused."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_FRESH = "no-store"


def new_token() -> str:
    """192 random bits, as they stand in an address."""
    return secrets.token_urlsafe(24)


class Guard:
    """Lets to ``app`` only what comes from the page itself; ``port`` and ``token`` are those of its address."""

    def __init__(self, app: ASGIApp, *, port: int, token: str, lang: str) -> None:
        self._app = app
        self._hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
        self._token = token.encode()
        self._lang = lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no web sockets here
            return
        guarded = _with_headers(send)
        refused = self._refusal(scope)
        if refused is not None:
            await self._refuse(refused, scope, receive, guarded)
            return
        if scope["method"] == "POST":
            body = await _body(receive)
            if body is None:
                await self._refuse((413, ReviewPageCode.refuse_large), scope, receive, guarded)
                return
            receive = _replayed(body, receive)
        await self._app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, Code] | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 421, ReviewPageCode.refuse_place
        first = scope["path"].removeprefix("/").partition("/")[0]
        if not secrets.compare_digest(first.encode("utf-8", "surrogateescape"), self._token):
            return 403, ReviewPageCode.refuse_place
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, ReviewPageCode.refuse_broken
        if scope["method"] == "POST":
            if headers.getlist("origin") != [f"http://{hosts[0]}"]:
                return 403, ReviewPageCode.refuse_origin
            if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                return 415, ReviewPageCode.refuse_broken
        return None

    async def _refuse(self, refused: tuple[int, Code], scope: Scope, receive: Receive, send: Send) -> None:
        status, code = refused
        text = message(code, self._lang, most=LONGEST_NOTE)
        await PlainTextResponse(text, status)(scope, receive, send)


def _with_headers(send: Send) -> Send:
    async def sent(told: Message) -> None:
        if told["type"] == "http.response.start":
            headers = MutableHeaders(scope=told)
            headers.update(HEADERS)
            headers.setdefault("Cache-Control", _FRESH)
        await send(told)

    return sent


async def _body(receive: Receive) -> bytes | None:
    """The body of a request; None for one that is too large, most of which has then been read."""
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= _DRAINED:
        told = await receive()
        part = told.get("body", b"")
        size += len(part)
        if size <= MOST_BYTES:
            parts.append(part)
        more = told["type"] == "http.request" and told.get("more_body", False)
    return b"".join(parts) if size <= MOST_BYTES else None


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body once more, then whatever comes."""
    told = [False]

    async def replay() -> Message:
        if told[0]:
            return await receive()
        told[0] = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
