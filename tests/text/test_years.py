from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.text.eras import ERAS, era_year, fiscal_year
from policyalign.text.relative_years import Reference
from policyalign.text.years import read_intervals
from policyalign.values import Precision

from support.limits import HANGS

Years = tuple[int | None, int | None]

REFERENCE = Reference(decided=2023, period=(2023, 2027), editions={7: (2026, 2030)})


def years(text: str, reference: Reference = REFERENCE) -> list[Years]:
    return [(interval.start_fy, interval.end_fy) for interval in read_intervals(text, reference)]


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        # single years in every style
        ("令和7年度", 2025, 2025),
        ("令和７年度末", 2025, 2025),
        ("令和 7 年度", 2025, 2025),
        ("令和七年度", 2025, 2025),
        ("R7年度", 2025, 2025),
        ("Ｒ７年度", 2025, 2025),
        ("H30年度", 2018, 2018),
        ("令和7(2025)年度", 2025, 2025),
        ("令和７（２０２５）年度", 2025, 2025),
        ("令和7年度（2025年度）", 2025, 2025),
        ("2025（令和7）年度", 2025, 2025),
        ("2025年度（令和7年度）", 2025, 2025),
        ("令和元年度", 2019, 2019),
        ("平成31年度", 2019, 2019),
        ("平成32年度", 2020, 2020),
        ("昭和60年度", 1985, 1985),
        ("大正12年", 1923, 1923),
        ("明治元年", 1868, 1868),
        ("２０３０年度", 2030, 2030),
        ("二〇三〇年", 2030, 2030),
        ("西暦2030年", 2030, 2030),
        ("2030 年", 2030, 2030),
        ("2027年度中", 2027, 2027),
        ("2027年度当初", 2027, 2027),
        ("2027年度第3四半期", 2027, 2027),
        ("令和9年度上半期", 2027, 2027),
        # months of calendar years
        ("2026年1月", 2025, 2025),
        ("2026年3月31日", 2025, 2025),
        ("2026年4月", 2026, 2026),
        ("令和8年３月末", 2025, 2025),
        ("2021年（令和3年）2月", 2020, 2020),
        ("令和八年十二月", 2026, 2026),
        # bounds
        ("2030年度まで", None, 2030),
        ("2030年度までに", None, 2030),
        ("2030年度末までに", None, 2030),
        ("令和12（2030）年度までに", None, 2030),
        ("2026年3月までに", None, 2025),
        ("2030年度を目途に", None, 2030),
        ("2030年頃までに", None, 2031),
        ("2030年代までに", None, 2039),
        ("2030年代前半までに", None, 2034),
        ("2025年以前", None, 2025),
        ("令和９年度以降", 2027, None),
        ("2027年度以後", 2027, None),
        ("2020年度以来", 2020, None),
        ("2027年度から", 2027, None),
        ("2027年度より順次", 2027, None),
        ("2030年代から", 2030, None),
        ("令和6年4月から", 2024, None),
        # ranges
        ("2025年度から2029年度まで", 2025, 2029),
        ("2025年度から2029年度", 2025, 2029),
        ("2025年度～2029年度", 2025, 2029),
        ("2025〜2029年度", 2025, 2029),
        ("2025-2029年度", 2025, 2029),
        ("2025－29年度", 2025, 2029),
        ("2025から2029年度まで", 2025, 2029),
        ("令和5～9年度", 2023, 2027),
        ("令和5年度から9年度まで", 2023, 2027),
        ("令和5年度から令和9年度にかけて", 2023, 2027),
        ("R5～R9年度", 2023, 2027),
        ("平成30年度〜令和2年度", 2018, 2020),
        ("平成30年度から令和元年度まで", 2018, 2019),
        ("令和8年度から令和8年度まで", 2026, 2026),
        ("令和5・6年度", 2023, 2024),
        ("2024年4月～2026年3月", 2024, 2025),
        ("令和5年4月から9月まで", 2023, 2023),
        ("令和5年10月～3月", 2023, 2023),
        ("2025年4月1日から5日まで", 2025, 2025),
        ("2025年から2030年代前半", 2025, 2034),
        ("2027年度から5年間", 2027, 2031),
        ("2027年度からの10年間", 2027, 2036),
        ("令和9年度から三か年程度", 2027, 2029),
        # decades, centuries, around
        ("2030年代", 2030, 2039),
        ("2030年代早期", 2030, 2033),
        ("2030年代初頭", 2030, 2033),
        ("2030年代前半", 2030, 2034),
        ("2030年代半ば", 2034, 2036),
        ("2020年代後半", 2025, 2029),
        ("2030年頃", 2029, 2031),
        ("2030年ごろ", 2029, 2031),
        ("2030年度程度", 2029, 2031),
        ("今世紀半ば", 2045, 2055),
        ("21世紀半ば", 2045, 2055),
        ("21世紀前半", 2001, 2050),
        ("今世紀後半", 2051, 2100),
        # relative
        ("今後5年間", 2023, 2027),
        ("今後10年程度", 2023, 2032),
        ("本年度中", 2023, 2023),
        ("来年度", 2024, 2024),
        ("来年度以降", 2024, None),
        ("再来年度", 2025, 2025),
        ("昨年度", 2022, 2022),
        ("計画期間中", 2023, 2027),
        ("本計画の期間内", 2023, 2027),
        ("次期計画期間中", 2028, 2032),
        ("第7期", 2026, 2030),
        ("第７期計画期間", 2026, 2030),
    ],
)
def test_phrases(phrase: str, start: int | None, end: int | None) -> None:
    assert years(phrase) == [(start, end)]
    assert years(f"事業は、{phrase}、実施する。") == [(start, end)]


@pytest.mark.parametrize("phrase", ["当面", "中長期的に", "早期に", "速やかに", "将来的に", "年度内"])
def test_vague_times_are_kept_without_years(phrase: str) -> None:
    (interval,) = read_intervals(f"{phrase}検討を進める。")
    assert (interval.start_fy, interval.end_fy) == (None, None)
    assert interval.phrase.startswith(phrase.removesuffix("に"))


@pytest.mark.parametrize("phrase", ["今後5年間", "来年度", "計画期間中", "第7期"])
def test_relative_times_without_a_reference_are_kept_without_years(phrase: str) -> None:
    assert years(phrase, Reference()) == [(None, None)]


def test_a_range_with_an_impossible_far_end_is_not_guessed() -> None:
    assert years("2022年度から6年度まで") == [(None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "3-5年", "1/3", "第3回", "5年生", "10年間", "3年ごと", "2030", "12,030年", "0.2030年", "R&D",
        "BERT5年", "H3ロケット", "T1強調", "令和の時代", "昭和産業", "平成の大合併", "M7程度の地震", "5年度",
    ],
)  # fmt: skip
def test_is_no_time(text: str) -> None:
    assert years(text) == []


def test_comparisons_are_no_beginnings() -> None:
    assert years("2013年度より46％削減") == [(2013, 2013)]
    assert years("2020年より前") == [(2020, 2020)]


def test_several_times_keep_their_order_wording_and_place() -> None:
    text = "令和７年度に設計し、2027年度までに実証し、令和１０年度から運用する。"
    intervals = read_intervals(text)
    assert [i.phrase for i in intervals] == ["令和７年度", "2027年度までに", "令和１０年度から"]
    assert all(text[slice(*i.span)] == i.phrase for i in intervals)
    assert years(text) == [(2025, 2025), (None, 2027), (2028, None)]


def test_enumerated_years_are_no_range() -> None:
    assert years("2025年度・2027年度") == [(2025, 2025), (2027, 2027)]
    assert years("2027年度から、また2025年度から") == [(2027, None), (2025, None)]


FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
KANJI = "〇一二三四五六七八九"


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number < 10:
        return KANJI[number]
    return ("" if tens == 1 else KANJI[tens]) + "十" + (KANJI[ones] if ones else "")


def _styles(year: int) -> list[str]:
    """The ways in which a fiscal year is written."""
    styles = [f"{year}年度", f"{year} 年度", f"{year}年度".translate(FULL_WIDTH)]
    for era in ERAS:
        count = year - era.first_year + 1
        if 1 <= count <= 40 and (era.last_year is None or year < era.last_year):
            number = "元" if count == 1 else str(count)
            styles += [
                f"{era.name}{number}年度",
                f"{era.name}{number}({year})年度",
                f"{era.name}{_kanji(count)}年度",
            ]
            styles += [f"{era.name} {number} 年度".translate(FULL_WIDTH)]
            if count > 1:
                styles.append(f"{era.letter}{count}年度")
    return styles


BOUNDS: dict[str, tuple[str, ...]] = {
    "in": ("{a}", "{a}中", "{a}末"),
    "by": ("{a}まで", "{a}までに", "{a}末までに", "{a}を目途に"),
    "from": ("{a}以降", "{a}から", "{a}より順次"),
    "range": ("{a}から{b}まで", "{a}～{b}", "{a}から{b}にかけて", "{a}〜{b}まで", "{a}-{b}"),
    "around": ("{a}頃", "{a}前後"),
    "around by": ("{a}頃までに",),
    "length": ("{a}から{n}年間", "{a}からの{n}か年"),
}


def _meant(kind: str, year: int, span: int) -> tuple[int | None, int | None, Precision]:
    meanings: dict[str, tuple[int | None, int | None, Precision]] = {
        "in": (year, year, "exact"),
        "by": (None, year, "by"),
        "from": (year, None, "from"),
        "range": (year, year + span, "exact"),
        "around": (year - 1, year + 1, "around"),
        "around by": (None, year + 1, "around"),
        "length": (year, year + span, "exact"),
    }
    return meanings[kind]


@given(st.data(), st.integers(1980, 2050), st.integers(0, 20), st.sampled_from(sorted(BOUNDS)))
def test_an_interval_written_in_any_style_reads_back(data: st.DataObject, year: int, span: int, kind: str) -> None:
    near = data.draw(st.sampled_from(_styles(year)))
    far = data.draw(st.sampled_from(_styles(year + span)))
    bound = data.draw(st.sampled_from(BOUNDS[kind]))
    text = "施設は" + bound.format(a=near, b=far, n=span + 1) + "整備する。"
    (found,) = read_intervals(text, REFERENCE)
    assert (found.start_fy, found.end_fy, found.precision) == _meant(kind, year, span)
    assert text[slice(*found.span)] == found.phrase


@given(st.integers(2, 20), st.sampled_from(["今後{n}年間", "今後{n}年程度", "向こう{n}か年", "{n}年以内に"]))
def test_years_ahead_in_any_style_read_back(years: int, style: str) -> None:
    (found,) = read_intervals(style.format(n=years) + "整える。", REFERENCE)
    assert (found.start_fy, found.end_fy, found.precision) == (2023, 2022 + years, "relative")


@given(st.integers(195, 209), st.sampled_from([("前半", 0, 4), ("早期", 0, 3), ("後半", 5, 9), ("", 0, 9)]))
def test_parts_of_decades_read_back(decade: int, part: tuple[str, int, int]) -> None:
    word, first, last = part
    (found,) = read_intervals(f"{decade}0年代{word}に整える。")
    assert (found.start_fy, found.end_fy) == (10 * decade + first, 10 * decade + last)
    assert found.precision == "part"


@given(st.text(st.sampled_from("令和平成年度月期代20305元一二十から～-まで末頃 ()（）第今後R5世紀"), max_size=60))
def test_any_text_gives_intervals_in_order_inside_it(text: str) -> None:
    intervals = read_intervals(text, REFERENCE)
    assert all(text[slice(*i.span)] == i.phrase for i in intervals)
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(intervals))
    assert all(i.start_fy is None or i.end_fy is None or i.start_fy <= i.end_fy for i in intervals)


@pytest.mark.parametrize(
    "unit",
    [
        "令和",
        "2030",
        "2030年",
        "令和5(2030",
        "2025年度から",
        "今後",
        "第7",
        " ",
        "基本計画の",
        "一二",
        "2030年\n\n",
        "令和5年4月1日から",
        "9",
        "〜",
        "年",
        "第",
        "・",
        "、",
        "第七期ア",
        "第7期計画の",
        "計画期間の",
        "5年以内",
        "2025年度から3か",
        "(令和5",
        "R.7",
        "～2027年度",
        "2030年代の",
        "数年",
        "12月",
        "第9〜年9,",
    ],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    read_intervals(text, REFERENCE)
    assert time.process_time() - started < HANGS


@given(st.lists(st.sampled_from(["9999", "〜", "年", "第", "期", "度", "令和", "から", "(", " ", "今後", "、"])))
@settings(max_examples=30)
def test_mixed_hostile_text_is_read_in_linear_time(units: list[str]) -> None:
    unit = "".join(units) or "年"
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    read_intervals(text, REFERENCE)
    assert time.process_time() - started < HANGS


@pytest.mark.parametrize(("era", "number", "year"), [("令和", "元", 2019), ("R", "7", 2025), ("平成", "三十", 2018)])
def test_era_years(era: str, number: str, year: int) -> None:
    assert era_year(era, number) == year


@pytest.mark.parametrize(("era", "number"), [("令和", "0"), ("明治", "99"), ("慶応", "3"), ("令和", "x")])
def test_era_years_that_do_not_exist(era: str, number: str) -> None:
    assert era_year(era, number) is None


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_the_fiscal_year_begins_in_april(year: int, month: int) -> None:
    assert fiscal_year(year, month) == (year if month >= 4 else year - 1)
