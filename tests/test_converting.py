"""Typed records from several threads at once."""

from __future__ import annotations

import subprocess
import sys

# Each round, all threads meet a type that is new to all and read a value of it. What goes wrong ends the process.
_MEET = """
import sys, threading
from dataclasses import field, make_dataclass
from policyalign.converting import convert, json_decoder

sys.setswitchinterval(1e-6)
for number in range(150):
    inner = make_dataclass(f"Inner{number}", [("a", "int"), ("b", "tuple[str, ...]")], frozen=True)
    outer = make_dataclass(f"Outer{number}", [("one", inner), ("all", dict[str, inner])], frozen=True)
    barrier, found = threading.Barrier(8), []
    value = {"one": {"a": 1, "b": ["x"]}, "all": {"k": {"a": 2, "b": []}}}

    def meet(place):
        barrier.wait()
        if place % 2:
            found.append(convert(value, outer))
        else:
            found.append(json_decoder(outer).decode('{"one":{"a":1,"b":["x"]},"all":{"k":{"a":2,"b":[]}}}'))

    threads = [threading.Thread(target=meet, args=(place,)) for place in range(8)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert len(set(map(repr, found))) == 1 and len(found) == 8, found
"""


def test_threads_that_meet_a_type_at_once_get_its_records() -> None:
    done = subprocess.run([sys.executable, "-c", _MEET], capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
