"""Plans made of texts that stand in no PDF, read by the very helper that reads plans."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.domain import Anchor, Passage, Plan, Section
from policyalign.runtime import Runtime
from policyalign.segment.sentences import split_sentences
from policyalign.serialize import content_hash
from policyalign.store import cache_key
from policyalign.versions import ANALYSE, ANNOTATE

_ANCHOR = Anchor(1, (0.0, 0.0, 0.0, 0.0))
_SECONDS = 3600.0


def text_section(heading: str, level: int = 1, parent: int | None = None) -> Section:
    """A section with this heading; ``parent`` is an index into the sections of its plan."""
    return Section("", heading, level, parent, _ANCHOR)


def text_passage(key: str, plan_id: str, text: str, section: int | None, path: tuple[str, ...]) -> Passage:
    """A paragraph under the headings of ``path``."""
    return Passage(key, plan_id, "paragraph", text, section, path, (_ANCHOR,), split_sentences(text))


def text_plan(name: str, sections: Sequence[Section], passages: Sequence[Passage]) -> Plan:
    """A plan of one page."""
    return Plan(name, name, name, name, tuple(sections), tuple(passages), page_count=1)


def annotated(plan: Plan, runtime: Runtime) -> Plan:
    """The plan with roles, actors, stages and years; kept in the cache by its content."""
    key = cache_key(ANNOTATE, [content_hash(plan), cache_key(ANALYSE, [])])
    return runtime.cached_or(
        "annotate", key, Plan, lambda: runtime.ask(runtime.annotator(), "annotate", plan, timeout=_SECONDS)
    )
