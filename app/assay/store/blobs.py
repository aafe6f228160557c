"""Bytes kept exact: streamed in and out in chunks, stored once, known by their SHA-256."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Protocol

from assay.core.errors import InvalidInput, NotFound
from assay.store.connection import transaction
from assay.store.schema import CHUNK

BATCH = 16
"""Chunks written in one transaction: between two, an answer typed meanwhile gets its turn."""


@dataclass(frozen=True, slots=True)
class BlobInfo:
    sha256: str
    size: int
    existed: bool
    """The same bytes were here already; nothing was stored twice."""


class Source(Protocol):
    """Anything that bytes are read from; less than asked for is no end, nothing is."""

    def read(self, size: int, /) -> bytes: ...


class Pieces:
    """Pieces of bytes read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        while not self._rest and (piece := next(self._pieces, None)) is not None:
            self._rest = piece
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


class Told(Protocol):
    def __call__(self, done: int, /) -> None: ...


def put(
    db: sqlite3.Connection,
    lock: AbstractContextManager[object],
    source: Source,
    progress: Told | None,
) -> BlobInfo:
    """Store what `source` gives until its end.

    The blob is there only once its last byte is: its row is written last, and chunks without a
    row are swept. `progress` is told the bytes done and stops the storing by raising.
    """
    with lock:
        number = _next_number(db)
    digest, size, n = hashlib.sha256(), 0, 0
    batch: list[tuple[int, int, bytes]] = []
    try:
        while chunk := _read_chunk(source):
            digest.update(chunk)
            batch.append((number, n, chunk))
            n, size = n + 1, size + len(chunk)
            if len(batch) == BATCH:
                _write(db, lock, batch)
                batch.clear()
            if progress is not None:
                progress(size)
        with lock, transaction(db):
            return _finish(db, number, batch, digest.hexdigest(), size, n)
    except BaseException:
        with lock, transaction(db):
            db.execute("DELETE FROM blob_chunk WHERE blob = ?", (number,))
        raise


def _read_chunk(source: Source) -> bytes:
    """The next full chunk; short only at the end, however small the pieces a source gives."""
    pieces: list[bytes] = []
    missing = CHUNK
    try:
        while missing and (more := source.read(missing)):
            pieces.append(more)
            missing -= len(more)
    except OSError as error:  # theirs, not the disk that is written to
        name = str(getattr(source, "name", ""))
        raise NotFound("file_unreadable", path=name, why=error.strerror or "") from error
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _write(
    db: sqlite3.Connection,
    lock: AbstractContextManager[object],
    batch: list[tuple[int, int, bytes]],
) -> None:
    with lock, transaction(db):
        db.executemany("INSERT INTO blob_chunk VALUES (?, ?, ?)", batch)


def _finish(
    db: sqlite3.Connection,
    number: int,
    batch: list[tuple[int, int, bytes]],
    sha256: str,
    size: int,
    chunks: int,
) -> BlobInfo:
    row = db.execute("SELECT number FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    if row is not None and is_sound(db, sha256):
        db.execute("DELETE FROM blob_chunk WHERE blob = ?", (number,))
        return BlobInfo(sha256, size, True)
    if row is not None:  # attached again because it was damaged: these bytes are the right ones
        db.execute("DELETE FROM blob_chunk WHERE blob = ?", row)
        db.execute("DELETE FROM blob WHERE number = ?", row)
    db.executemany("INSERT INTO blob_chunk VALUES (?, ?, ?)", batch)
    db.execute("INSERT INTO blob VALUES (?, ?, ?, ?)", (number, sha256, size, chunks))
    return BlobInfo(sha256, size, False)


def _next_number(db: sqlite3.Connection) -> int:
    row = db.execute(
        "SELECT max(ifnull((SELECT max(number) FROM blob), 0), "
        "ifnull((SELECT max(blob) FROM blob_chunk), 0)) + 1"
    ).fetchone()
    return int(row[0])


def sizes(db: sqlite3.Connection) -> dict[str, int]:
    """SHA-256 -> size of all bytes that are here."""
    return dict(db.execute("SELECT sha256, size FROM blob").fetchall())


def has(db: sqlite3.Connection, sha256: str) -> bool:
    """True when the bytes with this hash are here."""
    return db.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone() is not None


def read(
    db: sqlite3.Connection, lock: AbstractContextManager[object], sha256: str
) -> Iterator[bytes]:
    """The bytes, chunk by chunk; raises `NotFound` at the end when they are not what they were."""
    with lock:
        row = db.execute(
            "SELECT number, size, chunks FROM blob WHERE sha256 = ?", (sha256,)
        ).fetchone()
    if row is None:
        raise NotFound("blob_missing", sha256=sha256)
    number, size, chunks = row
    digest, seen = hashlib.sha256(), 0
    for n in range(chunks):
        with lock:
            found = db.execute(
                "SELECT bytes FROM blob_chunk WHERE blob = ? AND n = ?", (number, n)
            ).fetchone()
        if found is None:
            raise NotFound("blob_damaged", sha256=sha256)
        digest.update(found[0])
        seen += len(found[0])
        yield found[0]
    if seen != size or digest.hexdigest() != sha256:
        raise NotFound("blob_damaged", sha256=sha256)


def is_sound(db: sqlite3.Connection, sha256: str) -> bool:
    """True when the bytes with this hash are here and still have it; the lock is held."""
    try:
        for _ in read(db, nullcontext(), sha256):
            pass
    except NotFound:
        return False
    return True


def whole(
    db: sqlite3.Connection, lock: AbstractContextManager[object], sha256: str, limit: int
) -> bytes:
    """All the bytes at once, verified; raises `InvalidInput` when they are more than `limit`."""
    with lock:
        row = db.execute("SELECT size FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    if row is not None and row[0] > limit:
        raise InvalidInput("blob_too_large", sha256=sha256, mib=row[0] >> 20, limit=limit >> 20)
    return b"".join(read(db, lock, sha256))


def forget(db: sqlite3.Connection, sha256: str) -> bool:
    """Drop bytes that a capture stored and then gave up; what is recorded anywhere stays."""
    row = db.execute("SELECT number FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    named = db.execute("SELECT 1 FROM evidence WHERE blob = ? LIMIT 1", (sha256,)).fetchone()
    if row is None or named or _is_recorded(db, sha256):
        return False
    with transaction(db):
        db.execute("DELETE FROM blob_chunk WHERE blob = ?", row)
        db.execute("DELETE FROM blob WHERE number = ?", row)
    return True


def _is_recorded(db: sqlite3.Connection, sha256: str) -> bool:
    found = db.execute("SELECT 1 FROM revision WHERE instr(body, ?) LIMIT 1", (sha256,)).fetchone()
    return found is not None


def sweep(db: sqlite3.Connection) -> int:
    """Drop what no evidence and no revision names: the rest of an interrupted capture.

    Only called before anybody works: between storing bytes and the step that names them, they
    are nobody's. Returns how many blobs went.
    """
    unnamed = [
        (number, sha256)
        for number, sha256 in db.execute(
            "SELECT number, sha256 FROM blob WHERE sha256 NOT IN (SELECT blob FROM evidence)"
        ).fetchall()
        if not _is_recorded(db, sha256)
    ]
    loose = db.execute(
        "SELECT DISTINCT blob FROM blob_chunk WHERE blob NOT IN (SELECT number FROM blob)"
    ).fetchall()
    if not unnamed and not loose:
        return 0
    with transaction(db):
        for number, _ in unnamed:
            db.execute("DELETE FROM blob_chunk WHERE blob = ?", (number,))
            db.execute("DELETE FROM blob WHERE number = ?", (number,))
        for (number,) in loose:
            db.execute("DELETE FROM blob_chunk WHERE blob = ?", (number,))
    return len(unnamed) + len(loose)
