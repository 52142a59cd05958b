"""Whatever ends a run, nothing is half there, and the next one comes to the same bytes."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policyalign.collection.collection import Collection, open_collection
from policyalign.collection.engine import Failed, MatchTask, attempt
from policyalign.collection.folder import held
from policyalign.errors import InputError
from policyalign.workers import Worker

from support.collections import TOPICS, command, digests, plan_text, told, write_plans


def begun(small: Collection, tmp_path: Path) -> tuple[Path, Path]:
    """An empty collection, and the folder of the small plans, which it is to read: the one ``small`` was made of."""
    tmp_path.mkdir(exist_ok=True)
    open_collection(tmp_path / "collection", create=True)
    return tmp_path / "collection", small.folder.parent / "plans"


def wait_for_a_plan(folder: Path, process: subprocess.Popen[str]) -> None:
    """Until a first plan is done, or all is over."""
    for _ in range(6000):
        if any(folder.glob("work/read/*/*.plan")) or process.poll() is not None:
            return
        time.sleep(0.05)
    raise AssertionError("no plan was read")


def ended(small: Collection, place: Path, signum: int) -> tuple[Path, Path, int, str]:
    """The collection and the plans of an ``add`` that this signal met at work, its exit code and words: on a busy
    machine it may be through before the signal comes, and is begun anew."""
    for number in range(20):
        folder, plans = begun(small, place / str(number))
        with command("add", folder, plans, "--workers", 1, start_new_session=True) as process:
            wait_for_a_plan(folder, process)
            process.send_signal(signum)
            _, err = process.communicate(timeout=60)
        if process.returncode:
            return folder, plans, process.returncode, err
    raise AssertionError("it was through each time before the signal came")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killed_in_the_midst_it_goes_on_to_the_same_bytes(small: Collection, tmp_path: Path) -> None:
    folder, plans, code, _ = ended(small, tmp_path, signal.SIGKILL)
    assert code == -signal.SIGKILL
    code, out, _ = told("status", folder, "--lang", "en")
    assert code == 0
    assert "stopped" in out
    code, out, err = told("add", folder, plans, "--workers", 2)
    assert code == 0, err
    assert digests(folder) == digests(small.folder)
    assert not list(folder.glob("work/read/*/*.plan"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_it_with_130_and_it_can_go_on(small: Collection, tmp_path: Path) -> None:
    folder, plans, code, err = ended(small, tmp_path, signal.SIGINT)
    assert code == 130
    assert "Traceback" not in err
    gone_on = open_collection(folder).add(plans, workers=1)
    assert gone_on.done + gone_on.same == 4  # a plan may be in the tables already
    assert digests(folder) == digests(small.folder)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of files")
def test_a_full_disk_is_told_in_a_line_and_loses_nothing(small: Collection, tmp_path: Path) -> None:
    import resource

    folder, plans = begun(small, tmp_path)

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))

    code, out, err = told("add", folder, plans, "--workers", 1, "--no-cache", preexec_fn=no_room)
    assert (code, out) == (1, "")
    assert "に書けません" in err
    assert "Traceback" not in err
    assert not [path for path in folder.rglob("*") if path.name.startswith(".partial-")]
    assert open_collection(folder).add(plans, workers=1).done == 4
    assert digests(folder) == digests(small.folder)


def test_only_what_changed_is_read_again(small: Collection, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    write_plans(plans, 3)
    collection = open_collection(tmp_path / "collection", create=True)
    assert collection.add(plans, workers=1).done == 3
    before = digests(collection.folder)
    assert (collection.update().done, digests(collection.folder)) == (0, before)
    changed, moved = (plans / f"{topic}.md" for topic in TOPICS[:2])
    changed.write_text(plan_text("量子計算"), encoding="utf-8")
    (plans / "copy.md").write_bytes((plans / f"{TOPICS[2]}.md").read_bytes())
    moved.unlink()
    done = collection.update(workers=1)
    assert (done.done, done.same, done.repeated, done.gone) == (1, 1, 1, 1)
    assert "量子計算" in collection.plan(TOPICS[0]).title
    after = digests(collection.folder)
    assert len(before.keys() & after.keys()) >= len(before) - 12  # the files of one bucket are other ones
    assert collection.status().plans["read"] == 3


def test_of_two_that_write_the_second_is_told_so(small: Collection, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(small.folder, folder)
    with held(folder):
        assert small.status().plans["read"] == 4
        code, _, err = told("update", folder, "--lang", "en")
    assert code == 1
    assert "at work on" in err


def test_a_plan_that_kills_its_worker_is_set_aside_after_three_tries() -> None:
    calls = []
    with Worker("support.worker_services:Probe") as worker:

        def work(task: object) -> bytes:
            calls.append(task)
            if not worker.alive:
                worker.restart()
            worker.call("die", 7)
            return b""

        outcome = attempt(work, MatchTask("key", "poison", b""))
    assert isinstance(outcome, Failed)
    assert (outcome.problem.code, outcome.tries, len(calls)) == ("worker_died", 3, 3)


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "collection"
    open_collection(folder, create=True)
    damaged = {b"{": "broken", b'{"format": 99}': "version", b'{"format": 2, "files": {"../x": 1}}': "broken"}
    for content, code in damaged.items():
        (folder / "collection.json").write_bytes(content)
        with pytest.raises(InputError) as caught:
            open_collection(folder)
        assert caught.value.code == f"collection_{code}"
