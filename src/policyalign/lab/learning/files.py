"""From saved results to ``lessons.json``, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from policyalign.assess.run import Run
from policyalign.errors import InputError
from policyalign.lab.fitting.model_files import as_json
from policyalign.lab.learning.answers import AnsweredPlan, answered_plans
from policyalign.lab.learning.genres import answers_needed, has_control, lesson_with_genres, others, waiting
from policyalign.lab.learning.trials import Trials, try_lessons
from policyalign.match.knowledge import load_knowledge
from policyalign.match.lessons import FORMAT, LESSONS, Genre, Lesson, Lessons
from policyalign.messages import FittingCode

SCORER = "scorer_sha256"


@dataclass(frozen=True, slots=True)
class GenreTold:
    """A genre, how many answers more it takes where no further one is wrong (0: none), and the cells to be answered
    next, as ids of plan and proposal; fewer than are missing where the plans hold no more. 欠落 of the plans
    ``without_control`` do not count (:func:`~policyalign.lab.learning.genres.has_control`)."""

    genre: Genre
    missing: int
    next: tuple[tuple[str, str], ...]
    without_control: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Learned:
    """The files to write, how the answers fare, and the genres by name. Answers on ``fitted_before`` count for nothing,
    since the scorer was fitted on these plans; those on ``compared_otherwise`` neither, since their results are of
    another scorer, or of lessons."""

    files: Mapping[str, str]
    trials: Trials | None
    genres: Mapping[str, GenreTold]
    fitted_before: tuple[str, ...]
    compared_otherwise: tuple[str, ...]


def learn_from_reviews(runs: Sequence[Run], genres: Mapping[str, str]) -> Learned:
    """Learn from the answers that runs hold. ``genres`` are by the id of a plan, that of an empty id for all others.

    Raises :class:`~policyalign.errors.InputError` where there is no answer to learn from.
    """
    scorer = load_knowledge().scorer
    base = scorer.record[SCORER]
    told = [run.record.get("model", {}).get(SCORER) == base for run in runs]
    answered = answered_plans([run for run, same in zip(runs, told, strict=True) if same], genres)
    strange = [plan.id for run, same in zip(runs, told, strict=True) if not same for plan in run.plans]
    fitted = [one for one in answered if one.document_id in scorer.plans]
    rest = [one for one in answered if one not in fitted]
    usable = [one for one in rest if one.matches.style and not one.matches.genre]
    strange += [one.id for one in rest if one not in usable]
    if not any(one.labels for one in usable):
        raise InputError(FittingCode.reviews_none)
    lessons = lessons_of(usable, base)
    return Learned(
        {LESSONS: written(lessons)},
        try_lessons(usable),
        {name: _told(usable, name, genre) for name, genre in lessons.whole.genres.items()},
        _names(one.id for one in fitted),
        _names(strange),
    )


def lessons_of(plans: Sequence[AnsweredPlan], base: str) -> Lessons:
    """What all plans teach, and for each of them what the others do; ``base`` is the SHA-256 of the scorer's file.

    What one plan alone teaches moves nothing, since there is no other to try it on: its answers count for its genre."""
    without = {plan.document_id: lesson_with_genres(others(plans, plan)) for plan in plans}
    whole = lesson_with_genres(plans)
    if len(plans) == 1:
        whole = Lesson(genres=whole.genres)
    return Lessons(FORMAT, base, whole, dict(sorted(without.items())))


def written(lessons: Lessons) -> str:
    """The content of ``lessons.json``."""
    return as_json(asdict(lessons))


def _told(plans: Sequence[AnsweredPlan], name: str, genre: Genre) -> GenreTold:
    uncounted = tuple(plan.id for plan in plans if plan.genre == name and not has_control(plan))
    if genre.state != "open":
        return GenreTold(genre, 0, (), uncounted)
    missing = answers_needed(genre.claims - genre.right) - genre.claims
    return GenreTold(genre, missing, tuple(waiting(plans, name)[:missing]), uncounted)


def _names(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
