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
    ``paragraphs``."""
    headings = Counter((nfkc_key(one.text), one.level) for one in blocks if one.kind == "heading")
    found = Counter((nfkc_key(section.heading), section.level) for section in plan.sections)
    # Notes of the gold are no paragraphs of it, wherever the file prints them.
    notes = {nfkc_key(block.text) for block in blocks if block.kind == "footnote"}
    paragraphs = Counter(nfkc_key(block.text) for block in blocks if block.kind == "para")
    texts = [nfkc_key(one.text) for one in plan.passages if one.kind in ("paragraph", "item")]
    return {
        "headings": overlap(headings, found),
        "heading_texts": overlap(_without_level(headings), _without_level(found)),
        "paragraphs": overlap(paragraphs, Counter(text for text in texts if text not in notes)),
    }


def structure_record(scores: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Record:
    """The mean F1 of headings and of paragraphs over the documents, and the scores of each."""
    return {
        **{
            f"{name}_f1": sum(one[f"{name}s"]["f1"] for one in scores.values()) / len(scores)
            for name in ("heading", "paragraph")
        },
        "by_document": scores,
    }


def overlap(gold: Counter[Any], found: Counter[Any]) -> dict[str, float]:
    """Precision, recall and F1 of what was found, counted as often as it occurs; 0 where there is nothing."""
    both = (gold & found).total()
    return {
        "precision": both / max(1, found.total()),
        "recall": both / max(1, gold.total()),
        "f1": 2 * both / max(1, found.total() + gold.total()),
    }


def _without_level(headings: Counter[Any]) -> Counter[Any]:
    texts: Counter[Any] = Counter()
    for heading, count in headings.items():
        texts[heading[0]] += count
    return texts
