"""Statements (提言) from headings, items and paragraphs, as people lay them out in documents.

    1 研究投資の拡大        a title with a number, and a paragraph below: the label of one statement
    （1）…すべきである。    an item: a statement
    ・…してほしい           an item: a statement
    …すべきである。         a paragraph that asks for something: a statement
    …が不足している。       another paragraph: left out and told, where the file has numbers or requests elsewhere

A paragraph is parted only into list items that stand in it one after the other and each ask for something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policyalign.proposals.actors import actor_line, read_actors, without_actors
from policyalign.proposals.records import Drafted, LeftOut, Unit
from policyalign.proposals.requests import SECTORS, asks, demands, read_requests, words
from policyalign.segment.markers import RANK, read_marker
from policyalign.segment.titles import is_title
from policyalign.text.normalize import nfkc_key
from policyalign.values import Kind

_LONGEST_TITLE = 40
"""Characters: titles of measures in plans are shorter; longer texts are sentences."""
_ALWAYS_HEADINGS = frozenset(("named", "part", "chapter", "section", "bracket", "angle", "symbol"))
_RANKS: dict[str, int] = dict(RANK.items())
_BULLETS = frozenset(("bullet", "note"))
_NAMED_STATEMENT = re.compile(
    r"(?:提言|要望|意見|提案|要請|項目)(?:事項)?[0-9一二三四五六七八九十①-⑳]{1,3}(?:[-.の][0-9]{1,3})*(?![0-9年月])"
)
_CLOSING = re.compile(r"(?:以上|敬具|記)(?:。|$)|以上[、,]|よろしくお願い|宜しくお願い")
_KINDS: tuple[Kind, ...] = ("issue", "criterion", "effect", "cycle")


def statements_of(units: Sequence[Unit], place: str) -> tuple[list[tuple[int, Drafted]], list[LeftOut], int]:
    """The statements of a file with the numbers of their places, what was left out, and how many paragraphs were
    parted into the items in them. ``place`` is the wording of a place, with a blank ``{number}``."""
    contents, body = _without_contents(units)
    parted = [_parted(unit) for unit in body]
    walk = _Walk(_without_title(_promoted([piece for pieces in parted for piece in pieces])), place)
    for unit in contents:
        walk.leave(unit)
    walk.run()
    return walk.found, walk.left_out, sum(len(pieces) > 1 for pieces in parted)


def headings_before(units: Sequence[Unit], place: int) -> tuple[str, str]:
    """The titles of the chapter and the section that a place stands in."""
    path: list[Unit] = []
    for unit in _without_title(_promoted(list(units))):
        if unit.kind == "heading" and unit.place < place:
            path = [*(one for one in path if one.level < unit.level), unit]
    return _chapter_and_section(path)


def kind_of_heading(text: str) -> Kind | None:
    """The kind of the statements below a heading such as 問題意識 or 波及効果, where it names one."""
    key = nfkc_key(text).rstrip("》】〉>)]」』:：")
    return next((kind for kind in _KINDS if key.endswith(tuple(words(kind)))), None)


def as_unit(text: str, place: int, *, listed: bool = False) -> Unit:
    """A paragraph as an item, where it bears a number or sign or stands in a list, or as a text."""
    marker = read_marker(text)
    if marker is None or marker.style in ("named", "note", "paren_title"):
        return Unit("item" if listed else "text", text, place)
    rest = text[marker.end :].strip()
    while marker.style == "bullet" and (second := read_marker(rest)) is not None and second.style == "bullet":
        rest = rest[second.end :].strip()  # - ✓ …
    if not rest:
        return Unit("text", text, place)
    return Unit("item", rest, place, mark=marker.text, style=marker.style)


def is_named(text: str) -> bool:
    """Whether a heading names one statement: 提言1 …, 要望事項2 …."""
    return bool(_NAMED_STATEMENT.match(nfkc_key(text).lstrip("【[<〈《■◆●○□◇")))


def is_label(text: str, following: str) -> bool:
    """Whether a text is a title: no sentence, or one in short (港を守る) of what is asked for in the ``following``."""
    if len(text) > _LONGEST_TITLE or "\n" in text or text.rstrip().endswith("。") or not is_title(text):
        return False
    acts = {one.act for one in read_requests(text)}
    return not acts & {"asks", "announces"} or ("asks" not in acts and demands(following))


_CONTENTS = re.compile(r"[【<〈《■◆●○□◇]?(?:目次|もくじ|contents)(?:案)?[】>〉》]?", re.IGNORECASE)
_LONGEST_ENTRY = 60
_ENTRY_END = re.compile(r"[.．・…‥\s]*[0-9０-９]*$")
"""Dots and a page number behind an entry of the table of contents."""


def _without_contents(units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The entries of a table of contents (目次), which are titles and come again below, and all else."""
    start = next((at for at, unit in enumerate(units) if _CONTENTS.fullmatch(nfkc_key(unit.text))), None)
    if start is None:
        return [], list(units)
    end = start + 1
    while end < len(units) and len(units[end].text) <= _LONGEST_ENTRY and "。" not in units[end].text:
        end += 1
    again = {nfkc_key(unit.text) for unit in units[end:]}
    last = max((at for at in range(start, end) if _entry_key(units[at]) in again), default=start - 1)
    entries = list(units[start : last + 1])
    return entries, [*units[:start], *units[last + 1 :]]


def _entry_key(unit: Unit) -> str:
    return nfkc_key(_ENTRY_END.sub("", unit.text))


# --- items within a paragraph ----------------------------------------------------------------------------

_INLINE = re.compile(r"[①-⑳]|[(（][1-9１-９][)）]|[⑴-⒇]")


def _parted(unit: Unit) -> tuple[Unit, ...]:
    """The list items of a paragraph that begins with the first of them and in which each asks for something."""
    whole = f"{unit.mark}{unit.text}" if unit.style in ("circled", "paren") else unit.text
    starts = [found.start() for found in _INLINE.finditer(whole)]
    if unit.kind == "heading" or len(starts) < 2 or starts[0] != 0:
        return (unit,)
    pieces = [whole[start:end].strip() for start, end in zip(starts, [*starts[1:], len(whole)], strict=True)]
    made = [as_unit(piece, unit.place) for piece in pieces]
    if all(one.mark and asks(one.text) for one in made) and len({one.style for one in made}) == 1:
        return tuple(made)
    return (unit,)


# --- titles that are headings ----------------------------------------------------------------------------


def _promoted(units: Sequence[Unit]) -> list[Unit]:
    """Units with items that only give the title of what follows as headings, below those that the file states."""
    deepest = max((unit.level for unit in units if unit.kind == "heading"), default=0)
    styles: list[str] = []
    found: list[Unit] = []
    for number, unit in enumerate(units):
        following = units[number + 1] if number + 1 < len(units) else None
        above = styles[: styles.index(unit.style)] if unit.style in styles else styles
        if following is not None and _labels(unit, following):
            unit = replace(unit, kind="heading", level=deepest + 1 + len(styles))
        elif unit.kind == "item" and _heads(unit, following, above):
            if unit.style in styles:
                del styles[styles.index(unit.style) + 1 :]
            else:
                while styles and _RANKS[styles[-1]] > _RANKS[unit.style]:
                    styles.pop()
                styles.append(unit.style)
            unit = replace(unit, kind="heading", level=deepest + 1 + styles.index(unit.style))
        elif unit.kind == "heading":
            styles.clear()
        found.append(unit)
    return found


def _without_title(units: Sequence[Unit]) -> Sequence[Unit]:
    """Units without a heading that stands first, and alone on its level: the title of the whole."""
    above = [unit.level for unit in units[1:] if unit.kind == "heading"]
    titled = units and units[0].kind == "heading" and above and units[0].level < min(above)
    return units[1:] if titled and not units[0].mark else units


def _labels(unit: Unit, following: Unit) -> bool:
    """Whether a line without a number is the label of the text below: a title that says whom it is addressed to."""
    if unit.kind == "heading" or unit.style not in (*_BULLETS, ""):
        return False
    title, actors = without_actors(unit.text)
    return bool(actors) and following.kind == "text" and is_label(title, following.text)


def _heads(unit: Unit, following: Unit | None, above: Sequence[str]) -> bool:
    """Whether an item is the title of what follows; ``above`` are the styles of the marks that it stands below."""
    if following is None or unit.style in _BULLETS or not unit.style:
        return False
    if not is_label(unit.text, following.text if following.kind == "text" else ""):
        return False
    if unit.style in _ALWAYS_HEADINGS:
        return True
    if following.kind == "item":
        return bool(following.style) and following.style not in (unit.style, *above)
    return following.kind == "text" and not _CLOSING.match(nfkc_key(following.text))


# --- from top to bottom ----------------------------------------------------------------------------------


@dataclass
class _Walk:
    """One pass over the units; ``path`` are the headings that are open."""

    units: Sequence[Unit]
    place: str
    path: list[Unit] = field(default_factory=list)
    found: list[tuple[int, Drafted]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def run(self) -> None:
        # Where nothing is numbered and nothing asks, every paragraph is a statement: a list of nouns, say.
        everything = not any(unit.kind == "item" or (unit.kind == "text" and asks(unit.text)) for unit in self.units)
        at = 0
        while at < len(self.units):
            unit = self.units[at]
            end = self._end(at)
            if unit.kind == "heading":
                self.path = [*(one for one in self.path if one.level < unit.level), unit]
                below = self.units[at + 1 : end]
                if self._names_one(unit, below):
                    self._take(unit, below, label=unit)
                    at = end
                    continue
            elif unit.kind == "item":
                end = self._end_of_item(at)
                self._take(unit, self.units[at:end])
                at = end
                continue
            elif (
                unit.kind == "text"
                and not _CLOSING.match(nfkc_key(unit.text))
                and (everything or self._kind() or asks(unit.text))
            ):
                self._take(unit, [unit])
            elif unit.kind == "text":
                self.leave(unit)
            at += 1

    def _is_taken(self, unit: Unit, everything: bool) -> bool:
        wanted = everything or self._kind() is not None or asks(unit.text)
        return wanted and not _CLOSING.match(nfkc_key(unit.text))

    def _end(self, at: int) -> int:
        """Where the paragraphs below a unit end: at the next heading."""
        later = range(at + 1, len(self.units))
        return next((place for place in later if self.units[place].kind == "heading"), len(self.units))

    def _end_of_item(self, at: int) -> int:
        """An item goes on in the paragraphs right below it that ask for nothing, a numbered one in bullets too."""
        numbered = self.units[at].style not in (*_BULLETS, "")
        end = at + 1
        while end < len(self.units):
            unit = self.units[end]
            below = unit.kind == "text" or (numbered and unit.kind == "item" and unit.style in _BULLETS)
            if not below or unit.apart or asks(unit.text) or _CLOSING.match(nfkc_key(unit.text)):
                break
            end += 1
        return end

    def _names_one(self, heading: Unit, below: Sequence[Unit]) -> bool:
        """Whether a heading is the label of one statement: it says so, or has a number by hand, or one text."""
        if not below or any(one.kind == "table" for one in below):
            return False
        if any(one.kind == "item" and one.style not in (*_BULLETS, "") for one in below):
            return False
        if any(one.kind == "item" and asks(one.text) for one in below):
            return False
        asking = sum(asks(one.text) for one in below)
        if is_named(f"{heading.mark}{heading.text}"):
            return True
        return asking == 1 if heading.style else asking == 1 and len(below) == 1

    def _take(self, unit: Unit, below: Sequence[Unit], label: Unit | None = None) -> None:
        lines: list[str] = []
        actors: tuple[str, ...] = ()
        for one in below:
            if (line := actor_line(one.text)) is not None and len(below) > 1:
                actors = (*actors, *read_actors(line)[0])
                continue
            text, stated = without_actors(one.text)
            actors = (*actors, *stated)
            lines.append(f"{one.mark} {text}".strip() if one is not unit and one.mark else text)
        if not lines:
            self.leave(unit)
            return
        title, stated = without_actors(label.text) if label else ("", ())
        chapter, section = _chapter_and_section(self.path[:-1] if label else self.path)
        kind = self._kind()
        named = {*actors, *stated}
        told = self.place.format(number=unit.place)
        number = (
            _NAMED_STATEMENT.match(nfkc_key(f"{label.mark}{label.text}").lstrip("【[<〈《■◆●○□◇")) if label else None
        )
        drafted = Drafted(
            "\n".join(lines),
            told,
            number[0] if number else "",
            title,
            chapter,
            section,
            kind,
            tuple(one for one in SECTORS if one in named),
        )
        self.found.append((unit.place, drafted))

    def leave(self, unit: Unit) -> None:
        told = self.place.format(number=unit.place)
        self.left_out.append(LeftOut(f"{unit.mark} {unit.text}".strip(), told, len(self.found)))

    def _kind(self) -> Kind | None:
        """What the innermost heading that says so makes of the statements below it."""
        return next((kind for one in reversed(self.path) if (kind := kind_of_heading(one.text))), None)


def _chapter_and_section(path: Sequence[Unit]) -> tuple[str, str]:
    titles = [f"{one.mark} {one.text}".strip() for one in path]
    return (titles[0] if titles else "", titles[1] if len(titles) > 1 else "")
