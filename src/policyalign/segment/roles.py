"""What a passage does in its plan: 施策 measure, 目標 target, 現状 background, 課題 issue, 理念 principle.

A heading that is a mere label (施策の内容, 現状・課題) goes first; otherwise the ends of the sentences decide (〜を推進する
against 〜した, 〜が課題である, 〜を目指す), and last a heading that ends like a measure (〜の推進). The words stand in
``corpora/lexicon/roles.yaml``; what none of them settles keeps the empty role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policyalign.domain import Role, Token
from policyalign.segment.activity import LIGHT_WORDS, Sentence, matter_of
from policyalign.segment.bunsetsu import Bunsetsu
from policyalign.segment.lexicon import load_lexicon
from policyalign.segment.stages import is_stage_word
from policyalign.text.normalize import nfkc_key

_BE = r"(?:である|だ|となる|となっている|になる|になっている|がある|もある)?"
# What the end of a sentence says whatever its verb; the first that fits counts.
_ENDINGS: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(rf"(?:{pattern})$"), role)
    for pattern, role in (
        (rf"(?:理念|原則|基本|旨|基本方針|考え方)(?:とする|としている|{_BE})", "principle"),
        (r"目的(?:とする|としている|とした|である)(?:もの|事業)?(?:である)?", "principle"),
        (rf"(?:必要|不可欠|急務|喫緊|重要)(?:性|な課題|の課題)?{_BE}", "issue"),
        (r"求められ(?:る|ている|てきている)|(?:懸念|危惧|指摘)され(?:る|ている)", "issue"),
        (r"(?:べき|ねばならない|なければならない)(?:である)?|(?:十分|充分)(?:では|とは|に)ない", "issue"),
        (
            rf"(?:課題|問題|懸念|障壁|支障|おそれ|恐れ){_BE}(?:と考えられる|とされている|が残る|も残る)?",
            "issue",
        ),
        (
            r"(?:不足|低迷|停滞|遅れ|深刻化|悪化|困難)(?:し|となっ)?(?:ている|である|である状況にある)",
            "issue",
        ),
        (
            r"目標(?:とする|としている|と(?:し|設定し)ている|である)|を?目指(?:す|していく|している)(?:もの(?:である)?)?",
            "target",
        ),
        (r"(?:こと|もの|方針|予定|計画)(?:とする|としている|である)|予定(?:する|している)?", "measure"),
        (r"(?:て|で)いく(?:こと|もの|とともに)?(?:とする|としている|である)?", "measure"),
    )
)
_ENDING_LENGTH = 40
_BRACKETED = re.compile(r"[(\[【〈《〔][^()\[\]【】〈〉《》〔〕]{0,200}[)\]】〉》〕]")
_NUMBERING = re.compile(
    r"(?:第?[0-9一二三四五六七八九十IVX]{1,4}[部章節項条.)、\-]?|[([][0-9ア-ンa-z]{1,3}[)\]]|[・○●◎◆◇■□▶※✓*<〈《])"
)
# Nouns at the end of a sentence that stand for the verb before them: 〜を支援するもの, 〜を行う事業である.
_UNCOMMITTED = frozenset(("れる", "られる", "ない", "ぬ", "ず"))
_FORMAL_NOUNS = frozenset(
    ("もの", "物", "こと", "事", "ところ", "所", "事業", "取組", "取り組み", "施策", "業務")
)


@dataclass(frozen=True, slots=True)
class _Cues:
    labels: dict[str, Role]
    headings: tuple[tuple[str, Role], ...]
    action_nouns: frozenset[str]
    state_verbs: frozenset[str]


@cache
def _cues() -> _Cues:
    lexicon = load_lexicon("roles.yaml")
    return _Cues(
        labels={nfkc_key(word): role for role, words in lexicon["labels"].items() for word in words},
        headings=tuple(
            (nfkc_key(word), role) for role, words in lexicon["headings"].items() for word in words
        ),
        action_nouns=frozenset(lexicon["action_nouns"]),
        state_verbs=frozenset(lexicon["state_verbs"]),
    )


def passage_role(section_path: Sequence[str], sentences: Sequence[Role]) -> Role:
    """The role of a passage from its headings (outermost first) and the roles of its sentences."""
    label = _label(section_path[-1]) if section_path else ""
    said = _vote(sentences)
    if label == "issue":  # 現状・課題 holds both
        return "issue" if "issue" in sentences or not said else "background"
    if label == "measure" and set(sentences) <= {"background", "issue", ""}:
        return said or label
    return label or said or _heading_role(section_path)


def sentence_role(sentence: Sentence, *, has_target: bool = False) -> Role:
    """The role that the end of a sentence shows; ``has_target`` tells that it states a numeric target."""
    ending = _BRACKETED.sub("", nfkc_key(sentence.text)).rstrip("。.、")[-_ENDING_LENGTH:]
    if not ending or ending.endswith(("」", "』")):  # a remark in brackets, a title
        return ""
    said = next((role for pattern, role in _ENDINGS if pattern.search(ending)), None)
    if said is None:
        said = _predicate_role(sentence)
    return "target" if has_target and said in ("measure", "") else said


def _predicate_role(sentence: Sentence) -> Role:
    """Past, ongoing and state predicates describe; plain ones, and nouns of action (体言止め), announce."""
    root = sentence.root
    if root is None:
        return ""
    if matter_of(root).lemma in _FORMAL_NOUNS:
        root = _verb_before(sentence, root)
    if not root.is_predicate:
        return "measure" if is_action_noun(matter_of(root)) else ""
    if root.head.pos == "NOUN" and root.tense != "past" and any(token.dep == "cop" for token in root.tail):
        return "measure" if root.head.lemma in _FORMAL_NOUNS else "background"
    if root.tense != "plain" or is_state_verb(root.head.lemma) or root.head.pos == "ADJ":
        return "background"
    # A passive, potential or negated end says neither that somebody will act nor that something was.
    return "" if any(token.lemma in _UNCOMMITTED for token in root.tail) else "measure"


def _verb_before(sentence: Sentence, noun: Bunsetsu) -> Bunsetsu:
    """The verb that a formal noun stands for, or the noun itself."""
    clauses = (
        phrase for phrase in reversed(sentence.phrases) if phrase.parent == noun.index and phrase.is_adnominal
    )
    return next(clauses, noun)


def is_action_noun(token: Token) -> bool:
    """Whether a noun at the end of a sentence announces an action (体言止め: 〜の実施, 〜のデジタル化)."""
    word = token.lemma
    return (
        word in LIGHT_WORDS
        or word in _cues().action_nouns
        or is_stage_word(word)
        or token.pos == "VERB"
        or word.endswith("化")
    )


def is_state_verb(lemma: str) -> bool:
    """Whether a verb or adjective tells a state or a forecast (ある, 増加, 見込む) and no action."""
    return lemma in _cues().state_verbs


def _vote(sentences: Sequence[Role]) -> Role:
    """A measure when the last sentence that says something, or at least half of them, announce one; else the most
    frequent role, the later one of equals."""
    said = [role for role in sentences if role]
    if not said:
        return ""
    counts = Counter(said)
    if said[-1] == "measure" or 2 * counts["measure"] >= len(said):
        return "measure"
    return max(reversed(said), key=lambda role: counts[role])


def _label(heading: str) -> Role:
    """The role of a heading that is a label and nothing else, numbers and brackets left aside."""
    return _cues().labels.get(_bare(heading), "")


def _bare(heading: str) -> str:
    bare = _NUMBERING.sub("", nfkc_key(heading))
    return _BRACKETED.sub("", bare).strip("・:。>〉》等*※").removeprefix("主な").split("※")[0] or bare


def topic_heading(section_path: Sequence[str]) -> str:
    """The innermost heading that names a subject (…の研究開発) and is no label (施策の内容); else empty."""
    return next((heading for heading in reversed(section_path) if not _label(heading)), "")


def _heading_role(section_path: Sequence[str]) -> Role:
    """The role that the innermost heading suggests by its last word, or an outer label."""
    for heading in reversed(section_path):
        bare = _bare(heading)
        found = _label(heading) or next((role for word, role in _cues().headings if bare.endswith(word)), "")
        if found:
            return found
    return ""
