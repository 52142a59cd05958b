"""The questions that are asked of every run. A further one is a folder below ``assess`` and a line in the table.

Such a folder holds, each in a file that is loaded when first needed:

    __init__.py  HELP and ABOUT: what its command says of itself
    records.py   what is found: frozen dataclasses, the one named in the table among them
    find.py      find(survey, settings, found): the result; ``found`` holds those of the questions before
    rows.py      TABLES: the files that are written of it (OTHER_FILES: those that are no tables), and TYPES: the
                 types of finding with their words (statements(): what it answers besides the proposals of a run)
    table.py     show(run, selection, lang): what its command prints
    messages.py  the words for its values, and its codes with their sentences (may be absent)
    figure.py    figures(run, chosen): what is drawn of it (:mod:`policyalign.assess.drawing`), by file name (may be
                 absent)
    checked.py   checked(result, said, measures): the result once people have looked (may be absent)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policyalign.assess.drawing.shapes import Drawing
    from policyalign.assess.run import Run
    from policyalign.assess.showing import Selection
    from policyalign.assess.survey import Survey
    from policyalign.config import Settings
    from policyalign.domain import Measure, Proposal
    from policyalign.messages.wording import Wording
    from policyalign.tables import Table
    from policyalign.values import Check

Draw = Callable[[], "tuple[Drawing, ...]"]
"""Works a picture out: a sheet, or several where one does not hold it."""
Said = Callable[[Any], "Check"]
"""What people said of a finding; empty where nobody has looked."""


@dataclass(frozen=True, slots=True)
class Question:
    """``name`` is that of the folder, of the result in ``Run.results`` and of the command; ``record`` that of the
    result's class."""

    name: str
    record: str

    @property
    def help(self) -> Wording:
        """What its command does, in one line."""
        help_text: Wording = import_module(f"{__package__}.{self.name}").HELP
        return help_text

    @property
    def about(self) -> Wording:
        """What more there is to say of it."""
        about: Wording = import_module(f"{__package__}.{self.name}").ABOUT
        return about

    @property
    def types(self) -> Mapping[str, Wording]:
        """The types of its findings in words."""
        return dict(self._part("rows").TYPES)

    @property
    def statements(self) -> tuple[Proposal, ...]:
        """What it answers besides the proposals of a run."""
        return tuple(getattr(self._part("rows"), "statements", tuple)())

    @property
    def result_type(self) -> type:
        kind: type = getattr(self._part("records"), self.record)
        return kind

    def find(self, survey: Survey, settings: Settings, found: Mapping[str, Any]) -> Any:
        """The answer for a run."""
        return self._part("find").find(survey, settings, found)

    def checked(self, result: Any, said: Said, measures: Sequence[Measure]) -> Any:
        """The answer once people have looked at what was found; ``measures`` are those of the run."""
        can_be = find_spec(f"{__package__}.{self.name}.checked") is not None
        return self._part("checked").checked(result, said, measures) if can_be else result

    @property
    def tables(self) -> tuple[Table, ...]:
        """The files that are written of it, with the place in words beside every page."""
        from policyalign.assess.placing import with_places

        return tuple(with_places(table) for table in self._part("rows").TABLES)

    @property
    def other_files(self) -> Mapping[str, Callable[[Run], bytes]]:
        """By name, what makes the content of files that are no tables."""
        return getattr(self._part("rows"), "OTHER_FILES", {})

    def figures(self, run: Run, chosen: Collection[str] | None = None) -> Mapping[str, Draw]:
        """By file name without ending, what draws it; with ``chosen``, also those of single proposals: of these
        or, where none is named, of those that something was found on."""
        has_figures = find_spec(f"{__package__}.{self.name}.figure") is not None
        return dict(self._part("figure").figures(run, chosen)) if has_figures else {}

    def show(self, run: Run, selection: Selection, lang: str) -> None:
        """Print the answer."""
        self._part("table").show(run, selection, lang)

    def _part(self, name: str) -> Any:
        return import_module(f"{__package__}.{self.name}.{name}")


GAPS = Question("gaps", "GapMatrix")
"""Which proposals a plan takes up. Its verdicts come first: all other questions build on them."""

QUESTIONS = (
    Question("phases", "Phases"),
    Question("overlaps", "Overlaps"),
    Question("links", "Links"),
    Question("responsibility", "Responsibilities"),
    Question("governance", "Governance"),
)
"""In the order in which they are asked."""
