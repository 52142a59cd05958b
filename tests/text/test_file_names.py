"""Names of files as text, and names made into those of files."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.text.file_names import file_name, file_names, readable_name

NAMES = st.text(st.characters(exclude_categories=()), max_size=300) | st.sampled_from(
    ["a/b", "a_b", "A", "a", "CON", "con", "aux.txt", "nul.", "COM1", "com¹.x", "..", ".", "", " ", "a.", "a ", "C:\\x"]
)
DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


@given(NAMES)
def test_every_name_is_safe_everywhere(name: str) -> None:
    made = file_name(name)
    assert not set(made) & set('<>:"/\\|?*')
    assert made.isprintable()
    assert not made.startswith(".")
    assert not made.endswith((".", " "))
    assert not DEVICES.fullmatch(made)
    assert 0 < len(made.encode()) <= 170
    assert unicodedata.normalize("NFC", made) == made
    assert file_name(name) == made


@given(st.lists(NAMES, unique=True, max_size=12))
def test_no_two_names_share_a_file_on_any_system(names: list[str]) -> None:
    made = file_names(names)
    assert len({unicodedata.normalize("NFKC", one).casefold() for one in made.values()}) == len(names)


@given(
    st.lists(
        st.sampled_from(["a/b", "a_b", "a:b", "A", "a", "が", "か\u3099", "ｶﾞ", "ガ", "ß", "SS", "ss"]), unique=True
    )
)
def test_names_that_look_alike_keep_apart(names: list[str]) -> None:
    test = file_names(names)
    assert len({unicodedata.normalize("NFKC", one).casefold() for one in test.values()}) == len(names)


@pytest.mark.parametrize("name", ["1-P1", "2.3-T9", "宇宙基本計画", "plan_v2"])
def test_ordinary_names_stay(name: str) -> None:
    assert file_names([name, "other"])[name] == name


@pytest.mark.parametrize("name", ["計" * 300, "𠮷" * 80, "a" * 5000, "nul.txt", "a\0b", "\ud800"])
def test_files_of_such_names_can_be_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{file_name(name)}.svg"
    path.write_bytes(b"x")
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_names_that_were_read_as_bytes_are_read_as_text(encoding: str) -> None:
    name = "宇宙基本計画（案）.pdf".encode(encoding).decode("ascii", "surrogateescape")
    assert readable_name(name) == "宇宙基本計画（案）.pdf"


@given(st.one_of(st.binary(max_size=20).map(os.fsdecode), st.text(max_size=20)))
def test_every_name_can_be_written_down(name: str) -> None:
    readable_name(name).encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_names_that_are_text_stay_as_they_are(name: str) -> None:
    assert readable_name(name) == name
