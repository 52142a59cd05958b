from __future__ import annotations

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.gaps.table import counts_by_plan, print_matrix

from support.runs import run


def shown(*plan_ids: str, width: int = 0, lang: str = "ja") -> list[str]:
    """The lines on a terminal of this width, or in a pipe when it is 0."""
    file = StringIO()
    console = Console(file=file, force_terminal=bool(width), width=width or None, color_system=None)
    print_matrix(run(*plan_ids).matrix, lang, console)
    return file.getvalue().splitlines()


def line_of(lines: list[str], proposal_id: str) -> str:
    (line,) = (line for line in lines if line.startswith(proposal_id))
    return line


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize(
    "plan_ids",
    [
        ("space",),
        ("space", "digital"),
        ("宇宙基本計画", "デジタル社会の実現に向けた重点計画", "教育振興基本計画"),
        tuple(f"plan-{number}" for number in range(12)),
        tuple(f"plan-{number}" for number in range(20)),
    ],
)
def test_no_line_is_wider_than_the_terminal(plan_ids: tuple[str, ...], width: int) -> None:
    lines = shown(*plan_ids, width=width)
    assert max(map(cell_len, lines)) <= width
    assert [line.split()[0] for line in lines[-3:]] == ["1-P1", "1-P2", "2.3-T1"]


@pytest.mark.parametrize("width", [80, 120, 200, 0])
def test_status_and_evidence_with_page_are_there(width: int) -> None:
    lines = shown("space", "digital", width=width)
    assert {"対応", "一部対応"} <= set(line_of(lines, "1-P1").split())
    assert "space p.1 将来像を「" in line_of(lines, "1-P1")
    assert {"判定不能", "欠落"} <= set(line_of(lines, "1-P2").split())
    assert "digital p.2 -2030年" in line_of(lines, "2.3-T1")


def test_a_single_plan_is_not_named_again_beside_its_evidence() -> None:
    assert "  p.1 将来像を" in line_of(shown("space", width=100), "1-P1")


def test_a_gap_shows_no_evidence() -> None:
    (line,) = (line for line in shown("other", "only", width=0) if line.startswith("1-P2"))
    assert "p.1" in line, "the undetermined plan shows its nearest passage"
    both = run("x", "y").matrix
    findings = tuple(one for one in both.findings if one.plan_id == "y")
    gap_only = GapMatrix(both.plans[1:], both.proposals, findings, both.matches[1:])
    file = StringIO()
    print_matrix(gap_only, "ja", Console(file=file))
    assert line_of(file.getvalue().splitlines(), "1-P2").split() == ["1-P2", "=試験", "欠落"]


def test_many_plans_are_shown_by_marks_with_a_legend() -> None:
    ids = [f"plan-{number}" for number in range(8)]
    for width in (100, 0):
        lines = shown(*ids, width=width)
        assert lines[0] == "対=対応  部=一部対応  欠=欠落  不=判定不能  外=対象外  該=該当あり"
        assert lines[1:9] == [f"{place}: {name}" for place, name in enumerate(ids, 1)]
        assert "対 部 対 部 対 部 対 部" in line_of(lines, "1-P1")
    assert " C  P  C  P" in line_of(shown(*ids, width=100, lang="en"), "1-P1")


def test_marks_stand_under_the_numbers_of_their_plans() -> None:
    lines = shown(*(f"plan-{number}" for number in range(11)), width=0)
    (head,) = (line for line in lines if line.startswith("提言"))
    place = cell_len(head[: head.index(" 1  2")])
    row = line_of(lines, "1-P1")
    assert cell_len(row[: row.index("対 部 対")]) == place


def test_a_pipe_gets_plain_whole_lines() -> None:
    lines = shown("space", "digital", "第7期科学技術・イノベーション基本計画")
    text = "\n".join(lines)
    assert "\x1b" not in text
    assert "第7期科学技術・イノベーション基本計画" in lines[0]
    assert all(line == line.rstrip() for line in lines)
    assert "…" not in text


def test_markup_in_texts_is_shown_as_it_is() -> None:
    assert "[red]x[/red]" in shown("[red]x[/red]", "y")[0]


def test_counts() -> None:
    assert list(counts_by_plan(run("space", "digital").matrix, "ja")) == [
        "space: 対応 1  判定不能 1  対象外 1",
        "digital: 対応 1  一部対応 1  欠落 1",
    ]
