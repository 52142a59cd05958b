"""``policyalign proposals draft`` and ``compare --profiles``: what is drafted, and that a draft decides nothing."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policyalign.assess.run import Run
from policyalign.corpora import load_proposals
from policyalign.errors import ProposalError
from policyalign.match.profiles import Profile, beside, checked, fingerprint, load_profiles

from support.runs import plan, run

PROPOSALS = """items:
  - {id: A, label: 波力発電, text: 国は波力発電の実証海域を設けるべきである。}
  - {id: B, text: 灯台の廃止に反対する。}
  - {id: C, kind: issue, text: 船員が減っている。}
"""
PLAN = """# 海の計画

## 波力

経済産業省は、波力発電（WEC）の実証海域を三つの湾に設ける。

波力発電の費用は高い。

波力発電の実証海域に送電線をつなぎ、試験設備の設置を支援する。

## 灯台

海上保安庁は、古い灯台の廃止を進め、跡地を公園として整備する。
"""


@pytest.fixture
def drafted(command) -> dict[str, Profile]:  # type: ignore[no-untyped-def]
    """The profiles drafted from a plan and a collection of projects, by the id of the proposal."""
    Path("mine.yaml").write_text(PROPOSALS, encoding="utf-8")
    Path("plan.md").write_text(PLAN, encoding="utf-8")
    project = {
        "projectId": 7, "projectName": "海の電気", "ministry": "環境省", "currentIssues": "",
        "purpose": "波力発電の実証海域の環境を調べる。/海は広い。", "overview": "離島で波力発電の実証を支援する。",
    }  # fmt: skip
    with gzip.open("projects.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(project, ensure_ascii=False) + "\n")
    result = command("proposals", "draft", "mine.yaml", "plan.md", "--projects", "projects.jsonl.gz", "-o", "p.yaml")
    assert result.exit_code == 0, result.stderr
    assert "やめることを求めるか反対する1件" in result.stderr
    proposals = load_proposals("mine.yaml")
    names = {fingerprint(one.text): one.id for one in proposals}
    return {names[key]: profile for key, profile in load_profiles(Path("p.yaml"), proposals).items()}


def test_sentences_that_announce_and_what_names_the_object(drafted: dict[str, Profile]) -> None:
    assert set(drafted) == {"A", "B"}  # an issue is not matched
    one = drafted["A"]
    assert one.status == "draft"
    assert one.does[0] == "経済産業省は、波力発電(WEC)の実証海域を三つの湾に設ける。" or "波力発電" in one.does[0]
    assert not any("高い" in sentence or "広い" in sentence for sentence in one.does)
    assert {"波力発電", "実証海域", "WEC"} <= set(one.names)
    text = Path("p.yaml").read_text(encoding="utf-8")
    assert "plan.md" in text
    assert "projects.jsonl.gz 事業7 海の電気（環境省）" in text


def test_nothing_is_drafted_for_what_is_opposed(drafted: dict[str, Profile]) -> None:
    """What stands nearest to 灯台の廃止に反対する is the closing of lighthouses."""
    assert drafted["B"].does == ()


def test_the_same_bytes_and_never_over_another_file(drafted: dict[str, Profile], command) -> None:  # type: ignore[no-untyped-def]
    before = Path("p.yaml").read_bytes()
    again = ("proposals", "draft", "mine.yaml", "plan.md", "--projects", "projects.jsonl.gz", "-o")
    assert command(*again, "q.yaml").exit_code == 0
    assert Path("q.yaml").read_bytes() == before
    assert command(*again, "p.yaml").exit_code == 1
    assert command(*again, "p.yaml", "--force").exit_code == 0


def test_a_plan_that_cannot_be_read_does_not_stop_the_others(drafted: dict[str, Profile], command) -> None:  # type: ignore[no-untyped-def]
    result = command("proposals", "draft", "mine.yaml", "gone.pdf", "plan.md", "-o", "q.yaml")
    assert result.exit_code == 0
    assert "gone.pdf" in result.stderr


def test_what_is_missing_is_wrong_usage_or_one_line(command) -> None:  # type: ignore[no-untyped-def]
    Path("mine.yaml").write_text(PROPOSALS, encoding="utf-8")
    assert command("proposals", "draft", "mine.yaml", "-o", "p.yaml").exit_code == 2
    result = command("proposals", "draft", "mine.yaml", "--projects", "gone.gz", "-o", "p.yaml")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


# --- what compare makes of them --------------------------------------------------------------------------

TEXT = "国は波力発電の実証海域を設けるべきである。"
MADE = Profile("", "", "", "", "", ("波力発電",), (), (), ("港に波力発電の試験場を設ける。", "波の力を使う。"))


def test_drafts_are_not_matched_with() -> None:
    assert checked({"a": replace(MADE, status="draft"), "b": MADE, "c": replace(MADE, does=())}) == {"b": MADE}


def test_sentences_of_the_plan_itself_prove_nothing() -> None:
    read = plan("p")
    own = read.passages[0].text
    assert beside({"k": replace(MADE, does=(own, *MADE.does))}, read)["k"].does == MADE.does
    assert beside({"k": replace(MADE, does=(own,))}, read) == {}


def test_a_profile_serves_the_text_that_it_was_written_for(drafted: dict[str, Profile]) -> None:
    Path("mine.yaml").write_text(PROPOSALS.replace("三つ", "四つ").replace("設ける", "増やす"), encoding="utf-8")
    with pytest.raises(ProposalError, match="別の本文のために"):
        load_profiles(Path("p.yaml"), load_proposals("mine.yaml"))


def test_compare_tells_of_drafts_and_passes_the_rest_on(
    drafted: dict[str, Profile], command, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    asked: list[dict[str, Any]] = []

    def compare_files(*_: object, **others: Any) -> Any:
        asked.append(others)
        return run()

    monkeypatch.setattr("policyalign.pipeline.compare_files", compare_files)
    words = ("compare", "plan.md", "--proposals", "mine.yaml", "-q", "-o", "out")
    assert command(*words, "--profiles", "p.yaml").exit_code == 0
    assert "2件のうち2件は下書き" in command(*words, "--profiles", "p.yaml").stderr
    assert {one.status for one in asked[0]["profiles"].values()} == {"draft"}
    result = command("compare", "plan.md", "-q", "-o", "out", "--profiles", "p.yaml")  # ids of another file
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_no_profile_of_ones_own_moves_a_verdict(
    sample_run: Run, sample_plans: tuple[Path, ...], tmp_path: Path
) -> None:
    """Through the real models: verdicts rest on the wording, for which the error rate was measured; what has been
    looked over shows in the phrases of the explanation."""
    from policyalign.config import Settings
    from policyalign.pipeline import compare_files

    (tmp_path / "mine.yaml").write_text(PROPOSALS, encoding="utf-8")
    key = fingerprint(load_proposals(str(tmp_path / "mine.yaml"))[0].text)

    def compared(**given: Any) -> Any:
        return compare_files(sample_plans[-1:], Settings(), proposals_source=str(tmp_path / "mine.yaml"), **given)

    without = compared()
    with_draft = compared(profiles={key: replace(MADE, status="draft")})
    looked_over = compared(profiles={key: MADE})
    assert with_draft.matrix == without.matrix
    assert looked_over.matrix.findings == without.matrix.findings
    assert looked_over.matrix.matches != without.matrix.matches
    assert looked_over.record["proposals"]["profiles"]["count"] == 1
