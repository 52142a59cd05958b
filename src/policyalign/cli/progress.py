"""The progress bar, on stderr, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policyalign.messages import label_or_name
from policyalign.messages.interface import STAGES
from policyalign.telling import visible

if TYPE_CHECKING:
    from policyalign.pipeline import Progress as Step


@contextmanager
def progress_shown(wanted: bool, lang: str) -> Iterator[Callable[[Step], None] | None]:
    """A callback that moves the bar, or ``None`` where there is nothing to show it on."""
    with bar_shown(wanted) as move:
        if move is None:
            yield None
            return

        def show(step: Step) -> None:
            move(f"{label_or_name(STAGES, step.stage, lang)} {step.plan}".strip(), step.done, step.total)

        yield show


@contextmanager
def bar_shown(wanted: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """What moves a bar: told the words beside it, how much is done and of how much; ``None`` where there is nothing to
    show it on."""
    if not wanted:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from policyalign.assess.showing import VisibleConsole

    console = VisibleConsole(sys.stderr)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda words, done, total: bar.update(task, description=visible(words), completed=done, total=total)
