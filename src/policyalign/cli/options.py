"""What the commands can be told, each thing once: the same word means the same in every command."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from policyalign.cli.usage import WrongUsage
from policyalign.messages import UsageCode
from policyalign.messages.help import OPTIONS
from policyalign.messages.labels import ACTORS, KINDS
from policyalign.messages.own import FIELDS
from policyalign.messages.wording import Wording
from policyalign.page_pictures.found import MOST_PAGES
from policyalign.values import Lang, Workers


class Years(NamedTuple):
    """The first and the last fiscal year of a window."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


class Pages(NamedTuple):
    """The first and the last of each stretch of pages, counted from 1."""

    spans: tuple[tuple[int, int], ...]


# Values --------------------------------------------------------------------------------------------------


def parse_words(text: str, table: Mapping[str, Wording] | None = None) -> tuple[str, ...]:
    """The words of a list such as ``宇宙、海洋``, each once, in order; where there is a table, its codes, for
    a code or its wording in either language. Widths and case are alike.

    Raises :class:`WrongUsage` for none at all, and for a word that is not in the table.

    >>> parse_words("技術,Proposal", KINDS)
    ('technology', 'proposal')
    """
    words = [word for part in re.split("[,、，]", text) if (word := part.strip())]
    if not words:
        raise WrongUsage(UsageCode.usage_words_none)
    if table is not None:
        codes = {_folded(name): code for code, one in table.items() for name in (code, one.ja, one.en)}
        if wrong := next((word for word in words if _folded(word) not in codes), ""):
            known = Wording("、".join(one.ja for one in table.values()), ", ".join(table))
            raise WrongUsage(UsageCode.usage_word_unknown, value=wrong, known=known)
        words = [codes[_folded(word)] for word in words]
    return tuple(dict.fromkeys(words))


def parse_years(text: str | Years) -> Years:
    """The years of ``2026-2030``. Raises :class:`WrongUsage` for anything else."""
    if isinstance(text, Years):
        return text
    match = re.fullmatch(r"\s*(\d{4})\s*[-~–～]\s*(\d{4})\s*", text)
    if match is None or not 0 < int(match[1]) <= int(match[2]):
        raise WrongUsage(UsageCode.usage_window, value=text)
    return Years(int(match[1]), int(match[2]))


def parse_pages(text: str | Pages) -> Pages:
    """The pages of ``3,5-7``; widths are alike. Raises :class:`WrongUsage` for anything else.

    >>> parse_pages("3、５-7").spans
    ((3, 3), (5, 7))
    """
    if isinstance(text, Pages):
        return text
    spans = []
    for part in re.split("[,、]", unicodedata.normalize("NFKC", text)):
        match = re.fullmatch(r"\s*(\d{1,6})\s*(?:[-~–～]\s*(\d{1,6})\s*)?", part)
        if match is None or not 1 <= int(match[1]) <= int(match[2] or match[1]):
            raise WrongUsage(UsageCode.usage_pages, value=text)
        spans.append((int(match[1]), int(match[2] or match[1])))
    if sum(last - first + 1 for first, last in spans) > MOST_PAGES:
        raise WrongUsage(UsageCode.usage_pages_many, value=text, most=MOST_PAGES)
    return Pages(tuple(spans))


def whole_number(least: int | None = None) -> Callable[[str | int], int]:
    """Reads a whole number, of ``least`` or more. What it returns raises :class:`WrongUsage`."""

    def parse(value: str | int) -> int:
        try:
            number = int(value)
        except ValueError:
            raise WrongUsage(UsageCode.usage_whole_number, value=value) from None
        if least is not None and number < least:
            raise WrongUsage(UsageCode.usage_at_least, value=value, least=least)
        return number

    return parse


def parse_workers(text: Workers) -> Workers:
    """``auto``, or a whole number of 1 or more. Raises :class:`WrongUsage` for anything else."""
    return "auto" if text == "auto" else whole_number(1)(text)


def share(least: float, most: float) -> Callable[[str | float], float]:
    """Reads a number from ``least`` to ``most``. What it returns raises :class:`WrongUsage`."""

    def parse(value: str | float) -> float:
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if not least <= number <= most:
            raise WrongUsage(UsageCode.usage_between, value=value, least=f"{least:g}", most=f"{most:g}")
        return number

    return parse


def one_of(*words: str) -> Callable[[str], str]:
    """Reads one of these words. What it returns raises :class:`WrongUsage`."""

    def parse(value: str) -> str:
        if value not in words:
            raise WrongUsage(UsageCode.usage_word_unknown, value=value, known=", ".join(words))
        return value

    return parse


def parse_columns(texts: Sequence[str]) -> dict[str, str]:
    """The columns of ``本文=C`` by the codes of their fields. Raises :class:`WrongUsage` for anything else."""
    found: dict[str, str] = {}
    for text in texts:
        name, _, column = text.partition("=")
        if not column.strip():
            raise WrongUsage(UsageCode.usage_column, "--column", value=text)
        (field,) = parse_words(name, FIELDS)[:1]
        found[field] = column.strip()
    return found


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


# How options are made ------------------------------------------------------------------------------------


def option(text: str, *names: str, **settings: Any) -> Any:
    """An option whose help is the entry ``text`` of :mod:`policyalign.messages.help`."""
    assert text in OPTIONS
    return typer.Option(*names, help=text, **settings)


def argument(text: str, metavar: str, **settings: Any) -> Any:
    """An argument whose help is the entry ``text`` of :mod:`policyalign.messages.help`."""
    assert text in OPTIONS
    return typer.Argument(help=text, metavar=metavar, **settings)


def list_option(text: str, name: str, metavar: str, table: Mapping[str, Wording] | None = None) -> Any:
    """An option that takes a list of words, also by being given repeatedly."""

    def flatten(value: list[tuple[str, ...]] | None) -> list[str] | None:
        return list(dict.fromkeys(word for some in value for word in some)) if value else None

    return option(text, name, metavar=metavar, parser=lambda text: parse_words(text, table), callback=flatten)


def _language(ctx: typer.Context) -> Lang:
    """The one found before (``cli/language.py``)."""
    found: Lang = ctx.obj
    return found


# Everywhere ----------------------------------------------------------------------------------------------

LangOption = Annotated[Lang, option("lang", "--lang", metavar="LANG", envvar="POLICYALIGN_LANG", callback=_language)]
QuietOption = Annotated[bool, option("quiet", "-q", "--quiet")]
JsonOption = Annotated[bool, option("json", "--json")]
NoCacheOption = Annotated[bool, option("no_cache", "--no-cache")]
OcrOption = Annotated[bool, option("ocr", "--ocr")]
EncoderOption = Annotated[str, option("encoder", "--encoder", metavar="ENCODER")]
WorkersOption = Annotated[Any, option("workers", "--workers", metavar="WORKERS", parser=parse_workers)]
"""A :data:`~policyalign.values.Workers`, which Typer has no word for."""

# What is worked on ---------------------------------------------------------------------------------------

PlanFilesArgument = Annotated[list[Path], argument("plan_files", "PLANS")]
PlanFileArgument = Annotated[Path, argument("plan_file", "PLANS")]
ResultsOrPlanArgument = Annotated[Path, argument("results_or_plan", "RESULTS_OR_PLAN")]
ResultsArgument = Annotated[Path, argument("results", "RESULTS")]
GoldArgument = Annotated[Path, argument("gold", "GOLD")]
PdfOption = Annotated[Path, option("pdf", "--pdf", metavar="FOLDER")]
PROJECTS = option("projects", "--projects", metavar="PROJECTS")

# What is chosen ------------------------------------------------------------------------------------------

PlansOption = Annotated[list[str] | None, option("plan", "--plan", metavar="ID")]
"""For :func:`policyalign.choice.choose_plans`."""
ProposalsOption = Annotated[list[str] | None, option("proposal", "--proposal", metavar="PROPOSAL")]
"""For :func:`policyalign.choice.choose_proposal`."""
ChapterOption = Annotated[str, option("chapter", "--chapter", metavar="CHAPTER")]
ProposalArgument = Annotated[str, argument("proposal_one", "PROPOSAL")]
ProposalsFileOption = Annotated[str, option("proposals", "--proposals", metavar="PROPOSALS")]
ProfilesOption = Annotated[Path | None, option("profiles", "--profiles", metavar="PROFILES")]
KindsOption = Annotated[list[str] | None, list_option("kind", "--kind", "KINDS", KINDS)]
OnlyKindsOption = Annotated[list[str] | None, list_option("kind_only", "--kind", "KINDS", KINDS)]
DomainsOption = Annotated[list[str] | None, list_option("domain", "--domain", "DOMAINS")]
ActorsOption = Annotated[list[str] | None, list_option("actor", "--actor", "ACTORS", ACTORS)]
TypesOption = Annotated[list[str] | None, option("type", "--type", metavar="TYPES")]
"""For :func:`parse_words`, with the types of the question."""
LimitOption = Annotated[int, option("limit", "--limit", metavar="NUMBER", parser=whole_number(0))]
ScopeOption = Annotated[str, option("scope", "--scope", metavar="SCOPE")]

# phases and audit ----------------------------------------------------------------------------------------

WindowOption = Annotated[Years | None, option("window", "--window", metavar="YEARS", parser=parse_years)]
GapYearsOption = Annotated[int | None, option("gap_years", "--gap-years", metavar="NUMBER", parser=whole_number(0))]
ConfidenceOption = Annotated[
    float | None, option("confidence", "--confidence", metavar="SHARE", parser=share(0.5, 0.9999))
]
TargetOption = Annotated[float | None, option("target", "--target", metavar="SHARE", parser=share(0.01, 1))]
TolerateOption = Annotated[int | None, option("tolerate", "--tolerate", metavar="NUMBER", parser=whole_number(0))]
AuditSeedOption = Annotated[int | None, option("audit_seed", "--seed", metavar="NUMBER", parser=whole_number())]
ShowOption = Annotated[Pages | None, option("show", "--show", metavar="PAGES", parser=parse_pages)]
AllGapsOption = Annotated[bool, option("all_gaps", "--all")]
AnswersOption = Annotated[Path | None, option("answers", "--answers", metavar="AUDIT_SHEET")]

# Where it goes -------------------------------------------------------------------------------------------


def out_option(text: str, metavar: str) -> Any:
    """``-o/--out``: always where the output goes, folder or file by its ``metavar``."""
    return option(text, "-o", "--out", metavar=metavar)


OutOption = Annotated[Path, out_option("out", "FOLDER")]
ReportOutOption = Annotated[Path | None, out_option("out_report", "FILE_OR_FOLDER")]
FormatsOption = Annotated[list[str] | None, list_option("format", "--format", "FORMATS")]
PicturesOption = Annotated[Path | None, option("report_pdf", "--pdf", metavar="FOLDER")]
BudgetOption = Annotated[Path | None, option("report_budget", "--budget", metavar="BUDGET")]
BudgetYearOption = Annotated[
    int | None, option("report_budget_year", "--budget-year", metavar="YEAR", parser=whole_number(1990))
]
CheckedChapterOption = Annotated[Path | None, option("check_chapter", "--check", metavar="CHAPTER_FILE")]
ReviewPdfOption = Annotated[Path | None, option("review_pdf", "--pdf", metavar="FOLDER")]
PortOption = Annotated[int, option("port", "--port", metavar="NUMBER", parser=whole_number(0))]
NoBrowserOption = Annotated[bool, option("no_browser", "--no-browser")]
ReviewerOption = Annotated[str, option("reviewer", "--reviewer", metavar="NAME")]
DryRunOption = Annotated[bool, option("dry_run", "--dry-run")]
AuditOutOption = Annotated[Path | None, out_option("out_audit", "AUDIT_SHEET")]
ModelsOutOption = Annotated[Path | None, out_option("out_models", "FOLDER")]
CheckOption = Annotated[bool, option("check", "--check")]
CsvOption = Annotated[Path | None, option("csv", "--csv", metavar="TABLE")]
ForceOption = Annotated[bool, option("force", "--force")]
FiguresOption = Annotated[bool, option("figures", "--figures")]
WriteOption = Annotated[bool, option("write", "--write")]
