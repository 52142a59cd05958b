"""Two people judge apart, a third settles: nobody sees another's answer before the own one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.run import Run
from policyalign.review.records import Answer
from policyalign.review.settling import decisions, standing
from policyalign.review_page.coders import reviewer_name, seat_of

from support.review_room import Browser, room_of

NAMES = ("山田", "佐藤", "鈴木", "田中")
VERDICTS = ("covered", "partial", "absent", "unsure", "noted", "")


def answer(number: int, reviewer: str, verdict: str, stage: str = "coding") -> Answer:
    at = f"2026-11-29T00:00:00.{number:06d}Z"
    return Answer("k", "cell", "1-P1", ("a",), ("0",), "w", verdict, reviewer, at, stage, number=number)  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VERDICTS)), max_size=12))
def test_nobody_sees_before_answering_unless_to_settle(given: list[tuple[str, str]]) -> None:
    log: list[Answer] = []
    for number, (name, verdict) in enumerate(given, 1):
        before = seat_of(name, standing(log).get("k", ()))
        log.append(answer(number, name, verdict, before.stage))
        kept = standing(log).get("k", ())
        for reviewer in NAMES:
            seat = seat_of(reviewer, kept)
            coded = {one.verdict for one in kept if one.stage == "coding" and one.reviewer != reviewer} - {"noted"}
            if seat.others:
                assert seat.answered or (seat.stage == "settling" and (len(coded) > 1 or seat.own))
            assert len(seat.others) + seat.hidden == sum(one.reviewer != reviewer for one in kept)
            assert not (seat.others and seat.hidden)


def test_a_third_settles_and_only_a_third(sample_run: Run, tmp_path: Path) -> None:
    room = room_of(sample_run, tmp_path)
    one, two, third = (Browser(room, name) for name in NAMES[:3])
    key = one.lines()[0][0]
    assert one.answer(key, "covered", note="山田のメモ").status_code == 200
    shown = two.get("card", key=key).text
    assert "山田" not in shown
    assert "ほかに1人" in shown
    assert two.answer(key, "absent").status_code == 200
    assert "山田のメモ" in two.get("card", key=key).text
    assert decisions(room.log.standing[key])[key].state == "disputed"
    assert [line[0] for line in third.lines(show="settle")] == [key]
    assert one.lines(show="settle") == []
    assert "山田のメモ" in third.get("card", key=key).text
    assert third.answer(key, "partial").status_code == 200
    decided = decisions(room.log.standing[key])[key]
    assert (decided.state, decided.verdict) == ("decided", "partial")
    assert third.lines(show="settle") == []
    # Whoever has judged the item cannot settle it.
    sent = {"key": key, "verdict": "covered", "reviewer": one.reviewer, "stage": "settling"}
    assert one.post("answer", sent).status_code == 409


def test_no_reply_tells_another_answer(sample_run: Run, tmp_path: Path) -> None:
    room = room_of(sample_run, tmp_path)
    one, two = (Browser(room, name) for name in NAMES[:2])
    keys = [line[0] for line in one.lines()[:3]]
    for key, verdict in zip(keys, ("covered", "partial", "absent"), strict=True):
        one.answer(key, verdict, note=f"メモ{verdict}")
    before = Browser(room_of(sample_run, tmp_path / "other"), NAMES[1])
    for key in keys:
        mine = two.get("card", key=key).text
        assert mine.replace("ほかに1人", "") != mine
        hint = '<p class="hint">ほかに1人が答えています。あなたが答えると見えます。</p>\n'
        assert mine.replace(hint, "") == before.get("card", key=key).text
    told = {line[0]: line[2:] for line in two.lines()}
    untold = {line[0]: line[2:] for line in before.lines()}
    for key in keys:
        assert told[key] == [*untold[key][:2], "taken", ""]
    assert "κ" not in two.get("agreement").text
    assert "メモ" not in two.get("agreement").text


def test_a_card_that_was_overtaken_is_not_taken(sample_run: Run, tmp_path: Path) -> None:
    room = room_of(sample_run, tmp_path)
    one, two, third = (Browser(room, name) for name in NAMES[:3])
    key = one.lines()[0][0]
    third.get("card", key=key)
    one.answer(key, "covered")
    two.answer(key, "absent")
    sent = {"key": key, "verdict": "covered", "reviewer": third.reviewer, "stage": "coding"}
    assert third.post("answer", sent).status_code == 409
    assert len(room.log.standing[key]) == 2


def test_taking_back_hides_what_was_seen(sample_run: Run, tmp_path: Path) -> None:
    room = room_of(sample_run, tmp_path)
    one, two = (Browser(room, name) for name in NAMES[:2])
    key = one.lines()[0][0]
    one.answer(key, "covered", note="山田のメモ")
    two.answer(key, "covered")
    assert "山田のメモ" in two.get("card", key=key).text
    two.answer(key, "")
    assert "山田のメモ" not in two.get("card", key=key).text


@pytest.mark.parametrize(
    ("text", "name"),
    [(" 山田　太郎 ", "山田 太郎"), ("ﾔﾏﾀﾞ", "ヤマダ"), ("", ""), ("あ" * 61, ""), ("a\u202eb", ""), ("a\x00", "")],
)
def test_names_are_one_line_and_show_as_themselves(text: str, name: str) -> None:
    assert reviewer_name(text) == name
