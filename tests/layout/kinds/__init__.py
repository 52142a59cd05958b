"""Kinds of pages as plans of towns and ministries have them, each in several ways, with what stands on them.

from layout.kinds import KINDS
made = KINDS["margin headings"]["A4, rule between"]()
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from layout.kinds import (
    articles,
    boxed_steps,
    cell_texts,
    chronologies,
    glossaries,
    indicators,
    margin_headings,
    measure_sheets,
    mixed_columns,
    outlines,
    questions,
    remarks,
    shaded_headings,
    spans,
    spreads,
    trees,
    turned_headings,
)
from layout.kinds.base import Made

KINDS: Mapping[str, Mapping[str, Callable[[], Made]]] = {
    "trees": trees.VARIANTS,
    "spanning cells": spans.VARIANTS,
    "margin headings": margin_headings.VARIANTS,
    "shaded headings": shaded_headings.VARIANTS,
    "spreads": spreads.VARIANTS,
    "paragraphs in cells": cell_texts.VARIANTS,
    "articles": articles.VARIANTS,
    "questions and answers": questions.VARIANTS,
    "boxes of steps": boxed_steps.VARIANTS,
    "glossaries": glossaries.VARIANTS,
    "indicators": indicators.VARIANTS,
    "turned headings": turned_headings.VARIANTS,
    "sheets of measures": measure_sheets.VARIANTS,
    "chronologies and members": chronologies.VARIANTS,
    "mixed columns": mixed_columns.VARIANTS,
    "outlines": outlines.VARIANTS,
    "remarks in boxes": remarks.VARIANTS,
}
"""The ways of making each kind of page, by kind and name."""
