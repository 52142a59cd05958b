"""Figures as files: the same bytes for the same run, Japanese drawn as outlines that show everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from policyalign.assess.drawing.shapes import Drawing
from policyalign.assess.questions import GAPS, QUESTIONS
from policyalign.assess.run import Run
from policyalign.store import Store, cache_key
from policyalign.versions import FIGURES

KINDS = ("svg", "png")


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
        for name, draw in {**kept, **question.figures(run, (chosen or {}).get(question.name))}.items():
            for number, drawing in enumerate(draw(), 1):
                page = name if number == 1 else f"{name}({number})"  # no name of a proposal holds brackets
                files |= {f"{page}.{kind}": content for kind, content in rendered(drawing, store).items()}
    return files


def rendered(drawing: Drawing, store: Store | None = None, kinds: Collection[str] = KINDS) -> dict[str, bytes]:
    """A picture in some :data:`KINDS`, the same bytes for the same picture. Raises
    :class:`~policyalign.errors.MissingExtra` without the extra ``plot``, unless all is in the store."""
    shown = hashlib.sha256(repr(drawing).encode("utf-8", "backslashreplace")).hexdigest()
    keys = {kind: cache_key(FIGURES, [shown], name=kind) for kind in kinds}
    files = {kind: found for kind, key in keys.items() if store and (found := store.get(key))}
    if len(files) < len(keys):
        from policyalign.assess.drawing.rendering import figure_bytes, figure_of

        figure = figure_of(drawing)
        files = {kind: figure_bytes(figure, kind) for kind in kinds}
        for kind, key in keys.items() if store else ():
            store.put(key, files[kind])  # type: ignore[union-attr]
    return files
