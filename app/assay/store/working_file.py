"""The database file of a working copy: kept open, and copied out whole between two transactions."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from assay.store import connection, files, revisions
from assay.store.drafts import Copied

_BINARY = getattr(os, "O_BINARY", 0)
_LOCKED_BYTE = 1 << 30
"""SQLite's own lock bytes; Windows lets nobody else read them."""


class WorkingFile:
    """A working copy's database, its locks, and a second handle that reads its bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        """Held while the connection is used."""
        self.ingest = threading.RLock()
        """Held while bytes stream in: many transactions that belong together."""
        self.closed = False
        # On POSIX, closing any handle of a file drops every lock the process has on it, so the
        # bytes are read through one handle that is opened before SQLite and closed after it.
        self._raw = os.open(path, os.O_RDONLY | _BINARY)
        try:
            self.db = connection.own(path)
        except BaseException:
            os.close(self._raw)
            raise

    def close(self) -> None:
        """Let the file go."""
        with self.ingest, self.lock:
            if not self.closed:
                self.closed = True
                self.db.close()
                os.close(self._raw)

    def size(self) -> int:
        """Bytes of the file."""
        return os.fstat(self._raw).st_size

    def copy_to(self, draft: Path) -> Copied:
        """Write the file as it is between two transactions to a new file."""
        with self.ingest, self.lock:
            handle = files.create_exclusive(draft)
            try:
                sha256 = self._write(handle, draft)
            finally:
                os.close(handle)
            heads = revisions.stored_heads(self.db)
            return Copied(sha256, revisions.count(self.db), heads)

    def _write(self, handle: int, draft: Path) -> str:
        if self._wants_vacuum():
            self.db.execute("VACUUM INTO ?", (str(draft),))
            return files.look(draft).sha256
        return files.copy_hashed(self._read, self.size(), handle)

    def _wants_vacuum(self) -> bool:
        """A quarter of the pages is free, or Windows does not let the bytes be read."""
        pages, free = (
            self.db.execute(f"PRAGMA {what}").fetchone()[0]
            for what in ("page_count", "freelist_count")
        )
        return 4 * free > pages or (os.name == "nt" and self.size() > _LOCKED_BYTE)

    def _read(self, length: int, offset: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._raw, length, offset)
        os.lseek(self._raw, offset, os.SEEK_SET)
        return os.read(self._raw, length)
