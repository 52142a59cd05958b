"""The command starts, ends and fails in good order, and a kill loses nothing that was confirmed."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policyalign.cli.app import app
from policyalign.review.store import ReviewStore

from support.review_server import ReviewServer


@pytest.fixture
def results(sample_results: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_results, tmp_path / "out"))


def post(server: ReviewServer, values: dict[str, str]) -> dict[str, object]:
    origin = "/".join(server.address.split("/")[:3])
    headers = {"Origin": origin, "Content-Type": "application/json"}
    request = urllib.request.Request(server.address + "answer", json.dumps(values).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as reply:
        found: dict[str, object] = json.load(reply)
        return found


def first_key(server: ReviewServer) -> str:
    with urllib.request.urlopen(server.address + "queue?reviewer=A", timeout=30) as reply:
        return str(json.load(reply)["lines"][0][0])


def test_a_kill_in_mid_answer_loses_nothing_confirmed(results: Path, samples: Path) -> None:
    confirmed: list[object] = []

    def answer_on(server: ReviewServer, reviewer: str, key: str) -> None:
        while True:
            try:
                told = post(server, {"key": key, "verdict": "covered", "reviewer": reviewer, "stage": "coding"})
            except OSError:
                return
            confirmed.append(told["number"])

    for _ in range(3):
        before = len(confirmed)
        with ReviewServer(results, samples / "pdf") as server:
            key = first_key(server)
            threads = [threading.Thread(target=answer_on, args=(server, name, key)) for name in ("A", "B")]
            for thread in threads:
                thread.start()
            while len(confirmed) < before + 12 and any(thread.is_alive() for thread in threads):
                time.sleep(0.01)
            server.kill()
            for thread in threads:
                thread.join()
    numbers = [one.number for one in ReviewStore(results).answers()]
    assert set(confirmed) <= set(numbers)
    assert len(confirmed) == len(set(confirmed)) >= 36
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of Unix")
def test_ctrl_c_ends_it_in_good_order(results: Path, samples: Path) -> None:
    with ReviewServer(results, samples / "pdf", "--reviewer", "山田") as server:
        post(server, {"key": first_key(server), "verdict": "unsure", "reviewer": "A", "stage": "coding"})
        server.process.send_signal(signal.SIGINT)
        code, said = server.end()
    assert code == 0
    assert "1件の答え" in said
    assert "policyalign report" in said
    assert "Traceback" not in said


def test_it_listens_on_this_machine_only(results: Path, samples: Path) -> None:
    with ReviewServer(results, samples / "pdf") as server:
        port = int(server.address.split(":")[2].split("/")[0])
        addresses = {one[4][0] for one in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
        for address in addresses - {"127.0.0.1"}:
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((address, port), timeout=2).close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--reviewer", "a\nb" * 30], "--reviewer"),
        (["--port", "70000"], "--port"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(sample_results: Path, words: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["review", str(sample_results), "--no-browser", *words])
    assert done.exit_code == 1
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_port_that_is_taken_is_told(sample_results: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(app, ["review", "page", str(sample_results), "--port", port, "--no-browser"])
    assert done.exit_code == 1
    assert port in done.stderr


def test_a_log_that_is_none_is_told_before_anybody_answers(results: Path) -> None:
    (results / "reviews.sqlite").write_bytes(b"not a database" * 100)
    done = CliRunner().invoke(app, ["review", str(results), "--no-browser"])
    assert done.exit_code == 1
    assert "reviews.sqlite" in done.stderr
