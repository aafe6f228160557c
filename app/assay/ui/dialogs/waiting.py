"""Work that takes its time, with how far it is and a way to stop it; closes by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.runner import Running
from assay.ui.theme import px
from assay.ui.widgets.labels import Words
from assay.words import tr

PATIENCE_MS = 300
"""What is done sooner is not worth a dialog."""


class Waiting(Dialog):
    """`Waiting(title, running, parent=None)`: open while the job runs; Cancel asks it to stop."""

    def __init__(self, title: str, running: Running, parent: QWidget | None = None) -> None:
        super().__init__(title, "", parent, 460)
        self._running = running
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.bar.setFixedHeight(px(6))
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


def wait_for(title: str, running: Running, parent: QWidget) -> None:
    """Show that a job goes on, once it takes longer than `PATIENCE_MS`."""
    dialog = Waiting(title, running, parent)
    late = QTimer(dialog)
    late.setSingleShot(True)
    late.timeout.connect(dialog.open)
    running.ended.connect(late.stop)
    late.start(PATIENCE_MS)
