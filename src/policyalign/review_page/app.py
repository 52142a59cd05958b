"""The routes of the review page."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, get_args

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from policyalign.errors import PolicyAlignError
from policyalign.messages import message, remedy
from policyalign.messages.labels import STATUSES
from policyalign.messages.review_page import ReviewPageCode
from policyalign.review.drawn import answered_for
from policyalign.review.records import Subject
from policyalign.review.replies import reply_told
from policyalign.review_page.agreement import agreement_for
from policyalign.review_page.answering import Refused, asked_of, keep_answer, name_of, read_given
from policyalign.review_page.cards import MOST_FOUND, card_of, evidence_of, found_places, headline_of
from policyalign.review_page.coders import seat_of
from policyalign.review_page.desk import Desk, Sample
from policyalign.review_page.log import AnswerLog
from policyalign.review_page.marking import marks_of
from policyalign.review_page.pictures import PagePictures
from policyalign.review_page.queue import ORDERS, SHOWS, Wish, progress_of, queued, sample_names, wished
from policyalign.review_page.rendering import STATIC, embedded, page_words, rendered, static_file
from policyalign.review_page.security import LONGEST_NOTE, Guard

_LONGEST_QUERY = 200
_SUBJECTS = get_args(Subject)


@dataclass(frozen=True)
class Room:
    """What the server holds while it runs. ``reviewer`` is the name to begin with, if any; ``apply`` writes the results
    anew with all answers and returns how many were new; ``stop`` ends the server."""

    desk: Desk
    log: AnswerLog
    pictures: PagePictures
    sample: Sample
    lang: str
    results: Path
    reviewer: str = ""
    apply: Callable[[], int] = field(default=lambda: 0)
    stop: Callable[[], None] = field(default=lambda: None)


def review_app(room: Room, *, port: int, token: str) -> Guard:
    """The page of a run, for requests to ``127.0.0.1:port`` whose path begins with the token."""
    served = {
        "/": _page,
        "/queue": _queue,
        "/card": _card,
        "/found": _found,
        "/page": _picture,
        "/marks": _marks,
        "/agreement": _agreement,
    }
    routes = [Route(path, _answered(room, view)) for path, view in served.items()]
    routes += [Route(f"/static/{name}", _answered(room, _static)) for name in STATIC]
    done: dict[str, View] = {"/answer": _answer, "/apply": _apply, "/stop": _stop}
    routes += [Route(path, _answered(room, view), methods=["POST"]) for path, view in done.items()]
    return Guard(Starlette(routes=[Mount(f"/{token}", routes=routes)]), port=port, token=token, lang=room.lang)


View = Callable[[Room, Request, bytes], Response]


def _answered(room: Room, view: View) -> Callable[[Request], Awaitable[Response]]:
    """A view as a route: run in a thread, with what it refuses or fails in told as a sentence."""

    async def endpoint(request: Request) -> Response:
        body = await request.body()
        try:
            return await run_in_threadpool(view, room, request, body)
        except Refused as refused:
            return _json({"error": message(refused.code, room.lang, most=LONGEST_NOTE)}, refused.status)
        except PolicyAlignError as error:
            told = (message(error.code, room.lang, **error.detail), remedy(error.code, room.lang))
            return _json({"error": " / ".join(filter(None, told))}, 503)

    return endpoint


# --- what is read ----------------------------------------------------------------------------------------------------


def _page(room: Room, request: Request, body: bytes) -> Response:
    desk = room.desk
    return _html(
        room,
        "page.html.j2",
        data=embedded({"reviewer": room.reviewer, "longest_note": LONGEST_NOTE, **page_words(room.lang)}),
        proposals=[(one.id, f"{one.id} {one.label}") for one in desk.run.matrix.proposals],
        plans=[(one.id, desk.title_of(one.id)) for one in desk.run.plans],
        ministries=desk.ministries,
        claims=[one for one in STATUSES if any(cell.item.claim == one for cell in desk.asked)],
        has_sample=bool(room.sample.keys),
    )


def _queue(room: Room, request: Request, body: bytes) -> Response:
    desk, reviewer, wish = room.desk, _reviewer(request), _wish(request.query_params)
    standing = room.log.standing
    counted = sample_names(room.sample, room.log) if wish.order == "audit" else None
    lines = []
    chosen = queued(desk.asked, wish, room.sample, standing, reviewer)
    for asked in chosen:
        seat, headline = seat_of(reviewer, standing.get(asked.item.key, ())), headline_of(desk, asked)
        told = seat.own.verdict if seat.own else ""
        drawn = counted is None or (asked.item.key, reviewer) in counted
        state = seat.state if drawn or not seat.answered else "open"  # given before there was a sample
        lines.append([asked.item.key, asked.item.subject, headline.title, headline.claim, state, told])
    return _json({"lines": lines, "progress": _progress(room, wish, reviewer)})


def _card(room: Room, request: Request, body: bytes) -> Response:
    asked, reviewer = asked_of(room.desk, request.query_params.get("key", "")), _reviewer(request)
    seat = seat_of(reviewer, room.log.standing.get(asked.item.key, ()))
    card = card_of(room.desk, asked)
    plans = [room.desk.plans[plan] for plan, _ in card.plans]
    return _html(
        room,
        "card.html.j2",
        card=card,
        seat=seat,
        evidence=evidence_of(room.desk, card, seat.own),
        replies=[reply_told(one, room.lang) for one in room.log.replies_on(card.key)],
        shown={plan.id: room.pictures.shows(plan) for plan in plans},
        counts={plan.id: plan.page_count for plan in plans},
        longest_note=LONGEST_NOTE,
    )


def _found(room: Room, request: Request, body: bytes) -> Response:
    asked = asked_of(room.desk, request.query_params.get("key", ""))
    plan, query = request.query_params.get("plan", ""), request.query_params.get("q", "")[:_LONGEST_QUERY]
    if plan not in asked.item.plans:
        raise Refused(404, ReviewPageCode.refuse_unknown)
    places, count = found_places(room.desk, plan, query)
    return _html(room, "found.html.j2", places=places, count=count, query=query, most=MOST_FOUND)


def _picture(room: Room, request: Request, body: bytes) -> Response:
    plan, page = room.desk.plans.get(request.query_params.get("plan", "")), request.query_params.get("page", "")
    if plan is None or not page.isdecimal() or len(page) > 6:
        raise Refused(404, ReviewPageCode.refuse_unknown)
    content = room.pictures.picture(plan, int(page))
    if content is None:
        raise Refused(404, ReviewPageCode.refuse_unknown)
    return _kept_there(Response(content, media_type="image/jpeg"))


def _marks(room: Room, request: Request, body: bytes) -> Response:
    params = request.query_params
    passage = room.desk.run.passages.get((params.get("plan", ""), params.get("passage", "")))
    if passage is None:
        raise Refused(404, ReviewPageCode.refuse_unknown)
    number = params.get("sentence", "")
    marked = marks_of(room.desk, room.pictures, passage, int(number) if number.isdecimal() and len(number) < 6 else -1)
    return _kept_there(_json(marked)) if marked else _json(marked)


def _agreement(room: Room, request: Request, body: bytes) -> Response:
    found = agreement_for(_reviewer(request), room.log.standing)
    return _html(room, "agreement.html.j2", found=found)


def _static(room: Room, request: Request, body: bytes) -> Response:
    name = request.url.path.rpartition("/")[2]
    return Response(static_file(name), media_type=STATIC[name])


# --- what is written -------------------------------------------------------------------------------------------------


def _answer(room: Room, request: Request, body: bytes) -> Response:
    kept = keep_answer(room.desk, room.log, room.sample, read_given(body))
    seat = seat_of(kept.reviewer, room.log.standing.get(kept.key, ()))
    progress = _progress(room, _wish(request.query_params), kept.reviewer)
    told = {"number": kept.number, "verdict": kept.verdict, "state": seat.state, "progress": progress}
    return _json(told)


def _apply(room: Room, request: Request, body: bytes) -> Response:
    count = room.apply()
    code = ReviewPageCode.page_applied if count else ReviewPageCode.page_nothing_new
    return _json({"told": message(code, room.lang, count=count, path=room.results)})


def _stop(room: Room, request: Request, body: bytes) -> Response:
    room.stop()
    return _json({})


# --- small -----------------------------------------------------------------------------------------------------------


def _progress(room: Room, wish: Wish, reviewer: str) -> dict[str, Any]:
    """That on all items of a wish, whichever of them it shows; of the sample also how much of it is answered."""
    told = asdict(progress_of(wished(room.desk.asked, wish, room.sample), room.log.standing, reviewer))
    if wish.order == "audit":
        told |= {
            "size": len(room.sample.keys),
            "drawn": len(answered_for(room.sample.name, room.log.on(room.sample.keys))),
        }
    return told


def _kept_there(response: Response) -> Response:
    """For the browser to keep: the address, with its token, tells of the same file as long as the server runs."""
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _reviewer(request: Request) -> str:
    return name_of(request.query_params.get("reviewer", ""))


def _wish(params: Mapping[str, str]) -> Wish:
    """What is wished for; a word that is none of ours chooses nothing."""

    def one_of(name: str, known: tuple[Any, ...], default: Any) -> Any:
        return params[name] if params.get(name) in known else default

    return Wish(
        one_of("order", ORDERS, "worth"),
        one_of("show", SHOWS, "all"),
        one_of("subject", _SUBJECTS, ""),
        params.get("proposal", ""),
        params.get("plan", ""),
        params.get("ministry", ""),
        params.get("claim", ""),
    )


def _html(room: Room, template: str, **values: Any) -> Response:
    return Response(rendered(template, room.lang, **values), media_type="text/html")


def _json(data: object, status: int = 200) -> Response:
    """ASCII only: half characters of a broken text are escapes then, as JSON allows."""
    return Response(json.dumps(data).encode("ascii"), status, media_type="application/json")
