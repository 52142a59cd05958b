from __future__ import annotations

from collections.abc import Callable

import pytest

from policyalign.segment.activity import Sentence
from policyalign.segment.targets import find_targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("2030年度までに排出量を46％削減する。", ["2030年度までに排出量を46％削減する"]),
        ("2030年までに、全国で100か所の拠点を整備する。", ["2030年までに、全国で100か所の拠点を整備する"]),
        ("累計1,000件以上の利用を目指す。", ["累計1,000件以上の利用を目指す"]),
        ("令和９年度までに技術者を５万人育成する。", ["令和９年度までに技術者を５万人育成する"]),
        ("2035年度までに廃棄量を半減する。", ["2035年度までに廃棄量を半減する"]),
        ("指標：普及率；目標値：80％；担当：県", ["目標値：80％"]),
    ],
)
def test_targets(read: Callable[[str], Sentence], text: str, targets: list[str]) -> None:
    assert list(find_targets(read(text))) == targets


@pytest.mark.parametrize(
    "text",
    [
        "2023年度までに排出量を20％削減した。",
        "利用者は1,000件を超えている。",
        "2030年には人口が10％減少すると見込まれる。",
        "3つの柱を掲げ、第2回の会議を開催する。",
        "24時間体制で観測を行う。",
        "拠点を整備する。",
        "10か所の拠点を整備する。",
    ],
)
def test_reports_and_forecasts_are_no_targets(read: Callable[[str], Sentence], text: str) -> None:
    assert find_targets(read(text)) == ()
