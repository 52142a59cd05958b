"""Whether text is lost in silence from damaged PDFs.

    python benchmarks/fuzz_reading.py [--count 1000] [--seed 1] [PDF ...]

Sound PDFs (the samples and the layout files unless others are named) are damaged at random, each in one of the ways
of ``WAYS``, and read. What each page should say is what PDFium gives for the sound file and the reading takes from it.
A *silent loss* is a page that lacks more than a tenth of its characters without being told: no problem names it or
the whole file. Where the damaged file is a valid one that shows less, as its rendering says, nothing was lost in
reading it; those are counted apart. Printed at the end: silent losses, hangs over a minute, ends of the reading
process, its peak memory. The exit code is 1 where there is a silent loss or a hang.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2

from policyalign.config import ReadSettings
from policyalign.domain import Document, Page
from policyalign.errors import LimitExceeded, PolicyAlignError
from policyalign.workers import Worker

_ROOT = Path(__file__).parent.parent
_LOSS = 0.1
_HANG = 60.0
_FAULTS = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError)

Mask = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
Mutation = Callable[[bytes, random.Random], bytes]


# --- ways to damage a file ---------------------------------------------------------------------------------


def flip_bits(pdf: bytes, rng: random.Random) -> bytes:
    """One to three bits anywhere."""
    damaged = bytearray(pdf)
    for _ in range(rng.randint(1, 3)):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def flip_in_streams(pdf: bytes, rng: random.Random) -> bytes:
    """One bit within a packed stream."""
    at = [place for place in range(len(pdf)) if pdf.startswith(b"stream", place) and pdf[place - 3 : place] != b"end"]
    start = rng.choice(at)
    end = max(start + 8, pdf.find(b"endstream", start))
    damaged = bytearray(pdf)
    damaged[rng.randrange(start + 7, end)] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def flip_unpacked(pdf: bytes, rng: random.Random) -> bytes:
    """One to three bits of the file with all streams unpacked."""
    return flip_bits(_saved(pdf, lambda _: None, unpacked=True), rng)


def cut_off(pdf: bytes, rng: random.Random) -> bytes:
    return pdf[: rng.randrange(len(pdf) // 4, len(pdf))]


def blank_out(pdf: bytes, rng: random.Random) -> bytes:
    """A stretch of zeros, as from a bad sector."""
    start = rng.randrange(len(pdf))
    length = min(rng.choice((16, 512, 4096)), len(pdf) - start)
    return pdf[:start] + bytes(length) + pdf[start + length :]


def swap_objects(pdf: bytes, rng: random.Random) -> bytes:
    """Two objects in place of each other."""

    def change(opened: pikepdf.Pdf) -> None:
        one, other = rng.sample([item for item in opened.objects if item.is_indirect], 2)
        opened._swap_objects(one.objgen, other.objgen)

    return _saved(pdf, change)


def drop_font(pdf: bytes, rng: random.Random) -> bytes:
    """A font, its table of codes, or its shapes gone."""

    def change(opened: pikepdf.Pdf) -> None:
        fonts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [item for item in fonts if item.get("/Type") == pikepdf.Name.Font]
        font = rng.choice(fonts)
        keys = [key for key in ("/ToUnicode", "/FontDescriptor", "/DescendantFonts", "/Subtype") if key in font]
        del font[rng.choice(keys)]

    return _saved(pdf, change)


def drop_reference(pdf: bytes, rng: random.Random) -> bytes:
    """An object gone that others point to."""
    places = [place for place in range(len(pdf) - 4) if pdf[place : place + 4] == b" obj"]
    at = rng.choice(places)
    return pdf[: at + 1] + b"xxx" + pdf[at + 4 :]


def flip_in_object_streams(pdf: bytes, rng: random.Random) -> bytes:
    """One bit within a stream that holds objects."""
    packed = _saved(pdf, lambda _: None, objects=pikepdf.ObjectStreamMode.generate)
    at = [place for place in range(len(packed)) if packed.startswith(b"/ObjStm", place)]
    start = packed.find(b"stream", rng.choice(at) + 8) + 7
    damaged = bytearray(packed)
    damaged[rng.randrange(start, packed.find(b"endstream", start))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


WAYS: tuple[Mutation, ...] = (
    flip_bits,
    flip_in_streams,
    flip_unpacked,
    cut_off,
    blank_out,
    swap_objects,
    drop_font,
    drop_reference,
    flip_in_object_streams,
)


def _saved(
    pdf: bytes,
    change: Callable[[pikepdf.Pdf], None],
    *,
    unpacked: bool = False,
    objects: pikepdf.ObjectStreamMode = pikepdf.ObjectStreamMode.disable,
) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        target = io.BytesIO()
        level = pikepdf.StreamDecodeLevel.generalized if unpacked else pikepdf.StreamDecodeLevel.none
        opened.save(
            target, static_id=True, compress_streams=not unpacked, stream_decode_level=level, object_stream_mode=objects
        )
        return target.getvalue()


# --- what is lost ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sound:
    """A sound file, with the characters of each page, where they stand (pixels at 72 dpi), and their ink."""

    name: str
    pdf: bytes
    characters: tuple[Counter[str], ...]
    masks: tuple[Mask, ...]
    ink: tuple[int, ...]


@dataclass
class Tally:
    """What came of the readings so far."""

    ends: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)


def sound(path: Path, reader: Worker) -> Sound | None:
    """The file, or None where it is damaged. What our reading leaves out of the sound file is not looked for."""
    pdf = path.read_bytes()
    try:
        opened = pypdfium2.PdfDocument(pdf)
        document = reader.call("document", path, timeout=_HANG)
    except (pypdfium2.PdfiumError, PolicyAlignError):
        return None
    if document.problems:
        return None
    texts = [characters(page.get_textpage().get_text_range()) for page in opened]
    wanted = tuple(text & _of_page(page) for text, page in zip(texts, document.pages, strict=True))
    masks = tuple(map(_mask, opened))
    ink = tuple(_ink(opened, number, mask) for number, mask in enumerate(masks, start=1))
    return Sound(path.name, pdf, wanted, masks, ink)


def _mask(page: pypdfium2.PdfPage) -> Mask:
    """Where the characters of a page stand."""
    width, height = page.get_size()
    mask = np.zeros((int(height) + 1, int(width) + 1), bool)
    text = page.get_textpage()
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        mask[max(0, int(height - top)) : int(height - bottom) + 1, max(0, int(left)) : int(right) + 1] = True
    return mask


def characters(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFKC", text) if not char.isspace())


def _of_page(page: Page) -> Counter[str]:
    texts = [line.text for line in page.lines]
    texts += [cell.text for table in page.tables for cell in (*table.cells, *table.bars)]
    return characters("".join(texts))


def _ink(opened: pypdfium2.PdfDocument, number: int, mask: Mask) -> int:
    """How many pixels of a page, rendered at 72 dpi, are dark where its characters stand."""
    try:
        dark = opened[number - 1].render(grayscale=True).to_numpy()[:, :, 0] < 200
    except (pypdfium2.PdfiumError, IndexError):
        return 0
    rows, columns = min(len(dark), len(mask)), min(dark.shape[1], mask.shape[1])
    return int((dark[:rows, :columns] & mask[:rows, :columns]).sum())


def losses(intact: Sound, document: Document) -> list[tuple[int, float]]:
    """Pages that lack characters without being told, and the share that they lack."""
    if any(problem.page is None and problem.severity != "note" for problem in document.problems):
        return []
    told = {problem.page for problem in document.problems if problem.severity != "note"} | {*document.unread_pages}
    read = {page.number: _of_page(page) for page in document.pages}
    found = []
    for number, wanted in enumerate(intact.characters, start=1):
        lacking = (wanted - read.get(number, Counter())).total() / max(1, wanted.total())
        if number not in told and lacking > _LOSS:
            found.append((number, lacking))
    return found


def _shows_it(intact: Sound, damaged: bytes, number: int, lacking: float) -> bool:
    """Whether the damaged file still shows more of the page than was read of it."""
    try:
        ink = _ink(pypdfium2.PdfDocument(damaged), number, intact.masks[number - 1])
    except pypdfium2.PdfiumError:
        return False
    return ink > (1 - lacking / 2) * intact.ink[number - 1]


def try_one(reader: Worker, intact: Sound, damaged: bytes, label: str, path: Path, tally: Tally) -> None:
    path.write_bytes(damaged)
    try:
        document = reader.call("document", path, timeout=_HANG)
    except LimitExceeded as error:
        tally.ends[error.code] += 1
        return
    except PolicyAlignError as error:
        tally.ends["refused" if error.code != "worker_died" else "died"] += 1
        return
    found = losses(intact, document)
    shown = [one for one in found if _shows_it(intact, damaged, *one)]
    told = bool(document.problems)
    tally.ends["silent" if shown else "shows less" if found else "told" if told else "whole"] += 1
    tally.silent += [f"{label}: page {number} lacks {lacking:.0%}" for number, lacking in shown]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, metavar="PDF", nargs="*")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files with a silent loss")
    chosen = parser.parse_args()
    files: Sequence[Path] = chosen.files or sorted(
        (*_ROOT.glob("corpora/samples/pdf/*.pdf"), *_ROOT.glob("tests/layout/*.pdf"))
    )
    settings, tally = ReadSettings(), Tally()
    reader = Worker("policyalign.services:Reader", settings, memory_mb=settings.max_memory_mb)
    sources = [one for one in (sound(path, reader) for path in files) if one is not None]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(chosen.count):
            rng = random.Random(f"{chosen.seed}-{number}")
            intact, way = rng.choice(sources), WAYS[number % len(WAYS)]
            try:
                damaged = way(intact.pdf, rng)
            except _FAULTS:
                tally.ends["not made"] += 1
                continue
            before = len(tally.silent)
            label = f"{number} {way.__name__} {intact.name}"
            try_one(reader, intact, damaged, label, Path(folder, "damaged.pdf"), tally)
            if chosen.keep and len(tally.silent) > before:
                chosen.keep.mkdir(parents=True, exist_ok=True)
                Path(chosen.keep, f"{number}.pdf").write_bytes(damaged)
        peak = reader.peak_rss_mb
        reader.close()
    print("\n".join(tally.silent))
    print("  ".join(f"{end} {count}" for end, count in sorted(tally.ends.items())))
    hangs = tally.ends["timeout"]
    print(f"{len(tally.silent)} silent losses, {hangs} hangs, {tally.ends['died']} ends, peak {peak:.0f} MB")
    return int(bool(tally.silent or hangs))


if __name__ == "__main__":
    sys.exit(main())
