"""A collection of n plans says of each what a comparison of it alone says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import policyalign as pa
from policyalign.assess.overlaps.candidates import find_pairs
from policyalign.assess.run import Run
from policyalign.collection.collection import Collection
from policyalign.collection.engine import Job, MatchTask
from policyalign.collection.exporting import export_tables
from policyalign.collection.grouping import chosen_group, group_rows, group_totals
from policyalign.collection.local import LocalEngine
from policyalign.collection.tables import TABLES, schema
from policyalign.config import Settings
from policyalign.domain import Finding, Plan
from policyalign.pipeline import compare_files


def values(finding: Finding) -> tuple[object, ...]:
    return finding.proposal_id, finding.status, finding.probability, finding.reason, finding.passage_id


def test_verdicts_and_matches_are_those_of_each_plan_alone(
    gathered: Collection, sample_plans: Sequence[Path], tmp_path: Path
) -> None:
    plan = sample_plans[0]
    alone = compare_files([plan], Settings(workers=1), ids=[f"13_東京都/{plan.stem}"])
    ((read,), (found,)) = alone.plans, alone.matrix.matches
    assert gathered.plan(read.id) == read
    rows = gathered.sql("SELECT * FROM findings WHERE plan_id = ?", [read.id])
    told = [
        tuple(row)
        for row in rows[["proposal_id", "status", "probability", "reason", "passage_id"]].itertuples(index=False)
    ]
    assert told == [values(one) for one in alone.matrix.findings]
    matches = gathered.sql("SELECT * FROM matches WHERE plan_id = ?", [read.id])
    assert matches[["proposal_id", "passage_id", "probability"]].values.tolist() == [
        [one.proposal_id, one.passage_id, one.probability] for one in found.matches
    ]


def test_all_plans_have_the_verdicts_of_a_run_of_all(gathered: Collection, sample_run: Run) -> None:
    rows = gathered.sql("SELECT plan_id, proposal_id, status FROM findings").values.tolist()
    assert Counter((plan.removeprefix("13_東京都/"), proposal, status) for plan, proposal, status in rows) == Counter(
        (one.plan_id, one.proposal_id, one.status) for one in sample_run.matrix.findings
    )


def test_what_cannot_be_used_is_told_and_the_others_go_on(gathered: Collection) -> None:
    counts = dict(gathered.sql("SELECT status, count(*) FROM plans GROUP BY ALL").values.tolist())
    assert counts == {"read": 3, "unusable": 1}
    (problem,) = gathered.sql("SELECT plan_id, severity, code FROM problems WHERE plan_id = 'broken'").values.tolist()
    assert problem == ["broken", "fatal", "damaged"]
    assert gathered.status().unusable == 1


def test_a_group_without_verdicts_is_not_left_out(gathered: Collection) -> None:
    rows = list(group_rows(gathered.folder, "prefecture", "cocn"))
    assert len(rows) == 2 * 47
    tokyo, unknown = group_totals(rows)
    assert (tokyo["group"], tokyo["plans"], tokyo["unusable"]) == ("東京都", 3, 0)
    assert (unknown["group"], unknown["plans"], unknown["unusable"]) == ("", 0, 1)


@pytest.mark.parametrize("query", ["人工衛星", "令和７年度", "AI 人材", "「安全保障」", "サーバ", "教育の無償化"])
def test_searching_finds_what_a_search_of_the_plans_finds(gathered: Collection, query: str) -> None:
    said = ("exact", "folded", "words")
    frame = pa.search(query, read_plans(gathered), how=said)
    assert gathered.search(query, how=said).passage_id.tolist() == frame.passage_id.tolist()


def test_plans_and_proposals_can_be_counted_by(gathered: Collection) -> None:
    assert chosen_group(gathered.folder) == "prefecture"
    by_plan = group_totals(list(group_rows(gathered.folder, "plan", "cocn")))
    assert [(one["group"], one["plans"], one["unusable"]) for one in by_plan] == [
        *((f"13_東京都/{name}", 1, 0) for name in ("digital", "education", "space")),
        ("broken", 0, 1),
    ]
    by_proposal = group_totals(list(group_rows(gathered.folder, "proposal", "cocn")))
    assert len(by_proposal) == 47
    assert by_proposal[0]["group"] == "1-P1 国家像の共有"
    assert {(one["plans"], one["unusable"]) for one in by_proposal} == {(3, 1)}
    statuses = ("covered", "partial", "gap", "undetermined", "out_of_scope")
    assert [sum(one[name] for one in by_plan) for name in statuses] == [
        sum(one[name] for one in by_proposal) for name in statuses
    ]


def test_where_no_group_is_known_every_plan_is_one(small: Collection) -> None:
    assert chosen_group(small.folder) == "plan"


def read_plans(collection: Collection) -> list[Plan]:
    plans = (
        collection.plan(name) for name in collection.sql("SELECT plan_id FROM plans WHERE status = 'read'").plan_id
    )
    return sorted(plans, key=lambda plan: plan.id)


def test_exported_tables_are_those_of_the_schema(gathered: Collection, tmp_path: Path) -> None:
    files = export_tables(gathered.folder, tmp_path, "csv")
    for path in files:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        frame = pd.read_csv(path, encoding="utf-8-sig")
        known = [name for name in frame.columns if name not in ("bucket", "proposals")]
        assert known == schema(path.stem).names, path.stem
        assert len(frame) == gathered.sql(f"SELECT count(*) AS n FROM {path.stem}").n[0]
    (vectors,) = export_tables(gathered.folder, tmp_path, "parquet", ["vectors"])
    assert len(pd.read_parquet(vectors)) == gathered.sql("SELECT count(*) AS n FROM vectors").n[0]


def test_the_layout_is_documented_column_by_column(root: Path) -> None:
    text = (root / "docs" / "scale.md").read_text(encoding="utf-8")
    for name in TABLES:
        (line,) = [line for line in text.splitlines() if line.startswith(f"| `{name}` |")]
        assert line.split("|")[2].replace("`", "").split() == schema(name).names, name


def test_files_can_be_read_without_the_manifest(gathered: Collection) -> None:
    """pandas and Spark read the folder of a table, with its partitions."""
    frame = pd.read_parquet(gathered.folder / "findings")
    assert set(frame["proposals"]) == {"cocn"}
    assert json.loads((gathered.folder / "collection.json").read_text(encoding="utf-8"))["format"] == 2


def test_pairs_hold_the_nearest_of_all(gathered: Collection, tmp_path: Path) -> None:
    from policyalign.collection.folder import load_manifest
    from policyalign.collection.measure_files import measure_files
    from policyalign.collection.overlaps import _add_measures
    from policyalign.match.term_statistics import load_term_statistics

    with measure_files(tmp_path / "measures", load_term_statistics()) as measures:
        assert _add_measures(gathered.folder, load_manifest(gathered.folder), measures)
        texts, origins = np.array(measures.vectors()[0]), measures.origins
    pairs = {(one, other) for one, other in find_pairs(texts, origins, 1).tolist()}
    for row in range(0, len(origins), 7):
        others = [place for place, one in enumerate(origins) if one.plan_id != origins[row].plan_id]
        best = max(others, key=lambda place: (round(float(texts[row] @ texts[place]), 6), -place))
        assert (min(row, best), max(row, best)) in pairs or origins[row].ministries


def test_a_task_gives_the_same_bytes_wherever_it_is_done(gathered: Collection) -> None:
    from policyalign.collection.folder import load_manifest
    from policyalign.collection.parts import pack_tables
    from policyalign.collection.reading import bucket_with
    from policyalign.collection.tables import READ
    from policyalign.corpora import load_proposals

    plan = "13_東京都/space"
    with bucket_with(gathered.folder, load_manifest(gathered.folder), plan, READ) as bucket:
        task = MatchTask("key", plan, pack_tables(bucket.tables(READ, plan)))
    job = Job(Settings(workers=2), tuple(load_proposals()[:5]))
    once, again = (list(LocalEngine(1).run(one, [task])) for one in (job, replace(job.for_one_lane())))
    assert once == again
