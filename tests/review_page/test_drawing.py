"""Pages are drawn from the very file that was read, and the sentence is marked where it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policyalign.assess.run import Run
from policyalign.domain import Passage
from policyalign.review_page.desk import Desk
from policyalign.review_page.drawing import PageDrawer
from policyalign.review_page.marking import marks_of
from policyalign.review_page.pictures import PagePictures, find_pdfs


@pytest.fixture(scope="module")
def pictures(sample_run: Run, samples: Path) -> Iterator[PagePictures]:
    made = PagePictures(find_pdfs(sample_run.plans, samples / "pdf", samples))
    yield made
    made.close()


def prose(run: Run) -> list[Passage]:
    """Passages of more than one sentence, on one page and over two."""
    return [one for plan in run.plans for one in plan.passages if one.kind == "paragraph" and len(one.sentences) > 1]


def test_a_page_is_a_picture_and_what_cannot_be_drawn_is_none(sample_run: Run, pictures: PagePictures) -> None:
    plan = sample_run.plans[0]
    content = pictures.picture(plan, 3)
    assert content is not None
    assert content.startswith(b"\xff\xd8")
    assert pictures.picture(plan, 3) is content
    assert pictures.picture(plan, 0) is None
    assert pictures.picture(plan, plan.page_count + 1) is None
    assert pictures.picture(replace(plan, document_id="0" * 64), 1) is None


def test_the_sentence_is_marked_within_its_passage(sample_run: Run, pictures: PagePictures) -> None:
    desk = Desk(sample_run, "ja")
    found = 0
    for passage in prose(sample_run)[:40]:
        for number in range(len(passage.sentences)):
            for page, told in marks_of(desk, pictures, passage, number).items():
                boxes = [anchor.box for anchor in passage.anchors if anchor.page == int(page)]
                assert told["passage"] == boxes
                for x0, top, x1, bottom in told["sentence"]:
                    assert x0 < x1
                    assert top < bottom
                    assert any(a - 5 < x0 and x1 < c + 5 and b - 5 < top and bottom < d + 5 for a, b, c, d in boxes)
                found += bool(told["sentence"])
    assert found >= 70


def test_two_sentences_are_marked_apart(sample_run: Run, pictures: PagePictures) -> None:
    desk = Desk(sample_run, "ja")
    passage = next(one for one in prose(sample_run) if one.page_start == one.page_end)
    first, second = (
        marks_of(desk, pictures, passage, number)[str(passage.page_start)]["sentence"] for number in (0, 1)
    )
    assert first
    assert second
    assert first != second
    assert first[0][1] <= second[0][1]


def test_a_file_that_was_replaced_is_not_shown(sample_run: Run, samples: Path, tmp_path: Path) -> None:
    first, second = sample_run.plans[:2]
    path = tmp_path / "plan.pdf"
    path.write_bytes((samples / "pdf" / first.source).read_bytes())
    files = find_pdfs((first,), tmp_path, tmp_path / "out")
    path.write_bytes((samples / "pdf" / second.source).read_bytes())
    drawer = PageDrawer()
    assert drawer.picture(files[first.document_id], first.document_id, 1) is None
    path.unlink()
    assert drawer.picture(path, first.document_id, 1) is None


def test_a_broken_file_costs_its_own_picture_only(sample_run: Run, samples: Path, tmp_path: Path) -> None:
    import hashlib

    good, content = sample_run.plans[0], b"%PDF-1.7\n" + bytes(range(256)) * 40
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(content)
    plan = replace(good, document_id=hashlib.sha256(content).hexdigest())
    pictures = PagePictures({plan.document_id: broken, good.document_id: samples / "pdf" / good.source})
    try:
        assert pictures.picture(plan, 1) is None
        assert pictures.marks(plan, 1, (), "文") is None
        assert pictures.picture(good, 1) is not None
    finally:
        pictures.close()
