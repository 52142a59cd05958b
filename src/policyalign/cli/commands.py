"""click's commands and groups, speaking the user's language."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from policyalign.cli.language import take_language
from policyalign.cli.usage import UsageError, WrongUsage, in_words, unknown_command
from policyalign.messages import UsageCode
from policyalign.telling import complain, remark, say
from policyalign.values import Lang

RENAMED = {
    "--kinds": "--kind",
    "--plans": "--pdf",
    "--sheet": "--out",
    "--top": "--limit",
    "--relation": "--type",
    "--domain": "--plan-domain",
}
"""Options that went by another name before; taken still where nothing else goes by that name."""


def new_group(code: str, kind: type[TyperGroup] | None = None) -> typer.Typer:
    """A group without commands as yet; ``code`` is that of its help."""
    return typer.Typer(
        cls=kind or Group,
        help=code,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich alone would cost as much time as all the rest of --help
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


class _Helped:
    """What commands and groups say of themselves."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page of help."""
        from policyalign.cli.help import help_page

        formatter.write(help_page(self, ctx, formatter.width))

    def get_help_option(self, ctx: Any) -> Any:
        """click's, with our text."""
        return _worded(super().get_help_option(ctx))  # type: ignore[misc]


class Command(_Helped, TyperCommand):
    """A command whose ``help``, and that of its options, is a code of :mod:`policyalign.messages.help`."""

    allow_extra_args = True  # counted below, in place of click

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options, by their earlier names too."""
        known = {name for one in self.params for name in one.opts}
        try:
            extra = super().parse_args(ctx, [_current_name(word, known, ctx.obj) for word in args])
            if extra:
                raise WrongUsage(UsageCode.usage_extra, words=" ".join(extra))
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        return extra


class Group(_Helped, TyperGroup):
    """A group of such commands."""

    def overview(self, ctx: Any) -> dict[str, str]:
        """The codes of the help of its commands by their names."""
        return {name: self.commands[name].help or "" for name in self.list_commands(ctx)}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command asked for. Raises :class:`WrongUsage` when there is none of this name."""
        if self.get_command(ctx, args[0]) is None:
            error = unknown_command(args[0], self.list_commands(ctx))
            error.ctx = ctx
            raise error
        return super().resolve_command(ctx, args)


class Root(Group):
    """The whole command: finds the language first, and tells of wrong usage in it."""

    lang: Lang = "ja"

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """A context whose ``obj`` is the language."""
        self.lang, others = take_language(args, os.environ)
        return super().make_context(info_name, others, parent, obj=self.lang, **extra)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run, and exit: with 2 after wrong usage."""
        try:
            code = super().main(*args, **{**settings, "standalone_mode": False})
        except UsageError as error:
            _tell(error, self.lang)
            code = 2
        except typer.Abort:
            complain(UsageCode.usage_aborted, self.lang)
            code = 1
        sys.exit(code if isinstance(code, int) else 0)


def _tell(error: Any, lang: Lang) -> None:
    """One line that says what is wrong and one that says where help is; or all help, for no arguments."""
    if type(error).__name__ == "NoArgsIsHelpError":
        remark(error.format_message())
        return
    subject, code, detail = in_words(error, lang)
    complain(code, lang, subject, **detail)
    command = error.ctx.command_path if error.ctx else "policyalign"
    say(UsageCode.usage_hint, lang, command=command)


def _current_name(word: str, known: set[str], lang: Lang) -> str:
    """An argument, or what the option is called now that it names by an earlier name."""
    old, equals, value = word.partition("=")
    new = RENAMED.get(old, "")
    if new not in known or old in known:
        return word
    complain(UsageCode.usage_renamed, lang, old=old, new=new)
    return f"{new}{equals}{value}"


def _worded(option: Any) -> Any:
    if option is not None:
        option.help = "help"
        option.default = False  # so that typer loads no validator, which takes longer than all the rest
    return option
