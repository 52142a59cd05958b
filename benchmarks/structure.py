"""How well structure and text are read, on documents with gold.

    python benchmarks/structure.py CORPUS_DIR

CORPUS_DIR holds ``gold/NAME.blocks.jsonl`` for ``pdf/NAME.pdf`` (blocks with kind, level and text) and
``layout/NAME.gold.json`` for ``layout/NAME.pdf`` (the text of the page). Texts are compared after NFKC and
without white space; a heading counts when its text and its level are right, a paragraph when all of it is.
"""

from __future__ import annotations

import argparse
import difflib
import json
from collections import Counter
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from policyalign.config import ReadSettings
from policyalign.extract.document import extract
from policyalign.segment.outline import outline
from policyalign.text.normalize import nfkc_key


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, metavar="CORPUS_DIR")
    corpus = parser.parse_args().corpus
    print(f"{'':24}precision  recall     F1")
    for path in sorted((corpus / "gold").glob("*.blocks.jsonl")):
        name = path.name.removesuffix(".blocks.jsonl")
        print_structure(name, corpus / "pdf" / f"{name}.pdf", path)
    print(f"{'':24}similarity of text")
    for path in sorted((corpus / "layout").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        print(f"{name:24}{similarity(corpus / 'layout' / f'{name}.pdf', path):10.3f}")


def print_structure(name: str, pdf: Path, gold: Path) -> None:
    blocks = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    plan = outline(extract(pdf, ReadSettings()), name)
    headings = Counter((nfkc_key(b["text"]), b["level"]) for b in blocks if b["kind"] == "heading")
    found = Counter((nfkc_key(section.heading), section.level) for section in plan.sections)
    print_scores(f"{name} headings", headings, found)
    notes = {nfkc_key(block["text"]) for block in blocks if block["kind"] == "footnote"}
    paragraphs = Counter(nfkc_key(block["text"]) for block in blocks if block["kind"] == "para")
    texts = [nfkc_key(p.text) for p in plan.passages if p.kind in ("paragraph", "item")]
    # Notes of the gold are no paragraphs of it, wherever the file prints them.
    print_scores(f"{name} paragraphs", paragraphs, Counter(text for text in texts if text not in notes))


def print_scores(label: str, gold: Counter[Any], found: Counter[Any]) -> None:
    both: Counter[Hashable] = gold & found
    precision, recall = both.total() / max(1, found.total()), both.total() / max(1, gold.total())
    f1 = 2 * both.total() / max(1, found.total() + gold.total())
    print(f"{label:24}{precision:9.3f}{recall:8.3f}{f1:7.3f}")


def similarity(pdf: Path, gold: Path) -> float:
    wanted = nfkc_key("".join(str(part) for part in json.loads(gold.read_text("utf-8"))["gold"]))
    pages = extract(pdf, ReadSettings()).pages
    read = nfkc_key("".join(line.text for page in pages for line in page.lines if line.zone == "body"))
    return difflib.SequenceMatcher(None, read, wanted, autojunk=False).ratio()


if __name__ == "__main__":
    main()
