"""Describing many items of the register at once: one step, one undo."""

from __future__ import annotations

from collections.abc import Sequence

from assay.core.change import Cell, Change, Step, removed, step, updated
from assay.core.records import to_row
from assay.work import citing
from assay.work.session import Session


def describe_many(session: Session, evidence: Sequence[str], **fields: Cell) -> Step:
    """Say the same of every one of these items; raises `InvalidInput` for what cannot be recorded."""
    said = citing.checked(dict(fields))
    changes = [updated("evidence", to_row(session.evidence(id)), **said) for id in evidence]
    return step("describe_many", changes, count=len(evidence))


def remove_many(session: Session, evidence: Sequence[str]) -> Step:
    """Take items out of the register with their citations; the bytes stay for undo."""
    changes: list[Change | None] = []
    for id in evidence:
        found = session.evidence(id)
        changes += citing.taken_with(session, found.id)
        changes.append(removed("evidence", to_row(found)))
    return step("remove_many", changes, count=len(evidence))
