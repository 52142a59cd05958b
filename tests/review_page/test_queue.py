"""The queue shows what is wished for, what is worth most first."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from policyalign.assess.run import Run
from policyalign.review.applying import up_to_date
from policyalign.review.drawn import draw_of, progress_of_draws
from policyalign.review.items import items_of
from policyalign.review_page.cards import card_of, evidence_of
from policyalign.review_page.desk import Desk
from policyalign.review_page.queue import Wish, doubtful, queued, spread, worth

from support.review_room import Browser, room_of
from support.reviews import answer


@pytest.fixture
def browser(sample_run: Run, tmp_path: Path) -> Browser:
    return Browser(room_of(sample_run, tmp_path))


def test_everything_that_can_be_judged_is_asked_once(sample_run: Run) -> None:
    asked = Desk(sample_run, "ja").asked
    assert {one.item.key: one.item for one in asked} == {one.key: one for one in items_of(sample_run)}
    assert len({one.item.key for one in asked}) == len(asked)
    assert {one.item.subject for one in asked} == {"cell", "overlap", "phase", "exit", "responsibility"}


def test_what_is_uncertain_comes_before_what_is_sure(browser: Browser) -> None:
    desk = browser.room.desk
    asked = [desk.by_key[line[0]] for line in browser.lines()]
    steps = [worth(one)[0] for one in asked]
    assert steps == sorted(steps)
    assert set(steps) == {1, 2, 3, 4}
    cells = [one for one in asked if one.item.subject == "cell"]
    assert all(spread(a.item.probability) >= spread(b.item.probability) for a, b in pairwise(cells))
    assert [one.item.claim for one in cells[:5]] == ["undetermined"] * 5
    for one in asked:
        if one.item.subject != "cell":
            assert (worth(one)[0] == 2) == doubtful(one)


def test_a_wish_chooses_and_answers_move_nothing(browser: Browser) -> None:
    plan = [line for line in browser.lines(plan="space") if line]
    assert plan
    assert all("space" in browser.room.desk.by_key[line[0]].item.plans for line in plan)
    for line in browser.lines(ministry="経済産業省", subject="cell"):
        assert "経済産業省" in browser.room.desk.by_key[line[0]].item.ministries
    assert {
        browser.room.desk.by_key[line[0]].item.proposal_id for line in browser.lines(proposal="5.2-P4", subject="cell")
    } == {"5.2-P4"}
    before = [line[0] for line in browser.lines()]
    for key in before[:4]:
        assert browser.answer(key, "unsure").status_code == 200
    assert [line[0] for line in browser.lines()] == before
    assert [line[0] for line in browser.lines(show="open")] == before[4:]
    assert sorted(line[0] for line in browser.lines(show="answered")) == sorted(before[:4])


def test_progress_counts_mine_and_anybodys(browser: Browser) -> None:
    other = Browser(browser.room, "佐藤")
    keys = [line[0] for line in browser.lines(subject="cell")]
    other.answer(keys[0], "covered")
    told = browser.answer(keys[1], "absent").json()
    assert told["state"] == "answered"
    found = browser.get("queue", subject="cell").json()["progress"]
    assert found == {"items": len(keys), "mine": 1, "anybody": 2, "to_settle": 0, "by_name": {"佐藤": 1, "山田": 1}}


def test_answers_in_the_sample_carry_its_mark_in_any_order_and_others_none(browser: Browser) -> None:
    drawn = browser.lines(order="audit")
    assert 0 < len(drawn) < len(browser.lines(subject="cell"))
    assert all(browser.room.desk.by_key[line[0]].item.claim == "gap" for line in drawn)
    key = drawn[0][0]
    earlier = browser.room.desk.by_key[key].item
    browser.room.log.add(answer(earlier, "absent"))
    assert next(line for line in browser.lines(order="audit") if line[0] == key)[4] == "open"
    browser.answer(key, "absent")
    kept = browser.room.log.standing[key][0]
    draw = draw_of(kept.draw)
    assert draw is not None
    assert draw.size == len(drawn)
    outside = next(line[0] for line in browser.lines(subject="overlap"))
    browser.answer(outside, "unsure")
    assert browser.room.log.standing[outside][0].draw == ""
    found = browser.get("queue", order="audit").json()["progress"]
    log = browser.room.log.on(browser.room.desk.by_key)
    assert list(progress_of_draws(browser.room.desk.run, log)) == [(draw, found["drawn"])]
    assert (found["drawn"], found["size"]) == (1, len(drawn))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_card_can_be_made(sample_run: Run, lang: str) -> None:
    desk = Desk(sample_run, lang)
    for one in desk.asked:
        card = card_of(desk, one)
        assert card.title
        assert card.claim
        assert card.reasons
        assert len(card.places) <= max(10, len(one.item.plans))
        assert {place.plan_id for place in card.places} <= set(one.item.plans)
        if one.item.subject == "cell" and one.item.passages:
            assert card.places[0].passage_id == one.item.passages[0]


def test_cards_do_not_tell_what_was_applied(sample_run: Run, tmp_path: Path) -> None:
    """Results that hold other people's answers make the same cards, but for how sure an alarm was."""
    browser = Browser(room_of(sample_run, tmp_path))
    verdicts = {"cell": "absent", "overlap": "none", "phase": "wrong", "exit": "right", "responsibility": "wrong"}
    for subject, verdict in verdicts.items():
        for line in browser.lines(subject=subject)[:2]:
            assert browser.answer(line[0], verdict).status_code == 200
    applied, count = up_to_date(sample_run, tmp_path)
    assert count == 10
    before, after = Desk(sample_run, "ja"), Desk(applied, "ja")
    for key in browser.room.log.standing:
        one, other = (card_of(desk, desk.by_key[key]) for desk in (before, after))
        assert other.places == one.places
        assert other.reasons == one.reasons
        assert other.claim in (one.claim, one.claim.partition("（")[0])
        assert other.probability == one.probability


def test_an_unknown_word_in_a_wish_chooses_nothing(browser: Browser) -> None:
    assert browser.lines(order="<b>", show="x", subject="y") == browser.lines()
    assert queued(browser.room.desk.asked, Wish(plan="no"), browser.room.sample, {}, "山田") == []


def test_only_what_the_machine_counts_or_a_person_chose_is_evidence(browser: Browser) -> None:
    desk = browser.room.desk
    kept = {}
    for line in browser.lines(subject="cell"):
        card = card_of(desk, desk.by_key[line[0]])
        found = evidence_of(desk, card, None)
        kept[card.key] = found.passage_id if found else ""
        assert bool(found) == any(place.kind == "for" for place in card.places)
    key = next(key for key, passage in kept.items() if not passage and card_of(desk, desk.by_key[key]).places)
    place = card_of(desk, desk.by_key[key]).places[-1]
    browser.answer(key, "partial", plan=place.plan_id, passage=place.passage_id)
    card = browser.get("card", key=key).text
    assert f'data-kept-passage="{place.passage_id}"' in card
    browser.answer(key, "absent")
    assert 'data-kept-passage=""' in browser.get("card", key=key).text
