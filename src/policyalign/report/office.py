"""Word's own parts that python-docx has no call for: notes, bookmarks, fields, fixed dates in the archive."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from policyalign.report.texts import xml_text

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STAMP = (1980, 1, 1, 0, 0, 0)
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def element(name: str, text: str = "", /, **attributes: str) -> Any:
    """An element of WordprocessingML; attributes are of the same namespace."""
    made = OxmlElement(f"w:{name}", attrs={qn(f"w:{key}"): value for key, value in attributes.items()})
    if text:
        made.text = xml_text(text)
        made.set(qn("xml:space"), "preserve")
    return made


def bookmarked(paragraph: Any, text: str, name: str, number: int, style: str | None = None) -> None:
    """Add a run to a paragraph within a bookmark of this name."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=name))
    paragraph.add_run(xml_text(text), style=style)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field that Word works out; ``shown`` stands there until then."""
    parts = (
        element("fldChar", fldCharType="begin"),
        element("instrText", code),
        element("fldChar", fldCharType="separate"),
        element("t", shown),
        element("fldChar", fldCharType="end"),
    )
    for part in parts:
        paragraph.add_run()._r.append(part)


class Footnotes:
    """The notes of a document, numbered from 1; :meth:`attach` adds their part."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def refer(self, paragraph: Any, text: str) -> None:
        """A note at the end of a paragraph."""
        self.notes.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(element("footnoteReference", id=str(len(self.notes))))

    def attach(self, document: Any) -> None:
        """Add the part of notes to a document."""
        root = parse_xml(f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}</w:footnotes>")
        for number, text in enumerate(self.notes, 1):
            root.append(_note(number, text))
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, text: str) -> Any:
    note, paragraph = element("footnote", id=str(number)), element("p")
    mark, body = element("r"), element("r")
    look = element("pPr")
    look.append(element("spacing", before="0", after="0", line="240", lineRule="auto"))
    properties = element("rPr")
    properties.extend([element("sz", val="18"), element("vertAlign", val="superscript")])
    mark.extend([properties, element("footnoteRef")])
    small = element("rPr")
    small.append(element("sz", val="18"))
    body.extend([small, element("t", f" {text}")])
    paragraph.extend([look, mark, body])
    note.append(paragraph)
    return note


def packed(document: Any) -> bytes:
    """The file of a document, every entry with the same date: the same content gives the same bytes."""
    saved, content = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return content.getvalue()
