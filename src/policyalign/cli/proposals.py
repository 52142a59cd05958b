"""``policyalign proposals``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

import typer

from policyalign.cli.terminal import LangOption, errors_told
from policyalign.config import Lang
from policyalign.domain import Proposal


def proposals(
    action: Annotated[
        Literal["list", "show", "scope"],
        typer.Argument(
            help="list: one line each; show ID: everything about some; scope: what is expected (期待度)."
        ),
    ] = "list",
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="For show: which ones.")] = None,
    source: Annotated[
        str, typer.Option("--proposals", metavar="cocn|FILE.yaml", help="The proposals (提言) to show.")
    ] = "cocn",
    chapter: Annotated[str, typer.Option(help="Only this chapter (章), such as 5.")] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            "--kinds",
            help="Only these kinds (種別): proposal,cycle,technology,issue,criterion,effect.",
        ),
    ] = "",
    actor: Annotated[str, typer.Option(help="Only those of 産, 官 or 学.")] = "",
    domain: Annotated[
        str, typer.Option(metavar="宇宙", help="For scope: this domain (分野) only, with reasons.")
    ] = "",
    scope: Annotated[
        str, typer.Option(metavar="cocn|FILE.yaml", help="For scope: the table (期待度の表) to show.")
    ] = "cocn",
    lang: LangOption = "ja",
) -> None:
    """List or show the COCN statements (提言など).

    With scope, show how far the plans of every domain are expected to answer them, or those of one domain
    with the reasons.
    """
    from policyalign.cli.options import parse_kinds
    from policyalign.corpora import load_headings, load_proposals, select
    from policyalign.errors import ProposalError

    kinds = parse_kinds(kind) if kind else ()
    if action == "show" and not ids:
        raise typer.BadParameter("show needs the ID of a proposal", param_hint="ID")
    if action != "show" and ids:
        raise typer.BadParameter(f"{action} takes no ID; use show", param_hint="ID")
    with errors_told(lang):
        every = load_proposals(source)
        if action == "show":
            headings = load_headings(source)
            typer.echo(
                "\n\n".join("\n".join(_card(_find(every, wanted), headings, lang)) for wanted in ids or ())
            )
            return
        chosen = select(every, kinds, chapter, actor)
        if not chosen:
            raise ProposalError("proposals_none_selected")
        if action == "scope":
            from policyalign.cli.scope_table import show_scope

            show_scope(chosen, every, scope, domain, lang)
            return
        typer.echo("\n".join(_lines(chosen, lang)))


def _find(proposals: Sequence[Proposal], wanted: str) -> Proposal:
    from policyalign.errors import ProposalError

    for proposal in proposals:
        if proposal.id.casefold() == wanted.casefold():
            return proposal
    raise ProposalError("proposal_unknown", item=wanted)


def _lines(proposals: Sequence[Proposal], lang: Lang) -> Iterator[str]:
    """Aligned by hand: the ids are ASCII, and what follows needs no column."""
    from policyalign.messages import kind_label

    width = max(len(proposal.id) for proposal in proposals)
    for proposal in proposals:
        actors = f" （{'・'.join(proposal.actors)}）" if proposal.actors else ""
        yield f"{proposal.id:<{width}}  {proposal.label}{actors}  [{kind_label(proposal.kind, lang)}]"


def _card(proposal: Proposal, headings: Mapping[str, str], lang: Lang) -> Iterator[str]:
    from policyalign.messages import kind_label, title

    entries = {
        "kind": kind_label(proposal.kind, lang),
        "chapter": f"{proposal.chapter} {headings.get(proposal.chapter, '')}".strip(),
        "section": f"{proposal.section} {headings.get(proposal.section, '')}".strip(),
        "field": proposal.field,
        "actors": "・".join(proposal.actors),
        "see_also": ", ".join(proposal.see_also),
        "text": proposal.text,
    }
    yield f"{proposal.id}  {proposal.label}"
    yield from (f"  {title(name, lang)}: {value}" for name, value in entries.items() if value)
