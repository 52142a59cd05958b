"""A proposal that names several things is answered in full only where something of all of them is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.api import read_plan
from policyalign.corpora import load_proposals
from policyalign.domain import CellEstimate, PlanMatches, Thresholds
from policyalign.match.parts import with_missing_parts
from policyalign.match.profiles import fingerprint, load_profiles

TWO = "2.3-T9"
LIMITS = Thresholds(0.05, 0.1, 0.5, 0.45, 0.3)


def parts_of(proposal_id: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    (text,) = (one.text for one in load_proposals() if one.id == proposal_id)
    return load_profiles()[fingerprint(text)].parts


def missing(tmp_path: Path, text: str, covered: float = 0.9) -> tuple[str, ...]:
    """The parts of 量子ネットワークと量子センシング that a plan of this text does nothing of."""
    path = tmp_path / "plan.md"
    path.write_text(f"# 光の研究の計画\n\n## 1 研究\n\n{text}\n", "utf-8")
    plan = read_plan(path)
    found = PlanMatches(plan.id, (), (CellEstimate(TWO, covered, 0.8),), LIMITS)
    (cell,) = with_missing_parts(plan, found, {TWO: parts_of(TWO)}).cells
    return cell.missing


SENSING = "鉱山の調べに用いる量子センサの研究開発を推進する。"
NETWORK = "島々を結ぶ量子暗号通信の実証を行う。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SENSING, ("量子ネットワーク",)),
        (NETWORK, ("量子センシング",)),
        (f"{SENSING}\n\n- {NETWORK}", ()),
        (f"{SENSING}\n\n量子暗号通信は、外国で研究が進んでいる。", ("量子ネットワーク",)),
        (f"{SENSING}\n\n量子暗号通信の研究を取りやめる。", ("量子ネットワーク",)),
    ],
)
def test_a_part_is_there_where_a_sentence_does_something_of_it(
    tmp_path: Path, text: str, expected: tuple[str, ...]
) -> None:
    assert missing(tmp_path, text) == expected


def test_where_nothing_is_answered_no_part_is_told_of(tmp_path: Path) -> None:
    assert missing(tmp_path, SENSING, covered=0.4) == ()


def test_every_part_has_a_name_and_what_is_essential_to_it() -> None:
    named = [profile.parts for profile in load_profiles().values() if profile.parts]
    assert all(len(parts) > 1 for parts in named)
    assert all(name.strip() and essentials and all(essentials) for one in named for name, essentials in one.items())
