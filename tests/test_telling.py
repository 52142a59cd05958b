"""Nothing from a file, its name or a server reaches a terminal raw, and no encoding of a terminal stops a command."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Column
from rich.text import Text

from policyalign.assess.showing import VisibleConsole, new_table, print_table
from policyalign.catalogue.records import is_id
from policyalign.cli.progress import progress_shown
from policyalign.messages import ErrorCode
from policyalign.runtime import Progress
from policyalign.telling import complain, say, streams_guarded, tell, visible

HOSTILE = "\x1b]0;title\x07\x1b[2J\x9b31m\u202eabc\u2066\u200b\u2028\ufeff\x00\r\x08\x7f\U000e0041\udc9b"
UNSEEN = frozenset(HOSTILE) - frozenset("]0;title[2J31mabc")


def shows_as_itself(text: str) -> bool:
    return not set(text) & UNSEEN


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_visible_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = visible(text)
    assert all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in shown)
    assert visible(shown) == shown


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_json_stays_the_same_json(text: str) -> None:
    assert json.loads(visible(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize("text", ["第1章　総論（案）\n\t①髙﨑・〜‐―…“”", "葛\U000e0100城市", "Ａ－１\ue000 €é"])
def test_ordinary_text_stays(text: str) -> None:
    assert visible(text) == text


def test_sentences_and_results_are_cleaned_and_stay_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell(HOSTILE)
    say(ErrorCode.cache_unusable, "ja", path=f"{HOSTILE}\npolicyalign: 完了", error="x")
    complain(ErrorCode.cache_unusable, "en", f"{HOSTILE}\nx", path=HOSTILE, error=HOSTILE)
    out, err = capsys.readouterr()
    assert shows_as_itself(out.removesuffix("\n"))
    assert shows_as_itself(err)
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("terminal", [True, False])
def test_tables_show_texts_and_keep_their_colours(terminal: bool) -> None:
    page = io.StringIO()
    console = VisibleConsole(page, force_terminal=terminal, width=200)
    table = new_table(Column(HOSTILE), "[link=https://x.example]b[/link]")
    table.add_row(Text(f"{HOSTILE}計画", "bold red"), "[/nothing] [red]赤[/red] :smile:")
    print_table(table, console)
    console.print(HOSTILE)
    shown = page.getvalue()
    assert "[/nothing] [red]赤[/red] :smile:" in shown
    assert ("\x1b[1;31m" in shown) == terminal
    for sequence in ("\x1b]", "\x1b[2J", "\x9b", "\u202e", "\x00"):
        assert sequence not in shown
    assert shown.count("計画") == 1


def test_the_bar_shows_names(monkeypatch: pytest.MonkeyPatch) -> None:
    page = io.StringIO()
    monkeypatch.setattr(sys, "stderr", page)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "300")
    with progress_shown(wanted=True, lang="ja") as show:
        assert show is not None
        show(Progress("read", f"{HOSTILE} [/x]", 1, 2))
    assert "\x1b]0" not in page.getvalue()
    assert "\u202e" not in page.getvalue()
    assert "[/x]" in page.getvalue()


def test_what_libraries_write_is_guarded_too() -> None:
    page, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(page), contextlib.redirect_stderr(errors):
        with streams_guarded():
            sys.stdout.write(HOSTILE)
            sys.stdout.writelines([HOSTILE])
            logging.StreamHandler().emit(logging.makeLogRecord({"msg": HOSTILE}))
        assert sys.stdout is page
    assert shows_as_itself(page.getvalue())
    assert shows_as_itself(errors.getvalue())


# The whole command ---------------------------------------------------------------------------------------

PROPOSALS = r'items: [{id: 1-P1, text: 本文, label: "[/red]髙い–𠮷 \e]0;owned\a\u202E"}]'


def command(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "policyalign", *args],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **env},
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "utf-8"])
@pytest.mark.parametrize(
    "args", [("proposals",), ("proposals", "show", "1-P1"), ("proposals", "scope"), ("plans", "list")]
)
def test_no_encoding_stops_a_command(tmp_path: Path, encoding: str, args: tuple[str, ...]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(PROPOSALS, encoding="utf-8")
    mine = ("--proposals", str(file)) if args[-1] in ("proposals", "1-P1") else ()
    found = command(*args, *mine, PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    assert found.returncode == 0, found.stderr
    shown = found.stdout.decode(encoding)
    assert b"\x1b" not in found.stdout
    if "show" in args:
        assert "\\u202e" in shown
        assert ("\\u2013" in shown) == (encoding != "utf-8"), "what cannot be shown is there all the same"
        assert ("髙" in shown) == (encoding != "ascii")


def test_errors_about_names_are_told_in_any_encoding(tmp_path: Path) -> None:
    name = str(tmp_path / "計画\u2013\x1b[2J\u202e.yaml")
    found = command("proposals", "--proposals", name, PYTHONUTF8="0", PYTHONIOENCODING="cp932")
    assert found.returncode == 1
    assert found.stderr.decode("cp932").count("\n") == 1
    assert b"\x1b" not in found.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_colours_and_no_commands_of_others(tmp_path: Path) -> None:
    import pty

    file = tmp_path / "scope.yaml"
    rule = {"level": "期待", "reason": "\x1b]0;owned\x07理由\u202e"}
    file.write_text(json.dumps({"domains": {"宇宙": {"default": rule}}}), encoding="utf-8")
    master, slave = pty.openpty()
    code = subprocess.run(
        [sys.executable, "-m", "policyalign", "proposals", "scope", "--scope", str(file), "--domain", "宇宙"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TERM": "xterm", "COLUMNS": "200"},
        stdout=slave,
        stderr=slave,
        timeout=60,
        check=False,
        preexec_fn=os.setsid,
    )
    os.close(slave)
    shown = b""
    with contextlib.suppress(OSError):
        while piece := os.read(master, 65536):
            shown += piece
    os.close(master)
    assert code.returncode == 0
    assert "理由".encode() in shown
    assert b"\x1b]0;" not in shown
    assert "\u202e".encode() not in shown
    assert b"\x1b[1m" in shown


def test_names_of_plans_cannot_hold_what_does_not_show() -> None:
    assert not any(is_id(f"a{char}") for char in UNSEEN)
