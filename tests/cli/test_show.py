"""``policyalign extract PLAN --show``: pictures of pages with what was read of them."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from policyalign.cli.app import app
from policyalign.config import ReadSettings
from policyalign.domain import Plan
from policyalign.page_pictures.found import PagePicture
from policyalign.page_pictures.picture import ITEM_COLOURS, TRACE_COLOURS
from policyalign.services import Reader

from support.helpers import Helpers
from support.pages import FLOWERS, TREES, Sheet, changed, noise

PRINTED_FROM = 5
HEAD = "みどりの手引き"


class InThisProcess(Helpers):
    """Reads and draws in this process; nothing is analysed."""

    def reader(self, lane: int = 0) -> Any:
        return self

    def _outline(self, path: Path, plan_id: str) -> Plan:
        return Reader(ReadSettings()).outline(path, plan_id)

    def _pictures(self, *asked: Any) -> tuple[PagePicture, ...]:
        return Reader(ReadSettings()).pictures(*asked)


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs ``policyalign extract`` in an empty folder."""
    pytest.importorskip("matplotlib_fontja")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policyalign.pipeline.Runtime", InThisProcess)
    return lambda *args: CliRunner().invoke(app, ["extract", *map(str, args), "--no-cache"])


def book(pages: int = 3) -> bytes:
    """Pages under a running head; the first carries the number 5. A paragraph goes over from each to the next."""
    sheet = Sheet()
    for page in range(pages):
        if page:
            sheet.turn()
        sheet.text(60, 40, HEAD)
        sheet.text(60, 100, f"第{page + 1}章　{'木花水'[page]}の世話", 14)
        bottom = sheet.paragraph(60, 140, "　" + TREES, 40)
        sheet.paragraph(60, bottom, "　" + FLOWERS * 10, 40)
        sheet.text(290, 800, f"- {page + PRINTED_FROM} -")
    return sheet.pdf()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "midori.pdf"
    path.write_bytes(book())
    return path


def colours_at(image: Image.Image, x: float, y: float, reach: int = 12) -> set[Any]:
    """Colours around a place in points, of a picture at 144 dpi."""
    left, top = round(2 * x), round(2 * y)
    part = image.crop((left - reach, top - reach, left + reach, top + reach)).convert("RGB")
    return {colour for _, colour in part.getcolors(10_000) or ()}


def opened(path: Path) -> Image.Image:
    return Image.open(path).convert("RGB")


def test_a_page_is_drawn_with_what_was_read_of_it(command: Callable[..., Result], plan: Path) -> None:
    result = command("midori.pdf", "--show", "2")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "p.2（紙面 6）",
        "  1 [見出し 2] 第2章 花の世話",
        f"  2 [段落] {TREES}",
        f"  3 [段落] {FLOWERS * 10}",
    ]
    assert "midori-p002.png" in result.stderr
    image = opened(Path("midori-p002.png"))
    assert ITEM_COLOURS["heading"] in colours_at(image, 60, 107)
    assert ITEM_COLOURS["paragraph"] in colours_at(image, 60, 146)
    assert TRACE_COLOURS["head"] in colours_at(image, 60, 46)
    assert TRACE_COLOURS["foot"] in colours_at(image, 292, 806)
    beside = colours_at(image, 500, 60)
    assert beside == {(255, 255, 255)}


def test_the_legend_stands_at_the_side_in_either_language(command: Callable[..., Result], plan: Path) -> None:
    command("midori.pdf", "--show", "1", "-o", "ja")
    command("midori.pdf", "--show", "1", "-o", "en", "--lang", "en")
    japanese, english = (opened(Path(lang, "midori-p001.png")) for lang in ("ja", "en"))
    page = (0, 0, round(2 * 595.28) - 2, japanese.height)
    assert japanese.width > page[2] + 300
    assert japanese.crop(page).tobytes() == english.crop(page).tobytes()
    panel = (page[2] + 4, 0, japanese.width, japanese.height)
    assert japanese.crop(panel).tobytes() != english.crop(panel).tobytes()
    for kind in (ITEM_COLOURS["heading"], ITEM_COLOURS["paragraph"], TRACE_COLOURS["head"]):
        assert kind in {colour for _, colour in japanese.crop(panel).getcolors(100_000) or ()}


def test_lists_and_stretches_are_drawn_each_page_once(command: Callable[..., Result], plan: Path) -> None:
    result = command("midori.pdf", "--show", "3,１-2、2")
    assert [line for line in result.stdout.splitlines() if line.startswith("p.")] == [
        "p.1（紙面 5）",
        "p.2（紙面 6）",
        "p.3（紙面 7）",
    ]
    assert sorted(path.name for path in Path().glob("*.png")) == [f"midori-p00{number}.png" for number in (1, 2, 3)]


def test_the_same_file_gives_the_same_bytes(command: Callable[..., Result], plan: Path) -> None:
    for folder in ("one", "two"):
        command("midori.pdf", "--show", "1", "-o", folder)
    assert Path("one/midori-p001.png").read_bytes() == Path("two/midori-p001.png").read_bytes()


def test_without_a_folder_pictures_stand_beside_the_plan(command: Callable[..., Result], plan: Path) -> None:
    Path("plans").mkdir()
    plan.rename("plans/midori.pdf")
    command("plans/midori.pdf", "--show", "1")
    assert {path.name for path in Path("plans").iterdir()} == {"midori.pdf", "midori-p001.png"}


def test_with_a_folder_the_tables_are_written_too(command: Callable[..., Result], plan: Path) -> None:
    assert command("midori.pdf", "--show", "1", "-o", "out").exit_code == 0
    names = {path.name for path in Path("out").iterdir()}
    assert names == {"midori-p001.png", "sections.csv", "passages.jsonl", "problems.csv"}


def test_a_plan_in_an_archive_is_drawn_beside_the_archive(command: Callable[..., Result], plan: Path) -> None:
    Path("plans").mkdir()
    with zipfile.ZipFile("plans/all.zip", "w") as archive:
        archive.write("midori.pdf")
    assert command("plans/all.zip", "--show", "1").exit_code == 0
    assert Path("plans/midori-p001.png").exists()


def test_pages_are_counted_from_the_beginning_of_the_file_and_both_numbers_told(
    command: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "midori.pdf").write_bytes(book())
    beyond = command("midori.pdf", "--show", "6")
    assert (beyond.exit_code, beyond.stdout) == (1, "")
    assert "6 ページはありません（3ページまで）。紙面の番号が 6 のページは p.2 です" in beyond.stderr
    nowhere = command("midori.pdf", "--show", "2-90", "--lang", "en")
    assert (nowhere.exit_code, nowhere.stdout) == (1, "")
    assert "has no page 4 (3 pages)" in nowhere.stderr
    assert not list(Path().glob("*.png"))


def test_a_page_that_another_carries_the_number_of_is_told(command: Callable[..., Result], tmp_path: Path) -> None:
    """p.2 has the printed number 1, so that who asks for 2 may have meant p.3."""
    sheet = Sheet()
    for page in range(4):
        if page:
            sheet.turn()
            sheet.text(290, 800, f"- {page} -")
        sheet.paragraph(60, 140, "　" + TREES, 40)
    (tmp_path / "front.pdf").write_bytes(sheet.pdf())
    assert "紙面の番号が 2 のページは p.3（紙面 2）" in command("front.pdf", "--show", "2").stderr
    assert "紙面の番号が" not in command("front.pdf", "--show", "4").stderr


@pytest.mark.parametrize("given", ["0", "a", "3-1", "", "1,,2", "-1", "1-2-3", "p.3"])
def test_what_names_no_page_is_wrong_usage(command: Callable[..., Result], plan: Path, given: str) -> None:
    result = command("midori.pdf", f"--show={given}")
    assert result.exit_code == 2
    assert "3,5-7" in result.stderr


def test_too_many_pages_at_once_are_refused(command: Callable[..., Result], plan: Path) -> None:
    result = command("midori.pdf", "--show", "1-150,200-300")
    assert result.exit_code == 2
    assert "200" in result.stderr


def test_other_formats_have_no_pages_to_draw(command: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "note.html").write_text(f"<!DOCTYPE html><h1>手引き</h1><p>{TREES}</p>", encoding="utf-8")
    result = command("note.html", "--show", "1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "PDF ではない" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_files_that_cannot_be_opened_are_told_in_one_line(command: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_text("<html><p>404</p></html>", encoding="utf-8")
    with pikepdf.open(io.BytesIO(book())) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    for name, told in (("page.pdf", "PDFではありません"), ("locked.pdf", "パスワード"), ("none.pdf", "ありません")):
        result = command(name, "--show", "1")
        assert (result.exit_code, result.stdout) == (1, "")
        assert told in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_a_file_that_only_its_owner_may_change_is_drawn(command: Callable[..., Result], tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(book())) as pdf:
        pdf.save(tmp_path / "owned.pdf", encryption=pikepdf.Encryption(owner="o", user=""))
    assert command("owned.pdf", "--show", "1").exit_code == 0


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_boxes_stand_on_the_print_of_turned_and_cropped_pages(
    command: Callable[..., Result], tmp_path: Path, turn: int
) -> None:
    """The heading is the only large type: wherever the page is turned to, its frame is around its ink."""

    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn
        pdf.pages[0].obj.CropBox = pikepdf.Array([30, 50, 560, 820])

    (tmp_path / "turned.pdf").write_bytes(changed(book(1), turned))
    assert command("turned.pdf", "--show", "1").exit_code == 0
    image = opened(Path("turned-p001.png"))
    width, height = (530, 770) if turn == 180 else (770, 530)
    assert image.height == 2 * height
    assert image.width - 2 * width == pytest.approx(370, abs=2)
    # Where the middle of the left end of the heading (60, 107 on the whole page) lies on the cropped, turned one.
    x, y = 60 - 30, 107 - (841.89 - 820)
    place = {90: (770 - y, x), 180: (530 - x, 770 - y), 270: (y, 530 - x)}[turn]
    assert ITEM_COLOURS["heading"] in colours_at(image, *place)


def test_a_page_that_was_not_read_is_drawn_and_says_so(command: Callable[..., Result], tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.picture(noise(400, 560), 0, 0, 595, 842)
    (tmp_path / "scan.pdf").write_bytes(sheet.pdf())
    result = command("scan.pdf", "--show", "1")
    assert (result.exit_code, result.stdout.splitlines()) == (0, ["p.1"])
    assert opened(Path("scan-p001.png")).getpixel((600, 800)) != (255, 255, 255)


def test_without_the_font_the_extra_is_named(
    command: Callable[..., Result], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib_fontja", None)
    result = command("midori.pdf", "--show", "1")
    assert result.exit_code == 1
    assert "policyalign[plot]" in result.stderr


def test_pictures_that_cannot_be_written_are_told(command: Callable[..., Result], plan: Path) -> None:
    Path("taken").write_text("", encoding="utf-8")
    result = command("midori.pdf", "--show", "1", "-o", "taken")
    assert result.exit_code == 1
    assert "taken" in result.stderr


def test_the_helper_process_draws_too(tmp_path: Path, plan: Path) -> None:
    """Records and bytes come through the pipe."""
    pytest.importorskip("matplotlib_fontja")
    from policyalign.pipeline import draw_pages

    (picture,) = draw_pages(plan, [(3, 3)])
    assert (picture.number, picture.place) == (3, "p.3（紙面 7）")
    assert [(item.number, item.kind) for item in picture.found.items] == [
        (1, "heading"),
        (2, "paragraph"),
        (3, "paragraph"),
    ]
    assert picture.png.startswith(b"\x89PNG")


def test_the_pictures_of_the_documentation_can_be_drawn_by_anybody(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib_fontja")
    spec = importlib.util.spec_from_file_location("draw_reading", root / "docs" / "draw_reading.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    told = re.findall(r"\]\((reading-[a-z]+\.png)\)", (root / "docs" / "reading.md").read_text(encoding="utf-8"))
    assert [path.name for path in script.draw(tmp_path)] == told
    for name in told:
        assert (tmp_path / name).stat().st_size > 10_000
        assert (root / "docs" / name).exists()
