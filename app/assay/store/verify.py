"""Verifying an open project: history against hashes, tables against history, bytes against both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from assay.store import blobs, chain, signatures
from assay.store.place import Problem
from assay.store.project import ProjectStore

__all__ = ["Problem", "verify"]


def verify(store: ProjectStore) -> list[Problem]:
    """Everything that does not hold, each with where it is and what can be done."""
    file = store.file
    with file.lock:
        found = list(_structure(file.db))
        if found:
            return found
        history = chain.read(file.db, store.project_id)
        found += history.problems
        if tuple(sorted(history.heads)) != store.heads():
            found.append(Problem("heads_differ", store.project_id, "salvage"))
        found += chain.table_problems(file.db, history)
        found += chain.missing_blobs(file.db)
        found += signatures.problems(file.db)
        held = [row[0] for row in file.db.execute("SELECT sha256 FROM blob ORDER BY number")]
    for sha256 in held:
        with file.lock:  # blob by blob, so that whoever works meanwhile gets a turn
            if not blobs.is_sound(file.db, sha256):
                found.append(Problem("blob_damaged", sha256, "attach_again"))
    return found


def _structure(db: sqlite3.Connection) -> Iterator[Problem]:
    try:
        for (line,) in db.execute("PRAGMA integrity_check(10)"):
            if line != "ok":
                yield Problem("structure_damaged", line, "salvage")
    except sqlite3.DatabaseError as error:
        yield Problem("structure_damaged", str(error), "salvage")
