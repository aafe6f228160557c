"""Devices of a project that sign with another key than this computer knows them by, each to be accepted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.labels import Column, Words
from assay.words import tr
from assay.work import signing


class KnownDevices(QWidget):
    """`KnownDevices(bridge, parent=None)`: hidden while every device signs with the key known."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.buttons: dict[str, Button] = {}
        column = Column(8, parent=self)
        session = bridge.session
        found = signing.changed(session) if session is not None else ()
        column.addWidget(Words(tr("Other devices of this project"), "strong"))
        for device in found:
            column.addWidget(Words(_said(device), "body", "text2", wrap=True))
            button = self.buttons[device.device] = Button(tr("Accept this key"))
            button.clicked.connect(partial(self._accept, device))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(found))

    def _accept(self, device: signing.Changed) -> None:
        """Know the device by its other key from now on, and say so in the button's place."""
        signing.accept(self._bridge.open_session.store.project_id, device.device, device.key)
        button = self.buttons[device.device]
        button.setText(tr("Accepted"))
        button.setEnabled(False)


def _said(device: signing.Changed) -> str:
    return tr(
        "{author} signs with another key than this computer knows since {since}. In words, that "
        "key is: {words}. Accept it only after {author} has read the same words to you.",
        author=device.name or "…",
        since=device.since,
        words=" ".join(device.words),
    )
