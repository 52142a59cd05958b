from __future__ import annotations

import pandas as pd

from policyalign.export.columns import FINDINGS
from policyalign.export.frames import findings_frame, matrix_frame

from support.runs import run, run_without_plans


def test_the_matrix_as_a_frame() -> None:
    frame = matrix_frame(run("space", "digital").matrix)
    assert frame.set_index("proposal_id")[["space", "digital"]].to_dict("index") == {
        "1-P1": {"space": "対応", "digital": "一部対応"},
        "1-P2": {"space": "判定不能", "digital": "欠落"},
        "2.3-T1": {"space": "対象外", "digital": "対応"},
    }
    assert frame["label"].tolist() == ["将来像の共有", "=試験", "月面農業"], (
        "texts as they are, not as in CSV"
    )


def test_findings_as_a_frame() -> None:
    frame = findings_frame(run("space", "digital").matrix, "en")
    assert list(frame.columns) == [column.name for column in FINDINGS]
    assert frame["status"].tolist()[:2] == ["covered", "partial"]
    assert frame["probability"].dtype == "float64"
    assert frame["page"].dtype == "Int64"
    gap = frame[frame["status"] == "gap"].iloc[0]
    assert gap["passage"] is None or pd.isna(gap["passage"])
    assert pd.isna(gap["page"])
    assert gap["n_measures"] == 0


def test_a_plan_named_like_a_column_keeps_its_own() -> None:
    frame = matrix_frame(run("text", "digital").matrix)
    assert frame.columns.tolist().count("text") == 2
    assert frame.iloc[0, -2] == "対応"


def test_without_plans_there_are_still_all_columns() -> None:
    empty = run_without_plans().matrix
    assert findings_frame(empty).empty
    assert list(findings_frame(empty).columns) == [column.name for column in FINDINGS]
