"""Makes ``models/words.json.gz``, the words of COCN's proposals: ``python -m policyalign.lab.shipping``.

To be run again when the proposals, their profiles, the analysis of sentences or its packages change; a test tells.
"""

from __future__ import annotations

from policyalign.corpora import load_proposals, models_path
from policyalign.match.profiles import load_profiles
from policyalign.pipeline import proposal_sentences
from policyalign.segment.language import helper_language
from policyalign.shipped_words import FILE, pack_words


def shipped_sentences() -> list[str]:
    """Every sentence of COCN's proposals and of their profiles, once, sorted."""
    return sorted({*proposal_sentences(load_proposals(), load_profiles())})


def main() -> None:
    sentences = shipped_sentences()
    analyses = zip(sentences, helper_language().analyse(sentences), strict=True)
    models_path(FILE).write_bytes(pack_words(dict(analyses)))


if __name__ == "__main__":
    main()
