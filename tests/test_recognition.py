"""Pages that are pictures are recognised (OCR) side by side, each once; one that cannot be does not stop the others."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from layout.sheet import font_path
from policyalign.config import ReadSettings, Settings
from policyalign.errors import LimitExceeded, MissingExtra, WorkerError
from policyalign.extract.ocr.engines import Engines, installed_engines
from policyalign.extract.ocr.records import RecognisedLine, RecognisedPage
from policyalign.messages import ErrorCode
from policyalign.pipeline import read_outline
from policyalign.recognition import recognise_pages
from policyalign.runtime import Progress, Runtime
from policyalign.text.normalize import nfkc_key

from support.pages import FLOWERS, TREES, Sheet

ENGINES = Engines(True, "", frozenset())


class Recognisers(Runtime):
    """A runtime whose recognisers take a moment and answer with the number of the page."""

    def __init__(self, settings: Settings, **how: Any) -> None:
        super().__init__(settings, **how)
        self.asked: list[int] = []
        self.at_once = self.most_at_once = 0
        self.awaited = 1
        self.errors: dict[int, Exception] = {}
        self._counting = threading.Condition()

    def recogniser(self, number: int = 0) -> Any:
        return self

    def ask(self, worker: Any, method: str, *args: Any, timeout: float | None = None, tries: int = 1) -> Any:
        _, page = args
        with self._counting:
            self.asked.append(page)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self._counting.notify_all()
            self._counting.wait_for(lambda: self.most_at_once >= self.awaited, timeout=60)
            self.at_once -= 1
        if page in self.errors:
            raise self.errors[page]
        return RecognisedPage((RecognisedLine(str(page), (0.0, 0.0, 1.0, 1.0)),))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Recognisers]:
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("policyalign.recognition.required_engines", lambda: ENGINES)
    monkeypatch.setattr("policyalign.recognition.usable_cores", lambda: 3)
    return lambda cache=True, **how: Recognisers(Settings(read=ReadSettings(ocr=True), cache=cache), **how)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF of pictures")
    return path


def test_pages_are_recognised_side_by_side_and_given_back_by_their_numbers(
    made: Callable[..., Recognisers], plan: Path
) -> None:
    runtime = made(cache=False)
    runtime.awaited = 3
    found = recognise_pages(runtime, plan, (2, 3, 5, 8, 13, 21))
    assert {number: page.lines[0].text for number, page in found.items()} == {n: str(n) for n in (2, 3, 5, 8, 13, 21)}
    assert list(found) == [2, 3, 5, 8, 13, 21]
    assert runtime.most_at_once == 3


def test_every_page_is_kept_by_itself(made: Callable[..., Recognisers], plan: Path) -> None:
    recognise_pages(made(), plan, (1, 2))
    again = made()
    assert recognise_pages(again, plan, (1, 2, 3)).keys() == {1, 2, 3}
    assert again.asked == [3]
    plan.write_bytes(b"%PDF of other pictures")
    other = made()
    recognise_pages(other, plan, (1, 2))
    assert sorted(other.asked) == [1, 2]


@pytest.mark.parametrize(
    "error", [LimitExceeded(ErrorCode.timeout, seconds=1), WorkerError(ErrorCode.worker_died, how="x")]
)
def test_a_page_that_fails_does_not_stop_the_others_and_is_not_kept(
    made: Callable[..., Recognisers], plan: Path, error: Exception
) -> None:
    runtime = made()
    runtime.errors[2] = error
    found = recognise_pages(runtime, plan, (1, 2, 3))
    assert [page.outcome for page in found.values()] == ["read", "failed", "read"]
    again = made()
    assert recognise_pages(again, plan, (1, 2, 3))[2].outcome == "read"
    assert again.asked == [2]


def test_progress_counts_the_pages(made: Callable[..., Recognisers], plan: Path) -> None:
    steps: list[Progress] = []
    recognise_pages(made(cache=False, total=2, report=steps.append), plan, (1, 2, 3, 4))
    assert {step.stage for step in steps} == {"recognise"}
    assert (steps[-1].done, steps[-1].total) == (4, 6)


def test_nothing_need_be_installed_where_no_page_is_a_picture(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyalign.extract.ocr.engines.installed_engines", lambda: Engines(False, "", frozenset()))
    with Runtime(Settings(cache=False)) as runtime:
        assert recognise_pages(runtime, plan, ()) == {}
        with pytest.raises(MissingExtra, match="ocr"):
            recognise_pages(runtime, plan, (1,))


# With the engines themselves, where they are installed -----------------------------------------------------

LINES = ["第１章　木と花の世話", TREES[:30], TREES[30:60], FLOWERS[:30], "令和８年度から2030年度までに終える。"]


def printed(folder: Path, *, vertical: bool = False, askew: float = 0.0) -> Path:
    """A small page with the lines as a picture at 200 dots per inch."""
    font = ImageFont.truetype(str(font_path()), 30)
    picture = Image.new("L", (1100, 520) if not vertical else (520, 1100), 255)
    draw = ImageDraw.Draw(picture)
    for number, words in enumerate(LINES):
        if vertical:
            for place, char in enumerate(words):
                draw.text((420 - 60 * number, 60 + 33 * place), char, font=font, fill=0)
        else:
            draw.text((70, 60 + 80 * number), words, font=font, fill=0)
    if askew:
        picture = picture.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    content = io.BytesIO()
    picture.save(content, "PNG")
    size = picture.width * 72 / 200, picture.height * 72 / 200
    sheet = Sheet(size)
    sheet.picture(content.getvalue(), 0, 0, *size)
    path = folder / "printed.pdf"
    path.write_bytes(sheet.pdf())
    return path


def read_back(path: Path) -> str:
    plan = read_outline(path, Settings(read=ReadSettings(ocr=True), cache=False))
    return nfkc_key("".join([*(one.heading for one in plan.sections), *(one.text for one in plan.passages)]))


needs_engine = pytest.mark.skipif(
    find_spec("rapidocr") is None or find_spec("onnxruntime") is None, reason="policyalign[ocr] is not installed"
)


@needs_engine
@pytest.mark.parametrize("askew", [0.0, 1.0])
def test_a_printed_page_is_recognised(tmp_path: Path, askew: float) -> None:
    assert read_back(printed(tmp_path, askew=askew)) == nfkc_key("".join(LINES))


@needs_engine
def test_vertical_writing_is_read_where_tesseract_is_installed_and_else_said_to_be_unread(tmp_path: Path) -> None:
    path = printed(tmp_path, vertical=True)
    plan = read_outline(path, Settings(read=ReadSettings(ocr=True), cache=False))
    if installed_engines().reads_vertical:
        assert plan.recognised_pages == (1,)
        assert "花壇の水やりは" in nfkc_key("".join(one.text for one in plan.passages))
    else:
        assert plan.passages == ()
        assert plan.unread_pages == (1,)
        assert "page_ocr_vertical" in {problem.code for problem in plan.problems}


@needs_engine
def test_the_space_between_a_number_and_its_title_is_kept(tmp_path: Path) -> None:
    from policyalign.extract.ocr.recogniser import Recogniser

    page = Recogniser().page(printed(tmp_path), 1)
    (title,) = [line.text for line in page.lines if "木と花" in line.text]
    assert title.replace("\u3000", " ") == "第1章 木と花の世話"
    assert not any(" " in line.text or "\u3000" in line.text for line in page.lines if line.text != title)
