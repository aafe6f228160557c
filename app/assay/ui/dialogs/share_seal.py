"""How a shared copy is sealed: not at all, with a passphrase that is looked at, or for somebody's key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.core.errors import InvalidInput
from assay.ui.dialogs.segments import Segment, Segments
from assay.ui.dialogs.ticks import Tick
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Column, Row, Words
from assay.words import sentence, tr
from assay.words.fingerprints import new_passphrase
from assay.words.passphrases import remark, remarks
from assay.work import sealing
from assay.work.sealing import Passphrase, Recipients


class SealFields(QWidget):
    """`SealFields(known, parent=None)`: whoever gets the file knows the words `known`.

    Signal: `edited()`. `problem()` says what is missing; `key()` is what seals, None for nothing.
    """

    edited = Signal()

    def __init__(self, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = tuple(known)
        self.way = Segments(
            tr("Sealing"),
            (
                Segment("", tr("Not sealed")),
                Segment("passphrase", tr("With a passphrase")),
                Segment("key", tr("For a key")),
            ),
        )
        self.passphrase = LineBox(tr("Passphrase"), tr("Tell it by another way than the file goes"))
        self.shown = Tick(tr("Show it"))
        self.suggest = Button(tr("Suggest one"))
        self.recipient = LineBox(tr("Public key of whoever gets it"), "age1…")
        self.remark = Words("", "caption", "text2", wrap=True)
        self._arrange()
        self.way.chosen.connect(self._on_way)
        self.shown.toggled.connect(self._on_shown)
        self.suggest.clicked.connect(self._on_suggest)
        self.passphrase.edited.connect(self._on_edited)
        self.recipient.edited.connect(self._on_edited)
        self.way.set_chosen("")
        self._on_shown(False)
        self._show()

    def _arrange(self) -> None:
        column = Column(10, parent=self)
        column.addWidget(self.way)
        column.addWidget(self.passphrase)
        self.line = QWidget()
        line = Row(12, parent=self.line)
        line.addWidget(self.shown)
        line.addWidget(self.suggest)
        line.addStretch(1)
        column.addWidget(self.line)
        column.addWidget(self.recipient)
        column.addWidget(self.remark)

    def problem(self) -> str:
        """What is missing before it can be sealed so, empty when nothing is."""
        way = self.way.chosen_id()
        if way == "passphrase" and not self.passphrase.text():
            return tr("Give a passphrase, or have one suggested.")
        if way == "key":
            try:
                sealing.check_recipients([self.recipient.text()])
            except InvalidInput as wrong:
                return sentence(wrong)
        return ""

    def key(self) -> Passphrase | Recipients | None:
        """What seals the copy."""
        way = self.way.chosen_id()
        if way == "passphrase":
            return Passphrase(self.passphrase.text())
        return sealing.check_recipients([self.recipient.text()]) if way == "key" else None

    def _show(self) -> None:
        way = self.way.chosen_id()
        for widget in (self.passphrase, self.line):
            widget.setVisible(way == "passphrase")
        self.recipient.setVisible(way == "key")
        said = ""
        if way == "passphrase" and self.passphrase.text():
            found = remarks(self.passphrase.text(), self._known)
            said = " ".join(remark(message) for message in found)
        elif way == "key":
            said = tr("Only the holder of the private key can open it.")
        self.remark.setText(said)
        self.remark.setVisible(bool(said))

    def _on_way(self, way: str) -> None:
        self._on_edited()

    def _on_edited(self) -> None:
        self._show()
        self.edited.emit()

    def _on_shown(self, shown: bool) -> None:
        self.passphrase.cover(not shown)

    def _on_suggest(self) -> None:
        self.shown.setChecked(True)
        self.passphrase.set_text(new_passphrase())
        self._on_edited()
