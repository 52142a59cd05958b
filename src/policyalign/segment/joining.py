"""Whether a line goes on into the next: every sign gives points, and the sum decides.

Above 0 the two lines are one paragraph. No sign decides alone except another size of type, a list that counts on,
and a page between. The points are set by hand, each with its reason below, so that signs that mislead often weigh
little; ``benchmarks/structure.py --styles`` shows what they do to pages set in many styles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from policyalign.segment.seam_words import Ending, SeamWords
from policyalign.segment.seams import Face, Numbering, Offset, Place, Seam, Size

NEVER = -100.0
"""Points of a sign that forbids joining whatever else is seen."""

PRIOR = 0.5
"""Of the seams of running text, more than half lie inside paragraphs."""

SURE = 5.5
"""Points of the layout alone from which the words are not asked: they could not turn the sum."""

# 。 ends most of what it stands at the end of a line of. A verb form that may end a sentence ends one in lists
# (〜を推進する) and none in prose, and a noun says nothing either way. A particle or 、 leans on what follows,
# though titles end so too (〜に向けて): the stem forms count less.
_ENDINGS: dict[Ending, float] = {
    "stop": -3.0,
    "comma": 4.0,
    "leaning": 6.0,
    "open": 4.0,
    "stem": 2.5,
    "predicate": -0.5,
    "noun": 0.0,
    "other": 0.0,
}
# At the foot of a column no white shows; where texts end without a full stop, such a form mostly ends one there.
_PREDICATE_AT_TURN = -4.0
# A seam inside a word or before a particle is no end, unless the analyser reads one word out of two that meet
# by chance (… の整備 | 備え …): so it outweighs a short line but not a short line with white space below.
_INSIDE_WORD = 6.0
_BOUND = 5.5
# 国立研究 | 開発法人: one word of the dictionary, but two nouns also meet where a title meets a text.
_COMPOUND = 1.5
_BRACKET_OPEN = 4.5
# Prose that has had a full stop ends with one.
_IN_PROSE = 3.0

# Where the next line begins. A flush line in a text that sets first lines in cannot begin a paragraph.
_OFFSETS: dict[Offset, float] = {
    "continues": 1.0,
    "hung": 3.5,
    "outdented": 2.0,
    "centred": 0.5,
    "hangs": -0.5,
    "opens": -4.0,
    "flush": 8.0,
    "elsewhere": -3.5,
}
_OPENS_BY_HABIT = -7.0
# A flush line of a text with indents goes on even behind a sentence that ended short (a line break inside the
# paragraph): this sets off what a short line and its full stop weigh.
_FLUSH_AFTER_STOP = 11.0

_PLACES: dict[Place, float] = {
    "below": 0.0,
    "same_row": -3.0,
    "column": 0.0,
    "page": 0.0,
    "interrupted": -4.0,
    "apart": NEVER,
}

# A number at the head of a line begins an item; inside prose it may be a quantity or a reference.
_NUMBERINGS: dict[Numbering, float] = {
    "none": 0.0,
    "alike": NEVER,
    "closed": NEVER,
    "new": -7.0,
    "in_prose": -4.0,
}
# Lines of one paragraph or item differ in size only where they mix two. A caption and a title differ from the text
# below as well.
_SIZES: dict[Size, float] = {"same": 0.0, "near": -2.5, "other": NEVER}
_LABEL_ABOVE = -5.0
_TITLE_ABOVE = -6.0
# A number that begins a line in type of its own begins a heading, whatever the text above breaks off with.
_NUMBERED_APART = -7.0
# A label begins a line of its own; inside a text a colon so near the head of a line is chance.
_LABELLED = -3.0
# Bold type or another font in the same size sets off titles, and now and then a line that is mostly emphasis or Latin.
_FACES: dict[Face, float] = {"same": 0.0, "other_font": -2.5, "other_weight": -5.0}
# A numbered title in bold stands above a text in another weight even where the text hangs below it and both are full.
_WEIGHT_BELOW_TITLE = -7.0


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two lines are joined, and the points of every sign that was weighed."""

    joined: bool
    points: tuple[tuple[str, float], ...]

    @property
    def proven(self) -> bool:
        """Whether the words alone show that the second line is no beginning."""
        return any(name in ("inside word", "bound") and value > 0 for name, value in self.points)


def decide(seam: Seam, words: Callable[[], SeamWords], phrase_room: Callable[[int], float]) -> Decision:
    """Weigh the signs. ``words`` is asked only where the layout leaves doubt; ``phrase_room`` gives the room
    left had so many characters of the next line been set on the last one."""
    if seam.habits.by_phrase and (seam.room > 0 or seam.stopped):
        seam = replace(seam, room=phrase_room(words().phrase))
    points = [("prior", PRIOR), *_layout_points(seam)]
    total = sum(value for _, value in points)
    if not seam.stopped and (abs(total) < SURE or seam.place in ("interrupted", "column")):
        points += _word_points(words(), seam)
    elif seam.stopped and seam.quoted:
        points.append(("bound", _BOUND if words().bound else 0.0))
    return Decision(sum(value for _, value in points) > 0, tuple(points))


def _layout_points(seam: Seam) -> list[tuple[str, float]]:
    return [
        ("size", _size_points(seam)),
        ("face", _WEIGHT_BELOW_TITLE if seam.titled and seam.face == "other_weight" else _FACES[seam.face]),
        ("place", _PLACES[seam.place]),
        ("numbering", _NUMBERINGS[seam.numbering]),
        ("label", _LABELLED if seam.labelled else 0.0),
        ("offset", _offset_points(seam)),
        ("gap", _gap_points(seam)),
        ("room", _room_points(seam)),
        ("stop", _ENDINGS["stop"] if seam.stopped else 0.0),
        ("bracket", _BRACKET_OPEN if seam.bracket_open else 0.0),
        ("prose", _IN_PROSE if seam.in_prose else 0.0),
    ]


def _word_points(words: SeamWords, seam: Seam) -> list[tuple[str, float]]:
    turns = words.ending == "predicate" and not seam.habits.stops and seam.place in ("page", "column")
    return [
        ("ending", _PREDICATE_AT_TURN if turns else _ENDINGS[words.ending]),
        ("inside word", _INSIDE_WORD if words.inside_word else 0.0),
        ("bound", _BOUND if words.bound else 0.0),
        ("compound", _COMPOUND if words.compound else 0.0),
    ]


def _size_points(seam: Seam) -> float:
    if seam.size == "near" and seam.numbering in ("new", "in_prose"):
        return _NUMBERED_APART
    if seam.size != "near" or seam.in_prose or seam.offset == "hung":
        return _SIZES[seam.size]
    return _TITLE_ABOVE if seam.titled else _LABEL_ABOVE


def _offset_points(seam: Seam) -> float:
    if seam.offset == "opens" and seam.habits.indents:
        return _OPENS_BY_HABIT
    if seam.offset == "flush" and seam.stopped:
        return _FLUSH_AFTER_STOP
    return _OFFSETS[seam.offset]


def _gap_points(seam: Seam) -> float:
    """White space above the line. In a text that parts paragraphs by it, its absence speaks too, most of all where
    lines end anywhere, so that an early end says little."""
    spaced = seam.habits.spaced
    if seam.gap < 1.2:
        return (4.5 if seam.habits.by_phrase else 2.0) if spaced and seam.place == "below" else 0.0
    if seam.gap < 1.45:
        return -5.0 if spaced else -2.0
    return -6.0 if seam.gap < 1.8 else -9.0


def _room_points(seam: Seam) -> float:
    """The room on the line. A full line says much where lines end at the edge, little where they end
    anywhere; an early end says the less the less is known of the text."""
    habits = seam.habits
    if seam.room <= 0.1:
        # Where no full stop is waited for, the full line has to say what _IN_PROSE says elsewhere.
        full = 4.0 if not habits.stops and seam.place == "below" and seam.gap < 1.2 else 3.0
        return full if habits.justified else 2.0 if habits.by_phrase else 2.5
    certainty = 0.6 if habits.by_phrase else 1.0 if habits.known else 0.7
    early = 1.0 if seam.room <= 1 else 3.0 if seam.room <= 3 else 4.5 if seam.room <= 8 else 6.0
    return -certainty * (early + (1.5 if habits.justified else 0.0))
