"""Whether everything that the pages of a PDF are drawn from is there and decodes to its end.

PDFium shows what it can of a damaged page and says nothing. Here every content stream, form, appearance of an
annotation and table of a font is decoded in full, its checksum included, and every name that a page uses is looked up.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import pikepdf

FAULTS = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, NotImplementedError)
"""What pikepdf raises on objects that are damaged or of another kind than they should be."""

# Content that unpacks to more than this, in bytes, is not looked at further: real pages have some hundred thousand.
_MOST_BYTES = 64_000_000
_CHUNK = 1 << 20
# Forms may nest without end in hostile files.
_MOST_NESTED = 12


@dataclass(frozen=True, slots=True)
class Damage:
    """``pages``: numbers of pages of which something is missing or does not decode. ``file``: the file itself is
    damaged, whichever page that concerns. ``lost``: how many pages it says it has and has not."""

    pages: frozenset[int] = frozenset()
    file: bool = False
    lost: int = 0


def find_damage(data: bytes, most_pages: int) -> Damage:
    """Look through the first ``most_pages`` pages of a file."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            looked = _Inspector(pdf)
            # Each page taken by its number would walk through all of them
            first = enumerate(islice(pdf.pages, most_pages), start=1)
            pages = frozenset(number for number, page in first if not looked.is_whole(page))
            broken = _PACKED_OBJECTS in data and not all(map(_is_holder_whole, pdf.objects))
            told = int(pdf.Root.Pages.get("/Count", len(pdf.pages)))
            return Damage(pages, broken or looked.warned, max(0, told - len(pdf.pages)))
    except pikepdf.PasswordError:
        return Damage()
    except FAULTS:
        return Damage(file=True)


_PACKED_OBJECTS = b"/ObjStm"
_HOLDERS = (pikepdf.Name.ObjStm, pikepdf.Name.XRef)


def _is_holder_whole(item: pikepdf.Object) -> bool:
    """Whether a stream decodes that holds other objects or tells where they are; true of all else."""
    if not isinstance(item, pikepdf.Stream) or item.get("/Type") not in _HOLDERS:
        return True
    return item.get("/Filter") != pikepdf.Name.FlateDecode or inflate(bytes(item.read_raw_bytes())) is not None


_FONT_USED = re.compile(rb"/([^\s/\[\]<>()]+)\s+[-+.\d]+\s+Tf\b")
_FORM_USED = re.compile(rb"/([^\s/\[\]<>()]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass
class _Inspector:
    """Looks at pages one after the other; what they share is looked at once."""

    pdf: pikepdf.Pdf
    warned: bool = False
    _known: dict[tuple[int, int], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.warned = bool(self.pdf.get_warnings())

    def is_whole(self, page: pikepdf.Page) -> bool:
        """Whether all that the page is drawn from is there; a complaint of qpdf on the way counts as damage."""
        try:
            whole = self._is_page_whole(page)
        except FAULTS:
            whole = False
        complaints = bool(self.pdf.get_warnings())
        self.warned |= complaints
        return whole and not complaints

    def _is_page_whole(self, page: pikepdf.Page) -> bool:
        resources = page.resources
        contents = page.obj.get("/Contents")
        if contents is None:
            # A page left empty on purpose has no fonts.
            return "/Font" not in resources
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        decoded = [_decoded(part) for part in parts]
        if any(part is None for part in decoded):
            return False
        content = b"\n".join(part for part in decoded if part is not None)
        return self._uses_what_is_there(content, resources, 0) and all(
            self._is_form_whole(form, resources, 1) for form in _appearances(page)
        )

    def _uses_what_is_there(self, content: bytes, resources: pikepdf.Object, depth: int) -> bool:
        nothing = pikepdf.Dictionary()
        fonts, forms = resources.get("/Font", nothing), resources.get("/XObject", nothing)
        for name in _names(_FONT_USED, content):
            if name not in fonts or not self._is_font_whole(fonts[name]):
                return False
        for name in _names(_FORM_USED, content):
            if name not in forms or not self._is_form_whole(forms[name], resources, depth + 1):
                return False
        return True

    def _is_form_whole(self, form: pikepdf.Object, outer: pikepdf.Object, depth: int) -> bool:
        if form.get("/Subtype") == pikepdf.Name.Image or depth > _MOST_NESTED:
            return True
        known = self._known.get(form.objgen)
        if known is None or form.objgen == (0, 0):
            self._known[form.objgen] = True  # a form that draws itself
            content = _decoded(form)
            known = content is not None and self._uses_what_is_there(content, form.get("/Resources", outer), depth)
            self._known[form.objgen] = known
        return known

    def _is_font_whole(self, font: pikepdf.Object) -> bool:
        known = self._known.get(font.objgen)
        if known is None or font.objgen == (0, 0):
            known = "/Subtype" in font and all(_decoded(part) is not None for part in _font_streams(font))
            self._known[font.objgen] = known
        return known


def _names(pattern: re.Pattern[bytes], content: bytes) -> list[str]:
    """The names that the content uses, in order."""
    found = dict.fromkeys(pattern.findall(content))
    return ["/" + _ESCAPED.sub(lambda code: bytes((int(code[1], 16),)), name).decode("utf-8") for name in found]


def _font_streams(font: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """What tells the codes and the shapes of a font. Raises one of ``FAULTS`` where a part is missing."""
    for name in ("/ToUnicode", "/Encoding"):
        if isinstance(font.get(name), pikepdf.Stream):
            yield font[name]
    holder = font.DescendantFonts[0] if font.Subtype == pikepdf.Name.Type0 else font
    described = holder.get("/FontDescriptor", pikepdf.Dictionary())
    yield from (described[name] for name in ("/FontFile", "/FontFile2", "/FontFile3") if name in described)
    yield from (one for one in (holder.get("/CIDToGIDMap"),) if isinstance(one, pikepdf.Stream))
    if font.Subtype == pikepdf.Name.Type3:
        yield from font.CharProcs.values()


def _appearances(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """The forms that the annotations of a page are shown as."""
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        normal = annotation.get("/AP", pikepdf.Dictionary()).get("/N")
        states = list(normal.values()) if isinstance(normal, pikepdf.Dictionary) else [normal]
        yield from (one for one in states if isinstance(one, pikepdf.Stream))


def _decoded(stream: pikepdf.Object) -> bytes | None:
    """The content of a stream, or None where it does not decode to its end."""
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters] if filters is not None else []
    if not names:
        return bytes(stream.read_raw_bytes())
    if names[0] != pikepdf.Name.FlateDecode:
        return bytes(stream.read_bytes())
    content = inflate(bytes(stream.read_raw_bytes()))
    plain = len(names) == 1 and "/DecodeParms" not in stream
    return content if plain or content is None else bytes(stream.read_bytes())


# The two bytes at the head of zlib data are a multiple of this number (RFC 1950).
_HEADER = 31


def inflate(packed: bytes) -> bytes | None:
    """Unpack zlib data. None where it breaks off, holds an error, or does not have the checksum that it states; a
    checksum that was cut off, as some programs do, is no fault of the text.

    >>> inflate(zlib.compress("計画".encode())).decode()
    '計画'
    >>> inflate(zlib.compress(b"plan")[:-6]) is None
    True
    """
    if not packed:
        return b""
    if int.from_bytes(packed[:2], "big") % _HEADER or packed[0] & 15 != zlib.DEFLATED:
        return None
    engine = zlib.decompressobj(wbits=-15)
    parts: list[bytes] = []
    size, checksum, rest = 0, 1, packed[2:]
    try:
        while not engine.eof:
            part = engine.decompress(rest, _CHUNK)
            rest = engine.unconsumed_tail
            if not part and not rest and not engine.eof:
                return None
            checksum, size = zlib.adler32(part, checksum), size + len(part)
            parts.append(part)
            if size > _MOST_BYTES:
                return b"".join(parts)
    except zlib.error:
        return None
    stated = engine.unused_data[:4]
    return b"".join(parts) if len(stated) < 4 or int.from_bytes(stated, "big") == checksum else None
