"""An open project: its state, what was done to it, and who wants to know when it changes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from assay.core.assessment import Assessment
from assay.core.change import State, Step, apply_step
from assay.core.checklist import Checklist
from assay.core.errors import Conflict, InvalidInput, NotFound
from assay.core.evidence import Evidence
from assay.core.rating import Rating
from assay.core.records import from_row, records
from assay.core.remarks import Remarks
from assay.core.revision import Revision
from assay.core.scorecard import Scorecard
from assay.core.weightings import weighted
from assay.store import joining, working
from assay.store.project import ProjectStore, Signer
from assay.store.publish import Published
from assay.work import history, library
from assay.work.announcing import announcement
from assay.work.jobs import Progress, Silent, counting
from assay.work.publishing import stoppable


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keyboard, as the revisions will say."""

    author: str
    device: str
    signer: Signer | None = None
    """What signs each step, where the device has a key."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The rating before and after the last change to one question."""

    question: str
    before: Rating
    after: Rating


Listener = Callable[[Step, object], None]
"""Called after each committed step with the step and whoever started it."""


class Session:
    """One open project. The state is read here and written by `do`, and nowhere else."""

    def __init__(self, store: ProjectStore, person: Person, state: State | None = None) -> None:
        self.store = store
        self.person = person
        self.state = store.state() if state is None else state
        self.history = history.of(self._recent())
        self._listeners: list[Listener] = []
        self._checklists: dict[str, Checklist] = {}
        self._weighted: dict[str, Checklist] = {}
        """The same with the project's own weightings, until one of these changes."""
        self._scorecards: dict[str, Scorecard] = {}
        self._remarks: Remarks | None = None
        self.moved: dict[str, Movement] = {}
        """Per assessment: what the last change to a question moved."""
        self.at_close = ExitStack()
        """What goes with the session: a reading process, a search index."""

    # -- changing -----------------------------------------------------------------------------

    def do(self, step: Step, initiator: object = None) -> Revision | None:
        """Commit a step and tell everyone; None when it changes nothing.

        When it returns, the step is on disk. Raises `Conflict` when a row moved meanwhile,
        `CannotWrite` when the disk refuses; nothing has changed then.
        """
        if not step:
            return None
        if self.store.read_only:
            raise InvalidInput("project_is_read_only", path=self.store.target.name)
        person = self.person
        revision = self.store.commit(
            step, author=person.author, device=person.device, signer=person.signer
        )
        apply_step(self.state, step)
        self.history.note(revision)
        self._rescore(step)
        for listener in tuple(self._listeners):
            listener(step, initiator)
        self._announce()
        return revision

    def _announce(self) -> None:
        """Tell the project whose key signs here, once."""
        person = self.person
        if person.signer is not None:
            told = announcement(self.state, person.author, person.device, person.signer.key)
            if told is not None:
                self.do(told)

    def adopted(self, revision: Revision | None, step: Step, initiator: object = None) -> None:
        """Follow what the store took over from another copy: `step` says what became of our rows."""
        apply_step(self.state, step)
        if revision is None:
            self.history = history.of(self._recent())
        else:
            self.history.note(revision)
        self._rescore(step)
        for listener in tuple(self._listeners):
            listener(step, initiator)

    def _recent(self) -> list[Revision]:
        newest = self.store.revisions(limit=history.REMEMBERED, newest_first=True)
        return newest[::-1]

    def _rescore(self, step: Step) -> None:
        if any(change.table == "weighting" for change in step.changes):
            self._weighted.clear()
        if self._remarks is not None:
            self._remarks.follow(step.changes, self.state)
        for change in step.changes:
            if change.table == "assessment" and change.after is None:
                self._scorecards.pop(change.key, None)
        question = _question_of(step)
        for assessment, scorecard in self._scorecards.items():
            before = scorecard.rating
            scorecard.update(step.changes, self.state)
            if question and question in before.questions:
                self.moved[assessment] = Movement(question, before, scorecard.rating)

    def undo(self, initiator: object = None) -> Step | None:
        """Take the last step back as a new revision; None when there is nothing to undo."""
        return self._reverse(self.history.undoable, "undo", initiator)

    def redo(self, initiator: object = None) -> Step | None:
        """Do the last undone step again; None when there is none."""
        return self._reverse(self.history.redoable, "redo", initiator)

    def _reverse(self, stack: list[Revision], message: str, initiator: object) -> Step | None:
        if not stack:
            return None
        step = self._inverse(stack[-1], message)
        try:
            self.do(step, initiator)
        except Conflict:
            stack.pop()  # its rows moved since: it can never be reversed as it was
            raise
        return step

    def _inverse(self, revision: Revision, message: str) -> Step:
        mine = history.merged_from(revision)
        if not mine:
            return history.inverse_step(revision, message)
        return history.inverse_of_merge(
            revision,
            message,
            joining.net_changes(self.store, revision, mine),
            self.store.disputes.open.values(),
            self.state,
        )

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of every step; returns the function that stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # -- reading ------------------------------------------------------------------------------

    @property
    def now(self) -> Session:
        """The project as it is; another one than this where an earlier state is looked at."""
        return self

    def state_id(self) -> str:
        """The hash that names the state read here."""
        return self.store.state_id()

    def assessments(self) -> list[Assessment]:
        """All assessments, in their order."""
        return sorted(records(self.state, "assessment"), key=lambda a: (a.position, a.id))

    def assessment(self, reference: str | None = None) -> Assessment:
        """The assessment with this row id or number, or the last one; raises `NotFound`."""
        row = self.state.get("assessment", {}).get(reference or "")
        if row is not None:
            return from_row(Assessment, row)
        every = self.assessments()
        if reference is None:
            if not every:
                raise NotFound("no_assessment", path=self.store.target.name)
            return every[-1]
        for number, found in enumerate(every, 1):
            if reference == str(number):
                return found
        raise NotFound("unknown_assessment", assessment=reference)

    def checklist(self, assessment: str) -> Checklist:
        """The checklist frozen into the project for this assessment, with the project's weightings."""
        key = self.assessment(assessment).checklist
        if key not in self._weighted:
            self._weighted[key] = weighted(self._frozen(key), self.state)
        return self._weighted[key]

    def _frozen(self, key: str) -> Checklist:
        """The checklist as it was frozen into the project."""
        if key not in self._checklists:
            row = self.state.get("checklist", {}).get(key)
            if row is not None:
                self._checklists[key] = library.thaw(str(row["body"]), key)
            else:  # lost in a salvage; the same checklist may still be on this computer
                self._checklists[key] = library.by_hash(key)
        return self._checklists[key]

    def scorecard(self, assessment: str) -> Scorecard:
        """The score of an assessment, kept up to date with every step."""
        if assessment not in self._scorecards:
            # The scorecard adds the weightings itself, so that it can follow a change of these.
            frozen = self._frozen(self.assessment(assessment).checklist)
            self._scorecards[assessment] = Scorecard(frozen, self.state, assessment)
        return self._scorecards[assessment]

    @property
    def remarks(self) -> Remarks:
        """Comments and reviews by question, kept up to date with every step."""
        if self._remarks is None:
            self._remarks = Remarks(self.state)
        return self._remarks

    def evidence(self, reference: str) -> Evidence:
        """Evidence by row id, key or register number; raises `NotFound`."""
        row = self.state.get("evidence", {}).get(reference)
        if row is not None:
            return from_row(Evidence, row)
        for found in records(self.state, "evidence"):
            if reference in (found.key, str(found.number)):
                return found  # type: ignore[no-any-return]
        raise NotFound("unknown_evidence", evidence=reference)

    # -- keeping ------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """Where the person keeps the project file."""
        return self.store.target

    def publish(self, progress: Progress | None = None) -> Published:
        """Write the complete project file to where the person keeps it.

        `progress` is told how far it is and may stop it until the file is about to be replaced.
        """
        return self.store.publish(stoppable(progress or Silent()))

    def close(self) -> None:
        """Give up the working copy; what was committed stays."""
        self._listeners.clear()
        self.at_close.close()
        self.store.close()


def _question_of(step: Step) -> str:
    """The one question that a step answers or cites, or empty."""
    found = set()
    for change in step.changes:
        if change.table == "answer":
            found.add(change.key.rpartition("/")[2])
        elif change.table == "citation":
            found.add(str((change.after or change.before or {}).get("question", "")))
    return found.pop() if len(found) == 1 else ""


def open_session(
    path: Path, person: Person, *, read_only: bool = False, progress: Progress | None = None
) -> Session:
    """Open the project at `path`. Raises `NotFound`, `NotAProject` or `InUse`."""
    store = working.open_project(path, read_only=read_only, progress=counting(progress))
    return Session(store, person)
