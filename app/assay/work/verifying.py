"""Verifying: does what is recorded replay to what is there, do quotations stand, does a memo match."""

from __future__ import annotations

from assay.store import verify
from assay.store.verify import Problem
from assay.work import quoting
from assay.work.jobs import Progress
from assay.work.memo_checking import MemoCheck
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


def memo_problems(check: MemoCheck, name: str) -> list[Problem]:
    """What does not hold of a memo that was held against the project."""
    if check.standing == "no_memo":
        return [Problem("memo_without_state", name, "memo_not_ours")]
    if check.standing == "other_project":
        return [Problem("memo_of_other_project", name, "memo_other_project")]
    found = []
    if check.changes or check.standing == "unknown_state":
        found.append(Problem("memo_of_other_state", name, "export_again"))
    if check.pages == "differ":
        found.append(Problem("memo_pages_differ", name, "ask_again"))
    if not check.sealed:
        found.append(Problem("memo_changed_after_signing", name, "ask_again"))
    return found
