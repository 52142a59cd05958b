"""The commands of ``policyalign``, as click knows them."""

from __future__ import annotations

from typing import Any

import typer

from policyalign.cli.app import app


def sub_commands(*path: str) -> dict[str, Any]:
    """Those of the whole command or of a group below it, by name; none of what is no group."""
    command: Any = typer.main.get_command(app)
    for name in path:
        command = command.get_command(None, name)
    return {name: command.get_command(None, name) for name in getattr(command, "list_commands", lambda _: ())(None)}
