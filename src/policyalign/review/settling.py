"""From the log of answers to one decision an item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from policyalign.review.records import Answer, Decision


def in_time(answers: Iterable[Answer]) -> list[Answer]:
    """The answers in the order in which they were given, those of one moment as in the log: logs that are put
    together in another order say the same."""
    return sorted(answers, key=lambda one: (datetime.fromisoformat(one.at), one.number))


def standing(answers: Iterable[Answer]) -> dict[str, tuple[Answer, ...]]:
    """By key, the last answer of each reviewer in each stage that was not taken back, in the order of time."""
    last: dict[tuple[str, str, str], Answer] = {}
    for answer in in_time(answers):
        place = (answer.key, answer.reviewer, answer.stage)
        last.pop(place, None)
        if answer.verdict:
            last[place] = answer
    kept: dict[str, list[Answer]] = defaultdict(list)
    for answer in last.values():
        kept[answer.key].append(answer)
    return {key: tuple(some) for key, some in kept.items()}


def decisions(answers: Iterable[Answer]) -> Mapping[str, Decision]:
    """By key, what the answers on every item that was answered come to.

    A settling answer decides, the last one where there are several. Otherwise the reviewers decide where they agree;
    one alone does. Where they do not, nothing is decided: the item is disputed, and is nobody's claim.
    """
    return {key: _decision(key, some) for key, some in standing(answers).items()}


def deciding(decision: Decision) -> Answer | None:
    """The answer that tells what was decided: that of the one who settled, else the last of those who agree."""
    said = [one for one in decision.answers if one.verdict == decision.verdict]
    settled = [one for one in said if one.stage == "settling"]
    return (settled or said or [None])[-1]  # type: ignore[list-item]


def _decision(key: str, answers: tuple[Answer, ...]) -> Decision:
    told = [one for one in answers if one.verdict != "noted"]
    settled = [one.verdict for one in told if one.stage == "settling"]
    verdicts = {one.verdict for one in told if one.stage == "coding"}
    if settled:
        return Decision(key, "decided", settled[-1], answers)
    if len(verdicts) == 1:
        return Decision(key, "decided", verdicts.pop(), answers)
    return Decision(key, "disputed" if verdicts else "open", "", answers)
