"""Help and usage errors: Japanese by default, English on demand, and the same word for the same thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from policyalign.assess.overlaps.messages import RELATIONS
from policyalign.cli.app import app
from policyalign.cli.help import ABOUT, COMMANDS, wrap
from policyalign.cli.options import parse_words, parse_years
from policyalign.cli.usage import WrongUsage
from policyalign.messages.help import METAVARS, OPTIONS
from policyalign.messages.labels import KINDS, STATUSES
from policyalign.messages.wording import Wording
from policyalign.text.normalize import is_wide

from support.commands import sub_commands

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
Command = Callable[..., Result]


def all_commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, below in sub_commands(*path).items():
        yield from all_commands(below, (*path, name))


NAMED = lambda path: " ".join(path) or "policyalign"  # noqa: E731
FOUND = dict(all_commands(typer.main.get_command(app)))


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``policyalign`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POLICYALIGN_LANG", raising=False)
    return lambda *args, **env: CliRunner(env=env).invoke(app, list(args), prog_name="policyalign")


# Help ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FOUND, ids=NAMED)
def test_every_command_option_and_argument_is_explained_in_both_languages(path: tuple[str, ...]) -> None:
    told = FOUND[path]
    assert told.help in COMMANDS
    for parameter in told.params:
        assert parameter.help in OPTIONS, parameter.name
        if not getattr(parameter, "is_flag", False):
            assert parameter.metavar in METAVARS or parameter.metavar.isascii(), parameter.name


@pytest.mark.parametrize(
    ("table", "code"),
    [(table, code) for table in (COMMANDS, ABOUT, OPTIONS) for code in table],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_help_is_japanese_or_english(table: dict[str, Wording], code: str) -> None:
    wording = table[code]
    assert JAPANESE.search(wording.ja)
    assert not JAPANESE.search(wording.en)
    assert wording.en
    assert not wording.ja.endswith("。")
    assert not wording.en.endswith(".")


def test_no_help_is_left_over() -> None:
    used = {one.help for told in FOUND.values() for one in (told, *told.params)}
    assert {*COMMANDS, *OPTIONS} - used == {"help", "lang"} - used
    assert set(ABOUT) <= set(COMMANDS)


@pytest.mark.parametrize("path", FOUND, ids=NAMED)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_of_help(command: Command, path: tuple[str, ...], lang: str) -> None:
    page = command(*path, "--help", "--lang", lang)
    assert (page.exit_code, page.stderr) == (0, "")
    wording = COMMANDS[FOUND[path].help]
    assert (wording.en if lang == "en" else wording.ja) in " ".join(page.stdout.split()).replace(" 、", "、")
    assert page.stdout.startswith("Usage: policyalign" if lang == "en" else "使い方: policyalign")
    assert ("Show this message and exit" in page.stdout) == (lang == "en")
    assert ("この説明を示して終わる" in page.stdout) == (lang == "ja")
    assert not re.search(
        "Usage:|Options:|Arguments:|Commands:|default:|required" if lang == "ja" else "既定|必須", page.stdout
    )
    assert all(sum(1 + is_wide(char) for char in line) <= 80 for line in page.stdout.splitlines())


def test_defaults_and_what_is_required_are_told(command: Command) -> None:
    page = command("compare", "-h").stdout
    assert re.search(r"-o, --out フォルダ +結果を書くところ \[既定: policyalign-out\]", page)
    assert re.search(r"--lang ja\|en +表示と出力の言語 \[環境変数: POLICYALIGN_LANG\]", page)
    assert "計画.pdf  基本計画のファイル [必須]" in command("extract", "-h").stdout
    assert "PLAN.pdf  The plan as a file [required]" in command("extract", "-h", "--lang", "en").stdout


def test_nothing_at_all_shows_the_help(command: Command) -> None:
    for words in ((), ("plans",), ("--lang", "ja")):
        result = command(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "コマンド:" in result.stderr


@pytest.mark.parametrize("width", [10, 22, 40])
def test_lines_are_broken_where_japanese_may_be(width: int) -> None:
    words = "「海洋基本計画」（第4期）は、policyalign plans add で加えます。［既定: ja］"
    lines = wrap(words, width)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert not any(line[0] in "、。）」］" or line[-1] in "「（［" for line in lines)
    assert all(sum(1 + is_wide(char) for char in line) <= width + 4 for line in lines)


# The language --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "variable", "english"),
    [
        ("cache info", "", False),
        ("cache info --lang en", "", True),
        ("cache --lang=en info", "", True),
        ("--lang en cache info", "", True),
        ("cache info", "en", True),
        ("cache info --lang ja", "en", False),
        ("--lang en cache info --lang ja", "", False),
    ],
)
def test_the_language_is_given_anywhere(command: Command, words: str, variable: str, english: bool) -> None:
    shown = command(*words.split(), POLICYALIGN_LANG=variable).stdout
    assert ("entries" in shown) == english
    wrong = command(*words.split(), "--bad", POLICYALIGN_LANG=variable).stderr
    assert ("there is no option --bad" in wrong) == english
    page = command(*words.split(), "--help", POLICYALIGN_LANG=variable).stdout
    assert page.startswith("Usage:" if english else "使い方:")


def test_another_language_is_wrong_usage(command: Command) -> None:
    for words, variable in ((("cache", "--lang", "fr"), ""), (("cache",), "fr")):
        result = command(*words, POLICYALIGN_LANG=variable)
        assert result.exit_code == 2
        name = "POLICYALIGN_LANG" if variable else "--lang"
        assert result.stderr.startswith(f"policyalign: {name}: 「fr」は使えません（使える語: ja, en）\n")


def test_what_follows_two_dashes_is_no_option(command: Command) -> None:
    result = command("proposals", "show", "--", "--lang", "en")
    assert result.exit_code == 2
    assert "提言「--lang」はありません" in result.stderr


# Wrong usage ---------------------------------------------------------------------------------------------

WRONG = [
    (
        "compar a.pdf",
        "compar というコマンドはありません（compare のことですか）",
        "there is no command compar (did you mean compare?)",
    ),
    ("zzz", "zzz というコマンドはありません", "there is no command zzz"),
    (
        "plans lst",
        "lst というコマンドはありません（list のことですか）",
        "there is no command lst (did you mean list?)",
    ),
    ("--", "コマンドを指定してください", "a command is missing"),
    (
        "compare a.pdf --no-cach",
        "--no-cach というオプションはありません（--no-cache のことですか）",
        "there is no option --no-cach (did you mean --no-cache?)",
    ),
    ("compare a.pdf -x", "-x というオプションはありません", "there is no option -x"),
    ("extract", "計画.pdf を指定してください", "PLAN.pdf is missing"),
    ("evaluate gold", "--pdf を指定してください", "--pdf is missing"),
    ("gold import a.csv", "-o / --out を指定してください", "-o / --out is missing"),
    (
        "cache burn",
        "info|clear: 「burn」は使えません（使える語: info, clear）",
        "info|clear: “burn” is not one of: info, clear",
    ),
    ("extract a.pdf b.pdf c.pdf", "余分な引数があります: b.pdf c.pdf", "too many arguments: b.pdf c.pdf"),
    ("extract a.pdf -o", "-o には値が要ります", "-o needs a value"),
    ("extract a.pdf --ocr=yes", "--ocr に値は付けられません", "--ocr takes no value"),
    (
        "compare a.pdf --workers two",
        "--workers: 「two」は整数ではありません",
        "--workers: “two” is not a whole number",
    ),
    (
        "compare a.pdf --workers 0",
        "--workers: 「0」は1以上の整数ではありません",
        "--workers: “0” is not a whole number of 1 or more",
    ),
    (
        "gold new a.pdf --per-proposal 1",
        "--per-proposal: 「1」は2以上の整数ではありません",
        "--per-proposal: “1” is not a whole number of 2 or more",
    ),
    (
        "compare a.pdf --kind 技術,夢",
        "--kind: 「夢」は使えません（使える語: 提言、研究サイクル、技術、問題意識、選定基準、波及効果）",
        "--kind: “夢” is not one of: proposal, cycle, technology, issue, criterion, effect",
    ),
    ("phases", "結果フォルダ を指定してください", "RESULTS is missing"),
    (
        "phases out --window 2030-2026",
        "--window: 「2030-2026」は 2026-2030 のような年度の範囲ではありません",
        "--window: “2030-2026” is not a range of years such as 2026-2030",
    ),
    (
        "overlaps out --limit -1",
        "--limit: 「-1」は0以上の整数ではありません",
        "--limit: “-1” is not a whole number of 0 or more",
    ),
    (
        "audit out --confidence nan",
        "--confidence: 「nan」は0.5以上0.9999以下の数ではありません",
        "--confidence: “nan” is not a number from 0.5 to 0.9999",
    ),
    (
        "audit out --answers a.csv --all --out b.csv",
        "--answers: 確認表には選び方も書いてあります。--all, --out は外してください",
        "--answers: the sheet itself says how it was drawn; leave out --all, --out",
    ),
    ("compare --domain 、", "--domain: 一つも挙げられていません", "--domain: nothing is named"),
    (
        "proposals --actor 民",
        "--actor: 「民」は使えません（使える語: 産、官、学）",
        "--actor: “民” is not one of: 産, 官, 学",
    ),
    (
        "compare",
        "計画のファイル、--all、--domain のどれか一つを指定してください",
        "give files of plans, or --all, or --domain: one of them",
    ),
    ("compare a.pdf b.pdf --id A", "--id: 計画2本に対して1件あります", "--id: 1 given for 2 plans"),
    (
        "compare a.pdf --plan-domain c=宇宙",
        "--plan-domain: c=宇宙 では、計画 a と分野が対応しません（順に一つずつか、a=宇宙 の形で）",
        "--plan-domain: c=宇宙 does not fit the plans a (one for each in order, or a=DOMAIN)",
    ),
    ("proposals show", "番号|見出し を指定してください", "ID|LABEL is missing"),
    ("proposals list 1-P1", "余分な引数があります: 1-P1", "too many arguments: 1-P1"),
    (
        "proposals import a.txt -o a.yaml --column 本文",
        "--column: 「本文」は 本文=C のような、項目と列の組ではありません",
        "--column: “本文” is no field and column, such as text=C",
    ),
]


@pytest.mark.parametrize(("words", "japanese", "english"), WRONG, ids=[words for words, _, _ in WRONG])
def test_wrong_usage_is_one_line_and_a_hint(command: Command, words: str, japanese: str, english: str) -> None:
    for lang, line, help_ in (("ja", japanese, "使い方"), ("en", english, "For help")):
        result = command("--lang", lang, *words.split())
        assert (result.exit_code, result.stdout) == (2, "")
        told, hint = result.stderr.splitlines()
        assert told == f"policyalign: {line}"
        assert re.fullmatch(rf"{help_}: policyalign[a-z -]* --help", hint)


def test_the_hint_names_the_command(command: Command) -> None:
    assert command("plans", "add").stderr.endswith("\n使い方: policyalign plans add --help\n")


def test_a_window_is_written_in_many_ways() -> None:
    assert {parse_years(text) for text in ("2021-2025", " 2021 ～ 2025 ", "２０２１–2025")} == {(2021, 2025)}


# The same word means the same ----------------------------------------------------------------------------


def test_an_option_of_one_name_is_one_option() -> None:
    """The parts of the help on which options of one name may differ: what is written, and to what kinds a
    choice is limited."""
    told: dict[str, set[tuple[str, str]]] = {}
    for found in FOUND.values():
        for one in found.params:
            if one.param_type_name == "option":
                for name in one.opts:
                    told.setdefault(name, set()).add((one.metavar or "", one.help))
    differing = {name for name, meanings in told.items() if len(meanings) > 1}
    assert differing <= {
        "-o",
        "--out",
        "--kind",
        "--domain",
        "--plan-domain",
        "--id",
        "--seed",
        "--all",
        "--pdf",
        "--projects",
        "--check",
        "--format",
    }
    assert not {"--kinds", "--plans", "--top", "--sheet"} & told.keys()


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (("evaluate", "gold", "--plans", "pdf"), "--plans", "--pdf"),
        (("fit", "gold", "--plans=pdf"), "--plans", "--pdf"),
        (("proposals", "list", "--kinds", "技術"), "--kinds", "--kind"),
        (("explain", "5.2-P4", "out.pdf", "--top", "1"), "--top", "--limit"),
        (("overlaps", "out", "--relation", "重複"), "--relation", "--type"),
        (("audit", "out", "--sheet", "a.csv"), "--sheet", "--out"),
        (("plans", "add", "a.pdf", "--domain", "宇宙"), "--domain", "--plan-domain"),
    ],
)
def test_an_earlier_name_is_taken_and_the_new_one_told(
    command: Command, words: tuple[str, ...], old: str, new: str
) -> None:
    result = command(*words)
    assert result.exit_code in (0, 1)
    assert result.stderr.splitlines()[0] == f"policyalign: {old} は {new} に改名しました"
    assert old not in re.sub(r"--plans add", "", command(*words[:1], "--help").stdout).split()


@pytest.mark.parametrize(
    ("text", "table", "codes"),
    [
        ("提言,研究サイクル、技術，issue", KINDS, ("proposal", "cycle", "technology", "issue")),
        (" ＴＥＣＨＮＯＬＯＧＹ ,技術", KINDS, ("technology",)),
        ("一部対応, gap, out of scope", STATUSES, ("partial", "gap", "out_of_scope")),
        ("補完,duplicate", RELATIONS, ("complement", "duplicate")),
        ("宇宙、海洋,宇宙", None, ("宇宙", "海洋")),
    ],
)
def test_words_are_taken_as_they_are_printed(text: str, table: Any, codes: tuple[str, ...]) -> None:
    assert parse_words(text, table) == codes


@pytest.mark.parametrize("text", ["", " 、, "])
def test_no_words_at_all_are_wrong(text: str) -> None:
    with pytest.raises(WrongUsage):
        parse_words(text)
