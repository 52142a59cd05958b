"""Makes the sample plans from their content files: ``python corpora/samples/build.py [OUT]``.

Writes ``pdf/<plan>.pdf`` and ``truth.yaml`` into OUT, by default this folder. The same content gives the
same bytes. Needs reportlab, PyYAML and the font in matplotlib-fontja.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from maker.book import write_book
from maker.content import read_content
from maker.planted import matchable_ids, plan_truth

HERE = Path(__file__).resolve().parent
PROPOSALS = HERE.parent / "cocn" / "proposals.yaml"
PLANS = ("space", "digital", "education")


def build(out: Path) -> None:
    """Write all PDFs and the truths about them into ``out``."""
    ids = matchable_ids(PROPOSALS)
    (out / "pdf").mkdir(parents=True, exist_ok=True)
    plans = {}
    for name in PLANS:
        content = read_content(HERE / f"{name}.yaml")
        write_book(content, out / "pdf" / f"{name}.pdf")
        plans[name] = plan_truth(content, ids)
    relations = yaml.safe_load((HERE / "relations.yaml").read_text(encoding="utf-8"))
    text = yaml.safe_dump(
        {"plans": plans, **relations}, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110
    )
    (out / "truth.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
