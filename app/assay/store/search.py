"""The search index: a local FTS5 file over texts folded by `search_words`; made again if lost."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.store.connection import transaction
from assay.store.search_texts import opened
from assay.store.search_words import Query, folded, rejoined, tokens

FORMAT = 1
"""Raise it whenever the tables or the folding change: the file is then made anew."""
_TABLES = (
    "CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE entry (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, "
    "page INTEGER NOT NULL, stamp TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, "
    "rejoined TEXT NOT NULL, title_places BLOB NOT NULL, places BLOB NOT NULL, "
    "UNIQUE (kind, id, page)) STRICT",
    # Folded here already, so the tokenizer only has to cut. The texts lie in `entry`: what the index
    # was given follows from them, so it can be taken out again.
    "CREATE VIRTUAL TABLE words USING fts5(title, body, rejoined, content = '', "
    "tokenize = 'unicode61 remove_diacritics 0')",
)
_WEIGHTS = "4.0, 1.0, 1.0"
"""What a hit in the title, in the text and in a rejoined word is worth."""
_FIRST = 200
_AT_ONCE = 25
_MOST_SPANS = 12
"""Places of one term in one entry that are marked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is found as a whole: a page of a document, an answer, a question."""

    kind: str
    id: str
    page: int
    """0 for what has no pages."""
    title: str
    body: str
    stamp: str
    """Changes whenever `title` or `body` does."""


Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that holds all terms. Spans count in the folded texts; see `original_spans`."""

    kind: str
    id: str
    page: int
    title_spans: Spans
    title_places: bytes
    spans: Spans
    places: bytes


class SearchIndex:
    """The index of one project. For any thread; one call at a time does its work."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._db = opened(path, FORMAT, _TABLES)

    def close(self) -> None:
        """Let the file go; closing twice does nothing."""
        with self._lock:
            self._db.close()

    def note(self, key: str) -> str:
        """What was noted under `key`, or empty."""
        with self._lock:
            row = self._db.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
            return "" if row is None else str(row[0])

    def notes(self, prefix: str) -> dict[str, str]:
        """The notes whose keys begin with `prefix`, by what follows it."""
        with self._lock:
            rows = self._db.execute(
                "SELECT substr(key, ?), value FROM note WHERE substr(key, 1, ?) = ?",
                (len(prefix) + 1, len(prefix), prefix),
            )
            return dict(rows.fetchall())

    def stamps(self, kinds: Iterable[str]) -> dict[tuple[str, str, int], str]:
        """The stamps of all entries of these kinds."""
        found: dict[tuple[str, str, int], str] = {}
        with self._lock:
            for kind in kinds:
                rows = self._db.execute("SELECT id, page, stamp FROM entry WHERE kind = ?", (kind,))
                found |= {(kind, id, page): stamp for id, page, stamp in rows}
        return found

    def ids(self, kind: str) -> set[str]:
        """The ids of this kind that have entries."""
        with self._lock:
            rows = self._db.execute("SELECT DISTINCT id FROM entry WHERE kind = ?", (kind,))
            return {row[0] for row in rows}

    def update(
        self,
        put: Iterable[Entry],
        drop: Iterable[tuple[str, str]] = (),
        notes: Mapping[str, str] | None = None,
        forget: Iterable[str] = (),
    ) -> None:
        """Drop entries by kind and id, put others in place of their like, and note, all or nothing."""
        with self._lock, transaction(self._db):
            for kind, id in drop:
                self._remove("kind = ? AND id = ?", kind, id)
            for entry in put:
                self._remove("kind = ? AND id = ? AND page = ?", entry.kind, entry.id, entry.page)
                self._insert(entry)
            self._db.executemany("DELETE FROM note WHERE key = ?", [(key,) for key in forget])
            for key, value in (notes or {}).items():
                self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, value))

    def _remove(self, which: str, *values: object) -> None:
        found = self._db.execute(
            f"SELECT number, title, body, rejoined FROM entry WHERE {which}", values
        )
        for number, *texts in found.fetchall():
            self._db.execute(
                "INSERT INTO words (words, rowid, title, body, rejoined) "
                "VALUES ('delete', ?, ?, ?, ?)",
                (number, *map(tokens, texts)),
            )
            self._db.execute("DELETE FROM entry WHERE number = ?", (number,))

    def _insert(self, entry: Entry) -> None:
        title, body = folded(entry.title), folded(entry.body)
        whole = "\n".join(word for word, _ in rejoined(entry.body))
        texts = title.text, body.text, whole
        made = self._db.execute(
            "INSERT INTO entry (kind, id, page, stamp, title, body, rejoined, title_places, places) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry.kind, entry.id, entry.page, entry.stamp, *texts, title.places, body.places),
        )
        self._db.execute(
            "INSERT INTO words (rowid, title, body, rejoined) VALUES (?, ?, ?, ?)",
            (made.lastrowid, *map(tokens, texts)),
        )

    def search(self, query: Query) -> Iterator[Found]:
        """The entries that hold all terms, best first."""
        if not query:
            return
        seen: set[int] = set()
        for most in (
            _FIRST,
            -1,
        ):  # nearly nobody wants more than the first, and ranking them is quicker
            ranked = [number for number in self._ranked(query, most) if number not in seen]
            for start in range(0, len(ranked), _AT_ONCE):
                for row in self._rows(ranked[start : start + _AT_ONCE]):
                    found = _found(row, query)
                    if found is not None:
                        yield found
            if len(ranked) < _FIRST:
                return
            seen.update(ranked)

    def _ranked(self, query: Query, most: int) -> list[int]:
        with self._lock:
            found = self._db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? AND rank MATCH ? "
                "ORDER BY rank LIMIT ?",
                (query.match, f"bm25({_WEIGHTS})", most),
            )
            return [row[0] for row in found]

    def _rows(self, numbers: list[int]) -> list[tuple[Any, ...]]:
        with self._lock:
            rows = self._db.execute(
                "SELECT number, kind, id, page, title_places, places, title, body, rejoined "
                "FROM entry WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(numbers),),
            ).fetchall()
        order = {number: place for place, number in enumerate(numbers)}
        return sorted(rows, key=lambda row: order[row[0]])


def _found(row: tuple[Any, ...], query: Query) -> Found | None:
    _, kind, id, page, title_places, places, title, body, whole = row
    in_title: list[tuple[int, int]] = []
    in_body: list[tuple[int, int]] = []
    for term in query.terms:
        titled = term.spans(title, _MOST_SPANS) if title else []
        told = term.spans(body, _MOST_SPANS)
        # Chinese words beside a comma between them are neighbours to the index, but not to us.
        if not (titled or told or (whole and term.spans(whole, 1))):
            return None
        in_title += titled
        in_body += told
    return Found(
        kind, id, page, tuple(sorted(in_title)), title_places, tuple(sorted(in_body)), places
    )
