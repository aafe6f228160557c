"""The toolbar of the viewer: pages, zoom, finding, text or picture, and what the pointer selects."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from assay.ui.widgets.buttons import IconButton
from assay.ui.widgets.labels import Row, Words
from assay.ui.widgets.painting import plain_tip
from assay.ui.widgets.tool_toggle import ToolToggle
from assay.words import tr

ROOMY, WORDY, TIGHT = 730, 560, 480
"""Design px of width from which tools carry words, the zoom is written, and every tool has room."""


class ViewerTools(QWidget):
    """`ViewerTools()`: its buttons are public. Signal: `picked(bool rectangle)` what the pointer draws."""

    picked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listed = IconButton("files", tr("Show the evidence list"))
        self.pages = ToolToggle("list", tr("Pages"))
        self.back = IconButton("caret-left", tr("Page before"), "PgUp")
        self.place = Words("", "body")
        self.on = IconButton("caret-right", tr("Next page"), "PgDown")
        self.out = IconButton("magnifying-glass-minus", tr("Smaller page"))
        self.percent = Words("", "body", "text2")
        self.into = IconButton("magnifying-glass-plus", tr("Larger page"))
        self.fit = IconButton("frame-corners", tr("Fit the width"))
        self.look = IconButton("magnifying-glass", tr("Find in this document"), "Ctrl+F")
        self.as_text = ToolToggle("text-align-left", tr("As text"))
        self.words = ToolToggle("text-t", tr("Select text"))
        self.box = ToolToggle("selection", tr("Rectangle"))
        self.about = IconButton("info", tr("About this evidence"))
        self._place = ("", "")
        self._modes = (False, False)
        self._width = float(ROOMY)
        self._group = QButtonGroup(self)
        self._group.addButton(self.words)
        self._group.addButton(self.box)
        self.words.setChecked(True)
        self._group.buttonClicked.connect(self._on_picked)
        self._arrange()

    def _arrange(self) -> None:
        row = Row(4, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (self.listed, self.pages, self.back, self.place, self.on):
            row.addWidget(widget)
        row.space(12)
        for widget in (self.out, self.percent, self.into, self.fit, self.look):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.as_text, self.words, self.box, self.about):
            row.addWidget(widget)

    def _on_picked(self) -> None:
        self.picked.emit(self.box.isChecked())

    def show_place(self, words: str, short: str, before: bool, after: bool) -> None:
        """Say which page is shown, and whether there is one before and after."""
        self._place = words, short
        self.back.setEnabled(before)
        self.on.setEnabled(after)
        self.pages.setEnabled(bool(words))
        self._fit()

    def show_zoom(self, percent: int) -> None:
        """Say how large the page is; 0: there is none."""
        self.percent.setText(tr("{percent} %", percent=percent) if percent else "")
        for button in (self.out, self.into, self.fit, self.look):
            button.setEnabled(percent > 0)

    def show_modes(self, *, picture: bool, as_text: bool, shown: bool) -> None:
        """Offer text beside the picture where there is one; a rectangle is drawn on pictures."""
        self.as_text.setChecked(as_text)
        self._modes = picture and shown, picture and shown and not as_text
        self._fit()

    def fit_width(self, width: float) -> None:
        """Leave words out, then tools, where the pane is narrow."""
        self._width = width
        self._fit()

    def _fit(self) -> None:
        width, (as_text, drawing) = self._width, self._modes
        for tool in (self.as_text, self.words, self.box):
            tool.set_wordless(width < ROOMY)
        self.pages.set_wordless(True)
        self.place.setText(self._place[width < TIGHT])
        self.place.setToolTip(plain_tip(self._place[0]))
        for widget in (self.percent, self.fit):
            widget.setVisible(width >= WORDY)
        for button in (self.out, self.into):
            button.setVisible(width >= TIGHT)
        self.as_text.setVisible(as_text)
        for tool in (self.words, self.box):
            tool.setVisible(drawing and width >= TIGHT)
