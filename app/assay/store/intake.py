"""Taking a file in: whoever it comes from, it is read through as data and none of it is executed."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assay.core.errors import CannotWrite, NotAProject
from assay.store import chain, connection, disputes, files, header, revisions, schema, signatures
from assay.store.files import Seen
from assay.store.place import Problem
from assay.store.schema import CHUNK, FORMATS, Column, Format
from assay.store.trouble import UNREADABLE, cannot_read, from_database

BLOB_LIMIT = 50_000
PROBLEM_LIMIT = 1_000
"""How much damage is named one by one."""
VALUE_LIMIT = 32 << 20
"""Bytes of one value: the body of the largest revision; a chunk of a file is 1 MiB."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: VALUE_LIMIT,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 4,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
_SECONDS = 3.0
_BYTES_PER_SECOND = 25 << 20
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SIDE_FILES = ("-wal", "-journal", "-shm")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in, and what was found wrong with it on the way."""

    project_id: str
    format: Format
    newer: bool
    """Written in a later format that this Assay may show but not change."""
    seen: Seen
    revisions: int
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    """What the person should know, though nothing is damaged."""


def unwatched(done: int, total: int) -> None:
    """Watch nothing."""


def take_in(source: Path, out: Path, progress: Progress = unwatched) -> Taken:
    """Copy what is valid in the file `source` into a new database of ours at `out`.

    Raises `NotAProject` when the file is damaged in its structure or holds anything that Assay
    did not put there; `NotFound` when it cannot be read.
    """
    head = header.read(source)
    try:
        seen = files.look(source)
        with closing(foreign(source, head.size)) as theirs:
            form, newer = _check_parts(theirs, head, source)
            if theirs.execute("PRAGMA quick_check(1)").fetchone()[0] != b"ok":
                raise NotAProject("project_damaged", path=source, reason="structure")
            with closing(connection.own(out)) as db:
                project_id, problems = _copy(theirs, db, form, source, progress)
                history = _settle(db, project_id, source, form)
                problems += [*history.problems, *chain.table_problems(db, history)]
                problems += [*chain.missing_blobs(db), *signatures.problems(db)]
    except OSError as error:
        raise cannot_read(error, source) from error
    except UNREADABLE as error:
        raise _told(error, source, out) from error
    if files.identity(source) != seen.identity:
        raise NotAProject("project_changing", path=source)
    notes = (*_side_files(source), *history.notes)
    return Taken(project_id, form, newer, seen, len(history.known), named(problems), notes)


def named(problems: list[Problem]) -> tuple[Problem, ...]:
    """The damage as it is told: so much of it one by one, then how much more there is."""
    more = len(problems) - PROBLEM_LIMIT
    rest = [Problem("more_damage", str(more), "salvage")] if more > 0 else []
    return (*problems[:PROBLEM_LIMIT], *rest)


def _told(error: Exception, source: Path, out: Path) -> Exception:
    """Either our disk is full, or the file is damaged; what is neither is refused as damage too."""
    known = from_database(error, out) if isinstance(error, sqlite3.Error) else None
    if isinstance(known, CannotWrite):
        return known
    return NotAProject("project_damaged", path=source, reason=str(error))


def _settle(db: sqlite3.Connection, project_id: str, source: Path, form: Format) -> chain.Chain:
    """Read the history through; raises `NotAProject` when it is no history of this project."""
    history = chain.read(db, project_id)
    if history.broken:
        raise NotAProject("history_broken", path=source, reason=history.problems[-1].what)
    with connection.transaction(db):
        revisions.store_heads(db, tuple(sorted(history.heads)))
        if form.number > 1:
            disputes.store(db, history.disputes)
    return history


def foreign(source: Path, size: int, seconds: float = _SECONDS) -> sqlite3.Connection:
    """A connection that can only read our tables, a bounded while, values of bounded size."""
    db = connection.read_only(source)
    for limit, value in _LIMITS.items():
        db.setlimit(limit, value)
    # Processor time, not the clock: a slow network drive is no attack, an endless query is.
    deadline = time.thread_time() + seconds + size / _BYTES_PER_SECOND
    db.set_progress_handler(lambda: int(time.thread_time() > deadline), 100_000)
    db.set_authorizer(_authorize)
    db.text_factory = bytes  # decoded by us, strictly
    return db


def _authorize(action: int, first: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and first in _readable():
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in ("quick_check", "user_version"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _readable() -> frozenset[str]:
    known = {name for form in FORMATS.values() for name in schema.tables(form)}
    return frozenset(known | {"sqlite_master", "sqlite_schema"})


def parts_of(db: sqlite3.Connection) -> set[tuple[str | None, ...]]:
    """What the schema of a foreign file names, as text."""
    return {
        tuple(None if cell is None else cell.decode("utf-8", "replace") for cell in row)
        for row in db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    }


def is_project_id(value: object) -> bool:
    """True for the bytes of a UUID as we write them."""
    return isinstance(value, bytes) and bool(_UUID.fullmatch(value.decode("ascii", "replace")))


def _check_parts(db: sqlite3.Connection, head: header.Header, source: Path) -> tuple[Format, bool]:
    """The format of a file whose parts are exactly those of that format."""
    found = parts_of(db)
    form = FORMATS.get(head.format)
    if form is not None:
        if found != schema.expected_parts(form):
            raise NotAProject("foreign_parts", path=source)
        return form, False
    return _newest_readable(db, found, head, source), True


def _newest_readable(
    db: sqlite3.Connection,
    found: set[tuple[str | None, ...]],
    head: header.Header,
    source: Path,
) -> Format:
    """Our newest format, when a file of a later one says that it still can be read as that."""
    newest = FORMATS[schema.CURRENT]
    extra = found - schema.expected_parts(newest)
    plain = all(
        (kind == "table" and str(sql).startswith("CREATE TABLE ")) or sql is None
        for kind, _, _, sql in extra
    )
    if head.format < newest.number or not plain or schema.expected_parts(newest) - found:
        raise NotAProject("newer_format", path=source, format=head.format)
    row = db.execute("SELECT value FROM meta WHERE key = 'min_reader'").fetchone()
    reader = row[0] if row is not None and isinstance(row[0], bytes) else b""
    if not re.fullmatch(rb"[0-9]{1,4}", reader) or int(reader) > newest.number:
        raise NotAProject("newer_format", path=source, format=head.format)
    return newest


def _copy(
    foreign: sqlite3.Connection,
    db: sqlite3.Connection,
    form: Format,
    source: Path,
    progress: Progress,
) -> tuple[str, list[Problem]]:
    with connection.transaction(db):
        schema.create(db, form)
        project_id = _copy_meta(foreign, db, source)
        budget = chain.WEIGHT_LIMIT
        for table, columns in schema.tables(form).items():
            if table in ("blob", "blob_chunk", *schema.DERIVED):
                continue
            weight = _copy_rows(foreign, db, table, columns, source, budget)
            budget -= weight if table != "revision" else 0
        blob = schema.tables(form)["blob"]
        return project_id, list(_copy_blobs(foreign, db, blob, source, progress))


def _copy_meta(foreign: sqlite3.Connection, db: sqlite3.Connection, source: Path) -> str:
    """The project's id, the only thing in `meta` that we do not write or reckon ourselves."""
    row = foreign.execute("SELECT value FROM meta WHERE key = 'project_id'").fetchone()
    if row is None or not is_project_id(row[0]):
        raise NotAProject("project_damaged", path=source, reason="project_id")
    project_id = str(row[0].decode())
    db.execute("INSERT INTO meta VALUES ('project_id', ?)", (project_id,))
    return project_id


def _copy_rows(
    foreign: sqlite3.Connection,
    db: sqlite3.Connection,
    table: str,
    columns: tuple[Column, ...],
    source: Path,
    budget: int,
) -> int:
    """Copy a table row by row; returns what its rows would weigh in memory."""
    names = ", ".join(column.name for column in columns)
    order = " ORDER BY n" if table == "revision" else ""
    insert = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
    weight = 0
    for row in foreign.execute(f"SELECT {names} FROM {table}{order}"):
        values = typed(row, columns)
        if values is None:
            raise NotAProject("project_damaged", path=source, reason=table)
        weight += sum(72 + (len(cell) if isinstance(cell, bytes) else 0) for cell in row)
        if weight > budget and table != "revision":  # revisions are never all in memory
            limit = chain.WEIGHT_LIMIT >> 20
            raise NotAProject("project_too_large", path=source, mib=weight >> 20, limit=limit)
        db.execute(insert, values)
    return weight


def typed(
    row: tuple[object, ...], columns: tuple[Column, ...]
) -> tuple[str | int | None, ...] | None:
    """The cells of a foreign row as their columns want them; None when one is anything else."""
    values: list[str | int | None] = []
    for cell, column in zip(row, columns, strict=True):
        if isinstance(cell, bytes) and column.type == "TEXT":
            try:
                values.append(cell.decode("utf-8"))
            except UnicodeDecodeError:
                return None
        elif (isinstance(cell, int) and column.type == "INTEGER") or (
            cell is None and not column.required
        ):
            values.append(cell)
        else:
            return None
    return tuple(values)


def _copy_blobs(
    foreign: sqlite3.Connection,
    db: sqlite3.Connection,
    columns: tuple[Column, ...],
    source: Path,
    progress: Progress,
) -> Iterator[Problem]:
    """Copy the bytes; how many there are of each is counted here, not believed."""
    rows = f"SELECT number, sha256, size, chunks FROM blob LIMIT {BLOB_LIMIT + 1}"
    found = [typed(row, columns) for row in foreign.execute(rows)]
    if None in found:
        raise NotAProject("project_damaged", path=source, reason="blob")
    if len(found) > BLOB_LIMIT:
        raise NotAProject("too_many_blobs", path=source, limit=BLOB_LIMIT)
    total, done = sum(int(row[2] or 0) for row in found if row), 0
    for number, sha256, _, _ in filter(None, found):
        digest, size, n = hashlib.sha256(), 0, 0
        for n, piece in enumerate(chunks(foreign, number), 1):
            digest.update(piece)
            size += len(piece)
            db.execute("INSERT INTO blob_chunk VALUES (?, ?, ?)", (number, n - 1, piece))
            progress(done + size, total)
        db.execute("INSERT INTO blob VALUES (?, ?, ?, ?)", (number, sha256, size, n))
        done += size
        if digest.hexdigest() != sha256:
            yield Problem("blob_damaged", str(sha256), "attach_again")


def chunks(foreign: sqlite3.Connection, number: object) -> Iterator[bytes]:
    """The chunks of one blob in their order; what cannot be one is left out, and so missed."""
    rows = foreign.execute("SELECT n, bytes FROM blob_chunk WHERE blob = ? ORDER BY n", (number,))
    return (piece for _, piece in rows if isinstance(piece, bytes) and len(piece) <= CHUNK)


def _side_files(source: Path) -> Iterator[Problem]:
    for suffix in _SIDE_FILES:
        beside = source.with_name(source.name + suffix)
        if beside.exists():
            yield Problem("side_file_ignored", beside.name, "none")
