"""Something that is so or not: a square with a check and its words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from assay.ui.icons import paint_icon_in
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.focus import Ringed
from assay.ui.widgets.painting import draw_box, draw_text, width_of


class Tick(Ringed, QCheckBox):
    """`Tick(text, parent=None)`: Qt's check box, painted; 28 px high."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def sizeHint(self) -> QSize:
        return QSize(int(width_of(self.text(), font("body"))) + px(30), px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, on = QPainter(self), tokens(), self.isChecked()
        size = px(16)
        box = QRectF(px(2), (self.height() - size) / 2, size, size)
        fill = t.accent if on else t.hover if self.underMouse() else t.base
        draw_box(painter, box, px(3), fill, t.accent if on else t.border, px(15) / 10)
        if on:
            paint_icon_in(painter, box, px(12), "check", t.on_accent)
        line = QRectF(px(26), 0, self.width() - px(26), self.height())
        draw_text(painter, line, self.text(), font("body"), t.text)
