"""Phosphor icons as shapes: painted at any size in any ink, and as QIcons that follow the theme."""

from __future__ import annotations

import json
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPixmap,
    QRawFont,
    QTransform,
)

from assay import assets
from assay.ui.theme import theme
from assay.ui.tokens import Ink

_EM = 256


@lru_cache(maxsize=1)
def _font() -> QRawFont:
    return QRawFont(str(assets.resource("icons", "phosphor.ttf")), _EM)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes: dict[str, str] = json.loads(assets.resource("icons", "phosphor.json").read_text("utf-8"))
    return codes


@lru_cache(maxsize=256)
def _shape(name: str) -> QPainterPath:
    """The outline of one glyph in a square of `_EM`, its top left corner at the origin."""
    font = _font()
    glyph = font.glyphIndexesForString(chr(int(_codes()[name], 16)))[0]
    return QTransform.fromTranslate(0, font.ascent()).map(font.pathForGlyph(glyph))


def names() -> list[str]:
    """Every icon there is."""
    return sorted(_codes())


def paint_icon(painter: QPainter, x: float, y: float, size: float, name: str, ink: QColor) -> None:
    """Paint icon `name` into the square of `size` at (`x`, `y`)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    painter.scale(size / _EM, size / _EM)
    painter.fillPath(_shape(name), ink)
    painter.restore()


def paint_icon_in(painter: QPainter, rect: QRectF, size: float, name: str, ink: QColor) -> None:
    """Paint icon `name` at `size`, centred in `rect`."""
    paint_icon(painter, rect.center().x() - size / 2, rect.center().y() - size / 2, size, name, ink)


class _Engine(QIconEngine):
    """Paints the glyph when it is asked for, so a change of theme needs no new icon."""

    def __init__(self, name: str, ink: Ink) -> None:
        super().__init__()
        self._name = name
        self._ink: Ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ink: Ink = "disabled" if mode == QIcon.Mode.Disabled else self._ink
        size = min(rect.width(), rect.height())
        paint_icon_in(painter, QRectF(rect), size, self._name, theme().tokens.ink(ink))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QPixmap(size)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return image

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._ink)


def icon(name: str, ink: Ink = "text2") -> QIcon:
    """Icon `name` for menus and actions, in the ink of the theme at the time of painting."""
    _codes()[name]
    return QIcon(_Engine(name, ink))
