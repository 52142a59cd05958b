"""``policyalign proposals``: the statements that plans are held against, and those of one's own (自分の提言)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from policyalign.cli.commands import Command, Group, new_group
from policyalign.cli.options import (
    ActorsOption,
    ChapterOption,
    ForceOption,
    LangOption,
    OnlyKindsOption,
    ProposalsFileOption,
    ScopeOption,
    argument,
    list_option,
    option,
    out_option,
    parse_columns,
)
from policyalign.cli.proposals_check import check
from policyalign.cli.proposals_draft import draft
from policyalign.cli.terminal import errors_told, traceback_wanted
from policyalign.domain import Proposal
from policyalign.errors import InputError
from policyalign.messages import ErrorCode, OwnCode, label, message
from policyalign.messages.labels import KINDS, TITLES
from policyalign.telling import complain, say, tell
from policyalign.values import Lang


class _Proposals(Group):
    """Lists, where no sub-command is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what is typed; options alone are those of ``list``."""
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help", "--")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


proposals = new_group("proposals", _Proposals)


@proposals.command("list", cls=Command, help="proposals_list")
def list_(
    source: ProposalsFileOption = "cocn",
    chapter: ChapterOption = "",
    kinds: OnlyKindsOption = None,
    actors: ActorsOption = None,
    lang: LangOption = "ja",
) -> None:
    """``policyalign proposals list``."""
    from policyalign.corpora import load_proposals

    with errors_told(lang):
        tell("\n".join(_lines(_chosen(load_proposals(source), kinds, chapter, actors), lang)))


@proposals.command("show", cls=Command, help="proposals_show")
def show(
    wanted: Annotated[list[str], argument("proposals_shown", "PROPOSAL")],
    source: ProposalsFileOption = "cocn",
    lang: LangOption = "ja",
) -> None:
    """``policyalign proposals show``."""
    from policyalign.choice import choose_proposal
    from policyalign.corpora import load_headings, load_proposals

    with errors_told(lang):
        every, headings = load_proposals(source), load_headings(source)
        cards = (_card(choose_proposal(every, one), headings, lang) for one in wanted)
        tell("\n\n".join("\n".join(lines) for lines in cards))


@proposals.command("scope", cls=Command, help="proposals_scope")
def scope(
    domains: Annotated[list[str] | None, list_option("scope_domain", "--domain", "DOMAINS")] = None,
    table: ScopeOption = "cocn",
    source: ProposalsFileOption = "cocn",
    chapter: ChapterOption = "",
    kinds: OnlyKindsOption = None,
    actors: ActorsOption = None,
    lang: LangOption = "ja",
) -> None:
    """``policyalign proposals scope``."""
    from policyalign.cli.scope_table import show_scope
    from policyalign.corpora import load_proposals

    with errors_told(lang):
        every = load_proposals(source)
        show_scope(_chosen(every, kinds, chapter, actors), every, table, domains or (), lang)


@proposals.command("import", cls=Command, help="proposals_import")
def import_(
    file: Annotated[Path, argument("proposals_source", "PROPOSALS_SOURCE")],
    out: Annotated[Path, out_option("out_proposals", "OWN")],
    columns: Annotated[list[str] | None, option("column", "--column", metavar="COLUMN")] = None,
    force: ForceOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign proposals import``."""
    named = parse_columns(columns or ())
    with errors_told(lang):
        _import(file, out, named, force, lang)


def _import(file: Path, out: Path, columns: Mapping[Any, str], force: bool, lang: Lang) -> None:
    """Made in memory, tried, and only then written."""
    from collections import Counter

    from policyalign.corpora import load_proposals
    from policyalign.proposals.importing import import_file
    from policyalign.proposals.writing import earlier_ids, tried, write_new, yaml_bytes

    with _file_named(file, lang):
        imported = import_file(file, columns, lang)
    earlier = earlier_ids(out) if force else {}
    content, statements, twice = yaml_bytes(imported, file.name, earlier, lang)
    with tried(content, out.name) as path:
        load_proposals(str(path))
    write_new(out, content, force=force)
    for note in imported.notes:
        say(note.code, lang, **note.detail)
    if twice:
        say(OwnCode.own_twice, lang, numbers=", ".join(twice))
    if guessed := sum(one.kind == "issue" and one.drafted.kind is None for one in statements):
        say(OwnCode.own_situations, lang, count=guessed)
    counted = Counter(one.kind for one in statements)
    separator = ", " if lang == "en" else "、"
    kinds = separator.join(f"{label(KINDS, kind, lang)} {counted[kind]}" for kind in KINDS if counted[kind])
    tell(message(OwnCode.own_written, lang, count=len(statements), path=out, kinds=kinds))
    say(OwnCode.own_next, lang, path=out)


proposals.command("check", cls=Command, help="proposals_check")(check)
proposals.command("draft", cls=Command, help="proposals_draft")(draft)


@contextmanager
def _file_named(file: Path, lang: Lang) -> Iterator[None]:
    """Tell what is wrong with a file under its name, as ``compare`` does, and exit with 1."""
    try:
        yield
    except InputError as error:
        if traceback_wanted():
            raise
        complain(error.code, lang, file.name, **error.detail)
        raise typer.Exit(1) from error


def _chosen(
    every: Sequence[Proposal], kinds: list[str] | None, chapter: str, actors: list[str] | None
) -> tuple[Proposal, ...]:
    from policyalign.corpora import select
    from policyalign.errors import ProposalError

    chosen = select(every, kinds or (), chapter, actors or ())
    if not chosen:
        raise ProposalError(ErrorCode.proposals_none_selected)
    return chosen


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
