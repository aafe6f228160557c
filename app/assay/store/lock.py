"""One lock per working copy, held by the operating system: it dies with the process that holds it."""

from __future__ import annotations

import getpass
import os
import platform
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from assay.core.errors import InUse

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30
"""Windows locks bytes against reading too, so the locked byte lies beyond what the file says."""


class Holder(msgspec.Struct):
    """Who holds a lock: told to whoever is turned away, never used to decide anything."""

    pid: int = 0
    host: str = ""
    user: str = ""
    since: str = ""


_PASSING = threading.RLock()


@contextmanager
def passing(path: Path, target: Path) -> Iterator[None]:
    """Hold the lock for a moment, to look or to tidy; raises `InUse` like `Lock`.

    Whoever opens a project in this process meanwhile waits instead of being turned away by it.
    """
    with _PASSING:
        lock = Lock(path, target)
        try:
            yield
        finally:
            lock.release()


class Lock:
    """An exclusive lock on a file."""

    def __init__(self, path: Path, target: Path) -> None:
        """Take the lock at `path`. Raises `InUse`, naming `target` and its holder, when it is taken.

        One that this process holds only in `passing` is waited for.
        """
        with _PASSING:
            self._hold(path, target)

    def _hold(self, path: Path, target: Path) -> None:
        self._handle = _open(path)
        try:
            _take(self._handle)
            while not _is_still_there(self._handle, path):  # a sweep took the folder meanwhile
                os.close(self._handle)
                self._handle = _open(path)
                _take(self._handle)
        except OSError as error:
            self.release()
            held = holder_of(path)
            raise InUse(
                "in_use",
                path=target,
                user=held.user,
                host=held.host,
                since=held.since,
                pid=held.pid,
            ) from error
        holder = Holder(os.getpid(), platform.node(), _user(), _now())
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, msgspec.json.encode(holder))

    def release(self) -> None:
        """Give the lock back; the file stays, empty of meaning."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def holder_of(path: Path) -> Holder:
    """Who wrote themselves into the lock file last."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, ValueError):
        return Holder()


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _is_still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _take(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
