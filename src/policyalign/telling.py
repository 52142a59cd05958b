"""What is told on stderr, beside the results on stdout."""

from __future__ import annotations

import typer

from policyalign.messages import message, remedy
from policyalign.values import Code


def say(code: Code, lang: str, /, **detail: object) -> None:
    """The sentence of a code."""
    typer.echo(message(code, lang, **detail), err=True)


def complain(code: Code, lang: str, subject: str = "", /, **detail: object) -> None:
    """One line: what went wrong, with what, and what to do next."""
    stop = ". " if lang == "en" else "。"
    parts = [message(code, lang, **detail), remedy(code, lang)]
    sentence = " ".join(stop.join(part for part in parts if part).split())
    typer.echo(": ".join(part for part in ("policyalign", subject, sentence) if part), err=True)
