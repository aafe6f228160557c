"""The preview of a PDF: pages under one another, painted when they come into view."""

from __future__ import annotations

from threading import Lock

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from assay.readers.document import Picture
from assay.ui.runner import Runner
from assay.ui.theme import px, theme, tokens
from assay.ui.widgets.focus import REACH, Ringed
from assay.ui.widgets.labels import Column, Ground
from assay.ui.widgets.shadow import paint_shadow
from assay.words import tr
from assay.work.jobs import Progress

_PDFIUM = Lock()
"""PDFium is one library for the whole process and not made for two threads at once."""


class Sheet(QWidget):
    """One page: white until its picture is there."""

    def __init__(self, number: int, count: int, width: float, height: float) -> None:
        super().__init__()
        self.number = number
        self.image: QImage | None = None
        self.renew(count, width, height)

    def renew(self, count: int, width: float, height: float) -> None:
        """Be the page of another document: its picture stays until there is a new one."""
        self.points = (width, height)
        self.asked = 0
        """The width in device pixels its picture was last asked for at."""
        name = tr("Page {number} of {count}", number=self.number, count=count)
        self.setAccessibleName(name)

    def fit(self, width: int) -> None:
        """Be so many pixels wide."""
        self.setFixedSize(width, round(width * self.points[1] / self.points[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        painter.fillRect(box, Qt.GlobalColor.white)
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self.image)


class _Well(Ground):
    """The sunken ground behind the sheets, with their shadows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if tokens().high_contrast:
            return
        painter = QPainter(self)
        for sheet in self.findChildren(Sheet):
            paint_shadow(painter, QRectF(sheet.geometry()), 0, px(14))


class Preview(Ringed, QScrollArea):
    """`Preview(runner, parent=None)`; `set_pdf(bytes)`, `go_to(page)`. Signal: `turned(int page, int of)`."""

    turned = Signal(int, int)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._data = b""
        self._sheets: list[Sheet] = []
        self._drawing = False
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Preview of the memo"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._well = _Well("sunken")
        self._column = Column(16, (24, 20, 24, 24), self._well)
        self.setWidget(self._well)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self._draw)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme().changed.connect(self._fit)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets)

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 when there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        shown = [s.number for s in self._sheets if s.y() <= middle]
        return shown[-1] if shown else min(1, self.count)

    def set_pdf(self, data: bytes, sizes: list[tuple[float, float]]) -> None:
        """Show another document in place, at the page and place where one is."""
        self._data = data
        count = len(sizes)
        for sheet in self._sheets[count:]:
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        del self._sheets[count:]
        # Sheets that stay are not replaced: the view would jump to the first page.
        for sheet, size in zip(self._sheets, sizes, strict=False):
            sheet.renew(count, *size)
        for number in range(len(self._sheets), count):
            sheet = Sheet(number + 1, count, *sizes[number])
            self._sheets.append(sheet)
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        self._on_scrolled()

    def go_to(self, page: int) -> None:
        """Bring the top of this page into view."""
        if 1 <= page <= self.count:
            self.verticalScrollBar().setValue(self._sheets[page - 1].y() - px(12))

    def _fit(self) -> None:
        room = self.viewport().width() - px(48)
        for sheet in self._sheets:
            sheet.fit(max(px(200), min(room, px(900))))
        self._soon.start()

    def ring_area(self) -> QRect:
        """Within its own bounds: beside it there is no room for a ring."""
        inset = px(REACH + 2)
        return self.viewport().rect().adjusted(inset, inset, -inset, -inset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Sheets are fitted while the view is coming up: Qt loses the change of size that follows from it.
        self._column.invalidate()
        self._soon.start()

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(600))

    def _on_scrolled(self) -> None:
        self._soon.start()

    def _wanted(self) -> Sheet | None:
        """The first sheet in view, or next to it, whose picture is missing or of another size.

        Out of sight nothing is laid out: all sheets of a memo would seem to be in view.
        """
        top = self.verticalScrollBar().value()
        low, high = top - self.viewport().height() // 2, top + round(self.viewport().height() * 1.5)
        ratio = self.devicePixelRatioF()
        for sheet in self._sheets:
            shown = sheet.y() <= high and sheet.geometry().bottom() >= low
            if shown and sheet.asked != round(sheet.width() * ratio):
                return sheet
        return None

    def _draw(self) -> None:
        self.turned.emit(self.page, self.count)
        sheet = None if self._drawing or not self.isVisible() else self._wanted()
        if sheet is None:
            return
        width = round(sheet.width() * self.devicePixelRatioF())
        sheet.asked = width
        data, number, scale = self._data, sheet.number, width / sheet.points[0]

        def job(progress: Progress) -> tuple[bytes, int, Picture]:
            from assay.readers import pdf

            with _PDFIUM, pdf.opened(data) as document:
                return data, number, pdf.picture(document, number, scale)

        self._drawing = True
        running = self._runner.start(job)
        running.finished.connect(self._on_drawn)
        running.ended.connect(self._on_ended)

    def _on_drawn(self, drawn: tuple[bytes, int, Picture]) -> None:
        data, number, picture = drawn
        if data is not self._data or number > self.count:
            return
        image = QImage(
            picture.rgb,
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_RGB888,
        ).copy()
        self._sheets[number - 1].image = image
        self._sheets[number - 1].update()

    def _on_ended(self) -> None:
        self._drawing = False
        self._soon.start()


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height in points of every page of a PDF of ours."""
    from assay.readers import pdf

    with _PDFIUM, pdf.opened(data) as document:
        return [pdf.page_size(document, n) for n in range(1, len(document) + 1)]
