"""YAML files as records: what is wrong is named with its line and place, and no file takes time or memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from policyalign.corpora import load_proposals
from policyalign.errors import CatalogueError, PolicyAlignError, ProposalError
from policyalign.messages import message, remedy
from policyalign.yaml_files import MAX_BYTES, MAX_DEPTH, MAX_NODES, Text, load_yaml


@dataclass(frozen=True, slots=True)
class Rule:
    level: Literal["高", "低"]
    reason: Text
    years: tuple[int, int] = (0, 0)
    notes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    rules: Mapping[str, tuple[Rule, ...]]


GOOD = """\
rules:
  農業:
  - level: 高
    reason: 2026-03-31
    years: [2026, 2030]
  - {level: 低, reason: yes, notes: }
"""


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "mine.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(path: Path, kind: object = Rules) -> PolicyAlignError:
    with pytest.raises(PolicyAlignError) as caught:
        load_yaml(path, kind, CatalogueError)  # type: ignore[arg-type]
    error = caught.value
    assert isinstance(error, CatalogueError)
    for lang in ("ja", "en"):
        sentence = message(error.code, lang, **error.detail)
        assert "mine.yaml" in sentence
        assert "?" not in sentence
        assert len(sentence.splitlines()) == 1
        assert remedy(error.code, lang)
    return error


def test_a_file_becomes_its_record_and_dates_and_yes_are_text(tmp_path: Path) -> None:
    found = load_yaml(written(tmp_path, GOOD), Rules)
    first = Rule("高", "2026-03-31", (2026, 2030))
    assert found == Rules({"農業": (first, Rule("低", "yes"))})


def test_a_byte_order_mark_and_merged_keys_are_read(tmp_path: Path) -> None:
    text = "rules: {農業: [&one {level: 高, reason: あ}, {<<: *one, level: 低}]}"
    found = load_yaml(written(tmp_path, b"\xef\xbb\xbf" + text.encode()), Rules)
    assert found.rules["農業"] == (Rule("高", "あ"), Rule("低", "あ"))


@pytest.mark.parametrize(
    ("before", "after", "code", "line", "place"),
    [
        ("level: 高", "level: 中", "yaml_choice", "3", "rules.農業[1].level"),
        ("level: 高", "level: [高]", "yaml_choice", "3", "rules.農業[1].level"),
        ("level: 高", "levle: 高", "yaml_unknown", "3", "rules.農業[1].levle"),
        ("    reason: 2026-03-31\n", "", "yaml_missing", "3", "rules.農業[1]"),
        ("reason: 2026-03-31", "reason: ' '", "yaml_text", "4", "rules.農業[1].reason"),
        ("reason: 2026-03-31", "reason: 2026", "yaml_text", "4", "rules.農業[1].reason"),
        ("reason: yes", "reason: ~", "yaml_text", "6", "rules.農業[2].reason"),
        ("[2026, 2030]", "[2026]", "yaml_list", "5", "rules.農業[1].years"),
        ("[2026, 2030]", "[2026, '2030']", "yaml_value", "5", "rules.農業[1].years[2]"),
        ("notes: ", "notes: [1]", "yaml_text", "6", "rules.農業[2].notes[1]"),
        ("農業", "12", "yaml_text", "2", "rules.12"),
        ("rules:\n", "rules: [\n", "yaml_syntax", "3", ""),
        ("rules:\n", "", "yaml_unknown", "1", "農業"),
        (GOOD, "", "yaml_mapping", "1", "–"),
        (GOOD, "rules: {}\n---\nrules: {}", "yaml_syntax", "2", ""),
        (GOOD, "rules: *nothing", "yaml_syntax", "1", ""),
        (GOOD, "rules: {}\n? [a]\n: b", "yaml_syntax", "2", ""),
        (GOOD, "rules: {}\n\0", "yaml_syntax", "2", ""),
        (GOOD, "? |\n  a\n  b\n: c", "yaml_unknown", "1", "a b"),
        (GOOD, "rules: !!python/object/apply:os.mkdir [made]", "yaml_tag", "1", ""),
        (GOOD, "rules: {}\na: !!str 1", "yaml_tag", "2", ""),
        (GOOD, GOOD + GOOD, "yaml_twice", "7", ""),
        ("level: 高", "level: 低\n    level: 高", "yaml_twice", "4", ""),
        (GOOD, "rules: {'1': [], 1: []}", "yaml_twice", "1", ""),
    ],
)
def test_what_is_wrong_is_named_with_line_and_place(
    tmp_path: Path, before: str, after: str, code: str, line: str, place: str
) -> None:
    assert before in GOOD
    error = refused(written(tmp_path, GOOD.replace(before, after, 1)))
    assert (error.code, error.detail["line"], error.detail.get("place", "")) == (code, line, place)


def test_entries_with_an_id_go_by_it(tmp_path: Path) -> None:
    items = "items:\n- {id: A1, text: あ}\n- {id: A2, text: い, actors: [産, 民]}\n"
    with pytest.raises(ProposalError) as caught:
        load_proposals(str(written(tmp_path, items)))
    assert str(caught.value).startswith("mine.yaml の3行目の items[A2].actors[2] が「民」です（使える値: 産, 官, 学）")


@pytest.mark.parametrize("name", ["[a, b]", "{a: b}", "null", "1.5"])
def test_only_words_and_numbers_name_an_entry(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProposalError) as caught:
        load_proposals(str(written(tmp_path, f"items:\n- {{id: {name}, text: あ}}\n")))
    assert caught.value.detail["place"] == "items[1].id"


def test_a_key_may_be_given_otherwise_than_it_is_merged_in(tmp_path: Path) -> None:
    text = "rules: {農業: [&one {level: 高, reason: あ}, {<<: *one, level: 低}, {<<: *one, level: 低, reason: い}]}"
    assert [rule.level for rule in load_yaml(written(tmp_path, text), Rules).rules["農業"]] == ["高", "低", "低"]


@pytest.mark.parametrize("content", [None, b"a: \xff"], ids=["none there", "not UTF-8"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = written(tmp_path, content or b"")
    if content is None:
        path.unlink()
    assert refused(path).code == "yaml_unreadable"


def doubling(part: str, end: str) -> str:
    """Each line stands for ten times what the one before it does."""
    lines = [f"a0: &a0 {end}"]
    for number in range(1, 12):
        lines.append(f"a{number}: &a{number} " + part.format(", ".join([f"*a{number - 1}"] * 10)))
    return "\n".join(lines)


BOMBS = {
    "lists in lists": doubling("[{}]", "[x]"),
    "mappings merged into mappings": doubling("{{<<: [{}]}}", "{x: y}"),
    "a list within itself": "rules: &a [*a]",
    "many values": "rules: [" + "1," * MAX_NODES + "]",
    "brackets": "[" * 300_000,
    "dashes": "- " * 300_000,
    "keys": "? " * 300_000,
    "a large file": "# " + "x" * (MAX_BYTES + 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_means_more_than_it_says_is_refused_at_once(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, BOMBS[name])
    tracemalloc.start()
    started = time.process_time()
    error = refused(path)
    seconds, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.code == "yaml_too_large"
    assert (seconds < 10, peak < 100_000_000) == (True, True), (seconds, peak)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file")
def test_an_endless_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.symlink_to("/dev/zero")
    assert refused(path).code == "yaml_too_large"


@pytest.mark.parametrize("number", ["9" * 100_000, "1" + ":59" * 100_000, "0x" + "f" * 100_000, "2026-13-45"])
def test_what_only_looks_like_a_number_or_a_date_is_text(tmp_path: Path, number: str) -> None:
    assert load_yaml(written(tmp_path, f"a: {number}"), dict[str, str]) == {"a": number}


def test_as_many_values_and_levels_as_allowed_are_read(tmp_path: Path) -> None:
    values = MAX_NODES - 3
    assert len(load_yaml(written(tmp_path, "a: [" + "1," * values + "]"), dict[str, list[int]])["a"]) == values
    nested = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert load_yaml(written(tmp_path, f"a: {nested}"), dict[str, object])
    assert refused(written(tmp_path, f"a: [{nested}]"), dict[str, object]).code == "yaml_too_large"
