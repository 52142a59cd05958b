"""Names of files as text."""

from __future__ import annotations


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
