"""What a run has to do with people's lessons (``Settings.model``): found fit for use before any work, part of the key
of what is kept, and told in ``run.json``. The scoring itself is in :mod:`policyalign.match.lessons`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyalign.config import Settings
from policyalign.domain import Plan, PlanMatches
from policyalign.errors import InputError
from policyalign.files import sha256_of
from policyalign.messages import FittingCode

if TYPE_CHECKING:
    from policyalign.match.lessons import Lessons


def check_lessons(settings: Settings) -> None:
    """Raises :class:`~policyalign.errors.InputError` where the lessons of the settings cannot be used, or know no such
    genre."""
    if not settings.model:
        return
    known = _lessons(settings).whole.genres
    for _, genre in settings.genres:
        if genre not in known:
            names = "、".join(known) or "–"
            raise InputError(FittingCode.lessons_no_genre, genre=genre, folder=settings.model, known=names)


def model_key(settings: Settings) -> str:
    """SHA-256 (hex) of the lessons of the settings."""
    from policyalign.match.lessons import LESSONS

    return sha256_of(Path(settings.model) / LESSONS)


def lessons_record(settings: Settings, plans: Sequence[Plan], matches: Sequence[PlanMatches]) -> dict[str, Any]:
    """What ``run.json`` tells of the lessons: their SHA-256 and, of every plan that they settle, by which answers."""
    lessons = _lessons(settings)
    told = []
    for plan, found in zip(plans, matches, strict=True):
        if found.genre:
            genre = lessons.of(plan.document_id).genres[found.genre]
            counts = {name: getattr(genre, name) for name in ("state", "claims", "right", "lower")}
            told.append({"plan_id": plan.id, "genre": found.genre, **counts})
    return {"sha256": model_key(settings), "plans": told}


def _lessons(settings: Settings) -> Lessons:
    from policyalign.match.knowledge import load_knowledge
    from policyalign.match.lessons import load_lessons

    return load_lessons(Path(settings.model), load_knowledge().scorer)
