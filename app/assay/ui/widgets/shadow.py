"""The one shadow, for things that float: painted once for a look, then laid round boxes of any size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from assay.ui.theme import px, tokens


def paint_shadow(painter: QPainter, box: QRectF, radius: float, blur: float) -> None:
    """y 3, soft; none in high contrast. What lies in the middle of the box is covered by what floats."""
    shade = tokens().shadow
    if not shade.alpha():
        return
    margin = _margin(radius, blur)
    if min(box.width(), box.height()) < 2 * margin:
        _paint(painter, box, radius, blur, shade)
        return
    ratio = painter.device().devicePixelRatio()
    picture = _picture(radius, blur, shade.rgba(), ratio, px(3))
    size = picture.width() / ratio
    outer = box.adjusted(-blur, -blur, blur, blur + px(3))
    edge = margin + blur
    across = (outer.left(), outer.left() + edge, outer.right() - edge, outer.right())
    down = (outer.top(), outer.top() + edge, outer.bottom() - edge - px(3), outer.bottom())
    tall = picture.height() / ratio
    columns, rows = (0.0, edge, size - edge, size), (0.0, edge, tall - edge - px(3), tall)
    for y in range(3):
        for x in range(3):
            if (x, y) == (1, 1):
                continue
            target = _between(across, down, x, y)
            source = _between(columns, rows, x, y)
            scaled = QRectF(source.topLeft() * ratio, source.size() * ratio)
            painter.drawImage(target, picture, scaled)


def _between(across: tuple[float, ...], down: tuple[float, ...], x: int, y: int) -> QRectF:
    return QRectF(across[x], down[y], across[x + 1] - across[x], down[y + 1] - down[y])


def _margin(radius: float, blur: float) -> float:
    """So far from a side everything of its shadow has been painted."""
    return float(round(radius + 1.25 * blur + 2))


@lru_cache(maxsize=16)
def _picture(radius: float, blur: float, rgba: int, ratio: float, drop: int) -> QImage:
    """The shadow round a small box: corners, and sides that can be stretched."""
    inner = 2 * _margin(radius, blur) + 4
    width, height = inner + 2 * blur, inner + 2 * blur + drop
    picture = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _paint(painter, QRectF(blur, blur, inner, inner), radius, blur, QColor.fromRgba(rgba))
    painter.end()
    return picture


def _paint(painter: QPainter, box: QRectF, radius: float, blur: float, shade: QColor) -> None:
    steps = max(1, round(blur))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(steps):
        ink = QColor(shade)
        ink.setAlphaF(shade.alphaF() * 2.4 * (steps - step) / (steps * steps))
        reach = blur * step / steps - blur / 4
        painter.setBrush(ink)
        painter.drawRoundedRect(
            box.adjusted(-reach, -reach + px(3), reach, reach + px(3)),
            radius + max(0.0, reach),
            radius + max(0.0, reach),
        )
    painter.restore()
