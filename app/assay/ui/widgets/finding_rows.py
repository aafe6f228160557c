"""Rows of the dashboard: what would narrow the range, what moves the point, and flags with their state."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.memo_numbers import signed, tenth
from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.painting import (
    RIGHT,
    draw_box,
    draw_hairline,
    draw_lines,
    draw_row,
    draw_text,
    draw_upright,
    line_height,
    wrapped,
)
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.ui.widgets.strip import STATUS_ICONS
from assay.words import tr

FLAG_ICONS = {"knockout": "lock-simple", "gate": "prohibit", "floor": "flag-fill"}


@dataclass(frozen=True, slots=True)
class WorthRow:
    """A question and the points by which settling it would narrow the range. `share`: of the largest."""

    id: str
    text: str
    status: str
    points: float
    share: float
    selectable: bool = True

    def spoken(self) -> str:
        points = f"{self.points:.1f}"
        return tr("{code}, {points} points: {text}", code=self.id, points=points, text=self.text)

    def tip(self) -> str:
        return f"{self.id}  {self.text}"


@dataclass(frozen=True, slots=True)
class SwingRow:
    """A question with the overall point at its best and at its worst answer."""

    id: str
    text: str
    best: float
    point: float
    worst: float
    reach: float
    """The widest distance of any row from the point: the scale of the bars."""
    changes_band: bool = False
    selectable: bool = True

    def spoken(self) -> str:
        said = tr(
            "{code}: {best} at best, {worst} at worst: {text}",
            code=self.id,
            best=tenth(self.best),
            worst=tenth(self.worst),
            text=self.text,
        )
        return f"{said}. {tr('Changes the band')}" if self.changes_band else said

    def tip(self) -> str:
        return f"{self.id}  {self.text}"


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A flag: its kind, the word of its state, its text."""

    id: str
    kind: str
    state: str
    """The word that is shown: *Binding*, *Open*, *Gate*."""
    text: str
    ink: Ink = "danger"
    selectable: bool = True

    def spoken(self) -> str:
        return f"{self.state}, {self.id}: {self.text}"

    def tip(self) -> str:
        return f"{self.id}  {self.text}"


class StillList(RowList):
    """`StillList(name, delegate, parent=None)`: as high as its rows, the page scrolls; a click opens."""

    def __init__(
        self, name: str, delegate: type[RowDelegate], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self.open_on_click = True
        self.setItemDelegate(delegate(self))
        self.setVerticalScrollBarPolicy(self.horizontalScrollBarPolicy())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rows.modelReset.connect(self.updateGeometry)
        self.rows.dataChanged.connect(self.updateGeometry)
        theme().changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        delegate = self.itemDelegate()
        if not isinstance(delegate, RowDelegate):
            return 0
        return sum(delegate.height_of(row, width) for row in self.rows.rows()) + px(2)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > px(120) else px(320)
        return QSize(px(320), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # texts wrap anew, so the rows have other heights


class WorthDelegate(RowDelegate):
    """Paints `WorthRow`s: state, code, text in two lines, bar, points."""

    def height_of(self, row: object, width: int) -> int:
        return px(47)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, WorthRow):
            return
        t = tokens()
        draw_row(painter, rect, False, hovered)
        draw_hairline(painter, rect.left(), rect.bottom() - px(1), rect.width(), t.hair)
        top = rect.top() + px(4)
        icon = STATUS_ICONS.get(row.status, "question")
        paint_icon(painter, rect.left() + px(1), top + px(3), px(14), icon, t.text2)
        code = QRectF(rect.left() + px(24), top, px(56), px(20))
        draw_text(painter, code, row.id, font("strong"), t.accent)
        number = QRectF(rect.right() - px(34), top, px(32), px(20))
        draw_text(painter, number, f"{row.points:.1f}", font("body"), t.text, RIGHT)
        bar = QRectF(rect.right() - px(78), top + px(7), max(px(2), px(40) * row.share), px(6))
        painter.fillRect(bar, t.text2)
        left = code.right() + px(4)
        face, room = font("body"), rect.right() - px(90) - left
        lines = wrapped(row.text, face, room, 2)
        draw_lines(painter, left, top, lines, face, t.text, px(19))


class SwingDelegate(RowDelegate):
    """Paints `SwingRow`s: code, text, bars from the point with signed numbers at their ends."""

    def height_of(self, row: object, width: int) -> int:
        return px(28)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, SwingRow):
            return
        t = tokens()
        draw_row(painter, rect, False, hovered)
        code = QRectF(rect.left() + px(6), rect.top(), px(58), rect.height())
        draw_text(painter, code, row.id, font("strong"), t.accent)
        middle = rect.left() + rect.width() * 0.735
        room = rect.right() - middle - px(44)
        left = code.right() + px(4)
        text = QRectF(left, rect.top(), middle - room - px(52) - left, rect.height())
        draw_text(painter, text, row.text, font("body"), t.text)
        low = room * (row.point - row.best) / row.reach
        high = room * (row.worst - row.point) / row.reach
        top, tall = rect.center().y() - px(6), px(12)
        if low > 0.5:
            draw_box(painter, QRectF(middle - low, top, low, tall), 0, t.ramp[1].fill, t.ramp_edge)
        if high > 0.5:
            draw_box(painter, QRectF(middle, top, high, tall), 0, t.ramp[3].fill, t.ramp_edge)
        draw_upright(painter, middle, rect.top(), rect.height(), t.text)
        face = font("caption")
        number = QRectF(middle - low - px(46), rect.top(), px(42), rect.height())
        draw_text(painter, number, signed(row.best - row.point), face, t.text2, RIGHT)
        after = QRectF(middle + high + px(4), rect.top(), px(42), rect.height())
        mark = " *" if row.changes_band else ""
        draw_text(painter, after, signed(row.worst - row.point) + mark, face, t.text2)


class FlagDelegate(RowDelegate):
    """Paints `FlagLine`s: state with its icon, id, text as long as it is up to two lines."""

    def height_of(self, row: object, width: int) -> int:
        if not isinstance(row, FlagLine):
            return px(44)
        lines = wrapped(row.text, font("body"), width - px(98), 2)
        return int(px(28) + len(lines) * line_height(font("body")))

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, FlagLine):
            return
        t = tokens()
        draw_row(painter, rect, selected, hovered)
        draw_hairline(painter, rect.left(), rect.bottom() - px(1), rect.width(), t.hair)
        top = rect.top() + px(4)
        ink = t.ink(row.ink)
        paint_icon(painter, rect.left() + px(6), top + px(2), px(14), FLAG_ICONS[row.kind], ink)
        state = QRectF(rect.left() + px(26), top, px(64), px(18))
        draw_text(painter, state, row.state, font("label"), ink)
        left = rect.left() + px(92)
        draw_text(
            painter,
            QRectF(left, top, rect.right() - left, px(18)),
            row.id,
            font("caption"),
            t.text2,
        )
        face = font("body")
        lines = wrapped(row.text, face, rect.width() - px(98), 2)
        draw_lines(painter, left, top + px(18), lines, face, t.text)
