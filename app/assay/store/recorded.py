"""Recorded steps looked up in an open project: one by its id, or all that name one row."""

from __future__ import annotations

from assay.core.revision import Revision
from assay.store import revisions
from assay.store.project import ProjectStore
from assay.store.trouble import told


def of_row(store: ProjectStore, key: str, question: str) -> list[Revision]:
    """The steps that name a row of this key; redacted ones when their label names the question."""
    with store.file.lock, told(store.folder):
        return list(revisions.touching(store.file.db, key, question))


def by_id(store: ProjectStore, id: str) -> Revision | None:
    """The step with this id, if it is here."""
    with store.file.lock, told(store.folder):
        return revisions.find(store.file.db, id)
