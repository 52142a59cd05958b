"""The chain that anybody would write from the libraries' front pages, as a yardstick for ``speed.py``.

pdfplumber's ``extract_text``, the sentences of ``spacy.load("ja_ginza")``, ``SentenceTransformer.encode``
and cosines. Its model is the e5 that policyalign brings along, since the front page's would need the network.

    python benchmarks/front_page_chain.py PLAN.pdf

Prints the seconds of every stage as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

seconds: dict[str, float] = {}


@contextmanager
def timed(stage: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - started, 2)


def main(path: str) -> None:
    from policyalign.corpora import load_proposals, select

    proposals = [one.text for one in select(load_proposals(), ("proposal", "cycle", "technology"))]
    with timed("read"):
        import pdfplumber

        with pdfplumber.open(path) as pdf:
            pages = [page.extract_text() or "" for page in pdf.pages]
    with timed("load"):
        import spacy
        from sentence_transformers import util

        from policyalign.match.encoders import load_encoder

        nlp = spacy.load("ja_ginza")
        model = load_encoder("e5").model
    with timed("analyse"):
        sentences = [sentence.text for document in nlp.pipe(pages) for sentence in document.sents]
    with timed("encode"):
        vectors = model.encode(sentences, convert_to_tensor=True)
    with timed("match"):
        util.cos_sim(model.encode(proposals, convert_to_tensor=True), vectors).max(dim=1)
    print(json.dumps({"seconds": seconds, "sentences": len(sentences)}))


if __name__ == "__main__":
    main(sys.argv[1])
