"""Where a project lives on this computer, and what was last seen at the place its user keeps it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from assay import prefs
from assay.store.files import write_durably
from assay.store.trouble import told

DATABASE = "project.db"
PLACE = "place.json"
_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold: what, where, and what can be done. Message ids, and facts."""

    what: str
    where: str
    remedy: str


class Place(msgspec.Struct):
    """What this computer knows about one project file; kept beside its working copy."""

    target: str
    project: str
    sha256: str = ""
    """The file's bytes as we last read or wrote them; empty: nothing of ours is there yet."""
    published_at: str = ""
    revisions: int = 0
    """How many revisions the file holds."""
    draft: str = ""
    """A file being written beside the target; a stray once its writer is gone."""
    intended: str = ""
    """The hash that the target has from the moment the draft replaces it."""
    intended_revisions: int = 0
    intended_at: str = ""
    title: str = ""
    problems: tuple[Problem, ...] = ()
    """Damage found when the file was taken in: it stays until it is mended."""
    unpublished: int = -1
    """Revisions that only this computer has, told at closing; -1: not closed, ask the database."""


def real(target: Path) -> Path:
    """The path behind links, so that one file has one working copy, whatever it is called."""
    return Path(os.path.realpath(target))


def path_key(target: Path) -> str:
    """Twelve digits that stand for a path."""
    return hashlib.sha256(
        os.path.normcase(str(target)).encode("utf-8", "surrogatepass")
    ).hexdigest()[:12]


def work_dir() -> Path:
    """The folder of working copies; readable by its owner only."""
    return _private(prefs.data_dir() / "work")


def generations_dir(project: str, target: Path) -> Path:
    """The folder of the kept generations of one project file."""
    return prefs.data_dir() / "generations" / f"{project}-{path_key(target)}"


def generation_folders(target: Path) -> list[Path]:
    """The folders of all generations of what has lain at this path, also of long-swept copies."""
    return sorted((prefs.data_dir() / "generations").glob(f"*-{path_key(target)}"))


def folder_of(project: str, target: Path) -> Path:
    """The folder of one working copy: a colleague's copy of the project has another path."""
    return work_dir() / f"{project}-{path_key(target)}"


def folders_for(target: Path) -> list[Path]:
    """The working copies of whatever projects have lain at this path."""
    return sorted(work_dir().glob(f"*-{path_key(target)}"))


def all_folders() -> Iterator[Path]:
    """All working copies of this computer."""
    return (folder for folder in sorted(work_dir().iterdir()) if (folder / PLACE).is_file())


def lock_path(folder: Path) -> Path:
    """The lock of a working copy."""
    return folder / _LOCK


def load(folder: Path) -> Place | None:
    """What is known, or None when it was never written or cannot be read."""
    try:
        return msgspec.json.decode((folder / PLACE).read_bytes(), type=Place)
    except (OSError, ValueError):
        return None


def save(folder: Path, place: Place) -> None:
    """Keep what is known, durably."""
    write_durably(folder / PLACE, msgspec.json.encode(place))


def sweep(folder: Path) -> None:
    """Clear what a crash while saving left; the lock is held."""
    for draft in folder.glob(f"{PLACE}.*.tmp"):
        draft.unlink(missing_ok=True)


def _private(folder: Path) -> Path:
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
