"""What people said of each question: comments in threads, and where its review stands, read off the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assay.core.answers import Answer
from assay.core.change import Change, Row, State, canonical
from assay.core.records import from_row, to_row
from assay.core.review import Assignment, Comment

SAID = ("comment", "assignment")
"""The tables of what people say of a question."""
_DIGITS = 32
_JUDGED = ("status", "value", "reason", "rationale", "against", "would_change")
"""What a reviewer accepts. The second-look mark is a note to oneself."""


class Stage(StrEnum):
    """Where the review of one question stands."""

    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    """Accepted once, and the answer is another one now."""


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one question as it stands."""

    stage: Stage = Stage.UNASSIGNED
    person: str = ""
    due: str = ""
    reviewer: str = ""
    reason: str = ""
    """Why it was returned."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with what was said to it, oldest first."""

    first: Comment
    replies: tuple[Comment, ...]

    @property
    def open(self) -> bool:
        """Nobody has said that it is settled."""
        return self.first.state == "open"


NOBODY = Review()
_Spot = tuple[str, str]
"""Assessment and question."""


class Remarks:
    """Comments and acts of review by question, kept current change by change."""

    def __init__(self, state: State) -> None:
        self._said: dict[str, dict[_Spot, dict[str, Row]]] = {table: {} for table in SAID}
        self._spots: dict[tuple[str, str], _Spot] = {}
        for table in SAID:
            for key, row in state.get(table, {}).items():
                self._take(table, key, row)

    def _take(self, table: str, key: str, row: Row) -> None:
        spot = (str(row["assessment"]), str(row["question"]))
        self._spots[table, key] = spot
        self._said[table].setdefault(spot, {})[key] = row

    def follow(self, changes: Iterable[Change], state: State) -> None:
        """Read again the rows that `changes` touched, as they are in `state` now."""
        for change in changes:
            if change.table not in SAID:
                continue
            before = self._spots.pop((change.table, change.key), None)
            if before is not None:
                del self._said[change.table][before][change.key]
            row = state.get(change.table, {}).get(change.key)
            if row is not None:
                self._take(change.table, change.key, row)

    def threads(self, assessment: str, question: str) -> tuple[Thread, ...]:
        """The threads of one question, oldest first; a reply whose comment is gone starts one."""
        rows = self._said["comment"].get((assessment, question))
        if not rows:
            return ()
        comments = sorted((from_row(Comment, row) for row in rows.values()), key=_when)
        replies: dict[str, list[Comment]] = {}
        for comment in comments:
            if comment.parent in rows:
                replies.setdefault(_root(comment, rows), []).append(comment)
        return tuple(
            Thread(comment, tuple(replies.get(comment.id, ())))
            for comment in comments
            if comment.parent not in rows
        )

    def open_threads(self, assessment: str, question: str) -> int:
        """How many threads nobody has settled."""
        if (assessment, question) not in self._said["comment"]:
            return 0
        return sum(1 for thread in self.threads(assessment, question) if thread.open)

    def acts(self, assessment: str, question: str) -> tuple[Assignment, ...]:
        """What was done in the review of one question, oldest first."""
        rows = self._said["assignment"].get((assessment, question))
        if not rows:
            return ()
        return tuple(from_row(Assignment, rows[key]) for key in sorted(rows))

    def review(self, assessment: str, question: str, answer: Answer) -> Review:
        """Where the review of one question stands, with the answer as it is now."""
        rows = self._said["assignment"].get((assessment, question))
        return NOBODY if not rows else _review(from_row(Assignment, rows[max(rows)]), answer)

    def reviewed(self, assessment: str) -> bool:
        """Whether any question of an assessment was ever given to somebody."""
        return any(spot[0] == assessment and rows for spot, rows in self._assigned())

    def people(self) -> tuple[str, ...]:
        """Everybody who was named as analyst or reviewer of a question, in order."""
        rows = (row for _, found in self._assigned() for row in found.values())
        names = {str(row[field]) for row in rows for field in ("person", "reviewer")}
        return tuple(sorted(names - {""}))

    def _assigned(self) -> Iterable[tuple[_Spot, dict[str, Row]]]:
        return self._said["assignment"].items()


def spots(changes: Iterable[Change], state: State) -> Iterable[_Spot]:
    """The assessment and question of every remark that `changes` touched."""
    for change in changes:
        if change.table in SAID:
            row = state.get(change.table, {}).get(change.key) or change.before or {}
            yield str(row.get("assessment", "")), str(row.get("question", ""))


def _when(comment: Comment) -> tuple[str, str]:
    return comment.time, comment.id


def _root(comment: Comment, rows: Mapping[str, Row]) -> str:
    """The first comment of the thread; a file may hold a circle, so no longer way than there are rows."""
    id = comment.parent
    for _ in rows:
        parent = str(rows[id]["parent"])
        if parent not in rows:
            return id
        id = parent
    return id


def _review(last: Assignment, answer: Answer) -> Review:
    try:
        stage = Stage(last.state)
    except ValueError:
        return NOBODY  # withdrawn, or the word of a later Assay
    if stage is Stage.ACCEPTED and last.reason != answer_digest(answer):
        stage = Stage.CHANGED
    reason = last.reason if stage is Stage.RETURNED else ""
    return Review(stage, last.person, last.due, last.reviewer, reason)


def answer_digest(answer: Answer) -> str:
    """What an acceptance is said of: a hash of the answer and the texts that go with it."""
    row = to_row(answer)
    content = canonical({field: row[field] for field in _JUDGED})
    return hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]
