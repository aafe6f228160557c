"""Opening a sealed copy: as a project whose file is to be written, or for reading only."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from assay.core.errors import CannotWrite, NotAProject
from assay.store import (
    connection,
    files,
    intake,
    migrations,
    moving,
    place,
    reading,
    schema,
    sealing,
)
from assay.store.place import Place
from assay.store.project import ProjectStore
from assay.store.sealing import Identities, Passphrase
from assay.store.trouble import is_there, told


def open_sealed(
    source: Path,
    key: Passphrase | Identities,
    target: Path | None = None,
    progress: intake.Progress = intake.unwatched,
) -> ProjectStore:
    """Open what `source` seals: as the project whose file will be `target`, or else for reading.

    Nothing of it is plain anywhere but in the working copies' folder; the first publish writes
    `target`. Raises what unsealing and taking a file in raise, `InUse` or `CannotWrite`.
    """
    if target is not None and is_there(place.real(target)):
        raise CannotWrite("target_exists", path=target)
    with moving.scratch() as draft:
        taken = _taken(source, key, draft, progress)
        if target is None or taken.newer:
            return reading.reader_of(source, draft, taken)
        with closing(connection.own(draft / place.DATABASE)) as db:
            migrations.migrate(db, schema.FORMATS[schema.CURRENT])
        return _settled(place.real(target), draft, taken)


def _taken(
    source: Path, key: Passphrase | Identities, draft: Path, progress: intake.Progress
) -> intake.Taken:
    plain = draft / "unsealed"
    sealing.unseal(source, plain, key, progress)
    try:
        return intake.take_in(plain, draft / place.DATABASE, progress)
    except NotAProject as error:  # its path is ours; the person knows the sealed one
        raise NotAProject(error.message, **{**error.facts, "path": source}) from error
    finally:
        plain.unlink()


def _settled(path: Path, draft: Path, taken: intake.Taken) -> ProjectStore:
    """A working copy of what was taken in, whose file is not there yet."""
    known = Place(str(path), taken.project_id, problems=taken.problems)
    with moving.locked_folder(known) as (folder, lock, kept):
        moving.set_aside(folder)
        place.save(folder, known)
        with told(folder):
            (draft / place.DATABASE).rename(folder / place.DATABASE)
            files.sync_folder(folder)
        kept.pop_all()
        store = ProjectStore(folder, known, lock)
        store.notes = taken.notes
        return store
