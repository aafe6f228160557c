"""Reverting: back to what the person's file says, as one step like any other, and a copy to go on with."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assay.core.change import Label, Step
from assay.core.difference import Count, changes_between, counts
from assay.core.errors import InvalidInput
from assay.store import working
from assay.work.jobs import Progress
from assay.work.session import Session

COPIES = 1000
"""So many copies with numbers beside each other; then the person names one."""


@dataclass(frozen=True, slots=True)
class Reverting:
    """What going back to the file would do."""

    step: Step
    counts: tuple[Count, ...]
    """What the step would bring back (`came`), take away (`went`) and change, by table."""
    foreign: bool
    """Somebody else wrote the file since this computer did: then the file is opened, not a step done."""


def look(session: Session, progress: Progress | None = None) -> Reverting:
    """Read the person's file and say what going back to it would do.

    Raises `NotFound`, `NotAProject` or `InvalidInput` when there is no file of this project there.
    """
    if not session.store.published_at() and not session.path.exists():
        raise InvalidInput("never_published", path=session.path)
    with closing(working.open_project(session.path, read_only=True)) as file:
        if file.project_id != session.store.project_id:
            raise InvalidInput("not_this_project", path=session.path)
        then = file.state()
        foreign = file.place.sha256 != session.store.place.sha256
    changes = changes_between(session.state, then)
    step = Step(Label("revert", {"name": session.path.name}), changes)
    return Reverting(step, counts(changes), foreign)


def keep(session: Session, progress: Progress | None = None) -> Path:
    """Keep the project as it is as a version on this computer, before it is gone back on."""
    return session.store.keep_generation("revert")


def duplicate(session: Session, name: str) -> Path:
    """Write the project as it is to a new file beside it, called after `name`; this one stays open."""
    path = free_name(session.path, name)
    session.store.save_copy(path)
    return path


def free_name(path: Path, name: str) -> Path:
    """A file beside `path` that is not there yet: `name`, then `name 2`, `name 3` …"""
    for number in range(1, COPIES):
        counted = name if number == 1 else f"{name} {number}"
        wanted = path.with_name(f"{counted}{path.suffix}")
        if not wanted.exists():
            return wanted
    raise InvalidInput("no_free_name", path=path)
