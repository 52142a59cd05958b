from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from policyalign.assess.run import Run
from policyalign.config import Settings
from policyalign.domain import Plan
from policyalign.errors import GoldError
from policyalign.lab.gold import read_gold
from policyalign.lab.labelling.sheet_files import KEY, SHEET, key_path, read_key, read_sheet
from policyalign.lab.labelling.sheets import draw_sheet, import_sheet, write_sheet

from support.labels import make_run, unit_plan

Draw = Callable[..., Path]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings that the pipeline was asked with; it gives two plans of 30 measures."""
    seen: list[Settings] = []

    def compare(paths: Sequence[Path], settings: Settings, **_: Any) -> Run:
        seen.append(settings)
        plans: list[Plan] = [unit_plan(30, path.stem) for path in paths]
        row = [place / 30 for place in range(30)]
        return make_run(plans, [[row, row[::-1]]] * len(plans), [["gap", "gap"]] * len(plans))

    monkeypatch.setattr("policyalign.lab.labelling.sheets.compare_files", compare)
    return seen


@pytest.fixture
def draw(asked: list[Settings], tmp_path: Path) -> Draw:
    def write(name: str = "sheet.csv", **options: Any) -> Path:
        path = tmp_path / name
        write_sheet(draw_sheet([Path("a.pdf"), Path("b.pdf")], per_proposal=10, **options), path)
        return path

    return write


def fill(sheet: Path, grade: Callable[[dict[str, str]], str]) -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, SHEET)
        table.writeheader()
        table.writerows({**row, "grade": grade(row)} for row in reversed(rows))


def test_a_sheet_has_its_rows_by_plan_and_proposal_and_no_grades(draw: Draw, asked: list[Settings]) -> None:
    rows = read_sheet(draw())
    assert [settings.top_k for settings in asked] == [None], "candidates come from all passages"
    places = [row.pair[:2] for row in rows]
    assert list(dict.fromkeys(places)) == [(p, n) for p in "ab" for n in ("1-P1", "1-P2")]
    assert len(rows) == 2 * 2 * 10
    assert {row.grade for row in rows} == {None}
    assert all(row.cells["text"] and row.cells["heading"] and row.cells["page"] == "1" for row in rows)


def test_what_would_bias_the_labeller_stands_in_the_key_alone(draw: Draw) -> None:
    path = draw()
    header = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert tuple(header) == SHEET
    assert not {"stratum", "inclusion_probability", "probability"} & set(header)
    key = read_key(key_path(path))
    assert {row.pair for row in read_sheet(path)} == set(key)
    assert {drawn.stratum for drawn in key.values()} == {"pooled", "random"}
    assert tuple(key_path(path).read_text(encoding="utf-8-sig").splitlines()[0].split(",")) == KEY


def test_the_seed_decides(draw: Draw) -> None:
    first, again, other = draw("x.csv"), draw("y.csv"), draw("z.csv", seed=1)
    assert first.read_bytes() == again.read_bytes()
    assert key_path(first).read_bytes() == key_path(again).read_bytes()
    assert first.read_bytes() != other.read_bytes()


def test_a_filled_sheet_becomes_labels(draw: Draw, tmp_path: Path) -> None:
    path = draw()
    key = read_key(key_path(path))
    fill(path, lambda row: str(int(row["unit"][-1]) % 4))
    assert import_sheet(path, tmp_path / "gold") == {"a": 20, "b": 20}
    for name in "ab":
        gold = read_gold(tmp_path / "gold", name)
        assert len(gold.units) == 30
        assert gold.unknown_units == ()
        assert {unit.id[0] for unit in gold.units} == {name}
        assert all(grade == int(unit[-1]) % 4 for (_, unit), grade in gold.grades.items())
        drawn = {place[1:]: one.inclusion_probability for place, one in key.items() if place[0] == name}
        assert gold.inclusion == pytest.approx(drawn)


def test_a_copy_is_imported_with_the_key_of_the_original(draw: Draw, tmp_path: Path) -> None:
    path = draw()
    fill(path, lambda _: "0")
    copy = path.rename(tmp_path / "filled by A.csv")
    with pytest.raises(GoldError, match=r"filled by A\.key\.csv"):
        import_sheet(copy, tmp_path / "gold")
    assert sum(import_sheet(copy, tmp_path / "gold", key_path(path)).values()) == 40


def test_nothing_is_written_for_a_sheet_that_is_not_filled_in(draw: Draw, tmp_path: Path) -> None:
    path = draw()
    fill(path, lambda row: "" if row["unit"] == "b-0030" else "1")
    with pytest.raises(GoldError):
        import_sheet(path, tmp_path / "gold")
    assert not (tmp_path / "gold").exists()


def test_texts_that_look_like_formulas_survive(draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import policyalign.lab.labelling.sheets as module

    units = module.plan_units

    def dangerous(plan: Plan) -> Any:
        return [(type(unit)(unit.id, "=1+1", "-2030年度まで"), own) for unit, own in units(plan)]

    monkeypatch.setattr(module, "plan_units", dangerous)
    path = draw()
    assert {row.cells["heading"] for row in read_sheet(path)} == {"'=1+1"}
    fill(path, lambda _: "1")
    import_sheet(path, tmp_path / "gold")
    lines = (tmp_path / "gold" / "a.units.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["heading"] == "=1+1"
