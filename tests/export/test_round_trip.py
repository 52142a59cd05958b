"""Any run comes back as it was written."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from policyalign.assess.gaps.find import find_gaps
from policyalign.assess.run import Run
from policyalign.config import AssessSettings, PhaseSettings, Settings
from policyalign.domain import CellEstimate, Interval
from policyalign.export import load_run, write_run

from support.schedules import Measure, Words, interval, matrix, plan
from support.surveys import run_of

YEARS = st.integers(2020, 2036)
TEXTS = (
    "素子を試す。",
    "担当：文部科学省、総務省。",
    "文部科学省は、素子を備える。",
    "企業と環境省が行う。",
    "=1+1",
)
HEADINGS = ("（1）素子の開発", "回線の整備", "背景", "", "素子の開発")
PROPOSALS = ("T1", "T2")


@st.composite
def times(draw: st.DrawFn) -> Interval | None:
    start, end = draw(st.none() | YEARS), draw(st.none() | YEARS)
    if start is not None and end is not None:
        start, end = sorted((start, end))
    return None if start is None and end is None else interval(start, end)


@st.composite
def passages(draw: st.DrawFn) -> Words:
    time = draw(times())
    years = (time.start_fy, time.end_fy) if time else (None, None)
    steps = [(stage, *years) for stage in draw(st.lists(st.integers(1, 6), max_size=2))]
    return Words(
        draw(st.sampled_from(TEXTS)),
        steps,
        loose=[time] if time and not steps else [],
        words=draw(st.sampled_from(("素子 結晶 放射線 耐性", "回線 海底 光", ""))),
        actors=draw(st.sampled_from(((), ("文部科学省",), ("総務省", "環境省")))),
        role=draw(st.sampled_from(("measure", "background", ""))),
    )


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    heading = draw(st.sampled_from(HEADINGS))
    own = draw(st.lists(passages(), min_size=1, max_size=3))
    chances = st.sampled_from((0.01, 0.2, 0.45, 0.6, 0.95))
    return Measure(heading, own, {name: draw(chances) for name in PROPOSALS if draw(st.booleans())})


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Runs over one to three small plans, with settings of any kind."""
    plans = []
    for name in ("space", "sea", "land")[: draw(st.integers(1, 3))]:
        own = draw(st.lists(measures(), max_size=4))
        plans.append((plan(name, *own, unread=draw(st.sampled_from((0, 10)))), own))
    limit, first = draw(st.sampled_from((0.05, 0.6))), draw(YEARS)
    chosen = Settings(
        assess=AssessSettings(unread_share_limit=limit, min_passages=0, min_characters=0),
        phases=PhaseSettings((first, first + 4), draw(st.integers(1, 5))),
        lang=draw(st.sampled_from(("ja", "en"))),
    )
    made, shares = matrix(*plans), st.sampled_from((0.01, 0.3, 0.6, 0.95))
    matches = [
        replace(one, cells=tuple(CellEstimate(cell.proposal_id, draw(shares), draw(shares)) for cell in one.cells))
        for one in made.matches
    ]
    return run_of(find_gaps(made.plans, made.proposals, matches, chosen.assess), settings=chosen)


quickly = limits(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@quickly
@given(runs())
def test_any_run_comes_back_as_it_was_written(run: Run) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_run(run, Path(folder, "a"))
        read = load_run(Path(folder, "a"))
        record = {name: entry for name, entry in read.record.items() if name not in ("files", "checksums")}
        assert replace(read, record=record) == run
        write_run(read, Path(folder, "b"))
        for path in Path(folder, "a").iterdir():
            assert path.read_bytes() == Path(folder, "b", path.name).read_bytes(), path.name
