"""A quiet table: cells of words, ranges or bars under plain heads, with keys, hover and spoken cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from assay.ui.icons import paint_icon
from assay.ui.theme import TypeRole, font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.painting import (
    CENTRE,
    LEFT,
    RIGHT,
    draw_hairline,
    draw_lines,
    draw_ring,
    draw_row,
    draw_text,
    plain_tip,
    wrapped,
)
from assay.ui.widgets.ranges import Range, range_words
from assay.ui.widgets.rows import Index
from assay.ui.widgets.strip import paint_axis, paint_strip

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
HEAD = 26
NAMED = 18
"""What the titles over scales add to the heads."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """`width` in design px; 0 takes what is left, `share` parts of it. `lines`: at most so many a cell."""

    title: str
    width: int = 0
    share: int = 1
    right: bool = False
    centre: bool = False
    lines: int = 1
    axis: bool = False
    """A column of ranges: its head is their scale."""
    named: bool = False
    """A scale that has the column's title over it: which of several ranges this is."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """Words with their type and ink, or a range; `spoken` in place of the words where they are short."""

    text: str = ""
    role: TypeRole = "body"
    ink: Ink = "text"
    icon: str = ""
    icon_ink: Ink = "text2"
    range: Range | None = None
    bar: float | None = None
    """A bar of this share of the cell's width."""
    spoken: str = ""

    def said(self) -> str:
        if self.spoken:
            return self.spoken
        return self.text if self.range is None else range_words(self.range)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row. `strong` stands out from the others."""

    id: str
    cells: tuple[GridCell, ...]
    strong: bool = False


class GridModel(QAbstractTableModel):
    """Rows under columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: list[GridColumn] = []
        self.rows: list[GridRow] = []

    def set_columns(self, columns: Sequence[GridColumn]) -> None:
        self.beginResetModel()
        self.columns = list(columns)
        self.endResetModel()

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def cell(self, index: Index) -> GridCell:
        cells = self.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else GridCell()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index).said()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.cell(index).said())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in spoken:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return section + 1


class _Head(QHeaderView):
    """The heads: captions over a line in the border colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        model = self.model()
        named = isinstance(model, GridModel) and any(c.named for c in model.columns)
        return QSize(px(100), px(HEAD + NAMED) if named else px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, GridModel) or section >= len(model.columns):
            return
        t, column, place = tokens(), model.columns[section], QRectF(rect)
        painter.save()
        painter.fillRect(place, t.window)
        draw_hairline(painter, place.left(), place.bottom() - px(1), place.width(), t.border)
        inside = place.adjusted(px(6), 0, -px(6), 0)
        if column.axis:
            step = 20 if theme().logical(inside.width()) >= 130 else 50
            paint_axis(
                painter, inside.adjusted(px(4), px(NAMED) * column.named, -px(4), 0), t, step
            )
            if column.named:
                over = QRectF(inside.left() + px(4), place.top(), inside.width(), px(NAMED + 4))
                draw_text(painter, over, column.title, font("caption"), t.text2)
        else:
            align = RIGHT if column.right else CENTRE if column.centre else LEFT
            draw_text(painter, inside, column.title, font("caption"), t.text2, align)
        painter.restore()


class GridDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, model = option.widget, index.model()
        if not isinstance(view, Grid) or not isinstance(model, GridModel):
            return
        rect, t = QRectF(option.rect), tokens()
        painter.save()
        draw_row(painter, rect, False, view.lit_row() == index.row())
        draw_hairline(painter, rect.left(), rect.bottom() - px(1), rect.width(), t.hair)
        row, cell = model.rows[index.row()], model.cell(index)
        inside = rect.adjusted(px(6), 0, -px(6), 0)
        if cell.range is not None:
            _paint_range(painter, inside, cell.range)
        else:
            self._paint_words(painter, inside, cell, model.columns[index.column()], row.strong)
        if view.hasFocus() and index == view.currentIndex():
            draw_ring(painter, rect.adjusted(px(2), px(2), -px(2), -px(3)), px(4))
        painter.restore()

    @staticmethod
    def _paint_words(
        painter: QPainter, rect: QRectF, cell: GridCell, column: GridColumn, strong: bool
    ) -> None:
        t = tokens()
        face = font("strong" if strong and cell.role == "body" else cell.role)
        if cell.icon:
            wide = not cell.text and column.centre
            x = rect.center().x() - px(7) if wide else rect.left()
            paint_icon(
                painter, x, rect.center().y() - px(7), px(14), cell.icon, t.ink(cell.icon_ink)
            )
            rect = rect.adjusted(px(22), 0, 0, 0)
        if cell.bar is not None:
            length = max(px(2), (rect.width() - px(44)) * cell.bar)
            middle = rect.center().y()
            painter.fillRect(QRectF(rect.left(), middle - px(3), length, px(6)), t.text2)
        align = RIGHT if column.right or cell.bar is not None else CENTRE if column.centre else LEFT
        if column.lines == 1 or align != LEFT:
            draw_text(painter, rect, cell.text, face, t.ink(cell.ink), align)
            return
        lines = wrapped(cell.text, face, rect.width(), column.lines)
        step = px(18)
        top = rect.center().y() - len(lines) * step / 2
        draw_lines(painter, rect.left(), top, lines, face, t.ink(cell.ink), step)

    def height_of(self, model: GridModel, row: int, widths: Sequence[int]) -> int:
        """The height that the longest cell of a row asks for."""
        most = 1
        for place, column in enumerate(model.columns):
            if column.lines > 1 and place < len(model.rows[row].cells):
                cell = model.rows[row].cells[place]
                room = widths[place] - px(12) - (px(22) if cell.icon else 0)
                face = font("strong" if model.rows[row].strong else cell.role)
                most = max(most, len(wrapped(cell.text, face, room, column.lines)))
        return px(34) if most == 1 else int(most * px(18) + px(14))


def _paint_range(painter: QPainter, rect: QRectF, shown: Range) -> None:
    track = QRectF(rect.left() + px(4), 0, rect.width() - px(8), px(9))
    track.moveTop(round(rect.center().y() - px(4)))
    paint_strip(
        painter, track, shown.low, shown.point, shown.high, shown.as_answered, shown.before,
        shown.hatched, tokens(),
    )  # fmt: skip


class Grid(QTableView):
    """`Grid(name, columns, parent=None)`; `set_rows(rows)`. As high as its rows: the page scrolls.

    Signals: `opened(str)` a row, by Enter or double click, or by a click with `open_on_click`;
    `picked(str, int)` a cell's row and column, by click, Enter or Space.
    """

    opened = Signal(str)
    picked = Signal(str, int)

    def __init__(
        self, name: str, columns: Sequence[GridColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.open_on_click = False
        self._hovered = -1
        self.grid = GridModel(self)
        self.grid.set_columns(columns)
        self._delegate = GridDelegate(self)
        self.setHorizontalHeader(_Head(self))
        self.setModel(self.grid)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        # A part of the table, as Qt's own parts are called: the table speaks its heads itself.
        self.horizontalHeader().setObjectName("qt_grid_heads")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # until there is a row
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.entered.connect(self._on_entered)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double)
        theme().changed.connect(self.arrange)

    def set_columns(self, columns: Sequence[GridColumn]) -> None:
        """Show other columns; rows come after."""
        self.grid.set_rows(())
        self.grid.set_columns(columns)

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show these rows and stay at the cell that the keyboard was in."""
        if list(rows) == self.grid.rows:
            return
        here = self.currentIndex()
        row, column = here.row(), here.column()
        self.grid.set_rows(rows)
        stop = Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(stop)
        self.arrange()
        if 0 <= row < len(rows):
            self.setCurrentIndex(self.grid.index(row, max(0, column)))

    def lit_row(self) -> int:
        """The row that is pointed at."""
        return self._hovered

    def arrange(self) -> None:
        """Give every column its width and every row its height."""
        widths = self.widths(self.viewport().width())
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row in range(self.grid.rowCount()):
            self.setRowHeight(row, self._delegate.height_of(self.grid, row, widths))
        self.updateGeometry()

    def widths(self, room: int) -> list[int]:
        """What every column gets."""
        columns = self.grid.columns
        fixed = sum(px(column.width) for column in columns)
        shares = sum(column.share for column in columns if not column.width)
        least = px(110) * sum(not column.width for column in columns)
        left = max(least, room - fixed)
        return [
            px(column.width) if column.width else left * column.share // max(1, shares)
            for column in columns
        ]

    def _id(self, index: QModelIndex) -> str:
        return self.grid.rows[index.row()].id if index.isValid() else ""

    def _on_entered(self, index: QModelIndex) -> None:
        self._hovered = index.row()
        self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(self._id(index), index.column())
        if self.open_on_click:
            self.opened.emit(self._id(index))

    def _on_double(self, index: QModelIndex) -> None:
        if not self.open_on_click:
            self.opened.emit(self._id(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _OPENING and index.isValid():
            self.picked.emit(self._id(index), index.column())
            self.opened.emit(self._id(index))
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.currentIndex().isValid():
            self.setCurrentIndex(self.grid.index(0, 0))
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.grid.rowCount()))
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(px(480), px(HEAD) + rows + below + px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), self.sizeHint().height())
