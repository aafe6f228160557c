"""Drafts: whole copies of a working copy, read back before anything is replaced by them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assay.core.errors import CannotWrite, NotAProject
from assay.store import files, header, revisions
from assay.store.connection import read_only


@dataclass(frozen=True, slots=True)
class Copied:
    """What a draft was written from."""

    sha256: str
    revisions: int
    heads: tuple[str, ...]


class Source(Protocol):
    """A working copy that can be copied whole between two transactions."""

    def size(self) -> int: ...

    def copy_to(self, draft: Path) -> Copied: ...


def sync(draft: Path) -> None:
    """Make the bytes of a draft durable."""
    handle = os.open(draft, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check(draft: Path, copied: Copied) -> None:
    """Read a draft back; raises `CannotWrite` when it is not sound or not what was copied."""
    try:
        header.read(draft)
        with closing(read_only(draft)) as db:
            sound = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            same = sound and revisions.stored_heads(db) == copied.heads
        # SQLite does not look into what it holds: a changed byte in a file shows in the hash alone.
        same = same and files.look(draft).sha256 == copied.sha256
    except (sqlite3.Error, NotAProject) as error:
        raise CannotWrite("draft_damaged", path=draft) from error
    if not same:
        raise CannotWrite("draft_damaged", path=draft)
