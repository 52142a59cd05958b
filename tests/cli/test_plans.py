"""``policyalign plans``, and ``compare`` on what it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from policyalign.catalogue.library import Library
from policyalign.catalogue.records import KnownPlan
from policyalign.cli.app import app
from policyalign.config import Settings
from policyalign.domain import Interval
from policyalign.errors import UnreadableFile

from support.commands import sub_commands
from support.pdf_server import PDF, PdfServer, redirect, whole
from support.runs import plan, run

Command = Callable[..., Result]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What is read from a file by its name, in place of the pipeline; anything else is not readable."""
    titles: dict[str, Any] = {"uchu": ("宇宙基本計画", Interval(2023, 2032, "令和5年度から", (0, 7)))}

    def read_file(path: Path, _settings: Settings) -> Any:
        if not path.read_bytes().startswith(b"%PDF"):
            raise UnreadableFile("not_pdf")
        title, period = titles.get(path.stem, ("架空の計画", None))
        return replace(plan(path.stem), title=title, period=period, edition="")

    monkeypatch.setattr("policyalign.pipeline.read_file", read_file)
    return titles


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: dict[str, Any]) -> Command:
    """Runs ``policyalign`` in a folder with two plans, and with an empty data folder."""
    monkeypatch.setenv("POLICYALIGN_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("uchu.pdf").write_bytes(b"%PDF one")
    Path("space.pdf").write_bytes(b"%PDF two")
    return lambda *args, **more: CliRunner().invoke(app, list(args), **more)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyalign.cli.plans._at_terminal", lambda: True)


def kept() -> dict[str, str]:
    return {one.id: one.domain for one in Library().plans()}


# list and show -------------------------------------------------------------------------------------------


def test_list_shows_all_plans_and_which_have_a_file(command: Command) -> None:
    command("plans", "add", "uchu.pdf", "--yes")
    command("plans", "add", "space.pdf", "--id", "mine", "--plan-domain", "海底", "--yes")
    lines = command("plans", "list").stdout.splitlines()
    assert len(lines) == 14
    (space,) = [line for line in lines if line.endswith("宇宙基本計画 ［ファイルあり］")]
    assert space.startswith("space  ")
    assert lines[-1].split() == ["mine", "海底", "架空の計画", "［ファイルあり］"]


def test_list_by_domain(command: Command) -> None:
    result = command("plans", "list", "--domain", "宇宙, 海洋")
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["space", "ocean4"]
    unknown = command("plans", "list", "--domain", "宇宙,文学")
    assert unknown.exit_code == 1
    assert "分野「文学」の計画はありません" in unknown.stderr
    assert command("plans", "list", "--domain", ",").exit_code == 2


@pytest.mark.parametrize("name", ["sti6", "STI6", "第6期科学技術・イノベーション基本計画", "第６期基本計画"])
def test_show_takes_any_name(command: Command, name: str) -> None:
    result = command("plans", "show", name)
    assert result.exit_code == 0
    for words in ("2021-03-26", "2021〜2025年度", "根拠法: 科学技術・イノベーション基本法", "6honbun.pdf"):
        assert words in result.stdout


def test_show_tells_what_was_read_from_the_file(command: Command) -> None:
    command("plans", "add", "uchu.pdf", "--yes")
    shown = command("plans", "show", "space").stdout
    assert "宇宙基本計画 / 令和5年度から" in shown
    assert Library().plans()[0].sha256 in shown
    assert str(Library().folder) in shown


def test_show_of_an_unknown_plan(command: Command) -> None:
    result = command("plans", "show", "nothing")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "plans list" in result.stderr


# add -----------------------------------------------------------------------------------------------------


def test_a_plan_is_recognised_shown_and_confirmed(command: Command, terminal: None) -> None:
    result = command("plans", "add", "uchu.pdf", input="y\n")
    assert result.exit_code == 0, result.stderr
    assert "宇宙基本計画 / 令和5年度から" in result.stderr
    assert kept() == {"space": "宇宙"}
    assert "space として加えました" in result.stdout


def test_what_is_not_confirmed_is_not_added(command: Command, terminal: None) -> None:
    result = command("plans", "add", "uchu.pdf", input="n\n")
    assert result.exit_code == 1
    assert "加えませんでした" in result.stderr
    assert kept() == {}


def test_without_a_terminal_yes_is_needed(command: Command) -> None:
    result = command("plans", "add", "uchu.pdf")
    assert result.exit_code == 1
    assert "--yes" in result.stderr
    assert kept() == {}


def test_a_file_name_does_not_make_a_plan_of_the_catalogue(command: Command) -> None:
    assert command("plans", "add", "space.pdf", "--yes").exit_code == 0
    assert kept() == {"space-2": ""}


def test_the_same_file_twice(command: Command) -> None:
    command("plans", "add", "uchu.pdf", "--yes")
    result = command("plans", "add", "uchu.pdf", "--id", "again", "--yes")
    assert (result.exit_code, result.stdout) == (0, "このファイルは space としてすでに加えてあります\n")
    assert kept() == {"space": "宇宙"}


def test_another_file_for_the_same_plan_is_said(command: Command) -> None:
    command("plans", "add", "uchu.pdf", "--yes")
    before = Library().plans()[0]
    result = command("plans", "add", "space.pdf", "--id", "space", "--yes")
    assert "置き換わります" in result.stderr
    assert before.short_hash in result.stderr
    (after,) = Library().plans()
    assert after.sha256 != before.sha256


def test_a_file_that_is_not_the_one_of_the_catalogue_is_said(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    known = KnownPlan("space", "宇宙", "宇宙基本計画", "庁", sha256="0" * 64)
    monkeypatch.setattr("policyalign.catalogue.known.load_catalogue", lambda: (known,))
    result = command("plans", "add", "uchu.pdf", "--yes")
    assert result.exit_code == 0
    assert "目録にある space のファイルとは違います" in result.stderr
    assert "00000000" in result.stderr


def test_a_file_that_cannot_be_read_or_named(command: Command) -> None:
    Path("text.pdf").write_bytes(b"text")
    assert command("plans", "add", "text.pdf", "--yes").exit_code == 1
    assert "開けません" in command("plans", "add", "none.pdf", "--yes").stderr
    result = command("plans", "add", "uchu.pdf", "--id", "../x", "--yes")
    assert (result.exit_code, "--id" in result.stderr) == (1, True)
    assert kept() == {}


# fetch ---------------------------------------------------------------------------------------------------


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PdfServer]:
    server = PdfServer()
    server.names["www8.cao.go.jp"] = server.names["plans.example"]
    server.behaviours["/uchu.pdf"] = whole
    server.behaviours["/cstp/kihonkeikaku/7honbun.pdf"] = whole
    monkeypatch.setattr("policyalign.catalogue.fetching.default_transport", lambda: server.transport)
    yield server
    server.close()


def test_fetch_by_id_takes_the_official_address(command: Command, server: PdfServer) -> None:
    result = command("plans", "fetch", "sti7", "--yes")
    assert result.exit_code == 0, result.stderr
    (added,) = Library().plans()
    assert (added.id, added.domain) == ("sti7", "科学技術")
    assert added.origin == "https://www8.cao.go.jp/cstp/kihonkeikaku/7honbun.pdf"
    assert Library().path_of(added).read_bytes() == PDF
    assert list((Library().folder / "fetched").iterdir()) == []


def test_fetch_by_address(command: Command, server: PdfServer) -> None:
    result = command("plans", "fetch", "https://plans.example/uchu.pdf", "--plan-domain", "宇宙", "--yes")
    assert result.exit_code == 0, result.stderr
    assert kept() == {"uchu": "宇宙"}


def test_nothing_is_fetched_without_confirmation(command: Command, server: PdfServer) -> None:
    assert "--yes" in command("plans", "fetch", "sti7").stderr
    assert server.requests == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ocean4", "総合海洋政策推進事務局"),
        ("nothing", "という計画はありません"),
        ("http://plans.example/uchu.pdf", "https ではない"),
        ("https://plans.example/none.pdf", "ファイルはもうありません"),
        ("https://plans.example/inside", "公開のアドレスではない"),
    ],
)
def test_what_cannot_be_fetched_is_told_in_one_line(
    command: Command, server: PdfServer, source: str, words: str
) -> None:
    server.names["127.0.0.1"] = ["127.0.0.1"]
    server.behaviours["/inside"] = redirect("https://127.0.0.1/")
    result = command("plans", "fetch", source, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("policyalign: ")]
    assert words in line
    assert kept() == {}


# compare -------------------------------------------------------------------------------------------------


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], list[str]]]:
    calls: list[tuple[list[str], list[str]]] = []

    def compare_files(paths: list[Path], _settings: Settings, **others: Any) -> Any:
        calls.append(([path.read_bytes().decode() for path in paths], others["ids"]))
        return run(failures=())

    monkeypatch.setattr("policyalign.pipeline.compare_files", compare_files)
    return calls


def test_compare_all_and_by_domain(command: Command, compared: list[Any]) -> None:
    command("plans", "add", "uchu.pdf", "--yes")
    command("plans", "add", "space.pdf", "--id", "mine", "--plan-domain", "海洋", "--yes")
    assert command("compare", "--all", "-q").exit_code == 0
    assert command("compare", "--domain", "海洋", "-q").exit_code == 0
    assert command("compare", "--domain", "海洋,宇宙", "-q").exit_code == 0
    both = (["%PDF two", "%PDF one"], ["mine", "space"])
    assert compared == [both, (["%PDF two"], ["mine"]), both]


def test_compare_says_what_the_catalogue_lacks(command: Command, compared: list[Any]) -> None:
    assert "まだ一つも" in command("compare", "--all").stderr
    command("plans", "add", "uchu.pdf", "--yes")
    result = command("compare", "--domain", "宇宙,海洋")
    assert result.exit_code == 1
    assert "「海洋」" in result.stderr
    (Library().folder / Library().plans()[0].file).unlink()
    assert "なくなっています" in command("compare", "--all").stderr
    assert compared == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("uchu.pdf", "--all"),
        ("uchu.pdf", "--domain", "宇宙"),
        ("--all", "--domain", "宇宙"),
        ("--all", "--id", "x"),
        ("--domain", ","),
    ],
)
def test_compare_takes_its_plans_from_one_place(command: Command, compared: list[Any], words: tuple[str, ...]) -> None:
    assert command("compare", *words).exit_code == 2
    assert compared == []


def test_there_are_the_actions_promised() -> None:
    actions = sub_commands("plans")
    assert set(actions) == {"list", "show", "add", "fetch"}


def test_a_real_file_is_read_added_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, samples: Path) -> None:
    monkeypatch.setenv("POLICYALIGN_DATA_DIR", str(tmp_path))
    source = samples / "pdf" / "space.pdf"
    result = CliRunner().invoke(app, ["plans", "add", str(source), "--domain", "宇宙", "--yes"])
    assert result.exit_code == 0, result.stderr
    (added,) = Library().plans()
    assert (added.title, added.domain) == ("みずほ国宇宙基本計画", "宇宙")
    assert (added.period.start_fy, added.period.end_fy) == (2026, 2035)
    assert Library().path_of(added).read_bytes() == source.read_bytes()
