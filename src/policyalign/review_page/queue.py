"""Which items are put to a reviewer, and in which order. Pure.

What an answer is worth is how much the run may change by it (「値打ち」):

1. cells where the machine leans to neither side: ``4p(1-p)`` of at least a half, where p is P(対応 or 一部対応), so
   a p from 0.15 to 0.85; the nearer to 0.5 the sooner
2. pairs, alarms, exits and responsibilities that are 要確認: an answer makes them certain or takes them away
3. the other cells, by ``4p(1-p)``: claims of 対応 and 欠落 among them, the least sure first
4. what is certain: an answer mostly confirms

``4p(1-p)`` is the variance of a yes-or-no answer, in units of its largest: what uncertainty sampling goes by (Lewis &
Gale 1994, A sequential algorithm for training text classifiers). Within a step equals keep the order of the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from policyalign.assess.responsibility.records import Cell
from policyalign.domain import Finding
from policyalign.review.drawn import given_for
from policyalign.review.records import Answer, Subject
from policyalign.review_page.coders import Seat, seat_of
from policyalign.review_page.desk import Sample
from policyalign.review_page.log import AnswerLog
from policyalign.review_page.records import Asked, Progress

Order = Literal["worth", "run", "audit"]
"""By worth; as in the run; the random sample of the audit in its own order."""
ORDERS: tuple[Order, ...] = get_args(Order)
Show = Literal["open", "free", "settle", "answered", "all"]
"""Not answered by the reviewer; by nobody; to be settled by the reviewer; answered by the reviewer; all."""
SHOWS: tuple[Show, ...] = get_args(Show)

UNCERTAIN = 0.5
"""The least ``4p(1-p)`` of a cell on which the machine leans to neither side. Chosen: half of the largest."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reviewer wants to see; what is empty does not choose."""

    order: Order = "worth"
    show: Show = "all"
    subject: Subject | Literal[""] = ""
    proposal: str = ""
    plan: str = ""
    ministry: str = ""
    claim: str = ""


Standing = Mapping[str, Sequence[Answer]]
"""The standing answers by item."""


def queued(asked: Iterable[Asked], wish: Wish, sample: Sample, standing: Standing, reviewer: str) -> list[Asked]:
    """The items that are wished for, in order."""
    seen = [one for one in wished(asked, wish, sample) if _shown(seat_of(reviewer, _on(one, standing)), wish.show)]
    if wish.order == "audit":
        places = {key: place for place, key in enumerate(sample.keys)}
        return sorted(seen, key=lambda one: places[one.item.key])
    return sorted(seen, key=worth) if wish.order == "worth" else seen


def wished(asked: Iterable[Asked], wish: Wish, sample: Sample) -> list[Asked]:
    """The items that are wished for, answered or not, as they come."""
    drawn = set(sample.keys) if wish.order == "audit" else None
    return [one for one in asked if (drawn is None or one.item.key in drawn) and _chosen(one, wish)]


def worth(asked: Asked) -> tuple[int, float, int]:
    """Sorts by what an answer is worth, the most first."""
    uncertainty = spread(asked.item.probability)
    steps = (1, 3) if asked.item.subject == "cell" else (2, 4)
    pressing = uncertainty >= UNCERTAIN if asked.item.subject == "cell" else doubtful(asked)
    return steps[0 if pressing else 1], -uncertainty, asked.number


def spread(probability: float | None) -> float:
    """``4p(1-p)``; 0 where there is no probability.

    >>> spread(0.5), round(spread(0.9), 2), spread(None)
    (1.0, 0.36, 0.0)
    """
    return 0.0 if probability is None else 4 * probability * (1 - probability)


def doubtful(asked: Asked) -> bool:
    """Whether a pair, alarm, exit or responsibility is 要確認 or 判定不能."""
    source = asked.source
    if isinstance(source, Finding):
        return source.status == "undetermined"
    if isinstance(source, Cell):
        return source.certainty != "certain"
    return bool(source.checked) or source.confidence != "certain"  # how sure the machine was is no longer told then


def progress_of(asked: Sequence[Asked], standing: Standing, reviewer: str) -> Progress:
    """How far the answers on some items have come."""
    answers = list(filter(None, (_on(one, standing) for one in asked)))
    seats = [seat_of(reviewer, some) for some in answers]
    names = Counter(one.reviewer for some in answers for one in some)
    return Progress(
        len(asked),
        sum(seat.answered for seat in seats),
        len(answers),
        sum(seat.state == "settle" for seat in seats),
        dict(sorted(names.items())),
    )


def sample_names(sample: Sample, log: AnswerLog) -> frozenset[tuple[str, str]]:
    """Whose answers on which items count for the sample: the keys with the names."""
    return frozenset((one.key, one.reviewer) for one in given_for(sample.name, log.on(sample.keys)))


def _on(asked: Asked, standing: Standing) -> Sequence[Answer]:
    return standing.get(asked.item.key, ())


def _chosen(asked: Asked, wish: Wish) -> bool:
    item = asked.item
    return (
        (not wish.subject or item.subject == wish.subject)
        and (not wish.proposal or wish.proposal in proposals_of(asked))
        and (not wish.plan or wish.plan in item.plans)
        and (not wish.ministry or wish.ministry in item.ministries)
        and (not wish.claim or (item.subject == "cell" and item.claim == wish.claim))
    )


def proposals_of(asked: Asked) -> tuple[str, ...]:
    """All proposals that an item concerns: a pair may answer several."""
    source = asked.source
    several = getattr(source, "proposals", None) or getattr(source, "proposal_ids", None)
    return tuple(several or filter(None, (asked.item.proposal_id,)))


def _shown(seat: Seat, show: Show) -> bool:
    match show:
        case "open":
            return not seat.answered
        case "answered":
            return seat.answered
        case "free":
            return seat.state == "open"
        case "settle":
            return seat.state == "settle"
        case "all":
            return True
