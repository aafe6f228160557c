"""Copies beside the open project, and whether a file that somebody brings is the same project."""

from __future__ import annotations

from pathlib import Path

from assay.store import beside
from assay.work.jobs import Progress
from assay.work.session import Session


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
