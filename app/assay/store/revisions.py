"""The chain of revisions in a database: appended, read back, decoded with bounds."""

from __future__ import annotations

import json
import secrets
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from assay.core.change import Cell, Change, Label, Step, canonical
from assay.core.revision import SALT_DIGITS, Revision
from assay.store import rows

BODY_LIMIT = 32 << 20
"""Bytes of one revision's body; some 20,000 answers in one step."""
_FIRST = "id, parents, project, device, author, time, label, body_sha256, salt, body"
_COLUMNS = f"{_FIRST}, author_sha256, author_salt, label_sha256"
_PLACES = ", ".join("?" * 13)


class TooHeavy(ValueError):
    """A step that would take more memory than it may."""


class _Change(msgspec.Struct, forbid_unknown_fields=True):
    table: str
    key: str
    before: dict[str, str | int | None] | None
    after: dict[str, str | int | None] | None


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    changes: list[_Change]


class _Label(msgspec.Struct, forbid_unknown_fields=True):
    message: str
    facts: dict[str, str | int | None]


_body = msgspec.json.Decoder(_Body)
_label = msgspec.json.Decoder(_Label)


def append(db: sqlite3.Connection, revision: Revision) -> None:
    """Put a revision at the end of the table."""
    db.execute(
        f"INSERT INTO revision ({_COLUMNS}) VALUES ({_PLACES})",
        (
            revision.id,
            canonical(list(revision.parents)),
            revision.project,
            revision.device,
            revision.author,
            revision.time,
            revision.label,
            revision.body_sha256,
            revision.salt,
            revision.body,
            revision.author_sha256,
            revision.author_salt,
            revision.label_sha256,
        ),
    )


def selected(db: sqlite3.Connection) -> str:
    """What to select of the table so that `from_row` takes it: format 1 has fewer columns."""
    first = db.execute("PRAGMA user_version").fetchone()[0] == 1
    return _FIRST if first else _COLUMNS


def salt_for(db: sqlite3.Connection, author: str, known: dict[str, str]) -> str:
    """The one salt for a name in this project: without the name, its revisions still belong together.

    `known` is what was found or made before.
    """
    if author not in known:
        row = db.execute(
            "SELECT author_salt FROM revision WHERE author = ? AND author_salt IS NOT NULL LIMIT 1",
            (author,),
        ).fetchone()
        known[author] = secrets.token_hex(SALT_DIGITS // 2) if row is None else str(row[0])
    return known[author]


def read(
    db: sqlite3.Connection, *, limit: int | None = None, newest_first: bool = False
) -> Iterator[Revision]:
    """The revisions in the order they came, or the other way round."""
    order = "DESC" if newest_first else "ASC"
    found = db.execute(
        f"SELECT {selected(db)} FROM revision ORDER BY n {order} LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return (from_row(row) for row in found)


def touching(db: sqlite3.Connection, key: str, question: str) -> Iterator[Revision]:
    """The revisions whose body names a row of this key, or whose body is gone and whose label names
    the question, in the order they came."""
    row, label = (
        f'"{name}":{canonical(text)}' for name, text in (("key", key), ("question", question))
    )
    found = db.execute(
        f"SELECT {selected(db)} FROM revision WHERE instr(body, ?) > 0 "
        "OR (body IS NULL AND instr(label, ?) > 0) ORDER BY n",
        (row, label),
    )
    return (from_row(row) for row in found)


def find(db: sqlite3.Connection, revision_id: str) -> Revision | None:
    """The revision with this id, if it is here."""
    row = db.execute(f"SELECT {selected(db)} FROM revision WHERE id = ?", (revision_id,)).fetchone()
    return None if row is None else from_row(row)


def labelled(db: sqlite3.Connection, message: str) -> Iterator[Revision]:
    """The revisions whose label has this message, and perhaps some more."""
    like = f'%"message":"{message}"%'
    found = db.execute(
        f"SELECT {selected(db)} FROM revision WHERE label LIKE ? ORDER BY n", (like,)
    )
    return (from_row(row) for row in found)


def labels(db: sqlite3.Connection, message: str, after: int) -> tuple[int, list[tuple[Label, str]]]:
    """Label and time of the revisions behind place `after` that have this message; the last place."""
    last = db.execute("SELECT coalesce(max(n), 0) FROM revision").fetchone()[0]
    rows = db.execute(
        "SELECT label, time FROM revision WHERE n > ? AND label LIKE ? ORDER BY n",
        (after, f'%"message":"{message}"%'),
    )
    found = [(_label.decode(label), str(time)) for label, time in rows]
    told = [
        (Label(label.message, label.facts), time)
        for label, time in found
        if label.message == message
    ]
    return int(last), told


def restore(db: sqlite3.Connection, revision: Revision) -> None:
    """Put back what was missing here: the body, the label's facts, the author's name."""
    db.execute(
        "UPDATE revision SET salt = ?, body = ?, label = ? WHERE id = ? AND body IS NULL",
        (revision.salt, revision.body, revision.label, revision.id),
    )
    db.execute(
        "UPDATE revision SET author = ?, author_salt = ? WHERE id = ? AND author_salt IS NULL",
        (revision.author, revision.author_salt, revision.id),
    )


def add_signatures(db: sqlite3.Connection, found: Iterable[tuple[str, str, str]]) -> None:
    """Keep the signatures of revisions that are here; one that is kept already stays."""
    db.executemany(
        "INSERT OR IGNORE INTO signature SELECT ?1, ?2, ?3 "
        "WHERE EXISTS (SELECT 1 FROM revision WHERE id = ?1)",
        found,
    )


def people(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Whose revisions there are: each author with each device, by name; nameless where redacted."""
    found = db.execute("SELECT DISTINCT author, device FROM revision ORDER BY author, device")
    return [(str(author), str(device)) for author, device in found]


def count(db: sqlite3.Connection) -> int:
    """How many revisions there are."""
    return int(db.execute("SELECT count(*) FROM revision").fetchone()[0])


def from_row(row: tuple[Any, ...]) -> Revision:
    """The revision of one row of the table; raises `ValueError` when its parents are no list."""
    head, parents, *rest = row
    return Revision(head, tuple(msgspec.json.decode(parents, type=list[str])), *rest)


def step_of(revision: Revision) -> Step:
    """The step of a revision, strictly typed: anything else in its body is a `ValueError`."""
    return step_within(revision, sys.maxsize)[0]


def step_within(revision: Revision, limit: int) -> tuple[Step, int]:
    """The step of a revision and by how much it makes the tables weigh more.

    Raises `TooHeavy` when that is more than `limit`, before the step is built.
    """
    if revision.body is None:
        raise ValueError("the body of this revision was redacted")
    try:
        label = _label.decode(revision.label)
        changes = _body.decode(revision.body).changes
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    grown = sum(rows.weight(change.after) - rows.weight(change.before) for change in changes)
    if grown > limit:
        raise TooHeavy
    made = (Change(c.table, c.key, _cells(c.before), _cells(c.after)) for c in changes)
    return Step(Label(label.message, _cells(label.facts) or {}), tuple(made)), grown


def _cells(values: dict[str, str | int | None] | None) -> dict[str, Cell] | None:
    for value in (values or {}).values():
        if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
            raise ValueError("a number beyond 64 bits")
    return values


def stored_heads(db: sqlite3.Connection) -> tuple[str, ...]:
    """The heads as the last commit left them."""
    row = db.execute("SELECT value FROM meta WHERE key = 'heads'").fetchone()
    return () if row is None else tuple(json.loads(row[0]))


def store_heads(db: sqlite3.Connection, heads: tuple[str, ...]) -> None:
    """Note the heads, inside the transaction that moves them."""
    db.execute("INSERT OR REPLACE INTO meta VALUES ('heads', ?)", (canonical(list(heads)),))


def newest_time(db: sqlite3.Connection, heads: tuple[str, ...]) -> str | None:
    """The clock of the latest head."""
    found = (find(db, head) for head in heads)
    return max((revision.time for revision in found if revision), default=None)
