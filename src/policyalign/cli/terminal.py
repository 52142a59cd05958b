"""How errors are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import typer

from policyalign.config import Lang
from policyalign.domain import Code
from policyalign.errors import PolicyAlignError, UnknownPlan, UnknownProposal
from policyalign.messages import message, remedy


@contextmanager
def errors_told(lang: Lang) -> Iterator[None]:
    """Tell an error in one line on stderr and exit with 1; with 2 where what was asked for is not there."""
    try:
        yield
    except PolicyAlignError as error:
        if traceback_wanted():
            raise
        complain(error.code, error.detail, lang)
        raise typer.Exit(2 if isinstance(error, UnknownPlan | UnknownProposal) else 1) from error


def traceback_wanted() -> bool:
    """Whether ``POLICYALIGN_DEBUG`` asks to see where errors arise."""
    return bool(os.environ.get("POLICYALIGN_DEBUG"))


def complain(code: Code, detail: Mapping[str, str], lang: Lang, subject: str = "") -> None:
    """One line on stderr: what went wrong, with what, and what to do next."""
    stop = ". " if lang == "en" else "。"
    parts = [message(code, detail, lang), remedy(code, lang)]
    sentence = " ".join(stop.join(part for part in parts if part).split())
    typer.echo(": ".join(part for part in ("policyalign", subject, sentence) if part), err=True)


def confirmed(question: str) -> bool:
    """Whether the person at the terminal says yes; anything else is no."""
    typer.echo(f"{question} [y/N]: ", nl=False, err=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "はい")
