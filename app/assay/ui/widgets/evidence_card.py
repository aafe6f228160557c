"""The evidence card: grade, stance, age, original title over translation, and the quotation."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.badges import BADGE, grade_words, paint_grade
from assay.ui.widgets.meters import paint_freshness
from assay.ui.widgets.painting import (
    RIGHT,
    draw_box,
    draw_lines,
    draw_text,
    line_height,
    width_of,
    wrapped,
)
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import tr
from assay.words.terms import STANCE

_STANCE: dict[str, tuple[Ink, str]] = {
    "supports": ("support", "plus-circle"),
    "contradicts": ("against", "minus-circle"),
}
GAP = 8
"""Design px between two cards."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A piece of evidence as cited: `left` is the share of weight that ageing has left (None: no meter),
    `age` its words (*2 y 11 m*, *in force*, *expired 10 Nov 2026*), `where` publisher · date · locator."""

    id: str
    grade: str
    stance: str
    title: str
    translation: str = ""
    where: str = ""
    quote: str = ""
    quote_translation: str = ""
    left: float | None = None
    age: str = ""
    lapsed: bool = False
    damage: str = ""
    """What does not hold of it any more, in words."""

    def spoken(self) -> str:
        parts = (
            grade_words(self.grade),
            tr(STANCE.get(self.stance, "")) if self.stance else "",
            self.damage,
            self.title,
            self.translation,
            self.where,
            self.age,
            self.quote,
        )
        return ". ".join(part for part in parts if part)

    def tip(self) -> str:
        return "\n".join(
            part for part in (self.damage, self.title, self.translation, self.where) if part
        )


class CardDelegate(RowDelegate):
    """Paints `CardRow`s; heights are worked out once per width."""

    ring_radius = 7

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[CardRow, int], int] = {}

    def _forget(self) -> None:
        self._heights.clear()
        super()._forget()

    def height_of(self, row: object, width: int) -> int:
        if not isinstance(row, CardRow):
            return 0
        height = self._heights.get((row, width))
        if height is None:
            height = self._heights[row, width] = self._measure(row, width)
        return height

    def ring_of(self, rect: QRectF) -> QRectF:
        return rect.adjusted(0, 0, 0, -px(GAP))

    def _quote(self, row: CardRow, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - px(24 + 12)
        original = wrapped(row.quote, font("body"), room, 2) if row.quote else ()
        given = row.quote_translation
        translated = wrapped(given, font("caption"), room, 2) if given else ()
        return original, translated

    def _measure(self, row: CardRow, width: int) -> int:
        original, translated = self._quote(row, width)
        height = px(12 + BADGE.height() + 6) + px(22)
        height += px(19) if row.translation else 0
        height += px(19) if row.where else 0
        height += px(21) if row.damage else 0
        quote = len(original) * line_height(font("body"))
        quote += len(translated) * line_height(font("caption"))
        if quote:
            height += int(quote) + px(6)
        return height + px(10) + px(GAP)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, CardRow):
            return
        t = tokens()
        card = rect.adjusted(0, 0, 0, -px(GAP))
        fill = t.select if selected else t.hover if hovered else t.base
        edge = t.accent if selected else t.hair
        draw_box(painter, card, px(7), fill, edge, px(15) / 10 if selected else px(1))
        inner = card.adjusted(px(12), px(12), -px(12), -px(10))
        self._paint_head(painter, inner, row)
        y = inner.top() + px(BADGE.height() + 6)
        lines: tuple[tuple[str, str, Ink, int], ...] = (
            (row.title, "option_strong", "text", 22),
            (row.translation, "caption", "text2", 19),
            (row.where, "caption", "text3", 19),
        )
        for text, role, ink, height in lines:
            if text:
                line = QRectF(inner.left(), y, inner.width(), px(height))
                draw_text(painter, line, text, font(role), t.ink(ink))  # type: ignore[arg-type]
                y += px(height)
        if row.damage:
            paint_icon(painter, inner.left(), y + px(3), px(14), "warning", t.danger)
            line = QRectF(inner.left() + px(19), y, inner.width() - px(19), px(21))
            draw_text(painter, line, row.damage, font("caption"), t.danger)
            y += px(21)
        self._paint_quote(painter, inner, y + px(6), row, card.width())

    def _paint_head(self, painter: QPainter, inner: QRectF, row: CardRow) -> None:
        t = tokens()
        badge = QRectF(inner.left(), inner.top(), px(BADGE.width()), px(BADGE.height()))
        paint_grade(painter, badge, row.grade, t)
        line = QRectF(badge.right() + px(12), badge.top(), 0, badge.height())
        if row.stance in _STANCE:
            ink, name = _STANCE[row.stance]
            paint_icon(painter, line.left(), line.center().y() - px(7), px(14), name, t.ink(ink))
            words = tr(STANCE[row.stance])
            line.setLeft(line.left() + px(19))
            line.setWidth(width_of(words, font("strong")) + 1)
            draw_text(painter, line, words, font("strong"), t.ink(ink))
        old = row.lapsed or (row.left is not None and row.left < 0.3)
        line = QRectF(line.right() + px(8), badge.top(), 0, badge.height())
        line.setRight(inner.right())
        ink_of_age = t.warn if old and row.lapsed else t.text2
        taken = draw_text(painter, line, row.age, font("caption"), ink_of_age, RIGHT)
        if row.left is not None:
            meter = QRectF(0, 0, px(36), px(6))
            meter.moveCenter(line.center())
            meter.moveRight(inner.right() - taken - px(9))
            paint_freshness(painter, meter, row.left, t)

    def _paint_quote(
        self, painter: QPainter, inner: QRectF, top: float, row: CardRow, width: float
    ) -> None:
        t = tokens()
        original, translated = self._quote(row, width)
        if not original and not translated:
            return
        x = inner.left() + px(12)
        y = draw_lines(painter, x, top, original, font("body"), t.text)
        y = draw_lines(painter, x, y, translated, font("caption"), t.text2)
        ink = t.ink(_STANCE[row.stance][0]) if row.stance in _STANCE else t.border
        painter.fillRect(QRectF(inner.left(), top, px(2), y - top), ink)


class CardList(RowList):
    """`CardList(name, parent=None)`: `CardRow`s; `chosen(str)` selects, `opened(str)` opens the page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(CardDelegate(self))
