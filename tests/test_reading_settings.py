"""When a plan counts as read is a setting, and everything that is written goes by it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from policyalign.assess.gaps.find import find_gaps
from policyalign.config import AssessSettings, Settings
from policyalign.domain import CellEstimate, Step
from policyalign.export import load_run, write_run
from policyalign.pipeline import ask_again

from support.schedules import interval, matrix, measure, plan
from support.surveys import run_of

THING = "結晶 放射線 耐性 素子"
TRIAL = measure(
    "結晶素子の試し",
    Step(4, interval(2026, 2028), "実証", (0, 1)),
    words=THING,
    text="文部科学省は、素子を試す。",
    answers={"T1": 0.9, "T2": 0.01},
)
USE = measure(
    "結晶素子を備えた灯台",
    (5, 2027, None),
    words=THING,
    text="総務省は、素子を備える。",
    actors=("総務省",),
    answers={"T1": 0.9, "T2": 0.01},
)


def settings(limit: float) -> Settings:
    return Settings(assess=AssessSettings(unread_share_limit=limit, min_passages=0, min_characters=0))


@pytest.fixture(params=[0.6, 0.4], ids=["read", "half read"])
def out(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bool]:
    """Results of two plans, and whether the first counts as read: half of its pages were not."""
    made = matrix((plan("space", TRIAL, unread=10), [TRIAL]), (plan("sea", USE), [USE]))
    cells = (CellEstimate("T1", 0.95, 0.95), CellEstimate("T2", 0.01, 0.01))
    matches = [replace(one, cells=cells) for one in made.matches]
    chosen = settings(request.param)
    found = find_gaps(made.plans, made.proposals, matches, chosen.assess)
    write_run(run_of(found, settings=chosen), tmp_path)
    return tmp_path, request.param > 0.5


def rows(out: Path, name: str) -> list[dict[str, str]]:
    with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_findings(out: tuple[Path, bool]) -> None:
    folder, read = out
    told = {(row["proposal_id"], row["plan_id"]): row["status"] for row in rows(folder, "findings")}
    assert told == {
        ("T1", "space"): "対応",
        ("T1", "sea"): "対応",
        ("T2", "space"): "欠落" if read else "判定不能",
        ("T2", "sea"): "欠落",
    }


def test_phases(out: tuple[Path, bool]) -> None:
    folder, read = out
    (fault,) = [row for row in rows(folder, "phases") if row["kind"] == "inversion"]
    assert (fault["plan_id"], fault["plan_id_2"]) == ("space", "sea")
    assert (fault["confidence"], bool(fault["doubts"])) == ("確実" if read else "要確認", not read)


def test_links(out: tuple[Path, bool]) -> None:
    folder, read = out
    (exit_,) = [row for row in rows(folder, "exits") if row["kind"] == "open"]
    assert (exit_["plan_id"], exit_["plan_id_2"]) == ("space", "sea")
    assert (exit_["confidence"], bool(exit_["doubts"])) == ("確実" if read else "要確認", not read)


def test_responsibility(out: tuple[Path, bool]) -> None:
    folder, read = out
    roles = {row["ministry"]: row["role"] for row in rows(folder, "responsibility") if row["proposal_id"] == "T2"}
    assert roles == dict.fromkeys(("総務省", "文部科学省"), "どの計画も欠落" if read else "判定不能")


def test_governance(out: tuple[Path, bool]) -> None:
    folder, read = out
    (phases,) = {row["status"] for row in rows(folder, "governance") if row["statement_id"] == "1-I1"}
    assert phases == ("該当あり" if read else "判定不能")


def test_what_is_asked_again_goes_by_the_settings_of_the_folder(out: tuple[Path, bool]) -> None:
    folder, read = out
    run = load_run(folder)
    assert run.settings == settings(0.6 if read else 0.4)
    again = ask_again(run)
    assert (again.taken_up, again.matrix) == (run.taken_up, run.matrix)
    assert again.results["responsibility"] == run.results["responsibility"]
    for name, findings in (("phases", "faults"), ("links", "exits")):
        found, before = (getattr(one.results[name], findings) for one in (again, run))
        told = [(one.kind, one.confidence, one.doubts) for one in found]
        assert told == [(one.kind, one.confidence, one.doubts) for one in before]
