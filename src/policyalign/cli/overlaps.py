"""``policyalign overlaps``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.terminal import LangOption, complain, errors_told
from policyalign.config import Lang

if TYPE_CHECKING:
    from policyalign.assess.overlaps.records import Overlap, Overlaps
    from policyalign.assess.run import Run

_ALIASES = {"重複": "duplicate", "類似": "similar", "補完": "complement"}
_RELATIONS = tuple(_ALIASES.values())

Numbered = Sequence[tuple[int, "Overlap"]]


def overlaps(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder of results that compare has written (出力先).")
    ],
    relations: Annotated[
        list[str] | None,
        typer.Option(
            "--relation",
            metavar="|".join(_RELATIONS),
            help="Only this relation (重複・類似・補完); may be given repeatedly.",
        ),
    ] = None,
    plans: Annotated[
        list[str] | None,
        typer.Option(
            "--plan", metavar="ID", help="Only pairs with a measure of this plan; may be given repeatedly."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="Show at most so many (件数); 0 shows all.")
    ] = 30,
    lang: LangOption = "ja",
) -> None:
    """Show measures that do the same or should be linked (重複・補完).

    Works from saved results: no PDF is read and nothing is judged again. The numbers are those of
    overlaps.csv.
    """
    wanted = _parse_relations(relations or ())
    with errors_told(lang):
        run, found = _load(out)
        _check_plans(run, plans or (), lang)
        chosen = [
            (number, one)
            for number, one in enumerate(found.overlaps, 1)
            if one.relation in wanted and (not plans or {one.first.plan_id, one.second.plan_id} & set(plans))
        ]
        _show(chosen, found, limit, lang)


def _parse_relations(texts: Sequence[str]) -> frozenset[str]:
    """The relations asked for, all by default; a wrong one is a usage error."""
    names = [_ALIASES.get(text.strip(), text.strip().lower()) for text in texts]
    for text, name in zip(texts, names, strict=True):
        if name not in _RELATIONS:
            raise typer.BadParameter(f"{text!r} is not {', '.join(_RELATIONS)}", param_hint="--relation")
    return frozenset(names or _RELATIONS)


def _load(out: Path) -> tuple[Run, Overlaps]:
    from policyalign.errors import InputError
    from policyalign.export import load_run
    from policyalign.export.saved_overlaps import OVERLAPS

    run = load_run(out)
    if run.overlaps is None:
        raise InputError("saved_missing", file=str(out / OVERLAPS))
    return run, run.overlaps


def _check_plans(run: Run, plans: Sequence[str], lang: Lang) -> None:
    """A plan that is not among the results is wrong usage."""
    known = [plan.id for plan in run.plans]
    for name in plans:
        if name not in known:
            complain("plan_unknown", {"plan": name, "known": ", ".join(known)}, lang)
            raise typer.Exit(2)


def _show(chosen: Numbered, found: Overlaps, limit: int, lang: Lang) -> None:
    from policyalign.assess.overlaps.table import print_overlaps
    from policyalign.messages import message

    if not chosen:
        typer.echo(message("overlaps_none", {}, lang))
        return
    shown = chosen[: limit or None]
    print_overlaps(shown, lang)
    for line in _counts(chosen, lang):
        typer.echo(line)
    if len(shown) < len(chosen):
        typer.echo(message("overlaps_more", {"count": str(len(chosen) - len(shown))}, lang), err=True)
    groups = {"clusters": str(len(found.clusters)), "repeats": str(len(found.repeats))}
    typer.echo(message("overlaps_groups", groups, lang), err=True)


def _counts(chosen: Numbered, lang: Lang) -> Iterator[str]:
    """How many of each relation, how sure, and how many of them are co-ordinated."""
    from policyalign.messages import message
    from policyalign.messages.overlaps import RELATIONS
    from policyalign.messages.phases import label

    for relation in _RELATIONS:
        some = [one for _, one in chosen if one.relation == relation]
        if some:
            detail = {
                "relation": label(RELATIONS, relation, lang),
                "certain": str(sum(one.confidence == "certain" for one in some)),
                "check": str(sum(one.confidence == "check" for one in some)),
                "coordinated": str(sum(one.coordination is not None for one in some)),
            }
            yield message("overlaps_count", detail, lang)
