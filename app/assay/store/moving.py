"""Saving a project under another name, and handing out copies of it."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assay.core.errors import CannotWrite
from assay.store import drafts, files, place, publish
from assay.store.lock import Lock
from assay.store.place import Place
from assay.store.publish import Published
from assay.store.trouble import cannot_read, is_there, told
from assay.store.working_file import WorkingFile


@dataclass(frozen=True, slots=True)
class Moved:
    """The working copy under its new name."""

    folder: Path
    place: Place
    lock: Lock
    file: WorkingFile
    published: Published


def move(
    file: WorkingFile, known: Place, target: Path, on_step: publish.Watcher, *, replace: bool
) -> Moved:
    """Publish to another file and make a working copy for it; the old ones are left to the caller."""
    elsewhere = _elsewhere(known, target, replace)
    folder = place.folder_of(known.project, Path(elsewhere.target))
    with told(folder):
        folder.mkdir(exist_ok=True, mode=0o700)
    lock = Lock(place.lock_path(folder), Path(elsewhere.target))
    try:
        set_aside(folder)
        arrived, published = _publish(file, folder, elsewhere, on_step)
        database = folder / place.DATABASE
        with told(folder, file.size()):
            file.copy_to(database)
            drafts.sync(database)
            return Moved(folder, arrived, lock, WorkingFile(database), published)
    except BaseException:
        leave(folder)
        lock.release()
        raise


def copy_out(
    file: drafts.Source, known: Place, target: Path, on_step: publish.Watcher, *, replace: bool
) -> Published:
    """Publish to another file that no working copy belongs to."""
    elsewhere = _elsewhere(known, target, replace)
    with scratch() as folder:
        return _publish(file, folder, elsewhere, on_step)[1]


def _publish(
    file: drafts.Source, folder: Path, known: Place, on_step: publish.Watcher
) -> tuple[Place, Published]:
    try:
        return publish.publish(file, folder, known, on_step)
    except BaseException:
        publish.settle(folder, place.load(folder) or known)
        raise


def _elsewhere(known: Place, target: Path, replace: bool) -> Place:
    path = place.real(target)
    if path == Path(known.target):
        raise CannotWrite("same_file", path=path)
    if not is_there(path):
        return Place(str(path), known.project)
    if not replace:
        raise CannotWrite("target_exists", path=path)
    try:
        return Place(str(path), known.project, sha256=files.look(path).sha256)
    except OSError as error:
        raise cannot_read(error, path) from error


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder of our own under the working copies, gone at the end, swept after a crash."""
    with told(place.work_dir()):
        folder = place.work_dir() / f"scratch-{secrets.token_hex(8)}"
        folder.mkdir(mode=0o700)
    lock = Lock(place.lock_path(folder), folder)
    try:
        yield folder
    finally:
        leave(folder)
        lock.release()


@contextmanager
def locked_folder(known: Place) -> Iterator[tuple[Path, Lock, ExitStack]]:
    """The folder of a working copy with its lock, which is let go unless the stack is emptied."""
    folder = place.folder_of(known.project, Path(known.target))
    with told(folder):
        folder.mkdir(exist_ok=True, mode=0o700)
    with ExitStack() as kept:
        lock = Lock(place.lock_path(folder), Path(known.target))
        kept.callback(lock.release)
        yield folder, lock, kept


def set_aside(folder: Path) -> Path | None:
    """Move a working copy out of the way, kept whole and offered for recovery; its lock is held."""
    if not (folder / place.DATABASE).exists():
        return None
    aside = folder.with_name(f"{folder.name}-kept-{secrets.token_hex(4)}")
    with told(folder):
        aside.mkdir(mode=0o700)
        # The journal goes first: a database without its hot journal would be read half-done.
        for name in (f"{place.DATABASE}-journal", place.PLACE, place.DATABASE):
            with suppress(FileNotFoundError):
                (folder / name).rename(aside / name)
        files.sync_folder(aside)
    return aside


def leave(folder: Path) -> None:
    """Remove a folder under the working copies whose lock is held."""
    shutil.rmtree(folder, ignore_errors=True)
