"""What is only near in meaning to a query, in all plans of a collection."""

from __future__ import annotations

import pytest

import policyalign as pa
from policyalign.collection.collection import Collection, open_collection

from support.collections import told

SCHOOLS = """# 学校基本計画

## 第1章 施策

### 働き方

教師の長時間の勤務を減らすため、学校の事務を支援員に移す取組を2026年度から始める。

### 給食

地場の産物を使った給食を、2028年度までにすべての小学校で出す。
"""
STUDENTS = """# 人材基本計画

## 第1章 施策

### 学生

大学院の博士課程で学ぶ学生が安心して研究に打ち込めるように、生活費の支援を2027年度までに広げる。

### 教師

教師の長時間労働を減らすための研修を、すべての都道府県で行う。
"""


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("schools")
    (folder / "plans").mkdir()
    for name, text in {"schools": SCHOOLS, "students": STUDENTS}.items():
        (folder / "plans" / f"{name}.md").write_text(text, encoding="utf-8")
    collection = open_collection(folder / "collection", create=True)
    collection.add(folder / "plans", workers=1)
    return collection


@pytest.mark.parametrize("how", ["near", "意味が近い"])
def test_it_is_what_is_near_in_the_plans(schools: Collection, how: str) -> None:
    frame = pa.search("教師の勤務時間を短くする", [schools.plan(name) for name in ("schools", "students")], how=[how])
    found = schools.search("教師の勤務時間を短くする", how=[how])
    assert found.equals(frame)
    assert found.sentence[0].startswith("教師の長時間の勤務を減らす")
    assert 0.55 <= found.nearness[0] <= 1


def test_what_says_it_comes_first_and_is_not_told_twice(schools: Collection) -> None:
    found = schools.search("教師の長時間労働を減らす")
    assert found.how.tolist() == ["文字どおり", "意味が近い"]
    assert found.plan_id.tolist() == ["students", "schools"]
    assert schools.search("教師の長時間労働を減らす", how=["exact"]).plan_id.tolist() == ["students"]


def test_nothing_is_near_to_blanks_or_to_what_no_plan_is_about(schools: Collection) -> None:
    assert not len(schools.search("  "))
    assert not len(schools.search("浮体式洋上風力発電の海底ケーブル"))


def test_the_command_tells_what_is_only_near_apart(schools: Collection) -> None:
    code, out, err = told("search", schools.folder, "教師の勤務時間を短くする", "--lang", "en")
    assert (code, err) == (0, "")
    nothing, near, *rest = out.splitlines()
    assert "no proof" in nothing
    assert "only near in meaning" in near
    assert "教師の長時間の勤務を減らす" in "".join(rest)
    code, out, _ = told("search", schools.folder, "教師の勤務時間を短くする", "--how", "文字どおり,同じ語")
    assert code == 0
    assert "意味が近い" not in out
