"""``policyalign extract``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from policyalign.cli.options import LangOption, NoCacheOption, OcrOption, PlanFileArgument, out_option
from policyalign.cli.terminal import errors_told
from policyalign.config import ReadSettings, Settings
from policyalign.domain import Passage, Plan
from policyalign.messages import ReadingCode, label, message, remedy
from policyalign.messages.labels import ROLES, TITLES
from policyalign.messages.places import count_told, place_told, places_told
from policyalign.telling import tell
from policyalign.values import Lang


def extract(
    plan: PlanFileArgument,
    out: Annotated[Path | None, out_option("out_extract", "FOLDER")] = None,
    no_cache: NoCacheOption = False,
    ocr: OcrOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign extract``."""
    from policyalign.export import check_output, write_plan

    settings = Settings(read=ReadSettings(ocr=ocr), lang=lang, cache=not no_cache)
    with errors_told(lang):
        if out is not None:
            check_output(out)
        read = _read(plan, settings)
        if out is not None:
            write_plan(read, out, lang)
        tell("\n".join((*_facts(read, lang), "", *_outline(read, lang), *_problems(read, lang))))
        if not read.passages:
            raise typer.Exit(1)


def _read(path: Path, settings: Settings) -> Plan:
    """The plan of one file. Raises :class:`InputError` where the argument stands for none, or for several."""
    from policyalign.errors import InputError
    from policyalign.inputs import expanded
    from policyalign.pipeline import read_file

    with expanded([path]) as inputs:
        if inputs.failures:
            problem = inputs.failures[0].problem
            raise InputError(problem.code, **problem.detail)
        if len(inputs.files) > 1:
            raise InputError(ReadingCode.several_files, file=path, count=len(inputs.files))
        return read_file(inputs.files[0], settings)


def _facts(plan: Plan, lang: Lang) -> Iterator[str]:
    yield plan.title or plan.id
    period = plan.period.phrase if plan.period else ""
    facts = {"edition": plan.edition, "period": period}
    yield from (f"  {label(TITLES, name, lang)}: {value}" for name, value in facts.items() if value)
    yield f"  {count_told(plan.places, lang)}: {plan.page_count}"


def _outline(plan: Plan, lang: Lang) -> Iterator[str]:
    """Every heading in its place in the tree, with the passages under it; footnotes may belong to none."""
    by_section: dict[int | None, list[Passage]] = {}
    for passage in plan.passages:
        by_section.setdefault(passage.section, []).append(passage)
    for place, section in enumerate(plan.sections):
        indent = "  " * (section.level - 1)
        yield f"{indent}■ {section.heading}  {place_told(plan.places, section.anchor.page, lang)}"
        yield from (_passage_line(plan, passage, section.level, lang) for passage in by_section.get(place, ()))
    if None in by_section:
        yield label(TITLES, "no_section", lang)
        yield from (_passage_line(plan, passage, 1, lang) for passage in by_section[None])


def _passage_line(plan: Plan, passage: Passage, level: int, lang: Lang) -> str:
    told = {"row": "table_row", "footnote": "footnote", "caption": "caption"}
    kinds = {kind: label(TITLES, name, lang) for kind, name in told.items()}
    marks = [mark for mark in (kinds.get(passage.kind, ""), label(ROLES, passage.role, lang)) if mark]
    pages = places_told(plan.places, passage.page_start, passage.page_end, lang)
    text = " ".join(passage.quotation.split())
    return f"{'  ' * level}{pages}{''.join(f' [{mark}]' for mark in marks)} {text}"


def _problems(plan: Plan, lang: Lang) -> Iterator[str]:
    if not plan.problems:
        return
    yield ""
    yield f"{label(TITLES, 'problems', lang)}:"
    for problem in plan.problems:
        page = f"{place_told(plan.places, problem.page, lang)} " if problem.page else ""
        sentences = (message(problem.code, lang, **problem.detail), remedy(problem.code, lang))
        yield f"  {page}{' / '.join(sentence for sentence in sentences if sentence)}"
