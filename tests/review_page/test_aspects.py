"""Act, object, actor and degree are picked from the words of a proposal."""

from __future__ import annotations

import pytest

from policyalign.domain import Proposal
from policyalign.review_page.aspects import read_aspects


def proposal(text: str) -> Proposal:
    return Proposal("1-P1", "proposal", "1", "1", "", text, ("産", "官"))


@pytest.mark.parametrize(
    ("text", "doings"),
    [
        (
            "探索を行い、研究戦略を策定する機能を強化すべきである",
            [("探索", "行う"), ("研究戦略", "策定"), ("機能", "強化")],
        ),
        ("人材像を具体化する", [("人材像", "具体化")]),
        ("推進力の強化を図るべき", [("推進力", "強化を図る")]),
        ("つなぐ力の強化に取り組む必要がある", [("力", "強化に取り組む")]),
        ("最先端研究への投資の拡大", [("最先端研究への投資", "拡大")]),
        ("アイデア、技術、社会をつなぐ", [("アイデア、技術、社会", "つなぐ")]),
        ("補助金を廃止すべきである", [("補助金", "廃止")]),
        ("量子センシング", []),
    ],
)
def test_objects_with_what_is_to_be_done(text: str, doings: list[tuple[str, str]]) -> None:
    assert list(read_aspects(proposal(text)).doings) == doings


def test_reasons_are_not_what_is_asked() -> None:
    found = read_aspects(
        proposal("他国は研究組織を持っている。国は2030年度までに研究者を3割増やすことを義務とすべきである。")
    )
    assert [doing for doing in found.doings if "研究組織" in doing[0]] == []
    assert found.actors == ("産", "官")
    assert {"3割", "2030年度までに", "義務"} <= set(found.degrees)
