"""Opening a sealed project: the passphrase or the key, and under which name it goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.errors import UserError
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.ticks import Tick
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Words
from assay.words import sentence, tr
from assay.work import sealing
from assay.work.sealing import Identities, Passphrase


class Unseal(Dialog):
    """`Unseal(path, wrong="", parent=None)`; after it was accepted `key()` opens, `target` is where to.

    With `use`, which says for what it is read, nothing goes on beside it.
    """

    def __init__(
        self, path: Path, wrong: str = "", parent: QWidget | None = None, *, use: str = ""
    ) -> None:
        self.target = sealing.free_name(path)
        goes_on = tr("Opened, it goes on beside it as {name}, readable.", name=self.target.name)
        effect = use or goes_on
        super().__init__(tr("Open the sealed {name}", name=path.name), effect, parent, 520)
        self._by_words = sealing.sealed_by(path) == "passphrase"
        self._files: list[Path] = []
        self._given: Passphrase | Identities | None = None
        self.passphrase = LineBox(tr("Passphrase"))
        self.shown = Tick(tr("Show it"))
        self.from_file = Button(tr("A key from a file…"))
        self.said = Words(wrong, "body", "against" if wrong else "text2", wrap=True)
        self.passphrase.cover(True)
        if self._by_words:
            self.body.addWidget(self.passphrase)
            self.body.addWidget(self.shown)
        else:
            self.body.addWidget(self.from_file)
        self.body.addWidget(self.said)
        self.said.setVisible(bool(wrong))
        self.body.addStretch(1)
        self.shown.toggled.connect(self._on_shown)
        self.passphrase.edited.connect(self.check)
        self.from_file.clicked.connect(self._on_file)
        self.offer(tr("Open it"))
        self.check()

    def key(self) -> Passphrase | Identities:
        """What was given to open it with, also when the fields are gone."""
        if self._given is not None:
            return self._given
        if self._by_words:
            return Passphrase(self.passphrase.text())
        return sealing.identities(self._files)

    def accept(self) -> None:
        self._given = self.key()
        super().accept()

    def check(self, *_: object) -> None:
        """Wait for something that could open it."""
        if self._by_words:
            self.require("" if self.passphrase.text() else tr("Give the passphrase."))
            return
        try:
            self.key()
        except UserError as error:
            self.require(sentence(error))
        else:
            self.require("")

    def _on_shown(self, shown: bool) -> None:
        self.passphrase.cover(not shown)

    def _on_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("A key from a file"), str(Path.home()))
        self._files = [Path(chosen)] if chosen else []
        self.check()


def ask_key(
    path: Path, error: UserError, parent: QWidget, use: str
) -> Passphrase | Identities | None:
    """What opens a sealed file that is read for `use`, after `error`; None where it stays closed."""
    wrong = "" if error.message == "project_sealed" else sentence(error)
    dialog = Unseal(path, wrong, parent, use=use)
    return dialog.key() if dialog.exec() == Unseal.DialogCode.Accepted else None
