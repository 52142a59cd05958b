"""What passages say of the action, by label: ``attributes.jsonl``.

A field on which two coders differ stands under ``disputed`` with both their values, and not beside it.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct, field

from policyalign.values import Role

ATTRIBUTES = "attributes.jsonl"

Stage = Annotated[int, Meta(ge=1, le=6)]


class Disputed(Struct, frozen=True):
    """The values of both coders, of those fields on which they differ."""

    role: tuple[Role, ...] = ()
    stages: tuple[tuple[Stage, ...], ...] = ()
    actors: tuple[tuple[str, ...], ...] = ()
    start: tuple[int | None, ...] = ()
    end: tuple[int | None, ...] = ()
    bound: tuple[str | None, ...] = ()


class Attributes(Struct, frozen=True):
    """The labels of one passage.

    ``start`` and ``end`` are fiscal years stated for the action, ``bound`` says how (in, interval, by, from,
    around, relative; ``none``: no time is stated), ``stages`` are rungs 1–6 of the ladder in
    ``docs/outputs.md``.
    """

    text: str
    heading: str = ""
    unit: str = ""
    role: Role | None = None
    stages: tuple[Stage, ...] | None = None
    actors: tuple[str, ...] | None = None
    start: int | None = None
    end: int | None = None
    bound: str | None = None
    disputed: Disputed = field(default_factory=Disputed)

    def choices(self, name: str) -> tuple[Any, ...]:
        """The value of a field, or those of both coders where they differ; empty where it has no label."""
        agreed = getattr(self, name)
        return (agreed,) if agreed is not None else tuple(getattr(self.disputed, name))
