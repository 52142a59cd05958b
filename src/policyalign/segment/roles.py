"""What a passage does in its plan: 施策 measure, 目標 target, 現状 background, 課題 issue, 理念 principle.

A heading that is a mere label (施策の内容, 現状・課題) goes first; otherwise the ends of the sentences
decide, and last a heading that ends like a measure (〜の推進). The words stand in
``corpora/lexicon/roles.yaml``; what none of them settles keeps the empty role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from policyalign.segment.endings import BRACKETED
from policyalign.segment.lexicon import load_roles
from policyalign.text.normalize import nfkc_key
from policyalign.values import Role

_NUMBERING = re.compile(
    r"第?[0-9一二三四五六七八九十IVX]{1,4}[部章節項条.)、\-]?|[([][0-9ア-ンa-z]{1,3}[)\]]"
    r"|[・○●◎◆◇■□▶※✓*<〈《]"
)
_AROUND_LABEL = "・:。<>〈〉《》*※"


def passage_role(section_path: Sequence[str], sentences: Sequence[Role]) -> Role:
    """The role of a passage from its headings (outermost first) and the roles of its sentences.

    Under 現状・課題 the sentences tell which of the two; under 施策の内容 only a passage that merely
    reports or complains is no measure.
    """
    label = _label(section_path[-1]) if section_path else ""
    said = _vote(sentences)
    if label == "issue":
        return "issue" if "issue" in sentences or not said else "background"
    if label == "measure" and set(sentences) <= {"background", "issue", ""}:
        return said or label
    return label or said or _heading_role(section_path)


def announces_measures(section_path: Sequence[str]) -> bool:
    """Whether the innermost heading is a label for measures (施策の内容, 具体的な取組)."""
    return bool(section_path) and _label(section_path[-1]) == "measure"


def topic_heading(section_path: Sequence[str]) -> str:
    """The innermost heading that names a subject (…の研究開発) and is no label (施策の内容); else empty."""
    return next((heading for heading in reversed(section_path) if not _label(heading)), "")


def _vote(sentences: Sequence[Role]) -> Role:
    """A measure when the last sentence that says something, or at least half of them, announce one; else the
    most frequent role, the later one of equals."""
    said = [role for role in sentences if role]
    if not said:
        return ""
    counts = Counter(said)
    if said[-1] == "measure" or 2 * counts["measure"] >= len(said):
        return "measure"
    return max(reversed(said), key=lambda role: counts[role])


@cache
def _labels() -> dict[str, Role]:
    words = load_roles().labels
    return {nfkc_key(word): role for role, found in words.items() for word in found}


@cache
def _heading_words() -> tuple[tuple[str, Role], ...]:
    """Last words of headings, the longest first: これまでの取組 before 取組."""
    words = load_roles().headings
    pairs = [(nfkc_key(word), role) for role, found in words.items() for word in found]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _label(heading: str) -> Role:
    """The role of a heading that is a label and nothing else, numbers, notes and brackets left aside."""
    return _labels().get(_bare(heading), "")


@cache
def _bare(heading: str) -> str:
    key = nfkc_key(heading)
    number = _NUMBERING.match(key)
    unnumbered = key[number.end() :] if number else key
    return BRACKETED.sub("", unnumbered.split("※")[0]).strip(_AROUND_LABEL).removesuffix("等")


def _heading_role(section_path: Sequence[str]) -> Role:
    """The role that the innermost telling heading suggests: a label, or a last word (〜の推進)."""
    for heading in reversed(section_path):
        bare = _bare(heading)
        found = _label(heading) or next((role for word, role in _heading_words() if bare.endswith(word)), "")
        if found:
            return found
    return ""
