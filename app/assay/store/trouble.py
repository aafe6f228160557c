"""The faults of disks and databases, told as what happened to which file and what is needed."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assay.core.errors import CannotWrite, NotAProject, NotFound, UserError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ETXTBSY}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.EIO}
_LONG = {errno.ENAMETOOLONG}
_WINDOWS_GONE = {3, 21, 53, 55, 59, 64, 67, 1231}  # path, drive or network share not reachable
_WINDOWS_LONG = {206}
_WINDOWS_FULL = {112, 39}

UNREADABLE = (sqlite3.Error, UnicodeError, MemoryError)
"""What reading a damaged database raises: SQLite's own messages may be damaged text as well."""
SPARE = 1 << 20
"""Bytes asked for beyond what is written: folders and journals want some too."""


def cannot_write(error: OSError, path: Path, needed: int = 0) -> UserError:
    """The error of the user's world that an `OSError` at `path` stands for."""
    windows = getattr(error, "winerror", None)
    if error.errno in _FULL or windows in _WINDOWS_FULL:
        return disk_full(path, needed)
    if error.errno in _LONG or windows in _WINDOWS_LONG:
        return CannotWrite("path_too_long", path=path)
    if windows in _WINDOWS_GONE or error.errno in _GONE:
        return CannotWrite("place_gone", path=path)
    if error.errno in _CLOSED:
        return CannotWrite("not_writable", path=path)
    return CannotWrite("write_failed", path=path, reason=error.strerror or type(error).__name__)


def disk_full(path: Path, needed: int) -> CannotWrite:
    """What a full disk is told as: how much is needed, how much there is."""
    return CannotWrite(
        "disk_full", path=path, needed_mib=_mib(needed), free_mib=free_space(path) >> 20
    )


def _mib(size: int) -> int:
    return max(1, -(-size >> 20))


def free_space(path: Path) -> int:
    """Free bytes where `path` lies; 0 when the place cannot be asked."""
    try:
        return shutil.disk_usage(path if path.is_dir() else path.parent).free
    except OSError:
        return 0


def cannot_read(error: OSError, path: Path) -> UserError:
    """The error of the user's world for a file that could not be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotFound("project_missing", path=path)
    return NotFound("project_unreadable", path=path, reason=error.strerror or type(error).__name__)


def from_database(error: sqlite3.Error, path: Path, needed: int = 0) -> UserError | None:
    """The error of the user's world that an SQLite error stands for; None when it is our mistake."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return disk_full(path, needed)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return CannotWrite("not_writable", path=path)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        if free_space(path) < SPARE:  # a quota or a full disk answers so as well
            return disk_full(path, needed)
        return CannotWrite("write_failed", path=path, reason=str(error))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return NotAProject("project_damaged", path=path, reason=str(error))
    return None


@contextmanager
def told(path: Path, needed: int = 0) -> Iterator[None]:
    """Tell what goes wrong inside, while `path` is written, as an error of the user's world."""
    try:
        yield
    except sqlite3.Error as error:
        known = from_database(error, path, needed)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise cannot_write(error, path, needed) from error


def is_there(path: Path) -> bool:
    """True when something is at `path`; raises `CannotWrite` when no file can ever be there."""
    with told(path):
        return path.exists()


def is_sharing_violation(error: OSError) -> bool:
    """True when Windows refuses because a scanner or a sync client holds the file for a moment."""
    return os.name == "nt" and getattr(error, "winerror", None) in (5, 32, 33)
