"""What is to be typed on a command line."""

from __future__ import annotations

import os
import re
import shlex

_PLAIN = re.compile(r"[\w./:+,@%=-][\w./:+,@%=~-]*")
_PLAIN_ON_WINDOWS = re.compile(r"[\w./:+,@=\\-][\w./:+,@=~\\-]*")
_MEANT_IN_QUOTES = frozenset('"$`\\!')


def as_argument(text: str) -> str:
    """A text as one argument: as it is, or between double quotation marks, which all shells know; where these do not
    do, as a POSIX shell takes it. A file name on Windows cannot hold what they do not do for."""
    windows = os.name == "nt"
    if (_PLAIN_ON_WINDOWS if windows else _PLAIN).fullmatch(text):
        return text
    return f'"{text}"' if windows or _MEANT_IN_QUOTES.isdisjoint(text) else shlex.quote(text)
