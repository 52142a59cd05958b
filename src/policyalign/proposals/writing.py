"""A proposals file (``--proposals``) from imported statements: ids, headings, and YAML that people can edit."""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policyalign.corpora import load_proposals
from policyalign.errors import OutputError, cause
from policyalign.files import write_whole
from policyalign.messages import ErrorCode, OwnCode, message
from policyalign.proposals.records import Drafted, Imported, LeftOut
from policyalign.proposals.requests import read_requests
from policyalign.segment.markers import read_marker
from policyalign.text.file_names import file_name
from policyalign.values import Kind, Lang

_LETTERS: Mapping[Kind, str] = {
    "proposal": "P", "cycle": "R", "technology": "T", "issue": "I", "criterion": "C", "effect": "E",
}  # fmt: skip
_UNSAFE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not take as they are, or takes for the end of a line."""


@dataclass(frozen=True, slots=True)
class Named:
    """A statement with its id, its kind, and the numbers of its chapter and section."""

    id: str
    kind: Kind
    chapter: str
    section: str
    drafted: Drafted


def kind_of(drafted: Drafted) -> Kind:
    """The kind that the file states; else 提言, or 問題意識 for a text that asks for nothing."""
    if drafted.kind is not None:
        return drafted.kind
    acts = {one.act for one in read_requests(drafted.text)}
    return "issue" if acts and acts <= {"tells"} and drafted.text.rstrip().endswith(_SENTENCE_ENDS) else "proposal"


# Nouns alone (量子ネットワーク) name something to be taken up, a sentence that only tells a situation does not.
_SENTENCE_ENDS = ("。", "か", "ない", "いる", "ある", "た", "だ", "です", "ます", "い", "る")


def named(statements: Sequence[Drafted], earlier: Mapping[str, str]) -> tuple[list[Named], dict[str, str], list[str]]:
    """The statements with ids, the titles of chapters and sections by number, and the ids that the file gave twice.

    An id is that of the ``earlier`` file where the same text has one, else the number that the file gives, else counted
    by chapter and kind as COCN's are (2.1-P3).
    """
    numbers = _numbers(statements)
    titles = {number: title for number, title in numbers.values() if number}
    given = Counter(one.number for one in statements if one.number)
    taken = {earlier[one.text] for one in statements if one.text in earlier}
    counted: Counter[str] = Counter()
    used: set[str] = set()
    found, twice = [], []
    for one in statements:
        (chapter, _), (section, _) = numbers["", one.chapter], numbers[one.chapter, one.section]
        kind = kind_of(one)
        kept = earlier.get(one.text, "")
        name = kept if kept and kept not in used else one.number
        if not name or name in used or (name in taken and name != kept):
            if one.number and given[one.number] > 1 and one.number not in twice:
                twice.append(one.number)
            prefix = section or chapter
            while not name or name in used or name in taken or given[name]:
                stem = f"{prefix}-{_LETTERS[kind]}" if prefix else _LETTERS[kind]
                counted[stem] += 1
                name = f"{stem}{counted[stem]}" if not one.number else f"{one.number}-{counted[stem] + 1}"
        used.add(name)
        found.append(Named(name, kind, chapter, section, one))
    return found, titles, twice


def _numbers(statements: Sequence[Drafted]) -> dict[tuple[str, str], tuple[str, str]]:
    """The number and the title of every chapter, by ("", chapter), and section, by (chapter, section): numbers as the
    file gives them, where each has another, or else counted."""
    chapters = _counted([one.chapter for one in statements if one.chapter])
    numbers = {("", ""): ("", ""), **{("", name): told for name, told in chapters.items()}}
    for chapter in dict.fromkeys(one.chapter for one in statements):
        above = numbers["", chapter][0]
        sections = _counted([one.section for one in statements if one.chapter == chapter and one.section])
        numbers[chapter, ""] = ("", "")
        for name, (number, title) in sections.items():
            numbers[chapter, name] = (f"{above or 0}.{number}", title)
    return numbers


def _counted(names: Sequence[str]) -> dict[str, tuple[str, str]]:
    distinct = list(dict.fromkeys(names))
    marks = [read_marker(name) for name in distinct]
    stated = [mark.value for mark in marks if mark is not None and mark.value is not None]
    trusted = len(stated) == len(set(stated))
    free = (number for number in itertools.count(1) if not trusted or number not in stated)
    found = {}
    for name, mark in zip(distinct, marks, strict=True):
        value = mark.value if mark is not None and trusted else None
        title = name[mark.end :].strip() if mark is not None else name
        found[name] = (str(next(free) if value is None else value), title or name)
    return found


def yaml_bytes(
    imported: Imported, source: str, earlier: Mapping[str, str], lang: Lang
) -> tuple[bytes, list[Named], list[str]]:
    """The file, its statements with their ids, and the ids that the source gave twice."""
    statements, titles, twice = named(imported.statements, earlier)
    lines = [*_head(source, titles, lang)]
    left = list(imported.left_out)
    for number, one in enumerate(statements):
        while left and left[0].before <= number:
            lines.append(_comment(left.pop(0), lang))
        lines += _entry(one)
    lines += [_comment(one, lang) for one in left]
    return ("\n".join(lines) + "\n").encode(), statements, twice


def _head(source: str, titles: Mapping[str, str], lang: Lang) -> Iterator[str]:
    for code in (OwnCode.own_head_source, OwnCode.own_head_places, OwnCode.own_head_kinds, OwnCode.own_head_actors):
        yield f"# {message(code, lang, source=comment_line(source))}"
    yield f"source: {quoted(source)}"
    for name, wanted in (("chapters", False), ("sections", True)):
        chosen = {number: title for number, title in titles.items() if ("." in number) == wanted}
        if chosen:
            yield f"{name}:"
            yield from (f"  {quoted(number)}: {quoted(title)}" for number, title in chosen.items())
    yield "items:"


def _entry(one: Named) -> Iterator[str]:
    drafted = one.drafted
    yield f"  - id: {quoted(one.id)}  # {comment_line(drafted.place)}"
    yield f"    kind: {one.kind}"
    for name, value in (
        ("chapter", one.chapter),
        ("section", one.section),
        ("label", drafted.label),
        ("field", drafted.field),
    ):
        if value.strip():
            yield f"    {name}: {quoted(value)}"
    if drafted.actors:
        yield f"    actors: [{', '.join(drafted.actors)}]"
    yield f"    text: {quoted(drafted.text)}"


def _comment(one: LeftOut, lang: Lang) -> str:
    return "  # " + message(OwnCode.own_left_comment, lang, place=one.place, text=comment_line(one.text))


def quoted(text: str) -> str:
    """A text as a YAML scalar in double quotes, in one line.

    >>> quoted('「A」: "b"')
    '"「A」: \\\\"b\\\\""'
    """
    return _UNSAFE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\\ufffd" if 0xD800 <= code < 0xE000 else f"\\u{code:04x}"


def comment_line(text: str) -> str:
    """A text as it can stand in a comment of a YAML file."""
    return _UNSAFE.sub(" ", " ".join(text.split()))


def earlier_ids(path: Path) -> dict[str, str]:
    """The ids of a proposals file by the texts; none where there is no such file, or it cannot be read."""
    from policyalign.errors import ProposalError

    try:
        return {one.text: one.id for one in load_proposals(str(path))} if path.is_file() else {}
    except ProposalError:
        return {}


def check_free(path: Path, *, force: bool) -> None:
    """Raise :class:`OutputError` where a file is there already (unless ``force``), or a folder."""
    if path.is_dir():
        raise OutputError(OwnCode.own_is_folder, path=path)
    if path.exists() and not force:
        raise OutputError(OwnCode.own_exists, path=path)


def write_new(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file whole or not at all. Raises :class:`OutputError` where another one is there already (unless
    ``force``), or it cannot be written."""
    try:
        if not path.is_file() or path.read_bytes() != content:
            check_free(path, force=force)
        write_whole(path, content)
    except OSError as error:
        raise OutputError(ErrorCode.output_unwritable, path=path, error=cause(error)) from error


@contextmanager
def tried(content: bytes, name: str) -> Iterator[Path]:
    """The content as a file elsewhere, for seeing that it can be read again (and is not too large, say) before it is
    written."""
    with tempfile.TemporaryDirectory(prefix="policyalign-") as folder:
        path = Path(folder, file_name(name))
        path.write_bytes(content)
        yield path
