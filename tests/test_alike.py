"""For any run: it comes back as it was written, and its files tell the same of every verdict."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from policyalign.assess.explain.find import explain
from policyalign.assess.explain.rows import explanation_record
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


quickly = limits(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@quickly
@given(runs())
def test_any_run_comes_back_as_it_was_written(run: Run) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_run(run, Path(folder, "a"))
        read = load_run(Path(folder, "a"))
        record = {name: entry for name, entry in read.record.items() if name != "files"}
        assert replace(read, record=record) == run
        write_run(read, Path(folder, "b"))
        for path in Path(folder, "a").iterdir():
            assert path.read_bytes() == Path(folder, "b", path.name).read_bytes(), path.name


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


Rows = list[dict[str, str]]


def contradictions(folder: Path, run: Run) -> Iterator[str]:
    """Cells said to be 対応 or 一部対応 whose measure, ministry or page is told otherwise elsewhere."""
    lines = (folder / "measures.jsonl").read_text("utf-8").splitlines()
    known = {(one["plan_id"], one["id"]): one for one in map(json.loads, lines)}
    schedule, roles = table(folder, "schedule.csv"), table(folder, "responsibility.csv")
    for row in table(folder, "findings.csv"):
        if row["status"] in ("対応", "一部対応", "covered", "partial"):
            key = row["plan_id"], row["measure_id"]
            planned = [one for one in schedule if (one["plan_id"], one["measure_id"]) == key]
            in_charge = [
                one for one in roles if (one["proposal_id"], one["plan_id"]) == (row["proposal_id"], row["plan_id"])
            ]
            told = explanation_record(explain(run, row["proposal_id"], row["plan_id"], None), run.settings.lang)
            for complaint in complaints(row, known[key], planned, in_charge, told):
                yield f"{row['proposal_id']} × {row['plan_id']}: {complaint}"


def complaints(
    row: dict[str, str], measure: dict[str, Any], planned: Rows, in_charge: Rows, told: dict[str, Any]
) -> Iterator[str]:
    """What contradicts a line of ``findings.csv``: of its measure as it is saved, in the schedule, among those in
    charge for the proposal in the plan, and in the explanation."""
    named = set() if row["ministry"] in ("記載なし", "not stated") else set(row["ministry"].split(";"))
    own = [one for one in in_charge if one["measure_id"] == row["measure_id"]]
    best = next((one for one in told["accepted"] if one["passage_id"] == row["passage_id"]), {})
    checks = {
        "the passage is none of the measure": row["passage_id"] in measure["passages"],
        "measures.jsonl lacks the proposal": row["proposal_id"] in measure["proposals"],
        "schedule.csv lacks the measure": planned,
        "schedule.csv lacks the proposal": all(row["proposal_id"] in one["proposal_id"].split(";") for one in planned),
        "schedule.csv has other ministries": all(
            set(filter(None, one["ministry"].split(";"))) == named for one in planned
        ),
        "responsibility.csv lacks the measure": own,
        "responsibility.csv lacks a ministry": named <= {one["ministry"] for one in own},
        "responsibility.csv counts other measures": len({one["measure_id"] for one in in_charge})
        == int(row["n_measures"]),
        "explain has another measure": best.get("measure_id") == row["measure_id"],
        "explain has another page": str(best.get("page")) == row["page"],
        "explain has other ministries": set(best.get("ministries", ())) == named,
    }
    yield from (complaint for complaint, holds in checks.items() if not holds)


@quickly
@given(runs())
def test_the_files_of_any_run_tell_the_same(run: Run) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_run(run, Path(folder))
        assert list(contradictions(Path(folder), run)) == []


def test_the_files_of_the_sample_plans_tell_the_same(sample_results: Path) -> None:
    run = load_run(sample_results)
    assert any(finding.status == "covered" for finding in run.matrix.findings)
    assert list(contradictions(sample_results, run)) == []


def test_a_contradiction_would_be_noticed(sample_results: Path, tmp_path: Path) -> None:
    for path in sample_results.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    content = (tmp_path / "responsibility.csv").read_text("utf-8")
    (tmp_path / "responsibility.csv").write_text(content.replace("文部科学省", "復興庁"), "utf-8")
    assert list(contradictions(tmp_path, load_run(tmp_path)))
