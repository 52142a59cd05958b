"""A helper that a file has brought down must not take the next file with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policyalign import pipeline
from policyalign.config import ReadSettings, Settings
from policyalign.domain import Plan, Problem
from policyalign.errors import LimitExceeded, UnreadableFile, WorkerError
from policyalign.extract.document import extract
from policyalign.files import sha256_of
from policyalign.messages import ReadingCode
from policyalign.runtime import Runtime
from policyalign.workers import Worker

from support.helpers import Helpers
from support.plans import make_plan

PROBE = "support.worker_services:Probe"


@pytest.fixture
def runtime() -> Iterator[Runtime]:
    with Runtime(Settings(cache=False)) as runtime:
        yield runtime


def test_a_helper_that_died_serves_the_next_file(runtime: Runtime) -> None:
    with Worker(PROBE) as worker:
        with pytest.raises(WorkerError):
            runtime.ask(worker, "die", 3)
        assert runtime.ask(worker, "echo", "next") == "next"


def test_a_helper_that_took_too_long_serves_the_next_file(runtime: Runtime) -> None:
    with Worker(PROBE) as worker:
        assert runtime.ask(worker, "echo", "ready") == "ready"
        with pytest.raises(LimitExceeded):
            runtime.ask(worker, "sleep", 600.0, timeout=0.2)
        assert runtime.ask(worker, "echo", "next") == "next"


def test_a_helper_that_is_not_to_blame_is_asked_once_more(runtime: Runtime, tmp_path: Path) -> None:
    with Worker(PROBE) as worker:
        with pytest.raises(WorkerError):
            runtime.ask(worker, "die_until", tmp_path, 3, tries=2)
        assert runtime.ask(worker, "die_until", tmp_path, 3, tries=2) == "alive"
        with pytest.raises(LimitExceeded):
            runtime.ask(worker, "sleep", 600.0, timeout=0.2, tries=2)


def test_a_helper_that_refused_a_file_is_kept(runtime: Runtime) -> None:
    with Worker(PROBE) as worker:
        assert runtime.ask(worker, "add", 1) == 1
        with pytest.raises(UnreadableFile):
            runtime.ask(worker, "refuse")
        assert runtime.ask(worker, "add", 1) == 2


def test_pages_beyond_the_time_limit_are_told(sample_plans: tuple[Path, ...]) -> None:
    document = extract(sample_plans[0], ReadSettings(max_seconds=0.0))
    assert {problem.code for problem in document.problems} == {ReadingCode.time_over}
    assert document.unread_pages == tuple(range(1, len(document.pages) + 1))


class Reading(Helpers):
    """A runtime whose reader gives ``plan`` for any file; ``replaced`` is what the file holds by then."""

    plan: Plan
    read: list[Path]
    replaced: bytes = b""

    def reader(self, lane: int = 0) -> Reading:
        return self

    def _outline(self, path: Path, plan_id: str) -> Plan:
        self.read.append(path)
        if self.replaced:
            path.write_bytes(self.replaced)
        return replace(self.plan, document_id=sha256_of(path))


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Reading]:
    monkeypatch.setattr(Reading, "plan", make_plan(("（1）灯台", ["直す。"])), raising=False)
    monkeypatch.setattr(Reading, "read", [], raising=False)
    monkeypatch.setattr(pipeline, "Runtime", Reading)
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(tmp_path / "cache"))
    return Reading


@pytest.mark.parametrize("code", [ReadingCode.time_over, ReadingCode.page_image])
def test_what_a_slow_machine_left_unread_is_read_the_next_time(
    tmp_path: Path, reading: type[Reading], code: str
) -> None:
    reading.plan = replace(reading.plan, problems=(Problem(code, "partial", 1),))
    (tmp_path / "plan.pdf").write_bytes(b"%PDF")
    for _ in range(2):
        assert pipeline.read_file(tmp_path / "plan.pdf").problems == reading.plan.problems
    assert len(reading.read) == (2 if code == ReadingCode.time_over else 1)


def test_a_file_replaced_while_it_is_read_is_not_kept_as_the_one_before(tmp_path: Path, reading: type[Reading]) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF first")
    reading.replaced = b"%PDF second"
    try:
        pipeline.read_file(path)
    finally:
        reading.replaced = b""
    path.write_bytes(b"%PDF first")
    assert pipeline.read_file(path).document_id == sha256_of(path)
    assert len(reading.read) == 2


@pytest.mark.parametrize(("names", "times"), [(("a.txt", "b.TXT"), 1), (("a.txt", "a.md"), 2)])
def test_a_file_is_read_anew_where_its_ending_says_how(
    tmp_path: Path, reading: type[Reading], names: tuple[str, ...], times: int
) -> None:
    for name in names:
        (tmp_path / name).write_bytes("# 灯台".encode())
        assert pipeline.read_file(tmp_path / name, plan_id="plan").source == name
    assert len(reading.read) == times
