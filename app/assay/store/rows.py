"""Rows of the recorded tables: read in bulk, and moved by one change at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache

from assay.core.change import Cell, Change, Row, State, changed_row
from assay.core.errors import InvalidInput
from assay.core.records import TABLES, columns


def state(db: sqlite3.Connection) -> State:
    """All rows of all recorded tables that have any."""
    found = ((table, _rows(db, table)) for table in TABLES)
    return {table: held for table, held in found if held}


def _rows(db: sqlite3.Connection, table: str) -> dict[str, Row]:
    names = columns(table)
    return {row[0]: dict(zip(names, row, strict=True)) for row in db.execute(_select(table))}


def each(db: sqlite3.Connection, table: str) -> Iterator[tuple[str, Row]]:
    """The rows of one table, one at a time, with their keys."""
    names = columns(table)
    return ((row[0], dict(zip(names, row, strict=True))) for row in db.execute(_select(table)))


def write(db: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Make the changes; raises `Conflict` at the first row that no longer equals its `before`."""
    for change in changes:
        if change.table not in TABLES:
            raise InvalidInput("unknown_table", table=change.table)
        row = changed_row(find(db, change.table, change.key), change)
        if row is None:
            db.execute(f"DELETE FROM {change.table} WHERE id = ?", (change.key,))
            continue
        names = columns(change.table)
        if set(row) != set(names) or row["id"] != change.key:
            raise InvalidInput("row_misshapen", table=change.table, key=change.key)
        _put(db, change.table, tuple(row[name] for name in names))


def find(db: sqlite3.Connection, table: str, key: str) -> Row | None:
    """One row, if it is here."""
    found = db.execute(f"{_select(table)} WHERE id = ?", (key,)).fetchone()
    return None if found is None else dict(zip(columns(table), found, strict=True))


def _put(db: sqlite3.Connection, table: str, values: tuple[Cell, ...]) -> None:
    try:
        db.execute(_insert(table), values)
    except (sqlite3.IntegrityError, OverflowError) as error:
        # STRICT tables refuse a wrong type; the row is somebody's input until it lies in a table.
        raise InvalidInput("row_misshapen", table=table, key=values[0]) from error


@cache
def _select(table: str) -> str:
    return f"SELECT {', '.join(columns(table))} FROM {table}"


@cache
def _insert(table: str) -> str:
    names = columns(table)
    places = ", ".join("?" * len(names))
    return f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({places})"


def weight(row: Row | None) -> int:
    """Roughly the bytes that a row takes in memory."""
    if row is None:
        return 0
    return sum(72 + (len(cell) if isinstance(cell, str) else 0) for cell in row.values())


def title(db: sqlite3.Connection) -> str:
    """The project's title, empty when it has none yet."""
    row = db.execute("SELECT title FROM project LIMIT 1").fetchone()
    return "" if row is None else str(row[0])
