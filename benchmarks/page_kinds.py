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
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from policyalign.config import ReadSettings
from policyalign.domain import Plan
from policyalign.extract.document import extract
from policyalign.segment.outline import outline
from policyalign.text.normalize import nfkc_key

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from layout.kinds import FURTHER, KINDS
from layout.kinds.base import Made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", nargs=2, metavar=("KIND", "WAY"))
    given = parser.parse_args()
    kinds = {**KINDS, **FURTHER}
    if given.show:
        show(kinds[given.show[0]][given.show[1]]())
        return
    print(f"{'':52} texts   rows  heads  read")
    for kind, ways in kinds.items():
        scores = [measure(make()) for make in ways.values()]
        for way, score in zip(ways, scores, strict=True):
            print(f"  {kind + ': ' + way:50}" + "".join(map(_told, score)), flush=True)
        columns = zip(*scores, strict=True)
        means = [[one for one in column if one is not None] for column in columns]
        print(f"{kind + ', mean':52}" + "".join(_told(sum(m) / len(m) if m else None) for m in means), flush=True)


def _told(score: float | None) -> str:
    return "      -" if score is None else f"{score:7.3f}"


def read(made: Made) -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.pdf")
        path.write_bytes(made.pdf)
        return outline(extract(path, ReadSettings()), "made")


def found_in(plan: Plan) -> tuple[list[str], list[str], list[str]]:
    """Texts, rows and headings."""
    texts = [one.text for one in plan.passages if one.kind not in ("row",)]
    rows = [one.text for one in plan.passages if one.kind == "row"]
    return texts, rows, [section.heading for section in plan.sections]


def measure(made: Made) -> tuple[float | None, ...]:
    plan = read(made)
    beside = {nfkc_key(text) for text in made.beside}
    pairs = list(zip((made.texts, made.rows, made.headings), found_in(plan), strict=True))
    keys = (nfkc_key, _row_key, nfkc_key)
    scores = [
        _f1(map(key, wanted), [key(one) for one in found if nfkc_key(one) not in beside])
        for (wanted, found), key in zip(pairs, keys, strict=True)
    ]
    letters = Counter("".join(nfkc_key(text) for wanted, _ in pairs for text in wanted))
    read_letters = Counter("".join(nfkc_key(text) for _, found in pairs for text in found))
    return *scores, (letters & read_letters).total() / letters.total()


def _f1(wanted: Iterable[str], found: Iterable[str]) -> float | None:
    a, b = Counter(wanted), Counter(found)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else None


def _row_key(text: str) -> str:
    """Blanks do not count, but those between the paragraphs of a cell do."""
    return "|".join(nfkc_key(part) for part in text.split("　"))


def show(made: Made) -> None:
    plan = read(made)
    for name, wanted, found in zip(
        ("texts", "rows", "headings"), (made.texts, made.rows, made.headings), found_in(plan), strict=True
    ):
        key = _row_key if name == "rows" else nfkc_key
        a, b = Counter(map(key, wanted)), Counter(map(key, found))
        for text in (a - b).elements():
            print(f"- {name}: {text}")
        for text in (b - a).elements():
            print(f"+ {name}: {text}")
    for problem in plan.problems:
        print("!", problem.code, problem.page, problem.detail)


if __name__ == "__main__":
    main()
