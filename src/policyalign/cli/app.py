"""The command ``policyalign``: one file per sub-command, nothing heavy imported before it is needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from policyalign.assess.questions import GAPS, QUESTIONS
from policyalign.cli.audit import audit
from policyalign.cli.cache import cache
from policyalign.cli.commands import Command, Root, new_group
from policyalign.cli.compare import compare
from policyalign.cli.doctor import doctor
from policyalign.cli.evaluate import evaluate
from policyalign.cli.explain import explain
from policyalign.cli.extract import extract
from policyalign.cli.fit import fit
from policyalign.cli.fit_relations import fit_relations
from policyalign.cli.gold import gold
from policyalign.cli.interrupt import interrupts_told
from policyalign.cli.options import option
from policyalign.cli.phases import phases
from policyalign.cli.plans import plans
from policyalign.cli.proposals import proposals
from policyalign.cli.terminal import traceback_wanted
from policyalign.cli.views import view_command
from policyalign.messages import ErrorCode
from policyalign.telling import complain

app = new_group("policyalign", Root)
_USE: tuple[Callable[..., None], ...] = (compare, explain, audit, phases)
_MAKE: tuple[Callable[..., None], ...] = (extract, proposals, evaluate, fit, fit_relations, doctor, cache)
for command in _USE:
    app.command(cls=Command, help=command.__name__)(command)
for question in (GAPS, *QUESTIONS):
    if question.name != phases.__name__:  # which has options of its own
        app.command(question.name, cls=Command, help=question.name)(view_command(question))
for command in _MAKE:
    app.command(cls=Command, help=command.__name__)(command)
app.add_typer(gold, name="gold")
app.add_typer(plans, name="plans")


def _show_version(wanted: bool) -> None:
    if wanted:
        from policyalign.versions import package_version

        typer.echo(f"policyalign {package_version('policyalign')}")
        raise typer.Exit


@app.callback()
def policyalign(
    version: Annotated[bool, option("version", "--version", callback=_show_version, is_eager=True)] = False,
) -> None:
    """``policyalign``, before any sub-command."""


def main() -> None:
    """Run the command. The user sees one line for any error; ``POLICYALIGN_DEBUG`` shows where it arose."""
    command = None
    try:
        with interrupts_told():
            command = typer.main.get_command(app)
            for stream in (sys.stdout, sys.stderr):
                if hasattr(stream, "reconfigure"):
                    stream.reconfigure(errors="replace")  # old Windows code pages lack some characters
            command(prog_name="policyalign")
    except Exception as error:
        if traceback_wanted():
            raise
        complain(ErrorCode.unforeseen, getattr(command, "lang", "ja"), error=f"{type(error).__name__}: {error}")
        sys.exit(1)
