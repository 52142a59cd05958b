"""What the helper processes do: reading a file, and annotating a plan.

Each is a class that :class:`policyalign.workers.Worker` makes in a process of its own; the third such service
is :class:`policyalign.match.service.MatchService`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.config import ReadSettings
from policyalign.domain import Document, Passage, Plan, Proposal, Token
from policyalign.extract.ocr.records import Recognised
from policyalign.values import RECOGNISABLE, Lang

if TYPE_CHECKING:
    from policyalign.extract.sheets import Grid
    from policyalign.page_pictures.found import PagePicture
    from policyalign.segment.phrases import Phrase
    from policyalign.segment.requests import Request


class Reader:
    """File to outline. Lives in a process with limits, since a hostile file may never come back."""

    def __init__(self, settings: ReadSettings) -> None:
        from policyalign.extract.readers import read

        self._read = read
        self._settings = settings

    def pictured_pages(self, path: Path) -> tuple[int, ...]:
        """The pages of a PDF that recognition (OCR) can help."""
        return tuple(page.number for page in self.document(path).pages if page.width and page.state in RECOGNISABLE)

    def grids(self, path: Path) -> tuple[Grid, ...]:
        """The sheets of a workbook, cell by cell."""
        from policyalign.extract.raw_files import read_raw
        from policyalign.extract.sheets import read_grids

        return read_grids(read_raw(path))

    def document(self, path: Path, recognised: Recognised | None = None) -> Document:
        """Pages, lines and tables of a file, or its elements; with what was ``recognised`` of its pages."""
        return self._read(path, self._settings, recognised or {})

    def outline(self, path: Path, plan_id: str, recognised: Recognised | None = None) -> Plan:
        """Headings and passages of a file."""
        from policyalign.segment.outline import outline
        from policyalign.segment.structured import outline_elements

        document = self.document(path, recognised)
        return outline_elements(document, plan_id) if document.elements else outline(document, plan_id)

    def pictures(
        self,
        path: Path,
        plan_id: str,
        spans: Sequence[tuple[int, int]],
        lang: Lang,
        recognised: Recognised | None = None,
    ) -> tuple[PagePicture, ...]:
        """Pages of a PDF with what was read of them drawn over, as :func:`policyalign.pipeline.draw_pages` says."""
        from policyalign.extract.raw_files import read_raw
        from policyalign.page_pictures.pages import draw_pages
        from policyalign.segment.outline import outline

        document = self.document(path, recognised)
        return draw_pages(read_raw(path), document, outline(document, plan_id), spans, lang)


class Annotator:
    """Outline to annotated plan. Lives in a process of its own for GiNZA's sake, which cannot share one.

    ``cache_dir`` keeps the analyses of sentences; several annotators share it, and the work on one plan.
    """

    def __init__(self, cache_dir: Path | None = None) -> None:
        from policyalign.kept_language import KeptLanguage
        from policyalign.store import Store

        self._language = KeptLanguage(Store(cache_dir) if cache_dir else None)

    def load(self) -> None:
        """Have GiNZA ready for sentences to come."""
        self._language.load()

    def learn(self, sentences: Sequence[str]) -> None:
        """Analyse sentences ahead, for any annotator with the same cache."""
        self._language.learn(sentences)

    def annotate(self, plan: Plan) -> Plan:
        """Roles, actors, years, stages, targets and terms of every passage."""
        return replace(plan, passages=self.annotate_stretch(plan, (0, len(plan.passages))))

    def annotate_stretch(self, plan: Plan, stretch: tuple[int, int]) -> tuple[Passage, ...]:
        """The same of the passages of one of the stretches of a plan."""
        from policyalign.segment.annotate import annotate_stretch

        passages = plan.passages[slice(*stretch)]
        sentences = [passage.text[start:end] for passage in passages for start, end in passage.sentences]
        return annotate_stretch(plan, stretch, self._language.analyse(sentences))

    def analyse(self, sentences: Sequence[str]) -> list[tuple[Token, ...]]:
        """The tokens of every sentence."""
        return self._language.analyse(sentences)

    def phrases(self, sentences: Sequence[str], from_profile: bool = False) -> list[tuple[Phrase, ...]]:
        """The phrases with content words of every sentence."""
        from policyalign.segment.phrases import phrases_of_text

        analysed = zip(sentences, self._language.analyse(sentences), strict=True)
        return [phrases_of_text(sentence, tokens, from_profile) for sentence, tokens in analysed]

    def requests(self, proposals: Sequence[Proposal]) -> dict[str, Request]:
        """What every proposal asks for, by its id."""
        from policyalign.segment.requests import read_request, request_sentences
        from policyalign.text.labels import given_label

        labels = [given_label(one.label, one.text) for one in proposals]
        texts = [
            [*filter(None, (label,)), *request_sentences(one.text)]
            for one, label in zip(proposals, labels, strict=True)
        ]
        analyses = iter(self._language.analyse([sentence for sentences in texts for sentence in sentences]))
        return {
            one.id: read_request(sentences, [next(analyses) for _ in sentences], titled=bool(label))
            for one, label, sentences in zip(proposals, labels, texts, strict=True)
        }
