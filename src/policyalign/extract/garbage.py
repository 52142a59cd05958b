"""Garbage collection while characters are read: millions of short-lived tuples, none of which holds another."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before the collector looks for cycles among them; Python's default of 700 takes a tenth of the reading.
_NEW_OBJECTS = 50_000


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Let the collector run rarely; afterwards as it did before."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
