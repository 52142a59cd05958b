"""Where plans come from, what is asked before anything is fetched, and how long it will take."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.collection.collection import open_collection
from policyalign.collection.folder import Source
from policyalign.collection.progress import Pace
from policyalign.collection.sources import listed, source_of
from policyalign.errors import InputError

from support.collections import TOPICS, plan_text, write_plans


def test_a_table_of_addresses_is_not_fetched_unless_that_is_asked_for(tmp_path: Path) -> None:
    table = tmp_path / "plans.csv"
    table.write_text("アドレス,都道府県,分野\nhttps://127.0.0.1/plan.pdf,京都府,環境\n", encoding="utf-8-sig")
    collection = open_collection(tmp_path / "collection", create=True)
    with pytest.raises(InputError) as caught:
        collection.add(table)
    assert caught.value.code == "collection_network"
    assert not collection.status().plans
    (failed,) = collection.add(table, fetch=True).failed  # the guard of plans fetch: no address of this machine
    assert failed.problem.code.startswith("fetch_")
    rows = collection.sql("SELECT status, prefecture, domain FROM plans").values.tolist()
    assert rows == [["unusable", "京都府", "環境"]]
    again = collection.update()  # looks at nothing on the network, and takes nothing for gone
    assert (again.unseen, again.gone, len(again.failed)) == (1, 0, 0)
    table.write_text("url\nhttps://[bad\n", encoding="utf-8")
    (failed,) = collection.add(table, fetch=True).failed
    assert failed.problem.code.startswith("fetch_")


def test_a_table_tells_names_prefectures_and_domains(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 2)
    table = tmp_path / "plans.csv"
    lines = ["ファイル,id,都道府県,分野", f"plans/{TOPICS[0]}.md,p1,北海道,宇宙", f"plans/{TOPICS[1]}.md,,,海洋"]
    table.write_text("\r\n".join(lines), encoding="cp932")
    collection = open_collection(tmp_path / "collection", create=True)
    assert collection.add(table, workers=1).done == 2
    told = "SELECT plan_id, prefecture, domain FROM plans ORDER BY domain"
    assert collection.sql(told).values.tolist() == [["p1", "北海道", "宇宙"], [TOPICS[1], "", "海洋"]]
    table.write_text("\r\n".join([*lines[:2], lines[2].replace(",,", ",,沖縄県")]), encoding="utf-8")
    assert collection.update().done == 0
    assert collection.sql(told).values.tolist()[1] == [TOPICS[1], "沖縄県", "海洋"]


def test_a_table_without_a_place_is_told(tmp_path: Path) -> None:
    table = tmp_path / "plans.csv"
    table.write_text("名前,分野\n計画,環境\n", encoding="utf-8")
    with pytest.raises(InputError) as caught, listed([source_of(str(table))], tmp_path):
        pass
    assert caught.value.code == "collection_table_columns"


def test_a_file_store_is_listed_and_its_files_are_kept(tmp_path: Path) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    store.pipe("/plans/大阪府/計画.md", plan_text("水素").encode())
    store.pipe("/plans/readme.dat", b"no plan")
    with listed([source_of("memory://plans")], tmp_path) as listing:
        (found,) = listing.found
    assert (found.name, found.about.prefecture) == ("大阪府/計画", "大阪府")
    assert found.file.read_text(encoding="utf-8") == plan_text("水素")
    with pytest.raises(InputError) as caught, listed([Source("store", "s3://bucket/plans")], tmp_path):
        pass
    assert caught.value.code == "collection_network"


def test_plans_of_one_name_in_different_folders_have_ids_of_their_own(tmp_path: Path) -> None:
    for place in ("a/計画.md", "b/計画.md"):
        path = tmp_path / "plans" / place
        path.parent.mkdir(parents=True)
        path.write_text(place, encoding="utf-8")
    with listed([source_of(str(tmp_path / "plans"))], tmp_path) as listing:
        assert [one.name for one in listing.found] == ["a/計画", "b/計画"]


@given(st.lists(st.floats(0.1, 50), min_size=8, max_size=60), st.integers(1, 500))
def test_the_time_left_lies_around_the_mean_and_grows_surer(seconds: list[float], plans: int) -> None:
    pace, longer = Pace(), Pace()
    for one in seconds:
        pace.add(one)
    for one in seconds * 4:
        longer.add(one)
    (least, most), later = pace.left(plans) or (0, 0), longer.left(plans) or (0, 0)
    mean = plans * sum(seconds) / len(seconds)
    assert 0 <= least <= mean * (1 + 1e-9)
    assert most >= mean * (1 - 1e-9)
    assert later[1] <= most * (1 + 1e-6)


def test_nothing_is_said_of_the_time_left_before_there_is_enough() -> None:
    pace = Pace()
    pace.add(1.0)
    assert pace.left(100) is None
