"""The history of one answer: who gave it, when and what, and the way back to any of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fold import Fold
from assay.ui.widgets.labels import Clipped, Column, Row, Words
from assay.words import tr, trn
from assay.work import looking_back
from assay.work.views.history import VersionRow, answer_history

FIRST = 8
"""As many are shown before somebody asks for all of them."""


class VersionLine(QWidget):
    """One revision of the answer. `restored(str)` asks to give it once more."""

    restored = Signal(str)

    def __init__(self, row: VersionRow, reading: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        line = Row(10, parent=self)
        column = Column(0)
        head = Row(8)
        head.addWidget(Words(row.when, "caption", "text3"))
        head.addWidget(Words(row.author, "caption", "text2"))
        head.addWidget(Clipped(row.words, 1, "caption", "text3"), 1)
        column.addLayout(head)
        ink: Ink = "text3" if row.redacted else "text"
        column.addWidget(Words(row.answer or "…", "body", ink, wrap=True))
        if row.texts:
            said = tr("wrote: {texts}", texts=", ".join(row.texts).lower())
            column.addWidget(Words(said, "caption", "text2", wrap=True))
        line.addLayout(column, 1)
        if row.current:
            line.addWidget(Words(tr("as it is now"), "caption", "text3"))
        elif row.can_restore and not reading:
            button = Button(tr("Restore"), dense=True)
            button.setAccessibleName(tr("Restore the answer of {when}", when=row.when))
            button.clicked.connect(self._on_restore)
            line.addWidget(button)

    def _on_restore(self) -> None:
        self.restored.emit(self.row.revision)


class HistoryFold(Fold):
    """The revisions of the answer shown, read when it is unfolded."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(tr("History of this answer"), parent)
        self._bridge = bridge
        self._question = ""
        self._reading = False
        self._all = False
        self.rows: tuple[VersionRow, ...] = ()
        self.lines: list[VersionLine] = []
        self.none = Words(tr("Nobody has touched it yet."), "body", "text2")
        self.more = Button("", "link", flush=True)
        self._holder = QWidget()
        self._column = Column(8, parent=self._holder)
        for widget in (self.none, self._holder, self.more):
            self.body.addWidget(widget)
        self.turned.connect(self._on_turned)
        self.more.clicked.connect(self._on_more)

    def show_question(self, question: str, fresh: bool) -> None:
        """Show the history of this answer, if it is unfolded."""
        self._question = question
        if fresh:
            self._all = False
        if self.is_open:
            self.read()

    def set_reading(self, reading: bool) -> None:
        """Only to be read: nothing is offered."""
        self._reading = reading

    def read(self) -> None:
        """Read the revisions and show them."""
        session, here = self._bridge.open_session, self._bridge.assessment
        self.rows = answer_history(session, here, self._question, self._bridge.language)
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        shown = self.rows if self._all else self.rows[:FIRST]
        self.lines = [VersionLine(row, self._reading) for row in shown]
        for line in self.lines:
            line.restored.connect(self._on_restored)
            self._column.addWidget(line)
        self.none.setVisible(not self.rows)
        self._holder.setVisible(bool(self.rows))
        self.more.set_label(tr("Show all {count}", count=len(self.rows)))
        self.more.setVisible(len(shown) < len(self.rows))
        self.set_note(trn("{count} step", "{count} steps", len(self.rows)) if self.rows else "")

    def _on_turned(self, shown: bool) -> None:
        if shown:
            self.read()

    def _on_more(self) -> None:
        self._all = True
        self.read()

    def _on_restored(self, revision: str) -> None:
        session, here = self._bridge.open_session, self._bridge.assessment
        self._bridge.do(
            partial(looking_back.restore_answer, session, here, self._question, revision), self
        )
