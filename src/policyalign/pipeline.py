"""The order of the stages: read → outline → annotate → match → verdicts → survey → every question → run.

Only this module knows it, and only here is anything found.

Heavy work is done in helper processes which start at once and side by side: one reads files under limits, one
runs GiNZA, one loads the encoders while the others are busy. Every stage's result is kept in the cache under
a key of all that it depends on, so that a second run only assesses and writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from os.path import isfile
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from policyalign.annotating import SECONDS as ANNOTATE_SECONDS
from policyalign.annotating import annotated, learn
from policyalign.assess.audit.claims import checks_of
from policyalign.assess.audit.file import audited
from policyalign.assess.audit.records import Audit
from policyalign.assess.editions import find_editions
from policyalign.assess.gaps.checked import Cell, CellCheck, with_checks, with_counts
from policyalign.assess.gaps.find import find_gaps
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.governance.cells import with_complaints
from policyalign.assess.overlaps.wording import (
    PackedRows,
    pack_rows,
    sentence_groups,
    several_ministries,
    stack_rows,
)
from policyalign.assess.questions import QUESTIONS, Said
from policyalign.assess.references import from_plain, to_plain
from policyalign.assess.run import Failure, Run
from policyalign.assess.search.find import search
from policyalign.assess.search.records import HOWS, Hit, How
from policyalign.assess.survey import Survey
from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.scoping import Scoping, load_scoping
from policyalign.config import Settings
from policyalign.corpora import load_proposals, select
from policyalign.domain import Document, Measure, Plan, PlanMatches, Problem, Proposal
from policyalign.errors import InputError, LimitExceeded, WorkerError
from policyalign.extract.ocr.engines import installed_engines
from policyalign.extract.raw_files import read_raw
from policyalign.files import sha256_of
from policyalign.lessons import check_lessons, lessons_record, model_key
from policyalign.match.profiles import Profile, beside, checked, fingerprint, load_profiles
from policyalign.messages import ReadingCode
from policyalign.page_pictures.found import PagePicture
from policyalign.recognition import recognise_pages
from policyalign.recording import proposals_hash, run_record
from policyalign.runtime import Progress, Report, Runtime, in_lanes
from policyalign.segment.measures import read_measures
from policyalign.segment.phrases import Phrase
from policyalign.segment.requests import Request, request_sentences
from policyalign.serialize import content_hash
from policyalign.store import cache_key
from policyalign.text.file_names import readable_name
from policyalign.versions import ANALYSE, ANNOTATE, ANSWERS, MATCH, OUTLINE, PHRASES, REQUESTS, VECTORS

if TYPE_CHECKING:
    from policyalign.assess.overlaps.wording import Rows
    from policyalign.extract.sheets import Grid
    from policyalign.match.plan_vectors import PlanVectors

__all__ = [
    "Failure",
    "PlanFile",
    "Progress",
    "Run",
    "ask_again",
    "compare_files",
    "compare_plans",
    "encode_plan",
    "judge_plan",
    "match_key",
    "own_profiles",
    "plan_key",
    "proposal_sentences",
    "read_document",
    "read_file",
    "read_files",
    "read_plan_file",
    "search_plans",
    "with_answers",
    "with_own_ids",
]

# A reader ends by itself after so much time of the processor, for which it may have to wait on a busy machine.
_WAIT_TIMES = 2
_WAIT_SECONDS = 20.0
_MATCH_SECONDS = 1800.0
_ENCODE_SECONDS = 900.0
# A helper that the system has killed, for want of memory say, is asked once more: no plan is to blame.
_TRIES = 2


def compare_files(
    paths: Sequence[Path],
    settings: Settings | None = None,
    *,
    proposals_source: str = "cocn",
    ids: Sequence[str] = (),
    profiles: Mapping[str, Profile] | None = None,
    scope: str = "",
    domains: Mapping[str, str] | None = None,
    progress: Report | None = None,
    unusable: Sequence[Failure] = (),
) -> Run:
    """Read the files and hold them against the proposals.

    A file that cannot be used is reported in ``Run.failures``, with those known to be ``unusable`` before, and does
    not stop the others; one that is given twice is one plan. ``profiles`` are those of the user's own, by the
    fingerprint of the proposal's text; drafts among them are not used. ``scope`` says
    what is expected of plans of a domain (``"cocn"``, ``"none"`` or a file; by default what goes with the
    proposals), ``domains`` the domains that the user gives, by the id of the plan.

    Raises:
        ProposalError: the proposals cannot be read.
        CatalogueError: the scope or the catalogue cannot be read, or has no such domain.
        EncoderError, MissingExtra: the encoder cannot be loaded.
        InputError: the lessons (``Settings.model``) cannot be used.
    """
    settings = settings or Settings()
    check_lessons(settings)
    every = load_proposals(proposals_source)
    proposals = select(every, kinds=settings.kinds)
    scoping = load_scoping(scope, proposals_source, every, domains)
    files, repeated = _each_once(paths, unique_ids(paths, ids))
    with Runtime(settings, total=2 * len(files), report=progress) as runtime:
        runtime.own = own_profiles(proposals, profiles or {})
        plans, failures, matched = _read_all(runtime, files, proposals)
        run = _compare(runtime, plans, proposals, proposals_source, scoping, [*unusable, *failures], matched)
    return replace(run, record={**run.record, "repeated": repeated}) if repeated else run


def compare_plans(
    plans: Sequence[Plan],
    settings: Settings | None = None,
    *,
    proposals: Sequence[Proposal] | str = "cocn",
    profiles: Mapping[str, Profile] | None = None,
    scope: str = "",
    domains: Mapping[str, str] | None = None,
    progress: Report | None = None,
) -> Run:
    """Hold plans that are already read against the proposals (a source, or statements of your own).

    ``profiles``, ``scope`` and ``domains`` are those of :func:`compare_files`.
    """
    settings = settings or Settings()
    check_lessons(settings)
    source = proposals if isinstance(proposals, str) else "custom"
    every = load_proposals(proposals) if isinstance(proposals, str) else proposals
    chosen = select(every, kinds=settings.kinds) if isinstance(proposals, str) else proposals
    scoping = load_scoping(scope, source, every, domains)
    with Runtime(settings, total=len(plans), report=progress) as runtime:
        runtime.own = own_profiles(chosen, profiles or {})
        return _compare(runtime, plans, chosen, source, scoping, [])


def read_file(
    path: Path, settings: Settings | None = None, *, plan_id: str = "", progress: Report | None = None
) -> Plan:
    """Read one plan: headings, passages, roles, actors, years.

    Raises:
        InputError: the file cannot be used, and why.
    """
    with Runtime(settings or Settings(), report=progress) as runtime:
        return read_plan_file(runtime, PlanFile(path, plan_id or path.stem, _file_hash(path)))


def read_files(
    paths: Sequence[Path], settings: Settings | None = None, *, progress: Report | None = None
) -> tuple[tuple[Plan, ...], tuple[Failure, ...]]:
    """Read many plans, each once, and tell which could not be used."""
    settings = settings or Settings()
    files, _ = _each_once(paths, unique_ids(paths))
    with Runtime(settings, total=len(files), report=progress) as runtime:
        plans, failures, _ = _read_all(runtime, files, ())
    return tuple(plans), tuple(failures)


def search_plans(
    query: str,
    plans: Sequence[Plan],
    hows: Collection[How] = HOWS,
    settings: Settings | None = None,
    *,
    progress: Report | None = None,
) -> tuple[Hit, ...]:
    """The passages that say ``query``, the closest in wording first, and after them sentences that are only near to it
    in meaning. ``hows`` are the ways that count; an encoder is started for the last of them alone."""
    found = search(query, plans, hows=hows)
    if "near" not in hows:
        return found
    from policyalign.nearness import near_sentences

    with Runtime(settings or Settings(), total=len(plans), report=progress) as runtime:
        return (*found, *near_sentences(runtime, query, plans, found))


def read_document(path: Path, settings: Settings | None = None) -> Document:
    """Pages, lines and tables of a file as read, before anything is made of them.

    Raises:
        InputError: the file cannot be used, and why.
    """
    with Runtime(settings or Settings()) as runtime:
        document: Document = _ask_reader(runtime, 0, "document", path)
        return document


def read_grids(path: Path, settings: Settings | None = None) -> tuple[Grid, ...]:
    """The sheets of a workbook (.xlsx) cell by cell, as a table that people fill in.

    Raises:
        InputError: the file cannot be used, and why.
    """
    with Runtime(settings or Settings()) as runtime:
        grids: tuple[Grid, ...] = _ask_reader(runtime, 0, "grids", path)
        return grids


def read_outline(path: Path, settings: Settings | None = None) -> Plan:
    """Headings and passages of one plan as read, without any analysis of its language.

    Raises:
        InputError: the file cannot be used, and why.
    """
    with Runtime(settings or Settings()) as runtime:
        plan: Plan = _ask_reader(runtime, 0, "outline", path, path.stem)
        return plan


def draw_pages(
    path: Path,
    spans: Sequence[tuple[int, int]],
    settings: Settings | None = None,
    *,
    progress: Report | None = None,
) -> tuple[PagePicture, ...]:
    """Pages of a PDF as pictures with what was read of them; ``spans`` are the first and the last page of each
    stretch, counted from the beginning of the file. Nothing of its language is analysed.

    Raises:
        InputError: the file cannot be used, is no PDF, or has no such page.
        MissingExtra: the extra ``plot``, which brings the font, is not installed.
    """
    with Runtime(settings or Settings(), report=progress) as runtime:
        asked = readable_name(path.stem), tuple(spans), runtime.settings.lang
        pictures: tuple[PagePicture, ...] = _ask_reader(runtime, 0, "pictures", path, *asked)
        return pictures


# --- reading ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file to be read, the id of its plan, and the SHA-256 of its content."""

    path: Path
    plan_id: str
    sha256: str


Matched = Mapping[str, PlanMatches]
"""Matches by the hash of the plan's content."""


def _read_all(
    runtime: Runtime, files: Sequence[PlanFile], proposals: Sequence[Proposal]
) -> tuple[list[Plan], list[Failure], Matched]:
    """All files in lanes, each with a reader and an annotator of its own; what is read is matched while the rest is
    read."""
    matched: dict[str, PlanMatches] = {}
    last = files[-runtime.lanes :]

    def go(file: PlanFile, lane: int) -> Plan | Failure:
        plan = _read_or_fail(runtime, file, lane, proposals, last=file in last)
        if proposals and isinstance(plan, Plan):
            content = content_hash(plan)
            with suppress(WorkerError):  # it is asked for once more, and told then
                matched[content] = _match(runtime, plan, content, proposals)
        return plan

    results = in_lanes(runtime, runtime.lanes, files, go)
    plans = [result for result in results if isinstance(result, Plan)]
    return plans, [result for result in results if isinstance(result, Failure)], matched


def _read_or_fail(
    runtime: Runtime, file: PlanFile, lane: int, proposals: Sequence[Proposal], *, last: bool
) -> Plan | Failure:
    try:
        return read_plan_file(runtime, file, lane, proposals, last=last)
    except (InputError, WorkerError) as error:
        runtime.tell("match" if proposals else "read", file.plan_id, step=2 if proposals else 1)
        return Failure(file.path, Problem(error.code, "fatal", None, error.detail))


def read_plan_file(
    runtime: Runtime, file: PlanFile, lane: int = 0, proposals: Sequence[Proposal] = (), *, last: bool = False
) -> Plan:
    """The plan of a file, read and annotated in a lane of the runtime, whose reader ends after the ``last`` file.
    Raises :class:`~policyalign.errors.InputError`, :class:`~policyalign.errors.WorkerError`."""
    runtime.tell("read", file.plan_id)
    outline_key, key = _plan_keys(file, runtime.settings)

    def keep(plan: Plan) -> bool:
        # A file that was replaced since it was hashed is not kept as what it was before.
        return _is_reproducible(plan) and plan.document_id == file.sha256

    def outlined() -> Plan:
        made = partial(_outline_anew, runtime, file, lane)
        plan = runtime.cached_or("outline", outline_key, Plan, made, keep=keep)
        if last:  # before GiNZA takes most memory
            runtime.dismiss_reader(lane)
        return plan

    made = partial(_annotate_anew, runtime, outlined, file, lane, proposals)
    plan = runtime.cached_or("read", key, Plan, made, keep=keep)
    runtime.tell("read", file.plan_id, step=1)
    return replace(plan, source=readable_name(file.path.name))


def plan_key(file: PlanFile, settings: Settings) -> str:
    """Changes with all that the plan of a file depends on: its content, its id, the settings and the code."""
    return _plan_keys(file, settings)[1]


def _plan_keys(file: PlanFile, settings: Settings) -> tuple[str, str]:
    """The keys of the outline of a file and of its plan."""
    engines = installed_engines().identity if settings.read.ocr else ()
    # Of the name only the ending counts (Markdown or text): the same file may lie elsewhere by another name.
    suffix = readable_name(file.path.suffix).lower()
    outline_key = cache_key(OUTLINE, [file.sha256, suffix, file.plan_id, *engines], settings.read)
    return outline_key, cache_key(ANNOTATE, [outline_key, cache_key(ANALYSE, [])])


def match_key(
    content: str,
    proposals: Sequence[Proposal],
    profiles: Mapping[str, Profile],
    settings: Settings,
    taught: Sequence[str] = (),
) -> str:
    """Changes with all that the matches of a plan depend on; ``content`` with the plan, ``profiles`` are the user's
    that people have looked over, ``taught`` tells what was learned from people's answers, and the genre of the plan."""
    chosen = (settings.encoder, settings.top_k, settings.held_out, *_key_of(profiles), *taught)
    return cache_key(MATCH, [content, proposals_hash(proposals)], chosen)


def _outline_anew(runtime: Runtime, file: PlanFile, lane: int) -> Plan:
    with runtime.timed("read"):
        plan: Plan = _ask_reader(runtime, lane, "outline", file.path, file.plan_id)
    return plan


def _annotate_anew(
    runtime: Runtime, outlined: Callable[[], Plan], file: PlanFile, lane: int, proposals: Sequence[Proposal]
) -> Plan:
    """The plan of an outline; with ``proposals`` the encoders load while it is read, and work ahead while GiNZA is
    busy."""
    matcher = None
    if proposals and file.path.is_file():  # else there will be nothing to match
        matcher = runtime.matcher()
        runtime.once("proposals ahead", lambda: _learn_proposals(runtime, proposals))
    plan = outlined()
    if not plan.passages:
        return replace(plan, problems=(Problem(ReadingCode.no_text, "fatal"), *plan.problems))
    if matcher is not None:
        matcher.submit("embed", plan, list(proposals))
    runtime.tell("annotate", file.plan_id)
    with runtime.timed("annotate"):
        return annotated(runtime, plan, lane)


def _learn_proposals(runtime: Runtime, proposals: Sequence[Proposal]) -> Thread:
    """Have the proposals analysed, their phrases encoded and GiNZA loaded, while the first plan is read."""

    def go() -> None:
        with suppress(WorkerError, LimitExceeded):  # who asks for them is told
            learn(runtime, proposal_sentences(proposals, load_profiles()))
            _requests(runtime, proposals)
            if not runtime.own:  # else it depends on the plan which of their sentences count
                runtime.matcher().submit("prepare", _proposal_phrases(runtime, proposals, load_profiles()))
            runtime.annotator().submit("load")

    ahead = Thread(target=go, daemon=True)
    ahead.start()
    return ahead


def proposal_sentences(proposals: Sequence[Proposal], profiles: Mapping[str, Profile]) -> list[str]:
    """Every text of proposals and their profiles whose words are asked for when a plan is held against them."""
    profiled = [sentence for one in _profiles_of(proposals, profiles) if one for sentence in one.does]
    asked = [text for one in proposals for text in (one.label, one.text, *request_sentences(one.text)) if text]
    return [*asked, *profiled]


def _is_reproducible(plan: Plan) -> bool:
    """Whether the file alone decided what was read of it, not how fast the machine is."""
    slow = (ReadingCode.time_over, ReadingCode.page_ocr_failed)
    return all(problem.code not in slow for problem in plan.problems)


def _ask_reader(runtime: Runtime, lane: int, method: str, path: Path, *args: object) -> Any:
    """What the reader says of a file, with what was recognised (OCR) of it where that is wanted."""
    if not isfile(path):  # no process need start to say so
        with suppress(ValueError):  # of a name that no file can have
            read_raw(path)
    seconds = _WAIT_SECONDS + _WAIT_TIMES * runtime.settings.read.max_seconds
    reader = runtime.reader(lane)
    if runtime.settings.read.ocr:
        pages = runtime.ask(reader, "pictured_pages", path, timeout=seconds)
        args = *args, recognise_pages(runtime, path, pages)
    return runtime.ask(reader, method, path, *args, timeout=seconds)


# --- matching and asking ---------------------------------------------------------------------------------------------


def _compare(
    runtime: Runtime,
    plans: Sequence[Plan],
    proposals: Sequence[Proposal],
    source: str,
    scoping: Scoping,
    failures: Sequence[Failure],
    matched: Matched | None = None,
) -> Run:
    settings, matches, encoded = runtime.settings, [], []
    measures: list[Measure] = []
    given, plans, failures, hashes = plans, [], list(failures), []
    for plan in given:
        content, own = content_hash(plan), read_measures(plan)
        try:
            found = (matched or {}).get(content) or _match(runtime, plan, content, proposals)
            # Right after a plan was matched, most of its sentences have been encoded already.
            vectors = _encode(runtime, plan, own, alone=len(given) == 1)
        except WorkerError as error:
            if runtime.closed:
                raise
            failures.append(Failure(Path(plan.source or plan.id), Problem(error.code, "fatal", None, error.detail)))
            continue
        plans.append(plan)
        hashes.append(content)
        matches.append(found)
        encoded.append(vectors)
        measures += own
    expectations = {plan.id: scoping.expectations(plan) for plan in plans}
    matrix = find_gaps(plans, proposals, matches, settings.assess, expectations)
    survey = Survey(matrix, tuple(measures), settings.assess, missing=len(failures))
    results = _cached_answers(runtime, survey, hashes, [one for one in encoded if one is not None])
    matrix = with_complaints(matrix, results["governance"])
    record = {**run_record(runtime, source, matrix, failures), "scope": scoping.record(plans)}
    if settings.model:
        record["lessons"] = lessons_record(settings, plans, matches)
    if runtime.own:
        told = {"count": len(runtime.own), "sha256": content_hash(_key_of(runtime.own))}
        record["proposals"] = {**record["proposals"], "profiles": told}
    if editions := find_editions(plans):
        record["editions"] = [asdict(one) for one in editions]
    return Run(matrix, tuple(failures), settings, survey.every_measure, survey.taken_up, results, record)


def ask_questions(
    survey: Survey, settings: Settings, earlier: Mapping[str, Any], said: Said | None = None
) -> dict[str, Any]:
    """The answers to all questions by name; ``earlier`` ones are at hand for those that need them. What people
    ``said`` of a finding counts before the next question is asked."""
    found = dict(earlier)
    for question in QUESTIONS:
        result = question.find(survey, settings, found)
        found[question.name] = question.checked(result, said, survey.every_measure) if said else result
    return found


def ask_again(
    run: Run, settings: Settings | None = None, matrix: GapMatrix | None = None, said: Said | None = None
) -> Run:
    """The run with all questions asked again, with other settings or after people have changed verdicts; ``said`` is
    what they say of the findings."""
    settings, matrix = settings or run.settings, matrix or run.matrix
    survey = Survey(matrix, run.measures, settings.assess, missing=len(run.failures))
    results = ask_questions(survey, settings, run.results, said)
    matrix = with_complaints(with_counts(matrix, survey.taken_up), results["governance"])
    record = {**run.record, "settings": asdict(settings)}
    return replace(run, matrix=matrix, settings=settings, taken_up=survey.taken_up, results=results, record=record)


def with_answers(
    run: Run,
    audits: Sequence[Audit],
    checks: Mapping[Cell, CellCheck] | None = None,
    said: Said | None = None,
    settings: Settings | None = None,
) -> Run:
    """The run with what people said: ``checks`` of its cells (by default those of the audits), ``said`` of what else
    was found; in its record what the audits guarantee."""
    told = checks_of(run.matrix, [one for audit in audits for one in audit.answers]) if checks is None else checks
    matrix = with_checks(run.matrix, told)
    same = matrix.findings == run.matrix.findings and said is None and settings in (None, run.settings)
    return audited(run if same else ask_again(run, settings, matrix, said), audits)


def _cached_answers(
    runtime: Runtime, survey: Survey, plans: Sequence[str], encoded: Sequence[PackedRows]
) -> dict[str, Any]:
    """All answers; they depend on plans (given by their hashes), verdicts, matches, settings and the names in the
    catalogue. The vectors of the measures are ``encoded``."""
    settings, matrix = runtime.settings, survey.matrix
    content = [*plans, *map(content_hash, (matrix.findings, matrix.matches, load_catalogue()))]
    chosen = (settings.assess, settings.phases, survey.missing, [one.name for one in QUESTIONS])
    key = cache_key(ANSWERS, content, chosen)

    def ask() -> dict[str, Any]:
        with runtime.timed("answers"):
            found = ask_questions(replace(survey, vectors=stack_rows(encoded)), settings, {})
        return {name: to_plain(result) for name, result in found.items()}

    plain = runtime.cached_or("answers", key, dict[str, Any], ask)
    return {
        question.name: from_plain(plain[question.name], question.result_type, survey.every_measure)
        for question in QUESTIONS
    }


def _encode(runtime: Runtime, plan: Plan, measures: Sequence[Measure], alone: bool) -> PackedRows | None:
    """The vectors of the measures that announce something; none of a plan alone, unless several ministries are
    in charge: it is then compared with itself."""
    planned = [one for one in measures if one.planned]
    if not planned or (alone and not several_ministries(planned)):
        return None
    groups = sentence_groups(plan, planned)
    key = cache_key(VECTORS, [content_hash(groups)])

    def encode() -> PackedRows:
        with runtime.timed("vectors"):
            return pack_rows(
                runtime.ask(runtime.matcher(), "pooled", groups, plan, timeout=_ENCODE_SECONDS, tries=_TRIES)
            )

    return runtime.cached_or("vectors", key, PackedRows, encode)


def _match(runtime: Runtime, plan: Plan, content: str, proposals: Sequence[Proposal]) -> PlanMatches:
    """The matches of a plan, whose hash is ``content``."""
    runtime.tell("match", plan.id)
    found = PlanMatches(plan.id, (), ())
    if plan.passages:
        settings = runtime.settings
        taught: tuple[str, ...] = ()
        if settings.model:
            taught = runtime.once("model", lambda: model_key(settings)), settings.genre_of(plan.id)
        key = match_key(content, proposals, runtime.own, settings, taught)
        found = runtime.cached_or("match", key, PlanMatches, lambda: _match_anew(runtime, plan, proposals))
    runtime.tell("match", plan.id, step=1)
    return found


def _match_anew(
    runtime: Runtime, plan: Plan, proposals: Sequence[Proposal], vectors: PlanVectors | None = None
) -> PlanMatches:
    matcher, settings = runtime.matcher(), runtime.settings
    known = runtime.once("profiles", load_profiles)
    requests, profiles = _requests(runtime, proposals), {**known, **beside(runtime.own, plan)}
    phrases = _proposal_phrases(runtime, proposals, profiles)
    genre = settings.genre_of(plan.id)
    asked = (plan, proposals, requests, settings.top_k, settings.held_out, phrases, genre, vectors)
    with runtime.timed("match"):
        found: PlanMatches = runtime.ask(matcher, "match", *asked, timeout=_MATCH_SECONDS, tries=_TRIES)
    return found


def _requests(runtime: Runtime, proposals: Sequence[Proposal]) -> dict[str, Request]:
    key = cache_key(REQUESTS, [proposals_hash(proposals), cache_key(ANALYSE, [])])

    def read() -> dict[str, Request]:
        asked = "requests", list(proposals)
        found: dict[str, Request] = runtime.ask(runtime.annotator(), *asked, timeout=ANNOTATE_SECONDS, tries=_TRIES)
        return found

    return runtime.once(key, lambda: runtime.cached_or("requests", key, dict[str, Request], read))


def _profiles_of(proposals: Sequence[Proposal], profiles: Mapping[str, Profile]) -> list[Profile | None]:
    return [profiles.get(fingerprint(proposal.text)) for proposal in proposals]


def own_profiles(proposals: Sequence[Proposal], given: Mapping[str, Profile]) -> dict[str, Profile]:
    """The user's profiles of these proposals that people have looked over."""
    asked = {fingerprint(proposal.text) for proposal in proposals}
    return {name: profile for name, profile in sorted(checked(given).items()) if name in asked}


def _key_of(profiles: Mapping[str, Profile]) -> list[str]:
    """Changes with every word of the profiles."""
    return [f"{name} {profile.key}" for name, profile in sorted(profiles.items())]


def _proposal_phrases(
    runtime: Runtime, proposals: Sequence[Proposal], profiles: Mapping[str, Profile]
) -> dict[str, tuple[Phrase, ...]]:
    """By proposal, the phrases of its label, its text and the sentences of its profile."""
    known = _profiles_of(proposals, profiles)
    profiled = [list(profile.does) if profile else [] for profile in known]
    own = [[proposal.label, proposal.text] for proposal in proposals]

    def analyse() -> dict[str, tuple[Phrase, ...]]:
        found: dict[str, tuple[Phrase, ...]] = {}
        for texts, from_profile in ((own, False), (profiled, True)):
            flat = [text for group in texts for text in group]
            asked = "phrases", flat, from_profile
            analysed = iter(runtime.ask(runtime.annotator(), *asked, timeout=ANNOTATE_SECONDS, tries=_TRIES))
            for proposal, group in zip(proposals, texts, strict=True):
                phrases = (phrase for _ in group for phrase in next(analysed))
                found[proposal.id] = (*found.get(proposal.id, ()), *phrases)
        return found

    content = content_hash([own, profiled])
    key = cache_key(PHRASES, [content, cache_key(ANALYSE, [])])
    return runtime.once(key, lambda: runtime.cached_or("phrases", key, dict[str, tuple[Phrase, ...]], analyse))


# --- one plan at a time, as collections of plans are worked on ----------------------------------------------------


def encode_plan(runtime: Runtime, plan: Plan, measures: Sequence[Measure]) -> tuple[PlanVectors, tuple[Rows, Rows]]:
    """The vectors of a plan's sentences and windows, and those of the texts and headings of its ``measures``: the ones
    that a comparison of this plan makes, bit by bit."""
    asked = plan, sentence_groups(plan, measures)
    vectors, pooled = runtime.ask(runtime.matcher(), "vectors", *asked, timeout=_ENCODE_SECONDS, tries=_TRIES)
    return vectors, (pooled[: len(measures)], pooled[len(measures) :])


def judge_plan(
    runtime: Runtime, plan: Plan, proposals: Sequence[Proposal], scoping: Scoping, vectors: PlanVectors
) -> GapMatrix:
    """The verdicts on one plan whose vectors are known: those that a comparison of it alone comes to."""
    found = PlanMatches(plan.id, (), ())
    if plan.passages:
        found = _match_anew(runtime, plan, proposals, vectors)
    expectations = {plan.id: scoping.expectations(plan)}
    return find_gaps([plan], proposals, [found], runtime.settings.assess, expectations)


# --- files -----------------------------------------------------------------------------------------------


def unique_ids(paths: Sequence[Path], ids: Sequence[str] = ()) -> list[str]:
    """A name for every plan: as given, else the file's name without its ending; a second one of the same
    name becomes ``name-2``.

    >>> unique_ids([Path("a/plan.pdf"), Path("b/plan.pdf")])
    ['plan', 'plan-2']
    """
    names: list[str] = []
    for number, path in enumerate(paths):
        base = readable_name(ids[number] if number < len(ids) and ids[number] else path.stem)
        name, count = base, 1
        while name in names:
            count += 1
            name = f"{base}-{count}"
        names.append(name)
    return names


def with_own_ids(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Two plans of one name would share a column and the ids of their passages."""
    names = unique_ids([Path(plan.source) for plan in plans], [plan.id for plan in plans])
    return tuple(plan if name == plan.id else _renamed(plan, name) for plan, name in zip(plans, names, strict=True))


def _renamed(plan: Plan, name: str) -> Plan:
    passages = tuple(
        replace(passage, plan_id=name, id=name + passage.id.removeprefix(plan.id)) for passage in plan.passages
    )
    return replace(plan, id=name, passages=passages)


def _each_once(paths: Sequence[Path], names: Sequence[str]) -> tuple[list[PlanFile], list[dict[str, str]]]:
    """Files of different content, and those that are the same as one before."""
    first: dict[str, PlanFile] = {}
    repeated = []
    for path, name in zip(paths, names, strict=True):
        file = PlanFile(path, name, _file_hash(path))
        known = first.setdefault(file.sha256, file)
        if known is not file:
            repeated.append({"file": readable_name(str(path)), "plan_id": known.plan_id})
    return list(first.values()), repeated


def _file_hash(path: Path) -> str:
    """SHA-256 of the file; what cannot be opened is left to the reader, which knows how to say why."""
    with suppress(OSError):
        if path.is_file():
            return sha256_of(path)
    return f"unreadable {readable_name(str(path))}"
