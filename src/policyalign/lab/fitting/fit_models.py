"""The fit from files to files: labelled plans in, ``models/`` out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from policyalign.config import DEFAULT_KINDS, Settings
from policyalign.corpora import load_proposals, select
from policyalign.lab.fitting.asking import asked_for_labels, asked_of
from policyalign.lab.fitting.calibrators import calibration_errors
from policyalign.lab.fitting.collection import Project, read_projects
from policyalign.lab.fitting.model_files import as_json
from policyalign.lab.fitting.plain_trials import plain_outcomes, try_plain
from policyalign.lab.fitting.samples import (
    LabelledPlan,
    Searched,
    collected_plans,
    labelled_plans,
    prose_plans,
    sample_of,
)
from policyalign.lab.fitting.scorer import (
    CELL_PROFILED,
    PROFILED,
    Fitted,
    Sample,
    fit_scorer,
)
from policyalign.lab.fitting.thresholds import CONFIDENCE
from policyalign.lab.fitting.trials import Outcome, Trial, ablations, claims_of, outcome_of, try_out
from policyalign.lab.fitting.unlabelled import Asked, FittedPlain, fit_plain
from policyalign.lab.fitting.vocabulary import count_terms, profile_terms
from policyalign.lab.gold.requests import LabelledRequest, as_proposal, read_documents, read_requests
from policyalign.match.applicability import Range, expected_coverage, measured_ranges
from policyalign.match.encoders import load_encoder
from policyalign.match.features import embed
from policyalign.match.knowledge import HELD_OUT, SCORER
from policyalign.match.parameters import Scorer
from policyalign.match.profiles import load_profiles
from policyalign.match.queries import Query, build_queries, embed_queries
from policyalign.match.query_vectors import pack_vectors
from policyalign.match.service import SCORING_ENCODER
from policyalign.match.term_statistics import load_term_statistics
from policyalign.pipeline import read_file
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
    """Labelled plans as samples; what documents were asked by proposals without a profile; ``documents`` are the names
    of all these documents by the SHA-256 of their files, ``prose`` those of the plans of running prose (地の文)."""

    queries: Sequence[Query]
    samples: Sequence[Sample]
    asked: Sequence[Asked]
    encoders: Mapping[str, str]
    documents: Mapping[str, str]
    prose: frozenset[str]
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
    known = read_projects(projects) if projects else {}
    with Runtime(settings) as runtime:
        material = _gather(gold_dir, pdf_dir, known, runtime, recount, tell)
    tell("trials")
    trials = try_out(material.samples, material.keys, PROFILED, CELL_PROFILED)
    plain_trials = try_plain(material.asked)
    outcomes = {"profiled": outcome_of(material.samples, trials), **plain_outcomes(plain_trials)}
    tell("fit")
    whole = fit_scorer(material.samples, material.keys, PROFILED, CELL_PROFILED)
    plain = fit_plain(material.asked)
    record = {**_record(trials, material.prose), **_plain_record(outcomes["plain"], len(plain_trials))}
    files = {**material.shipped, SCORER: _scorer_file(whole, plain, material, record)}
    by_plan = {trial.plan_id: trial.fitted for trial in trials}
    for trial in plain_trials:
        fitted = by_plan.get(trial.document, whole)
        scorer = _scorer_file(fitted, trial.fitted, material, {"without": trial.document})
        files[f"{HELD_OUT}/{trial.document}.json"] = scorer
    if ablate:
        tell("ablations")
        outcomes |= ablations(material.samples, material.keys)
    return FitResult(files, outcomes, calibration_errors(trials))


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
    given, prose = _adjudicated(gold_dir, pdf_dir, runtime.settings)
    adjudicated = [*given, *prose]
    taken = _project_numbers(adjudicated)
    tell("annotate")
    collected = list(collected_plans(projects, taken, runtime)) if projects else []
    language = runtime.annotator()
    shares = profile_terms(language, profiles)
    rest = [project for number, project in projects.items() if number not in taken]
    counted = count_terms(language, rest) if recount and projects else load_term_statistics()
    statistics = replace(counted, profiles=shares)
    requests = _requests(pdf_dir)
    read = language.call("requests", [*proposals, *map(as_proposal, requests)])
    tell("match")
    encoder = load_encoder(SCORING_ENCODER)
    queries = build_queries(proposals, read, profiles, shares)
    vectors = embed_queries(queries, encoder)
    searched = Searched(queries, vectors, statistics)
    known = {one.plan.id: embed(one.plan, encoder) for one in adjudicated}
    samples = [sample_of(one, known[one.plan.id], searched, proposals) for one in adjudicated]
    samples += [sample_of(one, embed(one.plan, encoder), searched, proposals) for one in collected]
    tell("requests")
    documents = read_documents()
    asked = [asked_for_labels(one, known[one.plan.id], proposals, read, statistics, encoder) for one in adjudicated]
    for name in sorted({request.document for request in requests}):
        if name not in known:
            known[name] = embed(read_file(pdf_dir / f"{name}.pdf", runtime.settings, plan_id=name), encoder)
        asked.append(asked_of(known[name], requests, read, documents, statistics, encoder))
    return _Material(
        queries,
        samples,
        asked,
        {encoder.name: encoder.revision},
        {one.plan.document_id: one.plan.id for one in known.values()},
        frozenset(one.plan.id for one in prose),
        {
            "terms.json": as_json(asdict(statistics)),
            "queries.json": as_json(pack_vectors(queries, vectors, encoder.revision)),
        },
    )


def _adjudicated(
    gold_dir: Path, pdf_dir: Path, settings: Settings
) -> tuple[Sequence[LabelledPlan], Sequence[LabelledPlan]]:
    """The plans with adjudicated labels: those given, and those of running prose besides."""
    given = labelled_plans(gold_dir, pdf_dir, settings)
    names = {one.plan.id for one in given}
    return given, [one for one in prose_plans(pdf_dir, settings) if one.plan.id not in names]


def _requests(pdf_dir: Path) -> list[LabelledRequest]:
    """The requests to documents whose PDF is there."""
    return [request for request in read_requests() if (pdf_dir / f"{request.document}.pdf").is_file()]


def _project_numbers(plans: Sequence[LabelledPlan]) -> frozenset[int]:
    """The numbers of the projects in labelled plans, where their units are named after projects."""
    endings = (unit.id.rpartition("-")[2] for one in plans for unit in one.gold.units)
    return frozenset(int(ending) for ending in endings if ending.isdecimal())


def _scorer_file(fitted: Fitted, plain: FittedPlain, material: _Material, record: Mapping[str, str]) -> str:
    scorer = Scorer(
        fitted.model,
        plain.model,
        fitted.thresholds,
        plain.thresholds,
        dict(zip(material.keys, fitted.offsets.tolist(), strict=True)),
        dict(zip(material.keys, fitted.prior.tolist(), strict=True)),
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
    plans = [one for one in material.samples if one.whole and one.plan_id != without]
    cells = fitted.predicted.covered.reshape(len(plans), len(material.keys))
    styles = zip((one.style for one in plans), map(expected_coverage, cells), strict=True)
    return measured_ranges([{**style, "expected_coverage": coverage} for style, coverage in styles])


def _plain_record(outcome: Outcome, documents: int) -> dict[str, str]:
    """What every run tells of the worth of the verdicts on proposals that nobody labelled plans for."""
    claims = {name: outcome.claims[name] for name in ("gap", "covered")}
    told = {f"own_{name}_claims": str(claim.claims) for name, claim in claims.items()}
    right = {f"own_{name}_claims_right": str(claim.right) for name, claim in claims.items()}
    return {**told, **right, "own_documents": str(documents)}


def _record(trials: Sequence[Trial], prose: Collection[str]) -> dict[str, str]:
    """What every run tells of the worth of a 欠落: on all plans, and on those of running prose by themselves."""
    gap = claims_of(trials)["gap"]
    in_prose = claims_of([trial for trial in trials if trial.plan_id in prose]).get("gap")
    return {
        "gap_claims": str(gap.claims),
        "gap_claims_right": str(gap.right),
        "gap_claims_lower_limit": f"{gap.lower:.3f}",
        "gap_claims_confidence": f"{CONFIDENCE:.2f}",
        "calibration_plans": str(len(trials)),
        **(
            {"prose_gap_claims": str(in_prose.claims), "prose_gap_claims_right": str(in_prose.right)}
            if in_prose
            else {}
        ),
    }
