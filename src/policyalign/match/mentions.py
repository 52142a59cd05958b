"""Where a plan speaks of what a proposal of one's own asks about (求めの対象), whatever it says of it.

What is asked for may be done under another name (廃止 and フェーズアウト), or undone, and stay far from the request by
every measure of similarity. Where its words stand somebody must read before it is said to be absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from policyalign.domain import Mention, Passage
from policyalign.match.acts import Weight
from policyalign.match.arrays import Indices, Matrix
from policyalign.segment.requests import Request
from policyalign.text.normalize import nfkc_key

SPOKEN = 0.4
"""Share of the weight of the nouns asked for from which on a passage speaks of them. Of 198 gaps claimed for requests
to their own and to other documents it takes back 17, two of the two wrong ones among them."""
_PART = 0.6
"""Share of the characters of a compound noun that name it in short (石炭火力 for 石炭火力発電)."""
_SHORTEST = 2


def find_mention(request: Request, texts: Sequence[str], logits: Matrix, weight: Weight) -> tuple[int, float] | None:
    """Which of the passages (given by their ``texts`` in NFKC without spaces, and log odds) speaks of what is asked,
    and the share, 0–1, of its weight that it names; None where none does.

    The likeliest of all is preferred where it speaks of it, else the one that names most, of equals the likelier.
    """
    nouns = {nfkc_key(one.text): max(map(weight, one.terms)) for one in request.matters}
    nouns = {noun: rarity for noun, rarity in nouns.items() if len(noun) >= _SHORTEST}
    total = sum(nouns.values())
    if not total or not texts:
        return None
    shares = np.zeros(len(texts))
    for noun, rarity in nouns.items():
        parts = tuple(_parts(noun))
        for place, text in enumerate(texts):
            named = next((len(part) for part in parts if part in text), 0)
            shares[place] += rarity * named / len(noun)
    shares = np.round(shares / total, 6)
    nearest = int(np.argmax(logits))
    best = nearest if shares[nearest] >= SPOKEN else int(_by_share(shares, logits)[0])
    return (best, float(shares[best])) if shares[best] >= SPOKEN else None


def mention_of(proposal_id: str, passage: Passage, request: Request, share: float) -> Mention:
    """The mention as it is kept, with the nouns asked for that the passage holds at least in short."""
    text = nfkc_key(passage.text)
    held = (one.text for one in request.matters if len(nfkc_key(one.text)) >= _SHORTEST)
    words = tuple(dict.fromkeys(noun for noun in held if any(part in text for part in _parts(nfkc_key(noun)))))
    return Mention(proposal_id, passage.id, words, share)


def _by_share(shares: Matrix, logits: Matrix) -> Indices:
    return np.lexsort((-logits, -shares))


def _parts(noun: str) -> Iterator[str]:
    """The parts of a noun that name it, the longest first."""
    for length in range(len(noun), 1, -1):
        if length < _PART * len(noun):
            return
        yield from (noun[start : start + length] for start in range(len(noun) - length + 1))
