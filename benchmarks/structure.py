"""How well structure and text are read, on documents with gold.

    python benchmarks/structure.py CORPUS_DIR

CORPUS_DIR holds ``gold/NAME.blocks.jsonl`` for ``pdf/NAME.pdf`` (blocks with kind, level and text) and
``layout/NAME.gold.json`` for ``layout/NAME.pdf`` (the text of the page). Structure is scored as by
``policyalign evaluate``; texts are compared after NFKC and without white space.
"""

from __future__ import annotations

import argparse
import difflib
import json
from pathlib import Path

from policyalign.config import ReadSettings, Settings
from policyalign.extract.document import extract
from policyalign.lab.evaluation.structure import read_outline, score_structure
from policyalign.lab.gold.blocks import block_names, read_blocks
from policyalign.text.normalize import nfkc_key


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS_DIR")
    corpus = parser.parse_args().corpus
    print(f"{'':28}precision   recall       F1")
    for name in block_names(corpus / "gold"):
        print_structure(name, corpus)
    print(f"{'':24}similarity of text")
    for path in sorted((corpus / "layout").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        print(f"{name:24}{similarity(corpus / 'layout' / f'{name}.pdf', path):10.3f}")


def print_structure(name: str, corpus: Path) -> None:
    plan = read_outline(corpus / "pdf" / f"{name}.pdf", name, Settings())
    for kind, scores in score_structure(plan, read_blocks(corpus / "gold", name)).items():
        numbers = "".join(f"{scores[one]:9.3f}" for one in ("precision", "recall", "f1"))
        print(f"{f'{name} {kind}':28}{numbers}")


def similarity(pdf: Path, gold: Path) -> float:
    wanted = nfkc_key("".join(str(part) for part in json.loads(gold.read_text("utf-8"))["gold"]))
    pages = extract(pdf, ReadSettings()).pages
    read = nfkc_key("".join(line.text for page in pages for line in page.lines if line.zone == "body"))
    return difflib.SequenceMatcher(None, read, wanted, autojunk=False).ratio()


if __name__ == "__main__":
    main()
