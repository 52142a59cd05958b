"""``policyalign proposals draft``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from policyalign.cli.options import PROJECTS, DomainsOption, ForceOption, LangOption, argument, option, out_option
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.messages import OwnCode, UsageCode, message
from policyalign.telling import complain, say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.proposals.drafting import Said


def draft(
    file: Annotated[str, argument("proposals_file", "OWN")],
    out: Annotated[Path, out_option("out_profiles", "PROFILES")],
    plans: Annotated[list[Path] | None, argument("plan_files", "PLANS")] = None,
    projects: Annotated[Path | None, PROJECTS] = None,
    everything: Annotated[bool, option("draft_all", "--all")] = False,
    domains: DomainsOption = None,
    force: ForceOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign proposals draft``."""
    if not (plans or projects or everything or domains):
        raise WrongUsage(UsageCode.usage_draft_sources)
    with errors_told(lang):
        from policyalign.corpora import load_proposals
        from policyalign.match.profiles import load_profiles
        from policyalign.proposals.drafting import draft as find
        from policyalign.proposals.drafting import yaml_bytes
        from policyalign.proposals.writing import check_free, tried, write_new

        proposals = load_proposals(file)
        check_free(out, force=force)  # before the plans are read, which takes its time
        given = [*(plans or ()), *(_of_catalogue(domains) if everything or domains else ())]
        said = [*_in_plans(given, lang), *(_in_projects(projects, lang) if projects else ())]
        drafts = find(proposals, said)
        content = yaml_bytes(drafts, file, lang)
        with tried(content, out.name) as path:
            load_profiles(path, proposals)
        write_new(out, content, force=force)
        with_sentences = sum(bool(one.does) for one in drafts)
        against = sum(one.against for one in drafts)
        told = {"count": len(drafts), "found": with_sentences, "sentences": len(said), "path": out}
        tell(message(OwnCode.own_drafted, lang, **told))
        if against:
            say(OwnCode.own_drafted_against, lang, count=against)
        say(OwnCode.own_draft_next, lang, path=out)


def _of_catalogue(domains: list[str] | None) -> list[Path]:
    from policyalign.catalogue.library import Library

    library = Library()
    return [library.path_of(plan) for plan in library.choose(domains or ())]


def _in_plans(paths: list[Path], lang: Lang) -> Iterator[Said]:
    """What plans say; a file that cannot be read is told and does not stop the others."""
    from policyalign.errors import InputError
    from policyalign.inputs import expanded
    from policyalign.pipeline import read_outline
    from policyalign.proposals.drafting import said_in_plan

    with expanded(paths) as inputs:
        for failure in inputs.failures:
            complain(failure.problem.code, lang, failure.name, **failure.problem.detail)
        for path in inputs.files:
            try:
                plan = read_outline(path)
            except InputError as error:
                complain(error.code, lang, path.name, **error.detail)
            else:
                yield from said_in_plan(plan, lang)


def _in_projects(path: Path, lang: Lang) -> Iterator[Said]:
    from policyalign.projects import read_projects
    from policyalign.proposals.drafting import said_in_projects

    yield from said_in_projects(read_projects(path).values(), path, lang)
