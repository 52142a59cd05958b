"""``policyalign responsibility``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policyalign.cli.terminal import LangOption, errors_told


def responsibility(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder of results that compare has written (出力先).")
    ],
    lang: LangOption = "ja",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Write the files, show no table.")] = False,
) -> None:
    """Show which ministry leads which proposal (担当).

    Works from saved results without reading any PDF again. Tells lead (主担当), support (関与) and contested
    (複数) of every ministry (府省), and which of 産・官・学 the plans address against which COCN asks. Writes
    responsibility.csv, responsibility_matrix.csv and sectors.csv to OUT.
    """
    from policyalign.assess.responsibility.find import find_responsibilities
    from policyalign.export import load_run, write_responsibilities
    from policyalign.messages import message

    with errors_told(lang):
        matrix = load_run(out).matrix
        found = find_responsibilities(matrix)
        write_responsibilities(matrix, found, out, lang)
        if quiet:
            return
        from policyalign.assess.responsibility.table import (
            contested_lines,
            missing_lines,
            print_responsibilities,
        )

        if not found.ministries:
            typer.echo(message("responsibility_no_ministry", {}, lang), err=True)
        print_responsibilities(matrix, found, lang)
        for line in (*contested_lines(matrix, found, lang), *missing_lines(matrix, found, lang)):
            typer.echo(line)
        typer.echo(message("responsibility_written", {"path": str(out)}, lang), err=True)
