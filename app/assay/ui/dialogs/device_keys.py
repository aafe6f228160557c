"""The keys of this device in the settings: made on request, shown as words and as what others seal for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.labels import Column, Words
from assay.words import sentence, tr
from assay.work import keys


class DeviceKeys(QWidget):
    """`DeviceKeys(bridge, parent=None)`: says whether this device signs, and makes its keys."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.said = Words("", "body", "text2", wrap=True)
        self.recipient = Words("", "caption", "text2", wrap=True)
        self.making = Button(tr("Make keys"))
        self.copying = Button(tr("Copy the public key"))
        column = Column(6, parent=self)
        column.addWidget(Words(tr("This device"), "strong"))
        column.addWidget(self.said)
        column.addWidget(self.recipient)
        for button in (self.making, self.copying):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.copying.clicked.connect(self._on_copy)
        self.making.clicked.connect(self.make)
        self.show_keys()

    def show_keys(self) -> None:
        """Say what keys there are."""
        try:
            found = keys.own()
        except UserError as error:
            self.said.setText(sentence(error))
            for widget in (self.making, self.copying, self.recipient):
                widget.hide()
            return
        self.making.setVisible(found is None)
        self.copying.setVisible(found is not None)
        self.recipient.setVisible(found is not None)
        if found is None:
            self.said.setText(
                tr(
                    "Steps that you do are not signed; a key would show others that they come "
                    "from this device."
                )
            )
            return
        words = " ".join(found.words)
        self.said.setText(tr("What you do is signed. In words, the key is: {words}", words=words))
        # A place to break at every few characters: the key is one long word.
        key = "\u200b".join(found.recipient[n : n + 8] for n in range(0, len(found.recipient), 8))
        self.recipient.setText(tr("Others seal files for you with: {key}", key=key))

    def _on_copy(self) -> None:
        found = self._bridge.attempt(keys.own)
        if found is not None:
            QApplication.clipboard().setText(found.recipient)

    def make(self) -> None:
        """Make the keys, and sign with them from now on."""
        if self._bridge.attempt(keys.make) is not None:
            session = self._bridge.session
            if session is not None:
                session.person = replace(session.person, signer=keys.signer())
        self.show_keys()
