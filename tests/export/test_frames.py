from __future__ import annotations

import pandas as pd

from policyalign.assess.gaps.rows import TABLES
from policyalign.export.frames import table_frame

from support.runs import run, run_without_plans

MATRIX, FINDINGS = TABLES


def test_the_matrix_as_a_frame() -> None:
    frame = table_frame(MATRIX, run("space", "digital"))
    assert frame.set_index("proposal_id")[["space", "digital"]].to_dict("index") == {
        "1-P1": {"space": "対応", "digital": "一部対応"},
        "1-P2": {"space": "判定不能", "digital": "欠落"},
        "2.3-T1": {"space": "対象外", "digital": "対応"},
    }
    assert frame["label"].tolist() == ["将来像の共有", "=試験", "月面農業"], "texts as they are, not as in CSV"


def test_findings_as_a_frame() -> None:
    frame = table_frame(FINDINGS, run("space", "digital"), "en")
    assert list(frame.columns) == [column.name for column in FINDINGS.columns]
    assert frame["status"].tolist()[:2] == ["covered", "partial"]
    assert frame["probability"].dtype == "float64"
    assert frame["page"].dtype == "Int64"
    gap = frame[frame["status"] == "gap"].iloc[0]
    assert gap["passage"] is None or pd.isna(gap["passage"])
    assert pd.isna(gap["page"])
    assert gap["n_measures"] == 0


def test_a_plan_named_like_a_column_keeps_its_own() -> None:
    frame = table_frame(MATRIX, run("text", "digital"))
    assert frame.columns.tolist().count("text") == 2
    assert frame.iloc[0, -2] == "対応"


def test_without_plans_there_are_still_all_columns() -> None:
    empty = table_frame(FINDINGS, run_without_plans())
    assert empty.empty
    assert list(empty.columns) == [column.name for column in FINDINGS.columns]
