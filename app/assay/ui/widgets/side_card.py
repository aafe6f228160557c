"""One side of a conflict: whose it is, when, what it says with what is new in it, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from assay.core.wording import Range
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import PaintedButton
from assay.ui.widgets.fields import PlainEdit
from assay.ui.widgets.labels import Column, Rule, Words
from assay.ui.widgets.painting import draw_box, draw_key, draw_text
from assay.ui.widgets.units import Units
from assay.words import tr

CITED = 4
"""As many sources stand under a side; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says; `new` is what it says that the base did not, marked in `ink`."""

    choice: str
    title: str
    who: str
    key: str
    text: str
    new: tuple[Range, ...] = ()
    ink: Ink = "accent"
    cited: tuple[str, ...] = ()
    effect: str = ""


class _Head(PaintedButton):
    """The radio, whose side it is, who and when, and its key."""

    ring_radius = 6

    def __init__(self) -> None:
        super().__init__()
        self.said = Said("", "", "", "", "")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(180), px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, centre = self.isChecked(), QPointF(px(10), px(13))
        painter.setPen(QPen(t.accent if on else t.border, px(15) / 10))
        painter.setBrush(t.base)
        painter.drawEllipse(centre, px(8), px(8))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.accent)
            painter.drawEllipse(centre, px(4), px(4))
        if self.said.key:
            cap = QRectF(box.right() - px(20), px(4), px(18), px(18))
            draw_key(painter, cap, self.said.key, on)
        upper = QRectF(px(28), px(2), box.width() - px(54), px(22))
        draw_text(painter, upper, self.said.title, font("pane_heading"), t.text)
        lower = QRectF(px(28), px(24), box.width() - px(30), px(20))
        draw_text(painter, lower, self.said.who, font("caption"), t.text2)


class SideCard(QWidget):
    """`SideCard(parent=None)`; `show_said(Said)`, `set_chosen(bool)`. Signal: `chosen(str)` the choice."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Said("", "", "", "", "")
        self.head = _Head()
        self.text = PlainEdit()
        self.text.setReadOnly(True)
        self.cited = Words("", "caption", "text2", wrap=True)
        self.effect = Words("", "strong", "text2", wrap=True)
        column = Column(8, (12, 10, 12, 12), self)
        column.addWidget(self.head)
        column.addWidget(Rule())
        column.addWidget(self.text, 1)
        column.addWidget(self.cited)
        column.addWidget(self.effect)
        self.head.clicked.connect(self._choose)
        self.setMinimumSize(px(190), px(150))
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_said(self, said: Said) -> None:
        """Show this side."""
        self.said = self.head.said = said
        self.head.setAccessibleName(". ".join(p for p in (said.title, said.who, said.text) if p))
        self.text.setAccessibleName(said.title)
        self.text.setPlainText(said.text)
        self._mark()
        lines = list(said.cited[:CITED])
        if len(said.cited) > CITED:
            lines.append(tr("and {count} more", count=len(said.cited) - CITED))
        self.cited.setText("\n".join(lines))
        self.cited.setVisible(bool(lines))
        self.effect.setText(said.effect)
        self.effect.setVisible(bool(said.effect))
        self.head.update()

    def set_chosen(self, chosen: bool) -> None:
        """This side is the one that counts."""
        self.head.setChecked(chosen)
        self.update()

    def _restyle(self) -> None:
        self.text.setFont(font("body"))
        self._mark()
        self.update()

    def _mark(self) -> None:
        """What is new stands on a tint, bold and underlined: colour alone says nothing."""
        t, units = tokens(), Units(self.said.text)
        look = QTextCharFormat()
        look.setBackground(t.accent_tint if self.said.ink == "accent" else t.against_tint)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(t.ink(self.said.ink))
        marks = []
        for start, end in self.said.new:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(units.unit(start))
            cursor.setPosition(units.unit(end), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _choose(self) -> None:
        self.chosen.emit(self.said.choice)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, on = tokens(), self.head.isChecked()
        width = px(15) / 10 if on else px(1)
        box = QRectF(self.rect())
        draw_box(QPainter(self), box, px(7), t.base, t.accent if on else t.hair, width)
