from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign import errors, messages
from policyalign.assess.links import messages as link_words
from policyalign.assess.links import records as links
from policyalign.assess.overlaps import messages as overlap_words
from policyalign.assess.overlaps.records import Relation
from policyalign.assess.phases import messages as phase_words
from policyalign.assess.phases import records as phases
from policyalign.assess.responsibility import messages as responsibility_words
from policyalign.assess.responsibility import records as responsibility
from policyalign.domain import Problem
from policyalign.lab.evaluation.mistakes import Fault
from policyalign.messages import (
    AuditCode,
    ErrorCode,
    ReadingCode,
    all_codes,
    audit,
    figures,
    label,
    labels,
    measures,
    message,
    remedy,
)
from policyalign.messages import scope as scope_words
from policyalign.messages.verdicts import WITH_UNREAD
from policyalign.messages.wording import Codes, Wording, worded
from policyalign.serialize import from_json, to_json
from policyalign.values import Basis, Check, Code, Kind, Level, Precision, Role, Severity, Status

SOURCE = Path(messages.__file__).resolve().parents[1]
ERROR_NAMES = {name for name in dir(errors) if isinstance(getattr(errors, name), type)}
CODES = all_codes()
CLASSES = {one.__name__ for one in Codes.__subclasses__()}
CONFIDENCES = (*get_args(phases.Confidence), *get_args(links.Confidence))
TREES = [
    ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCE.rglob("*.py"))
    if "messages" not in (path.parent.name, path.stem)
]
CARRIERS = {*ERROR_NAMES, "message", "say", "complain", "WrongUsage", "Problem"}
"""What takes a code, and what fills its blanks: as keywords, problems as a fourth argument."""


def named_codes(node: ast.AST) -> Iterator[str]:
    """The codes named below a node: attributes of the classes of codes."""
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in CLASSES:
            yield one.attr


def filled() -> Iterator[tuple[str, set[str]]]:
    """The codes of all calls that say outright what fills their blanks, with the names of it."""
    for call in (node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Call)):
        names = {word.arg for word in call.keywords}
        names |= {getattr(key, "value", None) for one in call.args[3:] for key in getattr(one, "keys", [None])}
        if getattr(call.func, "id", "") in CARRIERS and call.args and None not in names:
            for code in named_codes(call.args[0]):
                yield code, {name for name in names if name}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_what_is_to_be_typed_is_one_argument(name: str) -> None:
    line = message(AuditCode.guarantee_check, "en", out=Path(name) if name.strip("/.") else name)
    assert shlex.split(line)[-3:-1] == ["policyalign", "audit"]
    assert Path(shlex.split(line)[-1]) == Path(name)


def test_plain_names_are_typed_as_they_are() -> None:
    told = [message(AuditCode.guarantee_check, "ja", out=name).split(": ")[1] for name in ("出力先/令和7年", "出力 先")]
    assert told == ["policyalign audit 出力先/令和7年", 'policyalign audit "出力 先"']
    assert message(AuditCode.guarantee_check).endswith("policyalign audit ?")


def test_a_code_without_wording_fails_where_it_is_written() -> None:
    with pytest.raises(AttributeError, match="page_faild"):
        ReadingCode.page_faild  # noqa: B018


def test_two_wordings_of_one_code_fail_where_they_are_written() -> None:
    with pytest.raises(ValueError, match="page_failed has two wordings"):

        class Other(Codes):
            page_failed = worded("もう一つ", "another one")

    assert CODES[ReadingCode.page_failed].en == "this page could not be read"


def test_a_code_is_saved_as_its_name() -> None:
    problem = Problem(ReadingCode.page_failed, "partial", 3)
    saved = to_json(problem)
    assert b'"page_failed"' in saved
    assert from_json(saved, Problem) == problem == Problem(Code("page_failed"), "partial", 3)


def test_every_wording_is_used() -> None:
    used = {code for tree in TREES for code in named_codes(tree)}
    assert set(CODES) - used - set(WITH_UNREAD.values()) == set()


def test_every_blank_of_a_wording_is_filled() -> None:
    calls = list(filled())
    assert len({code for code, _ in calls}) > 100
    assert [(code, gap) for code, names in calls if (gap := blanks(CODES[Code(code)].ja) - names)] == []


@pytest.mark.parametrize("code", sorted(CODES))
def test_both_languages_say_the_same(code: Code) -> None:
    wording = CODES[code]
    assert wording.ja
    assert wording.en
    assert blanks(wording.ja) == blanks(wording.en)
    assert bool(wording.remedy_ja) == bool(wording.remedy_en)
    assert not blanks(wording.remedy_ja + wording.remedy_en), "a remedy has no blanks"
    assert re.search(r"[ぁ-んァ-ヶ一-龠]", wording.ja)
    assert not re.search(r"[ぁ-んァ-ヶ一-龠]", re.sub("[産学]", "", wording.en))
    assert "\n" not in "".join(wording)
    assert not wording.ja.endswith("。"), "what joins sentences puts the full stops"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (get_args(Status), labels.STATUSES),
        (get_args(Status), labels.STATUS_MARKS),
        (get_args(Role), labels.ROLES),
        (get_args(Kind), labels.KINDS),
        (get_args(Severity), labels.SEVERITIES),
        (get_args(Check), audit.CHECKS),
        ((*get_args(Level), ""), scope_words.LEVELS),
        (get_args(Level), scope_words.LEVEL_MARKS),
        (get_args(phases.FaultKind), phase_words.FAULTS),
        (tuple(dict.fromkeys(CONFIDENCES)), measures.CONFIDENCES),
        (get_args(Precision), measures.PRECISIONS),
        (get_args(links.Kind), link_words.KINDS),
        (get_args(links.ExitKind), link_words.EXITS),
        (get_args(links.Named), link_words.NAMED),
        (get_args(Relation), overlap_words.RELATIONS),
        (get_args(responsibility.Role), responsibility_words.ROLES),
        (get_args(responsibility.Role), responsibility_words.ROLE_MARKS),
        (get_args(Basis), responsibility_words.BASES),
        (get_args(Fault), figures.FAULTS),
    ],
)
def test_every_value_has_a_word_of_its_own(values: tuple[str, ...], words: Mapping[str, Wording]) -> None:
    assert set(values) == set(words)
    assert len(set(words.values())) == len(words)
    assert label(words, values[0], "en") == words[values[0]].en
    assert label(words, values[0]) == words[values[0]].ja


def test_blanks_are_filled() -> None:
    assert message(ErrorCode.timeout, "en", seconds=60) == "stopped: it took longer than 60 s"
    assert message(ErrorCode.timeout, seconds=60) == "制限時間（60秒）を超えたため中止しました"
    assert remedy(ErrorCode.timeout, "en").startswith("split")


def test_what_is_filled_in_is_taken_literally() -> None:
    assert "{how} {0}" in message(ErrorCode.worker_died, how="{how} {0}")


def test_telling_an_error_never_fails() -> None:
    assert message(ErrorCode.timeout) == "制限時間（?秒）を超えたため中止しました"
    assert message(Code("no_such_code"), b="2", a=1) == "no_such_code: a=1: b=2"
    assert remedy(Code("no_such_code")) == ""


def test_an_error_tells_what_happened_and_what_to_do() -> None:
    error = errors.LimitExceeded(ErrorCode.timeout, seconds="60")
    assert str(error).startswith("制限時間（60秒）を超えたため中止しました。")
    assert str(error).endswith(remedy(ErrorCode.timeout))
