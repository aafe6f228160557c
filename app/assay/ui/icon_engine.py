"""Icons as QIcons, for menus and actions: they follow the theme. Apart, since the first paint needs none."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from assay.ui.icons import known, paint_icon_in
from assay.ui.theme import theme
from assay.ui.tokens import Ink


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
    known(name)
    return QIcon(_Engine(name, ink))
