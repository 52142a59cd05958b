"""Fit the scorer on labelled plans, and report how it does on plans that it has not seen.

    python benchmarks/fit_scorer.py CORPUS_DIR [--background PROJECTS.jsonl.gz] [--check]

CORPUS_DIR holds ``gold/NAME.units.jsonl`` and ``gold/NAME.relevance.jsonl`` for each ``pdf/NAME.pdf``. Writes
``models/*.json`` with the parameters and prints figures, each plan tried on a scorer fitted on the others.
``--background`` counts term frequencies anew (six minutes for 5,500 descriptions). ``--check`` writes nothing
and fails when any file would change.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from figures import Figures, baselines, figures, print_table
from gold import grade_table, read_gold, units_of

from policyalign.config import DEFAULT_KINDS
from policyalign.corpora import load_proposals, models_path, select
from policyalign.domain import Plan, Proposal
from policyalign.match import features as stages
from policyalign.match.encoders import Encoder, load_encoder
from policyalign.match.fit import (
    PLAIN,
    PROFILED,
    Fitted,
    Sample,
    fit_scorer,
    leave_one_out,
    predict_cells,
    predict_logits,
)
from policyalign.match.lexical import TermStatistics
from policyalign.match.parameters import Prototypes
from policyalign.match.profiles import load_measures, term_shares
from policyalign.match.queries import Query, build_queries, embed_queries
from policyalign.match.query_cache import pack_vectors
from policyalign.match.scoring import probability
from policyalign.match.thresholds import settle
from policyalign.pipeline import read_file
from policyalign.segment.sentences import split_sentences
from policyalign.segment.terms import content_terms
from policyalign.workers import Worker

RAREST = 5
"""Terms held by fewer documents of the background count as held by one."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, metavar="CORPUS_DIR")
    parser.add_argument("--background", type=Path, metavar="PROJECTS.jsonl.gz")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file would change")
    arguments = parser.parse_args()
    proposals = select(load_proposals(), kinds=DEFAULT_KINDS)
    names = sorted(path.name.split(".")[0] for path in (arguments.corpus / "gold").glob("*.units.jsonl"))
    plans = [read_file(arguments.corpus / "pdf" / f"{name}.pdf", plan_id=name) for name in names]
    terms, lexicon = analyse(proposals, arguments.background, labelled_projects(arguments.corpus, names))
    statistics = TermStatistics(lexicon["documents"], lexicon["mean_length"], lexicon["frequencies"])
    encoders = {name: load_encoder(name) for name in ("use", "e5")}
    files: dict[str, str] = {"terms.json": as_json(lexicon)}
    scorers: dict[str, dict[str, Any]] = {"scorer.json": {}, "scorer-use.json": {}}
    table: dict[str, Figures] = {}
    for variant, columns in (("profiled", PROFILED), ("plain", PLAIN)):
        measures = load_measures(models_path("profiles.json")) if variant == "profiled" else {}
        shares = lexicon["profiles"] if variant == "profiled" else {}
        queries = build_queries(proposals, terms, measures, shares)
        samples = [
            sample_of(plan, queries, statistics, encoders, arguments.corpus, proposals) for plan in plans
        ]
        if variant == "plain":
            table.update(baselines(samples))
        for file, second in (("scorer-use.json", False), ("scorer.json", True)):
            fitted, figure = fit_and_try(samples, queries, columns, second=second)
            scorers[file] |= pack_variant(variant, fitted, queries, figure)
            scorers[file]["encoders"] = {
                name: encoder.revision for name, encoder in encoders.items() if second or name == "use"
            }
            table[f"{variant}, {'USE and e5' if second else 'USE'}"] = figure
            if variant == "profiled" and second:
                files["prototypes.json"] = as_json(pack_prototypes(fitted.prototypes))
                vectors = embed_queries(queries, encoders["e5"])
                files["queries-e5.json"] = as_json(pack_vectors(queries, vectors, encoders["e5"].revision))
    files |= {name: json.dumps(content, indent=1, sort_keys=True) + "\n" for name, content in scorers.items()}
    print_table(table)
    return compare_files(files) if arguments.check else write_files(files)


def labelled_projects(corpus: Path, names: Iterable[str]) -> frozenset[int]:
    """The numbers of the projects that the labelled plans hold: they are no background."""
    units = [unit["unit"] for name in names for unit in read_gold(corpus / "gold", name).units]
    return frozenset(int(unit.rpartition("-")[2]) for unit in units)


def analyse(
    proposals: Sequence[Proposal], background: Path | None, labelled: frozenset[int]
) -> tuple[dict[str, tuple[str, ...]], dict[str, Any]]:
    """The terms of the proposals, and the content of ``terms.json``."""
    measures = load_measures(models_path("profiles.json"))
    with Worker("policyalign.segment.language:helper_language") as language:
        wordings = terms_of(language, [f"{proposal.label}。{proposal.text}" for proposal in proposals])
        terms = {proposal.id: tuple(words) for proposal, words in zip(proposals, wordings, strict=True)}
        shares = {key: term_shares(terms_of(language, texts)) for key, texts in sorted(measures.items())}
        counts = count_terms(language, background, labelled) if background else known_counts()
    return terms, {**counts, "profiles": shares}


def terms_of(language: Worker, sentences: Sequence[str]) -> list[list[str]]:
    return [list(content_terms(tokens)) for tokens in language.call("analyse", list(sentences))]


def known_counts() -> dict[str, Any]:
    content = json.loads(models_path("terms.json").read_text(encoding="utf-8"))
    return {name: content[name] for name in ("documents", "mean_length", "frequencies")}


def count_terms(language: Worker, background: Path, labelled: frozenset[int]) -> dict[str, Any]:
    """In how many project descriptions (name, purpose, overview) each term occurs."""
    frequencies: Counter[str] = Counter()
    documents = total = 0
    with gzip.open(background, "rt", encoding="utf-8") as lines:
        for line in lines:
            project = json.loads(line)
            if project["projectId"] in labelled:
                continue
            terms = [term for part in terms_of(language, project_sentences(project)) for term in part]
            frequencies.update(set(terms))
            documents, total = documents + 1, total + len(terms)
    kept = {term: count for term, count in sorted(frequencies.items()) if count >= RAREST}
    return {"documents": documents, "mean_length": round(total / documents, 1), "frequencies": kept}


def project_sentences(project: Mapping[str, Any]) -> list[str]:
    texts = [project[name] or "" for name in ("projectName", "purpose", "overview")]
    paragraphs = [part for text in texts for part in re.split(r"[/\n]", text) if part.strip()]
    return [part[start:end] for part in paragraphs for start, end in split_sentences(part)]


def sample_of(
    plan: Plan,
    queries: Sequence[Query],
    statistics: TermStatistics,
    encoders: Mapping[str, Encoder],
    corpus: Path,
    proposals: Sequence[Proposal],
) -> Sample:
    """A labelled plan as the scorer sees it, by the very stages that score plans."""
    embedded = stages.embed(plan, encoders["use"])
    first = stages.first_stage(embedded, queries, embed_queries(queries, encoders["use"]))
    vectors = embed_queries(queries, encoders["e5"])
    features = stages.complete(embedded, queries, first, statistics)
    features["second"] = stages.second_stage(embedded, first, vectors, encoders["e5"])
    gold = read_gold(corpus / "gold", plan.id)
    return Sample(
        plan.id,
        features,
        embedded.vectors.contexts.astype(np.float64),
        embedded.context_of,
        first.context,
        units_of(plan, gold),
        grade_table(gold, proposals),
    )


def fit_and_try(
    samples: Sequence[Sample], queries: Sequence[Query], columns: Sequence[str], *, second: bool
) -> tuple[Fitted, Figures]:
    """The scorer fitted on all plans, and what scorers fitted on all but one make of the one."""
    keys = [query.fingerprint for query in queries]
    logits, covered = [], []
    for sample, others in leave_one_out(samples):
        fitted = fit_scorer(others, keys, columns, second=second)
        logits.append(predict_logits(fitted, sample, keys))
        covered.append(predict_cells(fitted, logits[-1])[0])
    figure = figures(samples, [probability(logit) for logit in logits], covered)
    return fit_scorer(samples, keys, columns, second=second), figure


def pack_variant(variant: str, fitted: Fitted, queries: Sequence[Query], figure: Figures) -> dict[str, Any]:
    """The part of a scorer's file that one variant gives; prior and thresholds come with the profiled one."""
    model = {part: asdict(getattr(fitted.model, part)) for part in ("unread", "passage", "cell", "full")}
    content: dict[str, Any] = {variant: model, f"measured_{variant}": figure.as_dict()}
    if variant == "profiled":
        pairs = zip(queries, fitted.prior, strict=True)
        content["prior"] = {query.fingerprint: float(value) for query, value in pairs}
        content["thresholds"] = asdict(settle(figure.claims or {}))
    return content


def pack_prototypes(prototypes: Prototypes) -> dict[str, Any]:
    entries = {
        key: {"examples": prototypes.examples[key], "vector": [float(value) for value in vector]}
        for key, vector in sorted(prototypes.vectors.items())
    }
    return {"slope": prototypes.slope, "offset": prototypes.offset, "proposals": entries}


def as_json(content: Mapping[str, Any]) -> str:
    """One line per entry: small, and readable where it changes."""
    lines = [f"{json.dumps(key)}:{_entry(value)}" for key, value in content.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _entry(value: object) -> str:
    def compact(part: object) -> str:
        return json.dumps(part, ensure_ascii=False, separators=(",", ":"))

    if isinstance(value, dict) and any(isinstance(part, dict | list) for part in value.values()):
        return "{\n" + ",\n".join(f" {json.dumps(k)}:{compact(part)}" for k, part in value.items()) + "\n}"
    return compact(value)


def write_files(files: Mapping[str, str]) -> int:
    for name, text in files.items():
        models_path(name).write_text(text, encoding="utf-8")
        print(f"wrote models/{name}: {len(text.encode()):,} bytes")
    return 0


def compare_files(files: Mapping[str, str]) -> int:
    changed = [name for name, text in files.items() if models_path(name).read_text(encoding="utf-8") != text]
    print("would change: " + ", ".join(changed) if changed else "models/ is what the fit gives")
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main())
