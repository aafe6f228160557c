"""The recent projects of the start page: issuer and file, progress, when and how far."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.meters import paint_share
from assay.ui.widgets.painting import RIGHT, draw_box, draw_hairline, draw_text, width_of
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import tr


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One project: `id` is its path, `place` the path as people read it. Empty text is left out."""

    id: str
    name: str
    english: str = ""
    ticker: str = ""
    place: str = ""
    checklist: str = ""
    answered: int = 0
    asked: int = 0
    when: str = ""
    status: str = ""
    warning: bool = False
    missing: bool = False

    def spoken(self) -> str:
        said = (self.name, self.english, self.ticker, self.place, self.progress(), self.when)
        return ", ".join(part for part in (*said, self.state_words()) if part)

    def progress(self) -> str:
        if not self.asked:
            return ""
        return tr("{answered} of {asked} answered", answered=self.answered, asked=self.asked)

    def state_words(self) -> str:
        return tr("File not found: moved, renamed or unplugged") if self.missing else self.status

    def tip(self) -> str:
        return self.id


class RecentDelegate(RowDelegate):
    """Paints `RecentRow`s, 66 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(66)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, RecentRow):
            return
        t = tokens()
        if hovered:
            draw_box(painter, rect, px(7), t.hover)
        else:
            inner = rect.width() - 2 * px(14)
            draw_hairline(painter, rect.left() + px(14), rect.bottom() - px(1), inner, t.hair)
        upper = QRectF(rect.left() + px(16), rect.top() + px(11), 0, px(24))
        lower = upper.translated(0, px(24))
        lower.setHeight(px(20))
        split = rect.left() + rect.width() * 0.53
        for line in (upper, lower):
            line.setRight(split - px(16))
        self._paint_names(painter, upper, row)
        name = "warning" if row.missing else "file-text"
        ink: Ink = "warn" if row.missing else "text2"
        paint_icon(painter, lower.left(), lower.center().y() - px(6), px(12), name, t.ink(ink))
        draw_text(painter, lower.adjusted(px(20), 0, 0, 0), row.place, font("caption"), t.text2)
        for line in (upper, lower):
            line.setLeft(split)
            line.setRight(rect.right() - px(16))
        self._paint_state(painter, upper, lower, row)

    @staticmethod
    def _paint_names(painter: QPainter, line: QRectF, row: RecentRow) -> None:
        t = tokens()
        ink = t.text3 if row.missing else t.text
        words = (
            (row.name, font("option_strong", 700 if not row.english else 500), ink),
            (row.english, font("option"), ink),
            (row.ticker, font("caption"), t.text2),
        )
        for text, face, colour in words:
            if text and line.width() > px(20):
                taken = draw_text(painter, line, text, face, colour)
                line = line.adjusted(taken + px(10), 0, 0, 0)

    @staticmethod
    def _paint_state(painter: QPainter, upper: QRectF, lower: QRectF, row: RecentRow) -> None:
        t = tokens()
        taken = draw_text(painter, upper, row.when, font("caption"), t.text3, RIGHT)
        upper.setRight(upper.right() - taken - px(12))
        draw_text(painter, upper, row.checklist, font("body"), t.text2)
        state = row.state_words()
        alarm = row.warning or row.missing
        face = font("label") if not row.missing else font("caption")
        taken = draw_text(painter, lower, state, face, t.warn if alarm else t.text2, RIGHT)
        progress = row.progress()
        needed = px(90) + width_of(progress, font("caption"))
        if progress and not row.missing and lower.width() - taken - px(12) >= needed:
            bar = QRectF(lower.left(), lower.center().y() - px(3), px(80), px(6))
            paint_share(painter, bar, row.answered / row.asked, t)
            line = lower.adjusted(px(90), 0, 0, 0)
            draw_text(painter, line, progress, font("caption"), t.text2)


class RecentList(RowList):
    """`RecentList(name, parent=None)`: `RecentRow`s; a click or Enter opens: `opened(str)` the path."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.open_on_click = True
        self.setItemDelegate(RecentDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.rows.modelReset.connect(self.updateGeometry)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(66) * self.rows.rowCount())
