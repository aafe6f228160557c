"""Which questions stand otherwise than in the last memo that was handed out."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from assay.core.assessment import MemoIssue
from assay.core.change import Cell, Change, Row
from assay.core.records import records
from assay.core.revision import Revision, state_id
from assay.work.session import Session

TABLES = frozenset({"answer", "citation", "evidence"})
"""What a question stands on."""
TEXTLESS = frozenset({"second_look"})
"""Fields that no memo prints: a mark for oneself changes nothing that was said."""
_BATCH = 64


def last_issue(session: Session, assessment: str) -> MemoIssue | None:
    """The last final memo of an assessment, as it was recorded; None where none was handed out."""
    own = [
        i for i in records(session.state, "memo_issue") if i.assessment == assessment and i.final
    ]
    return max(own, key=lambda issue: (issue.time, issue.id), default=None)


class _Since:
    """What rows were when one memo was written, as far as they were touched since; it only grows."""

    def __init__(self, issue: MemoIssue) -> None:
        self.issue = issue
        self.known = True
        """The state that the memo was written from lies in this project's history."""
        self._last = ""
        self._then: dict[tuple[str, str], Row | None] = {}
        """Table and key → the fields as they were; None for a row that was not there."""

    def follow(self, session: Session) -> None:
        """Take in what was recorded since the last look."""
        if self.known and self._last not in session.store.heads():
            for revision in self._unread(session):
                for change in revision.step().changes if revision.body is not None else ():
                    self._take(change)
                self._last = revision.id

    def _unread(self, session: Session) -> list[Revision]:
        """The revisions after the last look, or else after the memo, oldest first."""
        limit = _BATCH
        while True:
            found = session.store.revisions(limit=limit, newest_first=True)
            for place, revision in enumerate(found):
                if revision.id == self._last or state_id((revision.id,)) == self.issue.state:
                    return found[:place][::-1]
            if len(found) < limit:
                self.known = False
                return []
            limit *= 8

    def _take(self, change: Change) -> None:
        if change.table not in TABLES:
            return
        key = (change.table, change.key)
        then = self._then.get(key, {})
        if then is None:
            return  # it came after the memo: how it was then is known
        if change.before is None:
            self._then[key] = None if key not in self._then else then
        else:
            self._then[key] = {**change.before, **then}

    def moved(self, session: Session) -> dict[tuple[str, str], Row | None]:
        """The rows that are not what they were."""
        found = {}
        for (table, key), then in self._then.items():
            now = session.state.get(table, {}).get(key)
            if _differs(then, now):
                found[table, key] = then
        return found


def _differs(then: Row | None, now: Row | None) -> bool:
    if then is None or now is None:
        return (then is None) != (now is None)
    return any(now.get(name) != value for name, value in then.items() if name not in TEXTLESS)


_kept: WeakKeyDictionary[Session, dict[str, _Since]] = WeakKeyDictionary()


def changed_questions(session: Session, assessment: str) -> frozenset[str] | None:
    """The questions whose answer, citations or cited evidence changed since the last final memo.

    None where no memo was handed out, or the state it was written from is not in this history.
    """
    issue = last_issue(session, assessment)
    if issue is None:
        return None
    kept = _kept.setdefault(session, {})
    since = kept.get(assessment)
    if since is None or since.issue.id != issue.id:
        since = kept[assessment] = _Since(issue)
    since.follow(session)
    if not since.known:
        return None
    return _questions(session, assessment, since.moved(session))


def _questions(
    session: Session, assessment: str, moved: Mapping[tuple[str, str], Row | None]
) -> frozenset[str]:
    found: set[str] = set()
    evidence = {key for table, key in moved if table == "evidence"}
    for (table, key), then in moved.items():
        row = session.state.get(table, {}).get(key) or then or {}
        if table == "answer" and _of(key, row, assessment):
            found.add(key.rpartition("/")[2])
        elif table == "citation" and row.get("assessment") == assessment:
            found.add(str(row.get("question", "")))
    if evidence:
        for row in session.state.get("citation", {}).values():
            if row["evidence"] in evidence and row["assessment"] == assessment:
                found.add(str(row["question"]))
    return frozenset(found)


def _of(key: str, row: Mapping[str, Cell], assessment: str) -> bool:
    return row.get("assessment", assessment) == assessment and key.startswith(f"{assessment}/")
