"""What a sentence says by the set phrase at its end: a need, a problem, a situation, an aim or a plan."""

from __future__ import annotations

import re

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
            rf"(?:(?:{_TROUBLE}|{_DECLINE})(?:し|となり|が進み)?|損なわれ|失われ)つつある",
            r"との(?:指摘|批判|不満|声)(?:が|も)(?:ある|多い|聞かれる|(?:上が|寄せられ|出)[てっ][^、。]{0,3}る)",
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
# 難しくなっている, 重要となってきた: how things have come to stand.
_STATE = re.compile(r"(?:く|に|と)なって(?:いる|きた|きている)$")


def ending_of(text: str) -> str:
    """The end of a sentence after NFKC, without remarks in brackets and the full stop."""
    return BRACKETED.sub("", nfkc_key(text)).rstrip("。.")[-_ENDING_LENGTH:]


def set_phrase_role(ending: str) -> Role | None:
    """The role that a set phrase at the end of a sentence tells; None where there is none."""
    return next((role for role, pattern in _ENDINGS if pattern.search(ending)), None)


def tells_only(text: str) -> bool:
    """Whether the end of a sentence tells a problem, a need or a situation: nothing is done in it.

    >>> tells_only("担い手の確保が難しくなっている。"), tells_only("若手の研究者を支援する。")
    (True, False)
    """
    ending = ending_of(text)
    return set_phrase_role(ending) in ("issue", "principle", "background") or _STATE.search(ending) is not None
