"""What is said of a pair, and how surely: from the probabilities of its relations to what is reported."""

from __future__ import annotations

from dataclasses import dataclass

from policyalign.assess.overlaps.records import Confidence, Judgement, Relation

CLOSE_CERTAIN = 0.8
"""From this P(重複) + P(類似) on a pair is said to be 重複 or 類似: of what is said so, at least four in five
must be right (docs/overlaps.md gives the precision as measured)."""
CLOSE_CHECK = 0.5
"""From here on 重複 or 類似 is likelier than all else, and the pair is 要確認."""
COMPLEMENT_CERTAIN = 0.7
"""From this P(補完) on a pair is said to be 補完."""
COMPLEMENT_CHECK = 0.5
"""From here on 補完 is likelier than all else, and the pair is 要確認."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The probabilities (0–1) from which on something is reported, and is certain."""

    close_certain: float = CLOSE_CERTAIN
    close_check: float = CLOSE_CHECK
    complement_certain: float = COMPLEMENT_CERTAIN
    complement_check: float = COMPLEMENT_CHECK


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is reported of a pair; ``probability`` is that of 重複 or 類似 together, or that of 補完."""

    relation: Relation
    probability: float
    confidence: Confidence


def decide(judgement: Judgement, limits: Limits) -> Verdict | None:
    """What is reported of a pair; None for 関連 and 無関係, and where neither is likely enough.

    >>> decide(Judgement({"duplicate": 0.6, "similar": 0.3, "none": 0.1}), Limits())
    Verdict(relation='duplicate', probability=0.9, confidence='certain')
    >>> decide(Judgement({"related": 0.9, "none": 0.1}), Limits()) is None
    True
    """
    if judgement.close >= limits.close_check:
        duplicate, similar = (judgement.probabilities.get(one, 0.0) for one in ("duplicate", "similar"))
        relation: Relation = "duplicate" if duplicate >= similar else "similar"
        return Verdict(relation, judgement.close, _confidence(judgement.close, limits.close_certain))
    complement = judgement.probabilities.get("complement", 0.0)
    if complement >= limits.complement_check:
        return Verdict("complement", complement, _confidence(complement, limits.complement_certain))
    return None


def _confidence(probability: float, certain: float) -> Confidence:
    return "certain" if probability >= certain else "check"
