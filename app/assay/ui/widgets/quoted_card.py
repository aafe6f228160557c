"""The card of a citation beside the page: number, question, stance, words, and whether they stand there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import Button, IconButton, PaintedButton
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.labels import Clipped, Column, Row
from assay.ui.widgets.marks import paint_number
from assay.ui.widgets.painting import draw_box, draw_lines, line_height, wrapped
from assay.words import tr
from assay.words.terms import STANCE

_STANCE: dict[str, tuple[Ink, str]] = {
    "supports": ("support", "plus-circle"),
    "contradicts": ("against", "minus-circle"),
}
LINES = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation: `state` are its words, with icon and ink, for whether the quotation stands in the text."""

    id: str
    number: int
    question: str
    text: str
    stance: str
    quote: str = ""
    translation: str = ""
    place: str = ""
    state: str = ""
    icon: str = ""
    ink: Ink = "text2"


class QuotedCard(QWidget):
    """`QuotedCard(quoted)`: a click shows the place. Signals, each with the citation's id:

    `shown`, `menu` for what can be done with it; `went(str)` with the question.
    """

    shown = Signal(str)
    menu = Signal(str)
    went = Signal(str)

    def __init__(self, quoted: Quoted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quoted = quoted
        self._current = False
        self.number = NumberButton(quoted.number)
        self.code = Button(quoted.question, "link", dense=True)
        self.more = IconButton("dots-three", tr("More about {code}", code=quoted.question))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._arrange()
        self.number.clicked.connect(self._on_shown)
        self.code.clicked.connect(self._on_went)
        self.more.clicked.connect(self._on_menu)
        theme().changed.connect(self.update)

    def _arrange(self) -> None:
        quoted = self.quoted
        ink, icon = _STANCE.get(quoted.stance, ("text2", "question"))
        column = Column(4, (12, 9, 8, 10), self)
        head = Row(4)
        head.addWidget(self.number)
        head.addWidget(self.code)
        head.addStretch(1)
        head.addWidget(IconWord(icon, tr(STANCE.get(quoted.stance, "")), ink, ink, 14))
        head.addWidget(self.more)
        column.addLayout(head)
        column.addWidget(Clipped(quoted.text, 2, "body", "text2"))
        if quoted.quote or quoted.translation:
            column.addWidget(QuoteLines(quoted, ink))
        if quoted.place:
            column.addWidget(Clipped(quoted.place, 1, "caption", "text3"))
        if quoted.state:
            column.addWidget(IconWord(quoted.icon, quoted.state, quoted.ink, quoted.ink, 14))

    def set_reading(self, reading: bool) -> None:
        """Nothing can be done with it but to read it."""
        self.more.setVisible(not reading)

    def set_current(self, current: bool) -> None:
        """Edge it as the one that is stepped to."""
        self._current = current
        self.update()

    def _on_shown(self) -> None:
        self.shown.emit(self.quoted.id)

    def _on_went(self) -> None:
        self.went.emit(self.quoted.question)

    def _on_menu(self) -> None:
        self.menu.emit(self.quoted.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.shown.emit(self.quoted.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, box = tokens(), QRectF(self.rect())
        edge, width = (t.accent, px(15) / 10) if self._current else (t.hair, float(px(1)))
        draw_box(QPainter(self), box, px(7), t.base, edge, width)


class NumberButton(PaintedButton):
    """The number that marks the quotation on the page; it leads there."""

    ring_radius = 4

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(str(number), parent)
        self._number = number
        name = tr("Show quotation {number} on the page", number=number)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(28), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(px(1), px(2), -px(1), -px(2))
        paint_number(QPainter(self), box, self._number)


class QuoteLines(QWidget):
    """The quotation with its bar in the colour of the stance, its translation under it."""

    def __init__(self, quoted: Quoted, ink: Ink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quoted = quoted
        self._ink: Ink = ink
        said = (quoted.quote, quoted.translation)
        self.setAccessibleName(". ".join(part for part in said if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def _broken(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room, said = width - px(12), self._quoted
        quote = wrapped(said.quote, font("body"), room, LINES) if said.quote else ()
        other = said.translation
        return quote, wrapped(other, font("caption"), room, LINES) if other else ()

    def heightForWidth(self, width: int) -> int:
        quote, other = self._broken(width)
        tall = len(quote) * line_height(font("body")) + len(other) * line_height(font("caption"))
        return int(tall + px(4))

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.heightForWidth(self.width() or px(240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.heightForWidth(self.width() or px(240)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        quote, other = self._broken(self.width())
        y = draw_lines(painter, px(12), px(2), quote, font("body"), t.text)
        y = draw_lines(painter, px(12), y, other, font("caption"), t.text2)
        painter.fillRect(QRectF(0, px(2), px(2), y - px(2)), t.ink(self._ink))
