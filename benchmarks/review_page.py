"""How fast the review page answers: ``python benchmarks/review_page.py RESULTS PDFS [CARDS]``.

Works on a copy of RESULTS, in Chromium. Three things are measured, as the reviewer sees them, in milliseconds, and the
processor time that the server with its helper, and the page, take for them: on a busy machine only that says anything.

answer   from the key to the line that says that the answer is kept (it is on the disk then)
next     from the same key to the next card with its page picture and the marks on it
opened   from a click somewhere in the queue to that card with its picture and marks; nothing was read ahead
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import sync_playwright

WATCH = """async ([key, place]) => {
  const at = (id) => document.getElementById(id);
  const before = document.querySelector("#card article").dataset.key, told = at("told").textContent;
  const source = at("picture").src;
  const begun = performance.now();
  if (key) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  else document.querySelectorAll("#lines button")[place].click();
  let answered = null;
  for (;;) {
    await new Promise((done) => requestAnimationFrame(done));
    const now = performance.now() - begun;
    if (answered === null && at("told").textContent !== told && /（記録/.test(at("told").textContent)) answered = now;
    const card = document.querySelector("#card article");
    const blank = !at("no-paper").hidden;
    const marked = at("marks").children.length || !document.querySelector("#card .place");
    const drawn = at("picture").complete && at("picture").naturalWidth && marked;
    const fresh = at("picture").src !== source || now > 50;
    if (card && card.dataset.key !== before && ((drawn && fresh) || blank)) return [answered, now, blank];
    if (now > 20000) return [answered, null, blank];
  }
}"""


def main(results: Path, pdfs: Path, cards: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(results, Path(folder) / "results")
        command = [sys.executable, "-m", "policyalign", "review", str(copy), "--pdf", str(pdfs), "--no-browser"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
        try:
            assert server.stdout
            address = server.stdout.readline().split(": ", 1)[1].strip()
            measure(address, cards, psutil.Process(server.pid))
        finally:
            server.terminate()
            server.wait(30)


def measure(address: str, cards: int, server: psutil.Process) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.fill("#name", "計測")
        page.keyboard.press("Enter")
        page.wait_for_selector("#marks rect", state="attached")
        lines = page.locator("#lines li").count()
        print(f"{lines} items")
        clock = Clock(server, page)
        told = [watched(page, "34"[number % 2], 0) for number in range(cards)]
        report("answer", [one[0] for one in told])
        report("next", [one[1] for one in told if not one[2]])
        clock.report("answer and next", cards)
        opened = [watched(page, "", (number * 101 + 57) % lines) for number in range(cards)]
        report("opened", [one[1] for one in opened if not one[2]])
        clock.report("opened", cards)
        browser.close()


class Clock:
    """The processor time of the server, with its helper, and of the page since the last report."""

    def __init__(self, server: psutil.Process, page: Any) -> None:
        self._server = server
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._before = self._now()

    def _now(self) -> tuple[float, float]:
        processes = [self._server, *self._server.children(recursive=True)]
        times = [one.cpu_times() for one in processes]
        metrics = {one["name"]: one["value"] for one in self._devtools.send("Performance.getMetrics")["metrics"]}
        return sum(one.user + one.system for one in times), metrics["TaskDuration"]

    def report(self, name: str, count: int) -> None:
        """Tell the milliseconds for each of ``count``."""
        now = self._now()
        server, page = (1000 * (b - a) / count for a, b in zip(self._before, now, strict=True))
        self._before = now
        print(f"{name}: processor time of the server {server:.0f} ms, tasks of the page {page:.0f} ms, each")


def watched(page: Any, key: str, place: int) -> Sequence[Any]:
    page.wait_for_timeout(400)  # a reviewer reads meanwhile, if only for so long
    found: Sequence[Any] = page.evaluate(WATCH, [key, place])
    return found


def report(name: str, milliseconds: Sequence[float | None]) -> None:
    ordered = sorted(one for one in milliseconds if one is not None)
    highest = ordered[int(0.95 * len(ordered))]
    print(f"{name:8} n {len(ordered)}  median {statistics.median(ordered):.0f} ms  p95 {highest:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 60)
