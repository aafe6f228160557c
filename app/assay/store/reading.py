"""Opening for reading only: a copy of its own, which goes when it is closed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from assay.core.identity import new_id
from assay.store import connection, intake, migrations, moving, place, schema
from assay.store.lock import Lock
from assay.store.place import Place
from assay.store.project import ProjectStore
from assay.store.trouble import told


def place_of(path: Path, taken: intake.Taken) -> Place:
    """What is known of a file from the moment it is taken in."""
    return Place(
        str(path),
        taken.project_id,
        sha256=taken.seen.sha256,
        revisions=taken.revisions,
        problems=taken.problems,
    )


def open_reader(path: Path, progress: intake.Progress) -> ProjectStore:
    """Take a file in to read it, in our format. Raises `NotFound` or `NotAProject`."""
    with moving.scratch() as draft:
        taken = intake.take_in(path, draft / place.DATABASE, progress)
        if not taken.newer:
            with closing(connection.own(draft / place.DATABASE)) as db:
                migrations.migrate(db, schema.FORMATS[schema.CURRENT])
        return reader_of(path, draft, taken)


def reader_of(path: Path, draft: Path, taken: intake.Taken) -> ProjectStore:
    """A store over a copy of its own, which goes when it is closed."""
    folder = place.work_dir() / f"reader-{new_id()}"
    with told(folder):
        folder.mkdir(mode=0o700)
        lock = Lock(place.lock_path(folder), path)
        (draft / place.DATABASE).rename(folder / place.DATABASE)
    known = place_of(path, taken)
    place.save(folder, known)
    store = ProjectStore(folder, known, lock, read_only=True, newer=taken.newer, passing=True)
    store.notes = taken.notes
    return store
