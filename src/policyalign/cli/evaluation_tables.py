"""The figures of an evaluation on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Column, Table
from rich.text import Text

from policyalign.assess.showing import new_console, new_table, print_table
from policyalign.cli.terminal import figure_text
from policyalign.lab.evaluation.baselines import BASELINES, COSINES
from policyalign.messages import label
from policyalign.messages.figures import FAULTS, FIGURES, GENRES, HELD_OUT, RULES, VARIANTS
from policyalign.messages.labels import STATUSES
from policyalign.messages.wording import Wording
from policyalign.text.clipping import clipped

if TYPE_CHECKING:
    from policyalign.lab.evaluation.evaluate import Evaluation
    from policyalign.lab.evaluation.mistakes import Mistake, Sight

_RANKING = ("ndcg_at_10", "map", "recall_at_20")
_CELLS = ("auc", "npv", "share_of_gaps_claimed", "share_undetermined")
_MAIN = (*_RANKING, *_CELLS, "brier", "ece")
_METHODS = (*_RANKING, "auc", "npv", "share_of_gaps_claimed")
_SPELLED_OUT = {"npv": "npv_spelled_out", "share_of_gaps_claimed": "gaps_claimed_spelled_out"}
_CLAIMS = ("claims", "right", "true", "precision", "precision_interval", "precision_lower_90", "recall", "f1")
_BINS = ("cells", "mean_probability", "share_covered", "interval")
_SCORES = ("precision", "recall", "f1")
_PAIRS = ("average_precision", "macro_f1")
_SHARE = ("accuracy", "right", "of", "interval")
_WORDS = frozenset({"held_out", "interval", "precision_interval", "part", "attribute"})
"""Columns of words, which begin at the left."""
_SAID = ("asked", "truly_taken_up", "auc", "brier", "said_gap", "said_taken_up", "said_covered", "share_undetermined")
_WORST = 5
_CLIP = 60

Figures = Mapping[str, Any]
Rows = Iterator[Sequence[object]]
"""Words and figures; a row may end before the table does."""


def print_evaluation(evaluation: Evaluation, lang: str) -> None:
    """Print to stdout whatever was measured, one table after the other, and the worst errors."""
    console = new_console()
    for heading, columns, rows in _tables(evaluation.figures, lang):
        console.print(Text(f"\n{label(FIGURES, heading, lang)}", style="bold"))
        print_table(_table(columns, rows, lang), console)
    if evaluation.mistakes:
        console.print(Text(f"\n{label(FIGURES, 'by_errors', lang)}", style="bold"))
        for mistake in evaluation.mistakes[:_WORST]:
            for line in _mistake_lines(mistake, lang):
                console.print(Text(line), soft_wrap=True)


def _tables(figures: Figures, lang: str) -> Iterator[tuple[str, Sequence[str], Rows]]:
    """By heading, the columns and the rows of whatever was measured."""
    ranking, cells, calibration = (figures[name] or {} for name in ("ranking", "cells", "calibration"))
    if cells:
        yield "by_ranking", ("figure", "value", "interval"), _main(ranking, cells, calibration, lang)
        yield "by_method", ("method", *_METHODS), _methods(ranking, cells, lang)
        yield "by_plan", ("plan", "held_out", *_MAIN), _plans(ranking, cells, calibration, lang)
        yield "by_claims", ("claim", *_CLAIMS), _claims(cells["claims"], lang)
    if calibration:
        yield "by_calibration", ("bin", *_BINS), _bins(calibration["reliability"])
    if figures["structure"] is not None:
        yield "by_structure", ("document", "part", *_SCORES), _structure(figures["structure"]["by_document"], lang)
    if figures["attributes"] is not None:
        yield "by_attributes", ("attribute", "value", *_SHARE[1:]), _attributes(figures["attributes"], lang)
    if figures["prose"] is not None:
        columns = ("attribute", "value", *_SHARE[1:])
        documents, genres = figures["prose"]["by_document"], figures["prose"]["by_genre"]
        yield "by_prose", ("document", *columns), _prose(documents, lang)
        yield (
            "by_prose_genre",
            ("genre", *columns),
            _prose({label(GENRES, k, lang): v for k, v in genres.items()}, lang),
        )
    if figures["prose_cells"] is not None:
        yield "by_prose_cells", ("document", *_SAID), _said(figures["prose_cells"], "cells")
    if figures["requests"] is not None:
        variants, genres = figures["requests"]["by_variant"], figures["requests"]["by_genre"]
        yield "by_requests", ("variant", *_SAID), _said(_named(variants, VARIANTS, lang), "requests")
        yield "by_requests_genre", ("genre", *_SAID), _said(_named(genres, GENRES, lang), "requests")
    if figures["pairs"] is not None:
        yield "by_pairs", ("attribute", "value"), _single(figures["pairs"], _PAIRS, lang)
    if figures["prose_pairs"] is not None:
        genres = figures["prose_pairs"]["by_genre"]
        yield "by_prose_pairs", ("genre", "pair_count", *_PAIRS), _prose_pairs(genres, lang)


def _named(parts: Mapping[str, Figures], words: Mapping[str, Wording], lang: str) -> Mapping[str, Figures]:
    return {label(words, name, lang): one for name, one in parts.items()}


def _said(parts: Mapping[str, Figures], count: str) -> Rows:
    """Of every part how many cells, what is true of them, and how often each claim was made and right."""
    for name, one in parts.items():
        told = (f"{claim['right']}/{claim['claims']}" for claim in one["claims"].values())
        yield name, one[count], one["truly_taken_up"], one["auc"], one["brier"], *told, one["share_undetermined"]


def _main(ranking: Figures, cells: Figures, calibration: Figures, lang: str) -> Rows:
    """The figures of all plans with their bootstrap intervals; that of the claims of 欠落 is exact."""
    parts = (ranking, cells, calibration)
    own = {**ranking, **cells, **calibration}
    limits = {name: one for part in parts for name, one in part.get("intervals", {}).items()}
    limits["npv"] = cells["npv_interval"]
    for name in _MAIN:
        yield label(FIGURES, _SPELLED_OUT.get(name, name), lang), own.get(name), limits.get(name)


def _methods(ranking: Figures, cells: Figures, lang: str) -> Rows:
    """policyalign and the baselines, side by side."""
    yield "policyalign", *_chosen({**ranking, **cells}, _METHODS)
    for method in (*BASELINES, *COSINES):
        own = cells["baselines"].get(method, {})
        gap = own.get("gap", {})
        shares = {"npv": gap.get("precision"), "share_of_gaps_claimed": gap.get("recall")}
        figures = {**ranking.get("baselines", {}).get(method, {}), **own}
        if figures:
            yield label(FIGURES, method, lang), *_chosen({**figures, **shares}, _METHODS)


def _plans(ranking: Figures, cells: Figures, calibration: Figures, lang: str) -> Rows:
    for plan, figures in cells["by_plan"].items():
        ranked, probable = (part.get("by_plan", {}).get(plan, {}) for part in (ranking, calibration))
        yield plan, label(HELD_OUT, figures["held_out"], lang), *_chosen({**ranked, **probable, **figures}, _MAIN)


def _claims(claims: Figures, lang: str) -> Rows:
    for kind, figures in claims.items():
        yield label({**FIGURES, **STATUSES}, kind, lang), *_chosen(figures, _CLAIMS)


def _bins(bins: Sequence[Figures]) -> Rows:
    for one in bins:
        yield f"{one['from']:.1f}–{one['to']:.1f}", *_chosen(one, _BINS)


def _structure(documents: Mapping[str, Figures], lang: str) -> Rows:
    for document, scores in documents.items():
        for kind, figures in scores.items():
            yield document, label(FIGURES, kind, lang), *_chosen(figures, _SCORES)


def _attributes(attributes: Figures, lang: str) -> Rows:
    units = attributes["units"] or {}
    for name, figures in {**attributes.get("counts", {}), **units.get("counts", {})}.items():
        if name != "actors":
            yield label(FIGURES, name, lang), *_chosen(figures, _SHARE)
    yield from _single(attributes, ("stage_kappa", "actors_f1"), lang)


def _prose(parts: Mapping[str, Figures], lang: str) -> Rows:
    """The figures of every part, with its kind and whether rules were made on it where it is a document."""
    for name, figures in parts.items():
        told = f"{figures['passages']}" if "genre" not in figures else ""
        if "genre" in figures:
            rules = "held_out" if figures["held_out"] else "developed"
            told = f"{label(GENRES, figures['genre'], lang)}, {label(RULES, rules, lang)}"
        yield f"{name} ({told})", label(FIGURES, "absent", lang), None, figures["absent"], figures["passages"]
        for attribute, counts in figures["counts"].items():
            if attribute != "actors" and counts["of"]:
                yield "", label(FIGURES, attribute, lang), *_chosen(counts, _SHARE)
        for attribute in ("stage_kappa", "stage_kappa_stated"):
            yield "", label(FIGURES, attribute, lang), figures[attribute]
        yield "", label(FIGURES, "actors_f1", lang), figures["counts"]["actors"]["f1"]


def _prose_pairs(genres: Mapping[str, Figures], lang: str) -> Rows:
    for genre, figures in genres.items():
        yield label(FIGURES, genre, lang), *_chosen(figures, ("pairs", *_PAIRS))


def _single(figures: Figures, names: Sequence[str], lang: str) -> Rows:
    """A row for each figure that there is."""
    return ((label(FIGURES, name, lang), figures[name]) for name in names if name in figures)


def _chosen(figures: Figures, names: Sequence[str]) -> Iterator[object]:
    return (figures.get(name) for name in names)


def _table(names: Sequence[str], rows: Iterable[Sequence[object]], lang: str) -> Table:
    """A narrow terminal folds words, never cuts a number."""
    table = new_table(*(Column(label(FIGURES, name, lang), overflow="fold") for name in names))
    for name, column in zip(names[1:], table.columns[1:], strict=True):
        column.justify = "left" if name in _WORDS else "right"
    for row in rows:
        table.add_row(*map(figure_text, row))
    return table


def _mistake_lines(mistake: Mistake, lang: str) -> Iterator[str]:
    finding = mistake.finding
    probability = "–" if finding.probability is None else f"{finding.probability:.2f}"
    verdict = f"{label(STATUSES, finding.status, lang)} {probability}"
    truth = f"{label(FIGURES, 'gold', lang)} {mistake.grade}"
    cell = f"{finding.plan_id} × {mistake.proposal.id} {mistake.proposal.label}"
    yield f"[{label(FAULTS, mistake.fault, lang)}] {cell}（{verdict}、{truth}）"
    yield f"    {_clipped(mistake.proposal.text)}"
    yield f"    {label(FIGURES, 'found', lang)}: {_sight(mistake.found, lang)}"
    if mistake.wanted is not None:
        yield f"    {label(FIGURES, 'wanted', lang)}: {_sight(mistake.wanted, lang)}"


def _sight(sight: Sight, lang: str) -> str:
    unit = f"{sight.unit.heading}（{'–' if sight.grade is None else sight.grade}）" if sight.unit else ""
    if sight.passage is None:
        return f"{unit} {label(FIGURES, 'nothing_found', lang)}"
    return f"p.{sight.passage.page_start} {unit} {_clipped(sight.passage.text)}"


def _clipped(text: str) -> str:
    return clipped(" ".join(text.split()), _CLIP)
