"""Verifying: does what is recorded replay to what is there, do quotations stand, does a memo match."""

from __future__ import annotations

from assay.store import verify
from assay.store.verify import Problem
from assay.work import quoting
from assay.work.jobs import Progress
from assay.work.session import Session


def problems(session: Session, progress: Progress | None = None) -> list[Problem]:
    """Everything that does not hold: chain, tables, blobs, quotations in the text they cite."""
    return [*verify.verify(session.store), *quotation_problems(session, progress)]


def quotation_problems(session: Session, progress: Progress | None = None) -> list[Problem]:
    """Quotations that are not, or not any more, in what they cite; documents are read for it."""
    found = []
    for one in quoting.missing(quoting.check(session, progress=progress)):
        where = f"{one.citation.question} [{one.evidence.number}]"
        lost = one.standing.anchor == quoting.LOST
        found.append(
            Problem("quotation_lost" if lost else "quotation_not_found", where, "correct_quotation")
        )
    return found


def memo_problems(session: Session, memo_state: str | None, name: str) -> list[Problem]:
    """Whether a memo was made from the state of this project."""
    if memo_state is None:
        return [Problem("memo_without_state", name, "memo_not_ours")]
    if memo_state == session.store.state_id():
        return []
    return [Problem("memo_of_other_state", name, "export_again")]
