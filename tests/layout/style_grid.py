"""Every way of setting a text against every kind of text: how lines end, what parts paragraphs, how many columns.

from layout.style_grid import GRID, CONTENTS
pdf, truth = set_pages(CONTENTS["phrases"](texts), GRID["ragged, indented, 2 columns"])
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from layout.styled_pages import Align, Style, Text

_COLUMNS = {
    1: Style(measure=40),
    2: Style(size=9.5, measure=22, columns=2),
    3: Style(size=8.5, measure=17.5, columns=3),
}
_ALIGNS: Sequence[Align] = ("justified", "ragged", "phrases", "centred")
_PARTED: dict[str, dict[str, Any]] = {
    "indented": {"indent": 1.0},
    "spaced": {"indent": 0.0, "between": 0.7},
    "neither": {"indent": 0.0},
}
_EXTRAS: dict[str, dict[str, Any]] = {
    "numbered lines": {"line_numbers": 5, "leading": 1.9},
    "wide leading": {"leading": 2.3},
    "figures in the text": {"figures_in_text": True},
}


def _grid() -> dict[str, Style]:
    styles: dict[str, Style] = {}
    for (count, plain), align, (parted, values) in itertools.product(_COLUMNS.items(), _ALIGNS, _PARTED.items()):
        # Nobody centres what nothing parts.
        if align != "centred" or parted == "spaced":
            name = f"{align}, {parted}, {count} column{'s' * (count > 1)}"
            styles[name] = replace(plain, align=align, **values)
    for (extra, values), align in itertools.product(_EXTRAS.items(), ("justified", "ragged")):
        styles[f"{align}, {extra}"] = replace(_COLUMNS[1], align=align, **values)
    return styles


GRID: dict[str, Style] = _grid()
"""Styles by name: lines × what parts paragraphs × columns, and single further ways."""


def as_sentences(texts: Sequence[Text]) -> list[Text]:
    """The texts as they are."""
    return list(texts)


_SENTENCE = re.compile(r"(?:「[^」]*」|（[^）]*）|[^。「（])+。?|.")
# サ変 verbs and the copula go; other sentences lose their full stop only (〜が少ない).
_CUT = re.compile(r"(?<=[一-龠ァ-ー化])(?:する|した|します|である)$")


def as_phrases(texts: Sequence[Text]) -> list[Text]:
    """Each sentence as a line of its own that ends in a noun where it can (体言止め), without a bullet."""
    found: list[Text] = []
    for text in texts:
        if text.kind in ("text", "item"):
            sentences = (one.rstrip("。") for one in _SENTENCE.findall(text.text))
            found += [Text(text.kind, _CUT.sub("", one)) for one in sentences if len(one) > 1]
        else:
            found.append(text)
    return found


def as_bullets(texts: Sequence[Text]) -> list[Text]:
    """The phrases as items of a list (箇条書き)."""
    phrases = as_phrases(texts)
    return [Text("item", f"・{one.text}") if one.kind == "text" else one for one in phrases]


def with_asides(texts: Sequence[Text]) -> list[Text]:
    """A figure before every sixth paragraph and a note behind every fourth."""
    found: list[Text] = []
    count = 0
    for text in texts:
        count += text.kind == "text"
        if text.kind == "text" and count % 6 == 3:
            found.append(Text("figure", f"届け出|審査|通知|図{count}　手続の流れ"))
        found.append(text)
        if text.kind == "text" and count % 4 == 0:
            found.append(Text("note", f"{count // 4}　この数は毎年度の初めに改める。"))
    return found


CONTENTS: dict[str, Callable[[Sequence[Text]], list[Text]]] = {
    "sentences": as_sentences,
    "phrases": as_phrases,
    "bullets": as_bullets,
    "figures and notes": with_asides,
}
"""Kinds of text by name."""


def sets(style: str, content: str) -> bool:
    """Whether a kind of text is set in a style at all: nothing would part phrases that have no bullet, no indent
    and no white space between them."""
    if content == "phrases":
        return "neither" not in style
    return content != "figures and notes" or "figures" in style
