"""How soon the command answers, beside the library that reads its options.

    python benchmarks/start_up.py

Seconds from start to end of whole processes, the best of ten, and their ratio to a Python that only imports typer.
"""

from __future__ import annotations

import subprocess
import sys
import time

_RUNS = 10
_COMMANDS = ("--version", "--help", "compare --help", "plans list --help")


def main() -> None:
    bare = seconds("-c", "import typer")
    print(f"import typer                {bare:.3f} s")
    for words in _COMMANDS:
        took = seconds("-m", "policyalign", *words.split())
        print(f"policyalign {words:<16}{took:.3f} s  {took / bare:.2f}")


def seconds(*arguments: str) -> float:
    """The best wall-clock time of a Python with these arguments."""
    times = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main()
