"""The figures of an evaluation on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyalign.cli.matrix_table import print_table
from policyalign.messages import status_label
from policyalign.messages.figures import fault_label, figure_title, held_out_label

if TYPE_CHECKING:
    from policyalign.lab.evaluation.evaluate import Evaluation
    from policyalign.lab.evaluation.mistakes import Mistake, Sight

_RANKING = ("ndcg_at_10", "map", "recall_at_20")
_CELLS = ("auc", "npv", "share_of_gaps_claimed", "share_undetermined")
_PROBABILITIES = ("brier", "ece")
_SPELLED_OUT = {"npv": "npv_spelled_out", "share_of_gaps_claimed": "gaps_claimed_spelled_out"}
_CLAIMS = ("claims", "right", "true", "precision", "precision_interval", "precision_lower_90", "recall", "f1")
_BINS = ("cells", "mean_probability", "share_covered", "interval")
BASELINES = (
    "bm25",
    "char_tfidf",
    "use_sentence",
    "use_context",
    "e5",
    "sum",
    "fixed_threshold_use",
    "fixed_threshold_e5",
)
_WORST = 5
_CLIP = 60


def print_evaluation(evaluation: Evaluation, lang: str, console: Console | None = None) -> None:
    """Print to stdout whatever was measured, one table after the other, and the worst errors."""
    console = console or Console(highlight=False)
    for heading, table in _tables(evaluation.figures, lang):
        console.print(Text(f"\n{figure_title(heading, lang)}", style="bold"))
        print_table(table, console)
    if evaluation.mistakes:
        console.print(Text(f"\n{figure_title('by_errors', lang)}", style="bold"))
        for mistake in evaluation.mistakes[:_WORST]:
            for line in _mistake_lines(mistake, lang):
                console.print(Text(line), soft_wrap=True)


def _tables(figures: Mapping[str, Any], lang: str) -> Iterator[tuple[str, Table]]:
    ranking, cells, calibration = (figures[name] for name in ("ranking", "cells", "calibration"))
    if cells is not None:
        own = {**(ranking or {}), **cells, **(calibration or {})}
        yield "by_ranking", _main(own, _limits(ranking or {}, cells, calibration or {}), lang)
        yield "by_method", _methods(own, (ranking or {}).get("baselines", {}), cells["baselines"], lang)
        yield "by_plan", _plans(ranking or {}, cells, calibration or {}, lang)
        yield "by_claims", _claims(cells["claims"], lang)
    if calibration is not None:
        yield "by_calibration", _bins(calibration["reliability"], lang)
    if figures["structure"] is not None:
        yield "by_structure", _structure(figures["structure"]["by_document"], lang)
    if figures["attributes"] is not None:
        yield "by_attributes", _attributes(figures["attributes"], lang)
    if figures["pairs"] is not None:
        yield "by_pairs", _values(figures["pairs"], ("average_precision", "macro_f1"), lang)


def _main(own: Mapping[str, Any], limits: Mapping[str, Any], lang: str) -> Table:
    table = _table("figure", ("value", "interval"), lang)
    for name in (*_RANKING, *_CELLS, *_PROBABILITIES):
        heading = figure_title(_SPELLED_OUT.get(name, name), lang)
        table.add_row(heading, _number(own.get(name)), _interval(limits.get(name)))
    return table


def _limits(
    ranking: Mapping[str, Any], cells: Mapping[str, Any], calibration: Mapping[str, Any]
) -> dict[str, Any]:
    """The bootstrap intervals, and the exact one of the claims of 欠落."""
    drawn = {
        name: limits
        for one in (ranking, cells, calibration)
        for name, limits in one.get("intervals", {}).items()
    }
    return {**drawn, "npv": cells["npv_interval"]}


def _methods(
    own: Mapping[str, Any], ranking: Mapping[str, Any], cells: Mapping[str, Any], lang: str
) -> Table:
    """policyalign and the baselines, side by side."""
    names = (*_RANKING, "auc", "npv", "share_of_gaps_claimed")
    table = _table("method", names, lang)
    table.add_row("policyalign", *(_number(own.get(name)) for name in names))
    for baseline in BASELINES:
        figures = {**ranking.get(baseline, {}), **_of_baseline(cells.get(baseline, {}))}
        if figures:
            table.add_row(figure_title(baseline, lang), *(_number(figures.get(name)) for name in names))
    return table


def _of_baseline(figures: Mapping[str, Any]) -> dict[str, Any]:
    if not figures:
        return {}
    gap = figures.get("gap", {})
    shares = {"npv": gap.get("precision"), "share_of_gaps_claimed": gap.get("recall")}
    return {"auc": figures["auc"], **shares}


def _plans(
    ranking: Mapping[str, Any], cells: Mapping[str, Any], calibration: Mapping[str, Any], lang: str
) -> Table:
    names = (*_RANKING, *_CELLS, *_PROBABILITIES)
    table = _table("plan", ("held_out", *names), lang)
    for plan, figures in cells["by_plan"].items():
        parts = [record.get("by_plan", {}).get(plan, {}) for record in (ranking, calibration)]
        own = {**parts[0], **parts[1], **figures}
        held_out = held_out_label(figures["held_out"], lang)
        table.add_row(plan, held_out, *(_number(own.get(name)) for name in names))
    return table


def _claims(claims: Mapping[str, Any], lang: str) -> Table:
    table = _table("claim", _CLAIMS, lang)
    for kind, figures in claims.items():
        label = figure_title(kind, lang) if kind == "taken_up" else status_label(kind, lang)
        table.add_row(label, *(_cell(figures[name]) for name in _CLAIMS))
    return table


def _bins(bins: Sequence[Mapping[str, Any]], lang: str) -> Table:
    table = _table("bin", _BINS, lang)
    for one in bins:
        table.add_row(f"{one['from']:.1f}–{one['to']:.1f}", *(_cell(one[name]) for name in _BINS))
    return table


def _structure(documents: Mapping[str, Any], lang: str) -> Table:
    table = _table("document", ("value", "precision", "recall", "f1"), lang)
    for name, scores in documents.items():
        for kind, figures in scores.items():
            numbers = (_number(figures[one]) for one in ("precision", "recall", "f1"))
            table.add_row(name, figure_title(kind, lang), *numbers)
    return table


def _attributes(attributes: Mapping[str, Any], lang: str) -> Table:
    table = _table("attribute", ("value", "right", "of", "interval"), lang)
    units = attributes["units"] or {}
    counts = {**attributes.get("counts", {}), **units.get("counts", {})}
    for name, figures in counts.items():
        if name != "actors":
            values = (_cell(figures[one]) for one in ("accuracy", "right", "of", "interval"))
            table.add_row(figure_title(name, lang), *values)
    for name in ("stage_kappa", "actors_f1"):
        if name in attributes:
            table.add_row(figure_title(name, lang), _number(attributes[name]))
    return table


def _values(record: Mapping[str, Any], names: Sequence[str], lang: str) -> Table:
    table = _table("attribute", ("value",), lang)
    for name in names:
        table.add_row(figure_title(name, lang), _number(record[name]))
    return table


def _table(first: str, names: Sequence[str], lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(figure_title(first, lang), overflow="fold")
    for name in names:  # a narrow terminal folds words, never cuts a number
        text = name in ("held_out", "interval", "precision_interval") or (
            first == "document" and name == "value"
        )
        table.add_column(figure_title(name, lang), justify="left" if text else "right", overflow="fold")
    return table


def _cell(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    return _interval(value) if isinstance(value, list) else _number(value)


def _number(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "–"


def _interval(limits: object) -> str:
    return f"{limits[0]:.2f}–{limits[1]:.2f}" if isinstance(limits, list) else "–"


def _mistake_lines(mistake: Mistake, lang: str) -> Iterator[str]:
    probability = "–" if mistake.probability is None else f"{mistake.probability:.2f}"
    verdict = f"{status_label(mistake.status, lang)} {probability}"
    truth = f"{figure_title('gold', lang)} {mistake.grade}"
    cell = f"{mistake.plan_id} × {mistake.proposal.id} {mistake.proposal.label}"
    yield f"[{fault_label(mistake.fault, lang)}] {cell}（{verdict}、{truth}）"
    yield f"    {_clipped(mistake.proposal.text)}"
    yield f"    {figure_title('found', lang)}: {_sight(mistake.found, lang)}"
    if mistake.wanted is not None:
        yield f"    {figure_title('wanted', lang)}: {_sight(mistake.wanted, lang)}"


def _sight(sight: Sight, lang: str) -> str:
    unit = f"{sight.unit.heading}（{'–' if sight.grade is None else sight.grade}）" if sight.unit else ""
    if sight.passage is None:
        return f"{unit} {figure_title('nothing_found', lang)}"
    return f"p.{sight.passage.page_start} {unit} {_clipped(sight.passage.text)}"


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CLIP else f"{line[:_CLIP]}…"
