"""Parts of a PDF that are missing or do not decode: the page is named, never read as if nothing were amiss."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.domain import Document
from policyalign.errors import InputError

from support.pages import FLOWERS, TREES, Sheet, body, changed, codes, read

Name = pikepdf.Name
Change = Callable[[pikepdf.Pdf], None]


def two_pages() -> bytes:
    sheet = Sheet()
    for first, second in ((TREES, FLOWERS), (FLOWERS, TREES)):
        top = sheet.paragraph(60, 60, first, 40)
        sheet.paragraph(60, top + 8, second, 40)
        sheet.turn()
    # Packed by zlib alone, so that bytes of the file are bytes of the stream.
    return changed(sheet.pdf(), repack)


def repack(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.Contents.write(zlib.compress(page.obj.Contents.read_bytes()), filter=Name.FlateDecode)


def broken(stream: pikepdf.Object) -> None:
    """Cut the packed data off in the middle."""
    packed = zlib.compress(stream.read_bytes())
    stream.write(packed[: len(packed) // 2], filter=Name.FlateDecode)


def named(document: Document) -> set[int | None]:
    """The pages that a problem says may lack text."""
    return {problem.page for problem in document.problems if problem.severity == "partial"}


SOUND = two_pages()


def test_a_sound_file_is_read_without_a_word(tmp_path: Path) -> None:
    document = read(tmp_path, SOUND)
    assert [page.state for page in document.pages] == ["text", "text"]
    assert document.problems == ()


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_in_the_content_is_told_of_its_page(place: float, bit: int) -> None:
    with pikepdf.open(io.BytesIO(SOUND)) as pdf:
        packed = pdf.pages[1].obj.Contents.read_raw_bytes()
    start = SOUND.index(packed)
    at = start + int(place * len(packed))
    damaged = bytearray(SOUND)
    damaged[at] ^= 1 << bit
    with TemporaryDirectory() as folder:
        document = read(Path(folder), bytes(damaged))
        sound = read(Path(folder), SOUND)
    assert document.pages[0] == sound.pages[0]
    assert named(document) == {2} or body(document, 2) == body(sound, 2)


def test_a_checksum_that_was_cut_off_is_no_damage(tmp_path: Path) -> None:
    def cut(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(pdf.pages[0].obj.Contents.read_bytes())
        pdf.pages[0].obj.Contents.write(packed[:-4], filter=Name.FlateDecode)

    assert codes(read(tmp_path, changed(SOUND, cut))) == set()


def first_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    fonts = pdf.pages[1].obj.Resources.Font
    return next(font for font in fonts.values() if "/ToUnicode" in font)


def contents_gone(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.Contents


def second_part_gone(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    part = pdf.make_stream(b"BT ET")
    page.Contents = pikepdf.Array([page.Contents, part])
    broken(part)


def font_without_a_name(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[1].obj.Resources.Font
    pdf.pages[1].obj.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary({key: font for key, font in fonts.items() if "/ToUnicode" not in font})
    )


def shapes_broken(pdf: pikepdf.Pdf) -> None:
    font = own_font(pdf)
    font.FontDescriptor = pdf.make_indirect(pikepdf.Dictionary(font.FontDescriptor))
    shapes = pdf.make_stream(font.FontDescriptor.FontFile2.read_bytes())
    font.FontDescriptor.FontFile2 = shapes
    broken(shapes)


def table_broken(pdf: pikepdf.Pdf) -> None:
    font = own_font(pdf)
    font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes())
    broken(font.ToUnicode)


def own_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font for the second page alone."""
    resources = pikepdf.Dictionary(pdf.pages[1].obj.Resources)
    resources.Font = pikepdf.Dictionary(resources.Font)
    pdf.pages[1].obj.Resources = resources
    name = next(key for key, font in resources.Font.items() if "/ToUnicode" in font)
    resources.Font[name] = pdf.make_indirect(pikepdf.Dictionary(resources.Font[name]))
    return resources.Font[name]


def form(pdf: pikepdf.Pdf) -> pikepdf.Object:
    made = pdf.make_stream(b"0 0 m 10 10 l S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 100])
    broken(made)
    return made


def form_broken(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page.Resources = pikepdf.Dictionary(page.Resources)
    page.Resources.XObject = pikepdf.Dictionary(Fm=form(pdf))
    page.Contents = pikepdf.Array([page.Contents, pdf.make_stream(b"/Fm Do")])


def form_missing(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page.Contents = pikepdf.Array([page.Contents, pdf.make_stream(b"/Lost Do")])


def appearance_broken(pdf: pikepdf.Pdf) -> None:
    shown = pikepdf.Dictionary(N=form(pdf))
    stamp = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[100, 100, 200, 200], AP=shown, F=4)
    pdf.pages[1].obj.Annots = pikepdf.Array([pdf.make_indirect(stamp)])


@pytest.mark.parametrize(
    "damage",
    [
        contents_gone,
        second_part_gone,
        font_without_a_name,
        shapes_broken,
        table_broken,
        form_broken,
        form_missing,
        appearance_broken,
    ],
)
def test_what_a_page_is_drawn_from_and_is_not_there(tmp_path: Path, damage: Change) -> None:
    document = read(tmp_path, changed(SOUND, damage))
    assert [(problem.code, problem.page) for problem in document.problems if problem.severity == "partial"] == [
        ("page_damaged", 2)
    ]
    assert document.unread_pages == (2,)


def test_a_page_left_empty_on_purpose_is_empty(tmp_path: Path) -> None:
    document = read(tmp_path, changed(SOUND, lambda pdf: pdf.add_blank_page()))
    assert [page.state for page in document.pages] == ["text", "text", "blank"]
    assert document.problems == ()


def test_pages_that_the_file_counts_and_has_not(tmp_path: Path) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids = pikepdf.Array([pdf.Root.Pages.Kids[0]])

    def miscount(pdf: bytes) -> bytes:
        return pdf.replace(b"/Count 1", b"/Count 4")

    document = read(tmp_path, miscount(changed(SOUND, lose)))
    assert ("pages_lost", "3") in {(problem.code, problem.detail.get("count")) for problem in document.problems}


@pytest.mark.parametrize("place", range(10, 200, 20))
def test_damage_where_objects_are_packed_together_is_told(tmp_path: Path, place: int) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(SOUND)) as pdf:
        pdf.save(target, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    damaged = bytearray(target.getvalue())
    start = damaged.index(b"stream", damaged.index(b"/ObjStm")) + 7
    damaged[start + place] ^= 4
    with contextlib.suppress(InputError):
        assert named(read(tmp_path, bytes(damaged)))
