"""Files that are linked, not held: where they lie, and whether they still are what was linked."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from assay.core.errors import NotFound
from assay.core.evidence import Evidence
from assay.work.guesses import details
from assay.work.jobs import Progress

_PIECE = 4 << 20
_REMOTE = ("\\\\", "//")


def content(item: Evidence) -> str:
    """SHA-256 of what an item says: of its held bytes, or of the linked file when it was linked."""
    return item.blob or (_noted(item.details) if item.link else "")


def content_of(row: Mapping[str, object]) -> str:
    """The same of a row of the register."""
    held = str(row["blob"])
    return held or (_noted(row["details"]) if row["link"] else "")


def _noted(text: object) -> str:
    return str(details(text).get("sha256", ""))


class LinkedFiles:
    """Finds the files of one project and hashes each again when it is not the one that was hashed last."""

    def __init__(self, project: Path) -> None:
        self._beside = project.parent
        self._turn = Lock()
        self._sound: dict[Path, tuple[int, int, str]] = {}

    def place(self, item: Evidence, progress: Progress) -> Path:
        """Where the very file that was linked lies. Raises `NotFound`: gone, or changed since.

        Beside the project it is found, too: whoever is handed both does not have the folders they came from.
        """
        if item.link.startswith(_REMOTE):
            raise NotFound("linked_remote", path=item.link)
        wanted, changed = content(item), False
        for path in (Path(item.link), self._beside / Path(item.file_name).name):
            told = _told(path)
            if told is None:
                continue
            if told[0] == item.size and self._digest(path, told, progress) == wanted:
                return path
            changed = True
        name = "linked_changed" if changed else "linked_missing"
        raise NotFound(name, file=item.file_name, path=item.link)

    def _digest(self, path: Path, told: tuple[int, int], progress: Progress) -> str:
        with self._turn:
            known = self._sound.get(path)
            if known is not None and known[:2] == told:
                return known[2]
            found = _hashed(path, told[0], progress)
            self._sound[path] = (*told, found)
            return found


def _told(path: Path) -> tuple[int, int] | None:
    """Size and time of a file that is there; None for what is no file, and might never end."""
    try:
        info = os.stat(path)
    except (OSError, ValueError):
        return None
    return (info.st_size, info.st_mtime_ns) if stat.S_ISREG(info.st_mode) else None


def _hashed(path: Path, size: int, progress: Progress) -> str:
    digest, done = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while done <= size and (piece := file.read(_PIECE)):
                digest.update(piece)
                done += len(piece)
                progress.step(done, max(size, done), path.name)
    except OSError as error:
        raise NotFound("file_unreadable", path=str(path), why=error.strerror or "") from None
    return digest.hexdigest()
