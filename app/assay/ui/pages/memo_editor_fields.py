"""The fields of one entry of the memo: owner, day, likelihood, questions closed, and the like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from assay.core.errors import UserError
from assay.ui.dialogs.picks import Pick
from assay.ui.theme import px, theme
from assay.ui.widgets.fields import LineBox
from assay.words import sentence, tr
from assay.work.views.memo import FieldView

LINE = 6
"""Units of width that one line of fields has."""
WIDTHS = {
    "owner": 4,
    "due": 2,
    "decides": 4,
    "days": 2,
    "likelihood": 2,
    "range_low": 2,
    "range_high": 2,
    "impact": 4,
    "confidence": 2,
    "cost_amount": 2,
    "cost_currency": 2,
    "asked": 2,
    "date": 4,
    "claim": 2,
    "treatment": 4,
}
"""Fields that take less than a line."""
NONE = "–"


class EntryFields(QWidget):
    """`EntryFields(entry, fields)`: several to a line; `show_fields`, `commit`. Signal: `filled`."""

    filled = Signal(str, str)

    def __init__(
        self, entry: str, fields: Sequence[FieldView], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.names = tuple(field.name for field in fields)
        self.boxes: dict[str, LineBox | Pick] = {}
        self._grid = QGridLayout(self)
        for unit in range(LINE):
            self._grid.setColumnStretch(unit, 1)
        row = column = 0
        for field in fields:
            box = self.boxes[field.name] = self._box(entry, field)
            units = WIDTHS.get(field.name, LINE)
            if column + units > LINE:
                row, column = row + 1, 0
            self._grid.addWidget(box, row, column, 1, units)
            column += units
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self._grid.setContentsMargins(0, px(4), 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))

    def _box(self, entry: str, field: FieldView) -> LineBox | Pick:
        name = f"{entry}, {field.title}"
        if field.kind in {"choice", "yes_no"}:
            choices = field.choices or (("0", tr("No")), ("1", tr("Yes")))
            pick = Pick(field.title, [("", NONE), *choices], name)
            pick.setObjectName(field.name)
            pick.chosen.connect(self._on_filled)
            return pick
        hints = {"day": tr("Year-month-day"), "list": tr("One; another")}
        line = LineBox(field.title, hints.get(field.kind, ""), name)
        line.setObjectName(field.name)
        line.editor.setAccessibleName(name)
        line.committed.connect(self._on_filled)
        return line

    def _on_filled(self, text: str) -> None:
        self.filled.emit(self.sender().objectName(), text)

    def show_fields(self, fields: Sequence[FieldView]) -> None:
        """Show what is recorded."""
        for field in fields:
            box = self.boxes[field.name]
            if isinstance(box, Pick):
                box.set_chosen(field.value)
            elif not box.frame.refused:
                box.set_text(field.value)

    def refuse(self, name: str, error: UserError) -> None:
        """Say beside a field why it cannot be taken."""
        box = self.boxes[name]
        if isinstance(box, LineBox):
            box.refuse(sentence(error))

    def accept(self, name: str) -> None:
        """Take a refusal back."""
        box = self.boxes[name]
        if isinstance(box, LineBox):
            box.accept()

    def commit(self) -> None:
        """Send what is being typed."""
        for box in self.boxes.values():
            if isinstance(box, LineBox):
                box.commit()
