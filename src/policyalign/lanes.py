"""How many lanes of helper processes this machine has room for."""

from __future__ import annotations

import os
from contextlib import suppress

from policyalign.values import Workers

MOST_LANES = 8
"""More would wait for the one process that matches."""
LANE_MB = 640
"""What the reader (240) and the annotator (390) of a lane take at most on long plans, measured."""
REST_MB = 900
"""What the matcher, the command itself and other programs need beside them."""


def chosen_lanes(workers: Workers) -> int:
    """As many as asked for, or with ``"auto"`` as the cores that this process may use and the free memory allow, one
    at least."""
    if workers != "auto":
        return workers
    return max(1, min(usable_cores(), MOST_LANES, (_free_mb() - REST_MB) // LANE_MB))


def usable_cores() -> int:
    """How many cores this process may use."""
    with suppress(AttributeError):  # Windows and macOS do not tell
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _free_mb() -> int:
    import psutil

    return int(psutil.virtual_memory().available) // 2**20
