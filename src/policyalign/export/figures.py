"""Figures as files: the same bytes for the same run, Japanese drawn as outlines that show everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence

from policyalign.assess.drawing.shapes import Drawing
from policyalign.assess.questions import GAPS, QUESTIONS
from policyalign.assess.run import Run
from policyalign.store import Store, cache_key
from policyalign.versions import FIGURES

KINDS = ("svg", "png")

Draw = Callable[[Sequence[Drawing], Collection[str]], list[dict[str, bytes]]]
"""Makes pictures in some kinds."""


def draw_figures(
    run: Run,
    chosen: Mapping[str, Collection[str]] | None = None,
    store: Store | None = None,
    draw_all: Draw | None = None,
) -> dict[str, bytes]:
    """The figures of all questions by file name; from ``store``, where they were drawn before: loading matplotlib
    and drawing take longer than all the rest of a second run.

    ``chosen`` gives, by question, proposals that are drawn each by itself (none: those that something was found
    on). What stands in the folder that the run was loaded from is drawn anew. ``draw_all`` draws; by default this
    process does. Raises :class:`~policyalign.errors.MissingExtra` without the extra ``plot``.
    """
    pages: dict[str, Drawing] = {}
    every, earlier = [one.id for one in run.matrix.proposals], run.record.get("files", ())
    for question in (GAPS, *QUESTIONS):
        kept = {name: draw for name, draw in question.figures(run, every).items() if f"{name}.svg" in earlier}
        for name, draw in {**kept, **question.figures(run, (chosen or {}).get(question.name))}.items():
            for number, drawing in enumerate(draw(), 1):
                # No name of a proposal holds brackets.
                pages[name if number == 1 else f"{name}({number})"] = drawing
    drawn = _rendered_all(list(pages.values()), store, draw_all or _drawn_here)
    return {f"{page}.{kind}": one for page, files in zip(pages, drawn, strict=True) for kind, one in files.items()}


def rendered(drawing: Drawing, store: Store | None = None, kinds: Collection[str] = KINDS) -> dict[str, bytes]:
    """A picture in some :data:`KINDS`, the same bytes for the same picture. Raises
    :class:`~policyalign.errors.MissingExtra` without the extra ``plot``, unless all is in the store."""
    (files,) = _rendered_all([drawing], store, _drawn_here, kinds)
    return files


def _rendered_all(
    drawings: Sequence[Drawing], store: Store | None, draw_all: Draw, kinds: Collection[str] = KINDS
) -> list[dict[str, bytes]]:
    """The files of every picture by kind; those that ``store`` does not hold are drawn, and kept there."""
    keys = [_keys(drawing, kinds) for drawing in drawings]
    kept = store.get_all(key for by_kind in keys for key in by_kind.values()) if store else {}
    found = [{kind: kept[key] for kind, key in by_kind.items() if key in kept} for by_kind in keys]
    lacking = [place for place, files in enumerate(found) if len(files) < len(kinds)]
    drawn = draw_all([drawings[one] for one in lacking], kinds) if lacking else []
    for place, files in zip(lacking, drawn, strict=True):
        found[place] = files
        if store is not None:
            store.put_all({key: files[kind] for kind, key in keys[place].items()})
    return found


def _keys(drawing: Drawing, kinds: Collection[str]) -> dict[str, str]:
    shown = hashlib.sha256(repr(drawing).encode("utf-8", "backslashreplace")).hexdigest()
    return {kind: cache_key(FIGURES, [shown], name=kind) for kind in kinds}


def _drawn_here(drawings: Sequence[Drawing], kinds: Collection[str]) -> list[dict[str, bytes]]:
    from policyalign.assess.drawing.rendering import draw

    return [draw(drawing, kinds) for drawing in drawings]
