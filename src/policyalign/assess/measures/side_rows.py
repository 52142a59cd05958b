"""Both sides of a fault or exit link in a row, and in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policyalign.assess.measures.side import Side
from policyalign.assess.run import Run
from policyalign.domain import Interval
from policyalign.messages import MeasureCode, label, message
from policyalign.messages.measures import LADDER
from policyalign.tables import Column, Row, filled
from policyalign.values import Code


def sides_row(
    columns: Iterable[Column], run: Run, lang: str, first: Side | None, second: Side | None, **records: object
) -> Row:
    """What the columns find in both sides, ``first`` and ``second``, in the passages there and in other records."""
    for name, side in (("first", first), ("second", second)):
        passage = run.passages[side.measure.plan_id, side.passage_id] if side else None
        records |= {name: side, f"{name}_passage": passage}
    return filled(columns, lang, **records)


def sides_sentence(reason: Code, detail: Mapping[str, str], first: Side | None, second: Side | None, lang: str) -> str:
    """The reason with its blanks filled: from ``detail``, and by what is told of the sides ``a`` and ``b``."""
    filling = dict(detail)
    for name, side in (("a", first), ("b", second)):
        filling |= side_words(side, name, lang) if side else {}
    return message(reason, lang, **filling)


def side_words(side: Side, name: str, lang: str) -> dict[str, str]:
    """What is told of a side, in words: its heading as printed, whose brackets may say of which
    part of a programme it is (（うち…）), and behind it its plan, stage, time, who acts and who is in charge
    (``hands``; the plan where nobody is named)."""
    return {
        name: side.measure.shown or side.measure.name,
        f"{name}_plan": side.measure.plan_id,
        f"{name}_stage": label(LADDER, str(side.period.stage) if side.period else "", lang),
        f"{name}_time": years_told(side.schedule, lang),
        f"{name}_hands": "・".join(side.measure.ministries[:2]) or side.measure.plan_id,
        f"{name}_actors": "・".join(side.measure.actors[:2]),
    }


def years_told(interval: Interval | None, lang: str = "ja") -> str:
    """The years of a time: 2026～2028年度, 2028年度まで, 2029年度以降; empty where it has none.

    >>> years_told(Interval(2026, 2028, "", (0, 0))), years_told(Interval(2029, None, "", (0, 0)), "en")
    ('2026～2028年度', 'from FY2029')
    """
    start, end = (interval.start_fy, interval.end_fy) if interval else (None, None)
    if start is None and end is None:
        return interval.phrase if interval else message(MeasureCode.no_year, lang)
    if end is None:
        return f"from FY{start}" if lang == "en" else f"{start}年度以降"
    if start is None:
        return f"by FY{end}" if lang == "en" else f"{end}年度まで"
    if start == end:
        return f"FY{start}" if lang == "en" else f"{start}年度"
    return f"FY{start}–{end}" if lang == "en" else f"{start}～{end}年度"
