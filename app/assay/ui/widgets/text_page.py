"""A page of extracted text: read and selected by mouse and keyboard, quotations and matches marked in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import LIGHT, QUOTE_MARK
from assay.ui.widgets import marks
from assay.ui.widgets.labels import Column, Ground
from assay.ui.widgets.marks import Hit, Mark
from assay.ui.widgets.shadow import paint_shadow
from assay.ui.widgets.units import Units

WIDEST = 680
"""Design px of a line of text: about as many letters as are read with ease."""
MARGIN, PADDING = 24, 36
"""Design px beside the paper, and between its edge and the text."""
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class TextPage(QPlainTextEdit):
    """`TextPage(parent=None)`: `show_text(text)`, `set_marks`, `set_hits`; the signals are `PageView`'s.

    Positions are code points of the text given; Qt's own counting stays inside.
    """

    selected = Signal(int, int)
    turned = Signal(int)
    marked = Signal(str)
    quoting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.current = ""
        self.zoom = 1.0
        self._units = Units("")
        self._marks: tuple[Mark, ...] = ()
        self._hits: tuple[Hit, ...] = ()
        self.selectionChanged.connect(self._on_selection)
        self.cursorPositionChanged.connect(self._on_cursor)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take over a changed theme or zoom."""
        face = font("option")
        if self.zoom != 1.0:
            face = type(face)(face)
            face.setPointSizeF(face.pointSizeF() * self.zoom)
        self.setFont(face)
        palette, t = self.palette(), tokens()
        palette.setColor(QPalette.ColorRole.Text, t.text)
        palette.setColor(QPalette.ColorRole.Highlight, t.accent)
        palette.setColor(QPalette.ColorRole.HighlightedText, t.on_accent)
        self.setPalette(palette)
        self._fit()
        self._dress()

    def set_zoom(self, zoom: float) -> None:
        """1 is the size of the window's own text."""
        self.zoom = zoom or 1.0
        self.restyle()

    @property
    def percent(self) -> int:
        """How large the text is shown, in hundredths of the window's own."""
        return round(self.zoom * 100)

    def _fit(self) -> None:
        """A column of readable width in the middle."""
        side = max(px(MARGIN + PADDING), (self.width() - px(WIDEST * max(1.0, self.zoom))) // 2)
        self.setViewportMargins(side, px(PADDING), side, px(4))
        self.update()

    def paper_rect(self) -> QRectF:
        """The paper under the column of text, from the top of the view to its end and beyond."""
        beside, above = px(PADDING), px(PADDING) - px(8)
        column = QRectF(self.viewport().geometry())
        return column.adjusted(-beside, -above, beside, px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The margins are fitted while the view is coming up: Qt loses the change of width that follows from
        # it, and the lines would go on breaking where they did before.
        super().resizeEvent(QResizeEvent(self.viewport().size(), QSize()))

    # -- what is shown ----------------------------------------------------------------------------

    def show_text(self, text: str, name: str, *, bottom: bool = False) -> None:
        """Show another text from its top, or from its bottom."""
        self.setAccessibleName(name)
        self._units, self._marks, self._hits, self.current = Units(text), (), (), ""
        self.setPlainText(text)
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if bottom else 0)

    def set_marks(self, found: Sequence[Mark], current: str = "") -> None:
        """The quotations that stand in this text; `current` is brought into view."""
        moved = current != self.current
        self._marks, self.current = tuple(found), current
        self._dress()
        for mark in found:
            if moved and mark.id == current:
                self._show(mark.start, mark.end)

    def set_hits(self, found: Sequence[Hit]) -> None:
        """The search matches in this text; the current one is brought into view."""
        self._hits = tuple(found)
        self._dress()
        for hit in found:
            if hit.current:
                self._show(hit.start, hit.end)

    def select(self, start: int, end: int) -> None:
        """Select a span."""
        self.setTextCursor(self._cursor(start, end))

    def clear_selection(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units.unit(start))
        cursor.setPosition(self._units.unit(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _dress(self) -> None:
        found = [self._extra(h.start, h.end, h.current, quoted=False) for h in self._hits]
        found += [self._extra(m.start, m.end, False, quoted=True) for m in self._marks]
        self.setExtraSelections(found)
        self.viewport().update()

    def _extra(
        self, start: int, end: int, current: bool, *, quoted: bool
    ) -> QTextEdit.ExtraSelection:
        made, t = QTextEdit.ExtraSelection(), tokens()
        shape = QTextCharFormat()
        shape.setBackground(QUOTE_MARK if quoted else t.mark)
        shape.setForeground(LIGHT.text if quoted else t.text)
        if current:
            shape.setBackground(t.accent)
            shape.setForeground(t.on_accent)
        made.cursor = self._cursor(start, end)
        made.format = shape
        return made

    def _show(self, start: int, end: int) -> None:
        """Bring a span into the upper part of the view without moving what is selected."""
        block = self.document().findBlock(self._units.unit(start))
        self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - 4))
        for box in self._boxes(start, end)[:1]:
            if not self.viewport().rect().contains(box.toRect()):
                line = block.layout().lineForTextPosition(
                    self._units.unit(start) - block.position()
                )
                self.verticalScrollBar().setValue(block.firstLineNumber() + line.lineNumber() - 4)

    # -- the hand ---------------------------------------------------------------------------------

    def _on_selection(self) -> None:
        cursor = self.textCursor()
        self.selected.emit(
            self._units.point(cursor.selectionStart()), self._units.point(cursor.selectionEnd())
        )

    def _on_cursor(self) -> None:
        if self.textCursor().hasSelection():
            return
        here = self._units.point(self.textCursor().position())
        for mark in self._marks:
            if mark.start < here < mark.end:
                self.marked.emit(mark.id)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _TURNS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._turn(_TURNS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.quoting.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        """Through a long text by screenfuls, and then to the page after it."""
        bar = self.verticalScrollBar()
        end = bar.maximum() if by > 0 else bar.minimum()
        if bar.value() == end:
            self.turned.emit(by)
        else:
            bar.setValue(bar.value() + by * max(1, bar.pageStep() - 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar, by = self.verticalScrollBar(), event.angleDelta().y()
        if by < 0 and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif by > 0 and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().wheelEvent(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the page has a menu of its own

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for mark in self._marks:
            boxes = self._boxes(mark.start, mark.end)
            if boxes:
                marks.frame(painter, boxes, mark.id == self.current)

    def _boxes(self, start: int, end: int) -> list[QRectF]:
        """The boxes of a span, a line each, as far as they are in view."""
        first, last = self._units.unit(start), self._units.unit(end)
        block, found = self.firstVisibleBlock(), list[QRectF]()
        offset = self.contentOffset()
        while block.isValid() and block.position() <= last:
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > self.viewport().height():
                break
            if block.position() + block.length() > first:
                found += _lines(block, box.topLeft(), first, last)
            block = block.next()
        return found


class TextSheet(Ground):
    """The paper that a `TextPage` (`sheet.text`) is read from, on the sunken ground of the viewer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self.text = TextPage()
        Column(0, parent=self).addWidget(self.text)
        self.setFocusProxy(self.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, t, paper = QPainter(self), tokens(), self.text.paper_rect()
        paint_shadow(painter, paper, 0, px(14))
        painter.fillRect(paper, t.base)
        if t.high_contrast:
            painter.setPen(t.border)
            painter.drawRect(paper)


def _x(line: QTextLine, position: int) -> float:
    """Where a position of the block stands on its line; PySide gives the position, too."""
    found: object = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _lines(block: QTextBlock, corner: QPointF, first: int, last: int) -> list[QRectF]:
    """The boxes of a span within one block."""
    layout, found = block.layout(), list[QRectF]()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = max(first - block.position(), line.textStart())
        end = min(last - block.position(), line.textStart() + line.textLength())
        if start < end:
            left, right = _x(line, start), _x(line, end)
            found.append(
                QRectF(corner.x() + left, corner.y() + line.y(), right - left, line.height())
            )
    return found
