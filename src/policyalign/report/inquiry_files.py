"""The form of an inquiry (照会の用紙): one workbook or Word file for each ministry."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policyalign.assess.run import Run, run_id
from policyalign.errors import InputError, OutputError
from policyalign.export.folder import write_files
from policyalign.messages import InquiryCode
from policyalign.messages.inquiry import CHOOSE, HEADINGS, KINDS, LETTER
from policyalign.report.inquiry import Asked, every_question, file_name, ministries_of, of_ministry
from policyalign.report.stamp import EPOCH
from policyalign.report.texts import CELL, pieces, xml_text
from policyalign.review.files import RUN_PROPERTY

FILLED_IN = ("kind", "stated_at", "note", "respondent")
_TOLD = ("subject", "proposal_id", "label", "text", "plan", "verdict", "place", "passage", "question")
_COLUMNS = ("number", *_TOLD, *FILLED_IN, "ministry", "key")
_WIDE = ("text", "passage", "verdict", "question", "stated_at", "note")


def write_inquiries(
    run: Run, ministries: Sequence[str], out: Path, form: str, lang: str, *, force: bool = False
) -> Mapping[str, tuple[Path, int]]:
    """Write the forms of these ministries (none named: of all) as ``xlsx`` or ``docx``; by ministry, where its form is
    and how many questions it has. All are written, or none.

    Raises:
        InputError: nothing is to be asked of a ministry.
        OutputError: a form is there already, or cannot be written.
    """
    questions = every_question(run, lang)
    known = ministries_of(questions)
    for name in ministries:
        if name not in known:
            raise InputError(InquiryCode.inquiry_ministry, ministry=name, known="、".join(known) or "–")
    asked = {name: tuple(of_ministry(questions, name)) for name in ministries or known}
    files = {file_name(name, form): _BYTES[form](run, name, some, lang) for name, some in asked.items()}
    for name in files:
        if (out / name).exists() and not force:
            raise OutputError(InquiryCode.inquiry_exists, path=out / name)
    write_files(out, {name: [content] for name, content in files.items()})
    return {name: (out / file_name(name, form), len(some)) for name, some in asked.items()}


def _values(number: int, ministry: str, one: Asked) -> dict[str, str]:
    told = {name: xml_text(getattr(one, name)) for name in (*_TOLD, "key")}
    return {**dict.fromkeys(FILLED_IN, ""), **told, "number": str(number), "ministry": ministry}


def _letter(ministry: str, lang: str) -> list[str]:
    return [line.text(lang).format(ministry=ministry) for line in LETTER]


def _choices(lang: str) -> list[str]:
    return [told.text(lang) for kind, told in KINDS.items() if kind]


def _book(run: Run, ministry: str, questions: Sequence[Asked], lang: str) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": "policyalign", "created": EPOCH})
    book.set_custom_property(RUN_PROPERTY, run_id(run))
    page = book.add_worksheet("照会")
    font = {"font_name": "游ゴシック", "font_size": 10, "valign": "top", "text_wrap": True}
    plain, fill_in = book.add_format(font), book.add_format({**font, "bg_color": "#fff9e0", "border": 1})
    head = book.add_format({**font, "bold": True, "bg_color": "#d9e2f3", "border": 1})
    above = _letter(ministry, lang)
    for row, line in enumerate(above):
        page.write_string(row, 0, xml_text(line), book.add_format({"font_name": "游ゴシック", "font_size": 10}))
    top = len(above)
    for place, name in enumerate(_COLUMNS):
        page.set_column(place, place, 40 if name in _WIDE else 14, None, {"hidden": name in ("key", "ministry")})
        page.write_string(top, place, HEADINGS[name].text(lang), head)
    for row, one in enumerate(questions, 1):
        for place, (name, text) in enumerate((name, _values(row, ministry, one)[name]) for name in _COLUMNS):
            shape = fill_in if name in FILLED_IN else plain
            if text:
                page.write_string(top + row, place, pieces(text, CELL)[0], shape)
            else:
                page.write_blank(top + row, place, None, shape)
    kind = _COLUMNS.index("kind")
    page.data_validation(top + 1, kind, top + len(questions), kind, {"validate": "list", "source": _choices(lang)})
    page.freeze_panes(top + 1, 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    book.close()
    return content.getvalue()


def _form(run: Run, ministry: str, questions: Sequence[Asked], lang: str) -> bytes:
    import docx

    from policyalign.report.office import Footnotes, describe, packed, set_japanese

    document = docx.Document()
    set_japanese(document)
    describe(document, "policyalign", run_id(run))
    for line in _letter(ministry, lang):
        document.add_paragraph(xml_text(line))
    for number, one in enumerate(questions, 1):
        values = _values(number, ministry, one)
        document.add_paragraph()
        table = document.add_table(0, 2, style="Table Grid")
        for name in _COLUMNS:
            if values[name] or name in FILLED_IN:
                cells = table.add_row().cells
                cells[0].text = HEADINGS[name].text(lang)
                if name == "kind":
                    cells[1].paragraphs[0]._p.append(_choice(lang))
                else:
                    cells[1].text = values[name]
    Footnotes().attach(document)
    return packed(document)


def _choice(lang: str) -> Any:
    """A list to choose from (content control), as Word fills it in."""
    from policyalign.report.office import element

    control, properties, choices, shown = (element(name) for name in ("sdt", "sdtPr", "dropDownList", "sdtContent"))
    for word in _choices(lang):
        choices.append(element("listItem", displayText=word, value=word))
    properties.append(choices)
    run = element("r")
    run.append(element("t", CHOOSE.text(lang)))
    shown.append(run)
    control.extend([properties, shown])
    return control


_BYTES = {"xlsx": _book, "docx": _form}
