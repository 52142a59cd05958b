"""The figures of an evaluation on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyalign.assess.showing import print_table
from policyalign.lab.evaluation.baselines import BASELINES, COSINES
from policyalign.messages import label
from policyalign.messages.figures import FAULTS, FIGURES, HELD_OUT
from policyalign.messages.labels import STATUSES

if TYPE_CHECKING:
    from policyalign.lab.evaluation.evaluate import Evaluation
    from policyalign.lab.evaluation.mistakes import Mistake, Sight

_RANKING = ("ndcg_at_10", "map", "recall_at_20")
_CELLS = ("auc", "npv", "share_of_gaps_claimed", "share_undetermined")
_PROBABILITIES = ("brier", "ece")
_METHODS = (*_RANKING, "auc", "npv", "share_of_gaps_claimed")
_SPELLED_OUT = {"npv": "npv_spelled_out", "share_of_gaps_claimed": "gaps_claimed_spelled_out"}
_CLAIMS = ("claims", "right", "true", "precision", "precision_interval", "precision_lower_90", "recall", "f1")
_BINS = ("cells", "mean_probability", "share_covered", "interval")
_WORST = 5
_CLIP = 60

Figures = Mapping[str, Any]


def print_evaluation(evaluation: Evaluation, lang: str, console: Console | None = None) -> None:
    """Print to stdout whatever was measured, one table after the other, and the worst errors."""
    console = console or Console(highlight=False)
    for heading, table in _tables(evaluation.figures, lang):
        console.print(Text(f"\n{label(FIGURES, heading, lang)}", style="bold"))
        print_table(table, console)
    if evaluation.mistakes:
        console.print(Text(f"\n{label(FIGURES, 'by_errors', lang)}", style="bold"))
        for mistake in evaluation.mistakes[:_WORST]:
            for line in _mistake_lines(mistake, lang):
                console.print(Text(line), soft_wrap=True)


def _tables(figures: Figures, lang: str) -> Iterator[tuple[str, Table]]:
    ranking, cells, calibration = (figures[name] or {} for name in ("ranking", "cells", "calibration"))
    if cells:
        yield "by_ranking", _main(ranking, cells, calibration, lang)
        yield "by_method", _methods(ranking, cells, lang)
        yield "by_plan", _plans(ranking, cells, calibration, lang)
        yield "by_claims", _claims(cells["claims"], lang)
    if calibration:
        yield "by_calibration", _bins(calibration["reliability"], lang)
    if figures["structure"] is not None:
        yield "by_structure", _structure(figures["structure"]["by_document"], lang)
    if figures["attributes"] is not None:
        yield "by_attributes", _attributes(figures["attributes"], lang)
    if figures["pairs"] is not None:
        yield "by_pairs", _pairs(figures["pairs"], lang)


def _main(ranking: Figures, cells: Figures, calibration: Figures, lang: str) -> Table:
    """The figures of all plans with their bootstrap intervals; that of the claims of 欠落 is exact."""
    own = {**ranking, **cells, **calibration}
    limits = {
        name: interval for part in (ranking, cells, calibration) for name, interval in part.get("intervals", {}).items()
    }
    limits["npv"] = cells["npv_interval"]
    table = _table("figure", ("value", "interval"), lang)
    for name in (*_RANKING, *_CELLS, *_PROBABILITIES):
        heading = label(FIGURES, _SPELLED_OUT.get(name, name), lang)
        table.add_row(heading, _cell(own.get(name)), _cell(limits.get(name)))
    return table


def _methods(ranking: Figures, cells: Figures, lang: str) -> Table:
    """policyalign and the baselines, side by side."""
    table = _table("method", _METHODS, lang)
    table.add_row("policyalign", *_cells({**ranking, **cells}, _METHODS))
    for method in (*BASELINES, *COSINES):
        own = cells["baselines"].get(method, {})
        gap = own.get("gap", {})
        shares = {"npv": gap.get("precision"), "share_of_gaps_claimed": gap.get("recall")}
        figures = {**ranking.get("baselines", {}).get(method, {}), **own}
        if figures:
            table.add_row(label(FIGURES, method, lang), *_cells({**figures, **shares}, _METHODS))
    return table


def _plans(ranking: Figures, cells: Figures, calibration: Figures, lang: str) -> Table:
    names = (*_RANKING, *_CELLS, *_PROBABILITIES)
    table = _table("plan", ("held_out", *names), lang)
    for plan, figures in cells["by_plan"].items():
        others = [part.get("by_plan", {}).get(plan, {}) for part in (ranking, calibration)]
        held_out = label(HELD_OUT, figures["held_out"], lang)
        table.add_row(plan, held_out, *_cells({**others[0], **others[1], **figures}, names))
    return table


def _claims(claims: Figures, lang: str) -> Table:
    table = _table("claim", _CLAIMS, lang)
    for kind, figures in claims.items():
        word = label({**FIGURES, **STATUSES}, kind, lang)
        table.add_row(word, *_cells(figures, _CLAIMS))
    return table


def _bins(bins: Sequence[Figures], lang: str) -> Table:
    table = _table("bin", _BINS, lang)
    for one in bins:
        table.add_row(f"{one['from']:.1f}–{one['to']:.1f}", *_cells(one, _BINS))
    return table


def _structure(documents: Mapping[str, Figures], lang: str) -> Table:
    names = ("precision", "recall", "f1")
    table = _table("document", ("value", *names), lang)
    for document, scores in documents.items():
        for kind, figures in scores.items():
            table.add_row(document, label(FIGURES, kind, lang), *_cells(figures, names))
    return table


def _attributes(attributes: Figures, lang: str) -> Table:
    table = _table("attribute", ("value", "right", "of", "interval"), lang)
    units = attributes["units"] or {}
    for name, figures in {**attributes.get("counts", {}), **units.get("counts", {})}.items():
        if name != "actors":
            values = _cells(figures, ("accuracy", "right", "of", "interval"))
            table.add_row(label(FIGURES, name, lang), *values)
    for name in ("stage_kappa", "actors_f1"):
        if name in attributes:
            table.add_row(label(FIGURES, name, lang), _cell(attributes[name]))
    return table


def _pairs(pairs: Figures, lang: str) -> Table:
    table = _table("attribute", ("value",), lang)
    for name in ("average_precision", "macro_f1"):
        table.add_row(label(FIGURES, name, lang), _cell(pairs[name]))
    return table


def _table(first: str, names: Sequence[str], lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(label(FIGURES, first, lang), overflow="fold")
    for name in names:  # a narrow terminal folds words, never cuts a number
        text = name in ("held_out", "interval", "precision_interval") or (first, name) == (
            "document",
            "value",
        )
        table.add_column(label(FIGURES, name, lang), justify="left" if text else "right", overflow="fold")
    return table


def _cells(figures: Figures, names: Sequence[str]) -> Iterator[str]:
    return (_cell(figures.get(name)) for name in names)


def _cell(value: object) -> str:
    """A share, a count, or the two limits of an interval; a stroke where there is none."""
    if isinstance(value, list):
        return f"{value[0]:.2f}–{value[1]:.2f}"
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


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
    line = " ".join(text.split())
    return line if len(line) <= _CLIP else f"{line[:_CLIP]}…"
