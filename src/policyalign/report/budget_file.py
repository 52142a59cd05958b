"""Budgets out of a CSV file: the rows of 行政事業レビュー as RSシステム gives them out (2-1 予算・執行 サマリ), or a
table of one's own with columns such as 事業名, 府省庁, 予算年度 and 当初予算（百万円）.

What is blank is not known, never zero.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TypeVar

from policyalign.errors import InputError, cause
from policyalign.files import read_spreadsheet, spreadsheet_rows
from policyalign.messages import BudgetCode
from policyalign.segment.named_bodies import named_ministries
from policyalign.text.normalize import nfkc_key
from policyalign.text.years import head_years
from policyalign.values import Code

T = TypeVar("T")

_HEADS = {
    "id": ("予算事業ID", "事業ID", "project_id"),
    "name": ("事業名", "施策名", "施策", "name"),
    "ministry": ("府省庁", "府省庁名", "府省", "省庁", "担当府省", "ministry"),
    "year": ("予算年度", "会計年度", "年度", "fiscal_year"),
    "account": ("会計区分",),
    "amount": ("当初予算(合計)", "当初予算額", "当初予算", "予算額", "予算", "金額", "amount"),
}
"""The names of columns, the likelier first; 事業年度 of RSシステム is the year of the review, not of the budget."""
_UNITS = {"円": 1, "千円": 10**3, "万円": 10**4, "百万円": 10**6, "億円": 10**8, "yen": 1, "millionyen": 10**6}
_UNIT = re.compile(rf"[\[(【](?:単位[::]?)?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})[\])】]$")
_UNKNOWN = frozenset(("", "-", "‐", "―", "—", "–", "ー", "…", "不明", "n/a"))
_MINUS = re.compile("^[△▲−]")
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_LEAST_TYPICAL = 100_000
"""Yen: half of the projects below this are none of the state; such figures are 百万円 whose unit nobody wrote."""
_WELL_COVERED = 0.5
"""A year is taken for the present one only where so many projects have an amount, of those that the best year has."""

Owner = tuple[str, str, str]
"""What tells a project from all others of a file: its 予算事業ID or, without, its name and ministry."""


@dataclass(frozen=True, slots=True)
class Line:
    """An amount as it stands in a row (from 2, as spreadsheets count). ``yen`` is None where it is not known, ``year``
    where the file has no such column; ``ministry`` is empty where none is given."""

    row: int
    project_id: str
    name: str
    ministry: str
    year: int | None
    yen: int | None


@dataclass(frozen=True, slots=True)
class Project:
    """A project (予算事業) with its amounts in yen, by ministry, in the year that was taken."""

    owner: Owner
    name: str
    amounts: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class BudgetFile:
    """What a file says of one fiscal year; ``column`` is the heading of the amounts, ``year`` None where none is
    given, ``years`` are all that have amounts."""

    source: str
    column: str
    year: int | None
    years: tuple[int, ...]
    projects: tuple[Project, ...]


def read_budget(path: Path, year: int | None = None) -> BudgetFile:
    """Read a budget file: ``year``, or else the newest that half of the projects have an amount for.

    Raises :class:`~policyalign.errors.InputError`, with row and column, for what cannot be understood.
    """
    names, rows = _table(path)
    columns = _columns(names, path)
    lines = [line for number, row in rows if (line := _line(number, row, columns, path)) is not None]
    if "year" not in columns and year is not None:
        raise InputError(BudgetCode.budget_no_year, file=path, year=year)
    known: dict[int, set[Owner]] = defaultdict(set)
    for line in lines:
        if line.yen is not None and line.year is not None:
            known[line.year].add(_owner(line))
    chosen = _chosen_year(known, year, path)
    if _UNIT.search(nfkc_key(columns["amount"])) is None:
        _check_unit(lines, columns["amount"], path)
    projects = _projects(lines, [line for line in lines if line.year == chosen], columns["amount"], path)
    return BudgetFile(path.name, columns["amount"], chosen, tuple(sorted(known)), projects)


def _table(path: Path) -> tuple[Sequence[str], Iterable[tuple[int, dict[str, str]]]]:
    try:
        text = read_spreadsheet(path)
        if text.startswith("PK\x03\x04") or "\0" in text:
            raise ValueError("ZIP, XLSX")
        return spreadsheet_rows(text)
    except (OSError, ValueError) as error:
        raise InputError(BudgetCode.budget_unreadable, file=path, error=cause(error)) from error


def _columns(names: Sequence[str], path: Path) -> dict[str, str]:
    """The headings by what they are; amounts and a name or id must be there."""
    bare = {name: _UNIT.sub("", nfkc_key(name)).casefold() for name in names}
    found: dict[str, str] = {}
    for field, heads in _HEADS.items():
        for head in heads:
            same = [name for name, told in bare.items() if told == head.casefold()]
            if len(same) > 1:
                raise InputError(BudgetCode.budget_columns_twice, file=path, columns="、".join(same))
            if same:
                found[field] = same[0]
                break
    if "amount" not in found or not {"id", "name"} & found.keys():
        raise InputError(BudgetCode.budget_columns, file=path, found="、".join(names) or "–")
    return found


def _line(number: int, row: Mapping[str, str], columns: Mapping[str, str], path: Path) -> Line | None:
    """A row; None for empty ones, and for those of single accounts (会計区分), which their sum stands above."""
    cells = {field: unicodedata.normalize("NFKC", row[name] or "").strip() for field, name in columns.items()}
    whole = nfkc_key(columns["amount"]).startswith("当初予算(合計)")
    if not any(cells.values()) or (whole and cells.get("account")):
        return None

    def read(field: str, reader: Callable[[str], T]) -> T:
        try:
            return reader(cells[field])
        except (ValueError, InvalidOperation) as error:
            told = {"file": path, "row": number, "column": columns[field], "found": row[columns[field]]}
            raise InputError(Code(BudgetCode.budget_cell), **told) from error

    unit = _UNIT.search(nfkc_key(columns["amount"]))
    factor = _UNITS[unit["unit"]] if unit else 1
    project_id, name = cells.get("id", "").lstrip("0"), cells.get("name", "")
    if not project_id and not name:
        raise InputError(BudgetCode.budget_nameless, file=path, row=number)
    year = read("year", _year) if "year" in cells else None
    yen = read("amount", lambda text: _yen(text, factor))
    return Line(number, project_id, name, standard_ministry(cells.get("ministry", "")), year, yen)


def _year(text: str) -> int:
    found = head_years(text if text.endswith("度") else f"{text.removesuffix('年')}年度")
    if found is None or found.start_fy is None or found.start_fy != found.end_fy:
        raise ValueError(text)
    return found.start_fy


def _yen(text: str, factor: int) -> int | None:
    """The amount of a cell; None where it says that there is none to say.

    >>> _yen("1,234.5", 1_000_000), _yen("△20", 1), _yen("－", 1)
    (1234500000, -20, None)
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).removesuffix("円" if factor == 1 else "\0")
    if plain.casefold() in _UNKNOWN:
        return None
    plain = _MINUS.sub("-", plain)
    if not _AMOUNT.fullmatch(plain):
        raise ValueError(text)
    yen = Decimal(plain.replace(",", "")) * factor
    if yen != yen.to_integral_value():
        raise ValueError(text)
    return int(yen)


@cache
def standard_ministry(name: str) -> str:
    """A ministry as measures name it, bureaus by their ministry; another body as it is written. None where a cell
    names several: which part of the amount is whose is not known.

    >>> standard_ministry("気象庁"), standard_ministry("復興庁"), standard_ministry("経済産業省・環境省")
    ('国土交通省', '復興庁', '')
    """
    named = {one.meaning for one in named_ministries(name)}
    if len(named) > 1:
        return ""
    return named.pop() if named else nfkc_key(name)


def _owner(line: Line) -> Owner:
    return (line.project_id, "", "") if line.project_id else ("", nfkc_key(line.name), line.ministry)


def _chosen_year(known: Mapping[int, set[Owner]], wanted: int | None, path: Path) -> int | None:
    if wanted is not None and wanted not in known:
        told = "、".join(map(str, sorted(known))) or "–"
        raise InputError(BudgetCode.budget_year_unknown, file=path, year=wanted, years=told)
    if wanted is not None or not known:
        return wanted
    enough = _WELL_COVERED * max(map(len, known.values()))
    return max(year for year, projects in known.items() if len(projects) >= enough)


def _check_unit(lines: Iterable[Line], column: str, path: Path) -> None:
    """Raise :class:`InputError` for amounts without a unit that can hardly be yen."""
    known = [abs(line.yen) for line in lines if line.yen]
    if known and statistics.median(known) < _LEAST_TYPICAL:
        raise InputError(BudgetCode.budget_unit, file=path, column=column, typical=f"{statistics.median(known):,.0f}")


def _projects(lines: Sequence[Line], taken: Iterable[Line], column: str, path: Path) -> tuple[Project, ...]:
    """All projects in the order of the file, with the amounts of the lines ``taken``. A row that says nothing leaves
    what another says; two that say different things are refused."""
    amounts: dict[Owner, dict[str, int | None]] = {_owner(line): {} for line in lines}
    rows: dict[tuple[Owner, str], int] = {}
    for line in taken:
        own, place = amounts[_owner(line)], (_owner(line), line.ministry)
        before = own.get(line.ministry)
        if before is not None and line.yen is not None and before != line.yen:
            told = {"file": path, "row": line.row, "other": rows[place], "column": column}
            raise InputError(BudgetCode.budget_twice, **told)
        if before is None:
            own[line.ministry], rows[place] = line.yen, line.row
    for line in lines:  # of no row in the year that was taken: it is there, its amount is not known
        if not amounts[_owner(line)]:
            amounts[_owner(line)][line.ministry] = None
    names = {_owner(line): line.name for line in lines}
    return tuple(Project(owner, names[owner], own) for owner, own in amounts.items())
