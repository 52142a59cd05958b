"""What stands on a card of the review page. Frozen and plain; every text is worded, none is HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from policyalign.assess.links.records import Exit
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.phases.records import Fault
from policyalign.assess.responsibility.records import Cell as RoleCell
from policyalign.domain import Finding
from policyalign.review.records import Item

Source = Finding | Overlap | Fault | Exit | RoleCell
"""The record of the run that an item is made of."""

Side = Literal["for", "near", "side", "found"]
"""Why a place is shown: it counts (根拠), it nearly counted (近い箇所), it is a side of a pair, it was searched."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that can be judged, with the record that it comes from and its place among all, from 0."""

    item: Item
    source: Source
    number: int


@dataclass(frozen=True, slots=True)
class Aspects:
    """What a proposal asks for as far as words tell: ``doings`` are objects with what is to be done to them (either
    may be empty), ``actors`` who is to do it, ``degrees`` the numbers, deadlines and duties, ``asked`` the sentences
    that ask."""

    doings: tuple[tuple[str, str], ...] = ()
    actors: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that can be read and chosen. ``sentence`` is the number of the sentence to mark among
    ``Passage.quoted_sentences``, -1 for none; ``before`` and ``after`` are that sentence's surroundings, ``marked``
    the sentence itself. ``remarks`` tell what else is to be known, what speaks against it above all."""

    plan_id: str
    passage_id: str
    page: int
    plan: str
    where: str
    heading: str
    measure: str
    ministries: str
    before: str
    marked: str
    after: str
    sentence: int
    kind: Side
    probability: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """A proposal as a card shows it: ``name`` and ``text``, ``standing`` the titles of its chapter and section,
    ``named_only`` whether the text is no more than the name of a technology."""

    name: str
    text: str
    standing: str = ""
    named_only: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One item as it is put to a reviewer. ``reasons`` speak for the machine's claim, ``doubts`` against it. ``unread``
    are pages to look at oneself, as their numbers and words; ``textless`` tells that nothing at all was read of its
    plans."""

    key: str
    subject: str
    title: str
    claim: str
    claim_code: str
    probability: str
    proposals: tuple[Demand, ...]
    aspects: Aspects | None
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    places: tuple[Place, ...]
    plans: tuple[tuple[str, str], ...]
    verdicts: tuple[str, ...]
    unread: tuple[tuple[int, str], ...] = ()
    textless: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the items shown the reviewer has answered, anybody has, and wait to be settled by this reviewer;
    ``by_name`` counts the answers of each reviewer on them."""

    items: int
    mine: int
    anybody: int
    to_settle: int
    by_name: Mapping[str, int]
