"""Asking for an address: the page is fetched and kept, or the address alone is noted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import LineBox
from assay.words import tr
from assay.work import fetching


class FetchDialog(Dialog):
    """`FetchDialog(address, parent)`; after it was accepted `wanted`, and `only_noted`."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        effect = tr("The page is kept as it came, with what the server said, and when.")
        super().__init__(tr("Which page is to be fetched?"), effect, parent, 560)
        self.only_noted = False
        self.wanted = ""
        """The address, once it was accepted."""
        self.field = LineBox(tr("Address"), "https://")
        self.field.set_text(address)
        self.body.addWidget(self.field)
        self.noting = Button(tr("Note the address only"))
        self.footer.insertWidget(1, self.noting)
        self.noting.clicked.connect(self._on_noted)
        self.field.edited.connect(self.check)
        self.offer(tr("Fetch the page"))
        self.check()

    def address(self) -> str:
        """What was given."""
        return self.field.text().strip()

    def check(self) -> None:
        """Wait for an address that can be fetched."""
        good = fetching.is_address(self.address()) and len(self.address()) > len("https://")
        self.require("" if good else tr("Give an address that begins with https:// or http://."))
        self.noting.setEnabled(good)

    def accept(self) -> None:
        self.wanted = self.address()
        super().accept()

    def _on_noted(self) -> None:
        self.only_noted = True
        self.accept()
