"""Letters that recognition mistakes for others that look alike; words of Japanese are never touched."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.config import ReadSettings
from policyalign.extract.ocr.lookalikes import as_japanese
from policyalign.services import Reader


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("输出者の银行が货物の证券を発行", "輸出者の銀行が貨物の証券を発行"),
        ("ポス卜とセンサ一、エネルギ一の", "ポストとセンサー、エネルギーの"),
        ("卜ンネル", "トンネル"),
        ("プ口グラム、ネッ卜ワーク、バイオ工コノミー", "プログラム、ネットワーク、バイオエコノミー"),
        ("スタートアップヘの支援を述ベる", "スタートアップへの支援を述べる"),
        ("へルスケア、レべル", "ヘルスケア、レベル"),
        ("計画·施策", "計画・施策"),
        ("√熱導管の配備", "✓熱導管の配備"),
        ("√", "✓"),
        ("省工ネと再工ネ", "省エネと再エネ"),
        ("「℉運送人」", "「F運送人」"),
    ],
)
def test_letters_that_look_alike_are_set_right(read: str, printed: str) -> None:
    assert as_japanese(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "データ一覧、コース一つ、エリア一か所、グループ一体",
        "アジア八カ国、インド二カ所、チーム力の向上、メーカー工場、シャワー口",
        "海へ、東京へ、ベース、ヘルスケア、ペット、レベル、すべて、こうべ",
        "√2は、約1.41",
        "口座、力学、工程、夕方、一方、人工知能",
        "地方へのアクセス、サービスへアクセスする、海へボートで",
    ],
)
def test_words_stay_as_they_are(text: str) -> None:
    assert as_japanese(text) == text


@given(st.text(st.sampled_from("へヘべベぺペ一ー口ロ力カ工エ夕タ卜トあア字1、输輸·"), max_size=20))
def test_one_character_stays_one_character(text: str) -> None:
    assert len(as_japanese(text)) == len(text)


def test_only_letters_that_japanese_does_not_write_are_replaced() -> None:
    rows = files("policyalign.extract.ocr").joinpath("simplified.tsv").read_text("utf-8").splitlines()
    for row in rows:
        simplified, japanese = row.split("\t")
        japanese.encode("cp932")
        with pytest.raises(UnicodeEncodeError):
            simplified.encode("cp932")


@pytest.mark.parametrize("name", ["space", "education", "digital"])
def test_the_sample_plans_are_left_as_they_are(samples: Path, name: str) -> None:
    document = Reader(ReadSettings()).document(samples / "pdf" / f"{name}.pdf")
    for page in document.pages:
        for line in page.lines:
            assert as_japanese(line.text) == line.text
