"""Kinds of area and of audience as headings: they name no measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.segment.kinds import is_kind
from policyalign.segment.measures import read_measures

from support.reading import read


def called(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "plan.md"
    path.write_text(f"# 暮らしの足の計画\n\n{text}\n", "utf-8")
    return [one.called for one in read_measures(read(path))]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("離島", True),
        ("（２）中小企業・小規模事業者等", True),
        ("F)農山村（農林業が営まれるエリア）", True),
        ("高齢者及び障害者", True),
        ("離島の振興", False),
        ("産業都市の形成", False),
        ("若者支援プログラム", False),
        ("研究拠点", False),
    ],
)
def test_a_kind_is_told_by_its_words(heading: str, kind: bool) -> None:
    assert is_kind(heading) is kind


def test_below_the_title_a_kind_is_called_by_what_is_done_there(tmp_path: Path) -> None:
    text = "## 離島\n\n船の便を増やし、予約の仕組みを整備する。"
    assert called(tmp_path, text) == ["離島／船の便を増やし、予約の仕組みを整備する"]


def test_below_a_heading_that_names_something_it_stands_behind_that(tmp_path: Path) -> None:
    text = "## 運転手の育成\n\n### 若者\n\n免許の費用を補助する。\n\n### 女性\n\n研修の場を設ける。"
    assert called(tmp_path, text) == ["運転手の育成／若者", "運転手の育成／女性"]


def test_names_with_words_before_them_are_kinds_only_in_a_series(tmp_path: Path) -> None:
    areas = "\n\n".join(
        f"## {name}\n\n{name}の便を増やす。" for name in ("山の集落の多い地域", "大きな川の流域", "港町の市街地")
    )
    assert all(name.endswith("の便を増やす") for name in called(tmp_path, areas))
    alone = "\n\n".join(
        f"## {name}\n\n始める。" for name in ("海の交通の先行地域", "港の待合所の新設", "予約の窓口の一本化")
    )
    assert called(tmp_path, alone) == ["海の交通の先行地域", "港の待合所の新設", "予約の窓口の一本化"]


def test_a_row_is_named_by_the_cell_that_is_no_kind(tmp_path: Path) -> None:
    text = "## 取組\n\n| 対象 | 取組 | 内容 |\n|---|---|---|\n| 中小企業 | 通勤の便の共同化 | 便を共同で運行する。 |"
    assert called(tmp_path, text) == ["通勤の便の共同化"]
