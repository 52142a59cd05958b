"""How well made pages were read: whole paragraphs, rows and headings, found again word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from layout.kinds.base import Made
from policyalign.domain import Plan
from policyalign.text.normalize import nfkc_key


@dataclass(frozen=True)
class Scores:
    """F1 of whole texts, rows and headings, None where there are none, and the share of the letters that were read."""

    texts: float | None
    rows: float | None
    headings: float | None
    letters: float

    @property
    def parts(self) -> tuple[float | None, ...]:
        return self.texts, self.rows, self.headings, self.letters


def score(made: Made, plan: Plan) -> Scores:
    texts, rows, headings = (_f1(wanted, found) for _, wanted, found in _pairs(made, plan))
    letters = Counter(nfkc_key("".join([*made.texts, *made.rows, *made.headings])))
    read = Counter(nfkc_key("".join([*(one.text for one in plan.passages), *(s.heading for s in plan.sections)])))
    return Scores(texts, rows, headings, (letters & read).total() / letters.total())


def differences(made: Made, plan: Plan) -> Iterator[str]:
    """What was missed (-) and what was found instead (+)."""
    for name, wanted, found in _pairs(made, plan):
        yield from (f"- {name}: {text}" for text in (wanted - found).elements())
        yield from (f"+ {name}: {text}" for text in (found - wanted).elements())


def _pairs(made: Made, plan: Plan) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    beside = set(map(nfkc_key, made.beside))
    texts = [one.text for one in plan.passages if one.kind != "row" and nfkc_key(one.text) not in beside]
    rows = [one.text for one in plan.passages if one.kind == "row"]
    headings = [section.heading for section in plan.sections if nfkc_key(section.heading) not in beside]
    yield "texts", _counted(made.texts, nfkc_key), _counted(texts, nfkc_key)
    yield "rows", _counted(made.rows, _row_key), _counted(rows, _row_key)
    yield "headings", _counted(made.headings, nfkc_key), _counted(headings, nfkc_key)


def _counted(texts: Iterable[str], key: Callable[[str], str]) -> Counter[str]:
    return Counter(map(key, texts))


def _row_key(text: str) -> str:
    """Blanks do not count, but those between the paragraphs of a cell do."""
    return "|".join(nfkc_key(part) for part in text.split("　"))


def _f1(wanted: Counter[str], found: Counter[str]) -> float | None:
    total = wanted.total() + found.total()
    return 2 * (wanted & found).total() / total if total else None
