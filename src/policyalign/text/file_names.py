"""Names of files as text, and names for files that are made of other names: safe on every system, each its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
"""Names of devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces")."""
_MOST_BYTES = 150
"""Of 255 that file systems take: there come endings, and the name of a temporary file."""


def readable_name(name: str) -> str:
    """The name in characters that can be written down: bytes that were no text where the program was started are those
    of UTF-8, or of the cp932 that Japanese Windows packs archives with, or else �.

    >>> readable_name("計画.pdf")
    '計画.pdf'
    >>> readable_name("計画.pdf".encode("cp932").decode("utf-8", "surrogateescape"))
    '計画.pdf'
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        try:
            data = name.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:  # halves of characters, as Windows may have them
            return name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for encoding in ("utf-8", "cp932"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
        return data.decode("utf-8", "replace")
    return name


def file_name(name: str) -> str:
    """A name as that of a file without ending: letters, digits, ``-``, ``_`` and ``.``. Where that alters it, a mark
    of the original follows, so that no two names become the same.

    >>> file_name("2.3-T9"), file_name("a/b"), file_name("NUL"), file_name("..")
    ('2.3-T9', 'a_b-c14cddc0', '_NUL-ae6de182', '__-5ec1f7e7')
    """
    safe = _safe(name)
    return safe if safe == name else f"{safe}-{_mark(name)}"


def file_names(names: Iterable[str]) -> dict[str, str]:
    """The names of the files of several things; those that differ in nothing but capitals are marked, too, for some
    systems do not tell them apart."""
    made = {name: file_name(name) for name in names}
    often = Counter(_key(one) for one in made.values())
    return {name: f"{one}-{_mark(name)}" if often[_key(one)] > 1 else one for name, one in made.items()}


def _safe(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    safe = "".join(char if char.isalnum() or char in "-_." else "_" for char in composed)
    if not safe or safe.startswith(".") or _RESERVED.fullmatch(safe):
        safe = f"_{safe.removeprefix('.')}"
    if safe.endswith("."):  # Windows drops it
        safe = f"{safe[:-1]}_"
    return safe.encode()[:_MOST_BYTES].decode(errors="ignore")


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
