"""A review page without a network: the room of a run, and a browser that asks it as the page does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from policyalign.assess.run import Run
from policyalign.review.store import ReviewStore
from policyalign.review_page.app import Room, review_app
from policyalign.review_page.desk import Desk, audit_sample
from policyalign.review_page.log import AnswerLog
from policyalign.review_page.pictures import PagePictures

PORT, TOKEN = 4711, "token-of-the-test"
ORIGIN = f"http://127.0.0.1:{PORT}"


def room_of(run: Run, results: Path, lang: str = "ja") -> Room:
    """The room of a run, without pictures; answers are kept in ``results``."""
    desk = Desk(run, lang)
    sample = audit_sample(desk, target=0.95, confidence=0.95)
    return Room(desk, AnswerLog(ReviewStore(results)), PagePictures({}), sample, lang, results)


class Browser:
    """One reviewer at the page of a room."""

    def __init__(self, room: Room, reviewer: str = "山田") -> None:
        self.room = room
        self.reviewer = reviewer
        self.client = TestClient(review_app(room, port=PORT, token=TOKEN), base_url=ORIGIN)

    def get(self, path: str, **asked: str) -> Any:
        """The reply to a request of the page."""
        return self.client.get(f"/{TOKEN}/{path}", params={"reviewer": self.reviewer, **asked})

    def post(self, path: str, values: Any, **headers: str) -> Any:
        """The reply to what the page sends; headers may be put in the place of its own."""
        sent = {"Origin": ORIGIN, **headers}
        return self.client.post(f"/{TOKEN}/{path}", json=values, headers={k: v for k, v in sent.items() if v})

    def answer(self, key: str, verdict: str, **more: str) -> Any:
        """The reply to an answer, in the stage that the card shows."""
        told = re.search(r'data-stage="(\w+)"', self.get("card", key=key).text)
        stage = told[1] if told else ""
        return self.post("answer", {"key": key, "verdict": verdict, "reviewer": self.reviewer, "stage": stage, **more})

    def lines(self, **wish: str) -> list[list[str]]:
        """The lines of the queue: key, subject, title, claim, state and own verdict."""
        found: list[list[str]] = self.get("queue", **wish).json()["lines"]
        return found
