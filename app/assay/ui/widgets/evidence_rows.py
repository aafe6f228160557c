"""The list of the evidence library: grade, titles, day, how often cited; headings where it is grouped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.badges import BADGE, grade_words, paint_grade
from assay.ui.widgets.painting import (
    RIGHT,
    draw_hairline,
    draw_ring,
    draw_row,
    draw_text,
    elided,
    width_of,
)
from assay.ui.widgets.rows import ROW, Index, RowDelegate, RowList

HEIGHT = 70
HEAD = 34
PICTURE = QSizeF(38, 52)
"""Design px that a small picture fits in."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: `date` and `cited` as they stand in the last line; `signs` are icons with their words."""

    id: str
    number: int
    grade: str
    title: str
    translation: str
    date: str
    cited: str
    lapsed: bool = False
    damaged: bool = False
    signs: tuple[tuple[str, str], ...] = ()
    where: str = ""
    """Publisher and file, for who wants to know more."""
    snippet: str = ""
    """Where a search found its words in the text; it stands in the second line then."""
    ranges: tuple[tuple[int, int], ...] = ()
    """The words in the snippet, in code points."""
    pictured: bool = False
    """Its picture stands at the right, where the list shows pictures."""

    def spoken(self) -> str:
        said: tuple[str, ...] = (str(self.number), self.title, self.translation, self.where)
        said += (self.date, self.cited)
        marks = (words for _, words in self.signs)
        said += (self.snippet, grade_words(self.grade))
        return ". ".join(part for part in (*said, *marks) if part)

    def tip(self) -> str:
        signs = (words for _, words in self.signs)
        said = (self.title, self.translation, self.where, self.snippet, *signs)
        return "\n".join(part for part in said if part)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a group."""

    id: str
    name: str
    count: int
    selectable: bool = False

    def spoken(self) -> str:
        return f"{self.name} {self.count}"

    def tip(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class LateRow:
    """An item whose words are made when it comes into view: thousands never do."""

    id: str
    source: object
    make: Callable[[Any], ItemRow]
    selectable: bool = True

    def row(self) -> ItemRow:
        """The row itself."""
        return self.make(self.source)

    def spoken(self) -> str:
        return self.row().spoken()

    def tip(self) -> str:
        return self.row().tip()


Listed = LateRow | GroupRow


class ItemDelegate(RowDelegate):
    """Paints items, 70 high, and the headings between them.

    `pictures(id)` gives the small picture of an item, if the list shows them.
    """

    pictures: Callable[[str], QImage | None] | None = None

    def height_of(self, row: object, width: int) -> int:
        return px(HEAD if isinstance(row, GroupRow) else HEIGHT)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else px(290)
        return QSize(width, self.height_of(index.data(ROW), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, view = index.data(ROW), option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if isinstance(view, ItemList):
            selected = selected and view.is_meant(row.id)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect = QRectF(option.rect)
        painter.save()
        self.paint_row(painter, rect, row, selected, hovered)
        if isinstance(view, RowList) and view.rings(index):
            draw_ring(painter, self.ring_of(rect), px(self.ring_radius))
        painter.restore()

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        t = tokens()
        if isinstance(row, GroupRow):
            painter.fillRect(rect, t.sunken)
            line = rect.adjusted(px(14), 0, -px(12), 0)
            taken = draw_text(painter, line, str(row.count), font("caption"), t.text2, RIGHT)
            line.setRight(line.right() - taken - px(10))
            draw_text(painter, line, row.name, font("strong", 700), t.text2)
        elif isinstance(row, LateRow):
            draw_row(painter, rect, selected, hovered)
            item, room = row.row(), QRectF(rect)
            if item.pictured and self.pictures is not None:
                _paint_picture(painter, rect, self.pictures(item.id))
                room.setRight(rect.right() - px(PICTURE.width() + 10))
            self._paint_item(painter, room, item)
            if not selected:
                left = rect.left() + px(56)
                draw_hairline(painter, left, rect.bottom() - px(1), rect.right() - left, t.hair)

    def _paint_item(self, painter: QPainter, rect: QRectF, row: ItemRow) -> None:
        t = tokens()
        badge = QRectF(
            rect.left() + px(14), rect.top() + px(11), px(BADGE.width()), px(BADGE.height())
        )
        paint_grade(painter, badge, row.grade, t)
        line = QRectF(rect.left() + px(56), rect.top() + px(8), 0, px(20))
        line.setRight(rect.right() - px(12))
        second = row.snippet or row.translation or row.where
        _paint_found(painter, line.translated(0, px(18)), row)
        lines: tuple[tuple[str, Ink, str], ...] = (
            (row.title, "text", "strong"),
            (second, "text2", "body"),
        )
        for text, ink, role in lines:
            draw_text(painter, line, text, font(role), t.ink(ink))  # type: ignore[arg-type]
            line.translate(0, px(18))
        self._paint_last(painter, line, row)

    @staticmethod
    def _paint_last(painter: QPainter, line: QRectF, row: ItemRow) -> None:
        """Day at the left, how often cited at the right, signs beside it."""
        t, face = tokens(), font("caption")
        ink = t.danger if row.damaged else t.warn if row.lapsed else t.text3
        taken = draw_text(painter, line, row.cited, face, ink, RIGHT)
        x = line.right() - taken - px(8)
        room = x - line.left() - width_of(row.date, face) - px(8)
        for name, _ in reversed(row.signs[: max(0, int(room // px(18)))]):
            x -= px(14)
            paint_icon(painter, x, line.center().y() - px(6), px(12), name, t.text2)
            x -= px(4)
        line.setRight(x)
        draw_text(painter, line, row.date, face, t.text3)


def _paint_found(painter: QPainter, line: QRectF, row: ItemRow) -> None:
    """The marks under the words that were looked for, as far as the line shows them."""
    face = font("body")
    shown = elided(row.snippet, face, line.width()) if row.snippet else ""
    for start, end in row.ranges:
        if end <= len(shown) - (shown != row.snippet):
            left = line.left() + width_of(shown[:start], face)
            box = QRectF(left, line.top() + px(1), width_of(shown[start:end], face), px(18))
            painter.fillRect(box, tokens().mark)


def _paint_picture(painter: QPainter, rect: QRectF, picture: QImage | None) -> None:
    """The picture in a hairline frame; an icon until it comes, and where none is to be had."""
    t = tokens()
    room = QRectF(0, 0, px(PICTURE.width()), px(PICTURE.height()))
    room.moveCenter(QPointF(rect.right() - px(12) - room.width() / 2, rect.center().y()))
    if picture is None or picture.isNull():
        size = px(22)
        x, y = room.center().x() - size / 2, room.center().y() - size / 2
        paint_icon(painter, x, y, size, "file-text", t.text3)
        return
    fitting = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(0, 0), fitting)
    place.moveCenter(room.center())
    painter.drawImage(place, _scaled(picture, fitting * painter.device().devicePixelRatio()))
    painter.setPen(QPen(t.border, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


_small: dict[tuple[int, int, int], QImage] = {}
"""Pictures in the size of the rows, so that scrolling scales nothing."""


def _scaled(picture: QImage, size: QSizeF) -> QImage:
    fitting = size.toSize().expandedTo(QSize(1, 1))
    key = picture.cacheKey(), fitting.width(), fitting.height()
    if key not in _small:
        if len(_small) >= FIRST:
            _small.clear()
        whole, smooth = (
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        _small[key] = picture.scaled(fitting, whole, smooth)
    return _small[key]


FIRST = 400
"""Rows that are laid out before the list is painted for the first time."""


class ItemList(RowList):
    """`ItemList(name)`: `LateRow`s and `GroupRow`s; several can be chosen with Shift and Ctrl.

    Signals: `chosen(str)` the current item, `opened(str)` Enter, `picked()` other items are selected,
    `dragged(list)` the selected ones are being dragged out.
    `selected_ids()`, `select_all()`.
    """

    picked = Signal()
    dragged = Signal(object)
    _quiet = True
    """Qt tells of a selection while the list is still being made: nobody is to hear that."""
    _several = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.delegate = ItemDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setBatchSize(FIRST)
        self.setDragEnabled(True)

    def set_pictures(self, pictures: Callable[[str], QImage | None] | None) -> None:
        """Show the small pictures that this gives, or none."""
        self.delegate.pictures = pictures
        self.viewport().update()

    def show_picture(self, id: str) -> None:
        """The picture of an item has come."""
        place = self.rows.place(id)
        if place >= 0:
            self.update(self.rows.index(place))

    def set_items(self, rows: list[Listed], *, uniform: bool) -> None:
        """Show these rows; `uniform` when no heading stands among them, so that none is measured."""
        chosen = set(self.selected_ids())
        self.setUniformItemSizes(uniform)
        self.setLayoutMode(self._layout_mode(rows, uniform))
        self.set_rows(rows)
        kept = [n for n, row in enumerate(rows) if row.id in chosen]
        if kept and set(self.selected_ids()) != chosen:
            self._quiet = True
            selection = QItemSelection()
            for place in kept:
                index = self.rows.index(place)
                selection.select(index, index)
            self.selectionModel().select(
                selection, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self._quiet = False

    def _layout_mode(self, rows: list[Listed], uniform: bool) -> QListView.LayoutMode:
        """All at once where a row far down is to stay in view; else what is seen first comes first."""
        near = any(row.id == self.shown for row in rows[:FIRST]) or not self.shown
        above = self.verticalScrollBar().value() == 0
        if uniform and not (near and above):
            return QListView.LayoutMode.SinglePass
        return QListView.LayoutMode.Batched

    def show_row(self, name: str) -> None:
        """A row far down can only be brought into view where all above it are laid out."""
        batched = self.layoutMode() == QListView.LayoutMode.Batched
        if batched and name != self.shown and self.rows.place(name) >= FIRST:
            self.setLayoutMode(QListView.LayoutMode.SinglePass)
            self.doItemsLayout()
        super().show_row(name)

    def is_meant(self, id: str) -> bool:
        """A row that the keyboard merely stands on is not the item that is shown beside the list."""
        return self._several or id == self.shown

    def selected_ids(self) -> list[str]:
        """The ids of what is selected, in the order of the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        rows = (self.rows.row(self.rows.index(place)) for place in places)
        return [row.id for row in rows if isinstance(row, LateRow)]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._several = len(self.selectionModel().selectedIndexes()) > 1
        if not self._quiet:
            self.picked.emit()

    def startDrag(self, supported: Qt.DropAction) -> None:
        """What is dragged are files, and whoever holds the project has them."""
        if self.selected_ids():
            self.dragged.emit(self.selected_ids())

    def step(self, by: int) -> None:
        """To the item after or before, over headings."""
        place = self.currentIndex().row() + by
        while 0 <= place < self.rows.rowCount():
            if isinstance(self.rows.row(self.rows.index(place)), LateRow):
                self.setCurrentIndex(self.rows.index(place))
                return
            place += by
