"""The frozen DDL of every file format: what a project file may contain, and nothing besides."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

APPLICATION_ID = 0x41535359
"""`ASSY` in the file's header, so that `file` and the desktop know a project without opening it."""
PAGE_SIZE = 16384
"""Measured: streams blobs 3 times as fast as 4 KiB pages, commits one answer no slower."""


@dataclass(frozen=True, slots=True)
class Format:
    """One released file format. Its text never changes again: old files are held against it."""

    number: int
    min_reader: int
    """The oldest format number an Assay must know to read this one (for view only)."""
    min_writer: int
    """The oldest format number an Assay must know to change this one."""
    ddl: tuple[str, ...]


# No foreign keys: changes are replayed in the order in which people made them, and a merge may
# bring a citation before its evidence; what dangles is found by `verify`, which can name it.
FORMAT_1 = Format(
    1,
    1,
    1,
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE project (id TEXT PRIMARY KEY, title TEXT NOT NULL, "
        "illustrative INTEGER NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE statement (id TEXT PRIMARY KEY, subject TEXT NOT NULL, "
        "property TEXT NOT NULL, value TEXT NOT NULL, position INTEGER NOT NULL, "
        "language TEXT NOT NULL, status TEXT NOT NULL, evidence TEXT NOT NULL, "
        "as_of TEXT NOT NULL, until TEXT NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE checklist (id TEXT PRIMARY KEY, checklist TEXT NOT NULL, "
        "version TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE assessment (id TEXT PRIMARY KEY, position INTEGER NOT NULL, "
        "title TEXT NOT NULL, checklist TEXT NOT NULL, profile TEXT NOT NULL, "
        "cut_off TEXT NOT NULL, analyst TEXT NOT NULL, second_analyst TEXT NOT NULL, "
        "reviewer TEXT NOT NULL, instrument TEXT NOT NULL, channel TEXT NOT NULL, "
        "mandate TEXT NOT NULL, position_current TEXT NOT NULL, position_proposed TEXT NOT NULL, "
        "collection TEXT NOT NULL, conflicts TEXT NOT NULL, trigger TEXT NOT NULL) "
        "STRICT, WITHOUT ROWID",
        "CREATE TABLE fact (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, name TEXT NOT NULL, "
        "value TEXT NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE answer (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, "
        "question TEXT NOT NULL, status TEXT NOT NULL, value TEXT, reason TEXT NOT NULL, "
        "rationale TEXT NOT NULL, against TEXT NOT NULL, would_change TEXT NOT NULL, "
        "second_look INTEGER NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE evidence (id TEXT PRIMARY KEY, number INTEGER NOT NULL, key TEXT NOT NULL, "
        "title TEXT NOT NULL, publisher TEXT NOT NULL, short_name TEXT NOT NULL, "
        "kind TEXT NOT NULL, language TEXT NOT NULL, date TEXT NOT NULL, "
        "date_precision TEXT NOT NULL, retrieved TEXT NOT NULL, url TEXT NOT NULL, "
        "reliability TEXT NOT NULL, credibility TEXT NOT NULL, grade_reason TEXT NOT NULL, "
        "origin TEXT NOT NULL, valid_until TEXT NOT NULL, no_decay INTEGER NOT NULL, "
        "note TEXT NOT NULL, blob TEXT NOT NULL, file_name TEXT NOT NULL, "
        "media_type TEXT NOT NULL, size INTEGER NOT NULL, link TEXT NOT NULL, "
        "details TEXT NOT NULL) "
        "STRICT, WITHOUT ROWID",
        "CREATE TABLE citation (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, "
        "question TEXT NOT NULL, evidence TEXT NOT NULL, stance TEXT NOT NULL, "
        "locator TEXT NOT NULL, page INTEGER, quote TEXT NOT NULL, translation TEXT NOT NULL, "
        "note TEXT NOT NULL, anchor TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE flag_review (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, "
        "flag TEXT NOT NULL, state TEXT NOT NULL, reviewer TEXT NOT NULL, date TEXT NOT NULL, "
        "reason TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE memo_item (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, "
        "part TEXT NOT NULL, section TEXT NOT NULL, position INTEGER NOT NULL, "
        "text TEXT NOT NULL, label TEXT NOT NULL, evidence TEXT NOT NULL, "
        "details TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE comment (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, question TEXT "
        "NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL, text TEXT NOT NULL, parent TEXT "
        "NOT NULL, state TEXT NOT NULL, private INTEGER NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE assignment (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, question "
        "TEXT NOT NULL, person TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL, "
        "reviewer TEXT NOT NULL, reason TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE weighting (id TEXT PRIMARY KEY, checklist TEXT NOT NULL, title TEXT NOT "
        "NULL, weights TEXT NOT NULL, based_on TEXT NOT NULL, reason TEXT NOT NULL) STRICT, "
        "WITHOUT ROWID",
        "CREATE TABLE what_if (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, title TEXT NOT "
        "NULL, changes TEXT NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE adjudication (id TEXT PRIMARY KEY, question TEXT NOT NULL, first TEXT "
        "NOT NULL, second TEXT NOT NULL, status TEXT NOT NULL, value TEXT, by TEXT NOT NULL, "
        "date TEXT NOT NULL, reason TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE hypothesis (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, position "
        "INTEGER NOT NULL, text TEXT NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE consistency (id TEXT PRIMARY KEY, hypothesis TEXT NOT NULL, evidence "
        "TEXT NOT NULL, mark TEXT NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE resolution (id TEXT PRIMARY KEY, forecast TEXT NOT NULL, outcome TEXT "
        "NOT NULL, date TEXT NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT "
        "ROWID",
        "CREATE TABLE translation (id TEXT PRIMARY KEY, subject TEXT NOT NULL, language TEXT "
        "NOT NULL, text TEXT NOT NULL, translator TEXT NOT NULL, by_machine INTEGER NOT NULL, "
        "checked INTEGER NOT NULL, time TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE revision (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
        "parents TEXT NOT NULL, project TEXT NOT NULL, device TEXT NOT NULL, "
        "author TEXT NOT NULL, time TEXT NOT NULL, label TEXT NOT NULL, "
        "body_sha256 TEXT NOT NULL, salt TEXT, body TEXT) STRICT",
        "CREATE TABLE blob (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, "
        "size INTEGER NOT NULL, chunks INTEGER NOT NULL) STRICT",
        # Chunks name their blob by number: the hash is only known when the last byte has come.
        "CREATE TABLE blob_chunk (blob INTEGER NOT NULL, n INTEGER NOT NULL, "
        "bytes BLOB NOT NULL, PRIMARY KEY (blob, n)) STRICT",
    ),
)

VEILED = (
    "author_sha256 TEXT NOT NULL DEFAULT ''",
    "author_salt TEXT",
    "label_sha256 TEXT NOT NULL DEFAULT ''",
)
"""Columns that format 2 adds to each revision."""

# Readers and writers of format 1 know one line of history only: what two people did side by side
# would look like damage to them.
FORMAT_2 = Format(
    2,
    2,
    2,
    (
        *(
            # As adding columns leaves it: what a redaction needs to take names out of a header.
            each.replace("salt TEXT, body TEXT)", f"salt TEXT, body TEXT, {', '.join(VEILED)})")
            for each in FORMAT_1.ddl
        ),
        "CREATE TABLE memo_issue (id TEXT PRIMARY KEY, assessment TEXT NOT NULL, time TEXT NOT "
        "NULL, state TEXT NOT NULL, sha256 TEXT NOT NULL, profile TEXT NOT NULL, final INTEGER "
        "NOT NULL, language TEXT NOT NULL, reviewer TEXT NOT NULL, rating TEXT NOT NULL, details "
        "TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE device (id TEXT PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, time "
        "TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE signature (revision TEXT PRIMARY KEY, key TEXT NOT NULL, signature TEXT "
        "NOT NULL) STRICT, WITHOUT ROWID",
        # What two copies say differently, reckoned from the revisions and never taken from a file.
        "CREATE TABLE conflict (id TEXT PRIMARY KEY, settled TEXT NOT NULL, details TEXT NOT "
        "NULL) STRICT, WITHOUT ROWID",
    ),
)

FORMATS: Mapping[int, Format] = {1: FORMAT_1, 2: FORMAT_2}
CURRENT = 2
"""The format this Assay writes."""

CHUNK = 1 << 20
"""Bytes of a blob in one row."""

DERIVED = ("meta", "conflict")
"""Tables that are reckoned anew when a file is taken in; the project's id in `meta` is copied."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    required: bool


def create(db: sqlite3.Connection, form: Format) -> None:
    """Make the tables of a format in an empty database."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {form.number}")
    for statement in form.ddl:
        db.execute(statement)
    db.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [("min_reader", str(form.min_reader)), ("min_writer", str(form.min_writer))],
    )


def parts(db: sqlite3.Connection) -> set[tuple[str, str, str, str | None]]:
    """Everything `sqlite_schema` names: (type, name, table, text)."""
    return set(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


@cache
def expected_parts(form: Format) -> frozenset[tuple[str, str, str, str | None]]:
    """What `parts` is of a file of this format."""
    with _sample(form) as db:
        return frozenset(parts(db))


@cache
def tables(form: Format) -> dict[str, tuple[Column, ...]]:
    """The tables of a format with their columns, in the order of the DDL."""
    with _sample(form) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        return {name: _columns(db, name) for name in names}


def _columns(db: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    found = db.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,))
    return tuple(Column(name, kind, bool(full or pk)) for name, kind, full, pk in found)


class _sample:
    """A database in memory with the tables of a format, closed at the end of the block."""

    def __init__(self, form: Format) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        create(self._db, form)

    def __enter__(self) -> sqlite3.Connection:
        return self._db

    def __exit__(self, *_: object) -> None:
        self._db.close()
