"""Bytes: exact, stored once, never half."""

import hashlib
import os
import sqlite3
import threading
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.core.errors import InvalidInput, NotFound
from assay.store import verify, working
from assay.store.blobs import BATCH
from assay.store.project import ProjectStore
from assay.store.schema import CHUNK
from factories_store import answer_step, attach, do, project


@pytest.fixture
def store(tmp_path: Path) -> ProjectStore:
    return project(tmp_path / "one.assay")


def count(store: ProjectStore, table: str) -> int:
    return int(store.file.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, BATCH * CHUNK, BATCH * CHUNK + 7]
)
def test_bytes_come_back_exactly(store: ProjectStore, size: int) -> None:
    data = os.urandom(size)
    told: list[int] = []
    info = store.put_blob(BytesIO(data), told.append)
    assert (info.sha256, info.size, info.existed) == (hashlib.sha256(data).hexdigest(), size, False)
    assert b"".join(store.read_blob(info.sha256)) == data
    assert store.blob_bytes(info.sha256, size) == data
    assert told == sorted(told)
    assert (told or [0])[-1] == size


class Dribble:
    """A source that gives less than it is asked for."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self.data, self.sizes = BytesIO(data), sizes

    def read(self, size: int, /) -> bytes:
        return self.data.read(min(size, self.sizes.pop() if self.sizes else size))


@settings(max_examples=25)
@given(st.binary(max_size=4000), st.lists(st.integers(1, 900), max_size=20))
def test_a_slow_source_makes_the_same_blob(data: bytes, sizes: list[int]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        store = working.create(Path(folder) / "one.assay")
        info = store.put_blob(Dribble(data, sizes))
        assert store.blob_bytes(info.sha256, 4000) == data
        assert count(store, "blob_chunk") == bool(data)
        store.close()


def test_the_same_bytes_are_stored_once(store: ProjectStore) -> None:
    data = os.urandom((BATCH + 2) * CHUNK)
    first, second = store.put_blob(BytesIO(data)), store.put_blob(BytesIO(data))
    assert (first.existed, second.existed) == (False, True)
    assert count(store, "blob_chunk") == BATCH + 2


def test_a_cancelled_capture_leaves_nothing(store: ProjectStore) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int) -> None:
        if done > BATCH * CHUNK:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.put_blob(BytesIO(os.urandom((BATCH + 3) * CHUNK)), cancel)
    assert (count(store, "blob"), count(store, "blob_chunk")) == (0, 0)


def test_a_source_that_fails_leaves_nothing(store: ProjectStore) -> None:
    class Broken:
        def __init__(self) -> None:
            self.left = BATCH + 2

        def read(self, size: int, /) -> bytes:
            self.left -= 1
            if not self.left:
                raise ValueError("the drive went away")
            return bytes(size)

    with pytest.raises(ValueError, match="went away"):
        store.put_blob(Broken())
    assert count(store, "blob_chunk") == 0


def test_a_source_that_cannot_be_read_is_told_as_that(store: ProjectStore) -> None:
    class Pulled:
        name = "stick/report.pdf"

        def read(self, size: int, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(NotFound) as caught:
        store.put_blob(Pulled())
    assert caught.value.message == "file_unreadable"
    assert caught.value.facts["path"] == "stick/report.pdf"


def test_an_answer_is_kept_while_bytes_stream_in(store: ProjectStore) -> None:
    """Between two batches the lock is free: typing does not wait for a large file."""
    answered = threading.Event()

    def answer_meanwhile(done: int) -> None:
        if done == (BATCH + 1) * CHUNK:
            typing = threading.Thread(target=lambda: (do(store, answer_step(50)), answered.set()))
            typing.start()
            typing.join(30)
            assert answered.is_set()

    store.put_blob(BytesIO(bytes((2 * BATCH) * CHUNK)), answer_meanwhile)
    assert "a/Q-050" in store.state()["answer"]


def test_an_interrupted_capture_is_swept_at_the_next_opening(store: ProjectStore) -> None:
    path = store.target
    kept = attach(store, 1, b"named by evidence")
    step = store.revisions(limit=1, newest_first=True)[0].step().inverse()
    do(store, step)  # taken back: only the history names the bytes now, and redo needs them
    store.put_blob(BytesIO(b"named by nobody"))
    store.file.db.execute("INSERT INTO blob_chunk VALUES (77, 0, x'00')")
    store.close()
    again = working.open_project(path)
    assert again.has_blob(kept)
    assert (count(again, "blob"), count(again, "blob_chunk")) == (1, 1)
    again.close()


def test_missing_and_too_large_bytes_are_told(store: ProjectStore) -> None:
    info = store.put_blob(BytesIO(b"four"))
    with pytest.raises(InvalidInput, match="blob_too_large"):
        store.blob_bytes(info.sha256, 3)
    with pytest.raises(NotFound, match="blob_missing"):
        list(store.read_blob("0" * 64))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE blob_chunk SET bytes = zeroblob(length(bytes)) WHERE n = 1",
        "DELETE FROM blob_chunk WHERE n = 1",
        "UPDATE blob SET size = size - 1",
        "UPDATE blob SET chunks = chunks - 1",
    ],
)
def test_damaged_bytes_are_never_taken_for_the_evidence(store: ProjectStore, damage: str) -> None:
    sha256 = attach(store, 1, os.urandom(3 * CHUNK))
    store.file.db.execute(damage)
    with pytest.raises(NotFound, match="blob_damaged"):
        store.blob_bytes(sha256, 10 * CHUNK)
    assert [p.what for p in verify.verify(store)] == ["blob_damaged"]


def test_a_full_disk_takes_nothing_of_it(store: ProjectStore) -> None:
    from assay.core.errors import CannotWrite

    pages = store.file.db.execute("PRAGMA page_count").fetchone()[0]
    store.file.db.execute(f"PRAGMA max_page_count = {pages + 40}")
    with pytest.raises(CannotWrite, match="disk_full"):
        store.put_blob(BytesIO(bytes(3 * BATCH * CHUNK)))
    assert count(store, "blob_chunk") == 0
    do(store, answer_step(50))
    assert verify.verify(store) == []


def test_a_wrong_type_never_lies_in_a_table(store: ProjectStore) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.file.db.execute("INSERT INTO blob_chunk VALUES ('one', 0, x'00')")
