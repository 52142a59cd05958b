"""The way of an analyst through the page, in a browser, by keyboard."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policyalign.assess.run import Run
from policyalign.review.store import ReviewStore
from policyalign.review_page.app import Room
from policyalign.review_page.log import AnswerLog
from policyalign.review_page.pictures import PagePictures, find_pdfs

from support.review_room import room_of
from support.review_server import ReviewServer, served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def results(sample_results: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_results, tmp_path / "out"))


@pytest.fixture(scope="module")
def room(sample_run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The sample run with its pictures, without answers."""
    nowhere = tmp_path_factory.mktemp("nowhere")
    pictures = PagePictures(find_pdfs(sample_run.plans, samples / "pdf", nowhere))
    yield replace(room_of(sample_run, nowhere), pictures=pictures)
    pictures.close()


@pytest.fixture
def server(results: Path, samples: Path, chromium: Any) -> Iterator[ReviewServer]:
    """The command in a process of its own, for what only that does."""
    with ReviewServer(results, samples / "pdf") as running:
        yield running


@pytest.fixture
def address(results: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Of the page that the browsers open: that of ``server``, where the test has one."""
    if "server" in request.fixturenames:
        yield request.getfixturevalue("server").address
    else:
        room = request.getfixturevalue("room")
        with served(replace(room, log=AnswerLog(ReviewStore(results)), results=results)) as here:
            yield here


@pytest.fixture
def open_page(chromium: Any, address: str) -> Iterator[Open]:
    """Opens the page as a reviewer, in a browser of their own; nothing may go wrong there, nor be fetched elsewhere."""
    opened, faults = [], []

    def watch(page: Any) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda told: faults.append(told.text) if "net::ERR_" not in told.text else None)
        page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(address) else None)

    def as_reviewer(name: str, width: int = 1280, height: int = 800, rest: str = "") -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(120_000)  # milliseconds, on a machine however busy
        page = context.new_page()
        watch(page)
        page.goto(address + rest)
        page.fill("#name", name)
        page.keyboard.press("Enter")
        page.wait_for_selector("#card article")
        opened.append(context)
        return page

    yield as_reviewer
    for context in opened:
        context.close()
    assert faults == []


def until(page: Any, script: str, asked: Any = None) -> None:
    """Wait until a script says yes. The page lets nobody evaluate strings, which Playwright's own waiting needs."""
    for _ in range(6000):
        if page.evaluate(script, asked):
            return
        page.wait_for_timeout(20)
    raise AssertionError(script)


def key_of(page: Any) -> str:
    return str(page.get_attribute("#card article", "data-key"))


def told(page: Any, words: str) -> str:
    """What the page tells, once it holds these words."""
    until(page, "words => document.getElementById('told').textContent.includes(words)", words)
    return str(page.inner_text("#told"))


def press_answer(page: Any, key: str) -> str:
    """Answer the card by its key; the key of the item, once the page says that it is kept and shows another."""
    item = key_of(page)
    page.keyboard.press(key)
    if page.is_visible(".ask-place"):
        page.keyboard.press(key)
    until(page, "key => document.querySelector('#card article').dataset.key !== key", item)
    return item


def without_evidence(page: Any) -> None:
    """Go to the first card of which the machine counts no passage, though there are some to read."""
    for _ in range(60):
        if not page.get_attribute("#card article", "data-kept-passage") and page.locator(".place").count():
            return
        item = key_of(page)
        page.keyboard.press("j")
        until(page, "key => document.querySelector('#card article').dataset.key !== key", item)
    raise AssertionError("every card has evidence")


def kept(results: Path) -> list[tuple[str, str, str]]:
    return [(one.key, one.reviewer, one.verdict) for one in ReviewStore(results).answers()]


def test_ten_cards_by_keyboard_undo_note_and_reload(open_page: Open, results: Path) -> None:
    page = open_page("山田")
    verdicts = {"1": "covered", "2": "partial", "3": "absent", "4": "unsure"}
    given = [(press_answer(page, key), verdicts[key]) for key in "1234123412"]
    assert kept(results) == [(key, "山田", verdict) for key, verdict in given]
    assert "10件に回答" in page.inner_text("#progress")
    page.keyboard.press("u")
    told(page, "取り消しました")
    assert key_of(page) == given[-1][0]
    assert kept(results)[-1] == (given[-1][0], "山田", "")
    page.keyboard.press("n")
    page.keyboard.type("j は次へ、と書いても動かない")
    page.keyboard.press("Control+Enter")
    told(page, "メモのみ")
    page.keyboard.press("Escape")
    press_answer(page, "3")
    last = ReviewStore(results).answers()[-1]
    assert (last.verdict, last.note) == ("absent", "j は次へ、と書いても動かない")
    shown = "[...document.querySelectorAll('#lines button')].findIndex((one) => one.hasAttribute('aria-current'))"
    start = page.evaluate(shown)
    for key in "jjk":
        page.keyboard.press(key)
    until(page, f"place => {shown} === place", start + 1)
    page.keyboard.press("n")
    page.keyboard.type("書きかけ")
    here, place = key_of(page), page.url
    page.reload()
    page.wait_for_selector("#card article")
    assert page.url == place
    assert key_of(page) == here
    assert page.input_value("textarea") == "書きかけ"
    assert "10件に回答" in page.inner_text("#progress")


def test_the_passage_chosen_is_kept_and_marked_on_its_page(open_page: Open, results: Path) -> None:
    page = open_page("山田", rest="#subject=cell&plan=space")
    until(page, "document.getElementById('picture').naturalWidth > 0")
    page.wait_for_selector("#marks rect.sentence", state="attached")
    first = page.get_attribute(".place[aria-pressed=true]", "data-passage")
    page.keyboard.press("ArrowRight")
    second = page.get_attribute(".place[aria-pressed=true]", "data-passage")
    assert second != first
    page.wait_for_selector("#marks rect.passage", state="attached")
    page.keyboard.press("e")
    page.keyboard.press("ArrowRight")
    press_answer(page, "1")
    answer = ReviewStore(results).answers()[-1]
    assert answer.passage_id == second
    assert answer.page.startswith("p.")
    page.keyboard.press("f")
    page.keyboard.type("輸出管理")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found .place[aria-pressed=true]")
    assert "輸出管理" in page.inner_text(".found .place[aria-pressed=true]")
    found = page.get_attribute(".found .place[aria-pressed=true]", "data-passage")
    assert page.get_attribute("#card article", "data-kept-passage") != found
    page.keyboard.press("e")
    press_answer(page, "2")
    assert ReviewStore(results).answers()[-1].passage_id == found
    page.keyboard.press("e")
    press_answer(page, "3")
    assert ReviewStore(results).answers()[-1].passage_id == ""


def test_that_it_is_there_without_a_place_is_asked_for_once(open_page: Open, results: Path) -> None:
    page = open_page("山田", rest="#order=run&subject=cell")
    without_evidence(page)
    page.keyboard.press("2")
    assert page.is_visible(".ask-place")
    assert "根拠の箇所を選んでいません" in page.inner_text(".ask-place")
    assert "箇所なしで保存 2" in page.inner_text(".ask-place")
    assert kept(results) == []
    shown = page.get_attribute(".place[aria-pressed=true]", "data-passage")
    item = key_of(page)
    page.keyboard.press("e")
    until(page, "key => document.querySelector('#card article').dataset.key !== key", item)
    first = ReviewStore(results).answers()[-1]
    assert (first.verdict, first.passage_id) == ("partial", shown)
    without_evidence(page)
    page.keyboard.press("1")
    page.keyboard.press("1")
    told(page, "記録 2")
    second = ReviewStore(results).answers()[-1]
    assert (second.verdict, second.passage_id, second.page) == ("covered", "", "")
    without_evidence(page)
    page.keyboard.press("3")
    told(page, "記録 3")


def test_a_search_without_hits_leaves_the_keys_to_the_card(open_page: Open, results: Path) -> None:
    page = open_page("山田", rest="#order=run&subject=cell")
    page.keyboard.press("f")
    page.keyboard.type("鸚鵡鑿")
    page.keyboard.press("Enter")
    told(page, "見つかりません")
    page.keyboard.press("Escape")
    assert page.inner_text("#told") == ""
    assert page.locator(".found .hint").count() == 0
    page.keyboard.press("f")
    page.keyboard.type("鸚鵡鑿")
    page.keyboard.press("Enter")
    told(page, "見つかりません")
    press_answer(page, "3")
    assert [verdict for _, _, verdict in kept(results)] == ["absent"]


@pytest.mark.parametrize("height", [800, 720])
def test_the_marked_sentence_can_be_read_above_the_answers(open_page: Open, height: int) -> None:
    page = open_page("山田", height=height, rest="#order=run&subject=cell&claim=undetermined")
    for _ in range(5):
        seen = """() => {
          const mark = document.querySelector('.place[aria-pressed=true] mark')?.getBoundingClientRect();
          const read = document.querySelector('.read').getBoundingClientRect();
          return !mark || (mark.top >= read.top - 1 && mark.bottom <= read.bottom + 1);
        }"""
        assert page.evaluate(seen)
        assert page.evaluate("document.querySelector('.answers').offsetHeight") < 0.25 * height
        item = key_of(page)
        page.keyboard.press("j")
        until(page, "key => document.querySelector('#card article').dataset.key !== key", item)


def test_what_speaks_against_the_passage_that_is_read_is_shown(open_page: Open) -> None:
    page = open_page("山田", rest="#order=run&subject=cell")
    for _ in range(40):
        if page.locator(".place:not(.side) .remark").count() and page.locator(".place").count() > 1:
            break
        item = key_of(page)
        page.keyboard.press("j")
        until(page, "key => document.querySelector('#card article').dataset.key !== key", item)
    for place in page.locator(".place:has(.remark)").all():
        place.click()
        assert place.locator(".remark").first.is_visible()
    assert page.locator(".place[aria-pressed=false] .remark:visible").count() == 0


def test_pages_are_turned_and_enlarged(open_page: Open) -> None:
    page = open_page("山田", rest="#subject=cell&plan=space")
    until(page, "document.getElementById('picture').naturalWidth > 0")
    before = page.inner_text("#paper-where")
    page.keyboard.press("]")
    until(page, "text => document.getElementById('paper-where').textContent !== text", before)
    width = page.evaluate("document.getElementById('canvas').clientWidth")
    page.keyboard.press("z")
    assert page.evaluate("document.getElementById('canvas').clientWidth") > 1.5 * width
    assert page.inner_text("#zoom") == "縮小（z）"
    start = page.evaluate("document.getElementById('sheet').scrollLeft")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    until(page, "start => document.getElementById('sheet').scrollLeft > start", start)


def test_two_code_apart_at_once_and_a_third_settles(open_page: Open, results: Path) -> None:
    one, two = open_page("山田"), open_page("佐藤")
    for first, second in ("11", "13", "22", "44"):
        assert press_answer(one, first) == press_answer(two, second)
    assert len(kept(results)) == 8
    third = open_page("鈴木", rest="#show=settle")
    assert third.locator("#lines li").count() == 1
    assert "山田: 対応" in third.inner_text(".others")
    assert "佐藤: なし" in third.inner_text(".others")
    third.keyboard.press("2")
    if third.is_visible(".ask-place"):
        third.keyboard.press("2")
    told(third, "保存しました")
    answer = ReviewStore(results).answers()[-1]
    assert (answer.reviewer, answer.stage, answer.verdict) == ("鈴木", "settling", "partial")
    two.click("#agreement-button")
    row = two.inner_text("#agreement tbody tr")
    assert "佐藤・山田" in row
    assert row.split("\t")[2:4] == ["4", "75%"]


@pytest.mark.usefixtures("server")
def test_the_results_hold_the_answers_once_applied(open_page: Open, results: Path) -> None:
    page = open_page("山田", rest="#order=run&subject=cell")
    press_answer(page, "2")
    page.click("#apply-button")
    told(page, "1件を結果")
    answer = ReviewStore(results).answers()[-1]
    with (results / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(
            one
            for one in csv.DictReader(file)
            if one["proposal_id"] == answer.proposal_id and one["plan_id"] == answer.plans[0]
        )
    assert row["status"] == "一部対応"
    assert row["checked"]


def test_when_the_server_is_gone_nothing_reads_as_saved(open_page: Open, server: ReviewServer, results: Path) -> None:
    page = open_page("山田")
    press_answer(page, "1")
    item = key_of(page)
    page.keyboard.press("n")
    page.keyboard.type("消えてはならないメモ")
    page.keyboard.press("Escape")
    server.kill()
    page.keyboard.press("4")
    page.wait_for_selector("#alarm:not([hidden])")
    assert "policyalign review" in page.inner_text("#alarm")
    assert "保存しました" not in page.inner_text("#told")
    assert key_of(page) == item
    assert page.input_value("textarea") == "消えてはならないメモ"
    assert len(kept(results)) == 1


def test_it_ends_on_the_page(open_page: Open, server: ReviewServer) -> None:
    page = open_page("山田")
    press_answer(page, "4")
    page.click("#stop-button")
    page.click("#stop-yes")
    told(page, "終えました")
    code, said = server.end()
    assert code == 0
    assert "1件の答え" in said


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (820, 1180), (1180, 820), (600, 900)])
def test_it_fits_screens_and_can_be_read(open_page: Open, width: int, height: int) -> None:
    page = open_page("山田", width, height)
    page.wait_for_selector("#marks rect", state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for subject in ("cell", "overlap", "responsibility"):
        page.locator("[name=subject]").evaluate(
            "(field, value) => { field.value = value; field.dispatchEvent(new Event('change', {bubbles: true})); }",
            subject,
        )
        until(page, "subject => document.querySelector('#card article')?.dataset.subject === subject", subject)
        assert page.evaluate(FAINT) == []
    if width < 1100:
        heights = "all => all.filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect().height)"
        assert min(page.locator(".verdict, .top button, .keep button, form.search button").evaluate_all(heights)) >= 44


FAINT = """() => {
  const parts = (text) => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => [r, g, b].map((v) => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parts(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll("body *")].filter((node) => node.offsetParent
    && [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()));
  return texts.map((node) => {
    const [a, b] = [light(parts(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), node.className, node.textContent.slice(0, 20)];
  }).filter(([ratio]) => ratio < 4.5);
}"""
"""Texts whose contrast is below that of WCAG 2.2 AA (1.4.3)."""


def test_every_control_has_a_name_and_keys_can_be_switched_off(open_page: Open, results: Path) -> None:
    page = open_page("山田")
    controls = page.locator("button, input:not([type=hidden]), select, textarea, [role=button]")
    unnamed = "all => all.filter((e) => e.offsetParent && !(e.textContent.trim() || e.ariaLabel || e.closest('label')))"
    assert controls.evaluate_all(f"{unnamed}.length") == 0
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.click(".verdict[data-verdict=absent]")
    told(page, "保存しました")
    assert [verdict for _, _, verdict in kept(results)] == ["absent"]
