"""How far a review has come: progress, people, agreement, samples, and what is asked again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from policyalign.assess.run import Run
from policyalign.cli.review import answer_told, item_told
from policyalign.cli.terminal import figure_text
from policyalign.messages import ReviewCode, label, message
from policyalign.messages.review import ALARMS, SUBJECTS
from policyalign.review.agreement import agreements
from policyalign.review.applying import EDITIONS
from policyalign.review.carrying import asked_again, followed
from policyalign.review.drawn import progress_of_draws
from policyalign.review.items import items_of
from policyalign.review.records import Answer
from policyalign.review.settling import decisions, standing
from policyalign.review.store import RECORD
from policyalign.values import Lang

_LISTED = 50


def status_lines(run: Run, log: Sequence[Answer], lang: Lang) -> Iterator[str]:
    """What ``policyalign review status`` prints."""
    if not log:
        yield message(ReviewCode.status_none, lang)
    items = {one.key: one for one in items_of(run)}
    decided = decisions(log)
    for subject, words in SUBJECTS.items():
        states = Counter(
            decided[one.key].state if one.key in decided else "open" for one in items.values() if one.subject == subject
        )
        counts = {name: states[name] for name in ("decided", "disputed", "open")}
        named = words.text(lang)
        named = ALARMS.text(lang).format(subject=named) if subject == "phase" else named
        told = {"subject": named, "items": sum(states.values())}
        yield message(ReviewCode.status_progress, lang, **told, **counts)
    yield from _people(log, lang)
    yield from _agreement(log, lang)
    for draw, done in progress_of_draws(run, log):
        told = {"claims": draw.claims, "size": draw.size, "seed": draw.seed}
        yield message(ReviewCode.status_draw, lang, **told, done=done)
    for one in [one for key, one in decided.items() if one.state == "disputed" and key in items][:_LISTED]:
        answers = "; ".join(answer_told(answer, lang) for answer in one.answers)
        yield message(ReviewCode.status_disputed, lang, item=item_told(one.answers[0], run), answers=answers)
    yield from _again(run, log, lang)
    editions = run.record.get(RECORD, {}).get(EDITIONS, {})
    over = followed(run, log, editions) if editions else frozenset()
    gone = sum(key not in items and key not in over for key in decided)
    if gone:
        yield message(ReviewCode.status_gone, lang, count=gone)


def _people(log: Sequence[Answer], lang: Lang) -> Iterator[str]:
    stages = Counter((one.reviewer, one.stage) for some in standing(log).values() for one in some)
    for name in sorted({name for name, _ in stages}):
        counts = {"coding": stages[name, "coding"], "settling": stages[name, "settling"]}
        yield message(ReviewCode.status_reviewer, lang, reviewer=name or "–", **counts)


def _agreement(log: Sequence[Answer], lang: Lang) -> Iterator[str]:
    for one in agreements(log):
        code = ReviewCode.status_agreement if one.subject == "cell" else ReviewCode.status_agreement_plain
        figures = {"kappa": figure_text(one.kappa), "ac1": figure_text(one.ac1), "agreed": f"{one.agreed:.0%}"}
        who = {"first": one.first or "–", "second": one.second or "–", "count": one.count}
        yield message(code, lang, subject=label(SUBJECTS, one.subject, lang), **who, **figures)


def _again(run: Run, log: Sequence[Answer], lang: Lang) -> Iterator[str]:
    editions = run.record.get(RECORD, {}).get(EDITIONS, {})
    again = asked_again(run, log, editions) if editions else ()
    if again:
        yield message(ReviewCode.status_again, lang, count=len(again))
    for one, _ in again[:_LISTED]:
        document = next(document for document in one.documents if document in editions)
        told = {"before": answer_told(one, lang), "document": f"SHA-256 {document[:12]}…"}
        yield message(ReviewCode.status_again_item, lang, item=item_told(one, run), **told)
