from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policyalign.corpora import corpora_path, load_proposals, select
from policyalign.errors import ProposalError
from policyalign.match.profiles import fingerprint, load_profiles

COCN = select(load_proposals(), kinds=("proposal", "cycle", "technology"))
PROFILES = load_profiles()
ENTRY = """
"1-P1":
  object: a
  action: b
  actor: c
  beneficiary: d
  exit: e
  names: [f]
  related: [g]
  lookalikes: [h]
  does: [i]
"""


@pytest.mark.parametrize("proposal", COCN, ids=lambda proposal: proposal.id)
def test_every_statement_that_a_plan_can_take_up_has_a_profile(proposal) -> None:  # type: ignore[no-untyped-def]
    profile = PROFILES[fingerprint(proposal.text)]
    assert len(profile.names) >= 5
    assert len(profile.does) >= 8
    assert len(set(profile.does)) == len(profile.does)
    assert all((profile.object, profile.action, profile.actor, profile.beneficiary, profile.exit))
    assert not set(profile.names) & set(profile.lookalikes)


def test_the_key_follows_what_the_scorer_looks_at() -> None:
    profile = next(iter(PROFILES.values()))
    assert replace(profile, names=(*profile.names, "新語")).key != profile.key
    assert replace(profile, does=profile.does[1:]).key != profile.key
    assert replace(profile, lookalikes=(), exit="").key == profile.key


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text(ENTRY, encoding="utf-8")
    (profile,) = load_profiles(path).values()
    assert (profile.names, profile.does) == (("f",), ("i",))


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (ENTRY.replace("1-P1", "9-P9"), "9-P9"),
        (ENTRY.replace("names: [f]", "names: f"), "1-P1.names"),
        (ENTRY.replace("  exit: e\n", ""), "1-P1 に exit"),
        ("{", "2行目"),
        ("a: [", "2行目"),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, content: str, place: str) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ProposalError) as caught:
        load_profiles(path)
    assert path.name in str(caught.value)
    assert place in str(caught.value)


def test_the_shipped_file_is_the_default() -> None:
    assert load_profiles(corpora_path("cocn", "profiles.yaml")) == PROFILES
