"""The answer group: an editor for the value, the reasons for having none, and the keys for both."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Column, Words
from assay.ui.widgets.reasons import ReasonRow
from assay.words import tr

NEED_REASON = ("not_applicable", "restricted")
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@runtime_checkable
class Choosing(Protocol):
    """An editor whose options have numbers."""

    def choose_nth(self, number: int) -> bool: ...


class AnswerBox(QWidget):
    """`AnswerBox(editor, parent=None)`: `editor`: a `ChoiceList`, an `AnswerEditor`, or any field.

    Signals: `reason_chosen(str status, str reason)`; `cleared()` key 0. Choosing an option is the editor's
    own signal. 1–9 choose, N U D R C X give a reason, while the group has the keyboard and nobody types.
    `set_status(status, reason="")` shows silently. Restricted and Not applicable ask for the reason in place.
    """

    reason_chosen = Signal(str, str)
    cleared = Signal()

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.reasons = ReasonRow()
        self.why = LineBox(
            placeholder=tr("Reason (required)"), name=tr("Reason for having no answer")
        )
        self._status = "not_assessed"
        self._asked = ""
        column = Column(6, parent=self)
        column.addWidget(editor)
        column.space(2)
        self.because = Words(tr("No answer, because"), "label", "text2")
        column.addWidget(self.because)
        column.addWidget(self.reasons)
        column.addWidget(self.why)
        self.why.hide()
        self.reasons.chosen.connect(self._reason)
        self.why.committed.connect(self._explain)
        self.why.entered.connect(self._entered)

    def set_status(self, status: str, reason: str = "") -> None:
        """Show what is kept."""
        self._status, self._asked = status, ""
        self.reasons.set_chosen(status)
        self.why.accept()
        self.why.set_text(reason)
        self.why.setVisible(status in NEED_REASON)

    def set_asked(self, asked: bool) -> None:
        """A question that is not asked shows its options alone, without keys or boxes."""
        self.editor.setEnabled(asked)
        self.because.setVisible(asked)
        self.reasons.setVisible(asked)
        self.why.setVisible(asked and self._status in NEED_REASON)

    def _reason(self, status: str) -> None:
        if status in NEED_REASON:
            self._asked = status
            self.why.show()
            self.why.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.set_status(status)
        self.reason_chosen.emit(status, "")

    def _entered(self, reason: str) -> None:
        """Enter on an empty line is answered too."""
        if not reason.strip():
            self._explain()

    def _explain(self) -> None:
        """Take the reason typed, or say that one is needed."""
        status = self._asked or self._status
        reason = self.why.text().strip()
        if status not in NEED_REASON:
            return
        if not reason:
            self.why.refuse(
                tr("Say why it does not apply")
                if status == "not_applicable"
                else tr("Say what is restricted, and by whom")
            )
            return
        self.why.accept()
        self._status, self._asked = status, ""
        self.reason_chosen.emit(status, reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if event.modifiers() & _MODIFIERS or not self.isEnabled():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_0:
            self.cleared.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and isinstance(self.editor, Choosing):
            if not self.editor.choose_nth(key - Qt.Key.Key_0):
                super().keyPressEvent(event)
        elif not (len(text) == 1 and text.isalpha() and self.reasons.choose_key(text)):
            super().keyPressEvent(event)
