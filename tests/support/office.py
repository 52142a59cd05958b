"""Office files made for tests: what python-docx cannot write is put into the parts of the file by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")


def with_parts(path: Path, parts: dict[str, bytes]) -> Path:
    """The archive with some entries added or replaced."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def with_footnotes(path: Path, notes: list[str]) -> Path:
    """A .docx with footnotes, as Word writes them: two separators ahead of the notes."""
    old = zipfile.ZipFile(path)
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = old.read("word/_rels/document.xml.rels").decode()
    types = old.read("[Content_Types].xml").decode()
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    return with_parts(
        path,
        {
            "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
            f"{body}</w:footnotes>".encode(),
            "word/_rels/document.xml.rels": rels.replace(
                "</Relationships>", f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/></Relationships>'
            ).encode(),
            "[Content_Types].xml": types.replace(
                "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{content_type}"/></Types>'
            ).encode(),
        },
    )


def add_list(document: Any, levels: list[tuple[str, str]]) -> str:
    """A list of these levels, each the form of its number and the text around it; its id."""
    numbering = document.part.numbering_part.element
    told = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text) in enumerate(levels)
    )
    number = str(900 + len(numbering))
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{told}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return number


def number(paragraph: Any, list_id: str, level: int = 0) -> None:
    """Put a paragraph into a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'))


def add_xml(paragraph: Any, content: str) -> None:
    """Append what ``content`` says to a paragraph."""
    paragraph._p.append(parse_xml(content))
