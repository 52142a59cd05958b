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

from policyalign.segment.lexicon import load_roles
from policyalign.text.normalize import nfkc_key
from policyalign.text.sentence_ends import BRACKETED
from policyalign.values import Role

_NUMBERING = re.compile(
    r"第?[0-9一二三四五六七八九十IVX]{1,4}[部章節項条.)、\-]?|[([][0-9ア-ンa-z]{1,3}[)\]]"
    r"|[・○●◎◆◇■□▶※✓*<〈《]"
)
_PROBLEMS = ("課題", "問題", "問題点", "問題意識")
_AROUND_LABEL = "・:。<>〈〉《》*※"


def passage_role(section_path: Sequence[str], sentences: Sequence[Role]) -> Role:
    """The role of a passage from its headings (outermost first) and the roles of its sentences.

    Under 現状・課題 the sentences tell which of the two; under 施策の内容 only a passage that merely
    reports or complains is no measure.
    """
    if section_path and _bare(section_path[-1]).endswith(load_roles().records):
        return ""
    label = _label(section_path[-1]) if section_path else ""
    said = _vote(sentences)
    if said == "principle" and any(_bare(heading).endswith(_PROBLEMS) for heading in section_path):
        said = "issue"  # what a chapter of problems calls for is one of them
    if label == "issue":
        return "issue" if {"issue", "principle"} & set(sentences) or not said else "background"
    if label == "measure" and set(sentences) <= {"background", "issue", "principle", ""}:
        return said or label
    return label or said or _heading_role(section_path)


_REFERENCE = re.compile(r"(?:参考|付録|資料編|コラム|BOX)(?:資料)?[0-9:.]{0,3}")


def is_reference(section_path: Sequence[str]) -> bool:
    """Whether a chapter only collects material (参考資料, コラム): what is told there is no measure of the plan."""
    return any(_REFERENCE.match(_bare(heading)) for heading in section_path)


def announces_measures(section_path: Sequence[str]) -> bool:
    """Whether the innermost heading is a label for measures (施策の内容, 具体的な取組)."""
    return bool(section_path) and _label(section_path[-1]) == "measure"


def tells_measures(heading: str) -> bool:
    """Whether a heading, or the head of a column, speaks of measures: a label of theirs, or a last word (〜の推進)."""
    bare = _bare(heading)
    return _label(heading) == "measure" or any(
        bare.endswith(word) for word, role in _heading_words() if role == "measure"
    )


def topic_heading(section_path: Sequence[str]) -> str:
    """The innermost heading that names a subject (…の研究開発) and is no label (施策の内容); else empty."""
    return next((heading for heading in reversed(section_path) if not _label(heading)), "")


def _vote(sentences: Sequence[Role]) -> Role:
    """A measure when the last sentence that says something, or at least half of those that tell no principle,
    announce one; else the most frequent role, of equals a problem or else the later one. A target that stands
    beside as many measures goes before them: they are its means."""
    said = [role for role in sentences if role]
    if not said:
        return ""
    counts = Counter(said)
    if counts["target"] and counts["target"] == counts["measure"] == len(said) / 2:
        return "target"
    if said[-1] == "measure" or 2 * counts["measure"] >= max(1, len(said) - counts["principle"]):
        return "measure"
    if said[-1] == "principle" and set(said) == {"background", "principle"}:
        return "principle"  # what follows from the situation
    return max(reversed(said), key=lambda role: (counts[role], role == "issue" and said[-1] == "principle"))


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
    """The role of a heading that is a label and nothing else, numbers, notes and brackets left aside. Examples
    (取組事例) tell what others have done."""
    bare = _bare(heading)
    return "background" if bare.endswith(load_roles().examples) else _labels().get(bare, "")


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
