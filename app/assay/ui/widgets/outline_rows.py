"""The outline of a document: its parts and the pages they start on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from assay.ui.theme import font, px, tokens
from assay.ui.widgets.painting import RIGHT, draw_row, draw_text
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import tr


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One part and its first page."""

    id: str
    title: str
    page: int
    selectable: bool = True

    def spoken(self) -> str:
        return tr("{title}, page {page}", title=self.title, page=self.page)

    def tip(self) -> str:
        return self.title


class OutlineDelegate(RowDelegate):
    """Paints `OutlineRow`s, 32 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(32)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, OutlineRow):
            return
        draw_row(painter, rect, selected, hovered)
        line = rect.adjusted(px(16), 0, -px(14), 0)
        taken = draw_text(painter, line, str(row.page), font("body"), tokens().text3, RIGHT)
        line.setRight(line.right() - taken - px(10))
        face = font("strong" if selected else "body")
        draw_text(painter, line, row.title, face, tokens().text)


class OutlineList(RowList):
    """`OutlineList(name, parent=None)`: `OutlineRow`s; a click or Enter opens: `opened(str)`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.open_on_click = True
        self.setItemDelegate(OutlineDelegate(self))
