"""A cluster of two machines of one core each, on this one: what is lost is done anew, what kills is set aside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from policyalign.collection.engine import Done, Failed, Job, Outcome, ReadTask
from policyalign.collection.engines import engine_named
from policyalign.collection.ray_engine import Bounds, RayEngine
from policyalign.errors import MissingExtra
from policyalign.messages import ErrorCode

TESTS = Path(__file__).resolve().parents[1]
SOURCES = os.pathsep.join((str(TESTS.parent / "src"), str(TESTS)))
TOY = "support.toy_analyst:ToyAnalyst"
NODE = {"num_cpus": 1, "object_store_memory": 80 * 2**20, "include_dashboard": False}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", SOURCES)
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        made = Cluster(initialize_head=True, head_node_args=NODE)
        ray.init(address=made.address, log_to_driver=False, logging_level="error")
        yield made
        ray.shutdown()
        made.shutdown()


def tasks(folder: Path, *contents: str) -> list[ReadTask]:
    made = []
    for number, content in enumerate(contents):
        file = folder / f"{number}.txt"
        file.write_text(content, encoding="utf-8")
        made.append(ReadTask(f"key{number}", f"plan{number}", file, "0"))
    return made


def toys(**bounds: Any) -> RayEngine:
    return RayEngine(2, bounds=Bounds(worker_mb=100, **bounds), analyst=TOY)


def by_plan(outcomes: Sequence[Outcome]) -> dict[str, Outcome]:
    assert len({one.plan_id for one in outcomes}) == len(outcomes)
    return {one.plan_id: one for one in outcomes}


def test_a_machine_that_goes_takes_nothing_along(cluster: Any, tmp_path: Path) -> None:
    node = cluster.add_node(**NODE)
    cluster.wait_for_nodes()
    given = tasks(tmp_path, *["sleep 0.5"] * 12)
    outcomes = []
    for outcome in toys().run(Job(), given):
        outcomes.append(outcome)
        if len(outcomes) == 4:
            cluster.remove_node(node, allow_graceful=False)
    assert by_plan(outcomes) == {one.plan_id: Done(one.key, one.plan_id, b"SLEEP 0.5") for one in given}


def test_what_kills_its_worker_is_set_aside_and_the_others_go_on(cluster: Any, tmp_path: Path) -> None:
    found = by_plan(list(toys().run(Job(), tasks(tmp_path, "a", "die", "b", "c"))))
    lost = found.pop("plan1")
    assert isinstance(lost, Failed)
    assert (lost.tries, lost.problem.code, lost.problem.severity) == (3, ErrorCode.worker_died, "fatal")
    assert [one.parts for one in found.values() if isinstance(one, Done)] == [b"A", b"B", b"C"]


def test_a_straggler_is_begun_anew_and_in_the_end_set_aside(cluster: Any, tmp_path: Path) -> None:
    given = tasks(tmp_path, f"slow-once {tmp_path / 'seen'}", "sleep 600", "a")
    found = by_plan(list(toys(task_seconds=3).run(Job(), given)))
    assert isinstance(found["plan0"], Done)
    assert isinstance(found["plan2"], Done)
    slow = found["plan1"]
    assert isinstance(slow, Failed)
    assert (slow.tries, slow.problem.code, dict(slow.problem.detail)) == (3, ErrorCode.timeout, {"seconds": "3"})


def test_what_takes_too_much_memory_is_given_up(cluster: Any, tmp_path: Path) -> None:
    found = by_plan(list(toys(most_mb=900).run(Job(), tasks(tmp_path, "fill 1200", "a"))))
    large = found["plan0"]
    assert isinstance(large, Failed)
    assert (large.tries, large.problem.code) == (1, ErrorCode.memory)
    assert isinstance(found["plan1"], Done)


def test_no_more_tasks_are_taken_than_are_worked_on(cluster: Any, tmp_path: Path) -> None:
    taken = 0

    def counted() -> Iterator[ReadTask]:
        nonlocal taken
        for task in tasks(tmp_path, *"abcdefgh"):
            taken += 1
            yield task

    running = toys().run(Job(), counted())
    next(running)
    assert taken <= 4
    running.close()


def test_a_driver_that_is_killed_goes_on_and_the_collection_is_the_local_one(cluster: Any, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    for number in range(4):
        text = f"第{number}章 人材\n\n令和{number + 7}年度までに、総務省は人工知能の人材を育成する。\n"
        (plans / f"{number}.txt").write_text(text, encoding="utf-8")
    (plans / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    own = tmp_path / "own.yaml"  # the proposals that come along take longer than all the rest
    own.write_text("items:\n  - {id: A-P1, text: 国は、人工知能の人材を育成すべきである。}\n", encoding="utf-8")
    local, there = tmp_path / "local", tmp_path / "there"
    of_cluster = ("--engine", "ray", "--address", cluster.address)
    assert started(tmp_path, local, "add", plans).wait() == 0
    first = started(tmp_path, there, "add", plans, *of_cluster)
    until_kept(there, first)
    first.kill()
    first.wait()
    assert started(tmp_path, there, "add", plans, *of_cluster).wait() == 0
    assert files(there) == files(local)
    assert started(tmp_path, local, "compare", "--proposals", own).wait() == 0
    assert started(tmp_path, there, "compare", "--proposals", own, *of_cluster).wait() == 0
    assert files(there) == files(local)


def started(tmp_path: Path, folder: Path, stage: str, *more: str | Path) -> subprocess.Popen[bytes]:
    """A command of collections, with a cache of its own for every call, so that nothing comes from another one."""
    cache = tmp_path / f"cache-{time.monotonic_ns()}"
    environment = {**os.environ, "PYTHONPATH": SOURCES, "POLICYALIGN_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "policyalign", "collection"]
    if not folder.exists():
        subprocess.run([*command, "create", str(folder)], env=environment, check=True, stdout=subprocess.DEVNULL)
    return subprocess.Popen([*command, stage, str(folder), *map(str, more), "--no-cache"], env=environment)


def until_kept(folder: Path, process: subprocess.Popen[bytes], seconds: float = 300) -> None:
    """Until a first plan is done, or all is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if any((folder / "work").rglob("*.plan")) or process.poll() is not None:
            return
        time.sleep(0.05)
    raise AssertionError("nothing was kept")


def files(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtra, match=r"policyalign\[cluster\]"):
        list(engine_named("ray").run(Job(), []))


def test_without_a_cluster_it_is_told_in_a_line_how_to_start_one(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    (tmp_path / "plan.txt").write_text("総務省は人材を育成する。", encoding="utf-8")
    command = [sys.executable, "-m", "policyalign", "collection"]
    environment = {**os.environ, "PYTHONPATH": SOURCES}
    subprocess.run([*command, "create", str(tmp_path / "all")], env=environment, check=True, stdout=subprocess.DEVNULL)
    asked = [*command, "add", str(tmp_path / "all"), str(tmp_path / "plan.txt"), "--engine", "ray"]
    told = subprocess.run(
        [*asked, "--address", "127.0.0.1:1", "--lang", "en"], env=environment, check=False, capture_output=True
    )
    assert told.returncode == 1
    assert "no Ray cluster at 127.0.0.1:1" in told.stderr.decode()
    assert "Traceback" not in told.stderr.decode()
