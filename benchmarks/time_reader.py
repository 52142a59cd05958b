"""How fast times are read, against plain passes over the same text.

    python benchmarks/time_reader.py [FILE ...]

FILE holds plain text; without one the wordings of the sample plans are read, repeated to five megabytes.
The machine's speed cancels in the ratios: one pass of ``str.count`` and one search for 年 by ``re`` are timed
in the same run. Megabytes are of UTF-8; the figures are the best of three runs.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from policyalign.corpora import corpora_path
from policyalign.text.relative_years import Reference
from policyalign.text.years import read_intervals

_BYTES = 5_000_000
_RUNS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, metavar="FILE", nargs="*")
    text = read_text(parser.parse_args().files)
    megabytes = len(text.encode()) / 1e6
    reference = Reference(decided=2023, period=(2023, 2027))
    found = len(read_intervals(text, reference))
    print(f"{megabytes:.1f} MB, {found} times")
    seconds = best(lambda: read_intervals(text, reference))
    passes = {
        "str.count": best(lambda: text.count("年度")),
        "re.finditer": best(lambda: sum(1 for _ in re.finditer(r"[0-9]{1,4}年度?", text))),
    }
    print(f"{'read_intervals':16}{megabytes / seconds:10.1f} MB/s")
    for name, taken in passes.items():
        print(f"{name:16}{megabytes / taken:10.1f} MB/s   {seconds / taken:6.0f} times as fast as it")


def read_text(files: Sequence[Path]) -> str:
    """The texts of the files, or else all strings of the sample plans over and over."""
    if files:
        return "\n".join(path.read_text(encoding="utf-8") for path in files)
    samples = [
        corpora_path("samples", f"{name}.yaml").read_text(encoding="utf-8")
        for name in ("space", "digital", "education")
    ]
    once = "\n".join(string for sample in samples for string in strings(yaml.safe_load(sample)))
    return once * (1 + _BYTES // len(once.encode()))


def strings(value: object) -> list[str]:
    """All strings of nested lists and mappings, in order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [string for item in value.values() for string in strings(item)]
    return [string for item in value for string in strings(item)] if isinstance(value, list) else []


def best(run: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds of this process."""
    taken = []
    for _ in range(_RUNS):
        started = time.process_time()
        run()
        taken.append(time.process_time() - started)
    return max(min(taken), 1e-6)


if __name__ == "__main__":
    main()
