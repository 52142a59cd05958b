"""``lessons.json``: what people's answers teach the scorer, as it lies in a folder of the user's.

A lesson never stands by itself: it moves the scorer that comes along, and of no other is it known what it is worth.
For every plan that was answered there is a lesson of the answers on the other plans alone, by which that plan is
judged: no answer is its own proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np

from policyalign.errors import InputError, cause
from policyalign.match.applicability import Range, is_in_domain
from policyalign.match.arrays import Matrix
from policyalign.match.parameters import Logistic, Model, Scorer
from policyalign.messages import FittingCode
from policyalign.serialize import from_json

LESSONS = "lessons.json"
FORMAT = 1

State = Literal["certified", "refuted", "open"]
"""欠落 of a genre are right often enough; they are not; too few answers to tell."""


@dataclass(frozen=True, slots=True)
class Shift:
    """By which the log odds of cells are moved, ``intercept + slope · logit``: calibration in the large and its slope
    (Cox 1958, Biometrika 45)."""

    intercept: float = 0.0
    slope: float = 1.0

    def moved(self, logistic: Logistic) -> Logistic:
        """The regression, moved; the slope is not negative, so that no weight turns."""
        weights = {name: self.slope * weight for name, weight in logistic.weights.items()}
        return replace(logistic, weights=weights, intercept=self.intercept + self.slope * logistic.intercept)

    def of(self, logits: Matrix) -> Matrix:
        """Log odds, moved."""
        return np.asarray(self.intercept + self.slope * logits)


@dataclass(frozen=True, slots=True)
class Genre:
    """What answers on plans of a genre (文書の種類) show of the 欠落 said on them: of ``claims`` drawn at random
    ``right`` were right, so that at least the share ``lower`` is with the confidence of the fit. ``ranges`` are those
    of the features of its plans, ``plans`` their number."""

    state: State
    claims: int
    right: int
    lower: float
    plans: int
    ranges: Mapping[str, Range]


@dataclass(frozen=True, slots=True)
class Lesson:
    """``profiled`` and ``plain`` move the cells of proposals with a profile and of others; ``genres`` are by name."""

    profiled: Shift = field(default_factory=Shift)
    plain: Shift = field(default_factory=Shift)
    genres: Mapping[str, Genre] = field(default_factory=dict)

    def applied(self, scorer: Scorer) -> Scorer:
        """The scorer as it is after the lesson."""
        return replace(scorer, profiled=_moved(scorer.profiled, self.profiled), plain=_moved(scorer.plain, self.plain))

    def scorer_of(self, genre: str, scorer: Scorer, style: Mapping[str, float]) -> Scorer | None:
        """The scorer by which a plan of a genre is judged, which claims hold for it (``in_domain``) among them; None
        where that is the scorer as it comes along: until the genre is certified, and where the plan is written unlike
        those that it was certified on."""
        known = self.genres.get(genre)
        if known is None or known.state == "open":
            return None
        if known.state == "refuted":
            return replace(scorer, in_domain=NOWHERE)
        return replace(self.applied(scorer), in_domain=known.ranges) if is_in_domain(known.ranges, style) else None


NOWHERE: Mapping[str, Range] = {"length": (1.0, 0.0)}
"""Ranges that no document lies in."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """``base`` is the SHA-256 of the scorer's file that they are of; ``whole`` what all answers teach, ``without`` what
    those on other plans do, by the SHA-256 of the plan's file."""

    format: int
    base: str
    whole: Lesson
    without: Mapping[str, Lesson]

    def of(self, document_id: str) -> Lesson:
        """The lesson by which a plan is judged, by the SHA-256 of its file."""
        return self.without.get(document_id, self.whole)


def load_lessons(folder: Path, scorer: Scorer) -> Lessons:
    """The lessons in a folder. Raises :class:`~policyalign.errors.InputError` where there are none, or they are of
    another scorer than this one."""
    path = folder / LESSONS
    try:
        lessons = from_json(path.read_bytes(), Lessons)
    except FileNotFoundError:
        raise InputError(FittingCode.lessons_missing, folder=folder) from None
    except (OSError, ValueError) as error:
        raise InputError(FittingCode.lessons_unreadable, file=path, error=cause(error)) from error
    if (lessons.format, lessons.base) != (FORMAT, scorer.record["scorer_sha256"]):
        raise InputError(FittingCode.lessons_other_scorer, file=path)
    return lessons


def _moved(model: Model, shift: Shift) -> Model:
    return replace(model, covered=shift.moved(model.covered))
