"""A citation as a chip: the grade and the short name of the evidence, to go to or to take off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.widgets.badges import grade_words
from assay.ui.widgets.buttons import PaintedButton
from assay.ui.widgets.painting import draw_box, draw_text, plain_tip, width_of
from assay.words import tr

LONGEST = 220
_CROSS = 20


class CiteChip(PaintedButton):
    """`CiteChip(id, grade, key, title)`: 24 high. Signals: `clicked` goes there, `dropped(id)` takes it off.

    Its cross, Delete and Backspace take it off.
    """

    dropped = Signal(str)
    ring_radius = 99

    def __init__(
        self, id: str, grade: str, key: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(key, parent)
        self.evidence, self._grade, self._key = id, grade, key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = tr("Cites {key}, {grade}: {title}", key=key, grade=grade_words(grade), title=title)
        self.setAccessibleName(said)
        self.setAccessibleDescription(tr("Delete takes the citation off"))
        self.setToolTip(plain_tip(f"{title}\n{grade_words(grade)}"))
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        width = width_of(self._grade, font("label", 700)) + width_of(self._key, font("label"))
        return QSize(min(int(width + px(10 + 9 + 4 + _CROSS)) + 1, px(LONGEST)), px(24))

    def _on_cross(self, event: QMouseEvent) -> bool:
        return event.position().x() >= self.width() - px(_CROSS)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._on_cross(event):
            self.setDown(False)
            self.dropped.emit(self.evidence)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit(self.evidence)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        lit = self.lit or self.hasFocus()
        fill = t.press if self.isDown() or lit else t.hover
        draw_box(painter, box, box.height() / 2, fill, t.border if t.high_contrast else None, px(1))
        line = box.adjusted(px(10), 0, -px(_CROSS), 0)
        taken = draw_text(painter, line, self._grade, font("label", 700), t.text)
        line.setLeft(line.left() + taken + px(9))
        draw_text(painter, line, self._key, font("label"), t.accent)
        if lit:
            paint_icon(
                painter, box.right() - px(17), box.center().y() - px(5), px(10), "x", t.text2
            )
