"""A list of which one row is chosen: by moving to it, by a click, by Space or Enter."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from assay.ui.widgets.rows import RowList

_TAKING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoosingList(RowList):
    """`ChoosingList(name, parent=None)`: a `RowList` whose first row can be chosen where it stands.

    When the keyboard comes, the first row is current without being chosen, so that going past the
    list chooses nothing; a click there, Space or Enter then does.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.clicked.connect(self._take)

    def _take(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None and row.id != self.shown and getattr(row, "selectable", True):
            self.shown = row.id
            self.viewport().update()
            self.chosen.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in _TAKING and self.current_id() != self.shown:
            self._take(self.currentIndex())
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Ctrl Enter is the dialog's
        else:
            super().keyPressEvent(event)
