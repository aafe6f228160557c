"""Naming a view of the list, to be had again in this project on this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.fields import LineBox
from assay.words import tr
from assay.work import remembering
from assay.work.remembering import Narrowing


class NameView(Dialog):
    """`NameView(bridge, narrowing, parent=None)`: keeps it under a name."""

    def __init__(self, bridge: Bridge, shown: Narrowing, parent: QWidget | None = None) -> None:
        effect = tr("Filters, words and order are kept for this project, on this computer alone.")
        super().__init__(tr("Save this view?"), effect, parent, 440)
        self._bridge = bridge
        self._shown = shown
        self.name = LineBox(tr("Name"))
        self.name.set_text(remembering.named(bridge.place.views, shown))
        self.body.addWidget(self.name)
        self.offer(tr("Save the view"))
        self.name.edited.connect(self.check)
        self.check()
        self.name.setFocus()

    def check(self) -> None:
        """Say what is missing, and which view would give way."""
        name = " ".join(self.name.text().split())
        taken = any(v.name.casefold() == name.casefold() for v in self._bridge.place.views)
        self.require("" if name else tr("Give it a name."))
        if taken:
            self.note.setText(tr("The view of that name gives way."))

    def accept(self) -> None:
        def save() -> bool:
            remembering.save_view(self._bridge.place, self.name.text(), self._shown)
            return True

        if self._bridge.attempt(save):
            self._bridge.keep_place()
        super().accept()
