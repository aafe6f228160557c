"""Phosphor icons as shapes, painted at any size in any ink."""

from __future__ import annotations

import json
from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QRawFont, QTransform

from assay import assets

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


def known(name: str) -> str:
    """The code point of an icon; KeyError where there is none of this name."""
    return _codes()[name]


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
