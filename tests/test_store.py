from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign import cache_file
from policyalign import store as store_module
from policyalign.config import ReadSettings
from policyalign.errors import PolicyAlignError
from policyalign.store import Store, cache_folder, cache_key
from policyalign.versions import Stage

READ, MATCH = Stage("read", ("text",), ("numpy",)), Stage("match", ("text",), ("numpy",))
KEY = cache_key(READ, ["abc"])
OTHER = cache_key(READ, ["abd"])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def file_of(store: Store) -> Path:
    """The one file of a cache that nobody has open."""
    store.close()
    (file,) = store.folder.iterdir()
    return file


def test_what_was_put_is_got(store: Store) -> None:
    assert store.get(KEY) is None
    assert not store.folder.exists(), "who only looks leaves nothing behind"
    store.put(KEY, b"content")
    assert store.get(KEY) == b"content"
    assert store.get(OTHER) is None
    store.put(KEY, b"")
    assert store.get(KEY) == b""


def test_many_are_put_and_got_at_once(store: Store) -> None:
    entries = {cache_key(READ, [str(number)]): str(number).encode() for number in range(1_200)}
    store.put_all(entries)
    assert store.get_all([*entries, OTHER]) == entries
    assert store.get_all([]) == {}


def test_another_store_of_the_same_folder_sees_it(store: Store) -> None:
    store.put(KEY, b"content")
    assert Store(store.folder).get(KEY) == b"content"


@given(payload=st.binary(max_size=200), data=st.data())
def test_a_damaged_entry_is_never_given_out(
    tmp_path_factory: pytest.TempPathFactory, payload: bytes, data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.mktemp("cache"))
    store.put(KEY, payload)
    file = file_of(store)
    content = file.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        file.write_bytes(content[:place])
    else:
        flipped = content[place] ^ (1 << data.draw(st.integers(0, 7)))
        file.write_bytes(content[:place] + bytes([flipped]) + content[place + 1 :])
    assert store.get(KEY) in (None, payload)


def test_damage_that_sqlite_quotes_is_damage(store: Store) -> None:
    store.put(KEY, b"content")
    file = file_of(store)
    content = file.read_bytes()
    end = min(len(content), 4_096)  # of the first page, where the tables are described
    for place in range(end - 120, end, 3):
        file.write_bytes(content[:place] + bytes([content[place] ^ 128]) + content[place + 1 :])
        again = Store(store.folder)
        assert again.get(KEY) in (None, b"content")
        again.close()


def test_a_file_that_is_no_database_is_made_anew(store: Store) -> None:
    store.put(KEY, b"content")
    file_of(store).write_bytes(b"something else" * 1_000)
    assert store.get(KEY) is None
    store.put(KEY, b"content")
    assert Store(store.folder).get(KEY) == b"content"


def test_an_entry_under_a_wrong_name_is_never_given_out(store: Store) -> None:
    store.put(KEY, b"content")
    with sqlite3.connect(file_of(store)) as connection:
        connection.execute("UPDATE entries SET key = ?", (OTHER,))
    connection.close()
    assert store.get(OTHER) is None


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(folder)], env=env, capture_output=True, text=True, timeout=60
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_full_disk_is_said_once_and_does_no_harm(store: Store) -> None:
    store.put(KEY, b"before")
    store.close()
    code = """
        import resource, signal, sys
        from pathlib import Path
        from policyalign.store import Store
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        store = Store(Path(sys.argv[1]), lang="en")
        for number in range(10):
            store.put(f"{number:064}", bytes(1_000_000))
        print("went on")
    """
    done = run(code, store.folder)
    assert (done.returncode, done.stdout) == (0, "went on\n")
    assert done.stderr.count("going on without the cache") == 1
    assert store.get(KEY) == b"before"
    assert store.size()[0] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_run_that_is_killed_as_it_writes_spoils_nothing(store: Store) -> None:
    store.put(KEY, b"before")
    code = """
        import sys
        from pathlib import Path
        from policyalign.store import Store
        store = Store(Path(sys.argv[1]))
        print("ready", flush=True)
        number = 0
        while True:
            store.put_all({f"{number + one:064}": bytes([one]) * 10_000 for one in range(50)})
            number += 50
    """
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", textwrap.dedent(code), str(store.folder)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while store.size()[0] < 200:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    count, size = store.size()
    assert size == (count - 1) * 10_000 + len(b"before"), "all of a batch or nothing"
    assert store.get(KEY) == b"before"
    store.put(OTHER, b"after")
    assert Store(store.folder).get(OTHER) == b"after"


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "cache", lang="en")
    with caplog.at_level(logging.WARNING):
        store.put(KEY, b"content")
        store.put(KEY, b"content")
    assert store.get(KEY) is None
    assert store.size() == (0, 0)
    assert caplog.text.count("going on without the cache") == 1


def test_many_writers_of_one_entry_do_not_spoil_it(store: Store) -> None:
    payloads = [bytes([number]) * 100_000 for number in range(8)]

    def write_and_read(payload: bytes) -> bytes | None:
        mine = Store(store.folder)
        mine.put(KEY, payload)
        return mine.get(KEY)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(write_and_read, payloads * 4))
    assert all(result in payloads for result in results)


def test_threads_may_share_one_store(store: Store) -> None:
    def write_and_read(number: int) -> bytes | None:
        key = f"{number:064}"
        store.put(key, str(number).encode())
        return store.get(key)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(write_and_read, range(100))) == [str(number).encode() for number in range(100)]


def test_what_was_used_longest_ago_goes_when_there_is_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def on_day(number: int) -> Store:
        monkeypatch.setattr(cache_file.time, "time", lambda: number * 86_400.0)
        return Store(tmp_path / "cache", limit=10_000)

    keys = [cache_key(READ, [str(number)]) for number in range(9)]
    for number, key in enumerate(keys):
        on_day(number).put(key, bytes(1_000))
    assert on_day(20).get(keys[0]) is not None
    on_day(21).put_all({OTHER: bytes(3_000)})
    store = on_day(22)
    assert store.size()[1] <= 10_000
    assert store.get(OTHER) is not None
    assert store.get(keys[0]) is not None, "it was used since"
    assert [store.get(key) is not None for key in keys[1:]] == sorted(store.get(key) is not None for key in keys[1:])
    assert store.get(keys[1]) is None


@pytest.mark.parametrize("value", ["many", "-1", "1.5", "²", "9" * 30])
def test_a_limit_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("POLICYALIGN_CACHE_MB", value)
    with pytest.raises(PolicyAlignError) as caught:
        Store()
    assert caught.value.code == "cache_limit_wrong"


def test_the_limit_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYALIGN_CACHE_MB", "5")
    assert Store().limit == 5_000_000
    monkeypatch.delenv("POLICYALIGN_CACHE_MB")
    assert Store().limit > 100_000_000


def test_clearing_removes_all_entries_and_nothing_else(store: Store) -> None:
    store.put(KEY, b"12345")
    store.put(OTHER, bytes(1_000_000))
    bystanders = [store.folder / "ab" / OTHER, store.folder / "thesis.docx"]
    for path in bystanders:
        path.parent.mkdir(exist_ok=True)
        path.write_text("not an entry")
    assert store.size() == (2, 1_000_005)
    store.clear()
    assert store.size() == (0, 0)
    store.close()
    assert all(path.read_text() == "not an entry" for path in bystanders)
    assert sum(path.stat().st_size for path in store.folder.iterdir() if path.is_file()) < 100_000
    Store(store.folder / "never-made").clear()
    assert not (store.folder / "never-made").exists()


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("POLICYALIGN_CACHE_DIR")
    assert "policyalign" in str(cache_folder())


def test_the_key_depends_on_everything_that_the_result_does(monkeypatch: pytest.MonkeyPatch) -> None:
    base = cache_key(READ, ["abc"], ReadSettings())
    assert base == cache_key(READ, ["abc"], ReadSettings())
    others = [
        cache_key(MATCH, ["abc"], ReadSettings()),
        cache_key(READ, ["abc"], ReadSettings(), name="part"),
        cache_key(READ, ["abd"], ReadSettings()),
        cache_key(READ, ["ab", "c"], ReadSettings()),
        cache_key(READ, ["abc"], ReadSettings(ocr=True)),
        cache_key(Stage("read", ("text",), ("msgspec",)), ["abc"], ReadSettings()),
    ]
    monkeypatch.setattr(store_module, "package_version", lambda name: "9.9.9")
    others.append(cache_key(READ, ["abc"], ReadSettings()))
    monkeypatch.undo()
    monkeypatch.setattr(store_module, "stage_fingerprint", lambda stage: "changed")
    others.append(cache_key(READ, ["abc"], ReadSettings()))
    assert len({base, *others}) == len(others) + 1
