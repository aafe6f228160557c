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
    from assay.work.session import Session

T = TypeVar("T")


class Bridge(QObject):
    """What every page holds: the open session, the assessment in hand, and the broadcast.

    `changed(step, initiator)` follows every committed step; `opened()` a project that was opened or
    closed; `troubled(error)` a problem of the user's world; `published()` a change of where the
    work is kept; `settling()` comes before the work is written, exported or closed; `closing()`
    right before the project is let go.
    """

    changed = Signal(object, object)
    opened = Signal()
    closing = Signal()
    published = Signal()
    settling = Signal()
    troubled = Signal(object)

    def __init__(self, preferences: prefs.Prefs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.prefs = preferences
        self.session: Session | None = None
        self.assessment = ""
        self.last_question = ""

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
        self.release()
        self.session = session
        assessments = session.assessments()
        self.assessment = assessments[-1].id if assessments else ""
        self.last_question = ""
        session.listen(self._on_step)
        self.opened.emit()
        # All of it stays until the project is closed. Left out, it is not looked through for garbage
        # again and again, which with 5,000 questions held up every hundredth key for a tenth of a second.
        gc.freeze()

    def release(self) -> None:
        """Close the project that is open, if any; what was committed stays."""
        if self.session is not None:
            self.closing.emit()
            session, self.session = self.session, None
            session.close()
            gc.unfreeze()

    def _on_step(self, step: Step, initiator: object) -> None:
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
