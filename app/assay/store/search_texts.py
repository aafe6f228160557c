"""Texts read out of documents, kept on this computer so that each is read once; made again if lost."""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assay.store.connection import transaction

FORMAT = 1
"""Raise it whenever the tables change: the file is then made anew."""
ROOM = 1 << 30
"""Bytes of kept text above which what was not used for longest goes."""
_TABLES = (
    "CREATE TABLE document (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, version TEXT NOT NULL, "
    "state TEXT NOT NULL, facts BLOB NOT NULL, used INTEGER NOT NULL, size INTEGER NOT NULL, "
    "UNIQUE (sha256, version)) STRICT",
    "CREATE TABLE page (document INTEGER NOT NULL, n INTEGER NOT NULL, label TEXT NOT NULL, "
    "layered INTEGER NOT NULL, text BLOB NOT NULL, PRIMARY KEY (document, n)) "
    "STRICT, WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page of text; `layered` is False for a picture of a page."""

    text: str
    label: str
    layered: bool


def opened(path: Path, number: int, tables: Iterable[str]) -> sqlite3.Connection:
    """A database that can always be made again: what is damaged or old is thrown away.

    Where nothing can be written it lives in memory, for as long as the program runs.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return _connected(path, number, tables)
        except sqlite3.DatabaseError:
            remove(path)
            return _connected(path, number, tables)
    except (OSError, sqlite3.Error):
        return _connected(None, number, tables)


def remove(path: Path) -> None:
    """Take such a database away, with what lies beside it."""
    for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with suppress(FileNotFoundError):
            name.unlink()


def _connected(path: Path | None, number: int, tables: Iterable[str]) -> sqlite3.Connection:
    db = sqlite3.connect(
        ":memory:" if path is None else path,
        timeout=10,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # It can be made again, so nothing waits for the disk; several windows may share it.
        for setting in ("journal_mode = WAL", "synchronous = OFF", "trusted_schema = OFF"):
            db.execute(f"PRAGMA {setting}")
        found = db.execute("PRAGMA user_version").fetchone()[0]
        if found != number:
            if found or db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
                raise sqlite3.DatabaseError("of another format")
            with transaction(db):
                for table in tables:
                    db.execute(table)
                db.execute(f"PRAGMA user_version = {number}")
    except BaseException:
        db.close()
        raise
    return db


class TextCache:
    """Texts by the SHA-256 of the bytes and the version of what read them. For any thread."""

    def __init__(self, path: Path, version: str) -> None:
        self._lock = threading.RLock()
        self._version = version
        self._db = opened(path, FORMAT, _TABLES)

    def close(self) -> None:
        """Let the file go; closing twice does nothing."""
        with self._lock:
            self._db.close()

    def keep(self, sha256: str, state: str, facts: bytes, pages: Sequence[KeptPage]) -> None:
        """Keep what was read, in place of what was kept of these bytes before."""
        packed = [(page, zlib.compress(page.text.encode(), 3)) for page in pages]
        size = sum(len(text) for _, text in packed)
        with self._lock, transaction(self._db):
            self._drop("sha256 = ?", sha256)
            made = self._db.execute(
                "INSERT INTO document (sha256, version, state, facts, used, size) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (sha256, self._version, state, facts, _today(), size),
            )
            self._db.executemany(
                "INSERT INTO page VALUES (?, ?, ?, ?, ?)",
                [
                    (made.lastrowid, number, page.label, int(page.layered), text)
                    for number, (page, text) in enumerate(packed, 1)
                ],
            )
            self._make_room()

    def _drop(self, which: str, *values: object) -> None:
        found = self._db.execute(f"SELECT id FROM document WHERE {which}", values).fetchall()
        self._db.executemany("DELETE FROM page WHERE document = ?", found)
        self._db.executemany("DELETE FROM document WHERE id = ?", found)

    def _make_room(self) -> None:
        total = self._db.execute("SELECT coalesce(sum(size), 0) FROM document").fetchone()[0]
        if total <= ROOM:
            return
        today = _today()
        oldest = self._db.execute(
            "SELECT id, size FROM document WHERE used < ? ORDER BY used, id", (today,)
        )
        for id, size in oldest.fetchall():
            self._drop("id = ?", id)
            total -= size
            if total <= ROOM:
                break

    def states(self, wanted: Iterable[str]) -> dict[str, str]:
        """The state of each of these bytes that was read."""
        with self._lock:
            found = self._db.execute(
                "SELECT sha256, state FROM document WHERE version = ? "
                "AND sha256 IN (SELECT value FROM json_each(?))",
                (self._version, json.dumps(list(wanted))),
            )
            return dict(found.fetchall())

    def facts(self, sha256: str) -> bytes | None:
        """What was noted of a document beside its pages; None when it was not read yet."""
        with self._lock:
            row = self._row(sha256, "id, facts, used")
            if row is None:
                return None
            if row[2] != _today():
                self._db.execute("UPDATE document SET used = ? WHERE id = ?", (_today(), row[0]))
            return bytes(row[1])

    def page(self, sha256: str, number: int) -> KeptPage | None:
        """One page, None when there is none of that number."""
        with self._lock:
            document = self._row(sha256, "id")
            row = (
                document
                and self._db.execute(
                    "SELECT text, label, layered FROM page WHERE document = ? AND n = ?",
                    (document[0], number),
                ).fetchone()
            )
        return _page(row) if row else None

    def pages(self, sha256: str) -> list[KeptPage]:
        """All pages, in their order."""
        return list(self.each_page(sha256))

    def each_page(self, sha256: str) -> Iterator[KeptPage]:
        """The pages, unpacked one by one."""
        with self._lock:
            document = self._row(sha256, "id")
            rows = (
                document
                and self._db.execute(
                    "SELECT text, label, layered FROM page WHERE document = ? ORDER BY n", document
                ).fetchall()
            )
        return (_page(row) for row in rows or ())

    def _row(self, sha256: str, columns: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._db.execute(
            f"SELECT {columns} FROM document WHERE sha256 = ? AND version = ?",
            (sha256, self._version),
        ).fetchone()
        return found


def _page(row: tuple[bytes, str, int]) -> KeptPage:
    return KeptPage(zlib.decompress(row[0]).decode(), row[1], bool(row[2]))


def _today() -> int:
    return date.today().toordinal()
