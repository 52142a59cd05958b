"""What the end of a Japanese sentence says that the sentence is: a plan, a report, a need, an aim.

Plain predicates and nouns of action announce (〜を推進する, 〜の実施), past and ongoing ones and states
report (〜した, 〜している, 〜にある), and set phrases tell needs, aims and principles (〜が必要である,
〜を目指す, 〜を理念とする).
"""

from __future__ import annotations

import re

from policyalign.domain import Token
from policyalign.segment.activity import Sentence, is_light, matter_of
from policyalign.segment.bunsetsu import Bunsetsu
from policyalign.segment.lexicon import load_roles
from policyalign.segment.stages import is_stage_word
from policyalign.text.normalize import nfkc_key
from policyalign.values import Role

BRACKETED = re.compile(r"[(\[【〈《〔][^()\[\]【】〈〉《》〔〕]{0,200}[)\]】〉》〕]")
"""A remark in brackets, in text after NFKC."""

_BE = r"(?:である|だ|となる|となっている|になる|になっている|がある|もある)?"
# Set phrases by role; the first that fits counts.
_PHRASES: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (
        "principle",
        (
            rf"(?:理念|原則|基本|旨|基本方針|考え方)(?:とする|としている|{_BE})",
            r"目的(?:とする|としている|とした|である)(?:もの|事業)?(?:である)?",
        ),
    ),
    (
        "issue",
        (
            rf"(?:必要|不可欠|急務|喫緊|重要)(?:性|な課題|の課題)?{_BE}",
            r"求められ(?:る|ている|てきている)",
            r"(?:懸念|危惧|指摘)され(?:る|ている)",
            r"(?:べき|ねばならない|なければならない)(?:である)?",
            r"(?:十分|充分)(?:では|とは|に)ない",
            rf"(?:課題|問題|懸念|障壁|支障|おそれ|恐れ){_BE}(?:と考えられる|とされている|が残る|も残る)?",
            r"(?:不足|低迷|停滞|遅れ|深刻化|悪化|困難)(?:し|となっ)?(?:ている|である|である状況にある)",
        ),
    ),
    (
        "target",
        (
            r"目標(?:とする|としている|と(?:し|設定し)ている|である)",
            r"目指(?:す|していく|している)(?:もの(?:である)?)?",
        ),
    ),
    (
        "measure",
        (
            r"(?:こと|もの|方針|予定|計画)(?:とする|としている|である)|予定(?:する|している)?",
            r"[てで]いく(?:こと|もの|とともに)?(?:とする|としている|である)?",
        ),
    ),
)
_ENDINGS = tuple((role, re.compile(rf"(?:{'|'.join(phrases)})$")) for role, phrases in _PHRASES)
_ENDING_LENGTH = 40
"""The set phrases are shorter than so many characters; nothing before them is looked at."""

# A passive, potential or negated end says neither that somebody will act nor that something was.
_UNCOMMITTED = frozenset(("れる", "られる", "ない", "ぬ", "ず"))
# Nouns at the end of a sentence that stand for the verb before them: 〜を支援するもの, 〜を行う事業である.
_FORMAL_NOUNS = frozenset(("もの", "物", "こと", "事", "ところ", "所", "事業", "取組", "取り組み", "施策", "業務"))


def sentence_role(sentence: Sentence, *, has_target: bool = False, among_measures: bool = False) -> Role:
    """The role that the end of a sentence shows; ``has_target`` tells that it states a numeric target.

    ``among_measures`` tells that its heading announces measures: what is being done there (〜を行っている) is
    one. Empty for titles, remarks in brackets, and ends that commit to nothing.
    """
    ending = BRACKETED.sub("", nfkc_key(sentence.text)).rstrip("。.、")[-_ENDING_LENGTH:]
    if not ending or ending.endswith(("」", "』")):
        return ""
    said = next((role for role, pattern in _ENDINGS if pattern.search(ending)), None)
    if said is None:
        said = _predicate_role(sentence)
    if among_measures and said == "background" and _is_ongoing_action(sentence):
        return "measure"
    return "target" if has_target and said in ("measure", "") else said


def is_state_verb(lemma: str) -> bool:
    """Whether a verb or adjective tells a state or a forecast (ある, 増加, 見込む) and no action."""
    return lemma in load_roles().state_verbs


def is_action_noun(token: Token) -> bool:
    """Whether a noun at the end of a sentence announces an action (体言止め: 〜の実施, 〜のデジタル化)."""
    word = token.lemma
    named = is_light(token) or is_stage_word(word) or word in load_roles().action_nouns
    return named or token.pos == "VERB" or word.endswith("化")


def _predicate_role(sentence: Sentence) -> Role:
    root = sentence.root
    if root is None:
        return ""
    if matter_of(root).lemma in _FORMAL_NOUNS:
        root = _verb_before(sentence, root)
    if not root.is_predicate:
        return "measure" if is_action_noun(matter_of(root)) else ""
    if root.head.pos == "NOUN" and root.has_copula and root.tense != "past":
        return "measure" if root.head.lemma in _FORMAL_NOUNS else "background"
    if root.tense != "plain" or is_state_verb(root.head.lemma) or root.head.pos == "ADJ":
        return "background"
    return "" if any(token.lemma in _UNCOMMITTED for token in root.tail) else "measure"


def _is_ongoing_action(sentence: Sentence) -> bool:
    root = sentence.root
    if root is None or root.tense != "ongoing" or root.head.pos == "ADJ" or is_state_verb(root.head.lemma):
        return False
    return not any(token.lemma in _UNCOMMITTED for token in root.tail)


def _verb_before(sentence: Sentence, noun: Bunsetsu) -> Bunsetsu:
    """The verb that a formal noun stands for, or the noun itself."""
    clauses = (phrase for phrase in reversed(sentence.phrases) if phrase.parent == noun.index and phrase.is_adnominal)
    return next(clauses, noun)
