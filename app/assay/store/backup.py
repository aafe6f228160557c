"""Generations: earlier states of a project, kept whole on this computer, outside the user's folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assay.core.errors import CannotWrite, NotAProject
from assay.store import drafts
from assay.store.files import (
    Seen,
    copy_hashed,
    create_exclusive,
    look,
    open_regular,
    sync_folder,
)
from assay.store.trouble import cannot_read, is_there, told

LAST = 10
DAILY = 14
WEEKLY = 8
SPACE = 8 << 30
"""Bytes that the generations of one project may take; the newest two stay whatever they take."""
_STAMP = "%Y%m%dT%H%M%S"
_SUFFIX = ".assay"
_PENDING = "pending-"
_LARGE = 64 << 20
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Generation:
    """One kept file: its name says when, why and what its bytes hash to."""

    path: Path
    time: datetime
    reason: str
    """`publish`, `import`, `merge`, `migration`, `redaction`, `replaced`"""
    sha256: str
    size: int
    written: int = 0
    """When its bytes were written, nanoseconds: tells two of the same second apart."""


def order(generation: Generation) -> tuple[datetime, int, str]:
    """What generations are sorted by, oldest first."""
    return generation.time, generation.written, generation.path.name


def listed(folder: Path) -> list[Generation]:
    """The generations in a folder, newest first; what has no name of ours is not listed."""
    if not folder.is_dir():
        return []
    found = (_named(path) for path in folder.iterdir() if path.suffix == _SUFFIX)
    return sorted((g for g in found if g), key=order, reverse=True)


def _named(path: Path) -> Generation | None:
    parts = path.stem.split("-")
    if len(parts) != 3 or len(parts[2]) != 64:
        return None
    try:
        time = datetime.strptime(parts[0], _STAMP).replace(tzinfo=UTC)
        info = path.stat()
        return Generation(path, time, parts[1], parts[2], info.st_size, info.st_mtime_ns)
    except (ValueError, OSError):
        return None


def hold(folder: Path, old: Path, seen: Seen) -> Path | None:
    """Take hold of the file at `old`, which is about to be replaced; `settle` makes it a generation.

    A link costs nothing where the disk has links; elsewhere the bytes are copied and verified.
    Returns None when these bytes are kept already, or when copying a large file again so soon
    would cost more than it saves.
    """
    kept = listed(folder)
    if any(g.sha256 == seen.sha256 for g in kept):
        return None
    _make(folder)
    pending = _pending(folder, seen.sha256)
    try:
        os.link(old, pending)
    except OSError:
        age = (datetime.now(UTC) - kept[0].time).total_seconds() if kept else _HOUR
        if seen.size > _LARGE and age < _HOUR:
            return None
        copy(old, pending, seen.sha256)
    return pending


def settle(folder: Path, pending: Path, sha256: str, reason: str) -> Path:
    """Give a held file its name, and thin out the older ones."""
    final = folder / name(datetime.now(UTC), reason, sha256)
    os.replace(pending, final)
    sync_folder(folder)
    thin(folder)
    return final


def keep(folder: Path, source: drafts.Source, reason: str) -> Path:
    """Keep the present state of a working copy as a generation, verified."""
    with told(folder, source.size()):
        _make(folder)
        draft = _pending(folder, "draft")
        try:
            copied = source.copy_to(draft)
            for generation in listed(folder):
                if generation.sha256 == copied.sha256:
                    draft.unlink()
                    return generation.path
            drafts.check(draft, copied)
            drafts.sync(draft)
            return settle(folder, draft, copied.sha256, reason)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def name(time: datetime, reason: str, sha256: str) -> str:
    """The file name of a generation."""
    return f"{time.astimezone(UTC).strftime(_STAMP)}-{reason}-{sha256}{_SUFFIX}"


def copy(source: Path, out: Path, sha256: str) -> None:
    """Copy a file durably to a new one; raises `NotAProject` when its bytes are not `sha256`."""
    reader = open_regular(source)
    try:
        writer = create_exclusive(out)
        try:
            size = os.fstat(reader).st_size
            found = copy_hashed(lambda length, _: os.read(reader, length), size, writer)
            os.fsync(writer)
        finally:
            os.close(writer)
        if found != sha256:
            raise NotAProject("generation_damaged", path=source)
        sync_folder(out.parent)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    finally:
        os.close(reader)


def restore(generation: Generation, out: Path) -> None:
    """Write a generation to a new file. The files that are there stay as they are."""
    if is_there(out):
        raise CannotWrite("target_exists", path=out)
    try:
        seen = look(generation.path)
    except OSError as error:
        raise cannot_read(error, generation.path) from error
    if seen.sha256 != generation.sha256:
        raise NotAProject("generation_damaged", path=generation.path)
    with told(out, seen.size):
        copy(generation.path, out, seen.sha256)


def thin(folder: Path) -> None:
    """Drop the generations that neither the calendar nor the space keeps."""
    found = listed(folder)
    wanted = calendar([g.time for g in found])
    space = 0
    for number, generation in enumerate(found):
        space += generation.size
        if number not in wanted or (space > SPACE and number >= 2):
            generation.path.unlink(missing_ok=True)


def calendar(times: Sequence[datetime]) -> set[int]:
    """Which of `times`, newest first, are kept: the last ones, one a day, one a week."""
    wanted = set(range(min(LAST, len(times))))
    for limit, period in ((DAILY, _day), (WEEKLY, _week)):
        wanted |= _newest_of_each(((period(t), n) for n, t in enumerate(times)), limit)
    return wanted


def _newest_of_each(periods: Iterable[tuple[tuple[int, ...], int]], limit: int) -> set[int]:
    newest: dict[tuple[int, ...], int] = {}
    for period, number in periods:
        newest.setdefault(period, number)
    return set(list(newest.values())[:limit])


def _day(time: datetime) -> tuple[int, ...]:
    return time.year, time.month, time.day


def _week(time: datetime) -> tuple[int, ...]:
    return tuple(time.isocalendar()[:2])


def sweep(folder: Path) -> None:
    """Finish what an interrupted publish held: a generation if it is whole and ours alone.

    A held link to a file that still lies in the user's folder would change with it: it goes.
    """
    if not folder.is_dir():
        return
    for pending in folder.glob(f"{_PENDING}*"):
        sha256 = pending.name.rpartition("-")[2]
        if pending.stat().st_nlink == 1 and look(pending).sha256 == sha256:
            settle(folder, pending, sha256, "publish")
        else:
            pending.unlink(missing_ok=True)


def _pending(folder: Path, sha256: str) -> Path:
    return folder / f"{_PENDING}{secrets.token_hex(4)}-{sha256}"


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
