"""Small plans, proposals and an encoder for tests that need no model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from policyalign.domain import Anchor, Passage, Plan, Proposal, Section
from policyalign.match.arrays import Vectors
from policyalign.match.encoder import TextKind, readable
from policyalign.values import Role

ANCHOR = Anchor(1, (0.0, 0.0, 10.0, 10.0))


def make_plan(*measures: tuple[str, Sequence[str]], plan_id: str = "plan", role: Role = "") -> Plan:
    """A plan with one section per ``(heading, texts)``; every text is a passage of one sentence."""
    sections: list[Section] = []
    passages: list[Passage] = []
    for heading, texts in measures:
        sections.append(Section("", heading, 1, None, ANCHOR))
        for text in texts:
            number = len(passages)
            passages.append(
                Passage(
                    id=f"{plan_id}-{number}",
                    plan_id=plan_id,
                    kind="paragraph",
                    text=text,
                    section=len(sections) - 1,
                    section_path=(heading,),
                    anchors=(ANCHOR,),
                    sentences=((0, len(text)),),
                    role=role,
                    terms=tuple(pairs(text)),
                )
            )
    return Plan(plan_id, "0" * 64, f"{plan_id}.pdf", plan_id, tuple(sections), tuple(passages), page_count=10)


def make_proposal(text: str, number: int = 1, **fields: object) -> Proposal:
    """A proposal of kind ``proposal`` labelled with the beginning of its text."""
    values = {"id": f"1-P{number}", "kind": "proposal", "chapter": "1", "section": "1", "label": text[:8]}
    return Proposal(**{**values, "text": text, **fields})  # type: ignore[arg-type]


def pairs(text: str) -> list[str]:
    """All pairs of neighbouring characters."""
    return [text[start : start + 2] for start in range(len(text) - 1)]


class PairEncoder:
    """An encoder whose cosine grows with the share of character pairs in common."""

    def __init__(self, name: str = "use", revision: str = "1", dimension: int = 256) -> None:
        self.name, self.revision, self.dimension = name, revision, dimension
        self.read: list[str] = []

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        self.read.extend(texts)
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for pair in pairs(readable(text)):
                digest = hashlib.sha256(pair.encode()).digest()
                vectors[row, int.from_bytes(digest[:4]) % self.dimension] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        scaled: Vectors = vectors / np.maximum(lengths, 1e-9)
        return scaled
