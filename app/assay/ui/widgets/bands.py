"""The bands of a numeric answer, drawn under its field: which value stands for how many risk points."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.points import interpolated
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.painting import RIGHT, draw_hairline, draw_text, width_of
from assay.words import tr

_TOP, _DEPTH = 22, 44


class BandScale(QWidget):
    """`BandScale(parent=None)`: the piecewise-linear bands as a line, 0 to 4 points, with a mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: tuple[tuple[float, float], ...] = ()
        self._unit = ""
        self._mark: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(px(520))
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.setMaximumWidth(px(520))
        self.updateGeometry()
        self.update()

    def set_bands(self, bands: Sequence[tuple[float, float]], unit: str) -> None:
        """Show these (value, points) pairs, ascending in value."""
        self._bands, self._unit = tuple(bands), unit
        said = "; ".join(
            tr("{value}: {points} risk points", value=_plain(v), points=_plain(p)) for v, p in bands
        )
        self.setAccessibleName(tr("How values count: {bands}", bands=said))
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def set_mark(self, value: float | None) -> None:
        """Mark where the answer lies, or nothing."""
        self._mark = value
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(_TOP + _DEPTH + 22) if self._bands else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())

    def _field(self) -> QRectF:
        return QRectF(px(28), px(_TOP), self.width() - px(28) - px(40), px(_DEPTH))

    def _x(self, field: QRectF, value: float) -> float:
        first, last = self._bands[0][0], self._bands[-1][0]
        share = (value - first) / (last - first) if last > first else 0.0
        return field.left() + min(1.0, max(0.0, share)) * field.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._bands) < 2:
            return
        painter, t, field = QPainter(self), tokens(), self._field()
        caption = font("axis")
        title = QRectF(0, 0, self.width(), px(18))
        draw_text(painter, title, tr("Risk points by answer"), caption, t.text3)
        for points in (0, 4):
            y = field.bottom() - points / 4 * field.height()
            draw_hairline(painter, field.left(), y, field.width(), t.hair)
            box = QRectF(0, y - px(9), px(22), px(18))
            draw_text(painter, box, str(points), caption, t.text3, RIGHT)
        self._paint_values(painter, field)
        line = QPolygonF([self._place(field, v, p) for v, p in self._bands])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.text2, px(2)))
        painter.drawPolyline(line)
        if self._mark is not None:
            self._paint_mark(painter, field, self._mark)

    def _place(self, field: QRectF, value: float, points: float) -> QPointF:
        return QPointF(self._x(field, value), field.bottom() - points / 4 * field.height())

    def _paint_values(self, painter: QPainter, field: QRectF) -> None:
        face, free = font("axis"), -1e9
        for number, (value, _) in enumerate(self._bands):
            text = _plain(value)
            if number == len(self._bands) - 1:
                text = f"{text} {self._unit}".strip()
            width = width_of(text, face)
            left = min(self._x(field, value) - width / 2, self.width() - width - 1)
            if left > free:
                box = QRectF(left, field.bottom() + px(3), width + 1, px(18))
                draw_text(painter, box, text, face, tokens().text3)
                free = left + width + px(6)

    def _paint_mark(self, painter: QPainter, field: QRectF, value: float) -> None:
        t, spot = tokens(), self._place(field, value, interpolated(self._bands, value))
        painter.setPen(QPen(t.accent, px(1)))
        painter.drawLine(QPointF(spot.x(), field.bottom()), spot)
        painter.setBrush(t.accent)
        painter.setPen(QPen(t.base, px(2)))
        painter.drawEllipse(spot, px(5), px(5))


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"
