"""Only the page itself is served, and nothing that it shows or takes becomes more than text."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.run import Run
from policyalign.review.records import now
from policyalign.review.replies import Reply
from policyalign.review.store import ReviewStore
from policyalign.review_page.pictures import find_pdfs
from policyalign.review_page.security import HEADERS, LONGEST_NOTE

from support.review_room import ORIGIN, PORT, TOKEN, Browser, room_of

PLANTED = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"&'


@pytest.fixture
def browser(sample_run: Run, tmp_path: Path) -> Browser:
    return Browser(room_of(sample_run, tmp_path))


def first(browser: Browser) -> str:
    return browser.lines()[0][0]


def test_the_page_is_served_to_its_own_address_only(browser: Browser) -> None:
    assert browser.get("").status_code == 200
    for path in ("/", "/queue", f"/{TOKEN}x/", f"/{TOKEN[:-1]}/", "//", f"/x/{TOKEN}/", "/%00/"):
        reply = browser.client.get(path)
        assert reply.status_code == 403, path
        assert "確認者" not in reply.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (f"127.0.0.1:{PORT}", 200),
        (f"localhost:{PORT}", 200),
        (f"rebound.example:{PORT}", 421),
        ("127.0.0.1", 421),
        (f"127.0.0.1:{PORT + 1}", 421),
        (f"127.0.0.1:{PORT}.example", 421),
        (f"127.0.0.1:{PORT}@rebound.example", 421),
        ("", 421),
    ],
)
def test_a_name_that_leads_here_is_no_host_of_ours(browser: Browser, host: str, status: int) -> None:
    assert browser.client.get(f"/{TOKEN}/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "origin", ["", "null", "https://example.org", f"http://127.0.0.1:{PORT + 1}", f"{ORIGIN}.example"]
)
@pytest.mark.parametrize("path", ["answer", "apply", "stop"])
def test_other_pages_can_send_nothing(browser: Browser, origin: str, path: str) -> None:
    sent = {"key": first(browser), "verdict": "covered", "reviewer": "山田", "stage": "coding"}
    assert browser.post(path, sent, Origin=origin).status_code == 403
    assert browser.room.log.standing == {}


def test_a_form_of_another_page_is_no_answer(browser: Browser) -> None:
    sent = {"key": first(browser), "verdict": "covered", "reviewer": "山田", "stage": "coding"}
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        headers = {"Origin": ORIGIN, "Content-Type": kind}
        assert browser.client.post(f"/{TOKEN}/answer", content=json.dumps(sent), headers=headers).status_code == 415
    assert browser.room.log.standing == {}


def test_every_reply_forbids_foreign_scripts_and_frames(browser: Browser) -> None:
    replies = [
        browser.get(""),
        browser.get("card", key=first(browser)),
        browser.get("static/page.js"),
        browser.get("no"),
    ]
    replies += [browser.client.get("/"), browser.post("answer", {}, Origin="null"), browser.get("card", key="no")]
    for reply in replies:
        assert {name: reply.headers[name] for name in HEADERS} == HEADERS
        assert reply.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "static/../app.py",
        "static/%2e%2e/app.py",
        "static/..%2fapp.py",
        "static//etc/passwd",
        "static/page.html.j2",
        "static/",
        "page?plan=..%2f..%2fetc%2fpasswd&page=1",
        "page?plan=space&page=..%2f1",
        "page?plan=space&page=99999999999999999999",
        "page?plan=space&page=-1",
        "marks?plan=..&passage=..%2f..&sentence=0",
        "found?key=..&plan=..&q=a",
    ],
)
def test_no_path_of_a_request_leads_to_a_file(browser: Browser, path: str) -> None:
    reply = browser.client.get(f"/{TOKEN}/{path}")
    assert reply.status_code in (403, 404)
    assert "import" not in reply.text
    assert "root:" not in reply.text


def planted_run(run: Run) -> Run:
    """The run with HTML in the title of every plan and in the text of every passage."""
    plans = tuple(
        replace(
            plan,
            title=PLANTED,
            passages=tuple(replace(one, text=PLANTED + one.text, sentences=()) for one in plan.passages),
        )
        for plan in run.plans
    )
    return replace(run, matrix=replace(run.matrix, plans=plans))


def test_html_of_plans_queries_and_notes_stays_text(sample_run: Run, tmp_path: Path) -> None:
    browser = Browser(room_of(planted_run(sample_run), tmp_path), reviewer="<b>山田")
    for line in browser.lines()[:5] + browser.lines(subject="overlap")[:3]:
        key = line[0]
        assert browser.answer(key, "unsure", note=PLANTED).status_code == 200
        plan = browser.room.desk.by_key[key].item.plans[0]
        pages = [browser.get("card", key=key), browser.get("found", key=key, plan=plan, q=PLANTED)]
        for text in (*(page.text for page in pages), browser.get("").text, browser.get("agreement").text):
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert "<b>山田" not in text
        assert "&lt;script&gt;alert(1)" in pages[0].text


def test_replies_of_ministries_are_shown_as_text(browser: Browser) -> None:
    item = browser.room.desk.by_key[first(browser)].item
    told = (item.key, item.subject, item.proposal_id, item.plans, item.documents, item.wording)
    reply = Reply(*told, "環境省", "later", "", PLANTED, "担当者", now(), "回答.xlsx")
    ReviewStore(browser.room.results).add_replies([reply])
    card = browser.get("card", key=item.key).text
    assert "環境省" in card
    assert "&lt;script&gt;alert(1)" in card
    assert "<script>alert" not in card


def test_half_characters_of_a_broken_text_break_nothing(sample_run: Run, tmp_path: Path) -> None:
    plans = tuple(replace(plan, title="\ud83d<宇宙>") for plan in sample_run.plans)
    browser = Browser(room_of(replace(sample_run, matrix=replace(sample_run.matrix, plans=plans)), tmp_path))
    assert browser.get("").status_code == 200
    assert browser.get("card", key=first(browser)).status_code == 200


def test_a_note_of_ten_megabytes_is_refused_with_a_sentence(browser: Browser) -> None:
    key = first(browser)
    reply = browser.answer(key, "covered", note="あ" * 10_000_000)
    assert reply.status_code == 413
    assert f"{LONGEST_NOTE}字" in reply.text
    assert browser.answer(key, "covered", note="あ" * (LONGEST_NOTE + 1)).status_code == 413
    assert browser.room.log.standing == {}
    assert browser.answer(key, "covered", note="\U0001f600" * (LONGEST_NOTE // 2)).status_code == 200


def chunks() -> Iterator[bytes]:
    for _ in range(200):
        yield b" " * 10_000


def test_a_body_of_no_stated_length_is_bounded_too(browser: Browser) -> None:
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    assert browser.client.post(f"/{TOKEN}/answer", content=chunks(), headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"verdict": "duplicate"}, 400),
        ({"verdict": "<b>"}, 400),
        ({"verdict": 1}, 400),
        ({"key": "no"}, 404),
        ({"reviewer": " "}, 400),
        ({"reviewer": "a\nb\u202e"}, 400),
        ({"reviewer": "x" * 100}, 400),
        ({"stage": "settling"}, 409),
        ({"plan": "space", "passage": "no"}, 400),
        ({"plan": "digital", "passage": "digital-p003-01"}, 400),
    ],
)
def test_what_no_card_offers_is_refused(browser: Browser, change: dict[str, object], status: int) -> None:
    line = next(one for one in browser.lines() if browser.room.desk.by_key[one[0]].item.plans == ("space",))
    sent = {"key": line[0], "verdict": "covered", "reviewer": "山田", "stage": "coding"}
    reply = browser.post("answer", {**sent, **change})
    assert reply.status_code == status
    assert reply.json()["error"]
    assert browser.room.log.standing == {}


@given(st.binary(max_size=200))
def test_no_body_is_ever_an_unforeseen_error(body: bytes) -> None:
    from policyalign.review_page.answering import Refused, read_given

    with pytest.raises(Refused):
        read_given(body)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_links_in_the_results_are_not_followed(sample_run: Run, samples: Path, tmp_path: Path) -> None:
    plan = sample_run.plans[0]
    original = samples / "pdf" / plan.source
    results = tmp_path / "results" / "out"
    results.mkdir(parents=True)
    for folder in (results, results.parent):
        link = folder / plan.source
        link.symlink_to(original)
        assert find_pdfs((plan,), None, results) == {}
        link.unlink()
    assert find_pdfs((plan,), samples / "pdf", results) == {plan.document_id: original}
    (results / plan.source).write_bytes(original.read_bytes())
    assert find_pdfs((plan,), None, results) == {plan.document_id: results / plan.source}


def test_a_pdf_counts_by_its_content_and_not_by_its_name(sample_run: Run, samples: Path, tmp_path: Path) -> None:
    first, second = sample_run.plans[:2]
    (tmp_path / first.source).write_bytes((samples / "pdf" / second.source).read_bytes())
    assert find_pdfs((first,), tmp_path, tmp_path / "out") == {}
    assert find_pdfs((second,), tmp_path, tmp_path / "out") == {second.document_id: tmp_path / first.source}
