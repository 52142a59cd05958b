"""The command ``policyalign``: one file per sub-command, nothing heavy imported before it is needed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from policyalign.cli.audit import audit
from policyalign.cli.cache import cache
from policyalign.cli.compare import compare
from policyalign.cli.doctor import doctor
from policyalign.cli.evaluate import evaluate
from policyalign.cli.explain import explain
from policyalign.cli.extract import extract
from policyalign.cli.fit import fit
from policyalign.cli.fit_relations import fit_relations
from policyalign.cli.gold import gold
from policyalign.cli.interrupt import interrupts_told
from policyalign.cli.links import links
from policyalign.cli.overlaps import overlaps
from policyalign.cli.phases import phases
from policyalign.cli.plans import plans
from policyalign.cli.proposals import proposals
from policyalign.cli.responsibility import responsibility
from policyalign.cli.terminal import complain, traceback_wanted

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich alone would cost as much time as all the rest of --help
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    compare,
    phases,
    overlaps,
    links,
    responsibility,
    explain,
    audit,
    evaluate,
    fit,
    fit_relations,
    extract,
    proposals,
    doctor,
    cache,
):
    app.command()(command)
app.add_typer(gold, name="gold")
app.add_typer(plans, name="plans")


def _show_version(wanted: bool) -> None:
    if wanted:
        from policyalign.versions import package_version

        typer.echo(f"policyalign {package_version('policyalign')}")
        raise typer.Exit


@app.callback()
def policyalign(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Hold Japanese basic plans (基本計画) against the COCN proposals, with a page number behind every cell.

    Exit codes: 0 at least one plan was compared; 1 nothing could be done; 2 wrong usage; 130 interrupted.
    """


def main() -> None:
    """Run the command. The user sees one line for any error; ``POLICYALIGN_DEBUG`` shows where it arose."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # old Windows code pages lack some characters
    with interrupts_told():
        try:
            app(prog_name="policyalign")
        except Exception as error:
            if traceback_wanted():
                raise
            complain("unforeseen", {"error": f"{type(error).__name__}: {error}"}, lang="ja")
            sys.exit(1)
