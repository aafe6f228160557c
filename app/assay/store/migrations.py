"""From one released format to the next, on the working copy, each step whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assay.store import schema
from assay.store.connection import transaction
from assay.store.schema import Format

if TYPE_CHECKING:
    from sqlite_utils import Database

Migration = Callable[["Database"], None]


def _to_2(db: Database) -> None:
    """Issues of memos, keys of devices, signatures, what copies say differently, headers without names."""
    for column in schema.VEILED:
        db.execute(f"ALTER TABLE revision ADD COLUMN {column}")
    for statement in schema.FORMAT_2.ddl[len(schema.FORMAT_1.ddl) :]:
        db.execute(statement)


MIGRATIONS: Mapping[int, Migration] = {2: _to_2}
"""Format number -> how a database of the format before becomes one. Never edited once released."""


def version(db: sqlite3.Connection) -> int:
    """The format number that a database says it has."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    db: sqlite3.Connection, to: Format, migrations: Mapping[int, Migration] = MIGRATIONS
) -> None:
    """Bring a database to a later format; does nothing when it has that format.

    Each migration and the note that it is done are one transaction, so a crash between two goes on
    with the second. The format number moves last, together with a look at the whole schema.
    """
    start = version(db)
    if start == to.number:
        return
    from sqlite_utils import Database, Migrations

    steps = Migrations("assay")
    for number in range(start + 1, to.number + 1):
        steps(name=f"format_{number}")(migrations[number])
    steps.apply(Database(db))
    with transaction(db):
        db.execute(f"DROP TABLE {Migrations.migrations_table}")
        db.execute(f"PRAGMA user_version = {to.number}")
        db.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            [("min_reader", str(to.min_reader)), ("min_writer", str(to.min_writer))],
        )
        if schema.parts(db) != schema.expected_parts(to):
            raise RuntimeError(f"the migration to format {to.number} made another schema")
