"""What a PDF holds beside the content of its pages is read, or it is said that it was not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from support.pages import FLOWERS, TREES, Sheet, body, changed, codes, read, read_plan

Name = pikepdf.Name


def form_page() -> Sheet:
    sheet = Sheet()
    sheet.text(60, 100, "植える木")
    sheet.text(60, 140, "植える時")
    sheet.paragraph(60, 200, TREES, 40)
    return sheet


def field(**entries: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Widget, F=4, DA="/Helv 10 Tf 0 g", **entries)


def with_annotations(pdf: pikepdf.Pdf, *annotations: pikepdf.Dictionary) -> None:
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(one) for one in annotations])


TOP, LOW = [160, 725, 520, 745], [160, 685, 520, 705]


def own_values(pdf: pikepdf.Pdf) -> None:
    with_annotations(
        pdf,
        field(FT=Name.Tx, T="tree", V="桜と楓", Rect=TOP),
        field(FT=Name.Tx, T="when", V="令和９年度の春", Rect=LOW),
    )


def values_of_the_parent(pdf: pikepdf.Pdf) -> None:
    parents = [
        pdf.make_indirect(pikepdf.Dictionary(FT=Name.Tx, T="a", V=text)) for text in ("桜と楓", "令和９年度の春")
    ]
    with_annotations(pdf, *(field(Parent=parent, Rect=rect) for parent, rect in zip(parents, (TOP, LOW), strict=True)))


def choices(pdf: pikepdf.Pdf) -> None:
    with_annotations(
        pdf,
        field(FT=Name.Ch, T="tree", V="桜と楓", Rect=TOP),
        field(FT=Name.Ch, T="when", V=pikepdf.Array(["令和９年度の春"]), Rect=LOW),
    )


def remarks(pdf: pikepdf.Pdf) -> None:
    texts = zip(("桜と楓", "令和９年度の春"), (TOP, LOW), strict=True)
    with_annotations(
        pdf,
        *(
            pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Contents=text, Rect=rect, F=4)
            for text, rect in texts
        ),
    )


@pytest.mark.parametrize("fill", [own_values, values_of_the_parent, choices, remarks])
def test_what_was_typed_in_stands_beside_its_label(tmp_path: Path, fill: Any) -> None:
    lines = body(read(tmp_path, changed(form_page().pdf(), fill))).split("\n")
    assert lines[:2] == ["植える木桜と楓", "植える時令和9年度の春"]


def test_hidden_fields_and_passwords_are_not_shown(tmp_path: Path) -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        hidden = field(FT=Name.Tx, T="a", V="隠した木", Rect=TOP)
        hidden.F = 2
        with_annotations(pdf, hidden, field(FT=Name.Tx, T="b", V="ひみつ", Ff=1 << 13, Rect=LOW))

    text = body(read(tmp_path, changed(form_page().pdf(), fill)))
    assert "隠した木" not in text
    assert "ひみつ" not in text


def test_a_long_value_is_wrapped_in_its_field(tmp_path: Path) -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        with_annotations(pdf, field(FT=Name.Tx, T="a", V=FLOWERS, Rect=[60, 300, 300, 400]))

    document = read(tmp_path, changed(form_page().pdf(), fill))
    assert FLOWERS in body(document).replace("\n", "")
    page = document.pages[0]
    assert all(len(line.advances) == len(line.text) and line.box[2] <= page.width for line in page.lines)


def test_a_struck_out_remark_strikes_out(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    sheet.text(60, 200, "花壇を埋めて道とする。")

    def strike(pdf: pikepdf.Pdf) -> None:
        y = sheet.size[1] - 200
        quad = [60, y, 60 + 11 * 10.5, y, 60, y - 11, 60 + 11 * 10.5, y - 11]
        rect = [60, y - 11, 176, y]
        with_annotations(pdf, pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.StrikeOut, QuadPoints=quad, Rect=rect))

    document = read(tmp_path, changed(sheet.pdf(), strike))
    assert body(document, zone="struck") == "花壇を埋めて道とする。"
    assert codes(document) == {"text_struck"}


# --- layers


def layered(pdf: pikepdf.Pdf, *, off: bool = True, base: bool = False, membership: bool = False) -> None:
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=Name.OCG, Name="前の案"))
    start = pikepdf.Dictionary(Order=[layer])
    if base:
        start.BaseState = Name.OFF
    elif off:
        start.OFF = [layer]
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=start)
    named = pdf.make_indirect(pikepdf.Dictionary(Type=Name.OCMD, OCGs=layer)) if membership else layer
    pdf.pages[0].obj.Resources.Properties = pikepdf.Dictionary(L1=named)


OLD = "前の案では、並木を切り、道を広げることとしていた。"


def with_layer() -> bytes:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    sheet.canvas._code.append("/OC /L1 BDC")
    sheet.text(60, 150, OLD)
    sheet.canvas._code.append("EMC")
    sheet.paragraph(60, 200, FLOWERS, 40)
    return sheet.pdf()


@pytest.mark.parametrize("how", [{}, {"base": True}, {"membership": True}])
def test_text_on_a_layer_that_is_off_is_not_read(tmp_path: Path, how: dict[str, bool]) -> None:
    plan = read_plan(tmp_path, changed(with_layer(), lambda pdf: layered(pdf, **how)))
    assert [passage.text for passage in plan.passages] == [TREES, FLOWERS]
    (problem,) = plan.problems
    assert (problem.code, problem.detail["names"]) == ("layers_hidden", "前の案")


def test_text_on_a_layer_that_is_on_is_read(tmp_path: Path) -> None:
    document = read(tmp_path, changed(with_layer(), lambda pdf: layered(pdf, off=False)))
    assert OLD in body(document).replace("\n", "")
    assert codes(document) == set()


def test_a_form_object_on_a_layer_that_is_off_is_not_read(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, TREES, 40)
    sheet.canvas.beginForm("old")
    sheet.canvas.setFont("IPAexGothic", 10.5)
    sheet.canvas.drawString(60, 600, OLD)
    sheet.canvas.endForm()
    sheet.canvas.doForm("old")

    def hide(pdf: pikepdf.Pdf) -> None:
        layered(pdf)
        layer = pdf.Root.OCProperties.OCGs[0]
        for item in pdf.pages[0].obj.Resources.XObject.values():
            item.OC = layer

    document = read(tmp_path, changed(sheet.pdf(), hide))
    assert "前の案" not in body(document)
    assert codes(document) == {"layers_hidden"}


# --- other files inside


def attached(pdf: pikepdf.Pdf, name: str) -> None:
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"%PDF-1.4", mime_type="application/pdf")


@pytest.mark.parametrize("name", ["本文.pdf", "bessi.docx", "資料.XLSX"])
def test_attached_documents_are_named(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, changed(form_page().pdf(), lambda pdf: attached(pdf, name)))
    (problem,) = document.problems
    assert (problem.code, problem.severity, problem.detail["names"]) == ("attachments_unread", "partial", name)


def test_attached_settings_are_not_worth_a_word(tmp_path: Path) -> None:
    assert codes(read(tmp_path, changed(form_page().pdf(), lambda pdf: attached(pdf, "print.joboptions")))) == set()


def test_a_file_pinned_to_a_page_is_named(tmp_path: Path) -> None:
    def pin(pdf: pikepdf.Pdf) -> None:
        spec = pikepdf.Dictionary(Type=Name.Filespec, F="honbun.pdf", UF="本文.pdf")
        with_annotations(
            pdf, pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=spec, Rect=[10, 10, 20, 20])
        )

    (problem,) = read(tmp_path, changed(form_page().pdf(), pin)).problems
    assert problem.detail["names"] == "本文.pdf"


def test_a_form_that_only_its_viewer_draws_is_said_to_be_unread(tmp_path: Path) -> None:
    def xfa(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pdf.make_stream(b"<xdp/>"))
        pdf.Root.NeedsRendering = True

    assert codes(read(tmp_path, changed(form_page().pdf(), xfa))) == {"form_unread"}
