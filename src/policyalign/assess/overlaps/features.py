"""How alike two measures are, in many respects: the input of the relation model.

What both are about (対象) and by which instruments they work (手段) are told apart: the same object by the
same instrument is 重複 or 類似, by another one 補完.
"""

from __future__ import annotations

import math
from collections.abc import Collection

from policyalign.assess.overlaps.instruments import load_instruments
from policyalign.assess.overlaps.traits import Traits, WithLength

RARE = 4.0
"""A word of this rarity (natural logarithm of the inverse share of measures) is held by 1.8 % of them."""
_USUAL_STAGE = 3  # 開発・整備, what most measures of unknown stage do
_NOTHING = 1e-9


def pair_features(one: Traits, other: Traits) -> dict[str, float]:
    """All features by name, the same whichever measure comes first."""
    return {**_wording(one, other), **_rare_words(one, other), **_doing(one, other), **_bodies(one, other)}


def feature_names() -> tuple[str, ...]:
    """The names of the features, in their order."""
    kinds = load_instruments().contrasted
    return (*_PLAIN, *(f"{how}_{kind}" for kind in kinds for how in ("both", "one")), *_OF_BODIES)


_PLAIN = (
    "text",
    "heading",
    "words",
    "words_with_heading",
    "heading_words",
    "heading_covered",
    "objects",
    "heading_objects",
    "contained",
    "rarest",
    "rare",
    "rarest_heading",
    "stages",
    "stage_distance",
    "instruments",
    "heading_instruments",
)
_OF_BODIES = ("core", "body", "body_named", "core_same", "core_apart")


def _wording(one: Traits, other: Traits) -> dict[str, float]:
    """``text`` and ``heading`` are the encoder's cosines, the others compare content words."""
    covered = _covered(one, other), _covered(other, one)
    fewest = min(one.count, other.count) + 1
    shared = sum(min(count, other.counts[term]) for term, count in one.counts.items() if term in other.counts)
    return {
        "text": float(one.vector @ other.vector),
        "heading": float(one.heading_vector @ other.heading_vector),
        "words": _cosine(one, other, "plain"),
        "words_with_heading": _cosine(one, other, "words"),
        "heading_words": _cosine(one, other, "heading_words"),
        "heading_covered": sum(covered) / 2,
        "objects": _cosine(one, other, "objects"),
        "heading_objects": _cosine(one, other, "heading_objects"),
        "contained": shared / fewest,
    }


def _rare_words(one: Traits, other: Traits) -> dict[str, float]:
    """``rarest`` and ``rarest_heading`` are the sums of the rarities of the three and two rarest words."""
    shared = sorted((one.rarity[term] for term in one.words.keys() & other.words.keys()), reverse=True)
    headed = sorted(
        (one.heading_words[term] for term in one.heading_words.keys() & other.heading_words.keys()), reverse=True
    )
    return {
        "rarest": sum(shared[:3]),
        "rare": math.log1p(sum(rarity > RARE for rarity in shared)),
        "rarest_heading": sum(headed[:2]),
    }


def _doing(one: Traits, other: Traits) -> dict[str, float]:
    """By what and how far: instruments, and rungs of the ladder of stages (1–6)."""
    both = one.stages | other.stages
    highest = (max(traits.stages, default=_USUAL_STAGE) for traits in (one, other))
    told = {
        "stages": len(one.stages & other.stages) / len(both) if both else 0.0,
        "stage_distance": float(abs(next(highest) - next(highest))),
        "instruments": _alike(one.by_instruments, other.by_instruments),
        "heading_instruments": _alike(one.by_heading_instruments, other.by_heading_instruments),
    }
    for kind in load_instruments().contrasted:
        mine, theirs = kind in one.named, kind in other.named
        told[f"both_{kind}"], told[f"one_{kind}"] = float(mine and theirs), float(mine != theirs)
    return told


def _bodies(one: Traits, other: Traits) -> dict[str, float]:
    """What pays for a body as a whole (運営費交付金) goes with the measures of that body, and of no other."""
    core = float(one.core + other.core)
    named = float(_names_any(other, one.bodies) or _names_any(one, other.bodies))
    return {
        "core": core,
        "body": float(bool(one.bodies & other.bodies)),
        "body_named": named,
        "core_same": core * named,
        "core_apart": core * (1 - named),
    }


def _names_any(traits: Traits, bodies: Collection[str]) -> bool:
    return any(body in traits.name or body in traits.text for body in bodies)


def _covered(one: Traits, other: Traits) -> float:
    """The share of the words of a heading, by rarity, that the other measure holds."""
    held = sum(weight for term, weight in one.heading_words.items() if term in other.words)
    return held / (one.heading_weight + _NOTHING)


def _cosine(one: Traits, other: Traits, name: str) -> float:
    mine, theirs = getattr(one, name), getattr(other, name)
    dot: float = sum(weight * theirs[term] for term, weight in mine.items() if term in theirs)
    return dot / (math.sqrt(one.squares[name] * other.squares[name]) + _NOTHING)


def _alike(one: WithLength, other: WithLength) -> float:
    (mine, length), (theirs, their_length) = one, other
    return float(mine @ theirs / (length * their_length + _NOTHING))
