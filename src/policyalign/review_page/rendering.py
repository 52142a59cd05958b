"""HTML of the review page: templates that escape everything, with the words of one language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import jinja2

from policyalign.messages import labels, review
from policyalign.messages import review_page as words
from policyalign.messages.wording import Wording

STATIC: Mapping[str, str] = {
    "server.js": "text/javascript",
    "queue.js": "text/javascript",
    "card.js": "text/javascript",
    "paper.js": "text/javascript",
    "page.js": "text/javascript",
    "page.css": "text/css",
    "icon.svg": "image/svg+xml",
}
"""What is sent as it is, and its type; nothing else of the folder can be asked for."""

_TABLES: Mapping[str, Mapping[Any, Wording]] = {
    "words": words.PAGE,
    "subjects": review.SUBJECTS,
    "answers": review.VERDICTS,
    "criteria": words.CRITERIA,
    "orders": words.ORDERS,
    "shows": words.SHOWS,
    "states": words.STATES,
    "statuses": labels.STATUSES,
    "sides": words.SIDES,
    "aspects": words.ASPECTS,
    "stages": review.STAGES,
    "counted": words.COUNTED,
}


def rendered(template: str, lang: str, **values: Any) -> bytes:
    """A template of the folder ``templates`` as UTF-8; half characters of a broken text come out as escapes."""
    text = _environment().get_template(template).render(lang=lang, **_worded(lang), **values)
    return text.encode("utf-8", "backslashreplace")


def page_words(lang: str) -> Mapping[str, Mapping[str, str]]:
    """What the script of the page says, by table."""
    worded = _worded(lang)
    return {name: worded[name] for name in ("words", "answers", "states", "subjects")}


def static_file(name: str) -> bytes:
    """The content of one of ``STATIC``."""
    return resources.files(__package__).joinpath("static", name).read_bytes()


def embedded(data: object) -> Embedded:
    """JSON that no text can break out of, for a block of data in a page."""
    return Embedded(json.dumps(data, sort_keys=True).replace("<", "\\u003c"))


class Embedded(str):
    """Text that goes into a page as it is."""

    def __html__(self) -> str:
        return str(self)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("policyalign.review_page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _worded(lang: str) -> Mapping[str, Mapping[str, str]]:
    return {name: _texts(table, lang) for name, table in _TABLES.items()}


def _texts(table: Mapping[Any, Wording], lang: str) -> dict[str, str]:
    return {name: told.text(lang) for name, told in table.items()}
