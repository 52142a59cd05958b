"""The rows of complaints lead to those of the tables that they count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from policyalign.assess.governance.records import Complaint, Evidence, Governance
from policyalign.assess.governance.rows import governance_rows
from policyalign.assess.governance.table import show, summary_lines
from policyalign.assess.links.rows import exit_rows
from policyalign.assess.overlaps.rows import overlap_rows
from policyalign.assess.phases.rows import fault_rows
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection
from policyalign.domain import Step

from support.overlaps import overlaps
from support.schedules import Measure, interval, matrix, measure, plan
from support.surveys import run_of

METAL = "多孔 吸着 細孔 筒"
WORDS = "観測衛星 画像 被害 市町村 本部 基盤 配信 判読 集約 提供"
PLANS: tuple[tuple[str, list[Measure]], ...] = (
    (
        "a",
        [
            measure("多孔性材料の実証", (4, 2026, 2029), words=METAL, actors=("総務省",)),
            measure("画像の配信", words=WORDS, actors=("総務省",), answers=["T1"]),
        ],
    ),
    (
        "b",
        [
            measure("多孔性材料の導入", (5, 2027, None), words=METAL),
            measure("災害画像の基盤", words=WORDS, text="基盤をつくる。", actors=("防衛省",), answers=["T1"]),
            measure("素子の実証", Step(4, interval(2026, 2027), "実証", (0, 1)), words="素子 結晶 耐性"),
        ],
    ),
)


@pytest.fixture(scope="module")
def run() -> Run:
    made = matrix(*((plan(name, *measures), measures) for name, measures in PLANS))
    return run_of(made, found={"overlaps": overlaps(*PLANS)})


def by_number(rows: Iterable[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    """Rows by their number or, where they have none, their place from 1."""
    return {row.get("number", place): row for place, row in enumerate(rows, 1)}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_file_and_number_lead_to_the_finding(run: Run, lang: str) -> None:
    tables: dict[str, dict[Any, dict[str, Any]]] = {
        "phases.csv": by_number(fault_rows(run, lang)),
        "exits.csv": by_number(exit_rows(run, lang)),
        "overlaps.csv": by_number(overlap_rows(run, lang)),
    }
    rows = [row for row in governance_rows(run, lang) if "file" in row]
    assert {row["file"] for row in rows} == set(tables)
    for row in rows:
        finding = tables[str(row["file"])][row["number"]]
        assert row["confidence"] == finding["confidence"]
        assert set(str(row["plans"]).split(";")) <= {"a", "b"}
        if row["file"] == "phases.csv":
            assert (row["type"], row["explanation"]) == (finding["type"], finding["explanation"])
            assert f"{finding['plan_id']} p.{finding['page']}" in str(row["pages"])
        if row["file"] == "overlaps.csv":
            assert f"{finding['measure']} / {finding['measure_2']}" in str(row["explanation"])


def test_every_complaint_has_its_status_in_words_and_one_without_findings_a_row(run: Run) -> None:
    status = {row["statement_id"]: row["status"] for row in governance_rows(run, "ja")}
    assert status == {"1-I1": "該当あり", "1-I2": "該当あり", "1-I3": "判定不能"}
    nothing = run_of(matrix((plan("a"), [])))
    rows = list(governance_rows(nothing, "ja"))
    assert [row["statement_id"] for row in rows] == ["1-I1", "1-I2", "1-I3"]
    assert all("file" not in row and row["reason"] for row in rows)


def test_what_is_shown_can_be_chosen(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    show(run, Selection(), "ja")
    whole = capsys.readouterr().out
    assert [line[:5] for line in whole.splitlines() if line.startswith("1-I")] == ["1-I1 ", "1-I2 ", "1-I3 "]
    show(run, Selection(types=("observed",), proposals=("1-I2",)), "ja")
    chosen = capsys.readouterr().out
    assert "画像の配信 / 災害画像の基盤" in chosen
    assert "1-I1" not in chosen
    show(run, Selection(plans=("c",)), "ja")
    assert "画像の配信" not in capsys.readouterr().out


def test_what_is_left_out_is_counted(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    found: Governance = run.results["governance"]
    many = found.complaints[0]
    assert len(many.evidence) > 1
    show(run, Selection(proposals=("1-I1",), limit=1), "ja")
    assert f"このほか{len(many.evidence) - 1}件" in capsys.readouterr().err


def test_the_summary_is_a_line_per_complaint(run: Run) -> None:
    for lang in ("ja", "en"):
        lines = dict(summary_lines(run, lang))
        assert list(lines) == ["1-I1", "1-I2", "1-I3"]
        assert all(line.startswith(name) and "\n" not in line for name, line in lines.items())


def test_the_plans_of_evidence_are_each_named_once(run: Run) -> None:
    found: Governance = run.results["governance"]
    evidence: list[Evidence] = [one for complaint in found.complaints for one in complaint.evidence]
    assert evidence
    for one in evidence:
        assert len(set(one.plans)) == len(one.plans) >= 1
    assert Complaint("1-I1", "undetermined", "governance_one_plan").evidence == ()
