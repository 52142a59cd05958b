"""The page holds every verdict with its evidence, runs alone, and lets no text of a plan become HTML."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.messages.labels import STATUSES
from policyalign.report import Material, join_run, report_files
from policyalign.report.pictures import cut_pictures

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def page_of(run: Run, lang: str = "ja", pdfs: Path | None = None) -> str:
    return report_files(run, Material(pdfs=pdfs), ["html"], lang)["report.html"].decode()


def data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def page(sample_run: Run, samples: Path) -> str:
    return page_of(sample_run, "ja", samples / "pdf")


def test_every_verdict_is_in_the_page(sample_run: Run, page: str) -> None:
    data = data_of(page)
    told = [(entry["id"], cell["status"]) for entry in data["entries"] for cell in entry["cells"]]
    assert told == [(one.proposal_id, one.status) for one in sample_run.matrix.findings]
    for entry, joined in zip(data["entries"], join_run(sample_run, "ja").entries, strict=True):
        for cell, known in zip(entry["cells"], joined.cells, strict=True):
            assert cell["reason"] == known.reason
            assert known.quotation is None or cell["quote"] == known.quotation.text


def test_evidence_has_its_picture_and_none_of_another_edition(sample_run: Run, samples: Path) -> None:
    wanted = {plan.id: [plan.passages[0]] for plan in sample_run.plans}
    found = cut_pictures(samples / "pdf", sample_run.plans, wanted)
    assert set(found) == {(plan.id, plan.passages[0].id) for plan in sample_run.plans}
    assert all(content[8:12] == b"WEBP" for content in found.values())
    others = [replace(plan, document_id="0" * 64) for plan in sample_run.plans]
    assert cut_pictures(samples / "pdf", others, wanted) == {}


def test_nothing_is_fetched_and_only_our_own_script_may_run(page: str) -> None:
    assert not re.search(
        r"""(?:src|href)\s*=|@import|url\(|https?://(?!www\.w3\.org/2000/svg)""", page.split('id="data"')[0]
    )
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy[1]


@pytest.mark.parametrize(
    "planted", ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&quot;\u2028"]
)
def test_texts_of_a_plan_never_become_html(sample_run: Run, planted: str) -> None:
    plans = (replace(sample_run.plans[0], title=planted), *sample_run.plans[1:])
    run = replace(sample_run, matrix=replace(sample_run.matrix, plans=plans))
    page = page_of(run)
    assert data_of(page)["plans"][0]["title"] == planted
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_same_run_gives_the_same_bytes_and_no_trace_of_a_process(sample_run: Run, page: str, samples: Path) -> None:
    assert page_of(sample_run, "ja", samples / "pdf") == page
    assert "built-in method" not in page
    assert " object at 0x" not in page


@pytest.fixture
def browser_page(page: str, tmp_path: Path) -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    path = tmp_path / "report.html"
    path.write_text(page, encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        shown = browser.new_page()
        shown.faults = []
        shown.on("pageerror", lambda error: shown.faults.append(str(error)))
        shown.on("console", lambda told: shown.faults.append(told.text))
        shown.goto(path.as_uri())
        yield shown
        assert shown.faults == []
        browser.close()


def test_a_cell_opens_its_evidence_by_mouse_and_keyboard(browser_page: Any, sample_run: Run) -> None:
    cells = browser_page.locator("tbody td button")
    assert cells.count() == len(sample_run.matrix.findings)
    cells.first.click()
    panel = browser_page.locator("#evidence")
    first = join_run(sample_run, "ja").entries[0].cells[0]
    assert first.quotation
    assert first.quotation.text in panel.inner_text()
    assert first.quotation.place in panel.inner_text()
    assert browser_page.evaluate("document.querySelector('#evidence img').naturalWidth") > 0
    browser_page.keyboard.press("Escape")
    assert not panel.is_visible()
    browser_page.keyboard.press("ArrowRight")
    browser_page.keyboard.press("Enter")
    assert sample_run.plans[1].title in panel.locator("h2").inner_text()


def test_rows_are_searched_filtered_and_sorted(browser_page: Any, sample_run: Run) -> None:
    rows = browser_page.locator("tbody tr:visible")
    every = rows.count()
    label = sample_run.matrix.proposals[0].label
    browser_page.fill("#search", " ".join(label))
    assert 1 <= rows.count() < every
    browser_page.check("#exact")
    assert rows.count() == 0
    browser_page.fill("#search", "")
    browser_page.select_option("#status", "out_of_scope")
    assert rows.count() < every
    browser_page.select_option("#status", "")
    browser_page.locator("thead button").nth(1).click()
    first = browser_page.locator("tbody tr").first.locator("td").first.inner_text()
    assert first == STATUSES["covered"].ja


def test_one_file_takes_one_format(sample_results: Path, tmp_path: Path) -> None:
    words = ["report", str(sample_results), "-o", str(tmp_path / "all.xlsx"), "--format", "xlsx,docx"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []
