"""``policyalign fit --reviews``: what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.cli.genres import parse_genres
from policyalign.cli.reviewed import load_reviewed
from policyalign.cli.terminal import figure_text
from policyalign.messages import FittingCode, label, message
from policyalign.messages.figures import FIGURES
from policyalign.messages.labels import TITLES
from policyalign.telling import say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.lab.fitting.thresholds import Claim
    from policyalign.lab.learning.files import GenreTold, Learned
    from policyalign.lab.learning.trials import Fared, Trials

DEFAULT_OUT = Path("policyalign-model")
_NAMED = 10


def fit_reviews(results: Sequence[Path], genres: Sequence[str], out: Path | None, check: bool, lang: Lang) -> None:
    """Learn from the answers in folders of results, tell what that does, and write the lessons."""
    from policyalign.cli.fit import write_or_check
    from policyalign.lab.learning.files import learn_from_reviews

    runs = [load_reviewed(folder, lang) for folder in results]
    named = dict(parse_genres(genres, [plan.id for run in runs for plan in run.plans]))
    learned = learn_from_reviews(runs, named)
    _show(learned, lang)
    folder = out or DEFAULT_OUT
    write_or_check(learned.files, folder, check, lang)
    certified = [name for name, one in learned.genres.items() if one.genre.state == "certified"]
    if certified and not check:
        say(FittingCode.lessons_use, lang, folder=folder, genre=certified[0])


def _show(learned: Learned, lang: Lang) -> None:
    if learned.fitted_before:
        say(FittingCode.reviews_fitted_before, lang, plans=", ".join(learned.fitted_before))
    if learned.compared_otherwise:
        say(FittingCode.reviews_compared_otherwise, lang, plans=", ".join(learned.compared_otherwise))
    if learned.trials is not None:
        _show_trials(learned.trials, lang)
    for name, told in learned.genres.items():
        _show_genre(name, told, lang)
    if not learned.genres:
        tell(message(FittingCode.genre_unnamed, lang))


def _show_trials(trials: Trials, lang: Lang) -> None:
    from rich.table import Column

    from policyalign.assess.showing import new_console, new_table, print_table

    counts = {"plans": trials.plans, "cells": trials.cells, "taken_up": trials.taken_up}
    tell(message(FittingCode.trials_of, lang, **counts))
    names = [label(FIGURES, name, lang) for name in ("auc", "brier")]
    names += [label(TITLES, f"lessons_{kind}", lang) for kind in ("gap", "covered")]
    headings = [*names, label(FIGURES, "share_undetermined", lang)]
    table = new_table("", *(Column(one, justify="right") for one in headings))
    for title, fared in (("before", trials.before), ("after", trials.after)):
        table.add_row(label(TITLES, f"lessons_{title}", lang), *_figures(fared))
    table.add_row(label(TITLES, "lessons_change", lang), *(_change(*trials.change[one]) for one in ("auc", "brier")))
    print_table(table, new_console())
    codes = {
        "better": FittingCode.outlook_better,
        "worse": FittingCode.outlook_worse,
        "alike": FittingCode.outlook_alike,
        "untried": FittingCode.outlook_untried,
    }
    tell(message(codes[trials.outlook], lang))


def _figures(fared: Fared) -> list[str]:
    told = [figure_text(fared.auc), figure_text(fared.brier), _claim(fared.gaps), _claim(fared.found)]
    return [*told, f"{fared.undetermined:.0%}"]


def _claim(claim: Claim) -> str:
    """``57/60 (.861–.990)``: right, said, and the exact 95 % interval."""
    from policyalign.lab.statistics import exact_interval

    interval = exact_interval(claim.right, claim.claims)
    told = f" ({interval[0]:.3f}–{interval[1]:.3f})" if interval else ""
    return f"{claim.right}/{claim.claims}{told}"


def _change(value: float | None, interval: Sequence[float] | None) -> str:
    if value is None:
        return "–"
    return f"{value:+.3f}" + (f" ({interval[0]:+.3f}–{interval[1]:+.3f})" if interval else "")


def _show_genre(name: str, told: GenreTold, lang: Lang) -> None:
    from policyalign.lab.fitting.samples import ANSWERED

    genre = told.genre
    counts = {"genre": name, "claims": genre.claims, "right": genre.right, "limit": f"{genre.lower:.1%}"}
    if told.without_control:
        plans = ", ".join(told.without_control)
        tell(message(FittingCode.genre_uncontrolled, lang, plans=plans, least=ANSWERED))
    if genre.state != "open":
        code = FittingCode.genre_certified if genre.state == "certified" else FittingCode.genre_not_certified
        tell(message(code, lang, **counts))
        return
    tell(message(FittingCode.genre_open, lang, **counts, missing=told.missing, needed=genre.claims + told.missing))
    if told.next:
        cells = ", ".join(f"{plan} {proposal}" for plan, proposal in told.next[:_NAMED])
        more = " …" if len(told.next) > _NAMED else ""
        tell(message(FittingCode.genre_next, lang, cells=cells + more))
    if len(told.next) < told.missing:
        tell(message(FittingCode.genre_other_plans, lang, genre=name, count=told.missing - len(told.next)))
