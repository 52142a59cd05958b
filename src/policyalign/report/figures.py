"""The figures of the chapter, drawn of the saved run in the language of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count, takewhile
from pathlib import Path
from typing import cast

from policyalign.assess.drawing.shapes import Drawing
from policyalign.assess.questions import QUESTIONS
from policyalign.assess.run import Run
from policyalign.errors import MissingExtra
from policyalign.export.figures import rendered
from policyalign.messages.report import CHAPTER
from policyalign.report.excerpt import Excerpt
from policyalign.report.narrowing import narrowed_run
from policyalign.store import Store
from policyalign.values import Lang

SHOWN = ("phases", "responsibility", "links")
"""The questions whose picture stands in the chapter and in the page; that of the verdicts is a table there."""


def drawings(run: Run, lang: str, excerpt: Excerpt) -> dict[str, tuple[Drawing, ...]]:
    """By question, the sheets of its picture. That of an excerpt on proposals has only what is told by proposal."""
    run = narrowed_run(run, excerpt)
    spoken = replace(run, settings=replace(run.settings, lang=cast(Lang, lang)))
    questions = {one.name: one for one in QUESTIONS}
    shown = _BY_PROPOSAL if excerpt.proposals else SHOWN
    return {name: questions[name].figures(spoken)[name]() for name in shown}


_BY_PROPOSAL = ("responsibility",)


def caption(question: str, run: Run, lang: str) -> str:
    """What the picture of a question shows; open exit links only where there are any."""
    shows_open = question == "links" and run.results["links"].open_exits
    return CHAPTER[f"figure_{question}{'_open' if shows_open else ''}"].text(lang)


def chapter_figures(
    run: Run,
    lang: str,
    results: Path | None = None,
    excerpt: Excerpt = Excerpt(),  # noqa: B008  # frozen
) -> Mapping[str, tuple[bytes, ...]]:
    """By question, its sheets as PNG. Without the extra ``plot`` those of the whole that stand in the results, or
    none."""
    store = Store(lang=lang) if run.settings.cache else None
    try:
        return {
            name: tuple(rendered(sheet, store, ("png",))["png"] for sheet in sheets)
            for name, sheets in drawings(run, lang, excerpt).items()
        }
    except MissingExtra:
        return {name: tuple(_saved(results, name, run)) for name in SHOWN} if results and not excerpt else {}


def _saved(results: Path, name: str, run: Run) -> Iterator[bytes]:
    listed = run.record.get("files", ())
    names = (f"{name}.png" if number == 1 else f"{name}({number}).png" for number in count(1))
    paths = (results / one for one in takewhile(lambda one: one in listed, names))
    yield from (path.read_bytes() for path in paths if path.is_file())
