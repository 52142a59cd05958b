"""What is expected of the plans of every domain, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Column, Table
from rich.text import Text

from policyalign.assess.showing import new_console, new_table, print_table
from policyalign.catalogue.scope import Scope, load_scope
from policyalign.config import DEFAULT_KINDS
from policyalign.domain import Proposal
from policyalign.errors import ProposalError
from policyalign.messages import ErrorCode, label
from policyalign.messages.labels import TITLES
from policyalign.messages.scope import LEVEL_MARKS, LEVELS

_STYLES = {"expected": "bold", "optional": "", "out_of_scope": "dim"}


def show_scope(
    chosen: Sequence[Proposal], every: Sequence[Proposal], source: str, domains: Sequence[str], lang: str
) -> None:
    """Print the levels of the chosen proposals in all domains, or those of some domains with the reasons.

    Raises :class:`CatalogueError` for a file that cannot be read or has no such domain, and
    :class:`ProposalError` where no plan can take up any of the chosen.
    """
    scope = load_scope(source, every)
    for domain in domains:
        scope.require(domain)
    matchable = [one for one in chosen if one.kind in DEFAULT_KINDS]
    if not matchable:
        raise ProposalError(ErrorCode.proposals_none_selected)
    console = new_console()
    for domain in domains:
        if len(domains) > 1:
            console.print(Text(f"■ {domain}"))
        print_table(_of_domain(matchable, scope, domain, lang), console)
    if domains:
        return
    levels = [f"{label(LEVEL_MARKS, one, lang)}={label(LEVELS, one, lang)}" for one in LEVEL_MARKS]
    console.print("  ".join(levels), soft_wrap=True)
    print_table(_of_all(matchable, scope, lang), console)


def _first_column(lang: str) -> Column:
    return Column(label(TITLES, "proposal", lang), no_wrap=True, overflow="ellipsis")


def _of_domain(proposals: Sequence[Proposal], scope: Scope, domain: str, lang: str) -> Table:
    expected = Column(label(TITLES, "expected", lang), no_wrap=True)
    table = new_table(_first_column(lang), expected, Column(label(TITLES, "reason", lang), overflow="fold"))
    for proposal in proposals:
        found = scope.of(domain)[proposal.id]
        level = Text(label(LEVELS, found.level, lang), style=_STYLES[found.level])
        table.add_row(f"{proposal.id} {proposal.label}", level, Text(found.reason))
    return table


def _of_all(proposals: Sequence[Proposal], scope: Scope, lang: str) -> Table:
    domains = (Column(Text(domain), justify="center", overflow="fold") for domain in scope.domains)
    table = new_table(_first_column(lang), *domains)
    for proposal in proposals:
        levels = [scope.of(domain)[proposal.id].level for domain in scope.domains]
        marks = [Text(label(LEVEL_MARKS, level, lang), style=_STYLES[level]) for level in levels]
        table.add_row(f"{proposal.id} {proposal.label}", *marks)
    return table
