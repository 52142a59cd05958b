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
from policyalign.segment.parties import find_parties
from policyalign.segment.stages import is_stage_word
from policyalign.text.normalize import nfkc_key
from policyalign.text.sentence_ends import BRACKETED, ending_of, set_phrase_role
from policyalign.values import Role

# 図が示す, but 国が考え方を示す
_SHOW = "示す"
# A passive, potential or negated end says neither that somebody will act nor that something was.
_UNCOMMITTED = frozenset(("れる", "られる", "ない", "ぬ", "ず", "できる", "出来る"))
# Nouns at the end of a sentence that stand for the verb before them: 〜を支援するもの, 〜を行う事業である.
_FORMAL_NOUNS = frozenset(("もの", "物", "こと", "事", "ところ", "所", "事業", "取組", "取り組み", "施策", "業務"))


# What follows, and where a figure comes from, is of the document and of nothing that is done.
_OF_THE_DOCUMENT = re.compile(
    r"(?:以下|次|下記|別添|別紙|別表|[図表][0-9]{0,3})の?(?:とおり|通り|よう)(?:.{0,12}(?:整理|示|述べ|定め|記載|掲げ|まとめ|取りまとめ)[^、。]{0,6}|とする|である)$"
    r"|^本(?:章|節|項|稿|編|白書|報告書?)(?:で|に|の).{0,80}(?:述べ|紹介|示|説明|概観|取り上げ|整理|見てい)[^、。]{0,6}$"
    r"|^以下[、に].{0,80}(?:示す|述べる|掲げる|記す|記載する|挙げる)$"
    r"|参照(?:のこと|されたい)?$"
)
# 図1-3 研究者数の推移: the title of a figure, wherever it stands.
_FIGURE = re.compile(r"[(【<〈]?(?:図表?|表|写真|第[0-9]{1,3}(?:[-－.][0-9]{1,3}){0,3}(?:図|表))[0-9/:]")
# 第15回審議会（2024年11月13日）において公表: where a statement stands, in a note.
_CITATION = re.compile(r"(?:決定|公表|公布|発表|答申|報告|策定|改訂|改定)[)]?$")
_NOTE = re.compile(r"[(]?(?:※|注[0-9]{0,2}[):]|\*[0-9])")
_SOURCE = re.compile(r"[※*(]{0,2}(?:資料|出典|出所|備考)[0-9]{0,2}\)?:")
# What the plan itself is for (本計画は…を目指す) is its aim, whatever years it names.
_OF_PLAN = re.compile(r"本(?:計画|戦略|方針|大綱|ビジョン|プラン|構想|指針|要綱|[ァ-ヶー]{3,10})は")
# 防災の基本は、…である
_BASIS = re.compile(r"(?:基本|原則|理念|要諦|前提|使命)は.{1,100}である$")
_MEASURED = re.compile(r"[0-9]|半減|倍増|ゼロ|全て|すべて|年度")


def is_of_document(text: str) -> bool:
    """Whether a text only says where something comes from (出典：…) or what follows (次のとおり示す), or breaks off."""
    words = nfkc_key(text)
    titled = _FIGURE.match(words) is not None and not words.endswith("。")
    broken_off = words.endswith(("、", ","))
    return bool(titled or broken_off or _SOURCE.match(words) or _OF_THE_DOCUMENT.search(words.rstrip("。.")))


def is_note(text: str) -> bool:
    """Whether a text is a remark on another one (※…), marked as such."""
    return _NOTE.match(nfkc_key(text)) is not None


def is_citation(text: str) -> bool:
    """Whether a note only says where, when or by whom something was decided or published."""
    return _CITATION.search(nfkc_key(text).rstrip("。.")) is not None


def sentence_role(sentence: Sentence, *, has_target: bool = False, among_measures: bool = False) -> Role:
    """The role that the end of a sentence shows; ``has_target`` tells that it states a numeric target.

    ``among_measures`` tells that its heading announces measures: what is being done there (〜を行っている) is
    one. Empty for titles, remarks in brackets, and ends that commit to nothing.
    """
    words, ending = BRACKETED.sub("", nfkc_key(sentence.text)), ending_of(sentence.text)
    if not ending or ending.endswith(("」", "』")) or is_of_document(words):
        return ""
    if _BASIS.search(words.rstrip("。.")):
        return "principle"
    said = set_phrase_role(ending)
    if said is None:
        said = _predicate_role(sentence)
    if among_measures and said == "background" and _is_ongoing_action(sentence):
        return "measure"
    if (
        said == "target"
        and not among_measures
        and (_OF_PLAN.match(words) or not (has_target or _MEASURED.search(words)))
    ):
        return "principle"
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
    if root.tense == "plain" and root.head.lemma == _SHOW and any(find_parties(sentence)):
        return "measure"
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
