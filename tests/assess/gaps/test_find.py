from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.gaps.find import find_gaps
from policyalign.assess.gaps.reasons import reason_told
from policyalign.config import AssessSettings
from policyalign.domain import (
    Anchor,
    CellEstimate,
    Finding,
    Match,
    Mention,
    Part,
    Plan,
    PlanMatches,
    Problem,
    Proposal,
    Thresholds,
)
from policyalign.messages import ReadingCode, message
from policyalign.values import MATCHABLE, Code, Kind

from support.plans import make_plan, make_proposal

THRESHOLDS = Thresholds(gap=0.05, gap_passage=0.1, covered=0.5, full=0.45, measure=0.3)
PLAN = make_plan(
    ("（1）博士の支援", ["博士課程の学生に奨励金を支給する。" * 8] * 15),
    ("（2）道路", ["補修する。" * 30] * 15),
)
PROPOSAL = make_proposal("博士進学者を増やすべき")
SETTINGS = AssessSettings()


def find(
    covered: float,
    best: float,
    *,
    plan: Plan = PLAN,
    proposal: Proposal = PROPOSAL,
    calibrated: bool = True,
    others: tuple[tuple[int, float], ...] = (),
    thresholds: Thresholds | None = THRESHOLDS,
    settings: AssessSettings = SETTINGS,
    missing: tuple[str, ...] = (),
    some: bool = True,
) -> Finding:
    """The finding on one cell with these probabilities; ``others`` are further passages with theirs."""
    ranked = [(0, best), *others] if plan.passages else []
    matches = tuple(Match(proposal.id, plan.passages[index].id, 0.5, share, carrier=0) for index, share in ranked)
    parts = (*([Part("授業料", PLAN.passages[0].id, 0)] if some else ()), *map(Part, missing)) if missing else ()
    cell = CellEstimate(proposal.id, covered, covered / 2, calibrated, parts=parts)
    found = PlanMatches(plan.id, matches, (cell,), thresholds)
    return find_gaps([plan], [proposal], [found], settings).finding(proposal.id, plan.id)


@pytest.mark.parametrize(
    ("covered", "best", "status", "reason"),
    [
        (0.95, 0.8, "covered", "covered"),
        (0.90, 0.5, "covered", "covered"),
        (0.95, 0.49, "partial", "partial_passage"),
        (0.89, 0.8, "partial", "partial_full"),
        (0.50, 0.3, "partial", "partial_passage"),
        (0.50, 0.29, "undetermined", "no_clear_passage"),
        (0.49, 0.9, "undetermined", "between"),
        (0.06, 0.01, "undetermined", "between"),
        (0.05, 0.10, "gap", "gap"),
        (0.00, 0.00, "gap", "gap"),
        (0.05, 0.11, "undetermined", "passage_too_near"),
    ],
)
def test_verdicts_follow_the_thresholds(covered: float, best: float, status: str, reason: str) -> None:
    finding = find(covered, best)
    assert (finding.status, finding.reason) == (status, reason)
    assert finding.probability == covered
    assert finding.passage_id == PLAN.passages[0].id
    assert finding.similarity == 0.5


@pytest.mark.parametrize(("covered", "status"), [(0.95, "partial"), (0.6, "partial"), (0.3, "undetermined")])
def test_with_a_part_not_found_it_is_partial_and_the_part_is_named(covered: float, status: str) -> None:
    finding = find(covered, 0.8, missing=("奨学金", "住まい"))
    assert finding.status == status
    told = reason_told(finding, "ja")
    assert ("「奨学金」「住まい」を行うと言える一文は、提言に応える施策や節の中に見つからない" in told) is (
        status == "partial"
    )
    assert ("「授業料」p." in told) is (status == "partial")


@pytest.mark.parametrize("missing", [("奨学金",), ("奨学金", "住まい")])
def test_where_it_cannot_be_told_which_part_is_done_none_is_called_missing(missing: tuple[str, ...]) -> None:
    finding = find(0.95, 0.8, missing=missing, some=False)
    assert (finding.status, finding.reason) == ("partial", "partial_unclear")
    assert "見つからない" not in reason_told(finding, "ja")


def test_where_all_is_found_the_reason_tells_what_full_cover_wants() -> None:
    assert "すべてに対応している確率は40%で、基準（45%以上）に届かない" in reason_told(find(0.8, 0.8), "ja")
    assert "根拠の箇所だけでは49.99%で、半分に届かない" in reason_told(find(0.95, 0.4999), "ja")


def test_the_best_passage_that_a_sentence_bears_out_is_the_evidence() -> None:
    near = tuple(
        Match(PROPOSAL.id, PLAN.passages[place].id, 0.5, chance, carrier=carrier)
        for place, chance, carrier in ((0, 0.9, None), (1, 0.6, 0), (2, 0.5, 0))
    )
    cell = CellEstimate(PROPOSAL.id, 0.8, 0.3)
    found = PlanMatches(PLAN.id, near, (cell,), THRESHOLDS)
    finding = find_gaps([PLAN], [PROPOSAL], [found], SETTINGS).finding(PROPOSAL.id, PLAN.id)
    assert (finding.status, finding.passage_id) == ("partial", PLAN.passages[1].id)
    bare = replace(found, matches=tuple(replace(one, carrier=None) for one in near))
    finding = find_gaps([PLAN], [PROPOSAL], [bare], SETTINGS).finding(PROPOSAL.id, PLAN.id)
    assert (finding.status, finding.reason) == ("undetermined", "no_carrier")
    assert finding.passage_id == PLAN.passages[0].id


def test_reasons_tell_the_figures() -> None:
    assert find(0.023, 0.01).detail == {"probability": "2.3%", "passage": "1.0%", "limit": "5.0%"}
    assert find(0.3, 0.2).detail == {
        "probability": "30%",
        "passage": "20%",
        "upper": "50%",
        "lower": "5.0%",
    }


@pytest.mark.parametrize(
    ("covered", "best"),
    [(0.95, 0.81), (0.89, 0.81), (0.52, 0.17), (0.31, 0.17), (0.023, 0.017), (0.023, 0.17)],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_reason_names_the_probability_of_the_cell_and_that_of_its_best_passage(
    covered: float, best: float, lang: str
) -> None:
    finding = find(covered, best)
    told = message(finding.reason, lang, **finding.detail)
    assert f"{covered:.{1 if covered < 0.1 else 0}%}" in told
    assert f"{best:.{1 if best < 0.1 else 0}%}" in told


def test_a_prior_alone_makes_neither_gap_nor_coverage() -> None:
    assert find(covered=0.01, best=0.2).status == "undetermined"
    assert find(covered=0.99, best=0.2).status == "undetermined"


@pytest.mark.parametrize(
    ("unread", "numbers"), [((3,), "3"), ((1, 2, 3, 4), "1、2、3、4"), (tuple(range(2, 10)), "2、3、4、5、6…")]
)
@pytest.mark.parametrize("pages", [10, 1000])
def test_nothing_is_missing_where_a_page_was_not_read(unread: tuple[int, ...], numbers: str, pages: int) -> None:
    finding = find(0.01, 0.01, plan=replace(PLAN, page_count=pages, unread_pages=unread))
    assert (finding.status, finding.reason) == ("undetermined", "too_many_unread")
    assert finding.detail == {"pages": str(pages), "unread": str(len(unread)), "numbers": numbers}


def test_how_many_unread_pages_leave_a_gap_a_gap_can_be_set() -> None:
    plan = replace(PLAN, page_count=100, unread_pages=(7, 8))
    assert find(0.01, 0.01, plan=plan, settings=AssessSettings(unread_share_limit=0.02)).status == "gap"
    assert find(0.01, 0.01, plan=plan, settings=AssessSettings(unread_share_limit=0.01)).status == "undetermined"


def test_nothing_is_missing_where_a_page_was_read_by_recognition_only() -> None:
    problems = (Problem(ReadingCode.page_ocr, "note", 4), Problem(ReadingCode.page_ocr, "note", 9))
    plan = replace(PLAN, page_count=100, problems=problems)
    finding = find(0.01, 0.01, plan=plan)
    assert (finding.status, finding.reason) == ("undetermined", "read_by_ocr")
    assert finding.detail == {"pages": "100", "recognised": "2", "numbers": "4、9"}
    assert find(0.95, 0.9, plan=plan).status == "covered"
    assert find(0.01, 0.01, plan=plan, settings=AssessSettings(unread_share_limit=0.02)).status == "gap"


@pytest.mark.parametrize("code", [ReadingCode.file_repaired, ReadingCode.pages_lost])
def test_nothing_is_missing_from_a_damaged_file(code: Code) -> None:
    finding = find(0.01, 0.01, plan=replace(PLAN, problems=(Problem(code, "partial"),)))
    assert (finding.status, finding.reason) == ("undetermined", "file_damaged")


CHINESE = "本计划将在二〇三〇年之前建设多孔材料与自旋电子存储器的研究基地，并由外部专家进行评价。"
ENGLISH = "The programme will build a research base for porous materials by 2030 and have it evaluated."
JAPANESE = "本計画は、2030年までに多孔質材料の研究拠点を整備し、外部の専門家による評価を受ける。"


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        ([JAPANESE] * 40, "gap"),
        ([CHINESE] * 40, "undetermined"),
        ([ENGLISH] * 40, "undetermined"),
        ([JAPANESE, CHINESE] * 20, "undetermined"),
        ([JAPANESE, ENGLISH] * 20, "undetermined"),
        ([JAPANESE] * 39 + [ENGLISH], "gap"),
        (["研究開発拠点整備事業、人材育成推進事業、地域産業振興事業の実施"] * 40, "gap"),
    ],
)
def test_what_is_not_japanese_was_not_matched(texts: list[str], status: str) -> None:
    plan = make_plan(("計画", [f"{text}{'第'}{number}" for number, text in enumerate(texts)]))
    settings = AssessSettings(min_passages=0, min_characters=0)
    finding = find(0.01, 0.01, plan=replace(plan, page_count=10), settings=settings)
    assert finding.status == status
    assert (finding.reason == "not_japanese") == (status == "undetermined")


def broken(*pages: int | None) -> Plan:
    codes = {None: ReadingCode.plan_broken_up}
    found = tuple(Problem(codes.get(page, ReadingCode.page_broken_up), "partial", page) for page in pages)
    return replace(PLAN, page_count=100, problems=found)


@pytest.mark.parametrize(("plan", "told"), [(broken(*range(1, 7)), "6"), (broken(None), "100")])
def test_pages_read_cut_off_in_mid_sentence_are_no_gap(plan: Plan, told: str) -> None:
    finding = find(0.01, 0.01, plan=plan)
    assert (finding.status, finding.reason) == ("undetermined", "too_much_broken")
    assert finding.detail == {"pages": "100", "broken": told}


def test_a_page_cut_off_in_mid_sentence_opens_the_cells_that_it_stands_nearest_to() -> None:
    plan = broken(3, 8)
    places = {0: 1, 1: 2, 2: 3, 3: 8}
    passages = tuple(
        replace(one, anchors=(Anchor(places.get(at, 1), one.anchors[0].box),), text=one.text.rstrip("。") + "の推進や")
        for at, one in enumerate(plan.passages)
    )
    whole = tuple(replace(one, text=one.text.rstrip("や") + "を進める。") for one in passages)
    assert find(0.01, 0.03, plan=replace(plan, passages=whole), others=((3, 0.02),)).status == "gap"
    plan = replace(plan, passages=passages)
    assert find(0.01, 0.01, plan=plan).status == "gap"
    assert find(0.01, 0.03, plan=plan, others=((3, 0.009),)).status == "gap"
    finding = find(0.01, 0.03, plan=plan, others=((1, 0.03), (3, 0.02), (2, 0.015)))
    assert (finding.status, finding.reason, finding.detail["page"]) == ("undetermined", "near_broken", "8")
    assert "p.8" in message(finding.reason, "ja", **finding.detail)
    far = tuple((place, 0.05) for place in range(4, 14))
    assert find(0.01, 0.06, plan=plan, others=(*far, (2, 0.02))).status == "gap"
    # What ends on such a page may be cut off there, wherever it begins.
    turned = replace(
        passages[4], anchors=(Anchor(7, passages[4].anchors[0].box), Anchor(8, passages[4].anchors[0].box))
    )
    over = replace(plan, passages=(*passages[:4], turned, *passages[5:]))
    assert find(0.01, 0.03, plan=over, others=((4, 0.02),)).reason == "near_broken"
    assert find(0.95, 0.9, plan=plan, others=((2, 0.01),)).status == "covered"


def test_unread_pages_are_told_in_every_reason() -> None:
    plan = replace(PLAN, page_count=100, unread_pages=(7, 8))
    some = AssessSettings(unread_share_limit=0.05)
    for covered, best, status in ((0.01, 0.01, "gap"), (0.3, 0.2, "undetermined"), (0.95, 0.9, "covered")):
        finding = find(covered, best, plan=plan, settings=some)
        assert finding.status == status
        assert finding.reason.endswith("_unread")
        assert finding.detail["unread"] == "2"


def test_unread_pages_do_not_take_back_what_was_found() -> None:
    finding = find(0.95, 0.9, plan=replace(PLAN, unread_pages=(1, 2, 3)))
    assert (finding.status, finding.reason) == ("covered", "covered_unread")


def test_too_little_text_is_no_gap() -> None:
    few = make_plan(("道路", ["補修する。" * 100] * 19))
    short = make_plan(("道路", ["補修する。"] * 40))
    for plan in (few, short):
        finding = find(0.01, 0.01, plan=plan)
        assert (finding.status, finding.reason) == ("undetermined", "too_little_text")


def test_footnotes_are_no_text_to_judge_by() -> None:
    notes = tuple(replace(passage, kind="footnote") for passage in PLAN.passages)
    assert find(0.01, 0.01, plan=replace(PLAN, passages=notes)).reason == "too_little_text"


def test_of_what_is_not_calibrated_nothing_is_said() -> None:
    for covered in (0.01, 0.5, 0.95):
        finding = find(covered, covered, calibrated=False)
        assert (finding.status, finding.reason) == ("undetermined", "not_calibrated")


def test_without_thresholds_nothing_is_concluded() -> None:
    for covered in (0.0, 0.99):
        assert find(covered, covered, thresholds=None).status == "undetermined"


@pytest.mark.parametrize("kind", sorted(set(get_args(Kind)) - MATCHABLE))
def test_statements_that_were_not_measured_have_no_verdict(kind: Kind) -> None:
    for covered in (0.01, 0.99):
        finding = find(covered, covered, proposal=replace(PROPOSAL, kind=kind))
        assert (finding.status, finding.reason) == ("undetermined", "kind_not_measured")
        assert finding.probability is None
        assert finding.passage_id is not None


def test_a_plan_without_text_has_a_finding_for_every_proposal() -> None:
    empty = replace(PLAN, passages=(), sections=(), unread_pages=tuple(range(1, 11)))
    matrix = find_gaps([empty], [PROPOSAL], [PlanMatches(empty.id, (), ())], SETTINGS)
    assert [(finding.status, finding.reason) for finding in matrix.findings] == [("undetermined", "too_many_unread")]
    assert matrix.findings[0].passage_id is None


def test_measures_count_once_however_many_passages_they_have() -> None:
    others = ((1, 0.8), (2, 0.3), (16, 0.5), (17, 0.2))
    short = make_plan(("（1）博士の支援", ["奨励金を支給する。"] * 15), ("（2）道路", ["補修する。"] * 15))
    assert find(0.95, 0.9, plan=short, others=others).n_measures == 2
    assert find(0.6, 0.29).n_measures == 0


def test_under_a_long_heading_every_passage_counts_for_itself() -> None:
    assert find(0.95, 0.9, others=((1, 0.8), (2, 0.3), (16, 0.5), (17, 0.2))).n_measures == 4


@given(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.integers(0, 10))
def test_a_gap_is_never_claimed_in_doubt(covered: float, best: float, calibrated: bool, unread: int) -> None:
    plan = replace(PLAN, unread_pages=tuple(range(1, unread + 1)))
    finding = find(covered, best, plan=plan, calibrated=calibrated)
    if finding.status == "gap":
        assert covered <= THRESHOLDS.gap
        assert best <= THRESHOLDS.gap_passage
        assert calibrated
        assert unread == 0
    if finding.status in ("covered", "partial"):
        assert covered >= THRESHOLDS.covered
        assert finding.n_measures > 0


def test_where_the_plan_speaks_of_it_nothing_is_a_gap_and_reading_begins_there() -> None:
    near, spoken = PLAN.passages[0].id, PLAN.passages[20].id
    matches = (Match(PROPOSAL.id, near, 0.5, 0.02), Match(PROPOSAL.id, spoken, 0.1, 0.01))
    cell = CellEstimate(PROPOSAL.id, 0.03, 0.01, labelled=False)
    mention = Mention(PROPOSAL.id, spoken, ("石炭火力",), 0.7)
    told = PlanMatches(PLAN.id, matches, (cell,), THRESHOLDS, unlabelled=THRESHOLDS, mentions=(mention,))
    finding = find_gaps([PLAN], [PROPOSAL], [told], SETTINGS).finding(PROPOSAL.id, PLAN.id)
    assert (finding.status, finding.reason, finding.passage_id) == ("undetermined", "spoken_of", spoken)
    assert "石炭火力" in message(finding.reason, "ja", **finding.detail)
    silent = replace(told, mentions=())
    assert find_gaps([PLAN], [PROPOSAL], [silent], SETTINGS).finding(PROPOSAL.id, PLAN.id).status == "gap"


def test_measures_of_ones_own_proposal_are_counted_by_its_own_limit() -> None:
    cell = CellEstimate(PROPOSAL.id, 0.9, 0.1, labelled=False)
    limits = replace(THRESHOLDS, measure=0.5)
    matches = tuple(
        Match(PROPOSAL.id, PLAN.passages[at].id, 0.5, share, carrier=0) for at, share in ((0, 0.8), (20, 0.4))
    )
    told = PlanMatches(PLAN.id, matches, (cell,), THRESHOLDS, unlabelled=limits)
    assert find_gaps([PLAN], [PROPOSAL], [told], SETTINGS).finding(PROPOSAL.id, PLAN.id).n_measures == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (ReadingCode.diagrams_unread, "グラフ・図（SmartArt など）2点の中の文字"),
        (ReadingCode.formulas_unread, "数式が2セル"),
        (ReadingCode.characters_lost, "2文字が読み取れて"),
    ],
)
def test_nothing_is_missing_where_text_of_no_known_page_was_not_read(code: Code, told: str) -> None:
    plan = replace(PLAN, problems=(Problem(code, "note", None, {"count": "2"}),))
    finding = find(0.02, 0.05, plan=plan)
    assert finding.status == "undetermined"
    assert told in message(finding.reason, "ja", **finding.detail)
    assert find(0.9, 0.8, plan=plan).status == "covered"
