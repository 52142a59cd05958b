"""The order of the stages: read → outline → annotate → match → verdicts → survey → every question → run.

Only this module knows it, and only here is anything found.

Heavy work is done in helper processes which start at once and side by side: one reads files under limits, one
runs GiNZA, one loads the encoders while the others are busy. Every stage's result is kept in the cache under
a key of all that it depends on, so that a second run only assesses and writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyalign.assess.audit.claims import as_claimed, reviewed
from policyalign.assess.audit.file import audited
from policyalign.assess.audit.records import Audit
from policyalign.assess.editions import find_editions
from policyalign.assess.gaps.find import find_gaps
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.governance.cells import with_complaints
from policyalign.assess.overlaps.wording import PackedRows, pack_rows, sentence_groups, several_ministries, stack_rows
from policyalign.assess.questions import QUESTIONS
from policyalign.assess.references import from_plain, to_plain
from policyalign.assess.run import Failure, Run
from policyalign.assess.survey import Survey
from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.scoping import Scoping, load_scoping
from policyalign.config import Settings
from policyalign.corpora import load_proposals, select
from policyalign.domain import Document, Measure, Plan, PlanMatches, Problem, Proposal
from policyalign.errors import InputError, WorkerError
from policyalign.extract.ocr.engines import installed_engines
from policyalign.files import sha256_of
from policyalign.match.profiles import Profile, beside, checked, fingerprint, load_profiles
from policyalign.messages import ReadingCode
from policyalign.page_pictures.found import PagePicture
from policyalign.recognition import recognise_pages
from policyalign.recording import proposals_hash, run_record
from policyalign.runtime import Progress, Report, Runtime, in_lanes
from policyalign.segment.measures import read_measures
from policyalign.segment.phrases import Phrase
from policyalign.segment.requests import Request
from policyalign.serialize import content_hash
from policyalign.store import cache_key
from policyalign.text.file_names import readable_name
from policyalign.versions import LANGUAGE_PACKAGES, MATCH_PACKAGES, PAIR_PACKAGES, READ_PACKAGES

if TYPE_CHECKING:
    from policyalign.extract.sheets import Grid

__all__ = [
    "Failure",
    "Progress",
    "Run",
    "ask_again",
    "compare_files",
    "compare_plans",
    "read_document",
    "read_file",
    "with_audits",
]

# Three times what the longest plan at hand takes; a helper that is still silent then hangs.
_ANNOTATE_SECONDS = 900.0
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
    """
    settings = settings or Settings()
    every = load_proposals(proposals_source)
    proposals = select(every, kinds=settings.kinds)
    scoping = load_scoping(scope, proposals_source, every, domains)
    files, repeated = _each_once(paths, unique_ids(paths, ids))
    with Runtime(settings, total=2 * len(files), report=progress) as runtime:
        runtime.own = _own_profiles(proposals, profiles or {})
        plans, failures = _read_all(runtime, files, proposals)
        run = _compare(runtime, plans, proposals, proposals_source, scoping, [*unusable, *failures])
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
    source = proposals if isinstance(proposals, str) else "custom"
    every = load_proposals(proposals) if isinstance(proposals, str) else proposals
    chosen = select(every, kinds=settings.kinds) if isinstance(proposals, str) else proposals
    scoping = load_scoping(scope, source, every, domains)
    with Runtime(settings, total=len(plans), report=progress) as runtime:
        runtime.own = _own_profiles(chosen, profiles or {})
        return _compare(runtime, plans, chosen, source, scoping, [])


def read_file(
    path: Path, settings: Settings | None = None, *, plan_id: str = "", progress: Report | None = None
) -> Plan:
    """Read one plan: headings, passages, roles, actors, years.

    Raises:
        InputError: the file cannot be used, and why.
    """
    with Runtime(settings or Settings(), report=progress) as runtime:
        return _read(runtime, _PlanFile(path, plan_id or path.stem, _file_hash(path)))


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
class _PlanFile:
    """A file to be read, the id of its plan, and the SHA-256 of its content."""

    path: Path
    plan_id: str
    sha256: str


def _read_all(
    runtime: Runtime, files: Sequence[_PlanFile], proposals: Sequence[Proposal]
) -> tuple[list[Plan], list[Failure]]:
    """All files in ``settings.workers`` lanes, each with a reader and an annotator of its own."""
    results = in_lanes(
        runtime,
        runtime.settings.workers,
        files,
        lambda file, lane: _read_or_fail(runtime, file, lane, proposals),
    )
    plans = [result for result in results if isinstance(result, Plan)]
    return plans, [result for result in results if isinstance(result, Failure)]


def _read_or_fail(runtime: Runtime, file: _PlanFile, lane: int, proposals: Sequence[Proposal]) -> Plan | Failure:
    try:
        return _read(runtime, file, lane, proposals)
    except (InputError, WorkerError) as error:
        runtime.tell("match", file.plan_id, step=2)
        return Failure(file.path, Problem(error.code, "fatal", None, error.detail))


def _read(runtime: Runtime, file: _PlanFile, lane: int = 0, proposals: Sequence[Proposal] = ()) -> Plan:
    runtime.tell("read", file.plan_id)
    packages = (*READ_PACKAGES, *LANGUAGE_PACKAGES)
    engines = installed_engines().identity if runtime.settings.read.ocr else ()
    # Of the name only the ending counts (Markdown or text): the same file may lie elsewhere by another name.
    suffix = readable_name(file.path.suffix).lower()
    key = cache_key("plan", [file.sha256, suffix, file.plan_id, *engines], runtime.settings.read, packages)
    # A file that was replaced since it was hashed is not kept as what it was before.
    plan = runtime.cached_or(
        "read",
        key,
        Plan,
        lambda: _read_anew(runtime, file, lane, proposals),
        keep=lambda plan: _is_reproducible(plan) and plan.document_id == file.sha256,
    )
    runtime.tell("read", file.plan_id, step=1)
    return replace(plan, source=readable_name(file.path.name))


def _read_anew(runtime: Runtime, file: _PlanFile, lane: int, proposals: Sequence[Proposal]) -> Plan:
    """Read a file; with ``proposals`` the encoders load meanwhile and work ahead while GiNZA is busy."""
    matcher = runtime.matcher() if proposals else None
    with runtime.timed("read"):
        outlined: Plan = _ask_reader(runtime, lane, "outline", file.path, file.plan_id)
    if not outlined.passages:
        return replace(outlined, problems=(Problem(ReadingCode.no_text, "fatal"), *outlined.problems))
    if matcher is not None:
        matcher.submit("embed", outlined, list(proposals))
    runtime.tell("annotate", file.plan_id)
    # Started only now: while the file is read, the reader and the encoders have the two cores to themselves.
    annotator = runtime.annotator(lane)
    with runtime.timed("annotate"):
        plan: Plan = runtime.ask(annotator, "annotate", outlined, timeout=_ANNOTATE_SECONDS)
    return plan


def _is_reproducible(plan: Plan) -> bool:
    """Whether the file alone decided what was read of it, not how fast the machine is."""
    slow = (ReadingCode.time_over, ReadingCode.page_ocr_failed)
    return all(problem.code not in slow for problem in plan.problems)


def _ask_reader(runtime: Runtime, lane: int, method: str, path: Path, *args: object) -> Any:
    """What the reader says of a file, with what was recognised (OCR) of it where that is wanted."""
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
) -> Run:
    settings, matches, encoded = runtime.settings, [], []
    measures: list[Measure] = []
    given, plans, failures, hashes = plans, [], list(failures), []
    for plan in given:
        content, own = content_hash(plan), read_measures(plan)
        try:
            found = _match(runtime, plan, content, proposals)
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
    survey = Survey(
        matrix,
        tuple(measures),
        settings.assess,
        missing=len(failures),
        vectors=stack_rows([one for one in encoded if one is not None]),
    )
    results = _cached_answers(runtime, survey, hashes)
    matrix = with_complaints(matrix, results["governance"])
    record = {**run_record(runtime, source, matrix, failures), "scope": scoping.record(plans)}
    if runtime.own:
        told = {"count": len(runtime.own), "sha256": content_hash(_key_of(runtime.own))}
        record["proposals"] = {**record["proposals"], "profiles": told}
    if editions := find_editions(plans):
        record["editions"] = [asdict(one) for one in editions]
    return Run(matrix, tuple(failures), settings, survey.every_measure, survey.taken_up, results, record)


def ask_questions(survey: Survey, settings: Settings, earlier: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to all questions by name; ``earlier`` ones are at hand for those that need them."""
    found = dict(earlier)
    for question in QUESTIONS:
        found[question.name] = question.find(survey, settings, found)
    return found


def ask_again(run: Run, settings: Settings | None = None, matrix: GapMatrix | None = None) -> Run:
    """The run with all questions asked again, with other settings or after people have changed verdicts."""
    settings, matrix = settings or run.settings, matrix or run.matrix
    survey = Survey(matrix, run.measures, settings.assess, missing=len(run.failures))
    results = ask_questions(survey, settings, run.results)
    matrix = with_complaints(matrix, results["governance"])
    record = {**run.record, "settings": asdict(settings)}
    return replace(run, matrix=matrix, settings=settings, taken_up=survey.taken_up, results=results, record=record)


def with_audits(run: Run, audits: Sequence[Audit]) -> Run:
    """The run with the answers of people on its 欠落, and in its record what these guarantee."""
    matrix = reviewed(as_claimed(run.matrix), [answer for audit in audits for answer in audit.answers])
    changed = run if matrix.findings == run.matrix.findings else ask_again(run, matrix=matrix)
    return audited(changed, audits)


def _cached_answers(runtime: Runtime, survey: Survey, plans: Sequence[str]) -> dict[str, Any]:
    """All answers; they depend on plans (given by their hashes), verdicts, matches, settings and the names in the
    catalogue."""
    settings, matrix = runtime.settings, survey.matrix
    content = [*plans, *map(content_hash, (matrix.findings, matrix.matches, load_catalogue()))]
    chosen = (settings.assess, settings.phases, survey.missing, [one.name for one in QUESTIONS])
    key = cache_key("answers", content, chosen, PAIR_PACKAGES)

    def ask() -> dict[str, Any]:
        with runtime.timed("answers"):
            found = ask_questions(survey, settings, {})
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
    key = cache_key("vectors", [content_hash(groups)], None, MATCH_PACKAGES)

    def encode() -> PackedRows:
        with runtime.timed("vectors"):
            return pack_rows(runtime.ask(runtime.matcher(), "pooled", groups, timeout=_ENCODE_SECONDS, tries=_TRIES))

    return runtime.cached_or("vectors", key, PackedRows, encode)


def _match(runtime: Runtime, plan: Plan, content: str, proposals: Sequence[Proposal]) -> PlanMatches:
    """The matches of a plan, whose hash is ``content``."""
    runtime.tell("match", plan.id)
    settings, found = runtime.settings, PlanMatches(plan.id, (), ())
    if plan.passages:
        chosen = (settings.encoder, settings.top_k, settings.held_out, *_key_of(runtime.own))
        key = cache_key("matches", [content, proposals_hash(proposals)], chosen, MATCH_PACKAGES)
        found = runtime.cached_or("match", key, PlanMatches, lambda: _match_anew(runtime, plan, proposals))
    runtime.tell("match", plan.id, step=1)
    return found


def _match_anew(runtime: Runtime, plan: Plan, proposals: Sequence[Proposal]) -> PlanMatches:
    matcher, settings = runtime.matcher(), runtime.settings
    requests, phrases = _requests(runtime, proposals), _proposal_phrases(runtime, proposals, plan)
    asked = (plan, proposals, requests, settings.top_k, settings.held_out, phrases)
    with runtime.timed("match"):
        found: PlanMatches = runtime.ask(matcher, "match", *asked, timeout=_MATCH_SECONDS, tries=_TRIES)
    return found


def _requests(runtime: Runtime, proposals: Sequence[Proposal]) -> dict[str, Request]:
    key = cache_key("requests", [proposals_hash(proposals)], None, LANGUAGE_PACKAGES)
    return runtime.cached_or(
        "requests",
        key,
        dict[str, Request],
        lambda: runtime.ask(runtime.annotator(), "requests", list(proposals), timeout=_ANNOTATE_SECONDS, tries=_TRIES),
    )


def _own_profiles(proposals: Sequence[Proposal], given: Mapping[str, Profile]) -> dict[str, Profile]:
    """The user's profiles of these proposals that people have looked over."""
    asked = {fingerprint(proposal.text) for proposal in proposals}
    return {name: profile for name, profile in sorted(checked(given).items()) if name in asked}


def _key_of(profiles: Mapping[str, Profile]) -> list[str]:
    """Changes with every word of the profiles."""
    return [f"{name} {profile.key}" for name, profile in sorted(profiles.items())]


def _proposal_phrases(runtime: Runtime, proposals: Sequence[Proposal], plan: Plan) -> dict[str, tuple[Phrase, ...]]:
    """By proposal, the phrases of its label, its text and the sentences of its profile that are not the plan's own."""
    profiles = {**load_profiles(), **beside(runtime.own, plan)}
    known = [profiles.get(fingerprint(proposal.text)) for proposal in proposals]
    profiled = [list(profile.does) if profile else [] for profile in known]
    own = [[proposal.label, proposal.text] for proposal in proposals]

    def analyse() -> dict[str, tuple[Phrase, ...]]:
        found: dict[str, tuple[Phrase, ...]] = {}
        for texts, from_profile in ((own, False), (profiled, True)):
            flat = [text for group in texts for text in group]
            asked = "phrases", flat, from_profile
            analysed = iter(runtime.ask(runtime.annotator(), *asked, timeout=_ANNOTATE_SECONDS, tries=_TRIES))
            for proposal, group in zip(proposals, texts, strict=True):
                phrases = (phrase for _ in group for phrase in next(analysed))
                found[proposal.id] = (*found.get(proposal.id, ()), *phrases)
        return found

    content = content_hash([own, profiled])
    key = cache_key("phrases", [content], None, LANGUAGE_PACKAGES)
    return runtime.cached_or("phrases", key, dict[str, tuple[Phrase, ...]], analyse)


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


def _each_once(paths: Sequence[Path], names: Sequence[str]) -> tuple[list[_PlanFile], list[dict[str, str]]]:
    """Files of different content, and those that are the same as one before."""
    first: dict[str, _PlanFile] = {}
    repeated = []
    for path, name in zip(paths, names, strict=True):
        file = _PlanFile(path, name, _file_hash(path))
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
