"""Exit chains and the picture of phases through the reading of made plans: collections of projects by ministry, and
prose under headings, with planted chains and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import policyalign as pa
from policyalign.assess.run import Run


def project(name: str, text: str, ministry: str, years: str) -> str:
    return f"### {name}\n\n#### ②施策の内容\n\n{text}\n\n担当：{ministry}。本施策は、{years}実施する。\n"


PROJECTS = [
    "# 沿岸の技術に関する事業集\n\n## 第1章 環境省\n",
    project(
        "（1）浮体式潮流発電の海域実証事業",
        "浮体式潮流発電の試験機を海峡に係留し、発電と環境への影響を実証する。潮流の速さと係留索の張力を測る。",
        "環境省（水・大気環境局）",
        "令和3年度から令和6年度まで",
    ),
    project("（2）藻場の回復に関する調査", "藻場の面積を毎年測り、公表する。", "環境省（自然環境局）", "令和5年度から"),
    "## 第2章 経済産業省\n",
    project(
        "（1）浮体式潮流発電の大型化に向けた技術開発",
        "浮体式潮流発電の羽根を大型にし、塩水に耐える軸受を開発する。",
        "経済産業省（製造産業局）",
        "令和4年度から令和7年度まで",
    ),
    project(
        "（2）港湾クレーン用蓄電装置の開発",
        "港湾クレーンの回生電力をためる蓄電装置を開発する。",
        "経済産業省（製造産業局）",
        "令和4年度から令和6年度まで",
    ),
    project(
        "（3）港湾クレーン用蓄電装置の耐久性の実証",
        "港湾クレーンの回生電力をためる蓄電装置の耐久性を実証する。",
        "経済産業省（製造産業局）",
        "令和7年度から令和9年度まで",
    ),
    project(
        "（4）深海用ケーブルの被覆材の開発",
        "深海用ケーブルの被覆材を開発する。",
        "経済産業省（製造産業局）",
        "令和2年度から令和4年度まで",
    ),
    project(
        "（5）離島の情報アクセス確保に関する実証",
        "離島の図書館で、光回線を通じた蔵書の貸出しを実証する。",
        "経済産業省（商務情報政策局）",
        "令和4年度から令和6年度まで",
    ),
    "## 第3章 国土交通省\n",
    project(
        "（1）浮体式潮流発電の施工手法の確立",
        "浮体式潮流発電を港で組み立て、曳航して据え付ける施工の手法を確立する。",
        "国土交通省（港湾局）",
        "令和8年度から令和10年度まで",
    ),
    project(
        "（2）深海用ケーブルの被覆材の導入",
        "深海用ケーブルの被覆材を離島の航路標識に導入する。",
        "国土交通省（海事局）",
        "令和14年度から令和15年度まで",
    ),
    project(
        "（3）港の待合所のアクセス確保の推進",
        "港の待合所に、車いすの使える通路と昇降機を設ける。",
        "国土交通省（港湾局）",
        "令和7年度から令和9年度まで",
    ),
    "## 第4章 農林水産省\n",
    project(
        "（1）海藻由来プラスチックの酵素の開発",
        "海藻由来プラスチックをつくる酵素を開発する。",
        "農林水産省（水産庁）",
        "令和5年度から令和8年度まで",
    ),
    "## 第5章 文部科学省\n",
    project(
        "（1）海藻由来プラスチックの合成法の開発",
        "海藻由来プラスチックの新しい合成法を開発する。",
        "文部科学省（研究開発局）",
        "令和5年度から令和8年度まで",
    ),
]

FOREST = """# 森と木の基本計画

## 第1章 木を使う技術

### 高温岩体の掘削装置【経済産業省】

2022年度から2025年度までに、火山地帯の高温岩体を掘る掘削装置を開発する。

### 竹繊維補強コンクリート【林野庁】

竹繊維補強コンクリートについては、令和5年度から令和7年度にかけて、試験体による実証を行う。

### 雪冷熱貯蔵庫

雪冷熱貯蔵庫の開発を進めることが重要である。

### 樹液センサー【林野庁】

樹液センサーを2024年度から2026年度にかけて開発する。
"""

HOMES = """# 住まいと地熱の基本計画

## 第1章 住まい

### 竹繊維補強コンクリートを使う擁壁【国土交通省】

国土交通省は、竹繊維補強コンクリートの擁壁を、2026年度から公共工事に導入する。

### 雪冷熱貯蔵庫の普及【国土交通省】

雪冷熱貯蔵庫の普及を図ることが望ましい。

### 樹液センサー式の水やり【国土交通省】

樹液センサー式の水やりは、2019年度から街路樹に導入している。

## 第2章 地熱

### 高温岩体の掘削装置の現地試験【環境省】

高温岩体の掘削装置について、2026年度から2029年度にかけて、国立公園の外縁で実証を行う。
"""

SEA = """# 海と空の基本計画

## 第1章 技術

### 無人貨物帆船の航路実証【環境省】

無人貨物帆船について、2021年度から2024年度まで、瀬戸内の航路で実証を行う。

### 雷雲観測ドローン

気象庁は、雷雲観測ドローンの飛行試験を令和６年度から令和８年度にかけて実施する。

### 廃ガラス舗装材【環境省】

廃ガラス舗装材は、令和7年度まで県道で実証し、耐久性を確かめる。

### 氷温輸送コンテナ

農林水産省において、氷温輸送コンテナの実証を2023～2025年度に進める。

### 落葉堆肥ペレット【農林水産省】

落葉堆肥ペレットを2025年度までに開発する。

### 音響式流木検知器【国土交通省】

音響式流木検知器の開発（2022年度～2024年度）を行う。
"""

TRANSPORT = """# 運輸と防災の基本計画

## 第1章 運輸

### 風で走る無人の貨物帆船の就航【国土交通省】

風で走る無人貨物帆船を、2025年度以降、離島の航路に導入する。

### 廃ガラス舗装材の標準化【国土交通省】

国土交通省は、廃ガラス舗装材を国道の標準仕様とし、令和8年度から本格的に採用する。

### 氷温コンテナによる輸送【経済産業省】

氷温輸送コンテナの輸出での利用を、2026年度から2030年度にかけて広げる。

## 第2章 防災

### 雷雲観測ドローンの運用【総務省】

消防庁は、雷雲観測ドローンを令和9年度から山火事の監視に運用する。

### 落葉堆肥ペレットの施用【環境省】

落葉堆肥ペレットを、2026年度に国立公園の植生回復に活用する。

### 流木の見張り【農林水産省】

渓流で音響式流木検知器を用いた見張りを、2025年度から実施する。
"""


@pytest.fixture(scope="module")
def matrix(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> pa.Matrix:
    """A comparison of plans written here; the sample run has analysed the proposals."""
    folder = tmp_path_factory.mktemp("chains")
    texts = {"projects": "\n".join(PROJECTS), "forest": FOREST, "homes": HOMES, "sea": SEA, "transport": TRANSPORT}
    paths: list[str | Path] = []
    for name, text in texts.items():
        path = folder / f"{name}.md"
        path.write_text(text, "utf-8")
        paths.append(path)
    return pa.compare(paths)


@pytest.fixture(scope="module")
def links(matrix: pa.Matrix) -> pd.DataFrame:
    """The exit links that have both ends."""
    frame = matrix.links.to_frame("exits")
    return frame[frame["kind"].isin(["open", "joined"])]


def about(links: pd.DataFrame, thing: str) -> pd.DataFrame:
    return links[links["measure"].str.contains(thing)]


def test_three_ministries_of_one_collection_are_a_chain(links: pd.DataFrame) -> None:
    found = about(links, "浮体式潮流発電")
    assert list(found["confidence"]) == ["要確認", "要確認"]
    assert set(found["chain"]) == {
        "環境省：実証・試行（2021～2024年度） → 経済産業省：開発・整備（2022～2025年度） → "
        "国土交通省：段階不明（2026～2028年度）"
    }


@pytest.mark.parametrize(
    ("thing", "hands", "confidence"),
    [
        ("高温岩体", ("経済産業省：開発・整備（2022～2025年度）", "環境省：実証・試行（2026～2029年度）"), "確実"),
        ("竹繊維", ("農林水産省：実証・試行（2023～2025年度）", "国土交通省：社会実装・本格実施（2026年度以降）"), ""),
    ],
)
def test_prose_of_two_plans_follows_from_ministry_to_ministry(
    links: pd.DataFrame, thing: str, hands: tuple[str, str], confidence: str
) -> None:
    (row,) = about(links, thing).to_dict("records")
    assert row["chain"] == " → ".join(hands)
    assert row["confidence"] == confidence or not confidence


@pytest.mark.parametrize(
    ("thing", "confidence"),
    [
        ("貨物帆船", "確実"),
        ("雷雲", "確実"),
        ("廃ガラス", "要確認"),
        ("堆肥", "要確認"),
        ("流木", "要確認"),
    ],
)
def test_the_same_is_said_in_many_wordings(links: pd.DataFrame, thing: str, confidence: str) -> None:
    """A thing named otherwise, bureaus as subjects, a deadline instead of years, a stage that only the heading tells,
    a doing that tells no stage, and what is used by name."""
    (row,) = about(links, thing).to_dict("records")
    assert (row["plan_id"], row["plan_id_2"], row["confidence"]) == ("sea", "transport", confidence)


def test_where_a_taker_may_be_none_is_missed(matrix: pa.Matrix) -> None:
    """氷温コンテナ is too loosely tied to be linked; all the same something may take it up."""
    frame = matrix.links.to_frame("exits")
    assert not frame[(frame["kind"] == "no_taker") & frame["plan_id"].isin(["sea"])].size


@pytest.mark.parametrize("thing", ["クレーン", "ケーブル", "アクセス", "プラスチック", "藻場", "雪冷熱", "樹液"])
def test_what_only_looks_like_a_chain_is_none(links: pd.DataFrame, thing: str) -> None:
    """The same ministry; ten years between; a common wording; the same years; no dates and nothing decided; use
    that began before."""
    assert about(links, thing).empty


def test_a_development_that_is_carried_on_has_not_ended(matrix: pa.Matrix) -> None:
    frame = matrix.links.to_frame("exits")
    alone = set(frame[frame["kind"] == "no_taker"]["measure"])
    assert not [one for one in alone if "潮流" in one or "蓄電装置の開発" in one]
    assert [one for one in alone if "耐久性" in one]


def test_the_picture_says_something_of_every_plan_for_every_proposal(matrix: pa.Matrix) -> None:
    frame = matrix.phases.to_frame("phase_picture")
    asked = {
        (one.proposal_id, one.plan_id) for one in matrix.findings if one.status != "out_of_scope" and one.passage_id
    }
    assert set(zip(frame["proposal_id"], frame["plan_id"], strict=True)) == asked
    undated = frame[frame["time"] == "時期の記載なし"]
    assert not undated.duplicated(["proposal_id", "plan_id"]).any()
    assert frame["n_measures"].min() == 1
