from __future__ import annotations

import pytest

from policyalign.text.facets import is_background, is_generic_heading


@pytest.mark.parametrize(
    "heading",
    [
        "①目的",
        "２．現状と課題",
        "（3）今後の取組の方向性",
        "第2章 基本的な方針",
        "ア　具体的な施策",
        "③施策の内容",
        "①",
        "【背景】",
    ],
)
def test_labels_without_a_subject_are_facets(heading: str) -> None:
    assert is_generic_heading(heading)


@pytest.mark.parametrize(
    "heading",
    ["（１）深刻化する気候変動", "アジアとの協力", "5. 教育", "③人材育成の取組", "イノベーション", "1 量子"],
)
def test_headings_with_a_subject_are_none(heading: str) -> None:
    assert not is_generic_heading(heading)


def test_background_is_what_describes_a_situation() -> None:
    assert is_background("②現状・課題")
    assert is_background("第１節　背景と経緯")
    assert not is_background("①目的")
    assert not is_background("課題への対応")
    assert not is_background("")
