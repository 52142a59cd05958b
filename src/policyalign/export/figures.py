"""Figures as files: the same bytes for the same run, Japanese drawn as outlines that show everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from policyalign.assess.questions import GAPS, QUESTIONS, Draw, Question
from policyalign.assess.run import Run
from policyalign.export.csv_format import csv_chunks
from policyalign.store import Store, cache_key

KINDS = ("svg", "png")
_PACKAGES = ("matplotlib", "matplotlib-fontja")


def draw_figures(
    run: Run, chosen: Mapping[str, Collection[str]] | None = None, store: Store | None = None
) -> dict[str, bytes]:
    """The figures of all questions by file name; from ``store``, where they were drawn before: loading matplotlib
    and drawing take longer than all the rest of a second run.

    ``chosen`` gives, by question, proposals that are drawn each by itself (none: those that something was found
    on). What stands in the folder that the run was loaded from is drawn anew. Raises
    :class:`~policyalign.errors.MissingExtra` without the extra ``plot``.
    """
    files: dict[str, bytes] = {}
    every, earlier = [one.id for one in run.matrix.proposals], run.record.get("files", ())
    for question in (GAPS, *QUESTIONS):
        kept = {name: draw for name, draw in question.figures(run, every).items() if f"{name}.svg" in earlier}
        figures = {**kept, **question.figures(run, (chosen or {}).get(question.name))}
        content = _shown(question, run) if figures else ""
        for name, draw in figures.items():
            files |= _files(name, draw, content, run.settings.lang, store)
    return files


def _shown(question: Question, run: Run) -> str:
    """A hash of all that the figures of a question show, and more."""
    digest = hashlib.sha256(repr((run.settings.phases, [(one.id, one.title) for one in run.plans])).encode())
    for table in question.tables:
        for chunk in csv_chunks(table.columns_of(run), table.rows(run, run.settings.lang)):
            digest.update(chunk)
    return digest.hexdigest()


def _files(name: str, draw: Draw, content: str, lang: str, store: Store | None) -> dict[str, bytes]:
    keys = {kind: cache_key(f"{name}.{kind}", [content], lang, _PACKAGES) for kind in KINDS}
    files = {kind: found for kind, key in keys.items() if store and (found := store.get(key))}
    if len(files) < len(keys):
        from policyalign.assess.drawing import figure_bytes

        figure = draw()
        files = {kind: figure_bytes(figure, kind) for kind in KINDS}
        for kind, key in keys.items() if store else ():
            store.put(key, files[kind])  # type: ignore[union-attr]
    return {f"{name}.{kind}": content for kind, content in files.items()}
