"""Keeps the person's file up to date with the working copy, and says where the work is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from assay.core.errors import CannotWrite, NeedsDecision, UserError
from assay.ui.bridge import Bridge
from assay.ui.runner import Runner
from assay.words import days, tr
from assay.work.jobs import Cancelled, Progress

if TYPE_CHECKING:
    from assay.work.session import Session
    from assay.work.watching import Changed

IDLE_MS = 60_000
"""A minute's idle after a change publishes (design §4)."""
UNKNOWN = "?"
"""No step has this id."""
Where = Literal["kept", "publishing", "waiting", "changed", "failed", "closed", "reading"]


class Keeping(QObject):
    """Publishes on Save, on close, on focus loss and after a minute's idle.

    `told()` follows every change of `where`, `unpublished`, `published_at` or `trouble`.
    """

    told = Signal()

    def __init__(self, bridge: Bridge, runner: Runner, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._bridge, self._runner, self._window = bridge, runner, window
        self.where: Where = "closed"
        self.unpublished = 0
        self.published_at = ""
        self.changed_at = ""
        """When somebody else wrote the file, as far as its date says."""
        self.changed_by = ""
        """Who did the last step in it, as far as that can be told."""
        self._foreign = False
        self.trouble: UserError | None = None
        self._last = ""
        """The last step that was in the file: undone back to there, nothing is left to publish."""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.publish)
        bridge.published.connect(self._on_changed)
        bridge.opened.connect(self._on_opened)
        bridge.closing.connect(runner.cancel)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._on_application)

    def _on_opened(self) -> None:
        self.trouble, self._last, self._foreign = None, UNKNOWN, False
        self._idle.stop()
        self._look("closed" if self._bridge.session is None else "kept")

    def _on_changed(self) -> None:
        if self._bridge.session is not None:
            self._idle.start()
            self._look("waiting")

    def _on_application(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            return
        self._bridge.settle()
        if self.unpublished:
            self.publish()

    def _look(self, where: Where) -> None:
        session = self._bridge.session
        if session is None:  # a job may end after its project was closed
            where, self.unpublished = "closed", 0
        else:
            self.unpublished = session.store.unpublished()
            if not self.unpublished:
                self._last = _last_step(session)
            elif self._last == _last_step(session):
                self.unpublished, where = 0, "kept" if where == "waiting" else where
            self.published_at = _clock(session.store.published_at())
            if session.store.read_only:
                where = "reading"
            elif self._foreign and where in {"kept", "waiting"}:
                where = "changed"
            elif where == "kept" and self.unpublished:
                where = "waiting"
        self.where = where
        self.told.emit()

    def note_change(self, changed: Changed) -> None:
        """Somebody else wrote the file while it is open here: that is said, and nothing else is done."""
        if self.where == "publishing" or self._bridge.session is None:
            return
        self._foreign = True
        self.trouble = NeedsDecision("target_changed", path=self._bridge.path())
        self.changed_at, self.changed_by = _clock(changed.written), changed.author
        self._look("changed")

    def look_again(self) -> None:
        """Something was merged in: what lies at our place may be known to us now."""
        self._foreign = False
        self._on_changed()

    def publish(self) -> None:
        """Write the complete file in the background; what is being typed is not held up."""
        self._bridge.settle()
        session = self._bridge.session
        if session is None or session.store.read_only or self.where == "publishing":
            return
        self._idle.stop()
        known = session.store.place.sha256
        self._look("publishing")

        def job(progress: Progress) -> Any:
            return session.publish()

        running = self._runner.start(job, urgent=True)
        running.finished.connect(self._on_published)
        running.failed.connect(partial(self._on_refused, known))
        running.broke.connect(self._on_broke)

    def publish_now(self) -> UserError | None:
        """Write the complete file before going on; the error, if it could not be written.

        The window is painted meanwhile. Raises `Cancelled` when the person would rather stay.
        """
        self._bridge.settle()
        session = self._bridge.session
        if session is None or session.store.read_only or not session.store.unpublished():
            return None
        try:
            self._seen_through(session.path, session.publish)
        except UserError as error:
            self._on_failed(error)
            return error
        self._on_published()
        return None

    def save_copy(self, path: Path, *, replace: bool) -> bool:
        """Write a complete copy elsewhere; the project stays where it is. True when done.

        `replace` says that the person agreed to lose what lies there.
        """
        store = self._bridge.open_session.store
        return self._saved(path, partial(store.save_copy, path, replace=replace))

    def save_as(self, path: Path, *, replace: bool) -> bool:
        """Go on under another name; the file so far stays as it was last published. True when done."""
        store = self._bridge.open_session.store
        done = self._saved(path, partial(store.publish_as, path, replace=replace))
        if done:
            self._on_published()
        return done

    def _saved(self, path: Path, write: Callable[[Callable[[str], None]], object]) -> bool:
        self._bridge.settle()

        def job(progress: Progress) -> object:
            from assay.work.publishing import stoppable

            return write(stoppable(progress))

        try:
            self._seen_through(path, job)
        except UserError as error:
            self._bridge.troubled.emit(error)
            return False
        except Cancelled:
            return False
        return True

    def _seen_through(self, path: Path, job: Callable[[Progress], object]) -> None:
        """Write a file that is waited for; nothing else is written before it is there."""
        from assay.ui.dialogs.waiting import see_through

        where: Where = "kept" if self.where == "publishing" else self.where
        self.where = "publishing"
        self.told.emit()
        title = tr("Writing {name}…", name=path.name)
        try:
            see_through(title, self._runner.start(job, urgent=True), self._window)
        finally:
            self._look(where)
            if self.unpublished:
                self._idle.start()

    def _on_published(self) -> None:
        self.trouble, self._foreign = None, False
        self._look("kept")

    def _on_refused(self, known: str, error: UserError) -> None:
        """A publish begun when the file was known as `known` failed: it may have been merged in since."""
        session = self._bridge.session
        if session is not None and session.store.place.sha256 != known:
            self.look_again()
        else:
            self._on_failed(error)

    def _on_failed(self, error: UserError) -> None:
        self.trouble = error
        if isinstance(error, NeedsDecision):
            if not self._foreign:
                self.changed_at, self.changed_by = _written(self._bridge), ""
            self._foreign = True
            self._look("changed")
        elif isinstance(error, CannotWrite):
            self._look("failed")
        else:
            self._look("waiting")

    def _on_broke(self, error: BaseException) -> None:
        self._look("waiting")


def _last_step(session: Session) -> str:
    """The step that undo would take back; steps that were undone leave the state without them."""
    return session.history.undoable[-1].id if session.history.undoable else ""


def _written(bridge: Bridge) -> str:
    """The date of the person's file, as the clock of this place tells it."""
    try:
        moment = bridge.path().stat().st_mtime
    except (OSError, RuntimeError):
        return ""
    return _clock(datetime.fromtimestamp(moment).astimezone().isoformat())


def _clock(stamp: str | None) -> str:
    """The local time of day of an ISO stamp, with the date when it is not today's."""
    if not stamp:
        return ""
    moment = datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone()
    if moment.date() == datetime.now().astimezone().date():
        return f"{moment:%H:%M}"
    return f"{days.day_of_year(moment)} {moment:%H:%M}"
