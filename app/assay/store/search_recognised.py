"""Texts recognised in pictures of pages, kept on this computer page by page; recognised anew if lost."""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assay.store.connection import transaction
from assay.store.search_texts import opened

FORMAT = 1
"""Raise it whenever the tables change: the file is then made anew."""
_TABLES = (
    "CREATE TABLE page (sha256 TEXT NOT NULL, n INTEGER NOT NULL, text BLOB NOT NULL, "
    "boxes BLOB NOT NULL, engine TEXT NOT NULL, packs TEXT NOT NULL, confidence INTEGER NOT NULL, "
    "PRIMARY KEY (sha256, n)) STRICT, WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """The text of one page, by what and how surely it was recognised; `boxes` as its reader packs them."""

    text: str
    boxes: bytes
    engine: str
    packs: str
    confidence: int


class RecognisedCache:
    """Recognised pages by the SHA-256 of the document's bytes. For any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._path = path
        self._opened: sqlite3.Connection | None = None
        self._written = 0

    @property
    def _db(self) -> sqlite3.Connection:
        """The file, made when the first page is kept: most people never have one recognised."""
        if self._opened is None:
            self._opened = opened(self._path, FORMAT, _TABLES)
        return self._opened

    @property
    def _empty(self) -> bool:
        return self._opened is None and not self._path.exists()

    def close(self) -> None:
        """Let the file go; closing twice does nothing."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()

    def keep(self, sha256: str, number: int, page: RecognisedText) -> None:
        """Keep one page, in place of what was kept of it before."""
        packed = zlib.compress(page.text.encode(), 6), zlib.compress(page.boxes, 6)
        with self._lock, transaction(self._db):
            self._written += 1
            self._db.execute(
                "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?)",
                (sha256, number, *packed, page.engine, page.packs, page.confidence),
            )

    def forget(self, sha256: str) -> None:
        """Keep nothing of these bytes any more."""
        with self._lock, transaction(self._db):
            self._written += 1
            self._db.execute("DELETE FROM page WHERE sha256 = ?", (sha256,))

    def generation(self) -> tuple[int, int]:
        """Something else whenever anything was kept or forgotten, by us or by another window."""
        with self._lock:
            if self._empty:
                return -1, 0
            return self._written, self._db.execute("PRAGMA data_version").fetchone()[0]

    def page(self, sha256: str, number: int) -> RecognisedText | None:
        """One page, None where it was not recognised."""
        with self._lock:
            if self._empty:
                return None
            row = self._db.execute(
                "SELECT text, boxes, engine, packs, confidence FROM page WHERE sha256 = ? AND n = ?",
                (sha256, number),
            ).fetchone()
        if row is None:
            return None
        text, boxes, *rest = row
        return RecognisedText(zlib.decompress(text).decode(), zlib.decompress(boxes), *rest)

    def texts(self, sha256: str) -> dict[int, str]:
        """The texts of all pages that were recognised, by their numbers."""
        with self._lock:
            if self._empty:
                return {}
            rows = self._db.execute(
                "SELECT n, text FROM page WHERE sha256 = ? ORDER BY n", (sha256,)
            ).fetchall()
        return {number: zlib.decompress(text).decode() for number, text in rows}

    def told(self, sha256: str) -> dict[int, tuple[str, str, int]]:
        """Engine, packs and confidence of every page that was recognised."""
        with self._lock:
            if self._empty:
                return {}
            rows = self._db.execute(
                "SELECT n, engine, packs, confidence FROM page WHERE sha256 = ? ORDER BY n",
                (sha256,),
            ).fetchall()
        return {number: (engine, packs, sure) for number, engine, packs, sure in rows}

    def stamps(self, wanted: Iterable[str]) -> dict[str, str]:
        """Of these bytes those of which pages were recognised; the stamp changes when the pages do."""
        with self._lock:
            if self._empty:
                return {}
            rows = self._db.execute(
                "SELECT sha256, count(*) || '-' || sum(n * confidence + length(text)) || '-' || "
                "max(engine || ' ' || packs) FROM page "
                "WHERE sha256 IN (SELECT value FROM json_each(?)) GROUP BY sha256",
                (json.dumps(list(wanted)),),
            )
            return dict(rows.fetchall())
