"""A figure as the table that says the same, for whoever cannot see it or wants the numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.words import tr
from assay.work.views.figures import Figure

LONG = 24
"""Characters from which a column of words gets room for two lines."""


class FigureTable(Dialog):
    """`FigureTable(figure, parent=None)`: nothing to decide, one button that closes."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(figure.title, tr("The same as the figure, in numbers."), parent, 900)
        self.grid = Grid(figure.title, _columns(figure))
        self.grid.set_rows(
            [
                GridRow(str(number), tuple(GridCell(shown(value)) for value in row))
                for number, row in enumerate(figure.rows)
            ]
        )
        self.body.addWidget(self.grid)
        self.body.addStretch(1)
        self.close_only()


def _columns(figure: Figure) -> list[GridColumn]:
    columns = []
    for place, head in enumerate(figure.heads):
        values = [row[place] for row in figure.rows if place < len(row)]
        if any(isinstance(value, float) for value in values):
            columns.append(GridColumn(head, 84, right=True))
        elif any(len(str(value or "")) > LONG for value in values):
            columns.append(GridColumn(head, lines=3))
        else:
            columns.append(GridColumn(head, 104))
    return columns


def shown(value: str | float | None) -> str:
    """A number with two decimals, words as they are, nothing as a dash."""
    if value is None:
        return "–"
    return value if isinstance(value, str) else f"{value:.2f}"
