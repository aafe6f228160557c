"""The bar over every page while the project is shown as it was: when that was, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import px, theme, tokens
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.labels import Clipped, Column, Row, Rule, Words
from assay.ui.widgets.painting import fill
from assay.words import tr


class PastBar(QWidget):
    """`PastBar(keys, parent=None)`: `keys` come back, too. Signal: `left()`. `show_past(when, what)`."""

    left = Signal()

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.when = Words("", "strong", "text")
        self.what = Clipped("", 1, "body", "text2")
        self.back = Button(tr("Back to now"), dense=True)
        self.back.setToolTip(tr("{reason}: key {key}", reason=self.back.text(), key=keys))
        column = Column(0, parent=self)
        row = Row(12, (46, 6, 16, 6))
        row.addWidget(self.when)
        row.addWidget(self.what, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.back)
        column.addLayout(row)
        column.addWidget(Rule())
        self.back.clicked.connect(self.left)
        theme().changed.connect(self.update)

    def show_past(self, when: str, what: str) -> None:
        """Say which moment is shown."""
        self.when.setText(tr("As it was on {when}", when=when))
        self.what.set_text(tr("after: {what}. Nothing can be changed here.", what=what))
        self.setAccessibleName(f"{self.when.text()}. {what}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        fill(painter, QRectF(self.rect()), t.warn_tint)
        painter.fillRect(QRectF(0, 0, px(3), self.height()), t.warn)
        top = (self.height() - px(18)) / 2
        paint_icon(painter, px(18), top, px(18), "clock-counter-clockwise", t.warn)
