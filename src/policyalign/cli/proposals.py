"""``policyalign proposals``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from policyalign.cli.options import (
    ActorsOption,
    LangOption,
    OnlyKindsOption,
    ProposalsFileOption,
    ScopeOption,
    argument,
    list_option,
    one_of,
    option,
)
from policyalign.cli.terminal import errors_told
from policyalign.cli.usage import WrongUsage
from policyalign.domain import Proposal
from policyalign.messages import ErrorCode, UsageCode, label
from policyalign.messages.labels import KINDS, TITLES
from policyalign.telling import tell
from policyalign.values import Lang


def proposals(
    action: Annotated[
        str, argument("proposals_action", "list|show|scope", parser=one_of("list", "show", "scope"))
    ] = "list",
    wanted: Annotated[list[str] | None, argument("proposals_shown", "PROPOSAL")] = None,
    source: ProposalsFileOption = "cocn",
    chapter: Annotated[str, option("chapter", "--chapter", metavar="CHAPTER")] = "",
    kinds: OnlyKindsOption = None,
    actors: ActorsOption = None,
    domains: Annotated[list[str] | None, list_option("scope_domain", "--domain", "DOMAINS")] = None,
    scope: ScopeOption = "cocn",
    lang: LangOption = "ja",
) -> None:
    """``policyalign proposals``."""
    from policyalign.choice import choose_proposal
    from policyalign.corpora import load_headings, load_proposals, select
    from policyalign.errors import ProposalError

    if action == "show" and not wanted:
        raise WrongUsage(UsageCode.usage_show_what)
    if action != "show" and wanted:
        raise WrongUsage(UsageCode.usage_show_only)
    with errors_told(lang):
        every = load_proposals(source)
        if wanted:
            headings = load_headings(source)
            cards = (_card(choose_proposal(every, one), headings, lang) for one in wanted)
            tell("\n\n".join("\n".join(lines) for lines in cards))
            return
        chosen = select(every, kinds or (), chapter, actors or ())
        if not chosen:
            raise ProposalError(ErrorCode.proposals_none_selected)
        if action == "scope":
            from policyalign.cli.scope_table import show_scope

            show_scope(chosen, every, scope, domains or (), lang)
            return
        tell("\n".join(_lines(chosen, lang)))


def _lines(proposals: Sequence[Proposal], lang: Lang) -> Iterator[str]:
    """Aligned by hand: the ids are ASCII, and what follows needs no column."""
    width = max(len(proposal.id) for proposal in proposals)
    for proposal in proposals:
        actors = f" （{'・'.join(proposal.actors)}）" if proposal.actors else ""
        yield f"{proposal.id:<{width}}  {proposal.label}{actors}  [{label(KINDS, proposal.kind, lang)}]"


def _card(proposal: Proposal, headings: Mapping[str, str], lang: Lang) -> Iterator[str]:
    entries = {
        "kind": label(KINDS, proposal.kind, lang),
        "chapter": f"{proposal.chapter} {headings.get(proposal.chapter, '')}".strip(),
        "section": f"{proposal.section} {headings.get(proposal.section, '')}".strip(),
        "field": proposal.field,
        "actors": "・".join(proposal.actors),
        "see_also": ", ".join(proposal.see_also),
        "text": proposal.text,
    }
    yield f"{proposal.id}  {proposal.label}"
    yield from (f"  {label(TITLES, name, lang)}: {value}" for name, value in entries.items() if value)
