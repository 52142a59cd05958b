from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from policyalign.errors import GoldError
from policyalign.lab.fitting.collection import (
    LIST,
    gold_for,
    plan_of,
    read_members,
    read_projects,
    sentences_of,
)
from policyalign.lab.fitting.model_files import as_json, changed_files, write_models
from policyalign.lab.gold import units_of


def project(number: int, ministry: str, name: str, overview: str) -> dict[str, object]:
    return {
        "projectId": number,
        "ministry": ministry,
        "projectName": name,
        "purpose": f"{name}により暮らしを守る。",
        "currentIssues": "人手が足りない。/費用がかさむ。",
        "overview": overview,
    }


PROJECTS = [
    project(7, "環境省", "湖の保全", "水質を調べる。/水草を刈り取る。"),
    project(3, "文部科学省", "図書館の整備", "書架を増やす。"),
    project(5, "環境省", "里山の手入れ", "下草を刈る。"),
]


def test_projects_become_measures_of_a_plan() -> None:
    plan = plan_of("sample", PROJECTS)
    headings = [(section.level, section.heading) for section in plan.sections if section.level < 4]
    assert headings == [
        (1, "sample"),
        (2, "文部科学省"),
        (3, "図書館の整備"),
        (2, "環境省"),
        (3, "里山の手入れ"),
        (3, "湖の保全"),
    ]
    assert plan.passages[0].section_path == ("文部科学省", "図書館の整備", "目的")
    assert len({passage.id for passage in plan.passages}) == len(plan.passages) == 4 + 4 + 5


def test_labels_find_the_measures_that_they_were_given_to(tmp_path: Path) -> None:
    (tmp_path / "grades.csv").write_text("plan,project,proposal,grade\nsample,7,1-P1,2\nother,3,1-P1,3\n")
    gold = gold_for("sample", PROJECTS, tmp_path)
    assert gold.grades == {("1-P1", "7"): 2}
    plan = plan_of("sample", PROJECTS)
    units = [gold.units[unit].heading for unit in units_of(plan, gold)]
    assert units == [passage.section_path[1] for passage in plan.passages]


def test_the_shipped_members_make_plans_and_a_list() -> None:
    members = read_members()
    assert LIST in members
    assert all(len(set(numbers)) == len(numbers) for numbers in members.values())
    plans = [set(numbers) for name, numbers in members.items() if name != LIST]
    assert sum(map(len, plans)) == len(set().union(*plans))


def test_a_collection_is_read_by_number(tmp_path: Path) -> None:
    path = tmp_path / "projects.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(one) for one in PROJECTS).encode()))
    projects = read_projects(path)
    assert set(projects) == {3, 5, 7}
    assert sentences_of(projects[5])[-1] == "下草を刈る。"


NO_COLLECTIONS = [b"", b"no gzip", *(gzip.compress(content, mtime=0) for content in (b"{}", b"no json"))]


@pytest.mark.parametrize("content", NO_COLLECTIONS)
def test_a_collection_that_is_none_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "projects.jsonl.gz"
    path.write_bytes(content)
    if not content:
        path.unlink()
    with pytest.raises(GoldError) as caught:
        read_projects(path)
    assert str(path) in str(caught.value)


def test_models_are_written_where_they_differ(tmp_path: Path) -> None:
    files = {"scorer.json": as_json({"a": {"b": [1, 2]}, "c": 0.5}), "held-out/x.json": as_json({"a": 1})}
    assert changed_files(files, tmp_path) == list(files)
    write_models(files, tmp_path)
    assert changed_files(files, tmp_path) == []
    assert json.loads((tmp_path / "scorer.json").read_text()) == {"a": {"b": [1, 2]}, "c": 0.5}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held-out", "scorer.json"]
