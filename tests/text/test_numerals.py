from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.text.numerals import half_width, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("２０３０", 2030),
        ("1,234,567", 1_234_567),
        ("１，０００", 1_000),
        ("二〇三〇", 2030),
        ("十", 10),
        ("三十五", 35),
        ("千二百三十四", 1_234),
        ("二千三十", 2_030),
        ("三億", 300_000_000),
        ("一万二千", 12_000),
        ("5万", 50_000),
        ("1,200億", 120_000_000_000),
    ],
)
def test_reads(text: str, value: int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "元", "1.5", "第3", "三つ", "12,34", "三五十", "-1", "Ⅲ"])
def test_is_no_whole_number(text: str) -> None:
    assert read_number(text) is None


@given(st.text())
def test_half_width_keeps_the_length(text: str) -> None:
    assert len(half_width(text)) == len(text)


@given(st.integers(0, 9_999_999_999))
def test_reads_back_what_is_written(value: int) -> None:
    full_width = str(value).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    assert read_number(str(value)) == read_number(f"{value:,}") == read_number(full_width) == value
