"""One side of a fault or exit link in a row, and in a sentence."""

from __future__ import annotations

from policyalign.assess.measures.side import Side
from policyalign.assess.run import Run
from policyalign.domain import Interval
from policyalign.messages import PhaseCode, label, message
from policyalign.messages.phases import LADDER, PRECISIONS
from policyalign.tables import Row, joined


def side_row(side: Side, run: Run, ending: str, lang: str) -> Row:
    """Where the side stands and what is told there; ``ending`` sets the columns of two sides apart."""
    interval = side.interval or side.measure.overall_interval
    values: Row = {
        "plan_id": side.measure.plan_id,
        "page": side.page,
        "measure": side.measure.heading,
        "actors": joined(side.measure.actors),
        "passage_id": side.passage_id,
        "passage": run.passages[side.measure.plan_id, side.passage_id].text,
        "stage": side.period.stage if side.period else None,
        "stage_phrase": side.period.phrase if side.period else "",
        "start_fy": interval.start_fy if interval else None,
        "end_fy": interval.end_fy if interval else None,
        "phrase": interval.phrase if interval else "",
        "precision": label(PRECISIONS, interval.precision, lang) if interval else "",
    }
    return {f"{name}{ending}": value for name, value in values.items()}


def side_words(side: Side, name: str, lang: str) -> dict[str, str]:
    """What fills the blanks of a reason for the side called ``name``."""
    return {
        name: side.measure.name or side.measure.plan_id,
        f"{name}_plan": side.measure.plan_id,
        f"{name}_stage": label(LADDER, str(side.period.stage) if side.period else "", lang),
        f"{name}_time": years_told(side.interval or side.measure.overall_interval, lang),
        f"{name}_actors": "・".join(side.measure.actors[:2]),
    }


def years_told(interval: Interval | None, lang: str = "ja") -> str:
    """The years of a time: 2026～2028年度, 2028年度まで, 2029年度以降; empty where it has none.

    >>> years_told(Interval(2026, 2028, "", (0, 0))), years_told(Interval(2029, None, "", (0, 0)), "en")
    ('2026～2028年度', 'from FY2029')
    """
    start, end = (interval.start_fy, interval.end_fy) if interval else (None, None)
    if start is None and end is None:
        return interval.phrase if interval else message(PhaseCode.no_year, lang)
    if end is None:
        return f"from FY{start}" if lang == "en" else f"{start}年度以降"
    if start is None:
        return f"by FY{end}" if lang == "en" else f"{end}年度まで"
    if start == end:
        return f"FY{start}" if lang == "en" else f"{start}年度"
    return f"FY{start}–{end}" if lang == "en" else f"{start}～{end}年度"
