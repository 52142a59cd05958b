"""Whether a text goes as far as is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.match.degree import meets, read_degree


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("2030年度までに漁船の50％を電動にすべきである。", "2030年度までに漁船の半数以上、60％を電動にする。"),
        ("灯台を全国で300か所に増やすべきである。", "灯台を全国の320箇所に増やす。"),
        ("補助を３割に引き上げるべきだ。", "補助率を35%とする。"),
        ("許可の期間を20日以内に短縮されたい。", "許可の期間を14日以内とする。"),
        ("届出を義務付けるべきである。", "届出を義務化する。"),
        ("灯台を増やすべきである。", "灯台を増やす。"),
        ("電動船を1,200隻、2百万円の補助で。", "電動船に300万円を補助する。"),
    ],
)
def test_goes_far_enough(asked: str, stated: str) -> None:
    assert meets(read_degree(asked), read_degree(stated))


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("2030年度までに漁船の50％を電動にすべきである。", "2030年度までに漁船の40％を電動にする。"),
        ("2030年度までに漁船の50％を電動にすべきである。", "2035年度までに漁船の50％を電動にする。"),
        ("2030年度までに漁船を電動にすべきである。", "漁船を電動にする。"),
        ("灯台を300か所に増やすべきである。", "灯台を増やす。"),
        ("許可の期間を20日以内に短縮されたい。", "許可の期間を30日以内とする。"),
        ("届出を法律で義務付けるべきである。", "届出を促す。"),
        ("すべての市町村に灯台の担当を置くべきである。", "市町村に灯台の担当を置くことを支援する。"),
        ("港の使用料を無償とすべきである。", "港の使用料を引き下げる。"),
    ],
)
def test_falls_short(asked: str, stated: str) -> None:
    degree = read_degree(asked)
    assert degree.demands
    assert not meets(degree, read_degree(stated))


def test_numbers_that_are_no_amounts_demand_nothing() -> None:
    assert not read_degree("第3回の会議で示された5つの柱に沿って進めるべきである。").demands


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_more_is_always_enough(asked: int, more: int) -> None:
    assert meets(read_degree(f"船を{asked}件増やすべき"), read_degree(f"船を{asked + more}件増やす"))
    assert meets(read_degree(f"船を{asked}件増やすべき"), read_degree(f"船を{asked + more:,}件増やす"))


@given(st.text(alphabet="0123456789.,万億%割人件年度令和までに以内義務全て", max_size=40))
def test_a_text_is_as_far_as_itself(text: str) -> None:
    degree = read_degree(text)
    assert meets(degree, degree)
