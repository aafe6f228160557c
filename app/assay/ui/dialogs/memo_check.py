"""What came of holding a memo against the project: the finding first, then everything that changed since."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.labels import Column, Words
from assay.words import tr, trn
from assay.work.memo_checking import MemoCheck
from assay.work.views.memo_checks import changed, sentences

SHOWN = 200
"""Changes that are listed; the command line lists all."""


class MemoCheckDialog(Dialog):
    """`MemoCheckDialog(check, name, parent=None)`: nothing to decide."""

    def __init__(self, check: MemoCheck, name: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Check of a memo"), name, parent, 620)
        self.finding = IconWord(size=16)
        if check.holds:
            self.finding.set("check-circle", tr("It matches"), "support", "support")
        else:
            self.finding.set("warning", tr("It does not match"), "warn", "warn")
        self.body.addWidget(self.finding)
        self.lines = [Words(line, "body", wrap=True) for line in sentences(check, name)]
        for line in self.lines:
            self.body.addWidget(line)
        listed = Column(4)
        self.changes = [
            Words(changed(one), "body", "text2", wrap=True) for one in check.changes[:SHOWN]
        ]
        for words in self.changes:
            listed.addWidget(words)
        more = len(check.changes) - SHOWN
        if more > 0:
            text = trn("… and {count} more", "… and {count} more", more)
            listed.addWidget(Words(text, "body", "text2"))
        self.body.addLayout(listed)
        self.body.addStretch(1)
        self.close_only()
