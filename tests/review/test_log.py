"""The log of answers only grows, survives what happens to a machine, and says the same in whatever order it came."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.errors import InputError, OutputError
from policyalign.review.importing import new_answers
from policyalign.review.items import items_of
from policyalign.review.records import Answer
from policyalign.review.settling import decisions, standing
from policyalign.review.store import STORE, ReviewStore

from support.audits import run_with_gaps
from support.reviews import answer

ITEMS = items_of(run_with_gaps(3))[:3]
SAID = st.tuples(
    st.sampled_from(range(3)),
    st.sampled_from(["covered", "partial", "absent", "unsure", "noted", ""]),
    st.sampled_from(["甲", "乙", "丙"]),
    st.sampled_from(["coding", "coding", "settling"]),
)
LOGS = st.lists(SAID, max_size=12)


def log_of(said: list[tuple[int, str, str, str]]) -> list[Answer]:
    """Any sequence of answers, second coders, settlings and answers taken back, each at its own time."""
    return [answer(ITEMS[place], verdict, reviewer, stage=stage) for place, verdict, reviewer, stage in said]


def numbered(answers: list[Answer]) -> list[Answer]:
    return [replace(one, number=number) for number, one in enumerate(answers, 1)]


def told(answers: list[Answer]) -> object:
    return {
        key: (one.state, one.verdict, {(a.reviewer, a.stage, a.verdict) for a in one.answers})
        for key, one in decisions(answers).items()
    }


@given(LOGS, st.randoms(use_true_random=False), st.integers(1, 3))
def test_decisions_do_not_depend_on_the_order_of_import(said: list, random: object, parts: int) -> None:  # type: ignore[type-arg]
    log = log_of(said)
    whole = told(numbered(log))
    shares = [log[start::parts] for start in range(parts)]
    random.shuffle(shares)  # type: ignore[attr-defined]
    merged: list[Answer] = []
    for share in (*shares, *shares):  # each file is given twice
        merged = numbered([*merged, *new_answers(share, merged)])
    assert len(merged) == len(log)
    assert told(merged) == whole


@given(LOGS)
def test_who_answers_last_and_does_not_take_it_back_stands(said: list) -> None:  # type: ignore[type-arg]
    log = numbered(log_of(said))
    for key, some in standing(log).items():
        for one in some:
            later = [a for a in log if (a.key, a.reviewer, a.stage) == (key, one.reviewer, one.stage)]
            assert later[-1] == one
            assert one.verdict


def test_one_decides_two_must_agree_and_a_third_settles() -> None:
    item = ITEMS[0]
    log = [answer(item, "covered", "甲")]
    assert decisions(log)[item.key].verdict == "covered"
    log.append(answer(item, "absent", "乙"))
    assert (decisions(log)[item.key].state, decisions(log)[item.key].verdict) == ("disputed", "")
    log.append(answer(item, "noted", "丙", note="要相談"))
    assert decisions(log)[item.key].state == "disputed"
    log.append(answer(item, "partial", "丙", stage="settling"))
    assert (decisions(log)[item.key].state, decisions(log)[item.key].verdict) == ("decided", "partial")
    log.append(answer(item, "", "丙", stage="settling"))
    assert decisions(log)[item.key].state == "disputed"


def test_the_log_only_grows(tmp_path: Path) -> None:
    store = ReviewStore(tmp_path)
    assert store.answers() == ()
    assert not store.path.exists()
    first = store.add([answer(ITEMS[0], "covered"), answer(ITEMS[1], "absent")])
    assert [one.number for one in first] == [1, 2]
    store.add([answer(ITEMS[0], "")])
    assert store.answers()[:2] == first
    assert store.last == 3
    with sqlite3.connect(store.path) as connection:
        for statement in ("UPDATE answers SET note = 'x'", "DELETE FROM answers"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)
    assert len(store.answers()) == 3


def test_a_connection_that_is_held_follows_the_file_that_stands_there(tmp_path: Path) -> None:
    store, other = ReviewStore(tmp_path), ReviewStore(tmp_path)
    with store.held():
        assert store.answers() == ()
        store.add([answer(ITEMS[0], "covered")])
        other.add([answer(ITEMS[1], "absent")])
        assert [one.number for one in store.answers(after=1)] == [2]
        if os.name != "nt":  # where a file that is open cannot be taken away
            for path in tmp_path.iterdir():
                path.unlink()
            assert store.answers() == ()
            store.add([answer(ITEMS[2], "unsure")])
            assert [one.verdict for one in other.answers()] == ["unsure"]
    assert [path.name for path in tmp_path.iterdir()] == [STORE]


def test_texts_are_kept_as_every_file_can_hold_them(tmp_path: Path) -> None:
    store = ReviewStore(tmp_path)
    store.add([answer(ITEMS[0], "covered", " 山田\x00 ", note="一行\r\n二行\x0b\ud800", passage="量\x1b子")])
    (one,) = store.answers()
    assert (one.reviewer, one.note, one.passage) == ("山田", "一行\n二行", "量子")


def test_nothing_confirmed_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from policyalign.review.records import Answer
        from policyalign.review.store import ReviewStore
        store = ReviewStore(Path(sys.argv[1]))
        while True:
            told = Answer("0" * 16, "cell", "1-P1", ("a",), ("d",), "w", "covered", "x", "2026-04-01T00:00:00Z")
            print(store.add([told, told])[-1].number, flush=True)
    """
    words = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ) as one:
        assert one.stdout is not None
        confirmed = [int(one.stdout.readline()) for _ in range(20)]
        os.kill(one.pid, signal.SIGKILL)
        rest = one.stdout.read().split(b"\n")
    confirmed += [int(line) for line in rest[:-1]]
    kept = ReviewStore(tmp_path).answers()
    assert [one.number for one in kept] == list(range(1, len(kept) + 1))
    assert len(kept) >= confirmed[-1]
    assert len(kept) % 2 == 0, "two answers given together are kept together"


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_in_its_place_is_refused(tmp_path: Path, ending: str, dangling: bool) -> None:
    folder, outside = tmp_path / "out", tmp_path / "outside"
    folder.mkdir()
    if not dangling:
        outside.write_bytes(b"")
    (folder / f"{STORE}{ending}").symlink_to(outside)
    with pytest.raises(OutputError) as written:
        ReviewStore(folder).add([answer(ITEMS[0], "covered")])
    with pytest.raises(InputError) as read:
        ReviewStore(folder).answers()
    assert written.value.code == read.value.code == "store_link"
    assert outside.exists() != dangling
    assert dangling or outside.read_bytes() == b""


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\x00" * 84], ids=["text", "broken"])
def test_another_file_of_the_name_is_told_in_a_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / STORE).write_bytes(content)
    with pytest.raises(InputError) as refused:
        ReviewStore(tmp_path).answers()
    assert refused.value.code == "store_unusable"
    assert (tmp_path / STORE).read_bytes() == content
