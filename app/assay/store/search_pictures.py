"""Small pictures of documents, kept on this computer so that each is made once; made again if lost."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

from assay.store.connection import transaction
from assay.store.search_texts import opened

FORMAT = 1
"""Raise it whenever the tables or the pictures change: the file is then made anew."""
ROOM = 64 << 20
"""Bytes of pictures above which those that were made first go."""
_TABLES = (
    "CREATE TABLE picture (n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, data BLOB NOT NULL) "
    "STRICT",
)


class PictureCache:
    """Pictures by the SHA-256 of the document's bytes. For any thread."""

    def __init__(self, path: Path, room: int = ROOM) -> None:
        self._lock = threading.RLock()
        self._path, self._room = path, room
        self._opened: sqlite3.Connection | None = None
        self._closed = False

    @property
    def _db(self) -> sqlite3.Connection:
        """The file, made when the first picture is kept or asked for."""
        if self._closed:
            raise sqlite3.ProgrammingError("closed")
        if self._opened is None:
            self._opened = opened(self._path, FORMAT, _TABLES)
        return self._opened

    def close(self) -> None:
        """Let the file go; closing twice does nothing."""
        with self._lock:
            self._closed = True
            if self._opened is not None:
                self._opened.close()

    def keep(self, sha256: str, data: bytes) -> None:
        """Keep a picture; no bytes: there is none to be had. A full disk keeps nothing."""
        with self._lock, suppress(sqlite3.OperationalError), transaction(self._db):
            self._db.execute(
                "INSERT OR REPLACE INTO picture (sha256, data) VALUES (?, ?)", (sha256, data)
            )
            self._make_room()

    def _make_room(self) -> None:
        total = self._db.execute("SELECT coalesce(sum(length(data)), 0) FROM picture").fetchone()[0]
        if total <= self._room:
            return
        oldest = self._db.execute("SELECT n, length(data) FROM picture ORDER BY n").fetchall()
        for n, size in oldest[:-1]:
            self._db.execute("DELETE FROM picture WHERE n = ?", (n,))
            total -= size
            if total <= self._room:
                break

    def picture(self, sha256: str) -> bytes | None:
        """The picture, no bytes where none can be made, None where nobody tried."""
        with self._lock:
            row = self._db.execute(
                "SELECT data FROM picture WHERE sha256 = ?", (sha256,)
            ).fetchone()
        return bytes(row[0]) if row else None
