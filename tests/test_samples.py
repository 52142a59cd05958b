"""The sample plans: they can be rebuilt, and what is said to be planted in them stands in them."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from support.yaml_data import read_yaml

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
PROPOSALS = SAMPLES.parent / "cocn" / "proposals.yaml"
TRUTH: dict[str, Any] = read_yaml(SAMPLES / "truth.yaml")
PLANS: dict[str, Any] = TRUTH["plans"]

each_plan = pytest.mark.parametrize("name", sorted(PLANS))


def build(out: Path) -> Path:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, SAMPLES / "build.py", out], check=True, env=environment)
    return out


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("reportlab", reason="the samples are set with reportlab")
    return build(tmp_path_factory.mktemp("samples"))


def squeeze(text: str) -> str:
    """Without spaces and line ends, the same letter always the same code."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def page_texts(name: str) -> list[str]:
    """The text of every page; the end of line hyphen marks that PDFium puts in are dropped."""
    document = pypdfium2.PdfDocument(SAMPLES / "pdf" / f"{name}.pdf")
    return [squeeze(page.get_textpage().get_text_bounded().replace("\ufffe", "")) for page in document]


def body_text(name: str) -> str:
    """All pages after cover and contents."""
    return "".join(page_texts(name)[2:])


def unpacked(path: Path) -> Iterator[bytes]:
    """Every object of a PDF in order, its stream unpacked: the same whichever zlib packed it."""
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                keys = {key: value for key, value in item.items() if key != "/Length"}
                yield repr(sorted(keys.items())).encode() + item.read_bytes()
            else:
                yield item.unparse()


@each_plan
def test_the_committed_pdf_is_what_the_script_makes(rebuilt: Path, name: str) -> None:
    made, committed = rebuilt / "pdf" / f"{name}.pdf", SAMPLES / "pdf" / f"{name}.pdf"

    same_bytes = made.read_bytes() == committed.read_bytes()

    # another build of zlib packs the same content into other bytes
    assert same_bytes or list(unpacked(made)) == list(unpacked(committed))


def test_the_committed_truth_is_what_the_script_writes(rebuilt: Path) -> None:
    assert (rebuilt / "truth.yaml").read_bytes() == (SAMPLES / "truth.yaml").read_bytes()


def test_building_twice_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    again = build(tmp_path)

    for path in sorted(rebuilt.rglob("*.*")):
        assert (again / path.relative_to(rebuilt)).read_bytes() == path.read_bytes(), path.name


@each_plan
def test_files_are_small_and_plans_of_the_promised_length(name: str) -> None:
    path = SAMPLES / "pdf" / f"{name}.pdf"

    assert path.stat().st_size < 400_000
    assert 8 <= len(pypdfium2.PdfDocument(path)) <= 20


@each_plan
def test_every_matchable_statement_has_one_cell(name: str) -> None:
    items = read_yaml(PROPOSALS)["items"]
    matchable = [item["id"] for item in items if item["kind"] in ("proposal", "cycle", "technology")]

    assert list(PLANS[name]["cells"]) == matchable


@each_plan
def test_cells_measures_and_headings_agree(name: str) -> None:
    plan = PLANS[name]
    headings = [heading for _, heading in plan["headings"]]
    granted = {measure["heading"]: measure["proposals"] for measure in plan["measures"]}

    assert len(granted) == len(plan["measures"]), "two measures share a heading"
    for proposal, cell in plan["cells"].items():
        grants = [granted[heading][proposal] for heading in cell["evidence"]]
        best = "対応" if "対応" in grants else "一部対応" if grants else "欠落"
        assert cell["status"] == best, proposal
        assert set(cell["evidence"]) <= set(headings), proposal


@each_plan
def test_measures_are_dated_and_staged_in_order(name: str) -> None:
    for measure in PLANS[name]["measures"]:
        assert measure["stages"], measure["heading"]
        assert set(measure["stages"]) <= set(range(1, 7)), measure["heading"]
        for step in measure["steps"]:
            start, end = step["start_fy"], step["end_fy"]
            assert start is None or end is None or start <= end, measure["heading"]


@each_plan
def test_a_lookalike_is_no_evidence(name: str) -> None:
    plan = PLANS[name]
    headings = [heading for _, heading in plan["headings"]]

    assert plan["lookalikes"]
    for lookalike in plan["lookalikes"]:
        assert lookalike["heading"] in headings
        assert lookalike["heading"] not in plan["cells"][lookalike["proposal"]]["evidence"]


@each_plan
def test_headings_stand_in_the_pdf_in_order(name: str) -> None:
    text, place = body_text(name), 0

    for _, heading in PLANS[name]["headings"]:
        found = text.find(squeeze(heading), place)
        assert found >= 0, heading
        place = found + len(squeeze(heading))


@each_plan
def test_actors_stand_in_their_measure(name: str) -> None:
    plan, text = PLANS[name], body_text(name)
    headings = [squeeze(heading) for _, heading in plan["headings"]]
    starts = [text.index(headings[0])]
    for heading in headings[1:]:
        starts.append(text.index(heading, starts[-1] + 1))
    parts = dict(zip(headings, (text[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)), strict=True))

    for measure in plan["measures"]:
        for actor in measure["actors"]:
            assert actor in parts[squeeze(measure["heading"])], (measure["heading"], actor)


@each_plan
def test_tables_schedules_and_footnotes_stand_in_the_pdf(name: str) -> None:
    plan, text = PLANS[name], body_text(name)
    cells = [cell for table in plan["tables"] for row in table["rows"] for cell in row if cell not in "<^"]
    rows = [row for schedule in plan["schedules"] for row in schedule["rows"]]
    bars = [bar["text"] for row in rows for bar in row["bars"]]

    assert all((plan["tables"], bars, plan["footnotes"]))
    for printed in [*cells, *(row["name"] for row in rows), *bars, *plan["footnotes"]]:
        assert squeeze(printed) in text, printed


@each_plan
def test_title_date_and_period_stand_on_the_cover(name: str) -> None:
    cover = page_texts(name)[0]

    for key in ("title", "decided", "period", "owner"):
        assert squeeze(PLANS[name][key]) in cover, key


def planted_steps(party: dict[str, Any]) -> list[dict[str, Any]]:
    measures = {measure["heading"]: measure["steps"] for measure in PLANS[party["plan"]]["measures"]}
    return list(measures[party["heading"]])


TIMED = [*TRUTH["phase_faults"], *TRUTH["near_faults"], *TRUTH["controls"][:1]]
by_id = pytest.mark.parametrize("relation", TIMED, ids=lambda relation: relation["id"])


@by_id
def test_phase_relations_repeat_the_steps_of_their_measures(relation: dict[str, Any]) -> None:
    assert 1 <= len(relation["sides"]) <= 2
    for party in relation["sides"]:
        step = {key: party[key] for key in ("stage", "start_fy", "end_fy")}
        assert step in planted_steps(party)


def test_every_kind_of_fault_is_planted_beside_one_that_only_looks_like_it() -> None:
    kinds = {"inversion", "valley", "no_exit", "no_entry", "parallel", "period", "undated"}

    assert {fault["kind"] for fault in TRUTH["phase_faults"]} == kinds
    assert {near["kind"] for near in TRUTH["near_faults"]} == kinds


def test_planted_inversions_deploy_before_the_trial_ends() -> None:
    for fault in TRUTH["phase_faults"]:
        if fault["kind"] == "inversion":
            basis, use = fault["sides"]
            assert basis["stage"] < 5 <= use["stage"]
            assert use["start_fy"] < basis["end_fy"]


def test_what_the_second_fault_waits_for_is_not_scheduled() -> None:
    supplier, user = TRUTH["phase_faults"][1]["sides"]

    assert max(step["stage"] for step in planted_steps(supplier)) < user["stage"]


def test_overlaps_name_measures_of_two_plans() -> None:
    assert len(TRUTH["overlaps"]) >= 2
    for overlap in TRUTH["overlaps"]:
        assert len({party["plan"] for party in overlap["measures"]}) == 2
        assert all(planted_steps(party) for party in overlap["measures"])
