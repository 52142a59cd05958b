"""``policyalign extract``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.options import (
    LangOption,
    NoCacheOption,
    OcrOption,
    PlanFileArgument,
    ShowOption,
    out_option,
)
from policyalign.cli.terminal import errors_told
from policyalign.config import ReadSettings, Settings
from policyalign.domain import Passage, Plan
from policyalign.messages import PictureCode, ReadingCode, label, message, remedy
from policyalign.messages.labels import ROLES, TITLES
from policyalign.messages.page_pictures import ITEMS
from policyalign.messages.places import count_told, place_told, places_told
from policyalign.telling import say, tell
from policyalign.text.file_names import readable_name
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.page_pictures.found import Item, PagePicture


def extract(
    plan: PlanFileArgument,
    out: Annotated[Path | None, out_option("out_extract", "FOLDER")] = None,
    show: ShowOption = None,
    no_cache: NoCacheOption = False,
    ocr: OcrOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign extract``."""
    from policyalign.cli.progress import progress_shown
    from policyalign.export import check_output, write_plan
    from policyalign.pipeline import draw_pages, read_file

    settings = Settings(read=ReadSettings(ocr=ocr), lang=lang, cache=not no_cache)
    with errors_told(lang):
        if out is not None:
            check_output(out)
        with _one_file(plan) as file, progress_shown(wanted=True, lang=lang) as progress:
            pictures = draw_pages(file, show.spans, settings, progress=progress) if show else ()
            read = read_file(file, settings, progress=progress) if show is None or out is not None else None
        if show is not None:
            _tell_pictures(pictures, readable_name(file.stem), out or plan.parent, lang)
        if read is None:
            return
        if out is not None:
            write_plan(read, out, lang)
        if show is None:
            tell("\n".join((*_facts(read, lang), "", *_outline(read, lang), *_problems(read, lang))))
        if not read.passages:
            raise typer.Exit(1)


@contextmanager
def _one_file(given: Path) -> Iterator[Path]:
    """The file that the argument stands for. Raises :class:`InputError` where that is none, or several."""
    from policyalign.errors import InputError
    from policyalign.inputs import expanded

    with expanded([given]) as inputs:
        if inputs.failures:
            problem = inputs.failures[0].problem
            raise InputError(problem.code, **problem.detail)
        if len(inputs.files) > 1:
            raise InputError(ReadingCode.several_files, file=given, count=len(inputs.files))
        yield inputs.files[0]


def _tell_pictures(pictures: Sequence[PagePicture], name: str, folder: Path, lang: Lang) -> None:
    """Write the pictures into ``folder``, and list what was found on each page, by the numbers in its picture."""
    from policyalign.export.folder import write_files

    files = {one.number: f"{name}-p{one.number:03d}.png" for one in pictures}
    write_files(folder, {files[one.number]: [one.png] for one in pictures})
    for one in pictures:
        tell("\n".join((one.place, *(_item_line(item, lang) for item in one.found.items))))
        if one.namesake:
            say(PictureCode.page_also_printed, lang, place=one.place, page=one.number, other=one.namesake)
        say(PictureCode.picture_written, lang, place=one.place, path=folder / files[one.number])


def _item_line(item: Item, lang: Lang) -> str:
    level = f" {item.level}" if item.level else ""
    return f"  {item.number} [{label(ITEMS, item.kind, lang)}{level}] {' '.join(item.text.split())}"


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
