"""Rows of the history: a day, and under it what was done, by whom, at what time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.widgets.painting import RIGHT, draw_hairline, draw_row, draw_text
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import days, tr
from assay.work.chronicle import Entry
from assay.work.views.history import clock, sentence, when, who

SINGLE_PASS = 2000
"""As many rows are laid out at once; more come in lots."""
_ICONS = {
    "answers": "pencil-simple",
    "evidence": "paperclip",
    "rating": "flag",
    "memo": "file-text",
    "review": "chat-text",
    "project": "file",
}
_BY_LABEL = {
    "create_project": "file",
    "build_example": "file",
    "undo": "arrow-u-up-left",
    "redo": "arrow-u-up-right",
    "merge": "git-merge",
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One revision; its words are made when it comes into view."""

    id: str
    entry: Entry
    selectable: bool = True

    def words(self) -> str:
        return sentence(self.entry.label)

    def icon(self) -> str:
        if self.entry.redacted:
            return "eye-slash"
        if len(self.entry.parents) > 1:
            return "git-merge"
        found = _BY_LABEL.get(self.entry.label.message)
        return found or next(
            (_ICONS[kind] for kind in _ICONS if kind in self.entry.kinds), "circle"
        )

    def spoken(self) -> str:
        said = [self.words(), who(self.entry), when(self.entry.time)]
        if self.entry.redacted:
            said.append(tr("redacted"))
        return ", ".join(said)

    def tip(self) -> str:
        return self.spoken()


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day on which something was done."""

    id: str
    day: str
    selectable: bool = False

    def spoken(self) -> str:
        return self.day

    def tip(self) -> str:
        return self.day


class StepDelegate(RowDelegate):
    """Paints steps, 50 high, and days, 32."""

    def height_of(self, row: object, width: int) -> int:
        return px(50 if isinstance(row, StepRow) else 32)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        t = tokens()
        if isinstance(row, DayHead):
            painter.fillRect(rect, t.sunken)
            line = rect.adjusted(px(24), 0, -px(16), 0)
            draw_text(painter, line, row.day, font("label", 700), t.text2)
        elif isinstance(row, StepRow):
            draw_row(painter, rect, selected, hovered)
            left = rect.left() + px(54)
            if not selected:
                length = rect.right() - left
                draw_hairline(painter, left, rect.bottom() - px(1), length, t.hair)
            top = rect.top() + px(8)
            paint_icon(painter, rect.left() + px(25), top + px(2), px(16), row.icon(), t.text2)
            line = QRectF(left, top - px(1), rect.right() - left - px(16), px(19))
            taken = draw_text(painter, line, clock(row.entry.time), font("caption"), t.text3, RIGHT)
            line.setRight(line.right() - taken - px(12))
            ink = t.text3 if row.entry.redacted else t.text
            draw_text(painter, line, row.words(), font("strong" if selected else "body"), ink)
            below = QRectF(left, top + px(18), rect.right() - left - px(16), px(17))
            draw_text(painter, below, who(row.entry), font("caption"), t.text3)


class StepList(RowList):
    """`StepList(name)`: `StepRow`s under `DayHead`s, newest first. `chosen(str)`, `opened(str)`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(StepDelegate(self))
        self.setBatchSize(400)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, newest first."""
        rows: list[StepRow | DayHead] = []
        day = ""
        for entry in entries:
            if entry.day != day:
                day = entry.day
                rows.append(DayHead(f"day:{day}", days.day(entry.moment.date())))
            rows.append(StepRow(entry.id, entry))
        batched = len(rows) > SINGLE_PASS
        mode = QListView.LayoutMode.Batched if batched else QListView.LayoutMode.SinglePass
        self.setLayoutMode(mode)
        self.set_rows(rows)

    def first(self) -> str:
        """The newest, or empty."""
        return next((row.id for row in self.rows.rows() if isinstance(row, StepRow)), "")
