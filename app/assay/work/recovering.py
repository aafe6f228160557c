"""Recovering: work that was kept on this computer and never reached the person's file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assay.core.difference import Count
from assay.core.errors import NotFound
from assay.store import place, sweeping, working
from assay.work import originals, recents, restoring
from assay.work.session import Person, Session


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A working copy with changes that the project file does not have."""

    path: Path
    changes: int
    last_change: str
    folder: Path
    """The working copy itself."""
    published_at: str
    touched: tuple[Count, ...]
    """What the changes touch, by table."""
    aside: bool
    """Its file went on without it, or is gone: opening the file would not bring it back."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A project file of which this computer keeps versions, whether or not the file is still there."""

    path: Path
    title: str
    versions: int
    latest: str
    """When the newest version was kept, ISO time, UTC."""
    there: bool
    """The file still lies where it did."""


def unpublished() -> list[Unpublished]:
    """What can be gone on with, latest change first; projects that are open elsewhere are left out."""
    return [_offered(item) for item in working.recoverable()]


def _offered(item: working.Recoverable) -> Unpublished:
    own = item.folder in place.folders_for(place.real(item.target))
    return Unpublished(
        item.target,
        item.unpublished,
        item.last_change,
        item.folder,
        item.published_at,
        item.touched,
        aside=not own or not item.target_exists,
    )


def open_unpublished(folder: Path, person: Person) -> Session:
    """Go on with a working copy as it was left. Raises `NotFound` when it is no longer there."""
    for item in working.recoverable():
        if item.folder == folder:
            return Session(working.recover(item), person)
    raise NotFound("nothing_to_recover", path=folder.name)


def kept() -> list[Kept]:
    """The project files that this computer keeps versions of, the latest first."""
    titles = {recent.path: recent.name for recent in recents.load()}
    for folder in place.all_folders():
        known = place.load(folder)
        if known is not None:
            titles.setdefault(known.target, known.title)
    found = []
    for target, title in titles.items():
        held = restoring.versions(Path(target))
        if held:
            there = Path(target).exists()
            found.append(Kept(Path(target), title, len(held), held[0].when, there))
    return sorted(found, key=_latest, reverse=True)


def _latest(item: Kept) -> str:
    return item.latest


def tidy() -> None:
    """Take away what no project needs any more: old working copies, drafts that a crash left."""
    sweeping.sweep()
    originals.take_back()
