"""What the page knows of the answers is what stands in the file, whoever wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.review.items import items_of
from policyalign.review.settling import standing
from policyalign.review.store import ReviewStore
from policyalign.review_page.log import AnswerLog

from support.audits import run_with_gaps
from support.reviews import answer

ITEMS = items_of(run_with_gaps(3))[:2]
SAID = st.tuples(
    st.booleans(), st.sampled_from(ITEMS), st.sampled_from("甲乙"), st.sampled_from(["covered", "absent", ""])
)


@settings(max_examples=15)
@given(said=st.lists(SAID, max_size=8))
def test_the_page_keeps_up_with_all_who_write(
    said: list,
    tmp_path_factory: pytest.TempPathFactory,  # type: ignore[type-arg]
) -> None:
    folder = tmp_path_factory.mktemp("out")
    log, other = AnswerLog(ReviewStore(folder)), AnswerLog(ReviewStore(folder))
    with log.held():
        for mine, item, reviewer, verdict in said:
            (log if mine else other).add(answer(item, verdict, reviewer))
            assert log.standing == standing(ReviewStore(folder).answers())
    own = {(item.key, name): verdict for mine, item, name, verdict in said if mine}
    assert log.added == sum(map(bool, own.values()))  # what was taken back was not kept


def test_another_file_in_its_place_is_read_anew(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, earlier = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("earlier")
    log, store = AnswerLog(ReviewStore(folder)), ReviewStore(earlier)
    log.add(answer(ITEMS[0], "covered"))
    assert set(log.standing) == {ITEMS[0].key}
    store.add([answer(ITEMS[1], "absent"), answer(ITEMS[1], "unsure", "乙")])
    ReviewStore(folder).path.write_bytes(store.path.read_bytes())
    assert log.standing == standing(store.answers())
