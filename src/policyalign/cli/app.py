"""The command ``policyalign``: one file per sub-command, which is loaded when it is called."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer

from policyalign import __version__
from policyalign.assess.questions import GAPS, QUESTIONS
from policyalign.cli.commands import Command, Root, new_group
from policyalign.cli.interrupt import interrupts_told
from policyalign.cli.options import option
from policyalign.cli.terminal import traceback_wanted
from policyalign.messages import ErrorCode
from policyalign.telling import complain, streams_guarded, tell

_USE = ("compare", "report", "review", "search", "explain", "audit", "phases")
_MAKE = (
    "collection",
    "extract",
    "proposals",
    "evaluate",
    "fit",
    "fit-relations",
    "doctor",
    "selftest",
    "cache",
    "gold",
    "plans",
)
"""Each is a function or a group of that name in a module of that name."""
_VIEWS = {one.name: one for one in (GAPS, *QUESTIONS) if one.name not in _USE}
"""The questions whose command has no options of its own."""


class _PolicyAlign(Root):
    """The sub-commands, each made when it is called."""

    def overview(self, ctx: Any) -> dict[str, str]:
        """The codes of the help of all commands by their names."""
        return {name: _code(name) for name in self.list_commands(ctx)}

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the overview."""
        return [*_USE, *_VIEWS, *_MAKE]

    def get_command(self, ctx: Any, name: str) -> Any:
        """The command of this name, or None."""
        return _command(name) if name in self.list_commands(ctx) else None


def _code(name: str) -> str:
    return name.replace("-", "_")


@cache  # click asks for it twice: whether it is there, and to run it
def _command(name: str) -> Any:
    if name in _VIEWS:
        from policyalign.cli.views import view_command

        made: Any = view_command(_VIEWS[name])
    else:
        made = getattr(import_module(f"{__package__}.{_code(name)}"), _code(name))
    if not isinstance(made, typer.Typer):
        alone = new_group(name)
        alone.command(name, cls=Command, help=_code(name))(made)
        made = alone
    return typer.main.get_command(made)


app = new_group("policyalign", _PolicyAlign)


def _show_version(wanted: bool) -> None:
    if wanted:
        tell(f"policyalign {__version__}")
        raise typer.Exit


@app.callback()
def policyalign(
    version: Annotated[bool, option("version", "--version", callback=_show_version, is_eager=True)] = False,
) -> None:
    """``policyalign``, before any sub-command."""


def main() -> None:
    """Run the command. The user sees one line for any error; ``POLICYALIGN_DEBUG`` shows where it arose."""
    command = None
    with streams_guarded():
        try:
            with interrupts_told():
                command = typer.main.get_command(app)
                command(prog_name="policyalign")
        except Exception as error:
            if traceback_wanted():
                raise
            complain(ErrorCode.unforeseen, getattr(command, "lang", "ja"), error=f"{type(error).__name__}: {error}")
            sys.exit(1)
