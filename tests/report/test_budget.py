"""Budgets: read as they are written, joined only where a name or id is the same, counted once, unknown where blank."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from policyalign.assess.responsibility.records import Part
from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.domain import Measure
from policyalign.errors import InputError
from policyalign.messages import BudgetCode
from policyalign.messages.report import SHEETS
from policyalign.report.budget import Budget, join_budget
from policyalign.report.budget_file import BudgetFile, read_budget
from policyalign.report.budget_words import yen_told

RS = (
    "事業年度",
    "予算事業ID",
    "事業名",
    "政策所管府省庁",
    "府省庁",
    "予算年度",
    "当初予算（合計）",
    "会計区分",
    "当初予算",
)
"""Some of the columns of 2-1 予算・執行 サマリ."""


def written(path: Path, head: Sequence[str], *rows: Sequence[object], encoding: str = "utf-8-sig") -> Path:
    content = io.StringIO()
    csv.writer(content).writerows([head, *rows])
    path.write_bytes(content.getvalue().encode(encoding))
    return path


def read(tmp_path: Path, head: Sequence[str], *rows: Sequence[object], year: int | None = None) -> BudgetFile:
    return read_budget(written(tmp_path / "b.csv", head, *rows), year)


def amounts(file: BudgetFile) -> dict[str, dict[str, int | None]]:
    return {one.name: dict(one.amounts) for one in file.projects}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_the_rows_of_the_review_system_are_read(tmp_path: Path, encoding: str) -> None:
    rows = [
        (2025, 12, "衛星の開発", "内閣府", "経済産業省", 2024, "1000000000", "", ""),
        (2025, 12, "衛星の開発", "内閣府", "経済産業省", 2024, "", "一般会計", "400000000"),
        (2025, 12, "衛星の開発", "内閣府", "経済産業省", 2024, "", "特別会計", "600000000"),
        (2025, 12, "衛星の開発", "内閣府", "経済産業省", 2025, "2000000000", "", ""),
        (2025, 12, "衛星の開発", "内閣府", "経済産業省", 2026, "", "", ""),
        (2025, 13, "気象の観測", "気象庁", "気象庁", 2025, "0", "", ""),
    ]
    found = read_budget(written(tmp_path / "b.csv", RS, *rows, encoding=encoding))
    assert (found.year, found.years) == (2025, (2024, 2025))
    assert amounts(found) == {"衛星の開発": {"経済産業省": 2_000_000_000}, "気象の観測": {"国土交通省": 0}}
    assert amounts(read_budget(tmp_path / "b.csv", 2024)) == {
        "衛星の開発": {"経済産業省": 1_000_000_000},
        "気象の観測": {"国土交通省": None},
    }


@pytest.mark.parametrize(
    ("heading", "cell", "yen"),
    [
        ("当初予算額（百万円）", "１，２３４．５", 1_234_500_000),
        ("金額【千円】", "1,234", 1_234_000),
        ("予算額（単位：億円）", "△3", -300_000_000),
        ("amount (million yen)", "2.5", 2_500_000),
        ("金額（円）", "-1,000円", -1_000),
        ("金額（円）", " ", None),
        ("金額（円）", "－", None),
        ("金額（円）", "0", 0),
    ],
)
def test_amounts_are_read_in_the_unit_of_their_heading(tmp_path: Path, heading: str, cell: str, yen: int) -> None:
    assert amounts(read(tmp_path, ("施策名", heading), ("甲", cell))) == {"甲": {"": yen}}


@given(st.integers(-(10**13), 10**13))
def test_an_amount_in_figures_is_read_as_it_is(tmp_path_factory: pytest.TempPathFactory, yen: int) -> None:
    found = read(tmp_path_factory.mktemp("b"), ("事業名", "金額（円）"), ("甲", f"{yen:,}"))
    assert amounts(found) == {"甲": {"": yen}}


@pytest.mark.parametrize(("year", "fy"), [("2025", 2025), ("令和７年度", 2025), ("R7", 2025), ("2024年", 2024)])
def test_years_are_fiscal_years(tmp_path: Path, year: str, fy: int) -> None:
    assert read(tmp_path, ("事業名", "年度", "金額（円）"), ("甲", year, 5)).year == fy


def test_a_year_that_few_projects_have_is_not_taken_for_all(tmp_path: Path) -> None:
    rows = [(name, 2025, 5) for name in "甲乙丙丁"] + [("甲", 2026, 7)]
    assert read(tmp_path, ("事業名", "年度", "金額（円）"), *rows).year == 2025
    assert read(tmp_path, ("事業名", "年度", "金額（円）"), *rows, year=2026).year == 2026


@pytest.mark.parametrize(
    ("head", "rows", "code", "row"),
    [
        (("事業名", "備考"), [("甲", "乙")], BudgetCode.budget_columns, None),
        (("事業名", "金額（円）", "金額（千円）"), [("甲", 1, 2)], BudgetCode.budget_columns_twice, None),
        (("事業名", "金額（円）"), [("甲", 1), ("乙", "3億円")], BudgetCode.budget_cell, "3"),
        (("事業名", "金額（円）"), [("甲", "4.80327E+11")], BudgetCode.budget_cell, "2"),
        (("事業名", "金額（円）"), [("甲", "1,2")], BudgetCode.budget_cell, "2"),
        (("事業名", "金額（円）"), [("甲", "(1,234)")], BudgetCode.budget_cell, "2"),
        (("事業名", "年度", "金額（円）"), [("甲", "いつか", 1)], BudgetCode.budget_cell, "2"),
        (("事業名", "金額（円）"), [("", 1)], BudgetCode.budget_nameless, "2"),
        (("事業名", "金額（円）"), [("甲", 1), ("甲", 2)], BudgetCode.budget_twice, "3"),
        (("事業名", "当初予算"), [("甲", 120), ("乙", 3500)], BudgetCode.budget_unit, None),
    ],
)
def test_what_cannot_be_understood_is_named(
    tmp_path: Path, head: Sequence[str], rows: Sequence[Sequence[object]], code: str, row: str | None
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, head, *rows)
    assert (caught.value.code, caught.value.detail.get("row")) == (code, row)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00", "事業名,金額".encode("utf-16")])
def test_what_is_no_csv_is_refused_in_a_line(sample_results: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.csv").write_bytes(content)
    words = ["report", str(sample_results), "-o", str(tmp_path / "out"), "--budget", str(tmp_path / "b.csv")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1
    assert "b.csv" in done.output
    assert not (tmp_path / "out").exists()


# --- joined -----------------------------------------------------------------------------------------------


def answering(run: Run) -> list[Measure]:
    """The measures that answer a proposal, each once, those with one ministry in charge first."""
    cells = run.results["responsibility"].cells
    found = {(one.measure.plan_id, one.measure.id): one.measure for cell in cells for one in cell.parts}
    return sorted(found.values(), key=lambda one: len(one.ministries) != 1)


def named(run: Run, measure: Measure) -> str:
    """The heading of a measure without its number."""
    section = run.passages[measure.plan_id, measure.passage_id].section_path[-1]
    return section.partition("）")[2] if section.startswith("（") else section


def joined(run: Run, tmp_path: Path, *rows: Sequence[object]) -> Budget:
    head = ("予算事業ID", "事業名", "府省庁", "予算年度", "当初予算（円）")
    return join_budget(run, read(tmp_path, head, *rows))


def how(budget: Budget, measure: Measure) -> str:
    return next(one.how for one in budget.joints if one.measure == measure)


def test_a_measure_is_joined_by_its_name_and_ministry(sample_run: Run, tmp_path: Path) -> None:
    measure = answering(sample_run)[0]
    (ministry,) = measure.ministries
    spaced = " ".join(named(sample_run, measure))
    budget = joined(sample_run, tmp_path, (1, spaced, ministry, 2026, 700))
    assert how(budget, measure) == "name_ministry"
    (share,) = (one for one in budget.by_ministry if one.ministry == ministry)
    assert (share.yen, share.known) == (700, 1)
    assert share.measures == sum(ministry in one.ministries for one in answering(sample_run))
    assert (budget.total.yen, budget.total.measures) == (700, len(answering(sample_run)))


def test_another_ministrys_project_and_two_projects_are_not_joined(sample_run: Run, tmp_path: Path) -> None:
    measure = answering(sample_run)[0]
    name, (ministry,) = named(sample_run, measure), measure.ministries
    other = "法務省" if ministry != "法務省" else "外務省"
    assert how(joined(sample_run, tmp_path, (1, name, other, 2026, 7)), measure) == "other_ministry"
    twice = [(1, name, ministry, 2026, 7), (2, name, ministry, 2026, 9)]
    assert how(joined(sample_run, tmp_path, *twice), measure) == "several"
    one_is_mine = [(1, name, ministry, 2026, 7), (2, name, other, 2026, 9)]
    assert joined(sample_run, tmp_path, *one_is_mine).total.yen == 7
    assert how(joined(sample_run, tmp_path, (1, name + "等", ministry, 2026, 7)), measure) == "none"
    assert how(joined(sample_run, tmp_path, (1, name, "", 2026, 7)), measure) == "name"


def test_other_words_in_brackets_are_another_project(sample_run: Run, tmp_path: Path) -> None:
    measure = answering(sample_run)[0]
    name, (ministry,) = named(sample_run, measure), measure.ministries
    run = with_heading(sample_run, measure, f"{measure.heading}（東北）")
    (changed,) = (one for one in answering(run) if one.id == measure.id and one.plan_id == measure.plan_id)
    rows = [(1, f"{name}（九州）", ministry, 2026, 7)]
    assert how(joined(run, tmp_path, *rows), changed) == "none"
    rows += [(2, f"{name}(東北)", ministry, 2026, 9)]
    assert joined(run, tmp_path, *rows).total.yen == 9


def test_a_name_that_is_all_in_brackets_is_still_a_name(sample_run: Run, tmp_path: Path) -> None:
    measure = answering(sample_run)[0]
    (ministry,) = measure.ministries
    run = with_heading(sample_run, measure, "（市場の創出等）", "")
    (changed,) = (one for one in answering(run) if one.id == measure.id and one.plan_id == measure.plan_id)
    assert how(joined(run, tmp_path, (1, "（別の事業）", ministry, 2026, 7)), changed) == "none"
    assert how(joined(run, tmp_path, (1, "市場の創出等", ministry, 2026, 7)), changed) == "name_ministry"


def with_heading(run: Run, measure: Measure, heading: str, name: str | None = None) -> Run:
    """The run with another heading of a measure, and perhaps another name."""
    found = run.results["responsibility"]

    def named_anew(part: Part) -> Part:
        if part.measure != measure:
            return part
        return replace(part, measure=replace(measure, heading=heading, name=measure.name if name is None else name))

    cells = tuple(replace(cell, parts=tuple(map(named_anew, cell.parts))) for cell in found.cells)
    return replace(run, results={**run.results, "responsibility": replace(found, cells=cells)})


def test_a_blank_is_not_zero(sample_run: Run, tmp_path: Path) -> None:
    measure = answering(sample_run)[0]
    row = (1, named(sample_run, measure), measure.ministries[0], 2026)
    unknown, nothing = joined(sample_run, tmp_path, (*row, "")), joined(sample_run, tmp_path, (*row, "0"))
    assert (unknown.total.yen, unknown.total.known) == (None, 0)
    assert (nothing.total.yen, nothing.total.known) == (0, 1)


def test_an_amount_counts_once_however_many_proposals_it_answers(sample_run: Run, tmp_path: Path) -> None:
    cells = sample_run.results["responsibility"].cells
    often = next(
        one
        for one in answering(sample_run)
        if len(one.ministries) == 1
        and len({cell.proposal_id for cell in cells if one in [part.measure for part in cell.parts]}) > 1
    )
    budget = joined(sample_run, tmp_path, (1, named(sample_run, often), often.ministries[0], 2026, 700))
    joint = next(one for one in budget.joints if one.measure == often)
    assert [[one.yen for one in budget.of(each) if one.yen] for each in joint.proposals] == [[700]] * len(
        joint.proposals
    )
    assert budget.total.yen == 700
    assert [one.yen for one in budget.by_ministry if one.yen] == [700]


def test_a_project_of_two_ministries_counts_for_each_what_it_has(sample_run: Run, tmp_path: Path) -> None:
    measure = answering(sample_run)[0]
    name, (ministry,) = named(sample_run, measure), measure.ministries
    rows = [(1, name, ministry, 2026, 700), (1, name, "復興庁", 2026, 50)]
    budget = joined(sample_run, tmp_path, *rows)
    assert {one.ministry: one.yen for one in budget.by_ministry if one.yen} == {ministry: 700, "復興庁": 50}
    assert budget.total.yen == 750


def test_what_several_ministries_have_together_is_not_given_to_one(sample_run: Run, tmp_path: Path) -> None:
    shared = next(one for one in answering(sample_run) if len(one.ministries) > 1)
    row = (1, named(sample_run, shared), "・".join(shared.ministries), 2026, 700)
    budget = joined(sample_run, tmp_path, row)
    assert budget.total.yen == 700
    assert {one.ministry for one in budget.by_ministry if one.yen} == {""}


# --- told -------------------------------------------------------------------------------------------------


def test_amounts_are_told_with_what_is_known(sample_run: Run, sample_results: Path, tmp_path: Path) -> None:
    results = Path(shutil.copytree(sample_results, tmp_path / "results"))
    measure = answering(sample_run)[0]
    head = ("事業名", "府省庁", "年度", "金額（百万円）")
    row = (named(sample_run, measure), measure.ministries[0], "令和8年度", "1,234")
    path = written(tmp_path / "予算.csv", head, row, encoding="cp932")
    words = ["report", str(results), "--budget", str(path), "--format", "xlsx,docx"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert "2026年度" in done.output
    every = len(answering(sample_run))
    assert f"{every}施策のうち1施策" in done.output
    page = openpyxl.load_workbook(results / "report.xlsx")[SHEETS["budget_measures"].ja]
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert len(rows) == every
    assert [one[-1] for one in rows if one[-1] is not None] == [1_234_000_000]
    text = "\n".join(one.text for one in docx.Document(str(results / "report.docx")).paragraphs)
    assert f"約12.3億円（判明分のみ、{every}施策中1施策）" in text

    chapter = results / "report.docx"
    without = CliRunner().invoke(app, ["report", str(results), "--check", str(chapter)])
    assert without.exit_code == 0, without.output
    assert "--budget" in without.output
    again = ["report", str(results), "--check", str(chapter), "--budget", str(path)]
    assert CliRunner().invoke(app, again).exit_code == 0
    path.write_bytes(path.read_bytes().replace(b"1,234", b"9,999"))
    changed = CliRunner().invoke(app, again)
    assert changed.exit_code == 1
    assert "判定が変わった文" in changed.output


def test_rounded_amounts_say_so() -> None:
    assert [yen_told(one, "ja") for one in (0, 9_999, 12_340_000, 10**8, -250_000_000, 10**12 + 1)] == [
        "0円",
        "9,999円",
        "1,234万円",
        "1億円",
        "-2.5億円",
        "約10,000億円",
    ]


def test_a_year_without_a_file_is_wrong_usage(sample_results: Path) -> None:
    assert CliRunner().invoke(app, ["report", str(sample_results), "--budget-year", "2025"]).exit_code == 2
