"""Recover: the projects of which this computer keeps versions, also those whose file is gone."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from assay.ui.dialogs.choosing import ChoosingList
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.versions import VersionDelegate, VersionRow
from assay.ui.theme import px
from assay.ui.widgets.notices import EmptyState
from assay.words import days, tr, trn
from assay.work.recovering import Kept, kept


class Recover(Dialog):
    """`Recover(parent=None)`: after it was accepted, `chosen` is the path of the project's file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Recover a project"),
            tr(
                "Versions are kept on this computer, apart from the files, each time one is published."
            ),
            parent,
            720,
        )
        self.chosen = ""
        found = kept()
        self.list = ChoosingList(tr("Projects"))
        self.list.setItemDelegate(VersionDelegate(self.list))
        self.list.set_rows([_row(item) for item in found])
        self.list.setMinimumHeight(px(240))
        self.empty = EmptyState(
            "clock-counter-clockwise",
            tr("Nothing is kept yet"),
            tr("The first version is kept when a project is published the second time."),
        )
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.offer(tr("Show its versions…"))
        self.require(tr("Choose a project") if found else tr("There is nothing to choose."))
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)

    def _on_chosen(self, path: str) -> None:
        self.chosen = path
        self.require("")

    def _on_opened(self, path: str) -> None:
        self._on_chosen(path)
        self.accept()


def _row(item: Kept) -> VersionRow:
    moment = datetime.fromisoformat(item.latest).astimezone()
    count = trn("{count} version", "{count} versions", item.versions)
    where = str(item.path) if item.there else tr("{path} (gone)", path=item.path)
    when = f"{days.day(moment)} {moment:%H:%M}"
    return VersionRow(
        str(item.path),
        item.title or item.path.stem,
        where,
        tr("{count}, {when}", count=count, when=when),
    )
