"""To whom a proposal is addressed, where the file states it: （産・官）, 【学】, 主体：大学, a cell 政府、企業."""

from __future__ import annotations

import re

from policyalign.proposals.requests import SECTORS, sector_of
from policyalign.text.normalize import nfkc_key

_SECTOR = r"[産官学](?:[ \u3000・、,，／/]*[産官学]){0,2}"
_STATED = re.compile(
    rf"[ \u3000]*[（(【［\[〔]\s*(?:(?:実施)?主体\s*[:：]\s*)?({_SECTOR})\s*[）)】\]］〕][ \u3000]*$"
    rf"|[ \u3000]*\*\*({_SECTOR})\*\*[ \u3000]*$|[ \u3000\t]+([産官学]{{2,3}})[ \u3000]*$"
)
_POINTER = re.compile(r"[ \u3000]*[⇒→][ \u3000]*(?:第?[0-9０-９]+章|[0-9０-９.．]+)[^。]{0,8}$")
"""Behind the sectors a title may say where more stands: ⇒第5章."""
_LINE = re.compile(
    r"^[（(【［\[]?(?:実施|提言先の|要望先の)?(?:主体|担い手|宛先|提言先|要望先)[）)】］\]]?\s*[:：]\s*(.+?)\s*$"
)
_BETWEEN = re.compile(r"[、,，・/／;；＋+&＆\n]|及び|および|並びに|又は|または|と")
_ALL_LETTERS = re.compile(r"[産官学民]{2,4}")


def without_actors(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the sectors that are named at its end, in brackets, in bold (**産官学**) or behind a space, and
    these.

    >>> without_actors("研究者を育成する。（産・学）")
    ('研究者を育成する。', ('産', '学'))
    """
    found = _STATED.search(_POINTER.sub("", text))
    if found is None:
        return text, ()
    return text[: found.start()], _in_order(next(filter(None, found.groups())))


def actor_line(text: str) -> str | None:
    """What a line 「主体：…」 names; None for any other.

    >>> actor_line("主体：政府、大学"), actor_line("主体性を育てる。")
    ('政府、大学', None)
    """
    found = _LINE.match(text)
    return found[1] if found else None


def read_actors(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sectors that a cell names, and the words of it that are of none.

    >>> read_actors("産官学"), read_actors("経産省、大学と住民")
    ((('産', '官', '学'), ()), (('官', '学'), ('住民',)))
    """
    key = nfkc_key(cell).strip("。.()[]")
    if _ALL_LETTERS.fullmatch(key):
        return _in_order(key), tuple(char for char in key if char not in SECTORS)
    words = [word for part in _BETWEEN.split(cell) if (word := nfkc_key(part).strip("。.()"))]
    sectors = {word: sector_of(word) for word in words}
    return _in_order("".join(filter(None, sectors.values()))), tuple(word for word in words if not sectors[word])


def _in_order(sectors: str) -> tuple[str, ...]:
    return tuple(one for one in SECTORS if one in sectors)
