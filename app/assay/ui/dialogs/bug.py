"""Something in Assay went wrong: the report that was kept here, to be read, copied and sent by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.theme import font, px
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.labels import Row, Words
from assay.words import tr, trn

SHOWN = 20_000
"""Characters of a report that are shown; the file has all of it."""


class BugReport(Dialog):
    """`BugReport(path, parent=None)`: shows that report; `note_another(path)` counts a further one."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Something in Assay went wrong"),
            tr(
                "Your work is kept on this computer. A report was kept beside it; nothing was sent."
            ),
            parent,
            720,
        )
        self._path = path
        self._count = 1
        where = Words(tr("The report: {path}", path=path), "body", wrap=True, selectable=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Report"))
        self.text.setFont(font("caption"))
        self.text.setMinimumHeight(px(220))
        self.text.setPlainText(path.read_text("utf-8", "replace")[:SHOWN])
        hint = Words(
            tr("It holds names of files on this computer. Read it before you send it to anybody."),
            "caption",
            "text2",
            wrap=True,
        )
        self.copy = Button(tr("Copy the report"), icon="copy")
        self.folder = Button(tr("Show its folder"), icon="folder-open")
        self.copy.clicked.connect(self._on_copy)
        self.folder.clicked.connect(self._on_folder)
        ways = Row(8)
        for button in (self.copy, self.folder):
            ways.addWidget(button)
        ways.addStretch(1)
        for widget in (where, self.text, hint):
            self.body.addWidget(widget)
        self.body.addLayout(ways)
        self.close_only()

    def note_another(self, path: Path) -> None:
        """The same thing, or another one, went wrong again meanwhile."""
        self._count += 1
        self.note.setText(
            trn("{count} report was kept.", "{count} reports were kept.", self._count)
        )

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.note.setText(tr("Copied"))

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
