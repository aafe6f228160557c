"""Sharing: what is handed on, what is left out of it, and a list of what leaves this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.leave_out import LeaveOut
from assay.ui.dialogs.segments import Segment, Segments
from assay.ui.dialogs.share_seal import SealFields
from assay.ui.dialogs.ticks import Tick
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, Row, Words
from assay.words import tr
from assay.words.sharing import going_line
from assay.work import sealing
from assay.work.departing import Going, departure
from assay.work.masking import Redaction
from assay.work.sharing import Form

_NAMED = 12
"""Names that a list spells out; more of them are counted."""


class Share(Dialog):
    """`Share(bridge, parent=None)`; after it was accepted `form`, `redaction()`, `seal.key()`."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        effect = tr("Nothing is sent: a file is written, and below is what it holds.")
        super().__init__(tr("Share the project"), effect, parent, 680)
        self._session = bridge.open_session
        self.forms = Segments(tr("What is handed on"), _forms())
        self.notes = Tick(tr("Reasons and notes"))
        self.quotes = Tick(tr("Quotations"))
        self.comments = Tick(tr("Comments"))
        self.authors = Tick(tr("Names of people"))
        self.evidence = LeaveOut(bridge)
        self.only_files = Tick(tr("Only its files"))
        self.left_out = QWidget()
        self.seal = SealFields(sealing.known_words(self._session))
        self.leaves = Words("", "body", wrap=True)
        self.stays = Words("", "body", "text2", wrap=True)
        self._arrange()
        self._listen()
        self.forms.set_chosen(str(Form.COPY))
        self.offer(tr("Choose where…"))
        self.check()

    def _arrange(self) -> None:
        self.body.addWidget(self.forms)
        column = Column(8, parent=self.left_out)
        column.addWidget(Words(tr("What is left out of it"), "strong"))
        ticks = QWidget()
        flow = Flow(12, ticks)
        for tick in (self.quotes, self.notes, self.comments, self.authors):
            flow.addWidget(tick)
        column.addWidget(ticks)
        column.addWidget(self.evidence)
        column.addWidget(self.only_files)
        self.body.addWidget(self.left_out)
        self.body.addWidget(self.seal)
        lists = Row(20)
        for title, words in (
            (tr("This leaves"), self.leaves),
            (tr("This stays here"), self.stays),
        ):
            part = Column(4)
            part.addWidget(Words(title, "strong"))
            part.addWidget(words)
            part.addStretch(1)
            lists.addLayout(part, 1)
        self.body.addLayout(lists)
        self.body.addStretch(1)

    def _listen(self) -> None:
        self.forms.chosen.connect(self.check)
        for tick in (self.quotes, self.notes, self.comments, self.authors, self.only_files):
            tick.toggled.connect(self.check)
        self.evidence.edited.connect(self.check)
        self.seal.edited.connect(self.check)

    @property
    def form(self) -> Form:
        """What is handed on."""
        return Form(self.forms.chosen_id())

    def redaction(self) -> Redaction:
        """What is left out."""
        if self.form is Form.PACK:
            return Redaction()
        if self.form is Form.SUMMARY:
            return Redaction(authors=self.authors.isChecked())
        chosen = self.evidence.chosen()
        files = self.only_files.isChecked()
        return Redaction(
            frozenset() if files else chosen,
            chosen if files else frozenset(),
            quotes=self.quotes.isChecked(),
            notes=self.notes.isChecked(),
            comments=self.comments.isChecked(),
            authors=self.authors.isChecked(),
        )

    def check(self, *_: object) -> None:
        """Show what leaves and what stays now, and what the seal misses."""
        copy = self.form is Form.COPY
        self.left_out.setVisible(self.form is not Form.PACK)
        for widget in (self.quotes, self.notes, self.comments, self.evidence):
            widget.setVisible(copy)
        self.only_files.setVisible(copy and bool(self.evidence.chosen()))
        found = departure(self._session, self.form, self.redaction())
        self.leaves.setText("\n".join(map(_line, found.leaves)))
        self.stays.setText("\n".join(map(_line, found.stays)) or "–")
        self.require(self.seal.problem())


def _line(each: Going) -> str:
    names = each.names[:_NAMED] if len(each.names) <= _NAMED else (*each.names[:_NAMED], "…")
    return going_line(each.kind, each.count, names, each.size)


def _forms() -> tuple[Segment, ...]:
    return (
        Segment(
            "copy", tr("A copy"), tr("The project to work on, whole or without what you leave out.")
        ),
        Segment(
            "pack",
            tr("A pack"),
            tr("Memo, register and originals in a zip, checked without Assay."),
        ),
        Segment("summary", tr("A summary"), tr("The memo for readers outside, in one file.")),
    )
