from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from policyalign import errors, messages
from policyalign.domain import Kind, Role, Severity, Status
from policyalign.messages import CODES, message, remedy
from policyalign.messages import labels as labels_module

SOURCE = Path(messages.__file__).resolve().parents[1]
ERROR_NAMES = {name for name in dir(errors) if isinstance(getattr(errors, name), type)}
CARRIERS = {
    **dict.fromkeys(ERROR_NAMES, 0),
    "Problem": 0,
    "message": 0,
    "remedy": 0,
    "complain": 0,
    "Finding": 7,
    "Verdict": 1,
}
"""What carries a code, and the place of the code among its arguments."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the source that is given a code as a plain string."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for code in given_codes(node):
                    yield code, node


def given_codes(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in CARRIERS:
        return
    place = CARRIERS[name]
    candidates = [
        *call.args[place : place + 1],
        *(word.value for word in call.keywords if word.arg in ("code", "reason")),
    ]
    for candidate in candidates:
        choices = [candidate.body, candidate.orelse] if isinstance(candidate, ast.IfExp) else [candidate]
        yield from (
            one.value for one in choices if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def texts_of_source() -> set[str]:
    """Every string constant outside the wordings themselves."""
    return {
        node.value
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "messages"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_the_source_has_codes_to_check() -> None:
    assert len({code for code, _ in calls()}) > 20


def test_no_code_has_two_wordings() -> None:
    source = Path(messages.__file__).read_text(encoding="utf-8")
    parts = [getattr(messages, name) for name in re.findall(r"^    \*\*([A-Z]+),$", source, re.MULTILINE)]
    assert len(parts) > 5
    assert sum(map(len, parts)) == len(CODES)


def test_every_code_used_has_a_wording() -> None:
    assert {code for code, _ in calls()} - set(CODES) == set()


def test_every_wording_is_used() -> None:
    used = texts_of_source()
    # The twin of a reason, for plans with unread pages, is named by its ending.
    unused = {code for code in CODES if code not in used and code.removesuffix("_unread") not in used}
    assert unused - {"usage_audit_drawn"} == set()


def test_errors_fill_every_blank_of_their_wording() -> None:
    missing = [
        (code, call.lineno, needed - {word.arg for word in call.keywords})
        for code, call in calls()
        if code in CODES
        and getattr(call.func, "id", "") in ERROR_NAMES
        and not any(word.arg is None for word in call.keywords)
        and (needed := blanks(CODES[code].ja)) - {word.arg for word in call.keywords}
    ]
    assert missing == []


@pytest.mark.parametrize("code", sorted(CODES))
def test_both_languages_say_the_same(code: str) -> None:
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
        (get_args(Status), labels_module.STATUSES),
        (get_args(Status), labels_module.STATUS_MARKS),
        (get_args(Role), labels_module.ROLES),
        (get_args(Kind), labels_module.KINDS),
        (get_args(Severity), labels_module.SEVERITIES),
    ],
)
def test_every_value_has_a_word_of_its_own(values: tuple[str, ...], words: dict[str, object]) -> None:
    assert set(values) == set(words)
    assert len(set(words.values())) == len(words)


def test_blanks_are_filled() -> None:
    assert message("timeout", {"seconds": "60"}, "en") == "stopped: it took longer than 60 s"
    assert message("timeout", {"seconds": "60"}) == "制限時間（60秒）を超えたため中止しました"
    assert remedy("timeout", "en").startswith("split")


def test_what_is_filled_in_is_taken_literally() -> None:
    assert "{how} {0}" in message("worker_died", {"how": "{how} {0}"})


def test_telling_an_error_never_fails() -> None:
    assert message("timeout") == "制限時間（?秒）を超えたため中止しました"
    assert message("no_such_code", {"b": "2", "a": "1"}) == "no_such_code: a=1: b=2"
    assert remedy("no_such_code") == ""


def test_an_error_tells_what_happened_and_what_to_do() -> None:
    error = errors.LimitExceeded("timeout", seconds="60")
    assert str(error).startswith("制限時間（60秒）を超えたため中止しました。")
    assert str(error).endswith(remedy("timeout"))
