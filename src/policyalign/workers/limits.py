"""How the memory of a helper is bounded: by the system where it can, else by looking."""

from __future__ import annotations

import sys

MEBIBYTE = 1024 * 1024


def bounds_address_space() -> bool:
    """Whether the system bounds the address space of a process: Linux does, macOS refuses, Windows has no such call."""
    try:
        import resource  # noqa: F401
    except ImportError:
        return False
    return sys.platform == "linux"


def bound_address_space(megabytes: int) -> None:
    """Bound the address space of this process, where the system can."""
    if not bounds_address_space():
        return
    import resource

    limit = megabytes * MEBIBYTE
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ValueError, OSError):  # a lower bound is set already
        return


def resident_mb(pid: int) -> float:
    """The resident memory of a process in MiB; 0.0 where it is gone."""
    import psutil

    try:
        return float(psutil.Process(pid).memory_info().rss) / MEBIBYTE
    except psutil.Error:
        return 0.0


def peak_resident_mb() -> float:
    """Largest resident memory of this process so far, in MiB; 0.0 where it cannot be told.

    Linux carries ``ru_maxrss`` over from the parent through vfork and exec, so it is of no use there.
    """
    if sys.platform == "linux":
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            peak = next((line for line in status if line.startswith("VmHWM:")), "VmHWM: 0 kB")
        return int(peak.split()[1]) / 1024
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
