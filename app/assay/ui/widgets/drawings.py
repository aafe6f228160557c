"""Drawings of the core on the screen and as pictures: the same description that the memo prints."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.memo_drawing import PALETTE, Box, Dot, Drawing, Item, Label, Shape, Strokes
from assay.ui.theme import FAMILY, px, theme, tokens
from assay.ui.tokens import Tokens

Colours = dict[str, QColor]
PNG_SCALE = 3
"""Pixels to the point in a PNG: sharp on paper."""
MARGIN = 12


def paper() -> Colours:
    """The colours of print."""
    return {name: QColor(value) for name, value in PALETTE.items()}


def screen(roles: Tokens) -> Colours:
    """The same names in the colours of a theme."""
    ramp = {f"ramp{n}": band.fill for n, band in enumerate(roles.ramp)}
    return {
        "ink": roles.text,
        "grey": roles.text2,
        "accent": roles.accent,
        "hairline": roles.border,
        "faint": roles.press,
        "bar": roles.press,
        "hatch": roles.border,
        "band_hatch": roles.border,
        "tint": roles.sunken,
        "white": roles.base,
        **ramp,
    }


def paint_drawing(painter: QPainter, drawing: Drawing, colours: Colours) -> None:
    """Paint with the painter's own scale: one unit is a point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in drawing.items:
        _paint(painter, item, colours)
    painter.restore()


def _paint(painter: QPainter, item: Item, colours: Colours) -> None:
    if isinstance(item, Label):
        _paint_label(painter, item, colours)
        return
    pen = QPen(Qt.PenStyle.NoPen)
    if item.stroke:
        pen = QPen(colours[item.stroke], item.line)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if isinstance(item, (Box, Strokes)) and item.dash:
            pen.setDashPattern([length / item.line for length in item.dash])
    painter.setPen(pen)
    fill = "" if isinstance(item, Strokes) else item.fill
    painter.setBrush(colours[fill] if fill else Qt.BrushStyle.NoBrush)
    if isinstance(item, Box):
        painter.drawRect(QRectF(item.x, item.y, max(0.0, item.width), max(0.0, item.height)))
    elif isinstance(item, Dot):
        painter.drawEllipse(QPointF(item.x, item.y), item.radius, item.radius)
    elif isinstance(item, Shape):
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in item.points]))
    else:
        painter.drawLines([QLineF(QPointF(*a), QPointF(*b)) for a, b in item.segments])


def _paint_label(painter: QPainter, label: Label, colours: Colours) -> None:
    face = QFont(FAMILY)
    # Pixels of a font are whole numbers, so the text is set ten times as large and shrunk.
    face.setPixelSize(round(label.size * 10))
    face.setWeight(QFont.Weight.Bold if label.strong else QFont.Weight.Normal)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.translate(label.x, label.y)
    painter.scale(0.1, 0.1)
    painter.setFont(face)
    painter.setPen(colours[label.colour])
    width = painter.fontMetrics().horizontalAdvance(label.text)
    x = {"start": 0.0, "middle": -width / 2, "end": -float(width)}[label.anchor]
    painter.drawText(QPointF(x, 0), label.text)
    painter.restore()


def png(drawing: Drawing) -> bytes:
    """The drawing as a PNG on white."""
    size = QSize(
        round((drawing.width + 2 * MARGIN) * PNG_SCALE),
        round((drawing.height + 2 * MARGIN) * PNG_SCALE),
    )
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(PNG_SCALE, PNG_SCALE)
    painter.translate(MARGIN, MARGIN)
    paint_drawing(painter, drawing, paper())
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())


class DrawingView(QWidget):
    """`DrawingView(parent=None)`; `set_drawing(drawing, words)`: as wide as its place, `words` are spoken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.restyle)

    def set_drawing(self, drawing: Drawing | None, words: str) -> None:
        self._drawing = drawing
        self.setAccessibleName(words)
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _scale(self, width: int) -> float:
        if self._drawing is None:
            return 1.0
        return min(width / self._drawing.width, px(100) / 100 * 1.45)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 0 if self._drawing is None else round(self._drawing.height * self._scale(width))

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > px(200) else px(620)
        return QSize(px(620), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(300), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        painter = QPainter(self)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        paint_drawing(painter, self._drawing, screen(tokens()))
