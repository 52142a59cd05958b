"""The years beside a verdict are when something is done; the year of a target is named as that."""

from __future__ import annotations

from dataclasses import replace

from policyalign.assess.gaps.rows import finding_rows
from policyalign.assess.run import Run
from policyalign.domain import Plan
from policyalign.report.join import join_run

from support.runs import run


def of_targets(plan: Plan) -> Plan:
    """The plan, all its years those of targets."""
    passages = (
        replace(one, intervals=tuple(replace(time, of_target=True) for time in one.intervals)) for one in plan.passages
    )
    return replace(plan, passages=tuple(passages))


def years(made: Run, lang: str = "ja") -> set[str]:
    return {cell.years for entry in join_run(made, lang).entries for cell in entry.cells if cell.years}


def test_years_of_doings_are_told_plainly() -> None:
    assert years(run()) == {"2030年度まで"}
    assert {row.get("end_fy") for row in finding_rows(run(), "ja")} == {None, 2030}


def test_years_of_targets_are_named_so_and_are_no_times_of_the_measure() -> None:
    made = run()
    made = replace(made, matrix=replace(made.matrix, plans=tuple(map(of_targets, made.matrix.plans))))
    assert years(made) == {"目標 2030年度まで"}
    assert years(made, "en") == {"target by FY2030"}
    assert {row.get("end_fy") for row in finding_rows(made, "ja")} == {None}
