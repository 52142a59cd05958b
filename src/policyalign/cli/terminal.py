"""How errors are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from policyalign.errors import PolicyAlignError, UnknownPlan, UnknownProposal, cause
from policyalign.messages import ErrorCode
from policyalign.telling import complain, remark
from policyalign.values import Lang


@contextmanager
def errors_told(lang: Lang) -> Iterator[None]:
    """Tell an error in one line on stderr and exit with 1; with 2 where what was asked for is not there."""
    try:
        yield
    except PolicyAlignError as error:
        if traceback_wanted():
            raise
        complain(error.code, lang, **error.detail)
        raise typer.Exit(2 if isinstance(error, UnknownPlan | UnknownProposal) else 1) from error
    except OSError as error:  # names that no file can have, disks that are gone: wherever they are met
        if traceback_wanted() or isinstance(error, BrokenPipeError):
            raise
        complain(ErrorCode.file_unusable, lang, path=error.filename or "–", error=cause(error))
        raise typer.Exit(1) from error
    except UnicodeEncodeError as error:  # half a character, which no name can have
        if traceback_wanted():
            raise
        complain(ErrorCode.file_unusable, lang, path=error.object, error=error.reason)
        raise typer.Exit(1) from error


def traceback_wanted() -> bool:
    """Whether ``POLICYALIGN_DEBUG`` asks to see where errors arise."""
    return bool(os.environ.get("POLICYALIGN_DEBUG"))


def figure_text(value: object) -> str:
    """A share, a count, or the two limits of an interval; a stroke where there is none."""
    if isinstance(value, list):
        return f"{value[0]:.2f}–{value[1]:.2f}"
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def confirmed(question: str) -> bool:
    """Whether the person at the terminal says yes; anything else is no."""
    remark(f"{question} [y/N]: ", end="")
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "はい")
