"""``overlaps.json``: the overlaps of a run as they were judged, so that nothing need be encoded to read them.

It holds the measures whole, each once, and refers to them by place: what is shown does not depend on how a
later version would put them together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from policyalign.assess.measures.records import Measure
from policyalign.assess.overlaps.records import (
    Cluster,
    Confidence,
    Coordination,
    Judgement,
    Key,
    Overlap,
    Overlaps,
    Relation,
    Repeat,
    key_of,
)
from policyalign.domain import Plan
from policyalign.errors import InputError
from policyalign.serialize import from_json

OVERLAPS = "overlaps.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class _SavedOverlap:
    first: int
    second: int
    judgement: Judgement
    relation: Relation
    probability: float
    confidence: Confidence
    coordination: Coordination | None
    proposals: tuple[str, ...]
    shared: tuple[str, ...]
    same_ministry: bool | None


@dataclass(frozen=True, slots=True)
class _SavedGroup:
    name: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Saved:
    """``plans`` are the ids and documents of the plans of the run; a cluster's id is its place from 1."""

    format: int
    plans: tuple[tuple[str, str], ...]
    judged: int
    measures: tuple[Measure, ...]
    overlaps: tuple[_SavedOverlap, ...]
    clusters: tuple[_SavedGroup, ...]
    repeats: tuple[_SavedGroup, ...]


def overlaps_record(plans: Sequence[Plan], found: Overlaps) -> Mapping[str, Any]:
    """The content of ``overlaps.json``."""
    sides = [side for one in found.overlaps for side in (one.first, one.second)]
    clustered = [member for cluster in found.clusters for member in cluster.members]
    repeated = [member for repeat in found.repeats for member in repeat.members]
    measures = {key_of(measure): measure for measure in (*sides, *clustered, *repeated)}
    place = {key: number for number, key in enumerate(measures)}
    saved = _Saved(
        FORMAT,
        _documents(plans),
        found.judged,
        tuple(measures.values()),
        tuple(_saved_overlap(one, *(place[key] for key in one.keys)) for one in found.overlaps),
        tuple(_saved_group(one, place) for one in found.clusters),
        tuple(_saved_group(one, place) for one in found.repeats),
    )
    record: Mapping[str, Any] = msgspec.to_builtins(saved)
    return record


def load_overlaps(folder: Path, plans: Sequence[Plan]) -> Overlaps | None:
    """The overlaps saved in ``folder``; None where there are none.

    Raises:
        InputError: the file is altered, of another version, or of a run over other plans.
    """
    path = folder / OVERLAPS
    if not path.is_file():
        return None
    try:
        content = path.read_bytes()
        version = json.loads(content).get("format")
        if version != FORMAT:
            raise InputError("saved_version", file=str(path), found=str(version), expected=str(FORMAT))
        saved = from_json(content, _Saved)
        if saved.plans != _documents(plans):
            raise InputError("saved_other_run", file=str(path))
        return _overlaps(saved)
    except OSError as error:
        raise InputError("saved_unreadable", file=str(path), error=error.strerror or str(error)) from error
    except (ValueError, AttributeError, IndexError) as error:
        raise InputError("saved_broken", file=str(path), line="1", error=str(error)) from error


def _documents(plans: Sequence[Plan]) -> tuple[tuple[str, str], ...]:
    return tuple((plan.id, plan.document_id) for plan in plans)


def _saved_overlap(one: Overlap, first: int, second: int) -> _SavedOverlap:
    rest = {name: getattr(one, name) for name in _SavedOverlap.__slots__ if name not in ("first", "second")}
    return _SavedOverlap(first, second, **rest)


def _saved_group(group: Cluster | Repeat, place: Mapping[Key, int]) -> _SavedGroup:
    return _SavedGroup(group.name, tuple(place[key_of(member)] for member in group.members))


def _overlaps(saved: _Saved) -> Overlaps:
    measures = saved.measures
    return Overlaps(
        tuple(_overlap(one, measures) for one in saved.overlaps),
        tuple(
            Cluster(number, one.name, _members(one, measures)) for number, one in enumerate(saved.clusters, 1)
        ),
        tuple(Repeat(one.name, _members(one, measures)) for one in saved.repeats),
        saved.judged,
    )


def _overlap(saved: _SavedOverlap, measures: Sequence[Measure]) -> Overlap:
    rest = {name: getattr(saved, name) for name in saved.__slots__ if name not in ("first", "second")}
    return Overlap(measures[saved.first], measures[saved.second], **rest)


def _members(group: _SavedGroup, measures: Sequence[Measure]) -> tuple[Measure, ...]:
    return tuple(measures[place] for place in group.members)
