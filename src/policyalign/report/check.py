"""A chapter held against results after people have edited it: which quotations and findings no longer hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyalign.assess.run import Run
from policyalign.errors import InputError, cause
from policyalign.files import read_whole
from policyalign.messages import ReportCode, ReviewCode
from policyalign.report.budget_file import BudgetFile
from policyalign.report.budget_words import budget_statements
from policyalign.report.chapter import BUDGET_MARK, MARK, bookmark_name
from policyalign.report.excerpt import excerpt_of
from policyalign.report.join import join_run
from policyalign.report.narrowing import excerpt_title, narrowed
from policyalign.report.records import Quotation
from policyalign.report.statements import Statement, every_statement
from policyalign.review.replies import Reply
from policyalign.values import Code

_NAME = re.compile(rf"(?:{MARK}|{BUDGET_MARK})([0-9a-f]{{12}})_([0-9a-f]{{12}})")
_LEFT_OUT = re.compile("…+|・・・+|（中略）|［中略］|\\(中略\\)|〔中略〕")
"""What stands where an analyst left words out of a quotation."""
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Complaint:
    """A sentence of the chapter that no longer holds: the code of what is wrong, and the sentence as it stands."""

    code: Code
    text: str
    plan: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """``run_id`` is that of the chapter; ``sentences`` of it are still marked, ``removed`` are not there any more.
    ``unchecked`` are further ones, on budgets, that were not held against anything: no budget file was given. ``part``
    says of an excerpt what it is on."""

    run_id: str
    sentences: int
    removed: int
    complaints: tuple[Complaint, ...]
    unchecked: int = 0
    part: str = ""

    def count(self, *codes: Code) -> int:
        """How many complaints are of these codes."""
        return sum(one.code in codes for one in self.complaints)


def check_chapter(
    path: Path,
    run: Run,
    replies: Mapping[str, tuple[Reply, ...]] | None = None,
    budget: BudgetFile | None = None,
) -> Checked:
    """Hold every marked sentence of a chapter, in either language, against a run, the ``replies`` of ministries to its
    items and a budget file.

    Raises :class:`~policyalign.errors.InputError` for what is no chapter.
    """
    document = _opened(path)
    found = dict(_marked(document.element.body))
    if not found:
        raise InputError(ReportCode.check_unmarked, file=path)
    unchecked = 0 if budget else sum(name.startswith(BUDGET_MARK) for name in found)
    if budget is None:
        found = {name: text for name, text in found.items() if not name.startswith(BUDGET_MARK)}
    excerpt = excerpt_of(document.core_properties.comments)
    told = [narrowed(join_run(run, lang, replies, budget), excerpt) for lang in ("ja", "en")]
    both = [{one.mark: one for one in (*every_statement(each), *budget_statements(each))} for each in told]
    current = max(both, key=lambda one: sum(bookmark_name(told) in found for told in one.values()))
    complaints = [wrong for name, text in found.items() if (wrong := _complaint(name, text, current, run))]
    marks = {name.split("_")[1] for name in found}
    removed = len(current.keys() - marks)
    part = excerpt_title(told[both.index(current)], excerpt)
    return Checked(document.core_properties.identifier, len(found), removed, tuple(complaints), unchecked, part)


def _opened(path: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(io.BytesIO(read_whole(path)))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, PackageNotFoundError) as error:
        raise InputError(ReviewCode.review_unreadable, file=path, error=cause(error)) from error


def _marked(body: Any) -> Iterator[tuple[str, str]]:
    """The bookmarks of sentences with the text within; what is deleted under revision is no text."""
    from docx.oxml.ns import qn

    open_: dict[str, tuple[str, list[str]]] = {}
    for node in body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")):
        number = node.get(qn("w:id"), "")
        if node.tag == qn("w:t"):
            for _, parts in open_.values():
                parts.append(node.text or "")
        elif node.tag == qn("w:bookmarkEnd"):
            if number in open_:
                name, parts = open_.pop(number)
                if text := "".join(parts).strip():
                    yield name, text
        elif _NAME.fullmatch(node.get(qn("w:name"), "")):
            open_[number] = (node.get(qn("w:name")), [])


def _complaint(name: str, text: str, current: dict[str, Statement], run: Run) -> Complaint | None:
    _, mark, fingerprint = name.split("_")
    statement = current.get(mark)
    if statement is None:
        return Complaint(ReportCode.check_gone, text)
    if statement.fingerprint != fingerprint:
        return Complaint(ReportCode.check_changed, text)
    quotation = statement.quotation
    if quotation and not _in_plan(text, quotation, run):
        return Complaint(ReportCode.check_quote, text, quotation.plan_id, quotation.place)
    return None


def _in_plan(text: str, quotation: Quotation, run: Run) -> bool:
    """Whether all parts of a quotation stand in one passage of the plan, in order; blanks do not count. The cells of
    a table row are such parts."""
    start, end = text.find("「"), text.rfind("」")
    quoted = text[start + 1 : end] if 0 <= start < end else text
    pieces = quoted.split("」「") if quotation.cells else [quoted]
    parts = [_BLANK.sub("", part) for piece in pieces for part in _LEFT_OUT.split(piece)]
    pattern = ".*".join(re.escape(part) for part in parts if part)
    plan = next(plan for plan in run.plans if plan.id == quotation.plan_id)
    return bool(pattern) and any(re.search(pattern, _BLANK.sub("", one.quotation)) for one in plan.passages)
