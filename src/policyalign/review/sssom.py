"""Answers as a set of mappings in SSSOM/TSV (https://mapping-commons.github.io/sssom/), with the people who gave them.

A proposal, or the first measure of a finding, is the subject; the plan, or the passage or second measure, the object.
SKOS says how close they are; what it has no word for stands in extension slots (``ext_…``), so that a set that is read
back is the same log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policyalign.messages.review import VERDICTS
from policyalign.review.files import csv_bytes
from policyalign.review.records import Answer
from policyalign.review.settling import standing
from policyalign.review.tables import Line
from policyalign.tables import LIST_SEPARATOR, Row, columns

JUSTIFICATION = "semapv:ManualMappingCuration"
_HEAD = (
    "#mapping_set_id: https://w3id.org/policyalign/reviews",
    "#license: https://w3id.org/sssom/license/unspecified",
    "#curie_map:",
    "#  skos: http://www.w3.org/2004/02/skos/core#",
    "#  semapv: https://w3id.org/semapv/vocab/",
    "#  policyalign: https://w3id.org/policyalign/",
    "#extension_definitions:",
)
_PREDICATES: Mapping[str, tuple[str, str]] = {
    "covered": ("skos:closeMatch", ""),
    "partial": ("skos:relatedMatch", ""),
    "absent": ("skos:relatedMatch", "Not"),
    "duplicate": ("skos:exactMatch", ""),
    "similar": ("skos:closeMatch", ""),
    "complement": ("skos:relatedMatch", ""),
    "related": ("skos:relatedMatch", ""),
    "none": ("skos:relatedMatch", "Not"),
    "right": ("policyalign:holds", ""),
    "wrong": ("policyalign:holds", "Not"),
    "unsure": ("policyalign:undecided", ""),
    "noted": ("policyalign:noted", ""),
    "": ("policyalign:takenBack", ""),
}
_EXTENSIONS = {
    "ext_key": "key",
    "ext_subject": "subject",
    "ext_verdict": "verdict",
    "ext_stage": "stage",
    "ext_at": "at",
    "ext_origin": "origin",
    "ext_proposal": "proposal_id",
    "ext_plans": "plan_id",
    "ext_documents": "documents",
    "ext_wording": "wording",
    "ext_passage_id": "passage_id",
    "ext_passage": "passage",
    "ext_page": "page",
    "ext_draw": "draw",
    "ext_carried_from": "carried_from",
}
"""The slots that are our own, and the columns of the table of answers that they hold."""
_SLOTS = columns(
    "subject_id subject_label predicate_id predicate_modifier object_id object_label mapping_justification "
    f"reviewer_label mapping_date confidence comment {' '.join(_EXTENSIONS)}"
)


def sssom_bytes(answers: Iterable[Answer], labels: Mapping[str, str]) -> bytes:
    """The log as SSSOM/TSV; ``labels`` are those of the proposals by their ids.

    ``confidence`` is the share (0–1) of the standing answers on an item, notes aside, that say the same; empty for
    answers that stand no more.
    """
    told = tuple(answers)
    head = [*_HEAD]
    for slot in _EXTENSIONS:
        head += [f"#  - slot_name: {slot}", f"#    property: https://w3id.org/policyalign/{slot}"]
    table = csv_bytes(_rows(told, labels), _SLOTS, "\t").removeprefix(b"\xef\xbb\xbf")
    return ("\n".join(head) + "\n").encode() + table


def as_line(line: Line) -> Line:
    """A row of a mapping set as a row of the table of answers."""
    cells = {name: line[slot] for slot, name in _EXTENSIONS.items()}
    return replace(line, cells={**cells, "reviewer": line["reviewer_label"], "note": line["comment"]})


def _rows(answers: tuple[Answer, ...], labels: Mapping[str, str]) -> Iterator[Row]:
    shares = _shares(answers)
    for one in answers:
        predicate, modifier = _PREDICATES[one.verdict]
        told = {name: getattr(one, name) for name in _EXTENSIONS.values() if name not in ("plan_id", "verdict")}
        table = {
            **told,
            "plan_id": LIST_SEPARATOR.join(one.plans),
            "documents": LIST_SEPARATOR.join(one.documents),
            "verdict": one.verdict or VERDICTS[""].en,
        }
        cell = one.subject == "cell"
        yield {
            "subject_id": f"policyalign:proposal/{one.proposal_id}" if cell else f"policyalign:plan/{one.documents[0]}",
            "subject_label": labels.get(one.proposal_id, "") if cell else one.plans[0],
            "predicate_id": predicate,
            "predicate_modifier": modifier,
            "object_id": f"policyalign:plan/{one.documents[-1]}",
            "object_label": one.plans[-1],
            "mapping_justification": JUSTIFICATION,
            "reviewer_label": one.reviewer,
            "mapping_date": one.at[:10],
            "confidence": shares.get(one.number, ""),
            "comment": one.note,
            **{slot: table[name] for slot, name in _EXTENSIONS.items()},
        }


def _shares(answers: Iterable[Answer]) -> Mapping[int, str]:
    """By number of a standing answer, which share of those on its item says the same."""
    found = {}
    for some in standing(answers).values():
        told = [one for one in some if one.verdict != "noted"]
        for one in told:
            found[one.number] = f"{sum(other.verdict == one.verdict for other in told) / len(told):.4g}"
    return found
