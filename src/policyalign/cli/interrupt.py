"""Ctrl-C in the command: one line on stderr, exit code 130, whatever was being done."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from types import FrameType

_CODE = 130
_CLEARING_SECONDS = 2.0


@contextmanager
def interrupts_told() -> Iterator[None]:
    """Tell of a Ctrl-C during the block and exit; after the end of the command a Ctrl-C does nothing."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored, as in background
        signal.signal(signal.SIGINT, _interrupter())
    try:
        yield
    except BaseException as end:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Typer makes an exit of an interrupt.
        if isinstance(end, KeyboardInterrupt) or (isinstance(end, SystemExit) and end.code == _CODE):
            _tell()
            sys.exit(_CODE)
        raise


def _interrupter() -> signal._HANDLER:
    """Raises ``KeyboardInterrupt``, but not again while the first one is still clearing up."""
    quiet_until = 0.0

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal quiet_until
        if time.monotonic() >= quiet_until:
            quiet_until = time.monotonic() + _CLEARING_SECONDS
            raise KeyboardInterrupt

    return interrupt


def _tell() -> None:
    from policyalign.messages import message

    sys.stderr.write(message("interrupted", {}, _language()) + "\n")


def _language() -> str:
    """That of the run, also when its options have not been read yet."""
    words = [part for word in sys.argv[1:] for part in word.split("=", 1)]
    given = dict(pairwise(words)).get("--lang") or os.environ.get("POLICYALIGN_LANG")
    return "en" if given == "en" else "ja"
