"""A redacted copy: a new database into which only what may leave was ever written."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from assay.core.change import Step, inserted
from assay.core.revision import SALT_DIGITS, Revision, next_time, record
from assay.store import chain, connection, disputes, revisions, rows, schema, signatures
from assay.store.project import ProjectStore
from assay.store.trouble import told

Progress = Callable[[int, int], None]


def write(
    store: ProjectStore,
    out: Path,
    history: Sequence[Revision],
    steps: Iterable[Step],
    kept: Collection[str],
    *,
    author: str,
    device: str,
    progress: Progress,
) -> tuple[str, ...]:
    """Write `history` and then `steps`, the rows they lead to and the blobs `kept` to a new file.

    Returns its heads. Raises `ValueError` when that is no sound history, `CannotWrite`, and what
    `progress` raises; the caller takes the file away then.
    """
    with told(out, store.file.size()), closing(connection.own(out)) as db:
        with connection.transaction(db):
            schema.create(db, schema.FORMATS[schema.CURRENT])
            db.execute("INSERT INTO meta VALUES ('project_id', ?)", (store.project_id,))
            for revision in _with_steps(history, steps, store.project_id, author, device):
                revisions.append(db, revision)
            _copy_signatures(store, db)
            found = chain.read(db, store.project_id)
            if found.problems or found.state is None:
                raise ValueError(f"a redaction that does not hold: {found.problems[:3]}")
            for table, held in found.state.items():
                rows.write(db, (inserted(table, row) for row in held.values()))
            revisions.store_heads(db, tuple(sorted(found.heads)))
            disputes.store(db, found.disputes)
        _copy_blobs(store, db, kept, progress)
        return tuple(sorted(found.heads))


def _with_steps(
    history: Sequence[Revision], steps: Iterable[Step], project: str, author: str, device: str
) -> Iterable[Revision]:
    """The history and, behind all its heads, a revision for each step."""
    parents = _heads(history)
    last = max((r.time for r in history if r.id in parents), default=None)
    salt = next((r.author_salt for r in history if r.author == author and r.author_salt), None)
    yield from history
    for step in steps:
        made = record(
            step,
            parents=parents,
            project=project,
            device=device,
            author=author,
            time=next_time(time.time_ns() // 1_000_000, last),
            salt=secrets.token_hex(SALT_DIGITS // 2),
            author_salt=salt or secrets.token_hex(SALT_DIGITS // 2),
        )
        yield made
        parents, last, salt = (made.id,), made.time, made.author_salt


def _heads(history: Sequence[Revision]) -> tuple[str, ...]:
    followed = {parent for revision in history for parent in revision.parents}
    return tuple(sorted(r.id for r in history if r.id not in followed))


def _copy_signatures(store: ProjectStore, db: sqlite3.Connection) -> None:
    with store.file.lock:
        found = signatures.every(store.file.db)
    revisions.add_signatures(db, found)


def _copy_blobs(
    store: ProjectStore, db: sqlite3.Connection, kept: Collection[str], progress: Progress
) -> None:
    with store.file.lock:
        listed = store.file.db.execute("SELECT sha256, size, chunks FROM blob").fetchall()
    wanted = sorted(row for row in listed if row[0] in kept)
    total, done = sum(size for _, size, _ in wanted), 0
    for number, (sha256, size, chunks) in enumerate(wanted, 1):
        with connection.transaction(db):
            for n, piece in enumerate(store.read_blob(sha256)):
                db.execute("INSERT INTO blob_chunk VALUES (?, ?, ?)", (number, n, piece))
                done += len(piece)
                progress(done, total)
            db.execute("INSERT INTO blob VALUES (?, ?, ?, ?)", (number, sha256, size, chunks))
