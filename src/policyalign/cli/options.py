"""Options that need a check of their own."""

from __future__ import annotations

from collections.abc import Sequence
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


def parse_plan_domains(given: Sequence[str], plan_ids: Sequence[str]) -> dict[str, str]:
    """The domains (分野) of plans by their ids, from ``宇宙`` once per plan in order or from ``ID=宇宙``.

    >>> parse_plan_domains(["b=海洋"], ["a", "b"])
    {'b': '海洋'}
    """
    named = [text.partition("=") for text in given]
    if named and not any(equals for _, equals, _ in named):
        if len(given) != len(plan_ids):
            wrong = f"{len(given)} given for {len(plan_ids)} plans; or name them: {plan_ids[0]}=宇宙"
            raise typer.BadParameter(wrong, param_hint="--plan-domain")
        named = [(plan, "=", domain) for plan, domain in zip(plan_ids, given, strict=True)]
    found = {plan.strip(): domain.strip() for plan, _, domain in named}
    if len(found) != len(given) or not all(found.values()) or not found.keys() <= set(plan_ids):
        wrong = f"{', '.join(given)} does not give each of some plans ({', '.join(plan_ids)}) one domain"
        raise typer.BadParameter(wrong, param_hint="--plan-domain")
    return found
