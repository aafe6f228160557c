"""One page of a document as a picture: text selected over it, rectangles drawn on it, pages turned."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from assay.readers.document import Rect
from assay.ui.theme import px
from assay.ui.widgets.paper import Paper, PaperArea

_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_STEPS = {
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
}


class PageView(PaperArea):
    """`PageView()`: a `PaperArea` to read from; `turn_to(paper)`, `set_tool(rectangles)`, `select`.

    Signals: `selected(int start, int end)` code points, equal when nothing is; `outlined(QRectF)` a rectangle
    drawn, in points; `turned(int)` a page on or back is asked for; `marked(str)` a quotation was clicked;
    `quoting()` Enter.
    """

    selected = Signal(int, int)
    outlined = Signal(QRectF)
    turned = Signal(int)
    marked = Signal(str)
    quoting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._from: int | QPointF | None = None
        self._rectangles = False

    def turn_to(self, paper: Paper, *, bottom: bool = False) -> None:
        """Show another page from its top, or from its bottom; nothing is selected on it."""
        self.clear_selection()
        self.show_paper(paper)
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if bottom else 0)

    def set_tool(self, rectangles: bool) -> None:
        """Select text, or draw a rectangle."""
        self._rectangles = rectangles
        cursor = Qt.CursorShape.CrossCursor if rectangles else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(cursor)
        self.clear_selection()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.outline, self.span = None, (0, 0)
        self.selected.emit(0, 0)
        self.viewport().update()

    def select(self, start: int, end: int) -> None:
        """Select a span of the page's text."""
        self._select(start, end)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        self.clear_selection()
        self._from = self._point(place) if self._rectangles else self.letter_at(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if isinstance(self._from, QPointF):
            to = self._point(place)
            across, down = sorted((self._from.x(), to.x())), sorted((self._from.y(), to.y()))
            self.outline = Rect(across[0], down[0], across[1], down[1])
            self.viewport().update()
        elif isinstance(self._from, int) and self._from >= 0:
            letter = self.letter_at(place)
            self._select(min(self._from, letter), max(self._from, letter))
        self._scroll_towards(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.outline is not None:
            self._take_outline(self.outline)
        elif self.span[0] == self.span[1]:
            self._click(event.position())
        self._from = None

    def _take_outline(self, box: Rect) -> None:
        if box.right - box.left < 2 or box.bottom - box.top < 2:
            self.clear_selection()
            return
        size = box.right - box.left, box.bottom - box.top
        self.outlined.emit(QRectF(box.left, box.top, *size))

    def _click(self, place: QPointF) -> None:
        for mark in self._marks:
            if any(box.contains(place) for box in self._boxes_of(mark)):
                self.marked.emit(mark.id)
                return

    def _scroll_towards(self, place: QPoint) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if place.y() > height:
            bar.setValue(bar.value() + px(16))
        elif place.y() < 0:
            bar.setValue(bar.value() - px(16))

    def _select(self, start: int, end: int) -> None:
        if (start, end) != self.span:
            self.span = (start, end)
            self.selected.emit(start, end)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar, by = self.verticalScrollBar(), event.angleDelta().y()
        if by < 0 and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif by > 0 and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().wheelEvent(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _TURNS:
            self.turned.emit(_TURNS[key])
        elif key in _STEPS:
            across, down = _STEPS[key]
            for bar, by in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
                bar.setValue(bar.value() + by * px(40))
        elif key == Qt.Key.Key_Space:
            self._scroll_on()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.quoting.emit()
        else:
            event.ignore()

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum():
            self.turned.emit(1)
        else:
            bar.setValue(bar.value() + round(bar.pageStep() * 0.9))
