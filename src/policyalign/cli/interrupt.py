"""Ctrl-C in the command: one line on stderr, exit code 130, whatever was being done."""

from __future__ import annotations

import _thread
import atexit
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from types import FrameType
from typing import NoReturn

_CODE = 130
_AGAIN_SECONDS = 0.3


@contextmanager
def interrupts_told() -> Iterator[None]:
    """Tell of a Ctrl-C during the block and exit; once the command has ended a Ctrl-C does nothing."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored, as in background
        signal.signal(signal.SIGINT, _interrupt)
        sys.unraisablehook = _silent_for_interrupts
    try:
        yield
    except BaseException as end:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Typer makes an exit of an interrupt.
        if not _of_interrupt(end) and not (isinstance(end, SystemExit) and end.code == _CODE):
            raise
        _leave()


def _leave() -> NoReturn:
    """Say so and end, without the second that Python takes on a busy machine to take large libraries down."""
    from policyalign.messages import InterfaceCode, message  # takes a while, in which Ctrl-C must count already

    sys.stderr.write(message(InterfaceCode.interrupted, _language()) + "\n")
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # who read it may be gone
            stream.flush()
    os._exit(_CODE)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Raise ``KeyboardInterrupt``, unless one is clearing up just now.

    Libraries lose one in a hundred, in callbacks that cannot raise: it comes again until the command ends.
    """
    if not _of_interrupt(sys.exception()):
        _thread.start_new_thread(_again, ())
        raise KeyboardInterrupt


def _again() -> None:
    time.sleep(_AGAIN_SECONDS)
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def _silent_for_interrupts(lost: sys.UnraisableHookArgs) -> None:
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)


def _of_interrupt(error: BaseException | None) -> bool:
    """Whether it is an interrupt, or arose while one was on its way."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def _language() -> str:
    """That of the run, also when its options have not been read yet."""
    words = [part for word in sys.argv[1:] for part in word.split("=", 1)]
    given = dict(pairwise(words)).get("--lang") or os.environ.get("POLICYALIGN_LANG")
    return "en" if given == "en" else "ja"
