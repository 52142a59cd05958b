"""How well role, stage, time and actors are read in running prose, document by document and genre by genre.

Every labelled passage is looked up by its wording among the passages of the plan as the pipeline reads it; one
that is not among them counts as not found in everything. There is no figure over all genres: how well prose
is read depends on how it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from policyalign.coefficients import quadratic_kappa
from policyalign.domain import Passage, Plan
from policyalign.lab.evaluation.attributes import share, stated_years
from policyalign.lab.evaluation.cells import Record
from policyalign.lab.gold.attributes import Attributes
from policyalign.lab.gold.passage_keys import passage_key
from policyalign.lab.gold.prose import ProseDocument
from policyalign.lab.statistics import precision_recall
from policyalign.segment.actors import named_bodies
from policyalign.segment.parties import introduced_names
from policyalign.text.normalize import nfkc_key

Read = tuple[Attributes, Passage | None, Mapping[str, str]]
"""The labels of a passage; the passage as read, None where the reading has no such passage; and what the short
names stand for that its plan has introduced."""

_STAGES = range(7)
_AND_OTHERS = "等"
_GLOSS = re.compile(r"\([^()]*\)$")


def score_prose(documents: Sequence[ProseDocument], plans: Mapping[str, Plan]) -> Record | None:
    """The figures of ``prose``: those of every document in ``plans``, and of every genre; None without any."""
    known = [one for one in documents if one.name in plans]
    if not known:
        return None
    read = {one.name: _read(one, plans[one.name]) for one in known}
    genres = dict.fromkeys(one.genre for one in known)
    return {
        "by_document": {
            one.name: {"genre": one.genre, "held_out": one.held_out, **_figures(read[one.name])} for one in known
        },
        "by_genre": {
            genre: _figures([both for one in known if one.genre == genre for both in read[one.name]])
            for genre in genres
        },
    }


def _read(document: ProseDocument, plan: Plan) -> list[Read]:
    passages: dict[str, Passage] = {}
    short: dict[str, str] = {}
    for passage in plan.passages:
        passages.setdefault(passage_key(passage.text), passage)
        short |= introduced_names(passage.text)
    return [(labels, passages.get(labels.text), short) for labels in document.passages]


def _figures(read: Sequence[Read]) -> Record:
    stages = [
        (_highest(labels.stages), _highest(passage.stages if passage is not None else ()))
        for labels, passage, _ in read
    ]
    staged = [(label, own) for label, own in stages if label]
    timed = [(labels, passage) for labels, passage, _ in read if (labels.start, labels.end) != (None, None)]
    vague = [passage for labels, passage, _ in read if labels.bound == "relative"]
    timeless = [passage for labels, passage, _ in read if labels.bound == "none"]
    counts = {
        "role": share([passage is not None and passage.role == labels.role for labels, passage, _ in read]),
        "stage_exact": share([own == label for label, own in staged]),
        "stage_within_one": share([own > 0 and abs(own - label) <= 1 for label, own in staged]),
        "stage_not_stated": share([own == 0 for label, own in stages if not label]),
        "time_stated": share([_years(passage) == (labels.start, labels.end) for labels, passage in timed]),
        "time_found": share([(labels.start, labels.end) in _stated(passage) for labels, passage in timed]),
        "time_vague": share([passage is not None and bool(passage.intervals) for passage in vague]),
        "time_not_stated": share([_years(passage) == (None, None) for passage in timeless]),
        "actors": _actors(read),
    }
    return {
        "passages": len(read),
        "absent": sum(passage is None for _, passage, _ in read),
        "stage_kappa": quadratic_kappa([label for label, _ in stages], [own for _, own in stages], _STAGES),
        "stage_kappa_stated": quadratic_kappa([label for label, _ in staged], [own for _, own in staged], _STAGES),
        "roles": _confusion(read),
        "counts": counts,
    }


def _highest(stages: Sequence[int] | None) -> int:
    """The highest stage; 0 for none."""
    return max(stages or (), default=0)


def _years(passage: Passage | None) -> tuple[int | None, int | None]:
    return stated_years(passage) if passage is not None else (None, None)


def _stated(passage: Passage | None) -> set[tuple[int | None, int | None]]:
    """The years of each time that a passage states."""
    return {(time.start_fy, time.end_fy) for time in passage.schedule} if passage is not None else set()


def _confusion(read: Sequence[Read]) -> dict[str, dict[str, int]]:
    """How often each role by label was read as which; ``absent`` where the passage was not."""
    pairs = Counter((labels.role or "other", _own_role(passage)) for labels, passage, _ in read)
    found: dict[str, dict[str, int]] = {}
    for (label, own), count in sorted(pairs.items()):
        found.setdefault(label, {})[own] = count
    return found


def _own_role(passage: Passage | None) -> str:
    return "absent" if passage is None else passage.role or "other"


def _actors(read: Sequence[Read]) -> Record:
    """Counts over all passages of the names found, missed and wrong, and their F1."""
    counts = Counter(found=0, missed=0, wrong=0)
    for labels, passage, short in read:
        gold = {_name(printed, short) for printed in labels.actors or ()}
        own = {_name(printed, short) for printed in _acting(passage)}
        counts.update(found=len(gold & own), missed=len(gold - own), wrong=len(own - gold))
    found = counts["found"]
    return {**counts, **precision_recall(found, found + counts["wrong"], found + counts["missed"])}


def _acting(passage: Passage | None) -> tuple[str, ...]:
    """Bodies and general actors (政府, 事業者) alike."""
    return (*passage.actors, *passage.parties) if passage is not None else ()


def _name(printed: str, short: Mapping[str, str]) -> str:
    """A name as the lexicon has it (文科省 is 文部科学省), or in full where the plan has given its short form; others
    as printed but for width, 等 and the short form in brackets."""
    bare = _GLOSS.sub("", nfkc_key(printed)).removesuffix(_AND_OTHERS)
    return next(iter(named_bodies(printed)), short.get(bare, bare))
