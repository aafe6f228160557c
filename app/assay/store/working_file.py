"""The database file of a working copy: kept open, and copied out whole between two transactions."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from assay.store import connection, files, revisions
from assay.store.drafts import Copied

PATIENCE = 120.0
"""Seconds for which a copy is begun anew where somebody wrote meanwhile; then whoever writes waits for it."""
QUIET = 0.1
"""Seconds before it is begun anew: who writes often writes again soon."""
_BINARY = getattr(os, "O_BINARY", 0)
_LOCKED_BYTE = 1 << 30
"""SQLite's own lock bytes; Windows lets nobody else read them."""


class _Written(Exception):
    """Somebody wrote while the file was being copied."""


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
        """Write the file as it is between two transactions to a new file.

        An answer that is typed meanwhile does not wait: what was copied until then is copied again.
        """
        with self.ingest:
            handle = files.create_exclusive(draft)
            try:
                until = time.monotonic() + PATIENCE
                while not self._wants_vacuum() and time.monotonic() < until:
                    copied = self._undisturbed(handle)
                    if copied is not None:
                        return copied
                    time.sleep(QUIET)
                with self.lock:
                    return self._told(self._write(handle, draft))
            finally:
                os.close(handle)

    def _undisturbed(self, handle: int) -> Copied | None:
        """What was copied while others could write; None, and nothing copied, where somebody did."""
        with self.lock:
            before, size = self.db.total_changes, self.size()

        def read(length: int, offset: int) -> bytes:
            if self.db.total_changes != before:
                raise _Written
            return self._read(length, offset)

        with suppress(_Written):
            sha256 = files.copy_hashed(read, size, handle)
            with self.lock:  # whoever began to write has ended, and is counted
                if self.db.total_changes == before:
                    return self._told(sha256)
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        return None

    def _told(self, sha256: str) -> Copied:
        return Copied(sha256, revisions.count(self.db), revisions.stored_heads(self.db))

    def _write(self, handle: int, draft: Path) -> str:
        if self._wants_vacuum():
            self.db.execute("VACUUM INTO ?", (str(draft),))
            return files.look(draft).sha256
        return files.copy_hashed(self._read, self.size(), handle)

    def _wants_vacuum(self) -> bool:
        """A quarter of the pages is free, or Windows does not let the bytes be read."""
        with self.lock:
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
