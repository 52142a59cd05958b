"""The report of a run: a workbook, a chapter and a page, all made of the same joined records of a saved run.

Nothing is found here; what people write into the files is read back by :mod:`policyalign.review.workbook` and
:mod:`policyalign.report.check`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.assess.run import run_id
from policyalign.export.folder import write_files
from policyalign.export.manifest import remove_stale
from policyalign.report.excerpt import Excerpt
from policyalign.report.figures import chapter_figures
from policyalign.report.join import in_language, join_run
from policyalign.report.narrowing import narrowed
from policyalign.report.records import Material
from policyalign.review.replies import latest_replies
from policyalign.review.store import ReviewStore
from policyalign.review.workbook import shown_answers
from policyalign.text.file_names import file_names

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.report.budget_file import BudgetFile
    from policyalign.report.records import Joined

    Render = Callable[[Run, Joined, Material], bytes]

_RENDER = {"xlsx": "workbook.workbook_bytes", "docx": "chapter.chapter_bytes", "html": "page.page_bytes"}
"""By format, the function that makes the file, in a module that is loaded when it is wanted."""

FORMATS = tuple(_RENDER)
NAME, PART = "report", "excerpt"
"""How the files of a report begin, and what then tells those of an excerpt."""
_NAMED = 2

__all__ = [
    "FORMATS",
    "Excerpt",
    "Material",
    "chapter_figures",
    "formats_of",
    "in_language",
    "join_run",
    "place_of",
    "report_files",
    "run_id",
    "saved_material",
    "write_report",
]


def report_files(run: Run, material: Material, formats: Iterable[str], lang: str, name: str = NAME) -> dict[str, bytes]:
    """By file name, the report in these formats, in a language; behind a workbook, with the PDFs, the pages that it
    links to, in a folder of their own. ``name`` is that of the files without their endings."""
    run = in_language(run, lang)
    joined = narrowed(join_run(run, lang, material.replies, material.budget), material.excerpt)
    files: dict[str, bytes] = {}
    pages: dict[str, bytes] = {}
    for one in formats:
        if one == "xlsx" and material.pdfs is not None:
            from policyalign.report.pictures import PAGES, whole_pages

            drawn = whole_pages(material.pdfs, run, joined)
            material = replace(material, pages={key: f"{name}{PAGES}/{file}" for key, (file, _) in drawn.items()})
            pages = {f"{name}{PAGES}/{file}": content for file, content in drawn.values()}
        files[f"{name}.{one}"] = _render(one)(run, joined, material)
    return {**pages, **files}  # who sees the new workbook finds its pages


def saved_material(
    results: Path,
    run: Run,
    pdfs: Path | None = None,
    lang: str = "ja",
    formats: Collection[str] = (),
    budget: BudgetFile | None = None,
    excerpt: Excerpt = Excerpt(),  # noqa: B008  # frozen
) -> Material:
    """What a report in a language and some formats holds besides the run: the answers and replies in the results
    folder, for a chapter the figures, a budget file, and what of the run it is on."""
    store = ReviewStore(results)
    answers, replies = shown_answers(run, store.answers()), latest_replies(store.replies())
    figures = chapter_figures(in_language(run, lang), lang, results, excerpt) if "docx" in formats else {}
    return Material(answers, replies, pdfs, figures, budget, excerpt=excerpt)


def write_report(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write the files of a report into a folder, all or none. Returns where the report is, without its pages.

    Pages that an earlier workbook of the same name had and this one has not are removed. Raises
    :class:`~policyalign.errors.OutputError`, and leaves then what was there.
    """
    pages = {name.partition("/")[0] for name in files if "/" in name}
    write_files(folder, {name: [content] for name, content in files.items()})
    if pages:
        from policyalign.report.pictures import PAGE_NAME

        there = (f"{one}/{path.name}" for one in pages for path in (folder / one).iterdir())
        remove_stale(folder, [one for one in there if one not in files and PAGE_NAME.fullmatch(one.partition("/")[2])])
    return tuple(folder / name for name in files if "/" not in name)


def formats_of(out: Path | None, wanted: Collection[str]) -> tuple[str, ...]:
    """The formats to make: those wanted, else the one that ``out`` ends in, else all."""
    ending = _format_of(out)
    return tuple(wanted) or ((ending,) if ending else FORMATS)


def place_of(
    out: Path,
    formats: Collection[str],
    excerpt: Excerpt = Excerpt(),  # noqa: B008  # frozen
) -> tuple[Path, str]:
    """The folder that ``out`` means and the name of the files there: ``out`` is a folder, or the one file to make. An
    excerpt goes by what it is on: it is not to take the place of the whole, nor of another one."""
    ending = _format_of(out)
    if ending and tuple(formats) == (ending,):
        return out.parent, out.stem
    return out, f"{NAME}-{PART}-{_named(excerpt)}" if excerpt else NAME


def _named(excerpt: Excerpt) -> str:
    """The ids of an excerpt as part of a file name; of many the first, and a mark of all."""
    ids = (*excerpt.proposals, *excerpt.plans)
    names = list(file_names(ids).values())
    if len(names) <= _NAMED:
        return "-".join(names)
    digest = hashlib.sha256("\n".join(ids).encode("utf-8", "backslashreplace")).hexdigest()[:6]
    return f"{'-'.join(names[:_NAMED])}-{len(names)}-{digest}"


def _format_of(out: Path | None) -> str:
    ending = out.suffix.removeprefix(".") if out else ""
    return ending if ending in FORMATS else ""


def _render(name: str) -> Render:
    module, function = _RENDER[name].split(".")
    made: Render = getattr(import_module(f"{__name__}.{module}"), function)
    return made
