"""Fields to write in: text boxes and lines in a painted frame with focus, refusal and quiet autosave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.buttons import PaintedButton
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.labels import Column, Row, Words
from assay.ui.widgets.painting import RIGHT, draw_box, draw_text

PAUSE_MS = 1000
"""Typing counts as a thought, and is committed, after this pause."""
LONGEST = 100_000
"""No more characters are taken from one paste."""


class PlainEdit(QPlainTextEdit):
    """Qt's editor for several lines: Tab leaves it, a paste is plain and bounded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def setFont(self, face: QFont | str | Sequence[str]) -> None:
        """In this font, what stands in it before anything is typed as well."""
        super().setFont(face)
        self.viewport().setFont(face)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(source.text()[:LONGEST])

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.fontMetrics().lineSpacing())


class Frame(QWidget):
    """The painted frame round a native editor: border, focus ring in its place, danger when refused."""

    def __init__(self, editor: QWidget, padding: tuple[int, int, int, int]) -> None:
        super().__init__()
        self.editor = editor
        self.refused = False
        self.row = Row(8, padding, self)
        self.row.addWidget(editor, 1)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)
        theme().changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        edge, width = t.border, float(px(1))
        if not self.editor.isEnabled():
            edge = t.hair
        elif self.editor.hasFocus():
            edge, width = t.focus, px(2)
        elif self.refused:
            edge, width = t.danger, px(15) / 10
        if self.refused and self.editor.hasFocus():
            edge = t.danger
        draw_box(painter, QRectF(self.rect()), px(5), t.base, edge, width)


class Field(QWidget):
    """A framed editor with its label above, a note at the right, and a line that says why it is refused.

    Signals: `committed(str)` when focus leaves or typing pauses, if the text differs from what is kept;
    `edited()` at every change. `set_text` shows what is kept and leaves words being typed alone: call
    `commit()` before showing another question. `set_note`, `refuse(why)`, `accept()`, `text()`.
    """

    committed = Signal(str)
    edited = Signal()

    def __init__(
        self,
        editor: QPlainTextEdit | QLineEdit,
        label: str,
        padding: tuple[int, int, int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._kept = ""
        self.frame = Frame(editor, padding)
        self.label = Words(label, "label", "text2")
        self.label.setBuddy(editor)
        self.note = Words("", "caption", "text3")
        self._why = IconWord(ink="danger", icon_ink="danger", size=14)
        self._arrange(label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.commit)
        editor.textChanged.connect(self._changed)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        self.restyle()
        theme().changed.connect(self.restyle)

    def _arrange(self, label: str) -> None:
        column = Column(3, parent=self)
        if label:
            head = Row(8)
            head.addWidget(self.label, 1)
            head.addWidget(self.note)
            column.addLayout(head)
            self.editor.setAccessibleName(label)
        column.addWidget(self.frame, 1)
        column.addWidget(self._why)
        self._why.hide()

    def restyle(self) -> None:
        self.editor.setFont(font("body"))
        palette = QPalette(self.editor.palette())
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens().text3)
        palette.setColor(QPalette.ColorRole.Text, tokens().text)
        self.editor.setPalette(palette)

    def text(self) -> str:
        """What stands in the field now."""
        if isinstance(self.editor, QPlainTextEdit):
            return self.editor.toPlainText()
        return self.editor.text()

    def set_text(self, text: str) -> None:
        if self.editor.hasFocus() and self.text() != self._kept:
            return
        self._kept = text
        if text != self.text():
            if isinstance(self.editor, QPlainTextEdit):
                self.editor.setPlainText(text)
            else:
                self.editor.setText(text)
        self._timer.stop()

    def commit(self) -> None:
        """Send what was typed, if it differs from what is kept."""
        self._timer.stop()
        text = self.text()
        if text != self._kept:
            self._kept = text
            self.committed.emit(text)

    def set_note(self, text: str) -> None:
        """The quiet words at the right above: *Saved 14:02*."""
        self.note.setText(text)

    def refuse(self, why: str) -> None:
        """Mark the field and say why its content cannot be taken."""
        self.frame.refused = True
        self._why.set("warning-circle", why, "danger", "danger")
        self._why.show()
        self.editor.setAccessibleDescription(why)
        self.frame.update()

    def accept(self) -> None:
        """Take the refusal back."""
        self.frame.refused = False
        self._why.hide()
        self.editor.setAccessibleDescription("")
        self.frame.update()

    def _changed(self) -> None:
        if self.text() == self._kept:
            self._timer.stop()
            return
        self._timer.start()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return False


class TextBox(Field):
    """`TextBox(label="", lines=3, placeholder="", name="", parent=None)`: several lines; a `Field`."""

    def __init__(
        self,
        label: str = "",
        lines: int = 3,
        placeholder: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        editor = PlainEdit()
        editor.setPlaceholderText(placeholder)
        self._count = lines
        super().__init__(editor, label, (10, 7, 6, 7), parent)
        editor.setAccessibleName(name or label or placeholder)

    def restyle(self) -> None:
        super().restyle()
        line = self.editor.fontMetrics().lineSpacing()
        self.frame.setMinimumHeight(line * self._count + px(16))


class LineBox(Field):
    """`LineBox(label="", placeholder="", name="", parent=None)`: one line, 34 px high; a `Field`.

    Enter commits too, then `entered(str)` says so, whether anything changed or not.
    """

    entered = Signal(str)

    def __init__(
        self,
        label: str = "",
        placeholder: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        editor = bare_line(placeholder)
        super().__init__(editor, label, (10, 0, 10, 0), parent)
        self._line = editor
        editor.setAccessibleName(name or label or placeholder)
        editor.returnPressed.connect(self._enter)

    def cover(self, covered: bool) -> None:
        """Show dots for what is typed, as for a passphrase, or the text."""
        mode = QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal
        self._line.setEchoMode(mode)

    def _enter(self) -> None:
        self.commit()
        self.entered.emit(self.text())

    def restyle(self) -> None:
        super().restyle()
        self.frame.setFixedHeight(px(34))


def bare_line(placeholder: str = "") -> QLineEdit:
    """Qt's line editor without its frame, to be put into a painted one."""
    editor = QLineEdit()
    editor.setFrame(False)
    editor.setProperty("frameless", True)
    editor.setMaxLength(LONGEST)
    editor.setPlaceholderText(placeholder)
    return editor


class SearchField(QWidget):
    """`SearchField(placeholder, parent=None)`: a line with the glass, 30 px high; Escape clears.

    `height` may be that of the fields beside it.
    Signals: `changed(str)` at every change, `entered(str)` on Enter. `text()`, `clear()`.
    """

    changed = Signal(str)
    entered = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None, height: int = 30) -> None:
        super().__init__(parent)
        self._height = height
        self.editor = bare_line(placeholder)
        self.editor.setAccessibleName(placeholder)
        self.editor.setClearButtonEnabled(True)
        self.frame = Frame(self.editor, (32, 0, 8, 0))
        Column(0, parent=self).addWidget(self.frame)
        self.setFocusProxy(self.editor)
        self.editor.textChanged.connect(self.changed)
        self.editor.returnPressed.connect(self._entered)
        self.editor.installEventFilter(self)
        self._glass = _Glass(self.frame)
        self.restyle()
        theme().changed.connect(self.restyle)

    def text(self) -> str:
        return self.editor.text()

    def clear(self) -> None:
        self.editor.clear()

    def restyle(self) -> None:
        self.editor.setFont(font("body"))
        self.frame.setFixedHeight(px(self._height))
        self._glass.setGeometry(px(10), 0, px(16), px(self._height))

    def _entered(self) -> None:
        self.entered.emit(self.editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.editor.text()
        ):
            self.editor.clear()
            return True
        return False


class _Glass(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2 - px(8)
        paint_icon(painter, 0, middle, px(16), "magnifying-glass", tokens().text2)


class FindField(PaintedButton):
    """`FindField(text, shortcut="Ctrl+K", parent=None)`: looks like a field, opens the palette.

    Signal: `clicked`. 280 px wide, or `set_width(px)`; below 120 the words go.
    """

    def __init__(self, text: str, shortcut: str = "Ctrl+K", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        keys = QKeySequence(shortcut)
        self._keys = keys.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        self._width = 280
        self.setToolTip(f"{text} ({self._keys})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_width(self, width: int) -> None:
        self._width = width
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        fill = t.press if self.isDown() else t.hover if self.lit else t.base
        draw_box(painter, box, px(5), fill, t.border, px(1))
        line = box.adjusted(px(32), 0, -px(10), 0)
        if self._width < 120:
            paint_icon(
                painter, (box.width() - px(16)) / 2, px(7), px(16), "magnifying-glass", t.text2
            )
            return
        paint_icon(painter, px(10), px(7), px(16), "magnifying-glass", t.text2)
        taken = draw_text(painter, line, self._keys, font("caption"), t.text3, RIGHT)
        line.setRight(line.right() - taken - px(8))
        draw_text(painter, line, self.text(), font("body"), t.text2)
