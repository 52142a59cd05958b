"""``policyalign proposals check``: faults that are planted in a file, each told once, with its line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

HEAD = "items:\n"
SOUND = "  - {id: S, text: 国は港の岸壁を新しい石で直すべきである。, actors: [官]}\n"


def write(*entries: str) -> None:
    Path("mine.yaml").write_text(HEAD + "".join(f"  - {entry}\n" for entry in entries), encoding="utf-8")


def found(command, *options: str) -> list[dict[str, object]]:  # type: ignore[no-untyped-def]
    """What is told of the file, that there is no profile left out."""
    result = command("proposals", "check", "mine.yaml", "--json", *options)
    told = json.loads(result.stdout)
    assert (result.exit_code == 1) == any(
        one["code"] in ("check_id_twice", "check_reference") for one in told["findings"]
    )
    return [one for one in told["findings"] if one["code"] != "check_no_profile"]


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("{id: A, text: 国は港の岸壁を新しい石で直すべきである。, actors: [官]}", []),
        ("{id: A, text: 港で働く人の数が年ごとに減っている。}", ["check_no_request"]),
        ("{id: A, text: 港の岸壁と灯台とその周りの海の強化}", ["check_only_names"]),
        ("{id: A, text: 港の岸壁を直すべきである。海の灯台を建ててほしい。}", ["check_several"]),
        ("{id: A, text: もっともっと強力に推進すべきである。}", ["check_no_object"]),
        ("{id: A, text: 港を直すべき}", ["check_short"]),
        (f"{{id: A, text: 港の岸壁を直すべきである{'（岸壁は古い）' * 40}。}}", ["check_long"]),
        ("{id: A, text: 港の岸壁の埋立てに強く反対する。}", ["check_against"]),
        ("{id: A, text: 港の岸壁を二度と新設しない。}", ["check_negation"]),
        ("{id: A, text: 港の岸壁を20か所、50％高く直すべきである。}", ["check_number"]),
        ("{id: A, text: 港の岸壁を2030年度までに直すべきである。}", ["check_deadline"]),
        ("{id: A, text: 企業は港の岸壁の石を運ぶべきである。}", ["check_actors_missing"]),
        ("{id: A, text: 住民は港の岸壁の石を運ぶべきである。}", ["check_actors_other"]),
        ("{id: A, kind: issue, text: 港の岸壁を直すべきである。}", ["check_issue_asks"]),
        ("{id: A, kind: issue, text: 港で働く人の数が減っている。}", []),
        ("{id: A, kind: technology, text: 波力}", []),
        ("{id: A, kind: effect, text: 港の活性化}", []),
        ("{id: A, text: 港の岸壁を新しい石で直すべきである。, see_also: [B]}", ["check_reference"]),
    ],
)
def test_each_fault_is_told_once(entry: str, codes: list[str], command) -> None:  # type: ignore[no-untyped-def]
    write(entry)
    told = found(command)
    assert [one["code"] for one in told] == codes
    assert all(one["line"] == 2 and one["what_to_do"] for one in told)


def test_ids_and_texts_that_occur_twice(command) -> None:  # type: ignore[no-untyped-def]
    write(
        "{id: A, text: 港の岸壁を石で直すべきである。}",
        "{id: B, text: 港の岸壁を石で 直すべきである}",
        "{id: A, text: 海の灯台を石で建てるべきである。}",
    )
    told = found(command)
    assert [(one["code"], one["line"], one["id"]) for one in told] == [
        ("check_text_twice", 3, "B"),
        ("check_id_twice", 4, "A"),
    ]
    assert "2行目" in str(told[1]["finding"])


def test_the_table_and_what_can_be_concluded_without_profiles(command) -> None:  # type: ignore[no-untyped-def]
    write("{id: A, text: 港の岸壁を石で直すべきである。}", "{id: B, text: 港で働く人の数が減っている。}")
    result = command("proposals", "check", "mine.yaml")
    assert result.exit_code == 0
    assert "求める文がなく" in result.stdout
    assert "手がかり（profile）がない: 2件" in result.stdout
    assert "判定不能" in result.stdout
    assert command("proposals", "check", "mine.yaml", "-q").stdout == ""


def test_a_file_without_faults_is_not_said_to_be_good(command) -> None:  # type: ignore[no-untyped-def]
    Path("mine.yaml").write_text(HEAD + SOUND, encoding="utf-8")
    assert "見つからないことは、ないことの証拠ではありません" in command("proposals", "check", "mine.yaml").stdout


def test_csv_for_spreadsheets(command) -> None:  # type: ignore[no-untyped-def]
    write("{id: '=1+1', text: 港で働く人の数が減っている。}")
    assert command("proposals", "check", "mine.yaml", "--csv", "out.csv").exit_code == 0
    content = Path("out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["code"] for row in rows] == ["check_no_request", "check_no_profile"]
    assert rows[0]["id"] == "'=1+1"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_file_that_cannot_be_read_is_one_line(lang: str, command) -> None:  # type: ignore[no-untyped-def]
    for content in ("items: []\n", "items:\n  - {id: A}\n", "- a\n", "{"):
        Path("mine.yaml").write_text(content, encoding="utf-8")
        result = command("proposals", "check", "mine.yaml", "--lang", lang)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)


def test_profiles_are_known_by_the_text(command) -> None:  # type: ignore[no-untyped-def]
    write("{id: A, text: 港の岸壁を石で直すべきである。}", "{id: B, text: 海の灯台を石で建てるべきである。}")
    texts = "".join(f"  {name}: ''\n" for name in ("object", "action", "actor", "beneficiary", "exit"))
    entry = texts + "".join(f"  {name}: []\n" for name in ("names", "related", "lookalikes"))
    Path("p.yaml").write_text(f"A:\n{entry}  does: [港の岸壁を石で直す。]\n  status: draft\n", encoding="utf-8")
    result = command("proposals", "check", "mine.yaml", "--profiles", "p.yaml", "--json")
    assert [one["code"] for one in json.loads(result.stdout)["findings"]] == ["check_profile_draft", "check_no_profile"]
    Path("p.yaml").write_text(f"A:\n{entry}  does: []\n  of: '0000000000000000'\n", encoding="utf-8")
    result = command("proposals", "check", "mine.yaml", "--profiles", "p.yaml")
    assert result.exit_code == 1
    assert "別の本文のために" in result.stderr
