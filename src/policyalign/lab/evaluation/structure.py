"""How well headings and paragraphs are read, on plans whose true structure is given.

Texts are compared after NFKC and without white space; a heading counts when its text and its level are right,
a paragraph when all of it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policyalign.config import Settings
from policyalign.domain import Plan
from policyalign.lab.evaluation.cells import Record
from policyalign.lab.gold.blocks import Block
from policyalign.lab.statistics import precision_recall
from policyalign.pipeline import read_document
from policyalign.segment.outline import outline
from policyalign.text.normalize import nfkc_key


def read_outline(path: Path, name: str, settings: Settings) -> Plan:
    """The headings and passages of a file, without the analysis of its words.

    Raises:
        InputError: the file cannot be used.
    """
    return outline(read_document(path, settings), name)


def score_structure(plan: Plan, blocks: Sequence[Block]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of ``headings``, of headings whatever their level (``heading_texts``), and of
    ``paragraphs``; 0 where there is nothing."""
    headings = [(nfkc_key(one.text), one.level) for one in blocks if one.kind == "heading"]
    found = [(nfkc_key(section.heading), section.level) for section in plan.sections]
    # Notes of the gold are no paragraphs of it, wherever the file prints them.
    notes = {nfkc_key(block.text) for block in blocks if block.kind == "footnote"}
    paragraphs = [nfkc_key(block.text) for block in blocks if block.kind == "para"]
    texts = [nfkc_key(one.text) for one in plan.passages if one.kind in ("paragraph", "item", "caption")]
    return {
        "headings": _overlap(headings, found),
        "heading_texts": _overlap([text for text, _ in headings], [text for text, _ in found]),
        "paragraphs": _overlap(paragraphs, [text for text in texts if text not in notes]),
    }


def structure_record(scores: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Record | None:
    """The mean F1 of headings and of paragraphs over the documents, and the scores of each; None without
    any."""
    if not scores:
        return None
    means = {
        f"{name}_f1": sum(one[f"{name}s"]["f1"] for one in scores.values()) / len(scores)
        for name in ("heading", "paragraph")
    }
    return {**means, "by_document": scores}


def _overlap(gold: Sequence[Any], found: Sequence[Any]) -> dict[str, float]:
    """What was found, counted as often as it occurs."""
    both = (Counter(gold) & Counter(found)).total()
    return {name: value or 0.0 for name, value in precision_recall(both, len(found), len(gold)).items()}
