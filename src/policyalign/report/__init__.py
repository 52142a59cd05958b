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
from policyalign.report.records import Material
from policyalign.report.review import load_answers

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.report.records import Joined

    Render = Callable[[Run, Joined, Material], bytes]

_RENDER = {"xlsx": "workbook.workbook_bytes", "docx": "chapter.chapter_bytes", "html": "page.page_bytes"}
"""By format, the function that makes the file, in a module that is loaded when it is wanted."""

FORMATS = tuple(_RENDER)
NAME = "report"
_DRAWN = ("phases",)
"""The questions whose figure stands in the chapter."""

__all__ = ["FORMATS", "Material", "in_language", "join_run", "report_files", "run_id", "saved_material", "write_report"]


def report_files(run: Run, material: Material, formats: Iterable[str], lang: str) -> dict[str, bytes]:
    """By file name, the report in these formats, in a language."""
    run = in_language(run, lang)
    joined = join_run(run, lang)
    return {f"{NAME}.{one}": _render(one)(run, joined, material) for one in formats}


def saved_material(results: Path, run: Run, pdfs: Path | None = None) -> Material:
    """What a results folder holds for its report besides the run: answers, and the figures drawn of it."""
    drawn = {name: results / f"{name}.png" for name in _DRAWN if f"{name}.png" in run.record.get("files", ())}
    figures = {name: path.read_bytes() for name, path in drawn.items() if path.is_file()}
    return Material(load_answers(results, run_id(run)), pdfs, figures)


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
