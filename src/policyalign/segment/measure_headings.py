"""Which heading names a measure (施策)."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.domain import Section
from policyalign.segment.titles import is_title
from policyalign.text.facets import is_generic_heading


def measure_section(sections: Sequence[Section], index: int | None) -> int | None:
    """The section that names the measure which a section describes: itself, or the nearest above that names a
    subject (no 目的, and no scrap of a line that a file calls a heading); itself too when none above does."""
    at = index
    while at is not None and not _names_subject(sections[at].heading):
        at = sections[at].parent
    return index if at is None else at


def _names_subject(heading: str) -> bool:
    return not is_generic_heading(heading) and is_title(heading)
