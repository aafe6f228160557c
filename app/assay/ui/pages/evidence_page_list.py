"""The list of a document's pages: number, the document's own name for it, how many quotations stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.labels import Column, Ground, Row, Rule
from assay.ui.widgets.painting import RIGHT, draw_row, draw_text
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import tr, trn

WIDTH = 128
Pages = tuple[int, tuple[str, ...], tuple[int, ...]]
"""How many there are, what the document calls them, and the page of every quotation."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page."""

    id: str
    label: str
    quoted: int
    selectable: bool = True

    def spoken(self) -> str:
        said = [tr("Page {number}", number=self.id), self.label]
        if self.quoted:
            said.append(trn("{count} quotation", "{count} quotations", self.quoted))
        return ", ".join(part for part in said if part)

    def tip(self) -> str:
        return self.spoken()


class PageDelegate(RowDelegate):
    """Paints `PageRow`s, 30 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(30)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, PageRow):
            return
        t = tokens()
        draw_row(painter, rect, selected, hovered)
        line = rect.adjusted(px(14), 0, -px(10), 0)
        if row.quoted:
            taken = draw_text(painter, line, str(row.quoted), font("caption"), t.text2, RIGHT)
            left = line.right() - taken - px(18)
            paint_icon(painter, left, line.center().y() - px(7), px(14), "quotes", t.text2)
            line.setRight(left - px(4))
        face = font("strong" if selected else "body")
        taken = draw_text(painter, line, row.id, face, t.text)
        line.setLeft(line.left() + taken + px(8))
        draw_text(painter, line, row.label, font("caption"), t.text3)


class PageList(Ground):
    """`PageList()`: `set_pages(count, labels, quoted)`, `show_page(page)`. Signal: `turned(int page)`."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self.list = RowList(tr("Pages of this document"))
        self.list.setItemDelegate(PageDelegate(self.list))
        self.list.setUniformItemSizes(True)
        row = Row(0, parent=self)
        column = Column(0, (0, 6, 0, 0))
        column.addWidget(self.list)
        row.addLayout(column)
        row.addWidget(Rule(upright=True))
        self._pages: Pages = (0, (), ())
        self._listed: Pages = self._pages
        self._page = 1
        self.list.chosen.connect(self._on_chosen)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """As wide as a number and a word need."""
        self.setFixedWidth(px(WIDTH))

    def set_pages(self, count: int, labels: Sequence[str], quoted: Sequence[int]) -> None:
        """Show so many pages under their own names; `quoted` names the page of every quotation."""
        self._pages = count, tuple(labels), tuple(quoted)
        if self.isVisible():
            self._list_them()

    def _list_them(self) -> None:
        """The rows of thousands of pages are made when somebody looks at the list."""
        if self._pages == self._listed:
            return
        self._listed = count, labels, quoted = self._pages
        often = Counter(quoted)
        self.list.set_rows(
            [
                PageRow(str(n), labels[n - 1] if n <= len(labels) else "", often[n])
                for n in range(1, count + 1)
            ]
        )
        self.list.show_row(str(self._page))

    def show_page(self, page: int) -> None:
        """Mark the page on the screen."""
        self._page = page
        if self.isVisible() and self.list.shown != str(page):
            self.list.show_row(str(page))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list_them()
        self.show_page(self._page)

    def _on_chosen(self, id: str) -> None:
        self.turned.emit(int(id))
