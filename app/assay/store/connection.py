"""Connections to our own databases: how they are opened, and what one transaction is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assay.store.schema import PAGE_SIZE

_SETTINGS = (
    f"PRAGMA page_size = {PAGE_SIZE}",
    # Exclusive: no other process reads a half-told story, and the journal is kept, not remade.
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -16000",
)


def own(path: Path) -> sqlite3.Connection:
    """A connection to a database of ours, made if missing; only we have it until it is closed."""
    db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        for setting in _SETTINGS:
            db.execute(setting)
        with transaction(db):  # takes the lock now, and rolls a crashed journal back
            pass
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. After any error nothing of the block is kept and none of it goes on.

    On a full disk SQLite has rolled back by itself before it says so: whatever ran after that
    would commit one by one, so the block is left at once and never resumed.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        if not db.in_transaction:
            raise sqlite3.OperationalError("the transaction ended inside its block")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that reads a file as it lies there: no lock, no journal beside it is heeded."""
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("PRAGMA mmap_size = 0")
    return db


def remove(path: Path) -> None:
    """Remove a database that nobody has open, and its journal, which means nothing without it."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)
