"""What frames the requests of a letter (要望書, 意見書) and is none: greeting, lead, closing, reasons, date, signature.

A lead or a closing asks in words like a request (以下の五点を要望する), and says nothing of what for. The rules read
single sentences: a paragraph is a frame where all that it asks for is said elsewhere.
"""

from __future__ import annotations

import re

from policyalign.proposals.requests import read_requests
from policyalign.text.normalize import nfkc_key

_COUNT = r"(?:[0-9]+|[一二三四五六七八九十]+)(?:つの?)?(?:点|項目|事項|つ|か条|箇条|提言|要望|提案|意見)"
_THINGS = (
    rf"(?:とおり|通り|よう|{_COUNT}|事項|点|項目|措置|取組|施策|対策|提言|要望|提案|意見|内容|こと|理由|観点|趣旨)"
)
_SAY = (
    r"(?:要望|提言|提案|要請|意見|陳情|請願|建議|お願い|申し?入れ|申し上げ|申し?述べ"
    r"|提出|送付|述べ|求め|まとめ|期待|望)"
)
_POINTS = (
    r"(?:(?<![0-9歳度人円%])以下|次|下記|左記|別紙|別添|後掲)"
    rf"(?:の{_THINGS}|に(?:掲げる|示す|記す|述べる)|(?<!次)に、|(?<!次)、)"
)
_LEAD = re.compile(
    rf"{_POINTS}[^。]*{_SAY}[^。]{{0,16}}$|(?:^|[、のはてに]){_COUNT}(?:を|について|に関し)[^。]{{0,12}}{_SAY}[^。]{{0,16}}$"
    rf"|ここに[^。]{{0,12}}{_SAY}[^。]{{0,16}}$|(?:あたり|当たり|際し|向け)て?、(?:強く)?(?:要望|提言|提案|要請)(?:する|します|いたします|致します)$"
    rf"|{_POINTS}[^。]{{0,12}}$"
)
_GREETING = re.compile(
    r"(?:拝啓|謹啓|前略|時下|平素|日頃|日ごろ|いつも.{0,20}(?:世話|御礼|お礼)|貴[省職庁社府]におか|初めまして|はじめまして)"
)
_CLOSING = re.compile(
    rf"以上(?:$|[、,]|の{_THINGS}(?:を|に|が|は|、|の実現|から)[^。]{{0,30}}{_SAY}|について|により|(?:が|を)[^。]{{0,20}}{_SAY})|[^。]{{0,40}}(?:よろしく|宜しく)お願い"
    r"|(?:[^。]*(?:[、,]|何卒|何とぞ|特段の|格別の|十分な))?(?:ご|御)(?:高配|配慮|検討|査収|尽力|賢察|理解|協力|指導|支援)[^。]{0,14}"
    r"(?:賜|お願い|いただ|頂|くださ|下さ)"
    rf"|(?:これら|上記|前記)の?[^。、]{{0,12}}(?:実現|反映|提言|要望|意見)[^。]{{0,20}}{_SAY}[^。]{{0,16}}$"
    rf"|[^。]{{0,40}}(?:意見|要望書?|提言書?|提案書?)を(?:提出|送付|述べ)"
)
_REASON = re.compile(
    r"[(【\[<〈《■●○◆・※]*(?:提案|要望|提言|意見)?の?(?:理由|背景|趣旨|根拠|説明|補足|経緯|解説|参考|出典|注)(?:説明)?[)】\]>〉》:]"
)
_REASON_TITLE = re.compile(
    r"(?:提案|要望|提言|意見)?の?(?:理由|趣旨|根拠|経緯|説明|解説|参考|参考資料|問合せ先|連絡先)"
)
_DATE = re.compile(r"(?:令和|平成|西暦)?(?:[0-9]{1,4}|元)年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:付|現在)?")
_SIGNED = re.compile(
    r"(?:以上|敬具|記|草々|謹白|敬白)。?|.{1,40}(?:殿|様|御中|あて|宛て?)"
    r"|(?:連絡先|担当者?|問い?合わ?せ先?|tel|電話|fax|e-?mail|メール|住所|氏名|所属|事務局|文責|代表者|提出者|提出日)[:]?.{0,60}"
    r"|(?:(?:一般|公益)(?:社団|財団)|特定非営利活動|独立行政|学校)法人[^をがは。]{0,40}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[^をがはに。]{0,30}(?:会長|理事長|代表理事|代表取締役|社長|所長|委員長|事務局長|代表)(?:[ \u3000]+\S{1,8}){0,2}"
)
"""Who signs, by the title: a name stands apart from it."""


def is_frame(text: str) -> bool:
    """Whether a paragraph, an item or a cell asks for nothing itself and belongs to the letter around the requests.

    >>> is_frame("当会は、以下の五点を要望する。"), is_frame("次の世代を育てる教員の増員を求める。")
    (True, False)
    """
    key = nfkc_key(text)
    if _REASON.match(key) or _DATE.fullmatch(key) or _SIGNED.fullmatch(key) or _GREETING.match(key):
        return True
    if _NAMED.fullmatch(text.strip()):
        return True
    requests = read_requests(text)
    asking = [one for one in requests if one.act in ("asks", "announces")]
    framing = [one for one in requests if _is_framing(one.text)]
    return bool(framing) and all(one in framing for one in asking)


def is_reason_title(title: str) -> bool:
    """Whether a heading stands above reasons or addresses: nothing is asked for below it."""
    return bool(_REASON_TITLE.fullmatch(nfkc_key(title).strip("【】()[]<>〈〉《》■●○◆:")))


def _is_framing(sentence: str) -> bool:
    key = nfkc_key(sentence).rstrip("。.:")
    return bool(_LEAD.search(key) or _GREETING.match(key) or _CLOSING.match(key))
