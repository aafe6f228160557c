"""Files written so that a crash leaves the old one or the new one, and read with their hash."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assay.store.trouble import is_sharing_violation

PIECE = 4 << 20
SYNCED = 16 << 20
"""So often what is copied goes to the disk. All at once, an answer saved meanwhile waited 0.15 s behind
500 MB; now it takes 0.01 s, and the copy takes no longer."""
BACK_OFF = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 2.0)
"""Seconds between tries while a scanner or a sync client holds the file."""
_BINARY = getattr(os, "O_BINARY", 0)
_sync_data = getattr(os, "fdatasync", os.fsync)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file was when it was looked at."""

    sha256: str
    size: int
    identity: tuple[int, int, int, int]
    """Device, inode, size, modification time: changes whenever the file is replaced or written."""


def open_regular(path: Path) -> int:
    """A handle for reading a regular file; a pipe or device is refused instead of waited for."""
    handle = os.open(path, os.O_RDONLY | _BINARY | _NO_WAIT)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(None, "it is no regular file", str(path))
    except BaseException:
        os.close(handle)
        raise
    return handle


def look(path: Path) -> Seen:
    """Read a file through and say what it is."""
    handle = open_regular(path)
    try:
        digest, size = hashlib.sha256(), 0
        while piece := os.read(handle, PIECE):
            digest.update(piece)
            size += len(piece)
        return Seen(digest.hexdigest(), size, _identity(os.fstat(handle)))
    finally:
        os.close(handle)


def identity(path: Path) -> tuple[int, int, int, int] | None:
    """The identity of the file at `path` at this moment, None when there is none."""
    try:
        return _identity(path.stat())
    except OSError:
        return None


def _identity(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def copy_hashed(read: Callable[[int, int], bytes], size: int, out: int) -> str:
    """Copy `size` bytes of `read(length, offset)` to the handle `out`; returns their SHA-256."""
    digest, offset = hashlib.sha256(), 0
    while offset < size:
        piece = read(min(PIECE, size - offset), offset)
        if not piece:
            raise OSError(None, "the file ended before its end")
        digest.update(piece)
        write_all(out, piece)
        offset += len(piece)
        if offset % SYNCED == 0:
            _sync_data(out)
    return digest.hexdigest()


def write_all(handle: int, data: bytes) -> None:
    """Write every byte; a single `write` may take fewer."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def create_exclusive(path: Path, mode: int = 0o600) -> int:
    """A handle for writing a file that did not exist before."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, mode)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable. Windows does so by itself and has no way to ask."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        # Some network file systems cannot sync a folder; the file itself is already synced.
        return
    finally:
        os.close(handle)


def write_durably(path: Path, data: bytes) -> None:
    """Replace the file at `path` by one with `data`, whole or not at all."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    handle = create_exclusive(draft)
    try:
        try:
            write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def replace(draft: Path, target: Path, waits: Sequence[float] = BACK_OFF) -> None:
    """`os.replace`, tried again while somebody else holds the target for a moment."""
    patiently(lambda: os.replace(draft, target), is_sharing_violation, waits)


def patiently(
    action: Callable[[], None],
    is_passing: Callable[[OSError], bool],
    waits: Sequence[float] = BACK_OFF,
) -> None:
    """Do `action`, again after each wait while its error `is_passing`; the last error is raised."""
    for wait in waits:
        try:
            return action()
        except OSError as error:
            if not is_passing(error):
                raise
        time.sleep(wait)
    return action()
