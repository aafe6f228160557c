"""Home's task list: one row a domain with its state, its counts and its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.meters import Counts, count_words, paint_counts, short_count_words
from assay.ui.widgets.painting import draw_hairline, draw_lines, draw_row, draw_text, wrapped
from assay.ui.widgets.ranges import Range, range_words
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.ui.widgets.strip import paint_axis, paint_strip
from assay.words import tr

DomainState = Literal["not_started", "in_progress", "all_asked", "complete"]
STATE_ICONS: dict[DomainState, str] = {
    "not_started": "circle",
    "in_progress": "circle-half",
    "all_asked": "check-circle",
    "complete": "check-circle-fill",
}
STATE_WORDS: dict[DomainState, str] = {
    "not_started": "Not started",
    "in_progress": "In progress",
    "all_asked": "All asked",
    "complete": "Complete",
}
ROOMY = 600
"""Design px of the list from which the state is a word; below it is its icon, and the word in the tip."""
WIDE = 940
"""Design px of the list from which the counts are spelt out."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One domain of the task list. `range` is None where nothing of it applies."""

    id: str
    code: str
    name: str
    state: DomainState
    counts: Counts
    range: Range | None = None

    def spoken(self) -> str:
        said = [self.code, self.name, tr(STATE_WORDS[self.state]), count_words(self.counts)]
        if self.range is not None:
            said.append(range_words(self.range))
        return ", ".join(said)

    def tip(self) -> str:
        said = (
            f"{self.code}  {self.name}\n{tr(STATE_WORDS[self.state])}: {count_words(self.counts)}"
        )
        return said + (f"\n{range_words(self.range)}" if self.range is not None else "")


@dataclass(frozen=True, slots=True)
class _Columns:
    name: QRectF
    state: QRectF
    counts: QRectF
    strip: QRectF


def _columns(rect: QRectF) -> _Columns:
    wide = theme().logical(rect.width()) >= WIDE
    right = rect.right() - px(22 if wide else 12)
    strip = QRectF(right - px(128), rect.top(), px(128), rect.height())
    counts = QRectF(0, rect.top(), px(272 if wide else 128), rect.height())
    counts.moveRight(strip.left() - px(16))
    roomy = theme().logical(rect.width()) >= ROOMY
    state = QRectF(0, rect.top(), px(98 if roomy else 16), rect.height())
    state.moveRight(counts.left() - px(8))
    left = rect.left() + px(58)
    name = QRectF(left, rect.top(), state.left() - px(12) - left, rect.height())
    return _Columns(name, state, counts, strip)


class TaskDelegate(RowDelegate):
    """Paints `TaskRow`s, 42 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(42)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, TaskRow):
            return
        t, at = tokens(), _columns(rect)
        draw_row(painter, rect, False, hovered)
        draw_hairline(painter, rect.left(), rect.bottom() - px(1), rect.width(), t.hair)
        code = QRectF(rect.left() + px(10), rect.top(), px(44), rect.height())
        draw_text(painter, code, row.code, font("strong", 700), t.text2)
        self._paint_name(painter, at.name, row.name)
        middle = rect.center().y()
        name = STATE_ICONS[row.state]
        paint_icon(painter, at.state.left(), middle - px(7), px(14), name, t.text2)
        words = at.state.adjusted(px(21), 0, 0, 0)
        if words.width() > px(8):
            draw_text(painter, words, tr(STATE_WORDS[row.state]), font("body"), t.text)
        counts = at.counts
        squares = QRectF(counts.left(), rect.top() + px(9), counts.width(), px(7))
        paint_counts(painter, squares, row.counts, t)
        wide = counts.width() > px(200)
        line = QRectF(counts.left(), rect.top() + px(20), counts.width(), px(17))
        text = count_words(row.counts) if wide else short_count_words(row.counts)
        draw_text(painter, line, text, font("caption"), t.text2)
        if row.range is not None:
            shown = row.range
            track = QRectF(at.strip.left(), middle - px(4), at.strip.width(), px(8))
            paint_strip(
                painter, track, shown.low, shown.point, shown.high, None, None, shown.hatched, t
            )

    @staticmethod
    def _paint_name(painter: QPainter, room: QRectF, name: str) -> None:
        t, face = tokens(), font("option")
        lines = wrapped(name, face, room.width(), 2)
        if len(lines) == 1:
            draw_text(painter, room, name, face, t.text)
            return
        face = font("body")
        lines = wrapped(name, face, room.width(), 2)
        step = px(17)
        top = room.center().y() - len(lines) * step / 2
        draw_lines(painter, room.left(), top, lines, face, t.text, step)


class TaskHead(QWidget):
    """`TaskHead(parent=None)`: the column heads over a `TaskList` of the same width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, face = QPainter(self), tokens(), font("caption")
        rect = QRectF(0, 0, self.width(), self.height() - px(1))
        at = _columns(rect)
        first = QRectF(px(10), 0, px(200), rect.height())
        for room, words in (
            (first, tr("Domain")),
            (at.state, tr("State") if at.state.width() > px(20) else ""),
            (at.counts, tr("Questions by state")),
        ):
            draw_text(painter, room, words, face, t.text2)
        paint_axis(painter, at.strip, t, 50)
        draw_hairline(painter, 0, self.height() - px(1), self.width(), t.border)


class TaskList(RowList):
    """`TaskList(name, parent=None)`: `TaskRow`s; a click or Enter opens: `opened(str)`.

    It is as high as its rows: the page scrolls, not the list.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.open_on_click = True
        self.setItemDelegate(TaskDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rows.modelReset.connect(self.updateGeometry)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(42) * self.rows.rowCount())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(420), self.sizeHint().height())
