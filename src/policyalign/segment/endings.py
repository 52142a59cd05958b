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
from policyalign.values import Role

BRACKETED = re.compile(r"[(\[【〈《〔][^()\[\]【】〈〉《》〔〕]{0,200}[)\]】〉》〕]")
"""A remark in brackets, in text after NFKC."""

# What is wrong, and what gets worse.
_TROUBLE = "懸念|障壁|障害|支障|おそれ|恐れ|困難|不安|不信|弊害"
_DECLINE = "不足|低迷|停滞|遅れ|深刻化|悪化|衰退|喪失|流出|逼迫|ひっ迫|混乱|形骸化|老朽化|減退"
_BE = r"(?:である|だ|となる|となっている|になる|になっている|がある|もある)?"
# Set phrases by role; the first that fits counts.
_PHRASES: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (
        "principle",
        (
            rf"(?:理念|原則|基本|旨|基本方針|考え方)(?:とする|としている|{_BE})",
            r"基本(?:的な?)?(?:方針|方向|姿勢)(?:とする|としている)",
            r"目的(?:とする|としている|とした|である)(?:もの|事業)?(?:である)?",
            rf"最(?:優先|重要)(?:の|な)?課題{_BE}",
            r"(?:全力を(?:尽くし|挙げ)|全力で|総力を(?:挙げ|結集し)|最善を尽くし|最後まで)[^、。]{0,20}",
            r"てはならない(?:もの)?(?:である)?",
            rf"(?:視点|前提|要諦|責務|使命|立場|姿勢)(?:とする|として(?:いる|いく)|{_BE})",
        ),
    ),
    (
        "issue",
        (
            r"(?:懸念|危惧|指摘|問題視|不安視)され(?:る|ている)",
            r"(?:十分|充分)(?:では|とは|に)ない",
            rf"(?:課題|問題|{_TROUBLE}){_BE}(?:と考えられる|とされている|が残る|も残る)?",
            rf"(?:{_TROUBLE}|{_DECLINE})(?:し|となっ|になっ)?(?:ている|である|である状況にある)",
            rf"(?:{_TROUBLE}|{_DECLINE})(?:が|は|も)(?:高ま|増|生じ|残|大き|深刻|顕著|見られ|みられ|続い|あ)[^、。]{{0,8}}",
            rf"(?:{_TROUBLE}|妨げ|ボトルネック|足かせ|負担|制約)(?:と|に)な(?:る|り得る|りうる|っている|りかねない)",
            rf"(?:{_DECLINE}|躊躇|悪影響を及ぼ|損なわれ|失われ)(?:する|す|る)(?:可能性|おそれ|恐れ|懸念|危険性?|リスク)(?:が|も)[^、。]{{1,8}}",
            r"(?:に|しか)(?:留ま|とどま|止ま)(?:る|っている)",
            r"(?:(?:にく|づら|なく)く?なって|(?:でき|され|図られ|取られ)て(?:い|おら)|進んで(?:い|おら)|至って(?:い|おら)|整って(?:い|おら)|追い付いて(?:い|おら))(?:いる|ない)",
        ),
    ),
    # What must be done tells a course, whoever takes it; what is lacking (課題) comes before it.
    (
        "principle",
        (
            rf"(?:(?:必要|不可欠|急務|喫緊|重要|大切|肝要|望ましい|有効)(?:性|なもの|なこと)?{_BE}(?<!となる)|(?:ことが|ことも|視点[がも])[^、。]{{0,8}}となる)",
            r"求められ(?:る|ている|てきている)",
            r"(?:ねばならない|なければならない|され(?:る)?べき)(?:もの)?(?:である)?",
        ),
    ),
    # …したものである, …に資するものである: what something was, or is good for.
    (
        "background",
        (r"(?:た|ない|れる|できる|いる|ある|なる|つながる|資する|寄与する|貢献する|基づく|せる)もの(?:である)?",),
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
            r"(?:こと|もの|方針|予定|計画)(?:とする|としている|とされている)|(?:もの|方針|予定|計画)である|予定(?:する|している)?",
            r"(?<!され)(?<!れる)べき(?:である)?",
            r"[てで]いく(?:こと|もの|とともに)?(?:とする|としている|である)?",
        ),
    ),
)
_ENDINGS = tuple((role, re.compile(rf"(?:{'|'.join(phrases)})$")) for role, phrases in _PHRASES)
_ENDING_LENGTH = 40
"""The set phrases are shorter than so many characters; nothing before them is looked at."""

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
    words = BRACKETED.sub("", nfkc_key(sentence.text))
    ending = words.rstrip("。.")[-_ENDING_LENGTH:]
    if not ending or ending.endswith(("」", "』")) or is_of_document(words):
        return ""
    if _BASIS.search(words.rstrip("。.")):
        return "principle"
    said = next((role for role, pattern in _ENDINGS if pattern.search(ending)), None)
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
