"""Copies of the open project: those beside it, whether a file is one, and opening it to be merged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assay.core.errors import NotAProject
from assay.store import beside, unsealing, working
from assay.store.project import ProjectStore
from assay.store.sealing import Identities, Passphrase
from assay.work.jobs import Progress
from assay.work.session import Session

_REFUSED = frozenset(
    {
        "history_does_not_fit",
        "revision_body_differs",
        "revision_header_differs",
        "revision_unreadable",
    }
)
"""Damage of another copy that its history cannot be followed with."""


def copies(session: Session, progress: Progress | None = None) -> tuple[Path, ...]:
    """Files beside the project's own that are the same project and have steps that it lacks."""
    return tuple(beside.copies(session.store))


def is_same_project(session: Session, path: Path) -> bool:
    """Whether a file says it is a copy of the open project; its steps are looked at by merging."""
    seen = beside.peek(path)
    return seen is not None and seen.project_id == session.store.project_id


def is_another_project(session: Session, path: Path) -> bool:
    """Whether a file says it is a project, and not the open one."""
    seen = beside.peek(path)
    return seen is not None and seen.project_id != session.store.project_id


def open_other(
    path: Path, key: Passphrase | Identities | None, watch: Callable[[int, int], None]
) -> ProjectStore:
    """Another copy, for reading; a sealed one is opened with `key`.

    Raises `NotFound`, `InvalidInput` for a wrong key, or `NotAProject`, also where its history is damaged.
    """
    if key is None:
        theirs = working.open_project(path, read_only=True, progress=watch)
    else:
        theirs = unsealing.open_sealed(path, key, None, watch)
    damage = next((p for p in theirs.problems if p.what in _REFUSED), None)
    if damage is not None:
        theirs.close()
        raise NotAProject("merge_source_damaged", path=path, where=damage.where)
    return theirs
