"""What is told on the terminal: results on stdout, all else on stderr, and nothing that a terminal would obey.

Texts come from files, their names and servers. Whatever of them does not show as itself is written as an escape
(``\\u202e``), so that it neither moves the cursor, nor reorders, nor hides what stands around it. The escapes are
those of JSON, so that JSON stays JSON with the same content.
"""

from __future__ import annotations

import codecs
import io
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from policyalign.messages import message, remedy
from policyalign.values import Code

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, formats (bidi, zero width, tags), surrogates, and separators that only some programs break lines at."""
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that show as nothing (Unicode: Default_Ignorable_Code_Point), apart from variation selectors,
which names of persons need."""
_ORDINARY = re.compile(r"[\n\t\x20-\x7e\u3000-\u3163\u4e00-\u9fff\uff01-\uff9f]*")


def visible(text: str) -> str:
    """A text with what does not show as itself written as escapes; lines and tabs stay.

    >>> visible("a\\x1b[2Jb\\u202e"), visible("第1章\\n本文")
    ('a\\\\u001b[2Jb\\\\u202e', '第1章\\n本文')
    """
    if _ORDINARY.fullmatch(text):
        return text
    return "".join(_escaped(char) if _is_unseen(char) else char for char in text)


def tell(text: str, *, end: str = "\n") -> None:
    """A result, on stdout."""
    _write(sys.stdout, f"{text}{end}")


def remark(text: str, *, end: str = "\n") -> None:
    """What is no result, on stderr."""
    _write(sys.stderr, f"{text}{end}")


def say(code: Code, lang: str, /, **detail: object) -> None:
    """The sentence of a code, in one line on stderr."""
    remark(_one_line(message(code, lang, **detail)))


def complain(code: Code, lang: str, subject: str = "", /, **detail: object) -> None:
    """One line: what went wrong, with what, and what to do next."""
    stop = ". " if lang == "en" else "。"
    parts = [message(code, lang, **detail), remedy(code, lang)]
    sentence = stop.join(part for part in parts if part)
    remark(_one_line(": ".join(part for part in ("policyalign", subject, sentence) if part)))


@contextmanager
def streams_guarded() -> Iterator[None]:
    """Let nothing reach the terminal raw, whoever writes it (libraries that warn, too), nor fail in an encoding
    that lacks some characters (cp932 of a plain Japanese console): those are written as escapes."""
    codecs.register_error("visible", _escapes)
    before = sys.stdout, sys.stderr
    for stream in before:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="visible")
    sys.stdout, sys.stderr = (cast(TextIO, _Guarded(stream)) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def unguarded(stream: TextIO) -> TextIO:
    """The stream itself, for what cleans its texts and then adds colours."""
    return stream.stream if isinstance(stream, _Guarded) else stream


class _Guarded:
    """A stream that escapes what is written to it; all else is up to the stream."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write it as it may be seen."""
        self.stream.write(visible(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of them so."""
        for line in lines:
            self.write(line)


def _escapes(error: UnicodeError) -> tuple[str, int]:
    """What stands in the place of characters that the encoding lacks (an error handler of :mod:`codecs`)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_escaped, error.object[error.start : error.end])), error.end


def _write(stream: TextIO, text: str) -> None:
    stream.write(visible(text))
    stream.flush()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_unseen(char: str) -> bool:
    if char in "\n\t":
        return False
    return unicodedata.category(char) in _UNSEEN or char in _FILLERS or ord(char) & 0xFFFE == 0xFFFE


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
