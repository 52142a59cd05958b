"""How well structure and text are read: on documents with gold, on any document, and on made pages.

    python benchmarks/structure.py CORPUS_DIR
    python benchmarks/structure.py --styles

CORPUS_DIR holds ``pdf/NAME.pdf``, ``gold/NAME.blocks.jsonl`` for some of them (blocks with kind, level and text) and
``layout/NAME.gold.json`` for ``layout/NAME.pdf`` (the text of the page). Structure is scored as by
``policyalign evaluate``; texts are compared after NFKC and without white space. ``--styles`` sets the texts of the
sample plans in every style of ``tests/layout/styled_pages.py`` instead.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from policyalign.config import ReadSettings, Settings
from policyalign.domain import Plan
from policyalign.extract.document import extract
from policyalign.lab.evaluation.structure import read_outline, score_structure
from policyalign.lab.gold.blocks import block_names, read_blocks
from policyalign.segment.outline import outline
from policyalign.segment.reading_check import breaks_off, is_prose
from policyalign.text.normalize import nfkc_key

TESTS = Path(__file__).resolve().parents[1] / "tests"
SEEN, UNSEEN = ("space", "digital"), ("education",)
"""The sample plans whose text the points of joining were set on, and that which was kept apart."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS_DIR", nargs="?")
    parser.add_argument("--styles", action="store_true")
    given = parser.parse_args()
    if given.styles:
        print_styles()
    if given.corpus:
        print_files(given.corpus)
        print_layouts(given.corpus)


def print_files(corpus: Path) -> None:
    """Per file: passages of prose, how many of them end in mid-sentence, and F1 where there is gold."""
    golden = block_names(corpus / "gold")
    print(f"{'':28} prose  broken   share  paragraphs  headings  heading texts")
    for path in sorted((corpus / "pdf").glob("*.pdf")):
        plan = read_outline(path, path.stem, Settings())
        prose, broken = count_broken(plan)
        scores = score_structure(plan, read_blocks(corpus / "gold", path.stem)) if path.stem in golden else {}
        f1 = "".join(f"{scores[kind]['f1']:12.3f}" for kind in ("paragraphs", "headings", "heading_texts") if scores)
        print(f"{path.stem:28}{prose:6}{broken:8}{broken / max(prose, 1):8.3f}{f1}")


def count_broken(plan: Plan) -> tuple[int, int]:
    """How many passages are prose, and how many of these end in mid-sentence."""
    texts = [one for one in plan.passages if one.kind in ("paragraph", "item")]
    pairs = [(one, after) for one, after in itertools.zip_longest(texts, texts[1:]) if one and is_prose(one)]
    return len(pairs), sum(breaks_off(one, after) for one, after in pairs)


def print_layouts(corpus: Path) -> None:
    print(f"{'':24}similarity of text")
    for path in sorted((corpus / "layout").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        print(f"{name:24}{similarity(corpus / 'layout' / f'{name}.pdf', path):10.3f}")


def similarity(pdf: Path, gold: Path) -> float:
    wanted = nfkc_key("".join(str(part) for part in json.loads(gold.read_text("utf-8"))["gold"]))
    pages = extract(pdf, ReadSettings()).pages
    read = nfkc_key("".join(line.text for page in pages for line in page.lines if line.zone == "body"))
    return difflib.SequenceMatcher(None, read, wanted, autojunk=False).ratio()


def print_styles() -> None:
    """Exact paragraphs, F1, by style; of the texts that points were set on and of those kept apart."""
    sys.path.insert(0, str(TESTS))
    from layout import styled_pages, styled_texts

    seen = [text for name in SEEN for text in styled_texts.sample_text(name)]
    unseen = [text for name in UNSEEN for text in styled_texts.sample_text(name)]
    print(f"{'':42}seen text  unseen text")
    for told, styles in (("", styled_pages.STYLES), ("unseen: ", styled_pages.UNSEEN)):
        for name, style in styles.items():
            scores = []
            for texts in (seen, unseen):
                content, truth = styled_pages.set_pages(texts, style)
                scores.append(exact_paragraphs(content, truth.paragraphs, truth.asides))
            print(f"{told + name:42}{scores[0]:9.3f}{scores[1]:13.3f}", flush=True)


def exact_paragraphs(content: bytes, paragraphs: list[str], asides: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "styled.pdf")
        path.write_bytes(content)
        plan = outline(extract(path, ReadSettings(max_seconds=900)), "styled")
    beside = {nfkc_key(text) for text in asides}
    wanted = Counter(nfkc_key(text) for text in paragraphs)
    found = Counter(nfkc_key(one.text) for one in plan.passages if one.kind in ("paragraph", "item"))
    found = Counter({text: count for text, count in found.items() if text not in beside})
    return 2 * (wanted & found).total() / (wanted.total() + found.total())


if __name__ == "__main__":
    main()
