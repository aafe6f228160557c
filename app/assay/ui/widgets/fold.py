"""A section that folds: its heading says what is inside, and opens and closes it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.widgets.buttons import PaintedButton
from assay.ui.widgets.labels import Column, Rule
from assay.ui.widgets.painting import draw_box, draw_text, width_of
from assay.words import tr


class FoldHead(PaintedButton):
    """The heading of a `Fold`: caret, title, and a quiet note."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.note = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._speak)
        self._speak()

    def set_note(self, note: str) -> None:
        """The quiet words behind the title."""
        if note != self.note:
            self.note = note
            self._speak()
            self.update()

    def _speak(self) -> None:
        state = tr("unfolded") if self.isChecked() else tr("folded")
        said = (self.text(), self.note, state)
        self.setAccessibleName(", ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        if self.isDown() or self.lit:
            draw_box(painter, box, px(5), t.press if self.isDown() else t.hover)
        caret = "caret-down" if self.isChecked() else "caret-right"
        paint_icon(painter, px(2), box.center().y() - px(6), px(12), caret, t.text2)
        face = font("label")
        line = QRectF(px(22), 0, width_of(self.text(), face) + 1, box.height())
        taken = draw_text(painter, line, self.text(), face, t.text2)
        note = QRectF(px(22) + taken + px(10), 0, 0, box.height())
        note.setRight(box.right() - px(4))
        draw_text(painter, note, self.note, font("caption"), t.text3)


class Fold(QWidget):
    """`Fold(title, parent=None)`: content goes into `body`. `turned(bool)` when opened or closed by hand.

    `set_open(bool)` silently; `is_open`; `set_note(text)`.
    """

    turned = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = FoldHead(title)
        self.inside = QWidget()
        self.body = Column(8, (22, 4, 0, 12), self.inside)
        column = Column(0, parent=self)
        column.addWidget(Rule())
        column.addWidget(self.head)
        column.addWidget(self.inside)
        self.inside.hide()
        self.head.clicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def is_open(self) -> bool:
        """Its content is shown."""
        return self.head.isChecked()

    def set_open(self, shown: bool) -> None:
        """Open or close it."""
        self.head.setChecked(shown)
        self.inside.setVisible(shown)

    def set_note(self, note: str) -> None:
        """The quiet words in the heading."""
        self.head.set_note(note)

    def _on_clicked(self, shown: bool) -> None:
        self.inside.setVisible(shown)
        self.turned.emit(shown)
