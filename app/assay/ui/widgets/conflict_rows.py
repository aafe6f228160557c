"""The list of a merge's conflicts: what each is about, and what was chosen for it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.painting import draw_row, draw_text
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import tr

_STATE: dict[str, tuple[str, Ink]] = {
    "open": ("circle", "text2"),
    "decided": ("check-circle", "support"),
    "later": ("clock", "text2"),
}


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict: `state` is `open`, `decided` or `later`, `chosen` says what was."""

    id: str
    what: str
    field: str
    about: str
    state: str
    chosen: str
    selectable: bool = True

    def second(self) -> str:
        return " • ".join(part for part in (self.field, self.chosen) if part)

    def spoken(self) -> str:
        said = tr("to decide") if self.state == "open" else self.chosen
        return ", ".join(part for part in (self.what, self.field, said, self.about) if part)

    def tip(self) -> str:
        return self.about


class ConflictDelegate(RowDelegate):
    """Paints `ConflictRow`s, 48 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(48)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, ConflictRow):
            return
        t = tokens()
        draw_row(painter, rect, selected, hovered)
        name, ink = _STATE[row.state]
        top = rect.center().y() - px(7)
        paint_icon(painter, rect.left() + px(12), top, px(14), name, t.ink(ink))
        line = QRectF(rect.left() + px(36), rect.top() + px(5), rect.width() - px(44), px(20))
        draw_text(painter, line, row.what, font("strong"), t.text)
        draw_text(painter, line.translated(0, px(18)), row.second(), font("caption"), t.text2)


class ConflictList(RowList):
    """`ConflictList(name, parent=None)`: `ConflictRow`s; `chosen(str)` selects one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(ConflictDelegate(self))
