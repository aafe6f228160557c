"""A tool of a toolbar that stays down: icon and word, in the blue that means you while it is on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.widgets.buttons import PaintedButton
from assay.ui.widgets.painting import draw_box, draw_text, plain_tip, width_of


class ToolToggle(PaintedButton):
    """`ToolToggle(icon, text, parent=None)`: checkable. `set_wordless(bool)` leaves the icon alone."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._wordless = False
        self.setCheckable(True)
        self.setToolTip(plain_tip(text))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_wordless(self, wordless: bool) -> None:
        """Where room is short the icon must do; its name stays the tooltip."""
        self._wordless = wordless
        self.restyle()

    def sizeHint(self) -> QSize:
        words = 0.0 if self._wordless else width_of(self.text(), font("strong")) + px(8)
        return QSize(int(words + px(16 + 20) + 1), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        on, enabled = self.isChecked(), self.isEnabled()
        fill = t.select if on else t.press if self.isDown() else t.hover if self.lit else None
        draw_box(painter, box, px(5), fill, t.accent if on else None, px(1))
        ink = (t.accent if on else t.text2) if enabled else t.disabled
        paint_icon(painter, px(10), box.center().y() - px(8), px(16), self._icon, ink)
        if not self._wordless:
            line = box.adjusted(px(34), 0, -px(4), 0)
            draw_text(painter, line, self.text(), font("strong" if on else "body"), ink)
