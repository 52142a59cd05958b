"""Ministries that a table states for its rows: above it, in its head, across it, or in a column."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.segment.measures import read_measures
from policyalign.segment.ministry_labels import ministry_label
from policyalign.values import UNNAMED

from support.reading import read

NOBODY = [(UNNAMED, "nobody")]


def charged(tmp_path: Path, body: str) -> dict[str, list[tuple[str, str]]]:
    """By the name of each measure of a page, its ministries with their basis."""
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><h1>川と森の計画</h1><h2>第1 支援の一覧</h2>{body}</body></html>", "utf-8")
    return {one.name: [(a.ministry, a.basis) for a in one.assignments] for one in read_measures(read(path))}


def table(*rows: str, heads: str = "名称|概要") -> str:
    """Rows of cells parted by |; one alone spans the table."""
    width = heads.count("|") + 1
    cells = "".join(
        f"<tr><td colspan={width}>{row}</td></tr>"
        if "|" not in row
        else f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>"
        for row in rows
    )
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads.split('|'))}</tr>{cells}</table>"


BRIDGE, POND, GROVE = (
    "橋の点検の支援|橋を点検する町に職員を送る。",
    "池の浄化の支援|池の水を浄化する。",
    "林の手入れ|林を手入れする。",
)


@pytest.mark.parametrize(
    "line", ["国土交通省：", "＜国土交通省関係の主な施策＞", "（１）国土交通省", "表３ 国土交通省の主な支援"]
)
def test_a_line_above_a_table_holds_for_its_rows(tmp_path: Path, line: str) -> None:
    found = charged(tmp_path, f"<p>{line}</p>" + table(BRIDGE, POND))
    assert found["橋の点検の支援"] == found["池の浄化の支援"] == [("国土交通省", "sole")]


def test_it_holds_until_the_next_line_or_other_text(tmp_path: Path) -> None:
    lines = f"<p>国土交通省：</p>{table(BRIDGE)}<p>環境省：</p><p>（単位：千円）</p>{table(POND)}"
    found = charged(tmp_path, lines + "<p>町は、窓口を置く。</p>" + table(GROVE))
    assert [found[name] for name in ("橋の点検の支援", "池の浄化の支援", "林の手入れ")] == [
        [("国土交通省", "sole")],
        [("環境省", "sole")],
        NOBODY,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "国土交通省は、次の表の支援を行う町に、手引を配る。",
        "国土交通省の調査によると、次のとおりである。",
        "国土交通省との連携",
        "国土交通省令による手続",
        "資料：国土交通省",
    ],
)
def test_a_line_that_only_mentions_a_ministry_lends_nothing(tmp_path: Path, line: str) -> None:
    assert charged(tmp_path, f"<p>{line}</p>" + table(BRIDGE))["橋の点検の支援"] == NOBODY


def test_a_list_in_brackets_behind_text_belongs_to_the_text(tmp_path: Path) -> None:
    text = "<p>町は、川の水を守る。</p><p>【環境省】</p>"
    assert charged(tmp_path, text + table(BRIDGE))["橋の点検の支援"] == NOBODY
    assert charged(tmp_path, "<p>【環境省】</p>" + table(BRIDGE))["橋の点検の支援"] == [("環境省", "sole")]


def test_a_line_above_a_table_is_in_charge_of_nothing_else(tmp_path: Path) -> None:
    found = charged(tmp_path, f"<p>町は、川の水を守る。</p>{table(BRIDGE)}<p>【環境省】</p>{table(POND)}")
    assert (found["支援の一覧"], found["池の浄化の支援"]) == (NOBODY, [("環境省", "sole")])


def test_a_row_across_the_table_holds_for_the_rows_below_it(tmp_path: Path) -> None:
    found = charged(tmp_path, "<p>環境省：</p>" + table(POND, "国土交通省", BRIDGE, "林野庁", GROVE))
    assert [found[row.split("|")[0]] for row in (POND, BRIDGE, GROVE)] == [
        [("環境省", "sole")],
        [("国土交通省", "sole")],
        [("農林水産省", "sole")],
    ]


def test_the_head_over_all_columns_holds_for_the_rows(tmp_path: Path) -> None:
    head = "<tr><th colspan=2>環境省</th></tr><tr><th>名称</th><th>概要</th></tr>"
    rows = table(POND).replace("<table><tr><th>名称</th><th>概要</th></tr>", f"<table>{head}")
    assert charged(tmp_path, rows)["池の浄化の支援"] == [("環境省", "sole")]


def test_a_heading_that_is_a_ministry_holds_for_the_tables_below(tmp_path: Path) -> None:
    found = charged(tmp_path, f"<h3>環境省関係</h3><h4>水</h4>{table(POND)}<h3>その他</h3>{table(BRIDGE)}")
    assert (found["池の浄化の支援"], found["橋の点検の支援"]) == ([("環境省", "sole")], NOBODY)


def test_the_ministry_on_the_cover_is_whose_plan_it_is(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    body = f"<h1>川の計画</h1><h2>環境省</h2><h3>第1 水</h3>{table(POND)}<h3>第2 橋</h3>{table(BRIDGE)}"
    path.write_text(f"<html><body>{body}</body></html>", "utf-8")
    assert {one.assignments[0].ministry for one in read_measures(read(path))} == {UNNAMED}
    path.write_text(f"<html><body>{body}<h2>国土交通省</h2>{table(GROVE)}</body></html>", "utf-8")
    found = {one.name: one.assignments[0].ministry for one in read_measures(read(path))}
    assert (found["池の浄化の支援"], found["林の手入れ"]) == ("環境省", "国土交通省")


def test_a_column_of_ministries_is_no_name_and_tells_who_is_in_charge(tmp_path: Path) -> None:
    rows = table("環境省、国土交通省|川の調査|川を調べる。", heads="府省庁名|施策|内容")
    assert charged(tmp_path, rows)["川の調査"] == [("環境省", "first"), ("国土交通省", "listed")]


@pytest.mark.parametrize("head", ["関係府省庁", "協議先", "連携する機関", "提出先"])
def test_a_column_of_others_tells_of_nobody_in_charge(tmp_path: Path, head: str) -> None:
    rows = table("川の調査|川を調べる。|環境省", heads=f"施策|内容|{head}")
    assert charged(tmp_path, rows)["川の調査"][0] == NOBODY[0]


def test_marks_below_ministries_tell_who_is_in_charge(tmp_path: Path) -> None:
    rows = table("避難路の整備|○|◎|－", heads="施策|総務省|国土交通省|環境省")
    assert charged(tmp_path, rows)["避難路の整備"] == [("国土交通省", "first"), ("総務省", "listed")]


def test_what_the_row_says_itself_goes_before_the_line(tmp_path: Path) -> None:
    rows = table("川の調査|川を調べる。|総務省", heads="施策|内容|担当")
    assert charged(tmp_path, "<p>環境省：</p>" + rows)["川の調査"] == [("総務省", "sole")]


@pytest.mark.parametrize(
    ("text", "ministries"),
    [
        ("環境省：", ("環境省",)),
        ("【総務省・消防庁】", ("総務省",)),
        ("■ 経済産業省（産業局）・環境省における主な取組", ("経済産業省", "環境省")),
        ("環境省版の手引", None),
        ("環境省職員", None),
        ("環境の保全：", None),
    ],
)
def test_a_label_holds_nothing_but_ministries(text: str, ministries: tuple[str, ...] | None) -> None:
    label = ministry_label(text)
    assert (label.ministries if label else None) == ministries
