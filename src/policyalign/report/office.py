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

from policyalign.report.stamp import EPOCH
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


def set_japanese(document: Any) -> None:
    """Say that its East Asian text is Japanese: by this, line breaks and, where the named type is missing, the forms of
    characters and stops are chosen."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "ja-JP")


def bookmarked(paragraph: Any, text: str, name: str, number: int, style: str | None = None) -> None:
    """Add a run to a paragraph within a bookmark of this name."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=name))
    paragraph.add_run(xml_text(text), style=style)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field that Word works out; ``shown`` stands there until then."""
    paragraph._p.extend(field_runs(code, shown))


def field_runs(code: str, shown: str) -> list[Any]:
    """The runs of a field."""
    return [*begun(code), *([_run(element("t", shown))] if shown else []), ended()]


def begun(code: str) -> list[Any]:
    """The runs that begin a field, which may go on over many paragraphs."""
    parts = (
        element("fldChar", fldCharType="begin"),
        element("instrText", code),
        element("fldChar", fldCharType="separate"),
    )
    return [_run(part) for part in parts]


def ended() -> Any:
    """The run that ends a field."""
    return _run(element("fldChar", fldCharType="end"))


def _run(content: Any) -> Any:
    run = element("r")
    run.append(content)
    return run


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


def describe(document: Any, title: str, run_id: str, excerpt: str = "") -> None:
    """Say in the properties of a document what it is, of which run and what part of it; nobody has edited it yet."""
    core = document.core_properties
    core.title, core.author, core.identifier = title, "policyalign", run_id
    core.last_modified_by, core.comments, core.revision = "policyalign", "", 1
    if excerpt:  # python-docx takes 255 characters, office programs keep them all
        core._element.get_or_add_description().text = excerpt
    core.created = core.modified = EPOCH


def packed(document: Any) -> bytes:
    """The file of a document, every entry with the same date: the same content gives the same bytes.

    The part of styles for Word 2010 alone, which stands in the template of python-docx, is left out: it would say
    other things than the styles.
    """
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[name]
    saved, content = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return content.getvalue()
