"""The frame's second row: the mark of Assay, and the text tabs between pages."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Tokens
from assay.ui.widgets.buttons import PaintedButton
from assay.ui.widgets.focus import KEYBOARD
from assay.ui.widgets.painting import (
    CENTRE,
    draw_box,
    draw_ring,
    draw_text,
    fill,
    plain_tip,
    width_of,
)
from assay.words import tr


def paint_mark(painter: QPainter, rect: QRectF, roles: Tokens) -> None:
    """The mark: a range, and its point."""
    height = rect.height()
    thick, radius = height * 0.2, height * 0.4
    middle = rect.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for x in (rect.left(), rect.right() - thick):
        fill(painter, QRectF(x, rect.top(), thick, height), roles.text)
    gap = radius + thick * 0.7
    arm = middle.x() - gap - rect.left()
    fill(painter, QRectF(rect.left(), middle.y() - thick / 2, arm, thick), roles.text)
    fill(painter, QRectF(middle.x() + gap, middle.y() - thick / 2, arm, thick), roles.text)
    painter.setBrush(roles.accent)
    painter.drawEllipse(middle, radius, radius)
    painter.restore()


class Mark(QWidget):
    """`Mark(height=11, parent=None)`: the logo; 44 on the start page reads 20."""

    def __init__(self, height: int = 11, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.setAccessibleName("Assay")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._height * 2), px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), QRectF(self.rect()), tokens())


class FrameTabs(QTabBar):
    """`FrameTabs(parent=None)`: text tabs, 44 high, the current one bold over a 3 px line.

    `set_tabs([(id, text), …])`, `current_id()`, `show_id(id)`; Qt's `currentChanged(int)`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pages"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ring = False
        self._side = 13
        self.restyle()
        theme().changed.connect(self.restyle)

    def set_dense(self, dense: bool) -> None:
        """Stand closer together, where there is little room."""
        side = 7 if dense else 13
        if side != self._side:
            self._side = side
            self.restyle()
            self.setIconSize(self.iconSize())  # Qt asks for the sizes anew

    def set_tabs(self, tabs: list[tuple[str, str]]) -> None:
        """Show these pages, in this order."""
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        for name, text in tabs:
            self.setTabData(self.addTab(text), name)
        self.blockSignals(False)

    def current_id(self) -> str:
        data = self.tabData(self.currentIndex())
        return str(data) if data is not None else ""

    def show_id(self, name: str) -> None:
        """Make the tab of this page the current one."""
        for index in range(self.count()):
            if self.tabData(index) == name:
                self.setCurrentIndex(index)

    def restyle(self) -> None:
        self.setFont(font("option"))
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        face = font("option_strong", 700)
        return QSize(int(width_of(self.tabText(index), face) + px(2 * self._side)), px(44))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        under = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for index in range(self.count()):
            box = QRectF(self.tabRect(index))
            current = index == self.currentIndex()
            face = font("option_strong", 700) if current else font("option")
            ink = t.text if current or index == under else t.text2
            draw_text(painter, box, self.tabText(index), face, ink, CENTRE)
            if current:
                line = QRectF(
                    box.left() + px(self._side),
                    box.bottom() - px(3),
                    box.width() - px(2 * self._side),
                    px(3),
                )
                painter.fillRect(line, t.accent)
                if self._ring:
                    draw_ring(painter, box.adjusted(px(4), px(6), -px(4), -px(6)), px(5))


class FrameMenu(PaintedButton):
    """`FrameMenu(text, parent=None)`: words in the frame behind which a menu drops down. Signal: `clicked`.

    `set_words(text, name)`: what is shown, and what is spoken in full; no words leave the caret alone.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str, name: str) -> None:
        self.set_label(text)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def sizeHint(self) -> QSize:
        words = width_of(self.text(), font("body"))
        return QSize(int(words + px(30 if self.text() else 28)), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        if self.isDown() or self.lit:
            draw_box(painter, box, px(5), t.press if self.isDown() else t.hover)
        line = box.adjusted(px(6), 0, -px(22), 0)
        draw_text(painter, line, self.text(), font("body"), t.text2)
        paint_caret(painter, QPointF(box.right() - px(13), box.center().y()), px(8), t)


def paint_caret(painter: QPainter, centre: QPointF, size: float, roles: Tokens) -> None:
    """A small caret pointing down, for a menu behind a name."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(roles.text2, px(12) / 10))
    half = size / 2
    painter.drawPolyline(
        [
            QPointF(centre.x() - half, centre.y() - half / 2),
            QPointF(centre.x(), centre.y() + half / 2),
            QPointF(centre.x() + half, centre.y() - half / 2),
        ]
    )
    painter.restore()
