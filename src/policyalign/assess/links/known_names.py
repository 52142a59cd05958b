"""Names that are known for names: of the catalogue, of the plans of a run, and learned in reading them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from policyalign.assess.links.names import name_key
from policyalign.assess.links.vocabulary import ENDS, RUN


class KnownNames:
    """A set of names by their keys."""

    def __init__(self, names: Iterable[str] = (), keys: frozenset[str] = frozenset()) -> None:
        self._keys = keys | frozenset(filter(ENDS.search, map(name_key, names)))

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def joined(self, names: Iterable[str]) -> KnownNames:
        """These and further names."""
        return KnownNames(names, self._keys)

    def find_long(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the names stand that hold particles, the longest first at each place; a name that goes on to
        the left is another one."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            if not (found.start() and RUN.fullmatch(text[found.start() - 1])):
                yield found.span()

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        long = sorted((key for key in self._keys if not RUN.fullmatch(key)), key=lambda key: (-len(key), key))
        return re.compile("|".join(map(re.escape, long))) if long else None
