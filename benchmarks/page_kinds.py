"""How kinds of pages read that plans of towns have: trees, forms, spreads, clauses and so on, made in several ways.

    python benchmarks/page_kinds.py
    python benchmarks/page_kinds.py --show "trees" "A4, wired"

Prints by kind and way the F1 of whole paragraphs and items, of rows, and of headings (``-`` where there are none), and
the share of the characters that were read at all. ``--show`` prints what was missed and what was found instead.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from policyalign.config import ReadSettings
from policyalign.domain import Plan
from policyalign.extract.document import extract
from policyalign.segment.outline import outline

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from layout.kinds import KINDS
from layout.kinds.base import Made
from layout.kinds.scores import differences, score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", nargs=2, metavar=("KIND", "WAY"))
    given = parser.parse_args()
    if given.show:
        kind, way = given.show
        show(KINDS[kind][way]())
        return
    print(f"{'':52}  texts   rows  heads   read")
    for kind, ways in KINDS.items():
        made = {way: make() for way, make in ways.items()}
        scores = [score(one, read(one)).parts for one in made.values()]
        for way, parts in zip(made, scores, strict=True):
            print(f"  {kind + ': ' + way:50}" + "".join(map(_told, parts)), flush=True)
        columns = [[one for one in column if one is not None] for column in zip(*scores, strict=True)]
        print(f"{kind + ', mean':52}" + "".join(_told(sum(one) / len(one) if one else None) for one in columns))


def _told(score: float | None) -> str:
    return "      -" if score is None else f"{score:7.3f}"


def read(made: Made) -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.pdf")
        path.write_bytes(made.pdf)
        return outline(extract(path, ReadSettings()), "made")


def show(made: Made) -> None:
    plan = read(made)
    for line in differences(made, plan):
        print(line)
    for problem in plan.problems:
        print("!", problem.code, problem.page, problem.detail)


if __name__ == "__main__":
    main()
