"""Watching: whether the person's file is still the one that this computer read or wrote last."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from assay.core.errors import UserError
from assay.store import files, working
from assay.store.files import Seen
from assay.work.jobs import Progress
from assay.work.session import Session


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that somebody else wrote while it was open here."""

    sha256: str
    written: str
    """Its date, ISO, UTC."""
    author: str
    """Who did the last step in it; empty when it cannot be told."""
    same: bool
    """It is a copy of this project."""


Identity = tuple[int, int, int, int]


def look(
    session: Session, last: Identity | None, progress: Progress | None = None
) -> tuple[Identity | None, Changed | None]:
    """What the file is now, and how it was changed. A file that is as it was at `last` is not read."""
    now = files.identity(session.path)
    if now is None or now == last:
        return now, None
    try:
        seen = files.look(session.path)
    except OSError:  # away, or held by whoever is writing it: looked at again
        return None, None
    if is_ours(session, seen.sha256):
        return seen.identity, None
    return seen.identity, _changed(session, seen)


def is_ours(session: Session, sha256: str) -> bool:
    """These bytes are what this computer last read or wrote there."""
    known = session.store.place
    return sha256 in (known.sha256, known.intended)


def is_still(session: Session, then: Identity | None) -> bool:
    """The file is the one that was looked at; a look takes a while, and we may have written it since."""
    return files.identity(session.path) == then


def _changed(session: Session, seen: Seen) -> Changed:
    written = datetime.fromtimestamp(seen.identity[3] / 1e9, UTC).isoformat(timespec="seconds")
    with suppress(UserError), closing(working.open_project(session.path, read_only=True)) as file:
        last = file.revisions(limit=1, newest_first=True)
        same = file.project_id == session.store.project_id
        return Changed(seen.sha256, written, last[0].author if last else "", same)
    return Changed(seen.sha256, written, "", same=False)
