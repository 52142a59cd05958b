"""Options that need a check of their own."""

from __future__ import annotations

from typing import cast

import typer

from policyalign.config import KINDS
from policyalign.domain import Kind


def parse_kinds(text: str) -> tuple[Kind, ...]:
    """The kinds of a list such as ``proposal,cycle``; a wrong one is a usage error."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    wrong = [name for name in names if name not in KINDS]
    if wrong or not names:
        raise typer.BadParameter(f"{text!r} is not a list of {', '.join(KINDS)}", param_hint="kinds")
    return cast(tuple[Kind, ...], tuple(dict.fromkeys(names)))


def parse_domains(text: str) -> tuple[str, ...]:
    """The domains (分野) of a list such as ``宇宙,海洋``; none at all is a usage error."""
    names = [name.strip() for name in text.replace("、", ",").replace("，", ",").split(",") if name.strip()]
    if not names:
        raise typer.BadParameter(f"{text!r} names no domain", param_hint="--domain")
    return tuple(dict.fromkeys(names))
