"""What is done to several items of the library at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from assay.ui.widgets.buttons import Button
from assay.ui.widgets.labels import Column, Ground, SectionHeading, Words
from assay.words import tr, trn
from assay.work.views.library import LibraryRow


class BulkPane(Ground):
    """`BulkPane()`: `show_items(rows)`. Signal: `acted(str)`: what, by the name of its button."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self.heading = SectionHeading(tr("Several items"), pane=True)
        self.what = Words("", "body", "text2", wrap=True)
        column = Column(10, (18, 14, 18, 16), self)
        column.addWidget(self.heading)
        column.addWidget(self.what)
        self.buttons: dict[str, Button] = {}
        for name, button in (
            ("grade", Button(tr("Grade all…"))),
            ("describe", Button(tr("Kind and origin of all…"))),
            ("export", Button(tr("Export originals…"))),
            ("recognise", Button(tr("Recognise text"))),
            ("remove", Button(tr("Remove from the register…"), "danger")),
        ):
            button.setObjectName(name)
            button.clicked.connect(self._on_clicked)
            self.buttons[name] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.note = Words(
            tr("Each is one step; Undo takes it back."), "caption", "text3", wrap=True
        )
        column.addWidget(self.note)
        self._reading = False
        column.addStretch(1)

    def set_reading(self, reading: bool) -> None:
        """Nothing can be changed now: what would change something is not shown."""
        self._reading = reading
        for name in ("grade", "describe", "remove"):
            self.buttons[name].setVisible(not reading)
        self.note.setVisible(not reading)

    def show_items(self, rows: Sequence[LibraryRow]) -> None:
        """Say what is selected."""
        self.heading.set_title(trn("{count} item selected", "{count} items selected", len(rows)))
        cited = sum(row.cited for row in rows)
        self.what.setText(
            trn("cited once together", "cited {count} times together", cited)
            if cited
            else tr("none of them is cited")
        )
        self.buttons["export"].setEnabled(any(row.held == "held" for row in rows))
        scanned = any(row.text_state == "scanned" for row in rows)
        self.buttons["recognise"].setVisible(scanned and not self._reading)

    def _on_clicked(self) -> None:
        self.acted.emit(self.sender().objectName())
