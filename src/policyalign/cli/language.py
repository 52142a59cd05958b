"""The language of a command, found before anything else is read: help and errors speak it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast, get_args

from policyalign.cli.usage import WrongUsage
from policyalign.messages import UsageCode
from policyalign.values import Lang

VARIABLE = "POLICYALIGN_LANG"
_OPTION = "--lang"
_KNOWN: tuple[str, ...] = get_args(Lang)


def take_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Lang, list[str]]:
    """The language that ``--lang`` asks for anywhere among the arguments, else the environment (``ja`` by
    default), and the other arguments.

    Raises :class:`WrongUsage` for any other language.

    >>> take_language(["plans", "--lang=en", "list"], {})
    ('en', ['plans', 'list'])
    """
    chosen, source = environment.get(VARIABLE) or "ja", VARIABLE
    others: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            others += [word, *words]
        elif name != _OPTION:
            others.append(word)
        else:
            chosen, source = value if equals else next(words, ""), _OPTION
    if not chosen:
        raise WrongUsage(UsageCode.usage_value_missing, option=_OPTION)
    if chosen not in _KNOWN:
        raise WrongUsage(UsageCode.usage_word_unknown, source, value=chosen, known=", ".join(_KNOWN))
    return cast(Lang, chosen), others
