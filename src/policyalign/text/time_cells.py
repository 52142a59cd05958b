"""What the cells of a time line (工程表) hold: something that is done, or an amount."""

from __future__ import annotations

import re

# Words, or the marks and arrows that stand for them; a table of amounts by year is no schedule.
_SAYS = re.compile(r"[ぁ-んァ-ヶ一-龠A-Za-z○●◎◆◇■□★☆]")
_AMOUNT = re.compile(r"[約△▲+\-−]?\s?[0-9０-９][0-9０-９,，.．/%％]*\s?[^0-9０-９ぁ-ん]{0,4}")
_ARROW = re.compile(r"[→⇒⇨➡➔➜▶►▷━─]|[―—－ー=＝]{3}")


def is_doing(label: str) -> bool:
    """Whether a label names something or marks it, and is no amount.

    >>> is_doing("実証"), is_doing("○"), is_doing("1,200億円"), is_doing("―")
    (True, True, False, False)
    """
    return bool(_SAYS.search(label)) and not _AMOUNT.fullmatch(label)


def says_what_is_done(label: str) -> bool:
    """The same, arrows counted in: what stands below the years of a time line."""
    return is_doing(label) or bool(_ARROW.search(label))
