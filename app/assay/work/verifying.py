"""Verifying: does what is recorded replay to what is there, and does a memo match it."""

from __future__ import annotations

from assay.store import verify
from assay.store.verify import Problem
from assay.work.session import Session


def problems(session: Session) -> list[Problem]:
    """Everything that does not hold: chain, tables, blobs."""
    return verify.verify(session.store)


def memo_problems(session: Session, memo_state: str | None, name: str) -> list[Problem]:
    """Whether a memo was made from the state of this project."""
    if memo_state is None:
        return [Problem("memo_without_state", name, "memo_not_ours")]
    if memo_state == session.store.state_id():
        return []
    return [Problem("memo_of_other_state", name, "export_again")]
