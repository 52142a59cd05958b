"""The search box of the page finds what the command finds as it is written or spelled otherwise. Its script runs in
Node, where that is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest

from policyalign.assess.run import Run
from policyalign.assess.search.find import search
from policyalign.assess.search.records import How
from policyalign.assess.search.rows import hit_rows
from policyalign.domain import Passage, Plan
from policyalign.report.page_search import search_data
from policyalign.text.spelling import spelling_key

from support.spellings import SPELLINGS

NODE = shutil.which("node")
BOX: tuple[How, ...] = ("exact", "folded")
QUERIES = (
    "衛星",
    "観測衛星",
    "デジタル庁",
    "ﾃﾞｼﾞﾀﾙ庁",
    "2030年度",
    "令和12年度",
    "令和10（2028）年度",
    "5件",
    "ＡＩ",
    "博士 企業",
    "「博士の旅」",
    "「重点 計画」",
    "國際共同研究",
    "研究・開発",
    "輸出管理",
    "文部科学省 大学 拠点",
    "3,000人",
    "担当",
    "スピントロニクス",
    "センサ",
    "存在しない言い回し",
    "、。",
)
SCRIPT = """
const { letters, passages, queries, texts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const search = searcher(letters);
const told = passages.map(search.whole);
const hits = (query) => search.find(query, told).map((one) => [one.passage.id, one.how, one.sentence, one.place]);
process.stdout.write(JSON.stringify({ hits: queries.map(hits), keys: texts.map(search.key) }));
"""


def in_page(plans: Sequence[Plan], queries: Sequence[str], texts: Sequence[str] = ()) -> Any:
    """What the script of the page finds in the data of the page, and the keys of texts."""
    if NODE is None:
        pytest.skip("needs node")
    script = resources.files("policyalign.report").joinpath("search.js").read_text(encoding="utf-8")
    given = {**search_data(plans, "ja"), "queries": queries, "texts": texts}
    done = subprocess.run(
        [NODE, "-e", script + SCRIPT],
        input=json.dumps(given),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return json.loads(done.stdout)


def test_the_page_holds_every_passage_in_the_words_of_the_plan(sample_run: Run) -> None:
    told = search_data(sample_run.plans, "ja")["passages"]
    passages = [passage for plan in sample_run.plans for passage in plan.passages]
    assert ["".join(one["parts"]) for one in told] == [passage.text for passage in passages]
    shown = [one.get("quoted") or [part.strip() for part in one["parts"] if part.strip()] for one in told]
    assert shown == [list(passage.quoted_sentences) for passage in passages]


def gone_on(passage: Passage) -> Passage:
    """The passage with its later half on the next page; every third with all but its first sentence there."""
    if passage.cells or len(passage.text) < 2:
        return passage
    later = len(passage.text) % 3 == 0 and len(passage.sentences) > 1
    at = passage.sentences[1][0] if later else len(passage.text) // 2
    return replace(passage, turns=((at, passage.page_start + 1),))


def test_the_page_finds_what_the_command_finds(sample_run: Run) -> None:
    """With its place, also where the passage goes on on another page in one of its sentences, or between them."""
    plans = [replace(plan, passages=tuple(map(gone_on, plan.passages))) for plan in sample_run.plans]
    found = in_page(plans, QUERIES)["hits"]
    expected = []
    for query in QUERIES:
        hits = search(query, plans, hows=BOX)
        places = [row["place"] for row in hit_rows(plans, hits, "ja")]
        expected.append(
            [[hit.passage.id, hit.how, hit.sentence, place] for hit, place in zip(hits, places, strict=True)]
        )
    assert found == expected
    assert sum(map(bool, expected)) >= len(QUERIES) - 4


def test_the_page_has_the_keys_of_the_command() -> None:
    texts = [text for query, said, _ in SPELLINGS for text in (query, said)]
    assert in_page([], [], texts)["keys"] == [spelling_key(text) for text in texts]
