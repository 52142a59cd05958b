"""What a report says of its sources: nothing that was not read from the file, or is known of that very edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.records import KnownPlan, recognise
from policyalign.domain import Plan
from policyalign.messages.places import count_told
from policyalign.messages.sources import SOURCE_HEADS, SOURCE_WORDS
from policyalign.text.normalize import nfkc_key

_EDITION = re.compile(r"第[\d一二三四五六七八九十]+[期次版]|20\d\d|\d\.\d")
"""What makes a title that of one edition: 宇宙基本計画 alone is the title of several."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read, worded; the fields are those of :data:`SOURCE_HEADS`, in order."""

    plan: str
    edition: str
    decided: str
    issuer: str
    pages: str
    unread: str
    file: str
    sha256: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The values in the order of :func:`source_heads`."""
        return tuple(getattr(self, one.name) for one in fields(self))


def source_heads(lang: str) -> tuple[str, ...]:
    """The headings of a table of sources."""
    return tuple(SOURCE_HEADS[one.name].text(lang) for one in fields(Source))


def sources_of(plans: Sequence[Plan], lang: str) -> Iterator[Source]:
    """Of every plan what is known; what is not says so."""
    catalogue = load_catalogue()
    unknown = _word("unknown", lang)
    for plan in plans:
        known = known_edition(plan, catalogue)
        decided = _word("catalogue", lang, value=known.decided) if known and known.decided else ""
        if not decided and plan.decided is not None:
            decided = _word("cover", lang, year=plan.decided)
        edition = plan.edition or (_word("catalogue", lang, value=known.edition) if known and known.edition else "")
        yield Source(
            plan.title or plan.id,
            edition or unknown,
            decided or unknown,
            _word("catalogue", lang, value=known.owner) if known and known.owner else unknown,
            _word("pages", lang, count=plan.page_count, unit=count_told(plan.places, lang)),
            str(len(plan.unread_pages)),
            plan.source,
            plan.document_id,
        )


def known_edition(plan: Plan, catalogue: tuple[KnownPlan, ...]) -> KnownPlan | None:
    """The plan of the catalogue that a file surely is: by its hash, or by a title that names the edition. A draft
    (素案) of it, which says so beside its title, is another document."""
    same = next((one for one in catalogue if one.sha256 and one.sha256 == plan.document_id), None)
    if same:
        return same
    found = recognise(plan.title, plan.edition, catalogue)
    if found is None or found.sha256:
        return None
    names = {nfkc_key(one) for one in found.names if _EDITION.search(one)}
    if plan.edition and nfkc_key(plan.edition) != nfkc_key(found.edition):
        return None
    return found if names & {nfkc_key(plan.title), nfkc_key(plan.edition + plan.title)} else None


def _word(name: str, lang: str, **blanks: object) -> str:
    return SOURCE_WORDS[name].text(lang).format(**blanks)
