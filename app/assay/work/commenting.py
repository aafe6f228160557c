"""Commenting: what people ask and answer about a question; what is private never leaves the project."""

from __future__ import annotations

from datetime import UTC, datetime

from assay.core.change import Step, inserted, step, updated
from assay.core.errors import InvalidInput, NotFound
from assay.core.identity import new_id
from assay.core.records import from_row, to_row
from assay.core.review import Comment
from assay.work.answering import bounded, question_of
from assay.work.session import Session

OPEN, SETTLED = "open", "settled"


def comment(
    session: Session, assessment: str, question: str, text: str, *, private: bool = False
) -> Step:
    """Say something of a question; a private comment leaves with no memo and no shared copy."""
    asked = question_of(session.checklist(assessment), question)
    made = Comment(
        new_id(), assessment, asked.id, session.person.author, _now(), _words(text), private=private
    )
    return step("comment", [inserted("comment", to_row(made))], question=asked.id)


def reply(session: Session, to: str, text: str) -> Step:
    """Answer a comment; the answer to a private one is private, too."""
    first = comment_of(session, to)
    made = Comment(
        new_id(),
        first.assessment,
        first.question,
        session.person.author,
        _now(),
        _words(text),
        parent=first.parent or first.id,
        private=first.private,
    )
    return step("reply_comment", [inserted("comment", to_row(made))], question=first.question)


def settle(session: Session, id: str) -> Step:
    """Say that a comment needs nothing more."""
    return _set_state(session, id, SETTLED, "settle_comment")


def reopen(session: Session, id: str) -> Step:
    """Say that a comment is not settled after all."""
    return _set_state(session, id, OPEN, "reopen_comment")


def _set_state(session: Session, id: str, state: str, message: str) -> Step:
    found = comment_of(session, id)
    row = session.state["comment"][found.id]
    return step(message, [updated("comment", row, state=state)], question=found.question)


def keep_private(session: Session, id: str, private: bool) -> Step:
    """Keep a whole thread to the project, or let it leave with shared copies."""
    found = comment_of(session, id)
    rows = session.state["comment"]
    thread = [row for row in rows.values() if found.id in (row["id"], row["parent"])]
    message = "keep_comment_private" if private else "share_comment"
    changes = [updated("comment", row, private=int(private)) for row in thread]
    return step(message, changes, question=found.question)


def comment_of(session: Session, id: str) -> Comment:
    """The comment with this id; raises `NotFound`."""
    row = session.state.get("comment", {}).get(id)
    if row is None:
        raise NotFound("unknown_comment")
    return from_row(Comment, row)


def _words(text: str) -> str:
    said = bounded(text.strip())
    if not said:
        raise InvalidInput("comment_without_text")
    return said


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
