"""The text of one sentence: it grows with its words, commits quietly, and hears @ and the moving keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.fields import PAUSE_MS, PlainEdit

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SentenceText(PlainEdit):
    """`SentenceText(name, hint="")`: `set_kept(text, anew)`, `commit()`, `text()`.

    Signals: `committed(str)` when focus leaves or typing pauses; `asked()` for evidence, by @;
    `moved(int)` by Alt and an arrow; `dropped()` by Ctrl+Shift+Backspace; `focused()`.
    """

    committed = Signal(str)
    asked = Signal()
    moved = Signal(int)
    dropped = Signal()
    focused = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self._cites = True
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._on_typed)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.setFont(font("body"))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens().text3)
        palette.setColor(QPalette.ColorRole.Text, tokens().text)
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self._grow()

    def set_cites(self, on: bool) -> None:
        """Whether @ asks for evidence here, or is a letter like others."""
        self._cites = on

    def text(self) -> str:
        return self.toPlainText()

    def set_kept(self, text: str, anew: bool = False) -> None:
        """Show what is recorded; words being typed are left alone unless it is another sentence."""
        typing = self.hasFocus() and not anew
        if typing and self.text() != self._kept:
            return
        if typing and self.text().strip() == text:
            self._kept = self.text()
            return
        self._kept = text
        if text != self.text():
            self.setPlainText(text)
        self._pause.stop()

    def commit(self) -> None:
        """Send what was typed, if it differs from what is kept."""
        self._pause.stop()
        if self.text() != self._kept:
            self._kept = self.text()
            self.committed.emit(self._kept)

    def _on_typed(self) -> None:
        self._grow()
        if self.text() == self._kept:
            self._pause.stop()
        else:
            self._pause.start()

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + px(4)
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit()
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held, key = event.modifiers(), event.key()
        ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if held == Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(key)])
        elif held == ctrl_shift and key == Qt.Key.Key_Backspace:
            self.dropped.emit()
        elif event.text() == "@" and self._cites and self._at_a_word():
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def _at_a_word(self) -> bool:
        """A word begins here: the @ inside an address is a letter."""
        cursor = self.textCursor()
        before = self.text()[: cursor.position()][-1:]
        return not (before.isascii() and before.isalnum())
