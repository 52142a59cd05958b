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
from lxml import html
from typer.testing import CliRunner

from policyalign.assess.phases.picture import picture_of
from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.messages.labels import STATUSES
from policyalign.report import Material, join_run, report_files
from policyalign.report.pictures import cut_pictures
from policyalign.values import MATCHABLE

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
    wanted = {plan.id: [(plan.passages[0], plan.passages[0].page_start)] for plan in sample_run.plans}
    found = cut_pictures(samples / "pdf", sample_run.plans, wanted)
    assert set(found) == {(plan, one.id, page) for plan, spots in wanted.items() for one, page in spots}
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
    inside = [one for pictures in svgs_of(page).values() for picture in pictures for one in picture.iter()]
    assert {one.tag for one in inside} <= {"svg", "rect", "title", "line", "circle", "text"}
    told = {"".join(one.itertext()) for one in inside if one.tag == "text"}
    assert " ".join(planted.split()) in told, "it is shown as it is"


def svgs_of(page: str) -> dict[str, list[Any]]:
    """The inline pictures by the heading that they stand below: the id of the proposal, or the title of a figure."""
    body = html.fromstring(page)
    told = [one for part in ("figures", "timelines") for one in body.get_element_by_id(part).iter("details")]
    return {one.get("data-proposal") or one.findtext("summary"): one.findall(".//svg") for one in told}


def test_figures_are_inline_with_titles_of_plans_and_one_for_every_proposal(sample_run: Run, page: str) -> None:
    found = svgs_of(page)
    proposals = [one.id for one in sample_run.matrix.proposals if one.kind in MATCHABLE]
    assert list(found)[-len(proposals) :] == proposals
    assert len(found) == len(proposals) + 4
    assert all(found.values())
    titles = {plan.title for plan in sample_run.plans}
    ids = {plan.id for plan in sample_run.plans}
    for name, pictures in found.items():
        texts = {"".join(one.itertext()) for picture in pictures for one in picture.iter("text")}
        assert texts
        assert not ids & texts, name
        # Those that are answered name a plan; all of them say what could not be read.
        assert titles & texts or name not in {one.proposal_id for one in picture_of(sample_run) if one.takes_up}


def test_what_is_stated_and_what_is_inferred_are_drawn_differently(page: str) -> None:
    bars = [one for pictures in svgs_of(page).values() for one in pictures for one in one.iter("rect")]
    stated = [one for one in bars if "計画が述べる時期" in (one.findtext("title") or "")]
    inferred = [one for one in bars if "推定" in (one.findtext("title") or "")]
    assert stated
    assert inferred
    assert not [one for one in stated if one.get("stroke-dasharray")]
    assert all(one.get("stroke-dasharray") for one in inferred)
    assert not {one.get("fill") for one in stated} & {one.get("fill") for one in inferred}


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
    rows = browser_page.locator("#matrix tbody tr:visible")
    every = rows.count()
    label = sample_run.matrix.proposals[0].label
    browser_page.fill("#search", f"「{' '.join(label)}」")
    assert 1 <= rows.count() < every
    browser_page.check("#exact")
    assert rows.count() == 0
    browser_page.fill("#search", "")
    browser_page.select_option("#status", "out_of_scope")
    assert rows.count() < every
    browser_page.select_option("#status", "")
    browser_page.locator("thead button").nth(1).click()
    first = browser_page.locator("#matrix tbody tr").first.locator("td").first.inner_text()
    assert first == STATUSES["covered"].ja


def test_what_is_chosen_is_told_and_can_be_undone(browser_page: Any, sample_run: Run) -> None:
    rows, count = browser_page.locator("#matrix tbody tr:visible"), browser_page.locator("#count")
    every = len(sample_run.matrix.proposals)
    reset = browser_page.locator("#reset")
    assert count.inner_text() == f"提言等 {every}件中 {every}件を表示"
    assert reset.is_disabled()
    plan = sample_run.plans[1]
    browser_page.select_option("#plan", "1")
    browser_page.select_option("#status", "gap")
    wanted = [one.proposal_id for one in sample_run.matrix.findings if (one.plan_id, one.status) == (plan.id, "gap")]
    assert rows.count() == len(wanted) > 0
    assert {one.strip() for one in browser_page.locator("#matrix tbody td:visible").all_inner_texts()} == {"欠落"}
    assert f"{len(wanted)}件を表示" in count.inner_text()
    assert f"計画：{plan.title}" in count.inner_text()
    assert "判定：欠落" in count.inner_text()
    reset.click()
    assert rows.count() == every
    assert count.inner_text() == f"提言等 {every}件中 {every}件を表示"


def test_a_ministry_narrows_to_the_cells_that_rest_on_it_and_nothing_found_says_so(
    browser_page: Any, sample_run: Run
) -> None:
    rows = browser_page.locator("#matrix tbody tr:visible")
    cells = [cell for entry in join_run(sample_run, "ja").entries for cell in entry.taken_up]
    ministry = next(cell.ministries[0] for cell in cells if cell.ministries)
    browser_page.select_option("#ministry", ministry)
    assert rows.count() == len({cell.finding.proposal_id for cell in cells if ministry in cell.ministries})
    clear = browser_page.locator("#matrix tbody tr:visible td:not(.faint)")
    assert clear.count() == len([cell for cell in cells if ministry in cell.ministries])
    assert not browser_page.locator("#empty").is_visible()
    browser_page.select_option("#status", "gap")
    assert rows.count() == 0
    assert "証拠ではありません" in browser_page.locator("#empty").inner_text()


def test_a_second_press_undoes_the_order(browser_page: Any, sample_run: Run) -> None:
    ids = [one.id for one in sample_run.matrix.proposals]

    def order() -> list[str]:
        return [one.split()[0] for one in browser_page.locator("tbody th button").all_inner_texts()]

    head = browser_page.locator("thead th").nth(1)
    head.locator("button").click()
    assert order() != ids
    assert head.get_attribute("aria-sort")
    assert sample_run.plans[0].title in browser_page.locator("#count").inner_text()
    head.locator("button").click()
    assert order() == ids


def test_on_paper_a_choice_of_rows_is_printed_as_a_table(browser_page: Any) -> None:
    browser_page.select_option("#status", "covered")
    browser_page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    browser_page.emulate_media(media="print")
    assert browser_page.locator("#matrix").is_visible()
    assert "判定：対応" in browser_page.locator("#count").inner_text()
    assert not browser_page.locator("[data-figure=gaps]").is_visible()


def test_terms_and_sources_are_in_the_page(sample_run: Run, page: str) -> None:
    body = html.fromstring(page)
    terms = ["".join(one.itertext()) for one in body.get_element_by_id("terms").iter("dt")]
    assert {"判定不能", "計画全体からみた確率", "段階", "抜粋"} <= set(terms)
    rows = ["".join(one.itertext()) for one in body.get_element_by_id("sources").iter("tr")]
    assert all(any(plan.document_id in row for row in rows) for plan in sample_run.plans)


def test_rows_are_found_by_what_they_rest_on_and_say_so(browser_page: Any, sample_run: Run) -> None:
    entries = join_run(sample_run, "ja").entries
    cells = [cell for one in entries for cell in one.cells if cell.quotation]
    # No reason for any other verdict or text about it, nor a part of one.
    shown = "".join(
        cell.quotation.text + cell.reason
        for cell in cells
        if cell.finding.status in ("covered", "partial") and cell.quotation
    )
    near = next(
        cell.quotation.text
        for cell in cells
        if cell.finding.status == "gap" and cell.quotation and cell.quotation.text not in shown
    )
    rows = browser_page.locator("#matrix tbody tr:visible")
    browser_page.fill("#search", f"「{near}」")
    assert all("根拠 " in one for one in rows.all_inner_texts()), (
        "a passage that is only near is no reason to show a row"
    )
    browser_page.check("#nearby")
    assert rows.count() >= 1
    assert all("当たったところ：" in one and "近い箇所（根拠ではない）" in one for one in rows.all_inner_texts())
    browser_page.fill("#search", "")
    assert "当たったところ" not in browser_page.locator("#matrix").inner_text()


def test_the_texts_of_the_plans_are_searched(browser_page: Any, sample_run: Run) -> None:
    said = browser_page.locator("#said")
    assert not said.is_visible()
    plan = sample_run.plans[-1]
    passage = plan.passages[-1]
    browser_page.fill("#search", f"「{passage.text}」")
    assert said.locator("blockquote").all_inner_texts() == [passage.text]
    assert sample_run.place(plan.id, passage.page_start, "ja") in said.inner_text()
    browser_page.fill("#search", "存在しない言い回し")
    assert said.locator("blockquote").count() == 0
    assert "ないことの証拠ではありません" in said.inner_text()
    assert f"計画{len(sample_run.plans)}本" in said.inner_text()


def test_a_proposal_opens_its_timeline(browser_page: Any, sample_run: Run) -> None:
    browser_page.locator("tbody th button").first.click()
    panel = browser_page.locator("#evidence")
    assert panel.locator("figure svg").count() >= 1
    assert sample_run.matrix.proposals[0].label in panel.locator("figure").first.inner_text()


def test_on_paper_the_pictures_stand_for_the_table(browser_page: Any) -> None:
    assert not browser_page.locator("#figures svg").first.is_visible()
    browser_page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    browser_page.emulate_media(media="print")
    assert not browser_page.locator("#matrix").is_visible()
    assert all(one.is_visible() for one in browser_page.locator("#figures svg").all())
    assert not browser_page.locator("#timelines").is_visible(), "none of them was opened"
    browser_page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    browser_page.emulate_media(media="screen")
    assert browser_page.locator("#matrix").is_visible()
    assert not browser_page.locator("#figures svg").first.is_visible()


def test_one_file_takes_one_format(sample_results: Path, tmp_path: Path) -> None:
    words = ["report", str(sample_results), "-o", str(tmp_path / "all.xlsx"), "--format", "xlsx,docx"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []
