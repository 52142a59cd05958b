"""Wrong usage: the error that a command raises, and click's own put into words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import typer

from policyalign.messages import UsageCode
from policyalign.messages.wording import Wording
from policyalign.values import Code, Lang

UsageError: Any = typer.BadParameter.__mro__[1]
"""What click calls any wrong usage; of its kinds typer exports only the one below which ours stands."""


class WrongUsage(typer.BadParameter):
    """Wrong usage by the code of its message; the command exits with 2.

    ``subject`` names what is wrong where click cannot know it (it does while it reads the options). A detail
    may be a wording, of which the reader's language is taken.
    """

    def __init__(self, code: str, subject: str = "", /, **detail: object) -> None:
        super().__init__(code, param_hint=subject or None)
        self.code = code
        self.detail = detail


def unknown_command(name: str, commands: Iterable[str]) -> WrongUsage:
    """There is no such command; the ones that may have been meant are named."""
    from difflib import get_close_matches

    if near := get_close_matches(name, list(commands)):
        return WrongUsage(UsageCode.usage_command_near, command=name, near=", ".join(near))
    return WrongUsage(UsageCode.usage_command_unknown, command=name)


def in_words(error: Any, lang: Lang) -> tuple[str, Code, dict[str, object]]:
    """Subject, message code and details of a usage error, by the attributes that click gives to each kind."""
    from policyalign.cli.help import name_of

    parameter = getattr(error, "param", None)
    subject = getattr(error, "param_hint", None) or (name_of(parameter, lang) if parameter else "")
    match type(error).__name__:
        case "WrongUsage":
            spoken = {
                name: value.text(lang) if isinstance(value, Wording) else value for name, value in error.detail.items()
            }
            return subject, error.code, spoken
        case "NoSuchOption" if error.possibilities:
            near = ", ".join(sorted(error.possibilities))
            return "", UsageCode.usage_option_near, {"option": error.option_name, "near": near}
        case "NoSuchOption":
            return "", UsageCode.usage_option_unknown, {"option": error.option_name}
        case "BadOptionUsage":
            options = error.ctx.command.params if error.ctx else ()
            flags = {name for one in options if getattr(one, "is_flag", False) for name in one.opts}
            code = UsageCode.usage_value_unwanted if error.option_name in flags else UsageCode.usage_value_missing
            return "", code, {"option": error.option_name}
        case "MissingParameter":
            return "", UsageCode.usage_missing, {"name": subject}
        case "UsageError":  # all others of this kind are WrongUsage here
            return "", UsageCode.usage_command_missing, {}
    return subject, UsageCode.usage_value_wrong, {"reason": error.message}
