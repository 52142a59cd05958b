"""What a report says of its sources is read from the file, or known of that very edition; else it is 不明."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyalign.assess.run import Run
from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.records import KnownPlan
from policyalign.domain import Plan
from policyalign.report.sources import known_edition, sources_of

KNOWN = (
    KnownPlan("port", "港", "港湾基本計画", "港湾省", edition="2023年", decided="2023-06-13"),
    KnownPlan("sea4", "海", "第4期灯台基本計画", "灯台省", edition="第4期", decided="2023-04-28"),
    KnownPlan("sky", "空", "空港戦略2026", "空港省", decided="2026", sha256="a" * 64),
)


@pytest.fixture
def plan(sample_run: Run) -> Plan:
    return replace(sample_run.plans[0], edition="", decided=None)


@pytest.mark.parametrize(
    ("title", "edition", "found"),
    [
        ("第4期灯台基本計画", "", "sea4"),
        ("第４期 灯台基本計画", "第4期", "sea4"),
        ("灯台基本計画", "第4期", "sea4"),
        ("灯台基本計画", "", None),
        ("第4期灯台基本計画", "素案", None),
        ("第4期灯台基本計画（概要）", "", None),
        ("第5期灯台基本計画", "", None),
        ("港湾基本計画", "", None),  # of which there are many editions
        ("港湾基本計画", "2019年", None),
        ("空港戦略2026", "", None),  # its hash is known, and this is another file
    ],
)
def test_only_a_title_that_names_its_edition_is_known(plan: Plan, title: str, edition: str, found: str | None) -> None:
    known = known_edition(replace(plan, title=title, edition=edition), KNOWN)
    assert (known.id if known else None) == found


def test_a_file_is_known_by_its_hash(plan: Plan) -> None:
    known = known_edition(replace(plan, title="何か", document_id="a" * 64), KNOWN)
    assert known is not None
    assert known.id == "sky"


@pytest.mark.parametrize(("lang", "unknown"), [("ja", "不明"), ("en", "unknown")])
def test_what_is_not_known_is_said_to_be(plan: Plan, lang: str, unknown: str) -> None:
    (told,) = sources_of([replace(plan, title="町の港の計画")], lang)
    assert (told.edition, told.decided, told.issuer) == (unknown, unknown, unknown)
    assert told.sha256 == plan.document_id
    (told,) = sources_of([replace(plan, title="町の港の計画", decided=2019)], lang)
    assert "2019" in told.decided
    assert told.issuer == unknown


def test_what_the_catalogue_knows_is_said_to_be_from_there(plan: Plan) -> None:
    known = next(one for one in load_catalogue() if one.decided.count("-") == 2 and one.title.startswith("第"))
    (told,) = sources_of([replace(plan, title=known.title, decided=1999)], "ja")
    assert told.decided == f"{known.decided}（計画の目録）"
    assert told.issuer == f"{known.owner}（計画の目録）"
