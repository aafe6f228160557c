"""A file's path, typed or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Row
from assay.words import tr


class PathRow(QWidget):
    """`PathRow(label, kinds)`: `path()`. Signal: `changed()` when it was chosen, or typing ended."""

    changed = Signal()

    def __init__(self, label: str, kinds: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self.box = LineBox(label)
        self.choose = Button(tr("Choose…"))
        self.choose.setAccessibleName(tr("Choose: {what}", what=label))
        row = Row(8, parent=self)
        row.addWidget(self.box, 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.choose.clicked.connect(self._on_choose)
        self.box.committed.connect(self._on_committed)

    def path(self) -> Path | None:
        """What was given, None where nothing was."""
        text = self.box.text().strip()
        return Path(text).expanduser() if text else None

    def _on_committed(self, _text: str) -> None:
        self.changed.emit()

    def _on_choose(self) -> None:
        title = self.choose.accessibleName()
        chosen, _ = QFileDialog.getOpenFileName(self.window(), title, "", self._kinds)
        if chosen:
            self.box.set_text(chosen)
            self.changed.emit()
