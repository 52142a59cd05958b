"""Reading and structure of real documents, where they are at hand: what must hold of each."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyalign.config import ReadSettings
from policyalign.domain import Document, Plan
from policyalign.errors import PolicyAlignError
from policyalign.extract.document import extract
from policyalign.segment.outline import outline
from policyalign.text.normalize import nfkc_key
from policyalign.workers import Worker

Text = Counter[tuple[str, int]] | Counter[str]


def f1(gold: Text, found: Text) -> float:
    return 2 * sum((gold & found).values()) / (sum(gold.values()) + sum(found.values()))  # type: ignore[operator]


def body(document: Document) -> str:
    return nfkc_key("".join(line.text for page in document.pages for line in page.lines if line.zone == "body"))


@pytest.fixture(scope="module")
def basic_plan(real_corpus: Path) -> Plan:
    return outline(extract(real_corpus / "pdf" / "env6-soan.pdf", ReadSettings()), "env6")


@pytest.fixture(scope="module")
def blocks(real_corpus: Path) -> list[dict[str, object]]:
    text = (real_corpus / "gold" / "env6-soan.blocks.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def keyed(blocks: list[dict[str, object]], kind: str) -> Iterator[tuple[str, int]]:
    for block in blocks:
        if block["kind"] == kind:
            yield nfkc_key(str(block["text"])), int(str(block["level"]))


def test_headings_of_a_whole_basic_plan(basic_plan: Plan, blocks: list[dict[str, object]]) -> None:
    found = Counter((nfkc_key(section.heading), section.level) for section in basic_plan.sections)
    assert f1(Counter(keyed(blocks, "heading")), found) >= 0.95


def test_paragraphs_of_a_whole_basic_plan(basic_plan: Plan, blocks: list[dict[str, object]]) -> None:
    notes = {text for text, _ in keyed(blocks, "footnote")}
    # This file prints its notes over each other on the last page, so they are not set apart as notes.
    found = Counter(
        nfkc_key(passage.text)
        for passage in basic_plan.passages
        if passage.kind in ("paragraph", "item")
        and passage.page_start < basic_plan.page_count
        and nfkc_key(passage.text) not in notes
    )
    assert f1(Counter(text for text, _ in keyed(blocks, "para")), found) >= 0.90


@pytest.mark.parametrize("name", ["ch_twocol", "ch_vertical", "ch_ruby", "rl_ttf"])
def test_text_of_made_layouts(real_corpus: Path, name: str) -> None:
    gold = json.loads((real_corpus / "layout" / f"{name}.gold.json").read_text("utf-8"))["gold"]
    read = body(extract(real_corpus / "layout" / f"{name}.pdf", ReadSettings()))
    wanted = nfkc_key("".join(gold))
    assert difflib.SequenceMatcher(None, read, wanted, autojunk=False).ratio() >= 0.98


def test_rows_of_a_schedule(real_corpus: Path) -> None:
    plan = outline(extract(real_corpus / "layout" / "ch_gantt.pdf", ReadSettings()), "gantt")
    rows = [passage.text for passage in plan.passages if passage.kind == "row"]
    assert len(rows) == 5
    assert all(row.startswith("取組：") and "年度～20" in row for row in rows)


def test_no_radical_is_left_in_a_file_full_of_them(real_corpus: Path) -> None:
    plan = outline(extract(real_corpus / "pdf" / "hokkaido-shinsei-tebiki.pdf", ReadSettings()), "tebiki")
    texts = [plan.title, *(s.heading for s in plan.sections), *(p.text for p in plan.passages)]
    assert sum(map(len, texts)) > 20_000
    assert not any("\u2e80" <= char <= "\u2fdf" for text in texts for char in text)


def test_a_scan_without_text_is_unread(real_corpus: Path) -> None:
    document = extract(real_corpus / "pdf" / "scanned-no-text.pdf", ReadSettings())
    assert len(document.unread_pages) == len(document.pages)
    assert {problem.code for problem in document.problems} == {"page_image"}


def bad_files() -> list[str]:
    # Listed by name, so that a file that goes missing is noticed.
    return [
        "bad_startxref", "bitflips", "enc_owneronly_aes256", "enc_user_aes256", "fake_count_2e9",
        "flate_bomb_300m", "form_laughs_1e5", "huge_mediabox", "junk_prefix", "many_pages_200k",
        "mixed_text_scan", "no_mediabox", "notpdf_html", "ops_bomb_2m_chars", "page_loop",
        "rects_bomb_200k", "trunc_50", "trunc_90", "zero_bytes", "zero_pages",
    ]  # fmt: skip


REFUSED = {
    "enc_user_aes256": "encrypted",
    "notpdf_html": "not_a_pdf",
    "trunc_50": "damaged",
    "zero_bytes": "file_empty",
    "zero_pages": "zero_pages",
}
WHOLE = {"bad_startxref", "enc_owneronly_aes256", "fake_count_2e9", "flate_bomb_300m", "form_laughs_1e5"}
WHOLE |= {"huge_mediabox", "junk_prefix", "no_mediabox"}


@pytest.fixture(scope="module")
def reader() -> Iterator[Worker]:
    settings = ReadSettings()
    with Worker("policyalign.services:Reader", settings, memory_mb=settings.max_memory_mb) as worker:
        yield worker


def read_bad(reader: Worker, corpus: Path, name: str) -> Plan:
    if not reader.alive:  # another file has brought it down
        reader.restart()
    seconds = 10 * ReadSettings().max_seconds  # it looks at the clock itself; a busy machine is late all the same
    plan: Plan = reader.call("outline", corpus / "bad" / f"{name}.pdf", name, timeout=seconds)
    return plan


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_files_beyond_help_say_why(real_corpus: Path, reader: Worker, name: str) -> None:
    with pytest.raises(PolicyAlignError) as caught:
        read_bad(reader, real_corpus, name)
    assert caught.value.code == REFUSED[name]


@pytest.mark.parametrize("name", [name for name in bad_files() if name not in REFUSED])
def test_bad_files_end_soon_and_name_the_pages_not_read(real_corpus: Path, reader: Worker, name: str) -> None:
    plan = read_bad(reader, real_corpus, name)
    assert bool(plan.unread_pages) == (name not in WHOLE)
    assert bool(plan.unread_pages) <= bool(plan.problems)
    assert reader.peak_rss_mb < 2000
