"""The fit from files to files: labelled plans in, ``models/`` out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from policyalign.config import DEFAULT_KINDS, Settings
from policyalign.corpora import load_proposals, models_path, select
from policyalign.export.folder import write_files
from policyalign.fitting.collection import Project, read_projects
from policyalign.fitting.samples import Labelled, Searched, collected_plans, labelled_plans, sample_of
from policyalign.fitting.trials import (
    Outcome,
    Trial,
    ablations,
    calibrators,
    outcome_of,
    plain_trials,
    try_out,
)
from policyalign.fitting.vocabulary import count_terms, profile_terms, wording_terms
from policyalign.match.applicability import Range, expected_coverage, measured_ranges
from policyalign.match.encoders import load_encoder
from policyalign.match.fit import CELL_PLAIN, CELL_PROFILED, PLAIN, PROFILED, Fitted, Sample, fit_scorer
from policyalign.match.knowledge import HELD_OUT, SCORER
from policyalign.match.parameters import Model, Scorer
from policyalign.match.profiles import load_profiles
from policyalign.match.queries import Query, build_queries, embed_queries
from policyalign.match.query_cache import pack_vectors
from policyalign.match.service import SCORING_ENCODER
from policyalign.match.term_statistics import load_term_statistics
from policyalign.match.thresholds import CONFIDENCE, fit_thresholds
from policyalign.runtime import Runtime

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FitResult:
    """The files of ``models/`` by name, and how the fit fares on plans that it has not seen."""

    files: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    calibration: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Material:
    """Labelled plans as samples, once with and once without profiles; ``styles`` tell how each is written,
    and ``documents`` are the names of the adjudicated plans by the SHA-256 of their files."""

    queries: Sequence[Query]
    samples: Sequence[Sample]
    plain: Sequence[Sample]
    styles: Mapping[str, Mapping[str, float]]
    encoders: Mapping[str, str]
    documents: Mapping[str, str]
    shipped: Mapping[str, str]

    @property
    def keys(self) -> list[str]:
        return [query.fingerprint for query in self.queries]


def fit_models(
    gold_dir: Path,
    pdf_dir: Path,
    projects: Path | None,
    settings: Settings,
    *,
    recount: bool = False,
    ablate: bool = False,
    tell: Tell = lambda _: None,
) -> FitResult:
    """Fit the scorer on the labelled plans in ``gold_dir`` and, with ``projects``, on those put together
    from the collection; ``recount`` counts the frequencies of terms in it anew, ``ablate`` tries the fit
    without each group of features too.

    Raises:
        GoldError: labels or collection are missing or malformed.
        InputError: a PDF cannot be used.
    """
    with Runtime(settings) as runtime:
        material = _gather(
            gold_dir, pdf_dir, read_projects(projects) if projects else {}, runtime, recount, tell
        )
    tell("trials")
    trials = try_out(material.samples, material.keys, PROFILED, CELL_PROFILED)
    without = plain_trials(material.plain, material.keys)
    outcomes = {
        "profiled": outcome_of(material.samples, trials),
        "plain": outcome_of(material.plain, without),
    }
    tell("fit")
    whole = fit_scorer(material.samples, material.keys, PROFILED, CELL_PROFILED)
    plain = fit_scorer(material.plain, material.keys, PLAIN, CELL_PLAIN)
    files = {SCORER: _scorer_file(whole, plain.model, material, _record(outcomes["profiled"], trials))}
    for trial, other in zip(trials, without, strict=True):
        record = {"without": trial.plan_id}
        files[f"{HELD_OUT}/{trial.plan_id}.json"] = _scorer_file(
            trial.fitted, other.fitted.model, material, record
        )
    if ablate:
        tell("ablations")
        outcomes |= ablations(material.samples, material.keys)
    return FitResult({**material.shipped, **files}, outcomes, calibrators(trials))


def write_models(files: Mapping[str, str], folder: Path | None = None) -> None:
    """Write the files whole or not at all.

    Raises:
        OutputError: the folder cannot be written.
    """
    folder = folder or models_path()
    write_files(folder, {name: [text.encode()] for name, text in files.items()})


def changed_files(files: Mapping[str, str], folder: Path | None = None) -> list[str]:
    """The names of files that are not what the fit gives."""
    folder = folder or models_path()

    def differs(name: str, text: str) -> bool:
        path = folder / name
        return not path.is_file() or path.read_text(encoding="utf-8") != text

    return [name for name, text in files.items() if differs(name, text)]


def _gather(
    gold_dir: Path,
    pdf_dir: Path,
    projects: Mapping[int, Project],
    runtime: Runtime,
    recount: bool,
    tell: Tell,
) -> _Material:
    proposals = select(load_proposals(), kinds=DEFAULT_KINDS)
    profiles = load_profiles()
    tell("read")
    adjudicated = labelled_plans(gold_dir, pdf_dir, runtime.settings)
    taken = _project_numbers(adjudicated)
    tell("annotate")
    collected = list(collected_plans(projects, taken, runtime)) if projects else []
    language = runtime.annotator()
    shares = profile_terms(language, profiles)
    background = (project for number, project in projects.items() if number not in taken)
    counted = count_terms(language, background) if recount and projects else load_term_statistics()
    statistics = replace(counted, profiles=shares)
    terms = wording_terms(language, proposals)
    tell("match")
    encoder = load_encoder(SCORING_ENCODER)
    queries = build_queries(proposals, terms, profiles, shares)
    bare = build_queries(proposals, terms, {}, {})
    vectors = embed_queries(queries, encoder)
    searched = Searched(queries, vectors, statistics)
    searched_bare = Searched(bare, embed_queries(bare, encoder), statistics)
    found = [sample_of(one, searched, encoder, proposals) for one in (*adjudicated, *collected)]
    return _Material(
        queries,
        [sample for sample, _ in found],
        [sample_of(one, searched_bare, encoder, proposals)[0] for one in (*adjudicated, *collected)],
        {sample.plan_id: style for sample, style in found},
        {encoder.name: encoder.revision},
        {one.plan.document_id: one.plan.id for one in adjudicated},
        {
            "terms.json": as_json(asdict(statistics)),
            "queries.json": as_json(pack_vectors(queries, vectors, encoder.revision)),
        },
    )


def _project_numbers(plans: Sequence[Labelled]) -> frozenset[int]:
    """The numbers of the projects in labelled plans, where their units are named after projects."""
    endings = (unit.id.rpartition("-")[2] for one in plans for unit in one.gold.units)
    return frozenset(int(ending) for ending in endings if ending.isdecimal())


def _scorer_file(fitted: Fitted, plain: Model, material: _Material, record: Mapping[str, str]) -> str:
    def by_key(values: Any) -> dict[str, float]:
        return {key: float(value) for key, value in zip(material.keys, values, strict=True)}

    scorer = Scorer(
        fitted.model,
        plain,
        fit_thresholds(fitted.predicted),
        by_key(fitted.offsets),
        by_key(fitted.prior),
        fitted.learned,
        {query.fingerprint: query.profile.key for query in material.queries if query.profile},
        material.encoders,
        material.documents,
        _in_domain(fitted, material, record.get("without", "")),
        record,
    )
    return as_json(asdict(scorer))


def _in_domain(fitted: Fitted, material: _Material, without: str) -> Mapping[str, Range]:
    """The ranges of the features of the plans of a fit, whose cells stand in ``fitted.predicted`` plan by
    plan."""
    names = [one.plan_id for one in material.samples if one.whole and one.plan_id != without]
    cells = fitted.predicted.covered.reshape(len(names), len(material.keys))
    return measured_ranges(
        [
            {**material.styles[name], "expected_coverage": expected_coverage(covered)}
            for name, covered in zip(names, cells, strict=True)
        ]
    )


def _record(outcome: Outcome, trials: Sequence[Trial]) -> dict[str, str]:
    """What every run tells of the worth of a 欠落."""
    gap = outcome.claims["gap"]
    return {
        "gap_claims": str(gap.claims),
        "gap_claims_right": str(gap.right),
        "gap_claims_lower_limit": f"{gap.lower:.3f}",
        "gap_claims_confidence": f"{CONFIDENCE:.2f}",
        "calibration_plans": str(len(trials)),
    }


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
