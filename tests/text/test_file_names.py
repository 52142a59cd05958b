"""Names of files as text."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.text.file_names import readable_name


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
