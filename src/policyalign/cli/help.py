"""The page of help of a command, in either language; click's own is English and counts no wide characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from policyalign.assess.questions import GAPS, QUESTIONS
from policyalign.messages import UsageCode, label_or_name, message
from policyalign.messages import help as messages_help
from policyalign.messages.help import METAVARS, OPTIONS
from policyalign.values import Code, Lang

COMMANDS = {**messages_help.COMMANDS, **{one.name: one.help for one in (GAPS, *QUESTIONS)}}
ABOUT = {**messages_help.ABOUT, **{one.name: one.about for one in (GAPS, *QUESTIONS)}}
"""A line for every command, and what more there is to say of it; those of the questions stand in their folders."""

_WIDEST_NAME = 28
_OPENING, _CLOSING = "（「『【［\\[(", "、。，．・：；）」』】］ー々っゃゅょッャュョ\\]:;,.)"
_PIECE = re.compile(rf"\s+|[{_OPENING}]*(?:[^\s\u2e80-\uffff]+|.)[{_CLOSING}]*")
"""A blank, a word, or a wide character with the signs that stay with it: lines break between them."""


def help_page(command: Any, context: Any, width: int) -> str:
    """Usage, text, arguments, options and sub-commands of a click command, in lines of ``width`` cells."""
    lang: Lang = context.obj
    shown = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    arguments = [one for one in shown if one.param_type_name == "argument"]
    commands = command.overview(context) if hasattr(command, "overview") else {}
    options = [_row(one, lang) for one in shown if one not in arguments]
    if commands:  # the others have it among their options
        options.insert(-1, (f"--lang {label_or_name(METAVARS, 'LANG', lang)}", label_or_name(OPTIONS, "lang", lang)))
    overview = [(name, label_or_name(COMMANDS, code, lang)) for name, code in commands.items()]
    lines = [
        *_usage(context.command_path, arguments, bool(commands), lang),
        "",
        *_paragraphs(command.help, lang, width),
        *_section(UsageCode.help_arguments, [_row(one, lang) for one in arguments], lang, width),
        *_section(UsageCode.help_options, options, lang, width),
        *_section(UsageCode.help_commands, overview, lang, width),
    ]
    return "\n".join(lines) + "\n"


def name_of(parameter: Any, lang: Lang) -> str:
    """How a parameter is called in a sentence: ``-o / --out``, or the placeholder of an argument."""
    if parameter.param_type_name == "argument":
        return _placeholder(parameter, lang)
    return " / ".join(parameter.opts)


def wrap(words: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells. Japanese is broken between characters, but no line begins with a
    closing sign or ends with an opening one.

    >>> wrap("基本計画（PDF）を読む", 10)
    ['基本計画', '（PDF）を', '読む']
    """
    lines, used = [""], 0
    for piece in _PIECE.findall(words):
        size = cells(piece)
        if used and used + size > width and not piece.isspace():
            lines.append("")
            used = 0
        if used or not piece.isspace():
            lines[-1] += piece
            used += size
    return [line.rstrip() for line in lines]


def _usage(path: str, arguments: list[Any], has_commands: bool, lang: Lang) -> Iterator[str]:
    pieces = [path, message(UsageCode.help_options_place, lang)]
    for one in arguments:
        name = _placeholder(one, lang)
        pieces.append((name if one.required else f"[{name}]") + ("..." if one.nargs == -1 else ""))
    if has_commands:
        pieces.append(message(UsageCode.help_command_place, lang))
    yield f"{message(UsageCode.help_usage, lang)}: {' '.join(pieces)}"


def _paragraphs(code: str, lang: Lang, width: int) -> Iterator[str]:
    """What the command does in one line, and all that there is to say of it."""
    stop = "." if lang == "en" else "。"
    about = label_or_name(ABOUT, code, lang).split("\n") if code in ABOUT else []
    for words in (label_or_name(COMMANDS, code, lang), *(paragraph + stop for paragraph in about)):
        yield from (f"  {line}" for line in wrap(words, width - 2))
        yield ""


def _section(code: Code, rows: list[tuple[str, str]], lang: Lang, width: int) -> Iterator[str]:
    """A heading, and what is listed under it in two columns."""
    if not rows:
        return
    column = min(max(cells(name) for name, _ in rows), _WIDEST_NAME) + 4
    yield f"{message(code, lang)}:"
    for name, words in rows:
        beside = f"  {name}{' ' * (column - 2 - cells(name))}"
        if cells(name) + 4 > column:
            yield f"  {name}"
            beside = " " * column
        for line in wrap(words, width - column):
            yield f"{beside}{line}"
            beside = " " * column
    yield ""


def _row(parameter: Any, lang: Lang) -> tuple[str, str]:
    """The names of a parameter, and what is said of it."""
    if parameter.param_type_name == "argument":
        name = _placeholder(parameter, lang)
    else:
        value = "" if parameter.is_flag else f" {_placeholder(parameter, lang)}"
        name = ", ".join(sorted(parameter.opts, key=len)) + value
    notes = []
    if parameter.envvar and parameter.show_envvar:
        notes.append(message(UsageCode.help_variable, lang, name=parameter.envvar))
    if default := _default(parameter):
        notes.append(message(UsageCode.help_default, lang, value=default))
    if parameter.required:
        notes.append(message(UsageCode.help_required, lang))
    return name, " ".join([label_or_name(OPTIONS, parameter.help or "", lang), *(f"[{note}]" for note in notes)])


def _default(parameter: Any) -> str:
    value = parameter.default
    if not parameter.show_default or value is None or value is False:
        return ""
    return str(value)


def _placeholder(parameter: Any, lang: Lang) -> str:
    return label_or_name(METAVARS, parameter.metavar or parameter.name.upper(), lang)


def cells(words: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)
