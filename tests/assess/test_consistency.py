"""Whatever a run holds, all tables and the explanation say the same of a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyalign.assess.audit.claims import gap_claims
from policyalign.assess.explain.find import explain
from policyalign.assess.explain.rows import explanation_record
from policyalign.assess.gaps.find import find_gaps
from policyalign.assess.gaps.rows import finding_rows
from policyalign.assess.phases.rows import schedule_rows
from policyalign.assess.responsibility.records import Responsibilities
from policyalign.assess.responsibility.rows import UNNAMED_LABEL, responsibility_rows
from policyalign.assess.run import Run
from policyalign.domain import CellEstimate, Expectation, Finding, Match, Plan, PlanMatches, Section, Thresholds
from policyalign.pipeline import ask_again
from policyalign.tables import Row
from policyalign.values import UNNAMED, PassageKind, Role

from support.plans import make_proposal
from support.schedules import Measure, Words, interval, plan, step
from support.surveys import READING, run_of

THRESHOLDS = Thresholds(gap=0.05, gap_passage=0.1, covered=0.5, full=0.45, measure=0.3)
PROPOSALS = (
    make_proposal("結晶素子を育てる", 1),
    make_proposal("灯台を直す", 2, kind="technology", actors=("産", "学")),
    make_proposal("他計画とのフェーズ不整合", 3, kind="issue", id="1-I1"),
)
UNSTATED = "記載なし"
FOUND = ("対応", "一部対応")

# Any run --------------------------------------------------------------------------------------------------

HEADINGS = (
    "素子の育成",
    "灯台の改修",
    "②現状・課題",
    "③施策の内容",
    "【関連事業】",
    "航路の見直し【国土交通省】",
)
TEXTS = (
    "総務省は素子を育てる。",
    "環境省と連携して大学が灯台を直す。",
    "担当：文部科学省、環境省。本施策は、2026年度から実施する。",
    "担当：港湾本部。",
    "副担当：内閣府。",
    "灯台が古い。（経済産業省）",
    "施策：灯台の改修；担当：総務省；2027年度：運用",
    "素子を育て、灯台を直す。" * 80,
)
STEPS = st.sampled_from([(3, 2026, 2027), (4, 2026, 2029), (5, 2028, None), step(5, None, None, certain=False)])
KINDS: tuple[PassageKind, ...] = ("paragraph", "item", "row", "footnote", "caption")
ROLES: tuple[Role, ...] = ("measure", "measure", "target", "background", "issue", "principle", "")
WORDS = st.builds(
    Words,
    st.sampled_from(TEXTS),
    st.lists(STEPS, max_size=2),
    st.sampled_from([(), (interval(2029, 2030),)]),
    st.sampled_from(["", "素子 結晶", "灯台 改修 耐震"]),
    st.sampled_from([(), ("総務省",), ("国土交通省", "港湾本部")]),
    st.sampled_from(ROLES),
    st.sampled_from(KINDS),
)
MEASURES = st.builds(Measure, st.sampled_from(HEADINGS), st.lists(WORDS, min_size=1, max_size=3))
CHANCES = (0.02, 0.08, 0.2, 0.3, 0.45, 0.6, 0.9)
CARRIERS = st.sampled_from((0, 0, 0, None))
ESTIMATES = (0.01, 0.2, 0.6, 0.95)
LEVELS = ("expected", "optional", "out_of_scope")


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """One to three small plans, every passage with any probability of answering either proposal."""
    names = ("a", "b", "c")[: draw(st.integers(1, 3))]
    plans = [draw_plan(draw, name) for name in names]
    matches = [draw_matches(draw, one) for one in plans]
    expected = {
        one.id: {"1-P1": Expectation(draw(st.sampled_from(LEVELS)), "理由", "宇宙")}
        for one in plans
        if draw(st.booleans())
    }
    return run_of(find_gaps(plans, PROPOSALS, matches, READING, expected))


def draw_plan(draw: st.DrawFn, name: str) -> Plan:
    """Headings that name no subject stand below the one before."""
    made = plan(name, *draw(st.lists(MEASURES, max_size=4)), unread=draw(st.sampled_from([0, 0, 1, 9])))
    sections: list[Section] = []
    for place, one in enumerate(made.sections):
        below = place > 0 and draw(st.booleans())
        sections.append(replace(one, parent=place - 1) if below else one)
    return replace(made, sections=tuple(sections))


def draw_matches(draw: st.DrawFn, one: Plan) -> PlanMatches:
    found: list[Match] = []
    for proposal in PROPOSALS:
        drawn = [
            Match(proposal.id, passage.id, 0.5, draw(st.sampled_from(CHANCES)), carrier=draw(CARRIERS))
            for passage in one.passages
            if draw(st.sampled_from([True, True, True, False]))
        ]
        found += sorted(drawn, key=lambda match: -match.probability)
    estimates = [(proposal, draw(st.sampled_from(ESTIMATES))) for proposal in PROPOSALS]
    cells = tuple(CellEstimate(proposal.id, chance, chance / 2) for proposal, chance in estimates)
    return PlanMatches(one.id, tuple(found), cells, THRESHOLDS)


# What is said of a cell -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """All that a run says of a cell: its row in findings.csv, those of its plan in responsibility.csv and
    schedule.csv that name the proposal, and its explanation."""

    finding: Row
    responsibility: Sequence[Row]
    schedule: Sequence[Row]
    explanation: Row

    @property
    def accepted(self) -> list[Row]:
        return list(self.explanation["accepted"])  # type: ignore[call-overload]

    def ministries(self, measure_id: object) -> set[str]:
        """Those in charge of a measure, or that nobody is, each as it is said somewhere."""
        told = {str(self.finding["ministry"])} if self.finding["measure_id"] == measure_id else set()
        told |= {str(row["ministry"]) for row in self.schedule if row["measure_id"] == measure_id}
        for one in self.accepted:
            if one["measure_id"] == measure_id:
                told.add(";".join(one["ministries"]) or UNSTATED)  # type: ignore[arg-type]
        in_charge = [
            row
            for row in self.responsibility
            if row["measure_id"] == measure_id and row["basis"] not in ("本文で行うと述べる", "連携先")
        ]
        named = {str(row["ministry"]) for row in in_charge}
        assert len(named) == len(in_charge)
        told.add(UNSTATED if named == {UNNAMED_LABEL} else by_name(named))
        return {one if one == UNSTATED else by_name(one.split(";")) for one in told}


def by_name(names: Sequence[str] | set[str]) -> str:
    return ";".join(sorted(names))


def cells_of(run: Run) -> Iterator[tuple[Finding, Told]]:
    findings = list(finding_rows(run, "ja"))
    responsibility, schedule = list(responsibility_rows(run, "ja")), list(schedule_rows(run, "ja"))
    for finding, row in zip(run.matrix.findings, findings, strict=True):
        proposal, plan_id = finding.proposal_id, finding.plan_id
        assert (row["proposal_id"], row["plan_id"]) == (proposal, plan_id)
        explanation = explanation_record(explain(run, proposal, plan_id, None), "ja")
        yield (
            finding,
            Told(
                row,
                [r for r in responsibility if (r["proposal_id"], r.get("plan_id")) == (proposal, plan_id)],
                [r for r in schedule if r["plan_id"] == plan_id and proposal in str(r["proposal_id"]).split(";")],
                explanation,
            ),
        )


ANY_RUN = settings(suppress_health_check=[HealthCheck.too_slow])


@settings(ANY_RUN, max_examples=80)
@given(runs())
def test_all_tables_agree_on_a_cell(run: Run) -> None:
    measures = {(one.plan_id, one.id): one for one in run.measures}
    for finding, told in cells_of(run):
        if told.finding["status"] not in FOUND:
            assert list(told.responsibility) == list(told.schedule) == []
            continue
        check_measures(finding, told)
        check_ministries(finding, told, run.results["responsibility"])
        for row in (told.finding, *told.accepted, *told.responsibility, *told.schedule):
            measure = measures[finding.plan_id, str(row["measure_id"])]
            assert row["measure"] == measure.heading
            assert row["passage_id"] in {*measure.passages, measure.closing_id}
            assert row["page"] == run.passages[finding.plan_id, str(row["passage_id"])].page_start


def check_measures(finding: Finding, told: Told) -> None:
    """Every table names the same measures, and as many as are counted."""
    accepted = [one["measure_id"] for one in told.accepted]
    assert len(set(accepted)) == len(accepted) == told.finding["n_measures"] == finding.n_measures > 0
    for rows in (told.responsibility, told.schedule):
        assert {row["measure_id"] for row in rows} == set(accepted)
    for name in ("measure_id", "measure", "passage_id", "page"):
        assert told.accepted[0][name] == told.finding[name]


def check_ministries(finding: Finding, told: Told, found: Responsibilities) -> None:
    """Every table names the same ministries for a measure; those that the finding names have a role."""
    for one in told.accepted:
        assert len(told.ministries(one["measure_id"])) == 1
    named = str(told.finding["ministry"])
    for ministry in [UNNAMED] if named == UNSTATED else named.split(";"):
        (cell,) = (one for one in found.cells if (one.proposal_id, one.ministry) == (finding.proposal_id, ministry))
        assert cell.role in ("lead", "several", "support", "unknown")
        assert cell.certainty in ("certain", "check")
        assert finding.plan_id in cell.answering_plans


@settings(ANY_RUN, max_examples=30)
@given(runs())
def test_what_a_person_found_stands_on_no_measure_and_no_table_names_one(run: Run) -> None:
    checked = {(claim.proposal.id, claim.plan.id) for claim in gap_claims(run.matrix)}
    findings = tuple(
        replace(one, status="partial", reason="checked_present", checked="present")
        if (one.proposal_id, one.plan_id) in checked
        else one
        for one in run.matrix.findings
    )
    for finding, told in cells_of(ask_again(run, matrix=replace(run.matrix, findings=findings))):
        if (finding.proposal_id, finding.plan_id) in checked:
            assert finding.n_measures == 0
            assert list(told.responsibility) == list(told.schedule) == told.accepted == []
