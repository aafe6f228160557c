"""Between the session and the pages: one broadcast, one way to do a step, one place for what went wrong."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from assay import prefs
from assay.core.errors import UserError

if TYPE_CHECKING:
    from assay.core.change import Step
    from assay.work.remembering import Place
    from assay.work.session import Session

T = TypeVar("T")


class Bridge(QObject):
    """What every page holds: the open session, the assessment in hand, and the broadcast.

    `changed(step, initiator)` follows every committed step; `opened()` a project that was opened or
    closed; `switched()` another assessment in hand: what was shown of the one before is forgotten, and
    with `turned()` what is on the screen shows the new one; `narrowed()` another wish for the list of
    questions, in `place`; `troubled(error)` a problem of the user's world; `published()` a change of
    where the work is kept; `settling()` comes before the work is written, exported or closed;
    `closing()` right before the project is let go; `beside_found()` when other copies of it were
    looked for.
    """

    changed = Signal(object, object)
    opened = Signal()
    switched = Signal()
    turned = Signal()
    narrowed = Signal()
    closing = Signal()
    published = Signal()
    settling = Signal()
    beside_found = Signal()
    troubled = Signal(object)

    def __init__(self, preferences: prefs.Prefs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.prefs = preferences
        self.session: Session | None = None
        self.assessment = ""
        self._place: Place | None = None
        self.beside: tuple[Path, ...] = ()
        """Copies of the open project in its folder, with steps that it lacks."""

    @property
    def place(self) -> Place:
        """What this computer remembers of the open project; `closing` keeps it."""
        if self._place is None:
            raise RuntimeError("no project is open")
        return self._place

    @property
    def last_question(self) -> str:
        """The question that was last shown in the assessment in hand, or empty."""
        return self._place.questions.get(self.assessment, "") if self._place else ""

    @last_question.setter
    def last_question(self, question: str) -> None:
        self.place.questions[self.assessment] = question

    @property
    def open_session(self) -> Session:
        """The open session; asking without one is a bug."""
        if self.session is None:
            raise RuntimeError("no project is open")
        return self.session

    @property
    def language(self) -> str:
        """The language in which checklist texts are shown."""
        return "zh-Hans" if self.prefs.language.startswith("zh") else "en"

    def take(self, session: Session) -> None:
        """Show this project from now on; the one before is closed."""
        from assay.work import remembering

        self.release()
        self.session = session
        self._place = place = remembering.recall(session)
        known = [a.id for a in session.assessments()]
        self.assessment = place.assessment if place.assessment in known else (known or [""])[-1]
        session.listen(self._on_step)
        self.opened.emit()
        # All of it stays until the project is closed. Left out, it is not looked through for garbage
        # again and again, which with 5,000 questions held up every hundredth key for a tenth of a second.
        gc.freeze()

    def release(self) -> None:
        """Close the project that is open, if any; what was committed stays."""
        if self.session is not None:
            self.closing.emit()
            self.keep_place()
            session, self.session, self._place = self.session, None, None
            session.close()
            gc.unfreeze()

    def choose(self, assessment: str) -> None:
        """Work on another assessment of the project: every page shows it from now on."""
        if assessment != self.assessment:
            self.settle()
            self.assessment = self.open_session.assessment(assessment).id
            self._turn()

    def look(self, past: Session | None) -> None:
        """Show the project as it was, to be read; None comes back to now."""
        now = self.open_session.now
        shown = now if past is None else past
        if shown is self.session:
            return
        self.settle()
        self.session = shown
        known = [a.id for a in shown.assessments()]
        if known and self.assessment not in known:
            self.assessment = known[-1]
        self._turn()

    def _turn(self) -> None:
        self.switched.emit()
        self.turned.emit()

    def keep_place(self) -> None:
        """Remember where the person is, for the next time the project is opened here."""
        if self.session is not None and self._place is not None:
            from assay.work import remembering

            self._place.assessment = self.assessment
            remembering.keep(self.session, self._place)

    def _on_step(self, step: Step, initiator: object) -> None:
        known = [a.id for a in self.open_session.assessments()]
        if self.assessment not in known:  # it was undone: the one before is in hand again
            self.assessment = (known or [""])[-1]
            self._turn()
        self.changed.emit(step, initiator)
        self.published.emit()

    def attempt(self, work: Callable[[], T]) -> T | None:
        """The result of `work`, or None after telling the person what went wrong."""
        try:
            return work()
        except UserError as error:
            self.troubled.emit(error)
            return None

    def do(self, make: Callable[[], Step], initiator: object = None) -> bool:
        """Make a step and commit it; True when it changed something."""

        def done() -> bool:
            return self.open_session.do(make(), initiator) is not None

        return bool(self.attempt(done))

    def record(self, step: Step, session: Session, initiator: object = None) -> bool:
        """Commit what was made in the background for `session`; True when it changed something.

        Also while the project is shown as it was; not where another one was opened meanwhile.
        """
        from assay.work.citing import fitted

        if self.session is None or self.session.now is not session:
            return False
        return bool(self.attempt(lambda: session.do(fitted(session, step), initiator) is not None))

    @property
    def reading(self) -> bool:
        """What is shown cannot be changed: it is the project as it was, or open for reading only."""
        session = self.open_session
        return session is not session.now or session.store.read_only

    def settle(self) -> None:
        """Have whatever is being typed committed: it belongs to what is written or closed now."""
        if self.session is not None:
            self.settling.emit()

    def keep_prefs(self) -> None:
        """Save the preferences; where that cannot be done they hold for this run."""
        with suppress(OSError):
            prefs.save(self.prefs)

    def path(self) -> Path:
        """Where the person keeps the open project."""
        return self.open_session.path
