"""A sheet of paper in a scrolled view: its picture, its size, the marks on it, where its letters stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from assay.readers.document import Rect
from assay.readers.places import lines
from assay.ui.theme import px, theme, tokens
from assay.ui.widgets import marks
from assay.ui.widgets.marks import Hit, Mark
from assay.ui.widgets.shadow import paint_shadow

MARGIN = 24
"""Design px between the page and the edges of the view."""
WIDEST = 900
"""Design px: no wider than this does a page become by fitting."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page to show: its size in points, its picture when there is one, the boxes of its letters."""

    width: float
    height: float
    picture: QImage | None = None
    boxes: tuple[Rect | None, ...] = ()
    name: str = ""


class PaperArea(QAbstractScrollArea):
    """`PaperArea()`: `show_paper(paper)`, `set_marks`, `set_hits`, `set_zoom(zoom)` (0 fits the width).

    Signal: `scaled()` the page has another size on the screen and wants another picture.
    """

    scaled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.paper = Paper(595, 842)
        self.zoom = 0.0
        """Pixels of a screen of 96 dpi to a point of 1/72 inch, 1 being natural size; 0 fits the width."""
        self.current = ""
        """The id of the quotation that is stepped to."""
        self.span = (0, 0)
        """What is selected, in code points of the page's text."""
        self.outline: Rect | None = None
        """The rectangle that is drawn."""
        self._marks: tuple[Mark, ...] = ()
        self._hits: tuple[Hit, ...] = ()
        self._scale = 0.0
        theme().changed.connect(self._fit)

    def show_paper(self, paper: Paper) -> None:
        """Show this page; one of the same size stays where it is scrolled."""
        same = (paper.width, paper.height) == (self.paper.width, self.paper.height)
        self.paper = paper
        self.setAccessibleName(paper.name)
        self._fit() if not same else self.viewport().update()

    def set_marks(self, found: Sequence[Mark], current: str = "") -> None:
        """The quotations that stand on this page; `current` is brought into view."""
        moved = current != self.current
        self._marks, self.current = tuple(found), current
        if moved and current:
            self._show(marks.union(self._boxes_of(next(m for m in found if m.id == current))))
        self.viewport().update()

    def set_hits(self, found: Sequence[Hit]) -> None:
        """The search matches on this page; the current one is brought into view."""
        self._hits = tuple(found)
        for hit in self._hits:
            if hit.current:
                self._show(marks.union(self._span(hit.start, hit.end)))
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Natural size is 1; 0 fits the width."""
        self.zoom = zoom
        self._fit()

    @property
    def scale(self) -> float:
        """Pixels of the screen to a point of the page."""
        if self.zoom:
            return self.zoom * theme().scale * 96 / 72
        room = min(self.viewport().width() - 2 * px(MARGIN) - px(20), px(WIDEST))
        return max(px(200), room) / max(self.paper.width, 1.0)

    @property
    def percent(self) -> int:
        """How large the page is shown, in hundredths of its natural size."""
        return round(self.scale / theme().scale / 96 * 72 * 100)

    def size_on_screen(self) -> QSize:
        """The page in pixels."""
        return QSize(round(self.paper.width * self.scale), round(self.paper.height * self.scale))

    def _fit(self) -> None:
        size, room = self.size_on_screen(), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        wide, high = size.width() + 2 * px(MARGIN), size.height() + 2 * px(MARGIN)
        across.setRange(0, max(0, wide - room.width()) if self.zoom else 0)
        across.setPageStep(room.width())
        down.setRange(0, max(0, high - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(px(40))
        across.setSingleStep(px(40))
        self.viewport().update()
        if self._scale != self.scale:
            self._scale = self.scale
            self.scaled.emit()

    def page_rect(self) -> QRectF:
        """Where the page lies in the viewport."""
        size = self.size_on_screen()
        left = max((self.viewport().width() - size.width()) / 2, float(px(MARGIN)))
        x = left - self.horizontalScrollBar().value()
        y = px(MARGIN) - self.verticalScrollBar().value()
        return QRectF(round(x), round(y), size.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def _show(self, box: QRectF) -> None:
        """Scroll so that this box of the viewport is in view."""
        if box.isEmpty():
            return
        room = QRectF(self.viewport().rect())
        bar = self.verticalScrollBar()
        if box.top() < room.top() or box.bottom() > room.bottom():
            bar.setValue(round(bar.value() + box.center().y() - room.height() / 3))

    def _placed(self, box: Rect) -> QRectF:
        page, scale = self.page_rect(), self.scale
        return QRectF(
            page.left() + box.left * scale,
            page.top() + box.top * scale,
            (box.right - box.left) * scale,
            (box.bottom - box.top) * scale,
        )

    def _span(self, start: int, end: int) -> list[QRectF]:
        return [self._placed(line) for line in lines(self.paper.boxes[start:end])]

    def _boxes_of(self, mark: Mark) -> list[QRectF]:
        if mark.boxes:
            return [self._placed(Rect(*box)) for box in mark.boxes]
        reach = px(2)
        return [
            box.adjusted(-reach, -reach, reach, reach) for box in self._span(mark.start, mark.end)
        ]

    def _point(self, place: QPoint) -> QPointF:
        page = self.page_rect()
        x = (place.x() - page.left()) / self.scale
        y = (place.y() - page.top()) / self.scale
        return QPointF(min(max(x, 0), self.paper.width), min(max(y, 0), self.paper.height))

    def letter_at(self, place: QPoint) -> int:
        """The code point nearest to a place in the viewport, counting on past its middle; -1: none."""
        at = self._point(place)
        best, nearest = -1, float("inf")
        for number, box in enumerate(self.paper.boxes):
            if box is None:
                continue
            down = max(box.top - at.y(), 0.0, at.y() - box.bottom)
            across = max(box.left - at.x(), 0.0, at.x() - box.right)
            # A line is followed rather than the letter above or below that is a little nearer.
            far = down * down * 16 + across * across
            if far < nearest:
                best, nearest = number + (at.x() > (box.left + box.right) / 2), far
        return best

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, page = QPainter(self.viewport()), self.page_rect()
        painter.fillRect(event.rect(), tokens().sunken)
        if not tokens().high_contrast:
            paint_shadow(painter, page, 0, px(14))
        painter.fillRect(page, Qt.GlobalColor.white)
        if self.paper.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, self.paper.picture)
        if tokens().high_contrast:
            painter.setPen(tokens().border)
            painter.drawRect(page)
        self._paint_marks(painter, page)
        marks.paint_selection(painter, self._span(*self.span))
        if self.outline is not None:
            marks.paint_selection(painter, [self._placed(self.outline)])

    def _paint_marks(self, painter: QPainter, page: QRectF) -> None:
        for hit in self._hits:
            marks.paint_hit(painter, self._span(hit.start, hit.end), hit.current)
        for mark in self._marks:
            boxes = self._boxes_of(mark)
            if not boxes:
                continue
            marks.paint_mark(painter, boxes, mark.id == self.current)
            whole = marks.union(boxes)
            # In the margin: beside the words it would cover what follows them.
            place = QPointF(page.right() - px(20), whole.center().y())
            marks.paint_number(painter, marks.number_box(place), mark.number, on_page=True)
