"""The progress bar, on stderr, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from policyalign.assess.showing import VisibleConsole
from policyalign.messages import label_or_name
from policyalign.messages.interface import STAGES
from policyalign.telling import visible

if TYPE_CHECKING:
    from policyalign.pipeline import Progress as Step


@contextmanager
def progress_shown(wanted: bool, lang: str) -> Iterator[Callable[[Step], None] | None]:
    """A callback that moves the bar, or ``None`` where there is nothing to show it on."""
    console = VisibleConsole(sys.stderr)
    if not wanted or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(step: Step) -> None:
            name = visible(f"{label_or_name(STAGES, step.stage, lang)} {step.plan}".strip())
            bar.update(task, description=name, completed=step.done, total=step.total)

        yield show
