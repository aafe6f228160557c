"""What the heat map shows, as a table: domains in rows, a column for each question, and what is spoken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QWidget

from assay.ui.widgets.painting import plain_tip
from assay.ui.widgets.ranges import Range
from assay.ui.widgets.rows import Index
from assay.ui.widgets.strip import HeatCell
from assay.words import tr

CODE, NAME, WEIGHT, FIRST = 0, 1, 2, 3
"""The first columns; a cell for each question follows, then point, range and coverage."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """One question: how it is painted, and what is spoken and shown in full."""

    question: str
    cell: HeatCell
    said: Callable[[], str]
    """All that is known of it, in words: put together only for who asks."""
    aged: bool = False


@dataclass(frozen=True, slots=True)
class MapRow:
    """One domain. `shown` is None where nothing of it applies; `about` says all of it in words."""

    code: str
    name: str
    weight: str
    cells: tuple[MapCell, ...]
    shown: Range | None
    coverage: str
    index: str
    """The evidence index, under the coverage."""
    about: str

    def at(self, place: int) -> MapCell | None:
        """The question at this place from 0, None where there is none."""
        return self.cells[place] if 0 <= place < len(self.cells) else None


class HeatModel(QAbstractTableModel):
    """Domains in rows; columns as above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[MapRow] = []
        self.most = 0

    def set_rows(self, rows: Sequence[MapRow]) -> None:
        """Show these domains; where only values changed, the current cell stays."""
        shape = [(row.code, len(row.cells)) for row in rows]
        same = shape == [(row.code, len(row.cells)) for row in self.rows]
        if same and rows:
            self.rows = list(rows)
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.most = max((len(row.cells) for row in rows), default=0)
        self.endResetModel()

    @property
    def point(self) -> int:
        return FIRST + self.most

    @property
    def strip(self) -> int:
        return FIRST + self.most + 1

    @property
    def coverage(self) -> int:
        return FIRST + self.most + 2

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIRST + self.most + 3

    def cell(self, index: Index) -> MapCell | None:
        """The question at this place, None beside the questions."""
        return self.rows[index.row()].at(index.column() - FIRST) if index.isValid() else None

    def question_at(self, index: Index) -> str:
        """The question that this place leads to: its own, or the first of its domain."""
        if not index.isValid():
            return ""
        found, row = self.cell(index), self.rows[index.row()]
        if found is not None:
            return found.question
        return row.cells[0].question if row.cells and not self._beyond(index) else ""

    def _beyond(self, index: Index) -> bool:
        """A place in the columns of the questions where this domain has no more of them."""
        return FIRST <= index.column() < self.point and self.cell(index) is None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or (role not in spoken and role != Qt.ItemDataRole.ToolTipRole):
            return None
        row, found = self.rows[index.row()], self.cell(index)
        if self._beyond(index):
            return None
        text = found.said() if found is not None else self._words(row, index.column())
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def _words(self, row: MapRow, column: int) -> str:
        if column == CODE:
            return row.code
        if column == NAME:
            return row.name
        if column == WEIGHT:
            return tr("weight {weight}", weight=row.weight)
        return row.about

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in spoken:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.rows[section].name
        named = {
            CODE: tr("Domain"),
            NAME: tr("Name"),
            WEIGHT: tr("Weight"),
            self.point: tr("Point"),
            self.strip: tr("Range"),
            self.coverage: tr("Coverage and evidence index"),
        }
        return named.get(section) or tr("Question {number}", number=section - FIRST + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._beyond(index):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
