from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policyalign.assess.questions import QUESTIONS
from policyalign.assess.run import Run
from policyalign.domain import Interval, Step
from policyalign.errors import InputError
from policyalign.export import load_run, write_run
from policyalign.export.saved import FORMAT
from policyalign.messages import message, remedy

from support.runs import failure, run, run_without_plans

LINES = ("passages.jsonl", "measures.jsonl", "matches.jsonl")
ANSWERS = tuple(f"{question.name}.json" for question in QUESTIONS)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "out"
    write_run(run(), folder)
    return folder


@pytest.fixture
def saved(written: Path, tmp_path: Path) -> Path:
    """A results folder of one's own."""
    return Path(shutil.copytree(written, tmp_path / "out"))


def with_every_field(made: Run) -> Run:
    """The run with the fields filled that the small plans leave empty."""
    plans = []
    for plan in made.matrix.plans:
        first, second = plan.passages
        second = replace(
            second,
            sentences=((0, 9), (9, 20)),
            intervals=(Interval(None, 2030, "2030年度までに", (1, 10), "by"),),
            steps=(
                Step(4, Interval(2027, 2029, "2027～2029", (0, 4)), "実証", (3, 5)),
                Step(5, None, "実装", (7, 9), certain=False),
            ),
            terms=("研究", "育成"),
            anchors=tuple(replace(anchor, box=(72.1, 1.0, 3.5, 4.25)) for anchor in second.anchors),
        )
        first = replace(first, anchors=second.anchors[:1])
        period = Interval(2026, 2030, "令和8～12年度", (0, 4))
        plans.append(replace(plan, passages=(first, second), edition="令和8年", period=period))
    matches = tuple(
        replace(found, matches=tuple(_rounded(one) for one in found.matches), in_domain=False)
        for found in made.matrix.matches
    )
    return replace(made, matrix=replace(made.matrix, plans=tuple(plans), matches=matches))


def _rounded(match):  # type: ignore[no-untyped-def]
    return replace(match, similarity=0.123457, features={"a": 1.0, "b": 0.333333}, contributions={"average": -4.0})


def told(made: Run) -> Run:
    """The run without the list of files, which is made when it is written."""
    return replace(
        made, record={name: entry for name, entry in made.record.items() if name not in ("files", "checksums")}
    )


def broken(folder: Path) -> tuple[str, dict[str, str]]:
    with pytest.raises(InputError) as caught:
        load_run(folder)
    code, detail = caught.value.code, caught.value.detail
    assert remedy(code, "ja")
    assert "?" not in message(code, "en", **detail)
    return code, detail


def test_a_run_comes_back_as_it_was_written(tmp_path: Path) -> None:
    made = with_every_field(run(failures=(failure(),)))
    write_run(made, tmp_path)
    assert told(load_run(tmp_path)) == told(made)


def test_what_is_read_back_writes_the_same_bytes(tmp_path: Path) -> None:
    # The small run has whole numbers where a real one has floats; once read they are the same.
    write_run(run(failures=(failure(),)), tmp_path / "0")
    write_run(load_run(tmp_path / "0"), tmp_path / "a")
    write_run(load_run(tmp_path / "a"), tmp_path / "b")
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in "ab")
    assert first == second


def test_a_run_without_plans_comes_back_too(tmp_path: Path) -> None:
    made = run_without_plans(failure())
    write_run(made, tmp_path)
    assert told(load_run(tmp_path)) == told(made)


@pytest.mark.parametrize("name", ["matrix.json", "run.json", *LINES, *ANSWERS])
def test_a_missing_file_is_named(saved: Path, name: str) -> None:
    (saved / name).unlink()
    code, detail = broken(saved)
    assert code == "saved_missing"
    assert detail["file"] == str(saved / name)


def test_results_of_another_version_are_refused(saved: Path) -> None:
    content = json.loads((saved / "matrix.json").read_text(encoding="utf-8"))
    (saved / "matrix.json").write_text(json.dumps({**content, "format": 99}), encoding="utf-8")
    assert broken(saved) == (
        "saved_version",
        {"file": str(saved / "matrix.json"), "found": "99", "expected": str(FORMAT)},
    )


def test_results_with_the_key_typical_are_of_another_version(saved: Path) -> None:
    path = saved / "matrix.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for one in content["plans"]:
        one["matched"]["typical"] = one["matched"].pop("in_domain")
    path.write_text(json.dumps({**content, "format": 1}), encoding="utf-8")
    code, detail = broken(saved)
    assert (code, detail["found"], detail["expected"]) == ("saved_version", "1", str(FORMAT))


@pytest.mark.parametrize("name", LINES)
def test_a_line_cut_off_is_named(saved: Path, name: str) -> None:
    content = (saved / name).read_bytes()
    (saved / name).write_bytes(content[:-20])
    code, detail = broken(saved)
    assert code == "saved_broken"
    assert detail["file"] == str(saved / name)
    assert detail["line"] == str(content.count(b"\n"))


@pytest.mark.parametrize("name", LINES)
def test_lines_lost_are_noticed(saved: Path, name: str) -> None:
    lines = (saved / name).read_bytes().splitlines(keepends=True)
    (saved / name).write_bytes(b"".join(lines[:-1]))
    code, detail = broken(saved)
    assert code == "saved_count"
    assert (detail["plan"], int(detail["expected"]) - int(detail["found"])) == ("digital", 1)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"format": 4}'])
def test_a_damaged_matrix_is_refused(saved: Path, content: bytes) -> None:
    (saved / "matrix.json").write_bytes(content)
    code, detail = broken(saved)
    assert code in ("saved_broken", "saved_version")
    assert detail["file"] == str(saved / "matrix.json")


def test_a_value_of_another_type_is_named_with_its_line(saved: Path) -> None:
    path = saved / "passages.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = json.dumps({**json.loads(lines[1]), "section": "two"})
    path.write_text("\n".join(lines), encoding="utf-8")
    code, detail = broken(saved)
    assert (code, detail["line"]) == ("saved_broken", "2")
    assert "section" in detail["error"]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_damaged_answer_is_refused_with_file_and_line(saved: Path, name: str) -> None:
    path = saved / name
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:5], ",", *lines[5:]]), encoding="utf-8")
    code, detail = broken(saved)
    assert (code, detail["file"], detail["line"]) == ("saved_broken", str(path), "6")


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda record: record | {"format": 99}, "saved_version"),
        (lambda record: record | {"plans": record["plans"][:1]}, "saved_other_run"),
        (lambda record: record | {"result": []}, "saved_broken"),
        (lambda record: record | {"result": dict.fromkeys(record["result"], 7)}, "saved_broken"),
        (lambda record: {"format": record["format"]}, "saved_broken"),
        (lambda record: [record], "saved_broken"),
    ],
    ids=["version", "plans", "list", "values", "nothing", "no object"],
)
def test_an_altered_answer_is_refused(
    saved: Path, name: str, change: Callable[[dict[str, Any]], object], code: str
) -> None:
    path = saved / name
    path.write_text(json.dumps(change(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")
    found, detail = broken(saved)
    assert (found, detail["file"]) == (code, str(path))


@pytest.mark.parametrize("measure", ['"nowhere"', "[]"], ids=["unknown", "no name"])
def test_an_answer_about_a_measure_that_is_not_there_is_refused(saved: Path, measure: str) -> None:
    path = saved / "responsibility.json"
    content = path.read_text(encoding="utf-8")
    (one, *_) = re.findall(r'"measure_id": ("[^"]+")', content)
    path.write_text(content.replace(f'"measure_id": {one}', f'"measure_id": {measure}'), encoding="utf-8")
    code, detail = broken(saved)
    assert (code, detail["file"]) == ("saved_broken", str(path))


@pytest.mark.parametrize("settings", ["none", {"phases": {"window": [2026]}}, {"lang": "fr"}])
def test_settings_that_are_none_are_refused(saved: Path, settings: object) -> None:
    path = saved / "run.json"
    record = json.loads(path.read_text(encoding="utf-8")) | {"settings": settings}
    path.write_text(json.dumps(record), encoding="utf-8")
    code, detail = broken(saved)
    assert (code, detail["file"]) == ("saved_broken", str(path))


def test_a_real_run_comes_back_whole(sample_run: Run, sample_results: Path) -> None:
    read = load_run(sample_results)
    assert read.matrix == sample_run.matrix
    assert (read.settings, read.measures, read.taken_up) == (
        sample_run.settings,
        sample_run.measures,
        sample_run.taken_up,
    )
    assert read.results == sample_run.results
    assert read.record["inputs"] == sample_run.record["inputs"]
