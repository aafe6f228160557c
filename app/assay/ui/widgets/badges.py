"""The grade of a source as a badge: the more ink, the more reliable; the figure is the claim."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Tokens
from assay.ui.widgets.painting import CENTRE, draw_box, draw_text
from assay.ui.widgets.strip import paint_hatch
from assay.words import tr
from assay.words.terms import CREDIBILITY, RELIABILITY

BADGE = QSize(30, 22)
"""Size of a badge in design px."""


def grade_words(grade: str) -> str:
    """*A completely reliable, 3 possibly true*."""
    letter, figure = grade[:1], grade[1:2]
    return tr(
        "{letter} {reliability}, {figure} {credibility}",
        letter=letter,
        reliability=tr(RELIABILITY.get(letter, RELIABILITY["F"])),
        figure=figure,
        credibility=tr(CREDIBILITY.get(figure, CREDIBILITY["6"])),
    )


def paint_grade(painter: QPainter, rect: QRectF, grade: str, roles: Tokens) -> None:
    """Letter box and figure box: A solid, B paler, C hatched, D to F outline only. Never coloured."""
    letter, figure = grade[:1], grade[1:2]
    draw_box(painter, rect, px(4), roles.base)
    left = QRectF(rect.left(), rect.top(), px(16), rect.height())
    outline = QPainterPath()
    outline.addRoundedRect(rect, px(4), px(4))
    half = QPainterPath()
    half.addRect(left)
    inside = outline.intersected(half)
    ink = roles.text
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if letter in ("A", "B"):
        painter.fillPath(inside, roles.text if letter == "A" else roles.text3)
        ink = roles.base
    elif letter == "C":
        paint_hatch(painter, inside, roles.ramp_edge, px(4))
        disc = QRectF(0, 0, px(12), px(14))
        disc.moveCenter(left.center())
        draw_box(painter, disc, px(4), roles.base)
    painter.restore()
    draw_box(painter, rect, px(4), None, roles.text2 if letter in "ABC" else roles.border, px(1))
    draw_text(painter, left, letter, font("label", 700), ink, CENTRE)
    right = QRectF(left.right() - px(1), rect.top(), rect.right() - left.right(), rect.height())
    draw_text(painter, right, figure, font("label"), roles.text, CENTRE)


class GradeBadge(QWidget):
    """`GradeBadge(grade="F6", parent=None)`: 30 × 22, spoken in words. `set_grade(grade)`."""

    def __init__(self, grade: str = "F6", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_grade(grade)
        theme().changed.connect(self.restyle)

    def set_grade(self, grade: str) -> None:
        self._grade = grade
        self.setAccessibleName(grade_words(grade))
        self.setToolTip(grade_words(grade))
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(BADGE.width()), px(BADGE.height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_grade(QPainter(self), QRectF(self.rect()), self._grade, tokens())
