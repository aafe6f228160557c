"""The parts of a memo that the analyst writes: how many sentences each has, and whether one needs a look."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.widgets.painting import RIGHT, draw_row, draw_text
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import tr, trn

HEIGHT = 29


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part; `mark` is `advice`, `blocks` or empty."""

    id: str
    title: str
    count: int
    mark: str = ""
    selectable: bool = True

    def spoken(self) -> str:
        count = trn("{count} sentence", "{count} sentences", self.count)
        marks = {"advice": tr("has remarks"), "blocks": tr("blocks the final memo")}
        said = (self.title, count if self.count else "", marks.get(self.mark, ""))
        return ", ".join(part for part in said if part)

    def tip(self) -> str:
        return self.spoken()


class PartDelegate(RowDelegate):
    """Paints `PartRow`s, 29 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(HEIGHT)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, PartRow):
            return
        t = tokens()
        draw_row(painter, rect, selected, hovered)
        line = rect.adjusted(px(16), 0, -px(14), 0)
        if row.count:
            draw_text(painter, line, str(row.count), font("body"), t.text2, RIGHT)
            line.setRight(line.right() - px(22))
        if row.mark:
            name = "warning" if row.mark == "advice" else "prohibit"
            ink = t.warn if row.mark == "advice" else t.danger
            top = rect.center().y() - px(7)
            paint_icon(painter, line.right() - px(14), top, px(14), name, ink)
            line.setRight(line.right() - px(20))
        draw_text(painter, line, row.title, font("strong" if selected else "body"), t.text)


class PartList(RowList):
    """`PartList(name, parent=None)`: `PartRow`s; `chosen(str)` when another one is chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(PartDelegate(self))
