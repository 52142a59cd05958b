"""Paragraph and character styles of Word: what they say of headings, lists, type and hidden text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from policyalign.extract.xml_trees import Node, attribute, child, children, descendants

_HEADING = re.compile(r"(?:heading|見出し) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目次) ?[1-9]|toc heading|目次の見出し|table of figures|図表目次", re.IGNORECASE)
_TITLE = re.compile(r"title|表題", re.IGNORECASE)
_DEFAULT_SIZE = 10.0
# Chains of styles end after a few; a broken file may have them go round.
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """``level`` is that of a heading, 0 for text; ``list_id`` names the list that the style belongs to."""

    id: str
    level: int = 0
    is_title: bool = False
    contents: bool = False
    list_id: str = ""
    list_level: int | None = None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Node | None) -> None:
        self._styles = {attribute(one, "styleId"): one for one in children(root, "style")}
        self._default = next(
            (
                attribute(one, "styleId")
                for one in children(root, "style")
                if attribute(one, "type") == "paragraph" and attribute(one, "default") in ("1", "true")
            ),
            "",
        )
        size = attribute(child(root, "docDefaults", "rPrDefault", "rPr", "sz"), "val")
        self._size = _points(size, _DEFAULT_SIZE)
        self._known: dict[str, list[Node | None]] = {}

    def of_paragraph(self, node: Node) -> ParagraphStyle:
        """What the style of a paragraph, and the paragraph itself, say."""
        properties = child(node, "pPr")
        style = attribute(child(properties, "pStyle"), "val", self._default)
        chain = self._chain(style)
        names = [attribute(child(one, "name"), "val") for one in chain]
        numbering = next((found for one in chain if (found := child(one, "pPr", "numPr")) is not None), None)
        stated = attribute(child(numbering, "ilvl"), "val")
        return ParagraphStyle(
            id=style,
            level=self._level(properties, chain, names),
            is_title=bool(names and _TITLE.fullmatch(names[0])),
            contents=any(_CONTENTS.fullmatch(name) for name in names),
            list_id=attribute(child(numbering, "numId"), "val"),
            list_level=int(stated) if stated else None,
        )

    def type_of(self, node: Node) -> tuple[float, bool]:
        """Size in points and weight of the type that most of a paragraph is set in."""
        style = attribute(child(node, "pPr", "pStyle"), "val", self._default)
        weights: Counter[tuple[float, bool]] = Counter()
        for run in descendants(node, "r"):
            length = sum(len(one.text or "") for one in children(run, "t"))
            own = [child(run, "rPr"), *self._run_properties(attribute(child(run, "rPr", "rStyle"), "val"))]
            told = [*own, *self._run_properties(style)]
            sizes = (attribute(child(one, "sz"), "val") for one in told)
            size = next((one for one in sizes if one), "")
            weights[_points(size, self._size), _is_on(told, "b")] += length
        return max(weights, key=lambda key: (weights[key], key), default=(self._size, False))

    def is_hidden(self, run: Node) -> bool:
        """Whether a run is hidden text."""
        properties = child(run, "rPr")
        return _is_on([properties, *self._run_properties(attribute(child(properties, "rStyle"), "val"))], "vanish")

    def _level(self, properties: Node | None, chain: list[Node], names: list[str]) -> int:
        outline = [child(properties, "outlineLvl"), *(child(one, "pPr", "outlineLvl") for one in chain)]
        stated = next((attribute(one, "val") for one in outline if one is not None), "")
        if stated.isdigit():
            return int(stated) + 1 if int(stated) < 9 else 0
        named = next((found for name in names if (found := _HEADING.fullmatch(name))), None)
        return int(named[1]) if named else 0

    def _chain(self, style: str) -> list[Node]:
        """A style and those that it is based on."""
        chain: list[Node] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = attribute(child(chain[-1], "basedOn"), "val")
        return chain

    def _run_properties(self, style: str) -> list[Node | None]:
        if style not in self._known:
            self._known[style] = [child(one, "rPr") for one in self._chain(style)]
        return self._known[style]


def _is_on(properties: list[Node | None], name: str) -> bool:
    """Whether the nearest that speaks of a property sets it."""
    told = next((one for one in (child(some, name) for some in properties) if one is not None), None)
    return told is not None and attribute(told, "val", "1") not in ("0", "false", "off")


def _points(half_points: str, default: float) -> float:
    try:
        return float(half_points) / 2
    except ValueError:
        return default
