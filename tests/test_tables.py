"""Columns that lead to their values, and whether those of every table lead anywhere."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from policyalign.assess.run import Run
from policyalign.export import every_table
from policyalign.messages.wording import Wording
from policyalign.tables import columns, filled, two_sided

from support.overlaps import overlap_run
from support.schedules import measure

WORDS = {"1": Wording("構想", "concept"), "True": Wording("はい", "yes")}
RADAR = "観測衛星 画像 被害 市町村 本部 基盤 配信 判読 集約 提供"
CLUSTERED = {
    "space": [measure("画像の配信", words=RADAR, actors=("総務省",))],
    "digital": [measure("災害画像の基盤", words=RADAR, actors=("防衛省",))],
    "education": [measure("被害画像の提供", words=RADAR, actors=("環境省",))],
}


@dataclass
class Part:
    name: str = "灯台"
    stage: int | None = 1
    bodies: tuple[str, ...] = ("庁", "省", "庁")
    sure: bool = True
    whole: Part | None = None


def test_a_value_stands_at_the_end_of_its_path() -> None:
    told = columns("name=part.name stage:int=part.stage bodies=part.bodies sure:int=part.sure of=part.whole.name note")
    part = Part(whole=Part("航路"))
    found = filled(told, "ja", part=part)
    assert found == {"name": "灯台", "stage": 1, "bodies": "庁;省", "sure": 1, "of": "航路"}


def test_behind_nothing_there_is_nothing() -> None:
    told = columns("name=part.whole.name stage:int=part.whole.stage other=other.name")
    assert filled(told, "ja", part=Part()) == {"name": "", "stage": None}
    assert filled(told, "ja", part=None, other=None) == {}


def test_words_are_those_of_the_language() -> None:
    told = columns("stage:int=part.stage stage_name=part.stage sure=part.sure", stage_name=WORDS, sure=WORDS)
    assert filled(told, "ja", part=Part()) == {"stage": 1, "stage_name": "構想", "sure": "はい"}
    assert filled(told, "en", part=Part())["stage_name"] == "concept"


def test_a_second_side_ends_in_two() -> None:
    told = two_sided(columns("name=first.name stage:int=first.stage text=first_text"))
    found = filled(told, "ja", first=Part(), second=Part("航路", None), first_text="あ", second_text="い")
    assert found == {"name": "灯台", "stage": 1, "text": "あ", "name_2": "航路", "stage_2": None, "text_2": "い"}


def test_a_path_that_leads_nowhere_is_an_error() -> None:
    with pytest.raises(AttributeError):
        filled(columns("name=part.nmae"), "ja", part=Part())


def test_every_column_of_every_table_finds_a_value_somewhere(sample_run: Run) -> None:
    runs = (sample_run, overlap_run(*CLUSTERED.items()))
    for table in every_table():
        found = {name for run in runs for row in table.rows(run, "ja") for name in row}
        assert [one.name for one in table.columns if one.row_key not in found] == [], table.file
