"""How well paragraphs and headings are found again in every style and kind of text, on made pages.

    python benchmarks/style_grid.py
    python benchmarks/style_grid.py CORPUS_DIR
    python benchmarks/style_grid.py --limits

Sets the texts of the sample plans in every style of ``tests/layout/style_grid.py``, as sentences, phrases, bullets,
with figures and notes; with CORPUS_DIR also those of ``gold/NAME.blocks.jsonl``. Prints by style and kind of text the
F1 of exact paragraphs and of the texts of headings. Nothing can tell some paragraphs apart: those of the styles
``neither`` whose last line is full. ``--limits`` prints the best F1 for these where every full line that ends in a full
stop is joined with the next, and where none is.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from policyalign.config import ReadSettings
from policyalign.extract.document import extract
from policyalign.lab.gold.blocks import block_names, read_blocks
from policyalign.segment.outline import outline
from policyalign.text.normalize import nfkc_key

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from reportlab.pdfbase.pdfmetrics import stringWidth

from layout import style_grid, styled_pages, styled_texts
from layout.sheet import Sheet

SAMPLES = ("space", "digital", "education")
CHARACTERS = 9000
"""Of each text so many characters are set: some pages."""
_ITEM = re.compile(r"[・●○◇①-⑳]|[(（]?[0-9０-９ア-ンa-zａ-ｚ]{1,2}[)）.．](?![0-9])")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS_DIR", nargs="?")
    parser.add_argument("--limits", action="store_true")
    given = parser.parse_args()
    for name, texts in _texts(given.corpus):
        print(name)
        if given.limits:
            print_limits(texts)
            continue
        for style in style_grid.GRID:
            kinds = [kind for kind in style_grid.CONTENTS if style_grid.sets(style, kind)]
            scores = [(kind, *_score(style_grid.CONTENTS[kind](texts), style_grid.GRID[style])) for kind in kinds]
            told = "  ".join(f"{kind} {paragraphs:.3f} {headings:.3f}" for kind, paragraphs, headings in scores)
            print(f"  {style:34}{told}", flush=True)


def print_limits(texts: list[styled_pages.Text]) -> None:
    Sheet()  # registers the font
    for name, style in style_grid.GRID.items():
        if "neither" in name:
            ends, inner, count = _full_stops(texts, style)
            joined = 2 * (count - 2 * ends) / (2 * count - ends)
            parted = 2 * (count - inner) / (2 * count + inner)
            print(f"  {name:34}joined {joined:.3f}  parted {parted:.3f}")


def _full_stops(texts: list[styled_pages.Text], style: styled_pages.Style) -> tuple[int, int, int]:
    """Full lines with a full stop that end a paragraph before another, those inside paragraphs, and all paragraphs."""
    ends = inner = count = 0
    for text, after in itertools.zip_longest(texts, texts[1:]):
        count += text.kind in ("text", "item")
        if text.kind != "text":
            continue
        width = style.measure * style.size
        lines = [line for line, _, _ in styled_pages.break_lines(text.text, width, style.size, 0, 0, style.align)]
        inner += sum(_is_full(line, below, width, style) for line, below in itertools.pairwise(lines))
        ends += after is not None and after.kind == "text" and _is_full(lines[-1], after.text, width, style)
    return ends, inner, count


def _is_full(line: str, below: str, width: float, style: styled_pages.Style) -> bool:
    unit = styled_pages.first_phrase(below) if style.align == "phrases" else below[0]
    used = stringWidth(line + unit, styled_pages.FONT, style.size)
    return line.endswith("。") and used > width


def _texts(corpus: Path | None) -> Iterator[tuple[str, list[styled_pages.Text]]]:
    for name in SAMPLES:
        yield name, _begun(styled_texts.sample_text(name))
    for name in block_names(corpus / "gold") if corpus else ():
        blocks = read_blocks(corpus / "gold", name) if corpus else ()
        yield name, _begun([_text(block.kind, block.text, block.level) for block in blocks if block.kind != "footnote"])


def _text(kind: str, text: str, level: int | None) -> styled_pages.Text:
    if kind == "heading":
        return styled_pages.Text("heading", text, max((level or 1) - 1, 1))
    return styled_pages.Text("item" if _ITEM.match(text) else "text", text)


def _begun(texts: list[styled_pages.Text]) -> list[styled_pages.Text]:
    """The texts up to so many characters."""
    begun: list[styled_pages.Text] = []
    for text in texts:
        begun.append(text)
        if sum(len(one.text) for one in begun) > CHARACTERS:
            break
    return begun


def _score(texts: list[styled_pages.Text], style: styled_pages.Style) -> tuple[float, float]:
    content, truth = styled_pages.set_pages(texts, style)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "styled.pdf")
        path.write_bytes(content)
        plan = outline(extract(path, ReadSettings(max_seconds=900)), "styled")
    beside = {nfkc_key(text) for text in truth.asides}
    found = [nfkc_key(one.text) for one in plan.passages if one.kind in ("paragraph", "item")]
    paragraphs = _f1(truth.paragraphs, [text for text in found if text not in beside])
    return paragraphs, _f1(truth.headings, [nfkc_key(section.heading) for section in plan.sections])


def _f1(wanted: list[str], found: list[str]) -> float:
    both = Counter(map(nfkc_key, wanted)), Counter(found)
    total = both[0].total() + both[1].total()
    return 2 * (both[0] & both[1]).total() / total if total else 1.0


if __name__ == "__main__":
    main()
