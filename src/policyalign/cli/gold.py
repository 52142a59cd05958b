"""``policyalign gold``: labels of one's own (正解づくり)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policyalign.cli.commands import Command, new_group
from policyalign.cli.compare import name_the_unusable
from policyalign.cli.options import (
    EncoderOption,
    LangOption,
    NoCacheOption,
    PlanFilesArgument,
    QuietOption,
    argument,
    option,
    out_option,
    whole_number,
)
from policyalign.cli.terminal import errors_told
from policyalign.config import Settings
from policyalign.errors import OutputError
from policyalign.messages import LabCode, message
from policyalign.telling import say, tell

gold = new_group("gold")


@gold.command("new", cls=Command, help="gold_new")
def new(
    plans: PlanFilesArgument,
    out: Annotated[Path, out_option("out_sheet", "SHEET")] = Path("sheet.csv"),
    per_proposal: Annotated[
        int, option("per_proposal", "--per-proposal", metavar="NUMBER", parser=whole_number(2))
    ] = 15,
    seed: Annotated[int, option("seed", "--seed", metavar="NUMBER", parser=whole_number())] = 0,
    encoder: EncoderOption = "e5",
    no_cache: NoCacheOption = False,
    lang: LangOption = "ja",
    quiet: QuietOption = False,
) -> None:
    """``policyalign gold new``."""
    settings = Settings(encoder=encoder, cache=not no_cache, lang=lang)
    with errors_told(lang):
        _new(plans, out, settings, per_proposal, seed, quiet)


@gold.command("agree", cls=Command, help="gold_agree")
def agree(
    first: Annotated[Path, argument("sheet_first", "A.csv")],
    second: Annotated[Path, argument("sheet_second", "B.csv")],
    out: Annotated[Path | None, out_option("out_disagreements", "TABLE")] = None,
    lang: LangOption = "ja",
) -> None:
    """``policyalign gold agree``."""
    with errors_told(lang):
        from policyalign.cli.agreement_tables import print_agreement
        from policyalign.lab.labelling.agreement import measure_agreement, write_disagreements
        from policyalign.lab.labelling.sheet_files import read_sheet

        agreement = measure_agreement(read_sheet(first), read_sheet(second))
        if out is not None:
            write_disagreements(agreement, out)
        print_agreement(agreement, lang)


@gold.command("import", cls=Command, help="gold_import")
def import_(
    sheet: Annotated[Path, argument("sheet_filled", "SHEET")],
    out: Annotated[Path, out_option("out_gold", "GOLD")],
    key: Annotated[Path | None, option("key", "--key", metavar="KEY")] = None,
    lang: LangOption = "ja",
) -> None:
    """``policyalign gold import``."""
    with errors_told(lang):
        from policyalign.lab.labelling.sheets import import_sheet

        for plan, count in import_sheet(sheet, out, key).items():
            tell(message(LabCode.gold_imported, lang, plan=plan, count=count, folder=out))


def _new(plans: list[Path], out: Path, settings: Settings, per_proposal: int, seed: int, quiet: bool) -> None:
    from policyalign.cli.progress import progress_shown
    from policyalign.lab.labelling.sheet_files import key_path
    from policyalign.lab.labelling.sheets import draw_sheet, write_sheet

    if out.exists():  # a sheet may hold a week of somebody's work
        raise OutputError(LabCode.sheet_exists, path=out)
    with progress_shown(wanted=not quiet, lang=settings.lang) as progress:
        sheet = draw_sheet(plans, settings, per_proposal=per_proposal, seed=seed, progress=progress)
    name_the_unusable(sheet.run.failures, sheet.run.plans, settings.lang)
    if not sheet.rows:
        raise typer.Exit(1)
    write_sheet(sheet, out)
    if not quiet:
        say(LabCode.sheet_written, settings.lang, file=out, count=len(sheet.rows), key=key_path(out))
