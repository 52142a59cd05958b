"""Ctrl-C at any moment: one line, exit code 130, at once; no process and no half a file is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")

SECONDS = 60.0
"""For the end, on a machine however busy; what does not hear goes on for ten times as long."""
TOLD = {"ja": "中断しました\n", "en": "interrupted\n"}

# A shell that starts the tests in the background has its children ignore the signal.
HEARING = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
COMMAND = f"""{HEARING}
from policyalign.__main__ import main
main()
"""
LATER = f"""{HEARING}
import os
signal.signal(signal.SIGPROF, lambda *_: os.kill(os.getpid(), signal.SIGINT))
from policyalign.__main__ import main
signal.setitimer(signal.ITIMER_PROF, {{seconds}})  # of its own time, however busy the machine is
main()
"""
STAND_IN = f"""{HEARING}
import policyalign.pipeline
def compare_files(paths, settings, **others):
    {{body}}
policyalign.pipeline.compare_files = compare_files
from policyalign.__main__ import main
main()
"""


@contextmanager
def started(code: str, *arguments: str, cache: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """A Python in a process group of its own, as a shell gives one to a command."""
    paths = os.pathsep.join(path for path in sys.path if path)
    env = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    if cache:
        env["POLICYALIGN_CACHE_DIR"] = str(cache)
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        process_group=0,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def helpers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def wait_until(process: subprocess.Popen[str], has_come: Callable[[subprocess.Popen[str]], bool]) -> None:
    deadline = time.monotonic() + 10 * SECONDS
    while not has_come(process):
        assert process.poll() is None, "ended before the moment came"
        assert time.monotonic() < deadline
        time.sleep(0.01)


def interrupt(process: subprocess.Popen[str], *, group: bool = False) -> tuple[int, str]:
    """Exit code and stderr; fails where the process takes long or leaves another one."""
    others = helpers(process)
    (os.killpg if group else os.kill)(process.pid, signal.SIGINT)
    _, complaints = process.communicate(timeout=SECONDS)
    assert not [one for one in others if alive(one)]
    return process.returncode, complaints


def no_half_files(*folders: Path) -> bool:
    return not [path for folder in folders for path in folder.rglob(".partial-*")]


def test_compare_can_be_interrupted_at_any_moment(tmp_path: Path) -> None:
    out = tmp_path / "out"
    two = [tmp_path / "forest.md", tmp_path / "sea.md"]
    for path, place in zip(two, ("森", "海"), strict=True):
        path.write_text(f"# {place}の計画\n\n## 第1章 施策\n\n{place}の観測を、令和8年度から毎年行う。\n", "utf-8")
    one = two[:1]
    own = tmp_path / "own.yaml"  # the proposals that come along take longer than all the rest
    own.write_text("items:\n  - {id: A-P1, text: 国は、森の観測を続けるべきである。}\n", "utf-8")

    def arguments(plans: Iterable[Path], lang: str) -> list[str]:
        words = ["--proposals", str(own), "--out", str(out), "--workers", "2", "--lang", lang]
        return ["compare", *map(str, plans), *words]

    moments: list[tuple[str, Iterable[Path], bool, Callable[[subprocess.Popen[str]], bool]]] = [
        ("the first helper starts", two, False, lambda process: len(helpers(process)) >= 1),
        ("two lanes read", two, True, lambda process: len(helpers(process)) >= 3),
        ("GiNZA starts", two, False, lambda process: len(helpers(process)) >= 4),
        ("the plan has been read", one, True, lambda _: any(path.is_file() for path in cache.rglob("*"))),
    ]
    for number, (name, plans, group, has_come) in enumerate(moments):
        lang = ("ja", "en")[number % 2]
        cache = tmp_path / f"cache{number}"  # in which nothing was kept before
        with started(COMMAND, *arguments(plans, lang), cache=cache) as process:
            wait_until(process, has_come)
            assert interrupt(process, group=group) == (130, TOLD[lang]), name
        assert not out.exists()
        assert no_half_files(cache)
    with started(COMMAND, *arguments(one, "ja"), cache=cache) as process:
        process.communicate(timeout=20 * SECONDS)
        assert process.returncode == 0
    assert (out / "findings.csv").is_file()
    assert no_half_files(out, cache)


@pytest.mark.parametrize("seconds", [0.1, 0.3, 0.6])
def test_other_commands_as_well(sample_results: Path, tmp_path: Path, seconds: float) -> None:
    results = tmp_path / "results"
    shutil.copytree(sample_results, results)
    arguments = ["phases", str(results), "--window", "2026-2028", "--write", "--lang", "en"]
    with started(LATER.format(seconds=seconds), *arguments) as process:
        _, complaints = process.communicate(timeout=2 * SECONDS)
        assert (process.returncode, complaints) == (130, TOLD["en"])
    assert {path.name: path.read_bytes() for path in results.iterdir()} == {
        path.name: path.read_bytes() for path in sample_results.iterdir()
    }


def test_a_second_ctrl_c_does_not_disturb_the_clearing_up() -> None:
    body = (
        "try: print('working', flush=True); time.sleep(600)\n"
        "    finally: print('clearing', flush=True); time.sleep(0.5); print('cleared', flush=True)"
    )
    with started(STAND_IN.format(body=body), "compare", "a.pdf", "--lang", "en") as process:
        assert said(process) == "working"
        process.send_signal(signal.SIGINT)
        assert said(process) == "clearing"
        process.send_signal(signal.SIGINT)
        assert said(process) == "cleared"
        assert interrupt(process) == (130, TOLD["en"])


def test_an_interrupt_that_a_library_loses_comes_again() -> None:
    body = (
        "class Deaf:\n"
        "        def __del__(self): print('working', flush=True); time.sleep(600)\n"
        "    Deaf(); time.sleep(600)"
    )
    with started(STAND_IN.format(body=body), "compare", "a.pdf") as process:
        assert said(process) == "working"
        assert interrupt(process) == (130, TOLD["ja"])


def test_programs_get_the_interrupt_when_the_helpers_are_gone(sample_plans: tuple[Path, ...]) -> None:
    program = f"""{HEARING}
import psutil, policyalign as pa
try:
    pa.compare_pdfs(sys.argv[1:], settings=pa.Settings(cache=False, workers=2))
except KeyboardInterrupt:
    print([child for child in psutil.Process().children() if child.status() != "zombie"])
"""
    with started(program, *map(str, sample_plans)) as process:
        wait_until(process, lambda process: len(helpers(process)) >= 2)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=SECONDS) == ("[]\n", "")
        assert process.returncode == 0
