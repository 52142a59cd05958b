"""``policyalign gold``: labels of one's own (正解づくり)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policyalign.cli.compare import name_the_unusable
from policyalign.cli.terminal import LangOption, errors_told
from policyalign.config import Settings

gold = typer.Typer(
    help="Make labels (正解) of your own: draw, compare, import.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@gold.command("new")
def new(
    plans: Annotated[list[Path], typer.Argument(metavar="PLAN.pdf...", help="Plans (基本計画) to label.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="SHEET.csv", help="The sheet to write (ラベル付け用紙).")
    ] = Path("sheet.csv"),
    per_proposal: Annotated[
        int, typer.Option(min=2, metavar="N", help="Measures (施策) to judge per proposal and plan.")
    ] = 15,
    seed: Annotated[int, typer.Option(help="Another number draws other measures in another order.")] = 0,
    encoder: Annotated[
        str, typer.Option(metavar="NAME", help="Encoder (文埋め込み) to pool from; use: none but the own.")
    ] = "e5",
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor fill the cache.")] = False,
    lang: LangOption = "ja",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress; errors only.")] = False,
) -> None:
    """Draw a labelling sheet for new plans.

    For every proposal the best measures by several methods, and random others, in an order that tells
    nothing. Writes SHEET.csv to be filled in, SHEET.key.csv (how each row was drawn; do not show it to
    labellers) and SHEET.units.jsonl. The rubric for the grades 0 to 3 stands in docs/gold.md.
    """
    settings = Settings(encoder=encoder, cache=not no_cache, lang=lang)
    with errors_told(lang):
        _new(plans, out, settings, per_proposal, seed, quiet)


@gold.command("agree")
def agree(
    first: Annotated[Path, typer.Argument(metavar="A.csv", help="The sheet as one person filled it in.")],
    second: Annotated[Path, typer.Argument(metavar="B.csv", help="The same sheet filled in by another.")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE.csv", help="Write the disagreements to this file."),
    ] = None,
    lang: LangOption = "ja",
) -> None:
    """Measure how far two labellers agree (一致度).

    Quadratic weighted kappa, Krippendorff's alpha (ordinal) and Gwet's AC1 over the rows that both have
    graded, the table of grades, and the rows on which they differ.
    """
    with errors_told(lang):
        from policyalign.cli.agreement_tables import print_agreement
        from policyalign.lab.labelling.agreement import measure_agreement, write_disagreements
        from policyalign.lab.labelling.sheet_files import read_sheet

        agreement = measure_agreement(read_sheet(first), read_sheet(second))
        if out is not None:
            write_disagreements(agreement, out)
        print_agreement(agreement, lang)


@gold.command("import")
def import_(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET.csv", help="A sheet that is filled in.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="GOLD_DIR", help="Folder for the labels (正解).")
    ],
    key: Annotated[
        Path | None,
        typer.Option(metavar="KEY.csv", help="Its key, where that is not SHEET.key.csv beside the sheet."),
    ] = None,
    lang: LangOption = "ja",
) -> None:
    """Turn a filled-in sheet into labels for evaluate.

    Checks that every row has a grade from 0 to 3 and that nothing else was changed, and writes
    PLAN.units.jsonl and PLAN.relevance.jsonl.
    """
    with errors_told(lang):
        from policyalign.lab.labelling.sheets import import_sheet
        from policyalign.messages import message

        for plan, count in import_sheet(sheet, out, key).items():
            detail = {"plan": plan, "count": str(count), "folder": str(out)}
            typer.echo(message("gold_imported", detail, lang))


def _new(plans: list[Path], out: Path, settings: Settings, per_proposal: int, seed: int, quiet: bool) -> None:
    from policyalign.cli.progress import progress_shown
    from policyalign.lab.labelling.sheet_files import key_path
    from policyalign.lab.labelling.sheets import draw_sheet, write_sheet
    from policyalign.messages import message

    _refuse_to_overwrite(out)
    with progress_shown(wanted=not quiet, lang=settings.lang) as progress:
        sheet = draw_sheet(plans, settings, per_proposal=per_proposal, seed=seed, progress=progress)
    name_the_unusable(sheet.run, settings.lang)
    if not sheet.rows:
        raise typer.Exit(1)
    write_sheet(sheet, out)
    detail = {"file": str(out), "count": str(len(sheet.rows)), "key": str(key_path(out))}
    typer.echo(message("sheet_written", detail, settings.lang), err=True)


def _refuse_to_overwrite(out: Path) -> None:
    """A sheet may hold a week of somebody's work."""
    from policyalign.errors import OutputError

    if out.exists():
        raise OutputError("sheet_exists", path=str(out))
