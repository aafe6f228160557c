"""Signatures under revisions: who holds a device's key recorded them; kept beside, not in, the chain."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from assay.store.place import Problem

Signed = tuple[str, str, str]
"""Revision, public key, signature."""
_SIGNED = "assay revision 1\n"
"""What stands before the id that is signed: the key signs nothing else."""

_SHOWN = 64
"""Characters of what claims to be a revision's id that are told: no id is longer."""


def message(revision: str) -> bytes:
    """The bytes that are signed for a revision."""
    return (_SIGNED + revision).encode()


def put(db: sqlite3.Connection, revision: str, key: str, signature: str) -> None:
    """Note a signature, inside the transaction that records its revision."""
    db.execute("INSERT INTO signature VALUES (?, ?, ?)", (revision, key, signature))


def find(db: sqlite3.Connection, revision: str) -> tuple[str, str] | None:
    """The key and the signature under a revision, if there is one."""
    return next(
        iter(db.execute("SELECT key, signature FROM signature WHERE revision = ?", (revision,))),
        None,
    )


def every(db: sqlite3.Connection) -> list[Signed]:
    """All that stand under something or other; nothing of it is checked."""
    if not _is_kept(db):
        return []
    return db.execute("SELECT revision, key, signature FROM signature ORDER BY 1").fetchall()


def _is_kept(db: sqlite3.Connection) -> bool:
    """False for a file of format 1, which knows no signatures."""
    return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'signature'").fetchone())


def holds(revision: str, key: str, signature: str) -> bool:
    """True when the holder of `key` signed this id; False for anything else, whatever it is."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), message(revision))
    except (InvalidSignature, ValueError):
        return False
    return True


def problems(db: sqlite3.Connection) -> Iterator[Problem]:
    """Signatures that do not fit what they stand under, or stand under nothing."""
    if not _is_kept(db):
        return
    found = db.execute(
        "SELECT s.revision, s.key, s.signature, r.id IS NOT NULL FROM signature s "
        "LEFT JOIN revision r ON r.id = s.revision ORDER BY s.revision"
    )
    for revision, key, signature, known in found:
        if not known:
            yield Problem("signature_of_nothing", revision[:_SHOWN], "ask_author")
        elif not holds(revision, key, signature):
            yield Problem("signature_does_not_fit", revision, "ask_author")
