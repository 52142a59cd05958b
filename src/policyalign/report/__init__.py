"""The report of a run: a workbook, a chapter and a page, all made of the same joined records of a saved run.

Nothing is found here; what people write into the files is read back by :mod:`policyalign.report.review` and
:mod:`policyalign.report.check`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.export.folder import write_files
from policyalign.report.join import in_language, join_run, run_id

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.report.records import Joined
    from policyalign.report.review import Answer

    Render = Callable[[Run, Joined, Mapping[str, Answer], Path | None], bytes]

_RENDER = {"xlsx": "workbook.workbook_bytes", "docx": "chapter.chapter_bytes", "html": "page.page_bytes"}
"""By format, the function that makes the file, in a module that is loaded when it is wanted."""

FORMATS = tuple(_RENDER)
NAME = "report"

__all__ = ["FORMATS", "in_language", "join_run", "report_files", "run_id", "write_report"]


def report_files(
    run: Run, answers: Mapping[str, Answer], formats: Iterable[str], lang: str, pdfs: Path | None = None
) -> dict[str, bytes]:
    """By file name, the report in these formats, in a language; ``pdfs`` is the folder of the plans, for pictures."""
    run = in_language(run, lang)
    joined = join_run(run, lang)
    return {f"{NAME}.{one}": _render(one)(run, joined, answers, pdfs) for one in formats}


def write_report(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Write the files into a folder or, where ``out`` ends like one of them, that one there. Returns where they are.

    Raises :class:`~policyalign.errors.OutputError`, and leaves then what was there.
    """
    if len(files) == 1 and out.suffix.removeprefix(".") in FORMATS:
        (content,) = files.values()
        write_files(out.parent, {out.name: [content]})
        return (out,)
    write_files(out, {name: [content] for name, content in files.items()})
    return tuple(out / name for name in files)


def formats_of(out: Path | None, wanted: Collection[str]) -> tuple[str, ...]:
    """The formats to make: those wanted, else the one that ``out`` ends in, else all."""
    ending = out.suffix.removeprefix(".") if out else ""
    return tuple(wanted) or ((ending,) if ending in FORMATS else FORMATS)


def _render(name: str) -> Render:
    module, function = _RENDER[name].split(".")
    made: Render = getattr(import_module(f"{__name__}.{module}"), function)
    return made
