"""Lists of painted rows: a plain model over row values, a view that chooses and opens, a delegate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from assay.ui.theme import px, theme
from assay.ui.widgets.painting import draw_ring, plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
"""The role under which a model gives the row value a delegate paints."""
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowValue(Protocol):
    """A row: frozen, with an id, and what is spoken and shown in full when it is pointed at."""

    @property
    def id(self) -> str: ...

    def spoken(self) -> str: ...

    def tip(self) -> str: ...


class RowsModel(QAbstractListModel):
    """`RowsModel(parent=None)`; `set_rows(rows)` shows them, `row(index)`, `place(id)`.

    Rows that stay keep their place on the screen: where only values changed, only those are repainted.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowValue] = []

    def set_rows(self, rows: Sequence[RowValue]) -> None:
        old, new = self._rows, list(rows)
        if [r.id for r in old] == [r.id for r in new]:
            self._rows = new
            for place, (before, after) in enumerate(zip(old, new, strict=True)):
                if before is not after and before != after:
                    index = self.index(place)
                    self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rows(self) -> list[RowValue]:
        return list(self._rows)

    def row(self, index: Index) -> RowValue | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def place(self, name: str) -> int:
        """Where the row with this id stands, −1 if nowhere."""
        return next((n for n, row in enumerate(self._rows) if row.id == name), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled
        if getattr(row, "selectable", True):
            flags |= Qt.ItemFlag.ItemIsSelectable
        return flags


class RowDelegate(QStyledItemDelegate):
    """What all row delegates share: the value, its state, focus, and heights kept per width."""

    ring_radius = 4

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._list = parent if isinstance(parent, RowList) else None
        theme().changed.connect(self._forget)

    def _forget(self) -> None:
        if self._list is not None:
            self._list.scheduleDelayedItemsLayout()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if row is None:
            return
        state = option.state
        view = option.widget
        if isinstance(view, RowList):
            selected = view.marked(index, row.id)
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        rect = QRectF(option.rect)
        painter.save()
        self.paint_row(painter, rect, row, selected, hovered)
        if isinstance(view, RowList) and view.rings(index):
            draw_ring(painter, self.ring_of(rect), px(self.ring_radius))
        painter.restore()

    def ring_of(self, rect: QRectF) -> QRectF:
        """Where the focus ring of a row lies."""
        inset = px(2)
        return rect.adjusted(inset, inset, -inset, -inset)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        """Paint one row; the delegates of the lists say how."""

    def height_of(self, row: object, width: int) -> int:
        """The height of one row in pixels at this width."""
        return px(34)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self._list
        if view is not None:  # asked for every row of thousands: no detour by way of Qt
            width, row = view.row_width, view.rows.row(index)
        else:
            shown = option.widget
            width = shown.viewport().width() if isinstance(shown, QAbstractItemView) else px(240)
            row = index.data(ROW)
        return QSize(width, self.height_of(row, width) if row is not None else 0)


class RowList(QListView):
    """`RowList(name, parent=None)`: a frameless list over a `RowsModel` (`list.rows`), with hover and keys.

    Signals: `chosen(str)` the current row changed by hand; `opened(str)` Enter or double click (single click
    too with `open_on_click`). `set_rows(rows)`, `show_row(id)` selects silently, `current_id()`.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_on_click = False
        self.shown = ""
        """The id of the row that is chosen, and painted so, wherever the keyboard is."""
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)
        self._quiet = False
        self._keyboard = False
        self._width = 0
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._opened)
        self.verticalScrollBar().setSingleStep(px(24))

    def set_rows(self, rows: Sequence[RowValue]) -> None:
        """Show these rows and keep the one chosen, if it is still there."""
        name, shown = self.current_id(), self.shown
        self.rows.set_rows(rows)
        if name and name != self.current_id():
            self.show_row(name)
        self.shown = shown if self.rows.place(shown) >= 0 else ""
        if self.hasFocus():
            self._stand()

    def _stand(self) -> None:
        """The keyboard stands on a row wherever there is one, so that Enter and the arrows mean it."""
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self._quiet = True
            self.setCurrentIndex(self.rows.index(0))
            self._quiet = False

    def show_row(self, name: str) -> None:
        """Make the row with this id the current one and bring it into view, silently."""
        place = self.rows.place(name)
        if place >= 0 and (self.shown, self.currentIndex().row()) == (name, place):
            self.scrollTo(self.currentIndex())
            return
        self.shown = name if place >= 0 else ""
        self._quiet = True
        index = self.rows.index(place) if place >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if place >= 0:
            self.scrollTo(index)
        self._quiet = False
        self.viewport().update()

    def marked(self, index: Index, name: str) -> bool:
        """Whether this row is painted as chosen."""
        return name == self.shown

    @property
    def row_width(self) -> int:
        """The width that a row has, as of the last change of size."""
        return self._width or self.viewport().width()

    def current_id(self) -> str:
        row = self.rows.row(self.currentIndex())
        return row.id if row is not None else ""

    def rings(self, index: Index) -> bool:
        """The keyboard is here, on this row."""
        return self._keyboard and self.hasFocus() and index == self.currentIndex()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.rows.row(current)
        if row is not None and not self._quiet and getattr(row, "selectable", True):
            self.shown = row.id
            self.viewport().update()
            self.chosen.emit(row.id)

    def _clicked(self, index: QModelIndex) -> None:
        self._keyboard = False
        row = self.rows.row(index)
        if row is not None and self.open_on_click:
            self.opened.emit(row.id)

    def _opened(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None and not self.open_on_click:
            self.opened.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        row = self.rows.row(self.currentIndex())
        if event.key() in _OPENING and row is not None:
            self.opened.emit(row.id)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._keyboard = True
            self._stand()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._width = self.viewport().width()
            self.scheduleDelayedItemsLayout()
