"""Saved results as every command takes them up: with all that people have said of them since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.messages import ReviewCode
from policyalign.telling import say
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.run import Run


def load_reviewed(results: Path, lang: Lang) -> Run:
    """The run of a results folder; answers that its files do not hold yet count, and that is told.

    Raises :class:`~policyalign.errors.PolicyAlignError`.
    """
    from policyalign.export import load_run
    from policyalign.review.store import ReviewStore, applied_until

    run = load_run(results)
    take_over_told(results, run, lang)
    if ReviewStore(results).last == applied_until(run.record):
        return run
    from policyalign.review.applying import up_to_date  # it asks all questions again, and loads what does

    run, newer = up_to_date(run, results)
    say(ReviewCode.review_newer, lang, count=newer, out=results)
    return run


def take_over_told(results: Path, run: Run, lang: Lang) -> None:
    """Take over what an earlier version kept, if there is any, and tell so."""
    if (results / "review.json").exists():
        from policyalign.review.earlier import take_over

        say_taken_over(take_over(results, run), results, lang)


def say_taken_over(count: int, results: Path, lang: Lang) -> None:
    """Tell of answers that an earlier version kept; nothing where there were none."""
    if count:
        from policyalign.review.earlier import REVIEWS
        from policyalign.review.store import STORE

        say(ReviewCode.review_taken_over, lang, count=count, file=results / REVIEWS, store=STORE)
