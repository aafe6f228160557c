"""Working copies: made, found again, taken in from a file, and continued after a crash."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assay.core.change import Change
from assay.core.difference import Count, counts
from assay.core.errors import CannotWrite, InUse, NeedsDecision, NotAProject, NotFound
from assay.core.identity import new_id
from assay.core.revision import Revision
from assay.store import (
    backup,
    blobs,
    connection,
    files,
    header,
    intake,
    migrations,
    moving,
    place,
    publish,
    reading,
    revisions,
    schema,
)
from assay.store.lock import Lock, passing
from assay.store.place import Place
from assay.store.project import ProjectStore
from assay.store.trouble import cannot_read, is_there, told
from assay.store.working_file import WorkingFile

TOLD = 500
"""So many steps are looked through to say what was never published."""


class Settle(StrEnum):
    """Which side goes on when both the file and its working copy have news."""

    MINE = "mine"
    """The working copy; publishing will ask for another name."""
    THEIRS = "theirs"
    """The file; the working copy is kept and offered for recovery."""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A working copy that holds what no file holds."""

    folder: Path
    target: Path
    title: str
    unpublished: int
    last_change: str
    """The clock of the last revision, UTC."""
    published_at: str
    target_exists: bool
    touched: tuple[Count, ...] = ()
    """What the changes that were never published touch, by table."""


@dataclass(frozen=True, slots=True)
class Description:
    """What can be told of a project file without opening it."""

    path: Path
    exists: bool
    size: int
    modified: float
    """Seconds since 1970."""
    title: str
    """Empty when this computer never had it open."""
    unpublished: int
    published_at: str
    problem: str
    """Message id of what is wrong at first sight, or empty."""


def create(target: Path, *, project_id: str | None = None) -> ProjectStore:
    """A new, empty project whose file will be `target`, written by its first `publish`.

    Raises `CannotWrite` when there is a file already, or no folder to put it into.
    """
    path = place.real(target)
    if is_there(path):
        raise CannotWrite("target_exists", path=path)
    if not path.parent.is_dir():
        raise CannotWrite("place_gone", path=path)
    known = Place(str(path), project_id or new_id())
    with moving.locked_folder(known) as (folder, lock, kept):
        moving.set_aside(folder)
        with told(folder):
            _create_database(folder / place.DATABASE, known.project)
        place.save(folder, known)
        kept.pop_all()
        return ProjectStore(folder, known, lock)


def _create_database(path: Path, project_id: str) -> None:
    with closing(connection.own(path)) as db, connection.transaction(db):
        schema.create(db, schema.FORMATS[schema.CURRENT])
        db.execute("INSERT INTO meta VALUES ('project_id', ?)", (project_id,))
        revisions.store_heads(db, ())


def open_project(
    target: Path,
    *,
    read_only: bool = False,
    settle: Settle | None = None,
    progress: intake.Progress = intake.unwatched,
) -> ProjectStore:
    """Open the project file `target`.

    When this computer published exactly these bytes, its working copy goes on as it is; else the
    file is taken in. Raises `NotFound`, `NotAProject`, `InUse`, or `NeedsDecision` when both the
    file and the working copy have news and `settle` does not say which goes on.
    """
    path = place.real(target)
    header.read(path)
    try:
        seen = files.look(path)
    except OSError as error:
        raise cannot_read(error, path) from error
    try:
        for folder in place.folders_for(path):
            store = _continue(folder, path, seen.sha256, read_only, settle)
            if store is not None:
                return store
    except InUse:
        if not read_only:
            raise
    return reading.open_reader(path, progress) if read_only else _take_in(path, settle, progress)


def _continue(
    folder: Path, path: Path, sha256: str, read_only: bool, settle: Settle | None
) -> ProjectStore | None:
    """The working copy in `folder` if its file still has these bytes."""
    lock = Lock(place.lock_path(folder), path)
    with ExitStack() as kept:
        kept.callback(lock.release)
        known = place.load(folder)
        if known is None or not (folder / place.DATABASE).exists():
            return None
        known = publish.settle(folder, known)
        if known.sha256 != sha256:
            return None
        try:
            store = _opened(folder, known, lock, read_only=read_only)
        except NotAProject as damage:
            if damage.message == "newer_format":
                raise
            if known.unpublished and settle is not Settle.THEIRS:
                copy = folder / place.DATABASE
                raise NotAProject("working_copy_damaged", path=path, copy=copy) from damage
            moving.set_aside(folder)  # the file holds all that was ever in it
            return None
        kept.pop_all()
        return store


def _opened(folder: Path, known: Place, lock: Lock, *, read_only: bool = False) -> ProjectStore:
    with told(folder):
        store = ProjectStore(folder, known, lock, read_only=read_only)
        try:
            _bring_up(store)
        except BaseException:
            store.file.close()
            raise
    return store


def _bring_up(store: ProjectStore) -> None:
    """A working copy as this Assay wants it: of our format, without the rest of a broken capture."""
    current, found = schema.FORMATS[schema.CURRENT], migrations.version(store.file.db)
    if found > current.number:
        raise NotAProject("newer_format", path=store.target, format=found)
    with store.publishing, store.file.lock:
        if found < current.number:
            store.keep_generation("migration")
            migrations.migrate(store.file.db, current)
        blobs.sweep(store.file.db)


def _take_in(path: Path, settle: Settle | None, progress: intake.Progress) -> ProjectStore:
    with moving.scratch() as draft:
        taken = intake.take_in(path, draft / place.DATABASE, progress)
        if taken.newer:
            return reading.reader_of(path, draft, taken)
        with closing(connection.own(draft / place.DATABASE)) as db:
            migrations.migrate(db, schema.FORMATS[schema.CURRENT])
        known = reading.place_of(path, taken)
        with moving.locked_folder(known) as (folder, lock, kept):
            if not _make_way(folder, path, settle):
                mine = place.load(folder) or Place(str(path), taken.project_id)
                kept.pop_all()
                return _opened(folder, mine, lock)
            place.save(folder, known)
            with told(folder):
                (draft / place.DATABASE).rename(folder / place.DATABASE)
                files.sync_folder(folder)
            kept.pop_all()
            store = _opened(folder, known, lock)
            store.notes = taken.notes
            return store


def _make_way(folder: Path, path: Path, settle: Settle | None) -> bool:
    """Clear the place of a working copy for newer bytes; False when the working copy goes on."""
    if not (folder / place.DATABASE).exists():
        return True
    unpublished = _count_unpublished(folder)
    if unpublished and settle is None:
        raise NeedsDecision("both_have_news", path=path, unpublished=unpublished)
    if unpublished and settle is Settle.MINE:
        return False
    if unpublished:
        moving.set_aside(folder)
        return True
    file = WorkingFile(folder / place.DATABASE)
    known = place.load(folder)
    try:
        if known is not None:
            backup.keep(place.generations_dir(known.project, path), file, "replaced")
    finally:
        file.close()
    connection.remove(folder / place.DATABASE)
    return True


def _count_unpublished(folder: Path) -> int:
    known = place.load(folder)
    file = WorkingFile(folder / place.DATABASE)
    try:
        return revisions.count(file.db) - (known.revisions if known else 0)
    finally:
        file.close()


def recover(item: Recoverable) -> ProjectStore:
    """Go on with a working copy as it was left, whatever has become of its file."""
    lock = Lock(place.lock_path(item.folder), item.target)
    with ExitStack() as kept:
        kept.callback(lock.release)
        known = place.load(item.folder)
        if known is None:
            raise NotFound("project_missing", path=item.target)
        store = _opened(item.folder, publish.settle(item.folder, known), lock)
        kept.pop_all()
        return store


def recoverable() -> list[Recoverable]:
    """The working copies with changes that were never published, latest change first."""
    found = [item for folder in place.all_folders() if (item := _recoverable(folder))]
    return sorted(found, key=lambda item: item.last_change, reverse=True)


def _recoverable(folder: Path) -> Recoverable | None:
    known = place.load(folder)
    if known is None or known.unpublished == 0 or not (folder / place.DATABASE).exists():
        return None
    try:
        with passing(place.lock_path(folder), Path(known.target)):
            return _look_into(folder, publish.settle(folder, known))
    except (InUse, sqlite3.Error, OSError):
        return None


def _look_into(folder: Path, known: Place) -> Recoverable | None:
    from assay.store import rows

    file = WorkingFile(folder / place.DATABASE)
    try:
        unpublished = revisions.count(file.db) - known.revisions
        if unpublished <= 0:
            return None
        recent = list(revisions.read(file.db, limit=min(unpublished, TOLD), newest_first=True))
        title = rows.title(file.db)
    finally:
        file.close()
    target = Path(known.target)
    return Recoverable(
        folder,
        target,
        title,
        unpublished,
        recent[0].time,
        known.published_at,
        target.exists(),
        _touched(recent),
    )


def _touched(recent: list[Revision]) -> tuple[Count, ...]:
    """What the steps touch, newest first; a step that cannot be read is left out."""
    changes: list[Change] = []
    for revision in reversed(recent):
        with suppress(ValueError, TypeError):
            changes += revisions.step_of(revision).changes
    return counts(changes)


def describe(target: Path) -> Description:
    """Cheap facts about a project file, for lists of recent ones."""
    path = place.real(target)
    problem, size, modified = "", 0, 0.0
    try:
        header.read(path)
    except (NotAProject, NotFound) as error:
        problem = error.message
    with suppress(OSError):
        found = path.stat()
        size, modified = found.st_size, found.st_mtime
    places = [known for folder in place.folders_for(path) if (known := place.load(folder))]
    known = places[0] if places else Place(str(path), "")
    return Description(
        path,
        problem != "project_missing",
        size,
        modified,
        known.title,
        max(known.unpublished, 0),
        known.published_at,
        problem,
    )
