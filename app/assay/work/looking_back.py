"""Looking back: the project as it was after any revision, to be read and not to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assay.core.answers import Answer, answer_key, unanswered
from assay.core.change import Change, Row, State, Step, apply_step, inserted, step, updated
from assay.core.errors import Conflict, InvalidInput
from assay.core.merge import Replay, is_redaction, outline, stand_ins
from assay.core.records import from_row, to_row
from assay.core.revision import Revision, state_id
from assay.store import recorded
from assay.work.answering import answer_of, question_of
from assay.work.chronicle import Chronicle, Entry, changes_of_row, chronicle, moment
from assay.work.jobs import Progress, Silent
from assay.work.session import Session

_BATCH = 100


class Past(Session):
    """The project as it was after a revision: every page can show it, nothing can change it."""

    def __init__(self, now: Session, entry: Entry, state: State) -> None:
        super().__init__(now.store, now.person, state)
        self._now = now
        self.entry = entry
        self.history = now.history  # so that nothing is taken for undone; `do` refuses

    @property
    def now(self) -> Session:
        return self._now

    def state_id(self) -> str:
        return state_id((self.entry.id,))

    def do(self, step: Step, initiator: object = None) -> Revision | None:
        """Refuse: what was is not changed any more."""
        if not step:
            return None
        raise InvalidInput("past_is_read_only", day=self.entry.day)

    def close(self) -> None:
        """Close the project that this was a look at."""
        self.at_close.close()
        self._now.close()


@dataclass(frozen=True, slots=True)
class Basis:
    """What looking back starts from; made where the project lives, it may be worked on elsewhere."""

    session: Session
    state: State
    heads: tuple[str, ...]


def basis(session: Session) -> Basis:
    """The basis as of now."""
    now = session.now
    return Basis(now, copied(now.state), now.store.heads())


def copied(state: State) -> State:
    """A state of its own; rows are never changed in place, so the tables are copied and no more."""
    return {table: dict(rows) for table, rows in list(state.items())}


def look_back(base: Basis, entry: Entry, progress: Progress | None = None) -> Past:
    """The project as it was after `entry`.

    Raises `InvalidInput` where a redaction took away what would be shown, `Cancelled` when the
    person asked to stop.
    """
    found = chronicle(base.session, progress)
    state = _state(base, found, entry, progress or Silent())
    return Past(base.session, entry, state)


def present(base: Basis) -> Past:
    """The project as it was when the basis was made: what an earlier state is held against."""
    return Past(base.session, chronicle(base.session).entries[-1], base.state)


def _state(base: Basis, known: Chronicle, entry: Entry, progress: Progress) -> State:
    if base.heads == (entry.id,):
        return base.state
    revisions = base.session.store.revisions()
    later = _until(revisions[entry.number :], base.heads)
    whole = all(revision.body is not None and not is_redaction(revision) for revision in later)
    if known.linear and whole and len(later) < entry.number:
        return _backward(base.state, later, entry, progress)
    wanted = known.closure(entry.id)
    return _forward([r for r in _stood_in(revisions) if r.id in wanted], entry, progress)


def _until(revisions: Sequence[Revision], heads: tuple[str, ...]) -> Sequence[Revision]:
    """The revisions up to the state that was copied; what came since does not count."""
    place = next((n for n, revision in enumerate(revisions) if (revision.id,) == heads), -1)
    return revisions[: place + 1]


def _stood_in(revisions: Sequence[Revision]) -> list[Revision]:
    """The revisions with what a redaction, however late, put in the place of bodies it removed."""
    instead: dict[str, str] = {}
    for revision in revisions:
        instead.update(stand_ins(revision))
    if not instead:
        return list(revisions)
    return [r if r.body is not None else replace(r, body=instead.get(r.id)) for r in revisions]


def _forward(revisions: Sequence[Revision], entry: Entry, progress: Progress) -> State:
    """From the beginning, side by side where people worked side by side."""
    links = [(revision.id, revision.parents) for revision in revisions]
    replay = Replay(outline(links, [id for id, _ in links], ()))
    for done, revision in enumerate(revisions):
        if done % _BATCH == 0:
            progress.step(done, len(revisions), "history")
        if revision.body is None:
            raise InvalidInput("past_is_redacted", day=entry.day)
        try:
            replay.take(revision, revision.step())
        except (Conflict, ValueError):
            raise InvalidInput("past_is_redacted", day=entry.day) from None
    replay.finish()
    return replay.state


def _backward(state: State, later: Sequence[Revision], entry: Entry, progress: Progress) -> State:
    """From now, taking back what came later: the shorter way to a state of the last days."""
    state = copied(state)
    for done, revision in enumerate(reversed(later)):
        if done % _BATCH == 0:
            progress.step(done, len(later), "history")
        try:
            apply_step(state, revision.step().inverse())
        except Conflict:
            raise InvalidInput("past_is_redacted", day=entry.day) from None
    return state


# -- one answer -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Version:
    """What one revision did to an answer."""

    revision: Revision
    answer: Answer | None
    """The answer that it led to; None where a redaction took away what it was made of."""
    changed: frozenset[str]
    """The fields that it changed."""


def answer_versions(session: Session, assessment: str, question: str) -> list[Version]:
    """Every revision of one answer, oldest first; redacted ones that name the question, too."""
    key = answer_key(assessment, question)
    found: list[Version] = []
    row: Row | None = to_row(unanswered(assessment, question))
    for revision in recorded.of_row(session.store, key, question):
        if revision.body is None:
            row = None
            found.append(Version(revision, None, frozenset()))
            continue
        for change in changes_of_row(revision, key):
            if change.table == "answer":
                row, changed = _changed(row, change)
                answer = None if row is None else from_row(Answer, row)
                found.append(Version(revision, answer, changed))
    return found


def _changed(row: Row | None, change: Change) -> tuple[Row | None, frozenset[str]]:
    """The row after a change, None where it is not known; and the fields that moved."""
    bare = to_row(unanswered(*change.key.split("/", 1)))
    if change.before is None or change.after is None:  # it appears, or goes: the whole row is told
        before, after = change.before or bare, change.after or bare
        return after, frozenset(name for name in after if after[name] != before.get(name))
    return None if row is None else {**row, **change.after}, frozenset(change.after)


def restore_answer(session: Session, assessment: str, question: str, revision: str) -> Step:
    """Give the answer that a revision led to once more, with its texts; the mark stays as it is."""
    asked = question_of(session.checklist(assessment), question).id
    versions = answer_versions(session, assessment, asked)
    found = next((one for one in versions if one.revision.id == revision), None)
    if found is None or found.answer is None:
        day = "" if found is None else day_of(found.revision)
        raise InvalidInput("answer_not_in_revision", day=day or revision[:12], question=asked)
    now = answer_of(session, assessment, asked)
    wanted = replace(found.answer, second_look=now.second_look)
    row = session.state.get("answer", {}).get(now.id)
    if row is not None:
        changes = [updated("answer", row, **to_row(wanted))]
    else:
        changes = [inserted("answer", to_row(wanted))] if wanted != now else []
    return step("restore_answer", changes, question=asked, day=day_of(found.revision))


def day_of(revision: Revision) -> str:
    """The day of this place on which a revision was recorded."""
    return moment(revision.time).date().isoformat()
