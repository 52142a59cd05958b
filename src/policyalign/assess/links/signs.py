"""Whether what looks like a name is one: it must say which one is meant, not only of what sort."""

from __future__ import annotations

import re

from policyalign.assess.links.brackets import Brackets
from policyalign.assess.links.vocabulary import (
    CERTAIN_ENDINGS,
    CITED_AFTER,
    CITED_BEFORE,
    ENDINGS,
    ENDS,
    EVENT,
    GENERIC,
    METHOD,
    OF_EACH,
)

_KANA_OR_LATIN = re.compile(r"[A-Za-zァ-ヺー0-9・\-]+")


def may_be_name(name: str, ending: str, brackets: Brackets) -> bool:
    """Whether a name says which document or body it is, not only of what sort."""
    bare = bare_name(name)
    modifier = bare.removesuffix(ending)
    if (
        name.startswith(("同", "当該"))
        or GENERIC.fullmatch(modifier)
        or (ending == "法律" and not modifier.endswith("関する"))
    ):
        return False
    if METHOD.search(bare):
        return "法律第" in brackets.decision
    if brackets.decision or brackets.defines:
        return True
    if ending == "計画" and (OF_EACH.match(name) or _KANA_OR_LATIN.fullmatch(modifier)):
        return False
    return not (ENDINGS[ending] == "council" and EVENT.search(name))


def bare_name(name: str) -> str:
    """A name without its version."""
    found = ENDS.search(name)
    return name[: found.end(1)] if found else name


def is_sure(name: str, brackets: Brackets) -> bool:
    """Whether a name shows by itself, or by the brackets behind it, that it is one."""
    return bool(brackets.decision or brackets.defines or CERTAIN_ENDINGS.search(bare_name(name)))


def is_cited(ending: str, before: str, brackets: Brackets) -> bool:
    """Whether the words around a name tell that it is cited; of councils they tell nothing."""
    cited = CITED_AFTER.match(brackets.after) or CITED_BEFORE.search(before)
    return cited is not None and ENDINGS[ending] != "council"
