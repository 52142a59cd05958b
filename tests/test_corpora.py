from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policyalign.corpora import corpora_path, english_labels, load_headings, load_proposals, select
from policyalign.errors import PolicyAlignError, ProposalError
from policyalign.messages import message


def proposals_file(folder: Path, items: str) -> str:
    path = folder / "mine.yaml"
    path.write_text("items:\n" + items, encoding="utf-8")
    return str(path)


def test_the_bundled_statements() -> None:
    proposals = load_proposals()
    assert len(proposals) == 85
    assert len({proposal.id for proposal in proposals}) == 85
    by_id = {proposal.id: proposal for proposal in proposals}
    assert by_id["5.2-P4"].chapter == "5"
    assert by_id["5.2-P4"].section == "5.2"
    assert by_id["5.2-P4"].actors == ("産", "官", "学")
    assert (by_id["1-P1"].chapter, by_id["1-P1"].section) == ("1", "1")
    assert by_id["2.3-T9"].field == "IT／AI／量子"
    assert by_id["4.2-P14"].see_also == ("3.2-P4", "3.2-P5")


def test_every_chapter_and_section_has_a_title() -> None:
    headings = load_headings()
    for proposal in load_proposals():
        assert headings[proposal.chapter]
        assert headings[proposal.section]


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ({}, 85),
        ({"kinds": ["proposal", "cycle", "technology"]}, 47),
        ({"kinds": ["effect"]}, 5),
        ({"chapter": "5", "actors": ["産"]}, 3),
        ({"chapter": "5", "actors": ["産", "官"]}, 5),
        ({"chapter": "9"}, 0),
    ],
)
def test_selection(conditions: dict[str, object], count: int) -> None:
    assert len(select(load_proposals(), **conditions)) == count  # type: ignore[arg-type]


def test_a_file_of_the_users_own_needs_little(tmp_path: Path) -> None:
    source = proposals_file(
        tmp_path, "  - {id: A1, text: 水素の供給網を全国に広げ、価格を下げるための制度を整えるべきである}\n"
    )
    (proposal,) = load_proposals(source)
    assert (proposal.id, proposal.kind, proposal.chapter, proposal.section) == ("A1", "proposal", "", "")
    assert proposal.label == "水素の供給網を全国に広げ、価格を下げるための…"
    assert load_headings(source) == {}


def test_chapter_and_section_can_be_given(tmp_path: Path) -> None:
    source = proposals_file(tmp_path, "  - {id: A-1, text: あ, section: '7.3', label: い}\n")
    (proposal,) = load_proposals(source)
    assert (proposal.chapter, proposal.section, proposal.label) == ("7", "7.3", "い")


@pytest.mark.parametrize(
    ("items", "named"),
    [
        ("  - {text: あ}\n", ["items[1]", "id"]),
        ("  - {id: A1, text: あ}\n  - {id: A2}\n", ["A2", "text"]),
        ("  - {id: 12, text: あ}\n", ["12", "id"]),
        ("  - {id: A1, text: ''}\n", ["A1", "text"]),
        ("  - {id: A1, text: あ, kind: idea}\n", ["A1", "kind", "idea", "proposal"]),
        ("  - {id: A1, text: あ, kind: [proposal]}\n", ["A1", "kind"]),
        ("  - {id: A1, text: あ, lable: い}\n", ["A1", "lable", "label"]),
        ("  - {id: A1, text: あ, actors: 産}\n", ["A1", "actors"]),
        ("  - {id: A1, text: あ, actors: [民]}\n", ["A1", "actors", "民", "産"]),
        ("  - {id: A1, text: あ, see_also: [A9]}\n", ["A1", "see_also", "A9"]),
        ("  - {id: A1, text: あ}\n  - {id: A1, text: い}\n", ["A1", "id"]),
        ("  - 文だけ\n", ["items[1]"]),
        ("  - {id: A1, text: あ\n", ["3"]),
        ("", ["items"]),
        ("  []\n", ["items"]),
        ("  名前: あ\n", ["items"]),
    ],
)
def test_a_fault_is_named_with_file_item_and_field(tmp_path: Path, items: str, named: list[str]) -> None:
    with pytest.raises(ProposalError) as caught:
        load_proposals(proposals_file(tmp_path, items))
    for lang in ("ja", "en"):
        sentence = message(caught.value.code, lang, **caught.value.detail)
        assert all(part in sentence for part in ["mine.yaml", *named]), sentence
        assert "?" not in sentence


@pytest.mark.parametrize("content", [b"", b"items", b"\x00", "items: 提言".encode("shift_jis"), b"- a\n- b\n"])
def test_a_file_that_is_no_proposals_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    with pytest.raises(ProposalError, match=r"mine\.yaml"):
        load_proposals(str(path))


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ProposalError, match="nowhere"):
        load_proposals(str(tmp_path / "nowhere.yaml"))
    with pytest.raises(ProposalError):
        load_proposals(str(tmp_path))


def test_code_in_yaml_is_not_run(tmp_path: Path) -> None:
    source = proposals_file(tmp_path, "  - !!python/object/apply:os.mkdir [made]\n")
    with pytest.raises(ProposalError):
        load_proposals(source)
    assert not Path("made").exists()


def test_paths_of_what_is_shipped() -> None:
    assert corpora_path("cocn", "proposals.yaml").is_file()
    assert corpora_path().is_dir()


def test_an_incomplete_installation_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("policyalign.corpora._ROOTS", (tmp_path,))
    with pytest.raises(PolicyAlignError, match="corpora"):
        corpora_path("cocn")


def test_every_statement_has_an_english_label_and_others_keep_theirs() -> None:
    cocn = load_proposals()
    english = english_labels(cocn)
    assert [one.id for one in english] == [one.id for one in cocn]
    assert all(one.label.isascii() for one in english)
    own = replace(cocn[0], text="別の提言")
    assert english_labels([own]) == (own,)
