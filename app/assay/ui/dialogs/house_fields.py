"""The look of the house on its memos: logo, colour, disclaimer; what cannot be used is refused in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.core.errors import UserError
from assay.core.house_style import checked_accent
from assay.core.memo_drawing import PALETTE
from assay.prefs import Prefs
from assay.ui.dialogs.path_row import PathRow
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Column
from assay.words import sentence, tr
from assay.work.house import read_logo


class HouseFields(QWidget):
    """`HouseFields(prefs)`: writes into the preferences what can be used. Signal: `kept()`."""

    kept = Signal()

    def __init__(self, prefs: Prefs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefs = prefs
        self.logo = PathRow(tr("Logo of the memo"), "PNG (*.png)")
        self.accent = LineBox(tr("Colour of the memo's links"), PALETTE["accent"])
        self.disclaimer = TextBox(tr("Disclaimer of the house"), 2)
        self.logo.box.set_text(prefs.house_logo)
        self.accent.set_text(prefs.house_accent)
        self.disclaimer.set_text(prefs.house_disclaimer)
        column = Column(14, parent=self)
        for widget in (self.logo, self.accent, self.disclaimer):
            column.addWidget(widget)
        self.logo.changed.connect(self._on_logo)
        self.accent.committed.connect(self._on_accent)
        self.disclaimer.committed.connect(self._on_disclaimer)

    def commit(self) -> None:
        """Keep what is still being typed."""
        for box in (self.logo.box, self.accent, self.disclaimer):
            box.commit()

    def _on_logo(self) -> None:
        path = self.logo.path()
        try:
            if path is not None:
                read_logo(path)
        except UserError as error:
            self.logo.box.refuse(sentence(error))
            return
        self.logo.box.accept()
        self._prefs.house_logo = "" if path is None else str(path)
        self.kept.emit()

    def _on_accent(self, text: str) -> None:
        try:
            colour = checked_accent(text)
        except UserError as error:
            self.accent.refuse(sentence(error))
            return
        self.accent.accept()
        self._prefs.house_accent = colour
        self.kept.emit()

    def _on_disclaimer(self, text: str) -> None:
        self._prefs.house_disclaimer = text.strip()
        self.kept.emit()
