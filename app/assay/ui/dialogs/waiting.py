"""Work that takes its time, with how far it is and a way to stop it; closes by itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from assay.core.errors import UserError
from assay.ui.dialogs.dialog import Dialog
from assay.ui.runner import Running
from assay.ui.theme import px
from assay.ui.widgets.labels import Words
from assay.words import tr
from assay.work.jobs import Cancelled

PATIENCE_MS = 300
"""What is done sooner is not worth a dialog."""
_ALL = QEventLoop.ProcessEventsFlag.AllEvents
_NO_INPUT = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents


class Waiting(Dialog):
    """`Waiting(title, running, parent=None)`: open while the job runs; Cancel asks it to stop."""

    def __init__(self, title: str, running: Running, parent: QWidget | None = None) -> None:
        super().__init__(title, "", parent, 460)
        self._running = running
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.bar.setFixedHeight(px(8))
        self.said = Words(tr("Nothing is changed until it is whole."), "body", "text2", wrap=True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.said)
        running.progressed.connect(self._on_progress)
        running.ended.connect(self.accept)

    def _on_progress(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what:
            self.said.setText(what)

    def reject(self) -> None:
        """Cancel or Escape: the job stops at its next step, and then this closes."""
        self.cancel.setEnabled(False)
        self.note.setText(tr("Stopping…"))
        self._running.cancel()


def wait_for(title: str, running: Running, parent: QWidget | None) -> Waiting:
    """Show that a job goes on, once it takes longer than `PATIENCE_MS`."""
    dialog = Waiting(title, running, parent)
    late = QTimer(dialog)
    late.setSingleShot(True)
    late.timeout.connect(dialog.open)
    running.ended.connect(late.stop)
    late.start(PATIENCE_MS)
    return dialog


class _Outcome(QObject):
    """What came of a job."""

    def __init__(self, running: Running) -> None:
        super().__init__()
        self.is_over = False
        self.result: Any = None
        self.error: Exception | None = Cancelled()
        running.finished.connect(self._on_finished)
        running.failed.connect(self._on_failed)
        running.ended.connect(self._on_ended)

    def _on_finished(self, result: object) -> None:
        self.result, self.error = result, None

    def _on_failed(self, error: UserError) -> None:
        self.error = error

    def _on_ended(self) -> None:
        self.is_over = True

    def awaited(self, dialog: Waiting | None) -> Any:
        """What came of it, once it is over; what is typed before `dialog` is up waits until then."""
        loop = QEventLoop()
        while not self.is_over:
            up = dialog is not None and dialog.isVisible()
            loop.processEvents(
                (_ALL if up else _NO_INPUT) | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )
        if self.error is not None:
            raise self.error
        return self.result


def see_through(title: str, running: Running, parent: QWidget | None) -> Any:
    """What a job returns that has to be over before the window goes on; it is painted meanwhile.

    Raises the `UserError` that the job failed with, and `Cancelled` where it was stopped or is a bug.
    """
    return _Outcome(running).awaited(wait_for(title, running, parent))


def held_up(running: Running) -> Any:
    """The same of a job that is over soon, with the mouse held down: nothing comes up in its way."""
    return _Outcome(running).awaited(None)
