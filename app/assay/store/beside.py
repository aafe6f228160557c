"""Copies beside a project: files of its folder that are the same project and have steps that it lacks."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assay.core.errors import UserError
from assay.store import header, intake, revisions, schema
from assay.store.project import ProjectStore

LOOKED_AT = 500
"""So many files of one folder are looked at."""
HEADS_LIMIT = 1 << 16
"""Bytes of the list of last revisions; ours has a few."""
_AWAY = 0x1000 | 0x40000 | 0x400000
"""Windows: offline, or brought from afar when it is opened."""


@dataclass(frozen=True, slots=True)
class Peek:
    """What the first pages of a project file say of it. Nothing of it was verified."""

    project_id: str
    heads: tuple[str, ...]
    """Its last revisions."""


def peek(path: Path) -> Peek | None:
    """What project a file says it is; None for what is no project file that we can read."""
    try:
        head = header.read(path)
        with closing(intake.foreign(path, 0)) as theirs:
            form = schema.FORMATS.get(head.format)
            if form is None or intake.parts_of(theirs) != schema.expected_parts(form):
                return None
            meta = dict(theirs.execute("SELECT key, value FROM meta LIMIT 20"))
    except (UserError, sqlite3.Error, OSError, ValueError):
        return None
    id, last = meta.get(b"project_id"), meta.get(b"heads", b"[]")
    if not intake.is_project_id(id) or not isinstance(last, bytes) or len(last) > HEADS_LIMIT:
        return None
    try:
        heads = json.loads(last)
    except (ValueError, RecursionError):
        return None
    if not isinstance(heads, list) or not isinstance(id, bytes):
        return None
    return Peek(id.decode(), tuple(str(each) for each in heads))


def copies(store: ProjectStore) -> list[Path]:
    """The files beside the project's own, whatever their names, that have steps of it that it lacks.

    What a sync client only shows, and would have to fetch first, is left alone.
    """
    found = []
    for path in _files(store.target.parent):
        if path == store.target or not _may_be_read(path):
            continue
        seen = peek(path)
        if seen is not None and seen.project_id == store.project_id and _is_news(store, seen):
            found.append(path)
    return found


def _files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.path for entry in entries if entry.is_file(follow_symlinks=False))
    except OSError:
        return []
    return [Path(name) for name in names[:LOOKED_AT]]


def _may_be_read(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode) or found.st_size < header.LENGTH:
        return False
    return not is_away(found)


def is_away(found: os.stat_result) -> bool:
    """A file of which only the name is here: its bytes would be fetched by reading them."""
    if getattr(found, "st_file_attributes", 0) & _AWAY:
        return True
    return getattr(found, "st_blocks", 1) == 0 and found.st_size > 0


def _is_news(store: ProjectStore, seen: Peek) -> bool:
    with store.file.lock:
        return any(revisions.find(store.file.db, head) is None for head in seen.heads)
