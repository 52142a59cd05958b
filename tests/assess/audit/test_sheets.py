from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policyalign.assess.audit.assurance import guarantee
from policyalign.assess.audit.draw import (
    audit_of,
    drawn_claims,
    drawn_rows,
    plan_draw,
    sampling_plans,
    sheet_answers,
    with_audit,
)
from policyalign.assess.audit.file import load_audits
from policyalign.assess.audit.records import Audit
from policyalign.assess.audit.sheet import COLUMNS
from policyalign.assess.run import Run
from policyalign.errors import InputError, OutputError, PolicyAlignError
from policyalign.export import check_output, load_run, write_run
from policyalign.export.checking_sheet import write_sheet
from policyalign.messages import message, remedy
from policyalign.pipeline import with_answers

from support.audits import MODEL, fill_in, run_with_gaps, write_rows

Told = tuple[str, dict[str, str]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gaps") / "out"
    compare_into(folder, run_with_gaps(20))
    return folder


@pytest.fixture
def out(written: Path, tmp_path: Path) -> Path:
    """A results folder with 40 gaps in two plans."""
    return Path(shutil.copytree(written, tmp_path / "out"))


def compare_into(out: Path, run: Run) -> Run:
    """What ``compare`` does with a run: the answers of people in the folder stay."""
    run = with_answers(run, load_audits(out))
    write_run(run, out)
    return run


def draw_sheet(out: Path, name: str = "sheet.csv", **options: Any) -> Path:
    run = load_run(out)
    draw = plan_draw(run.matrix, **{"target": 0.95, "confidence": 0.95, **options})
    write_sheet(drawn_rows(run.matrix, draw, run.audits), out / name)
    return out / name


def give_back(out: Path, sheet: Path) -> Audit:
    """What ``audit --answers`` does."""
    run = load_run(out)
    done = audit_of(*sheet_answers(run.matrix, sheet, run.audits))
    write_run(with_answers(run, with_audit(run.audits, done, run.matrix)), out)
    return done


def refused(act: Callable[[], object]) -> Told:
    with pytest.raises(PolicyAlignError) as caught:
        act()
    code, detail = caught.value.code, caught.value.detail
    assert "?" not in message(code, "en", **detail).replace("1, 0, ?", "")
    assert remedy(code, "ja") or code == "plan_unknown"
    return code, detail


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def statuses(out: Path) -> dict[tuple[str, str], tuple[str, str]]:
    rows = table(out / "findings.csv")
    return {(row["proposal_id"], row["plan_id"]): (row["status"], row["checked"]) for row in rows}


def present_first(row: dict[str, str]) -> str:
    return "あり" if row["number"] == "1" else "なし"


# Drawing --------------------------------------------------------------------------------------------------


def test_the_sheet_shows_each_claim_with_the_nearest_passages(out: Path) -> None:
    rows = table(draw_sheet(out))
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert [row["number"] for row in rows] == [str(number) for number in range(1, 26)]
    first = rows[0]
    assert (first["plan_id"], first["file"], first["label"]) == ("space", "space.pdf", first["label"])
    assert first["nearest_1"] == "p.1 [2.3%] 第1章 総論\n将来像を「共有」し、\n国民に示す。"
    assert first["nearest_2"].startswith("p.2-3 [1.2%] 第1章 総論 > 1. 人材\n")
    assert {row["verdict"] + row["page_found"] + row["note"] for row in rows} == {""}
    cells = [(row["plan_id"], row["proposal_id"]) for row in rows]
    assert len(set(cells)) == len(cells)
    assert [plan for plan, _ in cells] == sorted((plan for plan, _ in cells), reverse=True), "plan after plan"


def test_the_same_results_give_the_same_sheet(out: Path, tmp_path: Path) -> None:
    compare_into(tmp_path / "again", run_with_gaps(20))
    assert draw_sheet(out).read_bytes() == draw_sheet(tmp_path / "again").read_bytes()
    other = draw_sheet(out, "other.csv", seed=1)
    assert other.read_bytes() != (out / "sheet.csv").read_bytes()


def test_one_plan_can_be_audited_by_itself(out: Path) -> None:
    matrix = load_run(out).matrix
    draw = plan_draw(matrix, target=0.9, confidence=0.9, plans=["digital"])
    assert (draw.claims, draw.plans) == (20, ("digital",))
    assert {claim.plan.id for claim in drawn_claims(matrix, draw)} == {"digital"}
    assert [plan.tolerated for plan in sampling_plans(draw)] == [0, 1, 2]


def test_all_can_be_checked(out: Path) -> None:
    assert len(table(draw_sheet(out, everything=True))) == 40


def test_what_cannot_be_drawn_is_refused(out: Path, tmp_path: Path) -> None:
    assert refused(lambda: draw_sheet(out, plans=["sea"])) == (
        "plan_unknown",
        {"plan": "sea", "known": "space, digital"},
    )
    assert refused(lambda: draw_sheet(out, tolerated=3))[0] == "audit_tolerance"
    compare_into(tmp_path / "none", run_with_gaps(0))
    assert refused(lambda: draw_sheet(tmp_path / "none"))[0] == "audit_no_claims"


def test_answers_are_never_overwritten(out: Path) -> None:
    sheet = draw_sheet(out)
    draw_sheet(out, seed=1)
    fill_in(sheet, present_first, to=sheet)
    with pytest.raises(OutputError) as caught:
        draw_sheet(out)
    assert caught.value.code == "audit_sheet_exists"
    (out / "notes.csv").write_text("mine", encoding="utf-8")
    assert refused(lambda: draw_sheet(out, "notes.csv"))[0] == "audit_sheet_exists"
    assert (out / "notes.csv").read_text(encoding="utf-8") == "mine"


# Answering ------------------------------------------------------------------------------------------------


def test_answers_give_the_exact_bound_and_go_into_the_results(out: Path) -> None:
    done = give_back(out, fill_in(draw_sheet(out)))
    assert (done.right, done.wrong, done.unsure, done.right_at_least, done.reached) == (25, 0, 0, 38, True)
    (entry,) = json.loads((out / "run.json").read_text(encoding="utf-8"))["audit"]
    assert entry["sentence"] == {
        "ja": "欠落 40件のうち25件を確認し、誤りは0件。信頼度95%で、少なくとも95%（38件）は正しい",
        "en": "40 gaps, 25 checked, 0 wrong: at least 95% (38) are right, at 95% confidence",
    }
    assert sorted(statuses(out).values()).count(("欠落", "なし")) == 25
    assert sorted(statuses(out).values()).count(("欠落", "")) == 15


def test_what_proved_wrong_reads_as_a_gap_in_no_output(out: Path) -> None:
    sheet = draw_sheet(out)
    verdicts = {"1": "あり", "2": "不明"}
    done = give_back(out, fill_in(sheet, lambda row: verdicts.get(row["number"], "なし")))
    assert (done.wrong, done.unsure, done.left, done.reached) == (1, 1, 38, False)
    first, second = table(sheet)[:2]
    found = statuses(out)
    assert found[first["proposal_id"], first["plan_id"]] == ("一部対応", "あり")
    assert found[second["proposal_id"], second["plan_id"]] == ("判定不能", "不明")
    matrix = {row["proposal_id"]: row for row in table(out / "gap_matrix.csv")}
    assert matrix[first["proposal_id"]][first["plan_id"]] == "一部対応"
    assert load_run(out).matrix.status(first["proposal_id"], first["plan_id"]) == "partial"
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["counts"]["findings"] == {"covered": 2, "gap": 38, "partial": 1, "undetermined": 1}
    reason = next(row["reason"] for row in table(out / "findings.csv") if row["checked"] == "あり")
    assert "12" in reason


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp932", ","), ("utf-8", "\t"), ("utf-8-sig", ";")])
def test_a_sheet_is_taken_as_spreadsheets_save_it(out: Path, encoding: str, delimiter: str) -> None:
    filled = fill_in(draw_sheet(out), lambda row: "ＮＯ", encoding=encoding, delimiter=delimiter)
    rows = filled.read_bytes()
    filled.write_bytes(rows + b"\r\n" + delimiter.encode() * 14 + b"\r\n")
    assert give_back(out, filled).right == 25


def test_rows_may_be_sorted_in_another_order(out: Path) -> None:
    sheet = fill_in(draw_sheet(out), present_first)
    wrong = table(sheet)[0]["proposal_id"]
    write_rows(sheet, sorted(table(sheet), key=lambda row: row["text"], reverse=True))
    answers = give_back(out, sheet).answers
    assert [answer.proposal_id for answer in answers if answer.check == "present"] == [wrong]


def test_a_sheet_can_be_corrected(out: Path) -> None:
    sheet = draw_sheet(out)
    give_back(out, fill_in(sheet, present_first))
    done = give_back(out, fill_in(sheet))
    assert (done.wrong, done.reached) == (0, True)
    assert len(load_audits(out)) == 1
    assert set(statuses(out).values()) == {("欠落", "なし"), ("欠落", ""), ("対応", "")}


def test_after_a_result_only_a_full_check_is_taken(out: Path) -> None:
    other = fill_in(draw_sheet(out, "other.csv", seed=1))
    give_back(out, fill_in(draw_sheet(out), present_first))
    before = (out / "audit.json").read_bytes()
    assert refused(lambda: give_back(out, other))[0] == "audit_already_answered"
    assert refused(lambda: draw_sheet(out, "third.csv", seed=2))[0] == "audit_already_answered"
    assert (out / "audit.json").read_bytes() == before
    census = draw_sheet(out, "all.csv", everything=True)
    verdicts = [row["verdict"] for row in table(census)]
    assert [verdicts.count(one) for one in ("あり", "なし", "")] == [1, 24, 15], "answers stand in it already"
    done = give_back(out, fill_in(census, lambda row: row["verdict"] or "なし"))
    assert (done.right, done.wrong, done.right_at_least, done.reached) == (39, 1, 39, True)
    assert refused(lambda: give_back(out, other))[0] == "audit_already_answered"


# Sheets that are refused ----------------------------------------------------------------------------------


def edited(out: Path, edit: Callable[[list[dict[str, str]]], object]) -> Told:
    """What is said of a sheet with all answers after an edit; the results must stay untouched."""
    sheet = fill_in(draw_sheet(out))
    rows = table(sheet)
    edit(rows)
    write_rows(sheet, rows)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    told = refused(lambda: give_back(out, sheet))
    assert before == {path.name: path.read_bytes() for path in out.iterdir()}
    return told


def test_a_verdict_must_be_one(out: Path) -> None:
    code, detail = edited(out, lambda rows: rows[2].update(verdict="たぶん"))
    assert (code, detail["row"], detail["found"]) == ("audit_verdict_unknown", "4", "たぶん")


def test_rows_lost_or_doubled_are_named(out: Path) -> None:
    code, detail = edited(out, lambda rows: rows.__setitem__(3, rows[4]))
    assert (code, detail["missing"], detail["extra"]) == ("audit_sheet_rows", "4", "5")
    code, detail = edited(out, lambda rows: rows.pop())
    assert (code, detail["missing"], detail["extra"]) == ("audit_sheet_rows", "25", "–")


def test_another_claim_in_a_row_is_noticed(out: Path) -> None:
    code, detail = edited(out, lambda rows: rows[0].update(plan_id="digital"))
    assert (code, detail["row"], detail["column"]) == ("audit_sheet_altered", "2", "plan_id")
    assert (detail["found"], detail["expected"]) == ("digital", "space")


def test_the_mark_of_the_draw_must_stay(out: Path) -> None:
    assert edited(out, lambda rows: rows[5].update(audit="x"))[0] == "audit_sheet_mark"

    def shrink(rows: list[dict[str, str]]) -> None:
        del rows[10:]
        for row in rows:
            row["audit"] = row["audit"].replace('"size":25', '"size":10')

    assert edited(out, shrink)[0] == "audit_sheet_other_run"


def test_a_sheet_of_another_run_is_refused(out: Path, tmp_path: Path) -> None:
    sheet = fill_in(draw_sheet(out))
    compare_into(tmp_path / "other", run_with_gaps(19))
    assert refused(lambda: give_back(tmp_path / "other", sheet))[0] == "audit_sheet_other_run"


def test_what_is_no_sheet_is_refused(out: Path) -> None:
    assert refused(lambda: give_back(out, out / "no.csv"))[0] == "audit_sheet_missing"
    assert refused(lambda: give_back(out, out / "findings.csv"))[0] == "audit_sheet_columns"
    (out / "bytes.csv").write_bytes(b"number\xff\xfe\x81")
    assert refused(lambda: give_back(out, out / "bytes.csv"))[0] == "audit_sheet_encoding"
    sheet = draw_sheet(out)
    sheet.write_bytes(sheet.read_bytes().splitlines(keepends=True)[0])
    assert refused(lambda: give_back(out, sheet))[0] == "audit_sheet_columns"


# Later runs into the same folder --------------------------------------------------------------------------


def audited_record(run: Run, out: Path) -> list[dict[str, Any]]:
    written = compare_into(out, run)
    record: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = record.get("audit", [])
    assert [one["sentence"] for one in written.record.get("audit", [])] == [one["sentence"] for one in found]
    return found


def test_a_run_that_makes_the_same_claims_keeps_the_audit(out: Path) -> None:
    # The small run has whole numbers where one that was read back has floats: matrix.json differs, and its checksum.
    def told() -> list[object]:
        record = json.loads((out / "run.json").read_text(encoding="utf-8"))
        files = [(out / name).read_bytes() for name in ("findings.csv", "gap_matrix.csv", "audit.json")]
        return [*files, record | {"checksums": None}]

    give_back(out, fill_in(draw_sheet(out), present_first))
    before = told()
    assert len(audited_record(run_with_gaps(20), out)) == 1
    assert before == told()


def test_a_run_that_makes_other_claims_does_not_show_the_audit_but_keeps_the_answers(out: Path) -> None:
    sheet = draw_sheet(out)
    give_back(out, fill_in(sheet, present_first))
    wrong = table(sheet)[0]
    assert audited_record(run_with_gaps(19), out) == []
    assert not load_audits(out)[0].of_this_run
    if wrong["proposal_id"] != "1-P20":
        assert statuses(out)[wrong["proposal_id"], wrong["plan_id"]] == ("一部対応", "あり")
    assert len(audited_record(run_with_gaps(20), out)) == 1, "it comes back with its claims"
    assert audited_record(run_with_gaps(20, salt="。"), out) == []
    assert ("一部対応", "あり") not in statuses(out).values()


def test_a_damaged_record_of_answers_is_found_before_the_work(out: Path) -> None:
    give_back(out, fill_in(draw_sheet(out)))
    (out / "audit.json").write_bytes((out / "audit.json").read_bytes()[:-30])
    code, detail = refused(lambda: check_output(out))
    assert (code, detail["file"]) == ("audit_broken", str(out / "audit.json"))
    with pytest.raises(InputError):
        compare_into(out, run_with_gaps(20))


# What the claims are worth --------------------------------------------------------------------------------


def test_the_record_says_what_a_gap_is_worth(out: Path) -> None:
    told = json.loads((out / "run.json").read_text(encoding="utf-8"))["guarantee"]
    assert "14本" in told["ja"]
    assert "123件中121件" in told["ja"]
    assert "信頼度90%で95.6%以上" in told["ja"]
    assert "前提" in told["ja"]
    assert "at least 95.6% at 90% confidence" in told["en"]
    assert "地の文" not in told["ja"]


def test_what_a_gap_is_worth_in_running_prose_is_told_by_itself() -> None:
    told = guarantee({**MODEL, "prose_gap_claims": "65", "prose_gap_claims_right": "61"}, claims=3)
    assert "123件中121件" in told["ja"]
    assert "地の文の計画では65件中61件" in told["ja"]
    assert "running prose by themselves 61 of 65" in told["en"]


def test_nothing_is_promised_without_figures_or_gaps(tmp_path: Path) -> None:
    silent = replace(run_with_gaps(3), record={"model": {"encoder": "other"}})
    assert "guarantee" not in compare_into(tmp_path / "a", silent).record
    none = compare_into(tmp_path / "b", run_with_gaps(0)).record["guarantee"]["ja"]
    assert "「欠落」の判定はありません" in none


def test_the_sheet_and_the_record_are_documented(root: Path) -> None:
    text = (root / "docs" / "outputs.md").read_text(encoding="utf-8")
    section = text.split("## audit-sheet.csv")[1].split("\n## ")[0]
    rows = [line.split("|")[1:7] for line in section.splitlines() if line.startswith("| `")]
    assert [(row[0].strip(" `"), row[2].strip()) for row in rows] == [(c.name, c.type) for c in COLUMNS]
    assert "## audit.json" in text
