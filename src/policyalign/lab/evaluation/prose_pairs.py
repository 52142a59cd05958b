"""How well the relation of measures is judged in running prose, genre of pairs by genre.

The shipped model was fitted on these pairs, so the figures are those of fits that have seen neither the documents nor
the project of a pair (:mod:`policyalign.lab.fitting.relations`). There is no figure over all genres, and none together
with that of given pairs of projects.
"""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.lab.evaluation.cells import Record
from policyalign.lab.evaluation.pairs import relation_figures
from policyalign.lab.gold.prose_pairs import GENRES
from policyalign.lab.gold.unit_matching import Indices, Matrix


def score_prose_pairs(left_out: Mapping[str, tuple[Indices, Matrix]], absent: int) -> Record | None:
    """The figures of ``prose_pairs``; None where no pair of prose was at hand.

    ``left_out`` are by genre the labels, as places in ``RELATIONS``, and the probabilities, ``(pairs, relations)``;
    ``absent`` counts the pairs of which the reading of their documents lacks a passage.
    """
    told = {genre: left_out[genre] for genre in GENRES if genre in left_out}
    if not (told or absent):
        return None
    by_genre = {
        genre: {"pairs": len(labels), **relation_figures(labels, chances)} for genre, (labels, chances) in told.items()
    }
    return {"absent": absent, "by_genre": by_genre}
