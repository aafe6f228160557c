"""The evidence to cite for a sentence of the memo: the register, filtered while typing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.register_rows import RegisterList, found_rows, register_rows
from assay.ui.widgets.fields import Frame, SearchField
from assay.ui.widgets.labels import Words
from assay.words import tr
from assay.work import citing


class MemoCiteDialog(Dialog):
    """`MemoCiteDialog(bridge, sentence, cited, parent=None)`; after it was accepted `evidence` says which."""

    def __init__(
        self, bridge: Bridge, sentence: str, cited: Iterable[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Cite evidence for this sentence"), sentence[:300], parent, 640)
        self.evidence = ""
        self._rows = register_rows(citing.evidence_by_number(bridge.open_session), frozenset(cited))
        self.search = SearchField(tr("Find in the register"))
        self.list = RegisterList(tr("Register of evidence"))
        self.nothing = Words(tr("Nothing is found"), "body", "text2")
        self.body.addWidget(self.search)
        self.body.addWidget(Frame(self.list, (1, 1, 1, 1)))
        self.body.addWidget(self.nothing)
        self.search.changed.connect(self._find)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.offer(tr("Cite"))
        self._find("")
        self.search.setFocus()

    def _find(self, text: str) -> None:
        found = found_rows(self._rows, text)
        self.list.set_rows(found)
        self.nothing.setVisible(not found)
        if found and text.strip():
            self.list.show_row(found[0].id)
        self.check()

    def _on_chosen(self, id: str) -> None:
        self.check()

    def _on_opened(self, id: str) -> None:
        self.check()
        self.accept()

    def check(self) -> None:
        """Say what is missing before it can be cited."""
        self.require("" if self.list.shown else tr("Choose evidence from the list."))

    def accept(self) -> None:
        if not self.primary.isEnabled():
            return
        self.evidence = self.list.shown
        super().accept()
