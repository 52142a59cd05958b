from __future__ import annotations

import errno
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign import store as store_module
from policyalign.config import ReadSettings
from policyalign.store import Store, cache_folder, cache_key

KEY = cache_key("read", ["abc"])
OTHER = cache_key("read", ["abd"])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def entry_of(store: Store) -> Path:
    (entry,) = (path for path in store.folder.rglob("*") if path.is_file())
    return entry


def test_what_was_put_is_got(store: Store) -> None:
    assert store.get(KEY) is None
    store.put(KEY, b"content")
    assert store.get(KEY) == b"content"
    assert store.get(OTHER) is None
    store.put(KEY, b"")
    assert store.get(KEY) == b""


def test_another_store_of_the_same_folder_sees_it(store: Store) -> None:
    store.put(KEY, b"content")
    assert Store(store.folder).get(KEY) == b"content"


@given(payload=st.binary(max_size=200), data=st.data())
def test_a_damaged_entry_is_never_given_out(
    tmp_path_factory: pytest.TempPathFactory, payload: bytes, data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.mktemp("cache"))
    store.put(KEY, payload)
    entry = entry_of(store)
    content = entry.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        entry.write_bytes(content[:place])
    else:
        flipped = content[place] ^ (1 << data.draw(st.integers(0, 7)))
        entry.write_bytes(content[:place] + bytes([flipped]) + content[place + 1 :])
    assert store.get(KEY) is None
    assert not entry.exists()


def test_an_entry_under_a_wrong_name_is_never_given_out(store: Store) -> None:
    store.put(KEY, b"content")
    wrong = store.folder / OTHER[:2] / OTHER
    wrong.parent.mkdir(exist_ok=True)
    entry_of(store).rename(wrong)
    assert store.get(OTHER) is None


def test_a_full_disk_is_said_once_and_does_no_harm(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store.put(KEY, b"before")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with caplog.at_level(logging.WARNING):
        store.put(KEY, b"after")
        store.put(OTHER, b"after")
    assert len(caplog.records) == 1
    assert os.strerror(errno.ENOSPC) in caplog.text
    assert (store.get(KEY), store.get(OTHER)) == (b"before", None)
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1, "a leftover takes up space"


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "cache", lang="en")
    store.put(KEY, b"content")
    assert store.get(KEY) is None
    assert store.size() == (0, 0)
    assert "going on without the cache" in caplog.text


def test_an_interrupt_while_writing_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.put(KEY, b"content")
    assert not [path for path in store.folder.rglob("*") if path.is_file()]


def test_many_writers_of_one_entry_do_not_spoil_it(store: Store) -> None:
    payloads = [bytes([number]) * 100_000 for number in range(8)]

    def write_and_read(payload: bytes) -> bytes | None:
        mine = Store(store.folder)
        mine.put(KEY, payload)
        return mine.get(KEY)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(write_and_read, payloads * 4))
    assert all(result in payloads for result in results)


def test_clearing_removes_entries_and_leftovers_only(store: Store) -> None:
    store.put(KEY, b"12345")
    store.put(OTHER, b"12345")
    leftover = store.folder / KEY[:2] / ".partial-from-a-crash"
    leftover.write_bytes(b"policyalign ca")
    bystander = store.folder / "notes" / "mine.txt"
    bystander.parent.mkdir()
    bystander.write_text("not an entry")
    count, size = store.size()
    assert count == 2
    assert size > 10
    store.clear()
    assert store.size() == (0, 0)
    assert not leftover.exists()
    assert bystander.exists()
    Store(store.folder / "never-made").clear()


def test_clearing_a_folder_of_something_else_leaves_it_as_it_was(store: Store, tmp_path: Path) -> None:
    store.put(KEY, b"12345")
    entry, shard = entry_of(store).read_bytes(), store.folder / KEY[:2]
    outside = tmp_path / "outside"
    outside.mkdir()
    for path in (outside / KEY, outside / ".partial-1"):
        path.write_bytes(entry)
    others = {
        shard / OTHER: entry,  # belongs in another shard
        shard / f"{KEY[:2]}{'0' * 62}": b"an object of another program",
        shard / f"{KEY[:2]}{'A' * 62}": entry,
        shard / f"{KEY}.bak": entry,
        shard / ".partial-of-another": b"its content",
        shard / "thesis.docx": b"mine",
        store.folder / "AB" / "x": b"",
        store.folder / "abc" / "x": b"",
    }
    for path, content in others.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    folders = [shard / f"{KEY[:2]}{'1' * 62}", shard / ".partial-folder"]
    for folder in folders:
        folder.mkdir()
    if sys.platform != "win32":
        (shard / f"{KEY[:2]}{'2' * 62}").symlink_to(outside / KEY)
        (shard / ".partial-link").symlink_to(outside / ".partial-1")
        (store.folder / OTHER[:2]).symlink_to(outside)
    assert store.size()[0] == 1
    store.clear()
    assert store.size() == (0, 0)
    assert not (shard / KEY).exists()
    assert {path: path.read_bytes() for path in others} == others
    assert all(folder.is_dir() for folder in folders)
    assert len(list(outside.iterdir())) == 2


def test_an_emptied_folder_goes(store: Store) -> None:
    store.put(KEY, b"12345")
    store.clear()
    assert list(store.folder.iterdir()) == []


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("POLICYALIGN_CACHE_DIR")
    assert "policyalign" in str(cache_folder())


def test_the_key_depends_on_everything_that_the_result_does(monkeypatch: pytest.MonkeyPatch) -> None:
    base = cache_key("read", ["abc"], ReadSettings(), ["numpy"])
    assert base == cache_key("read", ["abc"], ReadSettings(), ["numpy"])
    others = [
        cache_key("match", ["abc"], ReadSettings(), ["numpy"]),
        cache_key("read", ["abd"], ReadSettings(), ["numpy"]),
        cache_key("read", ["ab", "c"], ReadSettings(), ["numpy"]),
        cache_key("read", ["abc"], ReadSettings(ocr=True), ["numpy"]),
        cache_key("read", ["abc"], ReadSettings(), ["msgspec"]),
    ]
    monkeypatch.setattr(store_module, "package_version", lambda name: "9.9.9")
    others.append(cache_key("read", ["abc"], ReadSettings(), ["numpy"]))
    monkeypatch.undo()
    monkeypatch.setattr(store_module, "source_fingerprint", lambda: "changed")
    others.append(cache_key("read", ["abc"], ReadSettings(), ["numpy"]))
    assert len({base, *others}) == len(others) + 1
