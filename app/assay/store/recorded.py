"""Recorded steps looked up in an open project: one by its id, all that name one row, all of one label."""

from __future__ import annotations

from assay.core.change import Label
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


def labelled(
    store: ProjectStore, message: str, after: int = 0
) -> tuple[int, list[tuple[Label, str]]]:
    """Label and time of the steps with this message that came behind place `after`; the last place."""
    with store.file.lock, told(store.folder):
        return revisions.labels(store.file.db, message, after)
