"""What is said of a pair, and how surely: from the probabilities of its relations to what is reported."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policyalign.assess.overlaps.records import RELATIONS, Confidence, Judgement, Relation

CLOSE_CERTAIN = 0.7
"""From this P(重複) + P(類似) on a pair is said to be 重複 or 類似: of what is said so, at least four in
five must be right. Of the pairs of projects of the fit, judged by fits without them, 94 of 111 are (.85); from 0.6
on .77. Of prose against projects, judged by fits without either, only 2 pairs reach it:
there the limit is not confirmed."""
CLOSE_CHECK = 0.5
"""From here on 重複 or 類似 is likelier than all else, and the pair is 要確認: 207 of 307 are right (.67), of
prose against projects 5 of 11."""
COMPLEMENT_CHECK = 0.6
"""From this P(補完) on a pair is 要確認 as 補完: of the pairs of the fit 24 of 42 are (.57). None is ever
said to be 補完 for certain, since no probability of it is right in four of five."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The probabilities (0–1) from which on something is reported, and is certain."""

    close_certain: float = CLOSE_CERTAIN
    close_check: float = CLOSE_CHECK
    complement_check: float = COMPLEMENT_CHECK


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is reported of a pair; ``probability`` is that of 重複 or 類似 together, or that of 補完."""

    relation: Relation
    probability: float
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Circumstances:
    """``bound``: rare words tell that both are about the same thing (対象). ``follows``: all stages told of
    the one lie before those of the other (実証, then 導入)."""

    bound: bool = False
    follows: bool = False


def decide(judgement: Judgement, limits: Limits, around: Circumstances = Circumstances()) -> Verdict | None:
    """What is reported of a pair; None for 関連 and 無関係, and where neither is likely enough.

    Two measures bound to the same thing are neither 関連 nor 無関係: the other relations are then weighed
    among themselves, which gives a pair to be checked. Where one of these follows the other, what speaks for
    重複 or 類似 speaks for 補完: they should be linked, and neither does the work of the other.

    >>> decide(Judgement({"duplicate": 0.6, "similar": 0.3, "none": 0.1}), Limits())
    Verdict(relation='duplicate', probability=0.9, confidence='certain')
    >>> decide(Judgement({"related": 0.9, "none": 0.1}), Limits()) is None
    True
    """
    duplicate, similar, complement = (judgement.probabilities.get(one, 0.0) for one in RELATIONS[:3])
    close = judgement.close
    if around.bound and around.follows:
        duplicate, similar, close, complement = 0.0, 0.0, 0.0, round(close + complement, 6)
    verdict = _verdict(duplicate, similar, complement, limits)
    if verdict is not None or not around.bound:
        return verdict
    among = (close + complement) or 1.0
    weighed = _verdict(duplicate / among, similar / among, complement / among, limits)
    # What is told stays the judge's own probability: that of the same thing has not been measured.
    told = close if weighed and weighed.relation != "complement" else complement
    return replace(weighed, probability=told, confidence="check") if weighed else None


def _verdict(duplicate: float, similar: float, complement: float, limits: Limits) -> Verdict | None:
    close = round(duplicate + similar, 6)
    if close >= limits.close_check:
        relation: Relation = "duplicate" if duplicate >= similar else "similar"
        return Verdict(relation, close, "certain" if close >= limits.close_certain else "check")
    if complement >= limits.complement_check:
        return Verdict("complement", complement, "check")
    return None
