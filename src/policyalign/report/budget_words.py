"""Budgets in words and rows: the sentences of the chapter and the sheets of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyalign.assess.run import Run
from policyalign.messages import label
from policyalign.messages.budget import BUDGET_GUIDE, BUDGET_WORDS, JOINED
from policyalign.report.budget import Budget, Joint, Share, counts
from policyalign.report.budget_file import BudgetFile
from policyalign.report.records import Joined
from policyalign.report.sheets import Sheet, heading
from policyalign.report.statements import BUDGET, Statement
from policyalign.tables import Row, columns, joined

_SHEETS = {
    "budget_ministries": columns("ministry proposals:int measures:int known:int yen:int"),
    "budget_proposals": columns("proposal_id label ministry measures:int known:int yen:int"),
    "budget_measures": columns(
        "proposal_id plan measure page:int place ministry joined project_id project project_ministry "
        "budget_year:int yen:int"
    ),
}
_ROUNDED = ((10**8, "億円"), (10**4, "万円"))


def budget_guide(budget: Budget, lang: str) -> str:
    """How to read the amounts in the workbook, and which file, column and year they are of."""
    return BUDGET_GUIDE.text(lang).format(**_source(budget, lang))


def budget_method(budget: Budget, lang: str) -> str:
    """The same in the words of the chapter."""
    return _text("method", lang, **_source(budget, lang))


def _source(budget: Budget, lang: str) -> dict[str, str]:
    return {"source": budget.file.source, "column": budget.file.column, "year": year_told(budget.file, lang)}


def year_told(file: BudgetFile, lang: str) -> str:
    """The fiscal year that the amounts are of."""
    return _text("no_year", lang) if file.year is None else _text("year", lang, year=file.year)


def budget_statements(told: Joined) -> Iterator[Statement]:
    """All sentences on budgets, those of the proposals first."""
    if told.budget is not None:
        for entry in told.entries:
            yield from of_proposal(told.budget, entry.proposal.id, told.lang)
        yield from over_all(told.budget, told.lang)


def of_proposal(budget: Budget, proposal_id: str, lang: str) -> Iterator[Statement]:
    """What is known of the budgets of the measures that answer a proposal, by ministry."""
    if shares := budget.of(proposal_id):
        words = (_text("share", lang, ministry=_ministry(one, lang), amount=_amount(one, lang)) for one in shares)
        listed = (", " if lang == "en" else "、").join(words)
        text = _text("proposal", lang, year=year_told(budget.file, lang), shares=listed)
        yield Statement(f"{BUDGET}|{proposal_id}", text)


def over_all(budget: Budget, lang: str) -> Iterator[Statement]:
    """What is known by ministry and in all, and what was not joined."""
    for one in budget.by_ministry:
        told = {"proposals": len(one.proposals), "measures": one.measures, "amount": _amount(one, lang)}
        text = _text("ministry", lang, ministry=_ministry(one, lang), **told)
        yield Statement(f"{BUDGET}_ministry|{one.ministry}", text)
    total = _text("total", lang, measures=budget.total.measures, amount=_amount(budget.total, lang))
    yield Statement(f"{BUDGET}_total", total)
    yield Statement(f"{BUDGET}_unjoined", _text("unjoined", lang, **counts(budget)))


def yen_told(yen: int, lang: str) -> str:
    """An amount to read: rounded to a tenth of its unit, and said to be so.

    >>> yen_told(1_234_000_000, "ja"), yen_told(1_200_000_000, "ja"), yen_told(-5_000, "ja"), yen_told(1_234, "en")
    ('約12.3億円', '12億円', '-5,000円', '1,234 yen')
    """
    if lang == "en":
        return f"{yen:,} yen"
    for unit, name in _ROUNDED:
        if abs(yen) >= unit:
            about = "約" if yen * 10 % unit else ""
            return f"{about}{yen / unit:,.1f}".removesuffix(".0") + name
    return f"{yen:,}円"


def budget_sheets(run: Run, told: Joined) -> Iterator[Sheet]:
    """The sheets on budgets; none without a budget file."""
    if told.budget is None:
        return
    budget, lang = told.budget, told.lang
    yield _sheet("budget_ministries", (_share_row(one, lang) for one in budget.by_ministry), lang)
    by_proposal = (
        {"proposal_id": entry.proposal.id, "label": entry.proposal.label, **_share_row(one, lang)}
        for entry in told.entries
        for one in budget.of(entry.proposal.id)
    )
    yield _sheet("budget_proposals", by_proposal, lang)
    yield _sheet(
        "budget_measures", (row for one in budget.joints for row in _measure_rows(one, run, told, budget)), lang
    )


def _sheet(name: str, rows: Iterable[Row], lang: str) -> Sheet:
    told = _SHEETS[name]
    return Sheet(name, told, tuple(heading(name, one, {}, lang) for one in told), tuple(rows), len(told))


def _share_row(share: Share, lang: str) -> Row:
    return {
        "ministry": _ministry(share, lang),
        "proposals": len(share.proposals),
        "measures": share.measures,
        "known": share.known,
        "yen": share.yen,
    }


def _measure_rows(joint: Joint, run: Run, told: Joined, budget: Budget) -> Iterator[Row]:
    """A row for every amount of a measure, or one that says why there is none."""
    measure = joint.measure
    plan = next(plan for plan in told.plans if plan.id == measure.plan_id)
    row: Row = {
        "proposal_id": joined(joint.proposals),
        "plan": plan.title or plan.id,
        "measure": measure.heading,
        "page": measure.page,
        "place": run.place(plan.id, measure.page, told.lang),
        "ministry": joined(measure.ministries),
        "joined": label(JOINED, joint.how, told.lang),
    }
    if joint.project is None:
        yield row
        return
    row |= {"project_id": joint.project.owner[0], "project": joint.project.name, "budget_year": budget.file.year}
    for _, ministry, yen in joint.amounts:
        yield {**row, "project_ministry": ministry, "yen": yen}


def _ministry(share: Share, lang: str) -> str:
    return share.ministry or _text("unnamed", lang)


def _amount(share: Share, lang: str) -> str:
    """The known amount and how far it is known."""
    name = "amount_none" if share.yen is None else "amount_all" if share.known == share.measures else "amount"
    yen = "" if share.yen is None else yen_told(share.yen, lang)
    return _text(name, lang, yen=yen, known=share.known, measures=share.measures)


def _text(name: str, lang: str, /, **blanks: object) -> str:
    return BUDGET_WORDS[name].text(lang).format(**blanks)
