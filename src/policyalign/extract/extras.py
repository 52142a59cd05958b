"""What a PDF holds beside the content of its pages: values of form fields, typed remarks, words crossed out by an
annotation, layers that no viewer shows, and files attached to it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

import pikepdf

from policyalign.domain import Box
from policyalign.extract.drawing import Rule, Sheet
from policyalign.extract.glyphs import Glyph
from policyalign.text.normalize import fold, is_wide


@dataclass(frozen=True, slots=True)
class Typed:
    """Text typed onto a page, its rectangle (left, bottom, right, top) in user space, and its size in points, 0
    where the viewer chooses it."""

    text: str
    rect: Box
    size: float


@dataclass(frozen=True, slots=True)
class Extras:
    """Typed text and struck-out rectangles by page number; names of hidden layers and of attached files;
    ``xfa`` says that the pages only stand for a form that another program draws."""

    typed: dict[int, list[Typed]] = field(default_factory=dict)
    struck: dict[int, list[Box]] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    xfa: bool = False


# A file with more pages is not looked through for annotations.
_MOST_PAGES = 5_000
_FAULTS = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, NotImplementedError)


def read_extras(data: bytes) -> tuple[Extras, bytes]:
    """The extras of a file, and the file without what stands on hidden layers."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            hidden = _hidden_layers(pdf)
            extras = _extras(pdf, hidden)
            return extras, _without(pdf, hidden) if hidden else data
    except _FAULTS:
        return Extras(), data


def _extras(pdf: pikepdf.Pdf, hidden: dict[tuple[int, int], str]) -> Extras:
    form = pdf.Root.get("/AcroForm")
    xfa = isinstance(form, pikepdf.Dictionary) and "/XFA" in form and bool(pdf.Root.get("/NeedsRendering", False))
    extras = Extras({}, {}, tuple(dict.fromkeys(hidden.values())), tuple(dict.fromkeys(_attached(pdf))), xfa)
    if len(pdf.pages) > _MOST_PAGES:
        return extras
    for number, page in enumerate(pdf.pages, start=1):
        annotations = page.obj.get("/Annots")
        for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
            try:
                _note(extras, number, annotation)
            except _FAULTS:
                continue
    return extras


# Flags of annotations (PDF 32000-1, table 165): hidden, not to be viewed.
_HIDDEN_FLAGS = 2 | 32
_PASSWORD = 1 << 13


def _note(extras: Extras, number: int, annotation: pikepdf.Object) -> None:
    kind = str(annotation.get("/Subtype"))
    if int(annotation.get("/F", 0)) & _HIDDEN_FLAGS:
        return
    if kind == "/StrikeOut":
        points = [float(value) for value in annotation.get("/QuadPoints", ())]
        for at in range(0, len(points) - 7, 8):
            xs, ys = points[at : at + 8 : 2], points[at + 1 : at + 8 : 2]
            extras.struck.setdefault(number, []).append((min(xs), min(ys), max(xs), max(ys)))
    text = _typed_text(annotation, kind)
    if text.strip():
        x0, y0, x1, y1 = (float(value) for value in annotation.Rect)
        rect = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        size = re.search(r"([0-9.]+) Tf", str(_inherited(annotation, "/DA") or ""))
        extras.typed.setdefault(number, []).append(Typed(text, rect, float(size[1]) if size else 0.0))


def _typed_text(annotation: pikepdf.Object, kind: str) -> str:
    """What a reader of the page sees in a field or a remark typed onto it."""
    if kind == "/FreeText":
        return str(annotation.get("/Contents", ""))
    if kind != "/Widget":
        return ""
    sort, value = str(_inherited(annotation, "/FT")), _inherited(annotation, "/V")
    if sort == "/Tx" and not int(_inherited(annotation, "/Ff") or 0) & _PASSWORD:
        return value.read_bytes().decode("utf-8", "replace") if isinstance(value, pikepdf.Stream) else str(value or "")
    if sort == "/Ch":
        chosen = value if isinstance(value, pikepdf.Array) else [value]
        return "、".join(str(one) for one in chosen if one is not None)
    state = str(annotation.get("/AS", "/Off"))
    return "☑" if sort == "/Btn" and state != "/Off" else ""


def _inherited(annotation: pikepdf.Object, name: str) -> pikepdf.Object | None:
    node: pikepdf.Object | None = annotation
    for _ in range(16):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if name in node:
            return node[name]
        node = node.get("/Parent")
    return None


# Files that may hold the text of a plan; others are settings, data or pictures.
_DOCUMENTS = frozenset((".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".odt", ".txt", ".jtd"))
_DOCUMENTS |= frozenset((".htm", ".html", ".xdw", ".zip"))


def _attached(pdf: pikepdf.Pdf) -> Iterator[str]:
    portfolio = "/Collection" in pdf.Root
    names = [spec.filename or name for name, spec in pdf.attachments.items()]
    if len(pdf.pages) <= _MOST_PAGES:
        for page in pdf.pages:
            annotations = page.obj.get("/Annots")
            for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
                if annotation.get("/Subtype") == pikepdf.Name.FileAttachment and "/FS" in annotation:
                    names.append(str(annotation.FS.get("/UF", annotation.FS.get("/F", "?"))))
    yield from (name for name in names if portfolio or PurePath(name).suffix.lower() in _DOCUMENTS)


# --- layers -----------------------------------------------------------------------------------------------


def _hidden_layers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The layers that are switched off when the file is opened, by object number, with their names."""
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return {}
    start = layers.get("/D", pikepdf.Dictionary())
    everything = {group.objgen: group for group in layers.get("/OCGs", ())}
    hidden = set(everything) if start.get("/BaseState") == pikepdf.Name.OFF else set()
    hidden |= {group.objgen for group in start.get("/OFF", ())}
    hidden -= {group.objgen for group in start.get("/ON", ())}
    return {key: str(group.get("/Name", "?")) for key, group in everything.items() if key in hidden}


_PAINTS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "s", "S"))
_SHOWS = frozenset(("Tj", "TJ"))
_NEXT_LINE = frozenset(("'", '"'))


def _without(pdf: pikepdf.Pdf, hidden: dict[tuple[int, int], str]) -> bytes:
    """The file with nothing painted on hidden layers; states and places of what is left stay as they were."""
    done: set[tuple[int, int]] = set()
    for page in pdf.pages:
        page.contents_coalesce()
        _clear(pdf, page.obj.get("/Contents"), page.obj.get("/Resources"), hidden, done)
        kept = [one for one in page.obj.get("/Annots", ()) if not _is_hidden(one.get("/OC"), hidden)]
        if "/Annots" in page.obj:
            page.obj.Annots = pikepdf.Array(kept)
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def _clear(
    pdf: pikepdf.Pdf,
    stream: pikepdf.Object | None,
    resources: pikepdf.Object | None,
    hidden: dict[tuple[int, int], str],
    done: set[tuple[int, int]],
) -> None:
    if not isinstance(stream, pikepdf.Stream) or stream.objgen in done or not isinstance(resources, pikepdf.Dictionary):
        return
    done.add(stream.objgen)
    names = resources.get("/Properties", pikepdf.Dictionary())
    objects = resources.get("/XObject", pikepdf.Dictionary())
    for form in dict(objects.items()).values():
        if form.get("/Subtype") == pikepdf.Name.Form:
            _clear(pdf, form, form.get("/Resources", resources), hidden, done)
    layers = {name for name, layer in names.items() if _is_hidden(layer, hidden)}
    unseen = {name for name, drawn in objects.items() if _is_hidden(drawn.get("/OC"), hidden)}
    if layers or unseen:
        stream.write(pikepdf.unparse_content_stream(list(_visible(stream, layers, unseen))))


def _visible(
    stream: pikepdf.Object, layers: set[str], unseen: set[str]
) -> Iterator[tuple[list[pikepdf.Object], pikepdf.Operator]]:
    nested: list[bool] = []
    for instruction in pikepdf.parse_content_stream(stream):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name in ("BDC", "BMC"):
            of_layer = name == "BDC" and operands[0] == "/OC" and str(operands[1]) in layers
            nested.append(of_layer or (bool(nested) and nested[-1]))
        hide = bool(nested) and nested[-1]
        if name == "EMC" and nested:
            nested.pop()
        if name == "Do" and (hide or str(operands[0]) in unseen):
            continue
        if hide and (name in _SHOWS or name in ("sh", "INLINE IMAGE")):
            continue
        if hide and name in _PAINTS:
            operands, name = [], "n"
        elif hide and name in _NEXT_LINE:
            operands, name = [], "T*"
        if name == "INLINE IMAGE":
            yield operands, instruction.operator
        else:
            yield operands, pikepdf.Operator(name)


def _is_hidden(layer: pikepdf.Object | None, hidden: dict[tuple[int, int], str]) -> bool:
    """Whether a layer is off, or all or some layers of a group are, as its policy says."""
    if not isinstance(layer, pikepdf.Dictionary):
        return False
    if layer.get("/Type") != pikepdf.Name.OCMD:
        return layer.objgen in hidden
    groups = layer.get("/OCGs")
    members = list(groups) if isinstance(groups, pikepdf.Array) else [groups] if groups is not None else []
    off = [member.objgen in hidden for member in members if isinstance(member, pikepdf.Dictionary)]
    policy = str(layer.get("/P", "/AnyOn"))
    shown = {
        "/AllOn": not any(off),
        "/AnyOff": any(off),
        "/AllOff": all(off),
    }.get(policy, not all(off))
    return bool(off) and not shown


# --- on the page ------------------------------------------------------------------------------------------

_USUAL_SIZE = 10.5


def typed_glyphs(typed: list[Typed], sheet: Sheet) -> list[Glyph]:
    """Typed text as characters set into its rectangle, line by line."""
    return [glyph for one in typed for glyph in _set_in(one, sheet)]


def _set_in(typed: Typed, sheet: Sheet) -> Iterator[Glyph]:
    left, bottom, right, top = typed.rect
    x0, y0, x1, y1 = sheet.place(left, top, right, bottom)
    size = typed.size or max(4.0, min(_USUAL_SIZE, 0.75 * (y1 - y0)))
    rows = [row for part in re.split(r"\r\n|\r|\n", typed.text) for row in _wrapped(part, (x1 - x0) / size)]
    height = size * 1.2
    y = y0 + max(0.0, (y1 - y0 - height * len(rows)) / 2)
    for row in rows:
        x = x0
        for char in fold(row):
            width = size * (1.0 if is_wide(char) else 0.5)
            yield Glyph(char, x, y, x + width, y + size, size, False)
            x += width
        y += height


def _wrapped(text: str, width: float) -> Iterator[str]:
    """Rows of at most ``width`` em."""
    row, filled = "", 0.0
    for char in text:
        advance = 1.0 if is_wide(char) else 0.5
        if row and filled + advance > width:
            yield row
            row, filled = "", 0.0
        row, filled = row + char, filled + advance
    yield row


def struck_rules(struck: list[Box], sheet: Sheet) -> list[Rule]:
    """Rules through the middle of what annotations strike out."""
    rules = []
    for left, bottom, right, top in struck:
        x0, y0, x1, y1 = sheet.place(left, top, right, bottom)
        level = x1 - x0 >= y1 - y0
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        rules.append(Rule(x0, y, x1, y) if level else Rule(x, y0, x, y1))
    return rules
