"""Copying from another project: what would come and what would not, before anything is done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.ticks import Tick
from assay.ui.widgets.fold import Fold
from assay.ui.widgets.labels import Row, Words
from assay.words import tr, trn
from assay.work.views.copying import CopyView, PartView

WIDTH = 680
OPEN = 6
"""A part of no more lines than this is unfolded from the start."""
SHOWN = 200
"""So many lines of a part are shown; then it is said how many more there are."""


class Lines(Fold):
    """`Lines(title, parent=None)`: lines under a heading that folds; hidden without any."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.said = Words("", "body", "text", wrap=True)
        self.body.addWidget(self.said)

    def show_lines(self, lines: tuple[str, ...], note: str, *, unfolded: bool) -> None:
        """Show these, with a quiet note in the heading."""
        shown = list(lines[:SHOWN])
        if len(lines) > SHOWN:
            shown.append(tr("{count} more like it.", count=len(lines) - SHOWN))
        self.said.setText("\n".join(shown))
        self.set_note(note)
        self.set_open(unfolded)
        self.setVisible(bool(lines))


class CopyFrom(Dialog):
    """`CopyFrom(view, parent=None)`; after it was accepted, `part` holds the plan that was chosen."""

    def __init__(self, view: CopyView, parent: QWidget | None = None) -> None:
        effect = tr(
            "Only what fits comes, and nothing that is here is written over. It is one step, and "
            "undo takes it back."
        )
        super().__init__(tr("Copy from {name}", name=view.name), effect, parent, WIDTH)
        self._view = view
        self.part: PartView | None = None
        """What is ticked would bring this; None where nothing is ticked."""
        self.answers, self.evidence = Tick(tr("Answers")), Tick(tr("Evidence"))
        self.sentence = Words("", "strong", "text", wrap=True)
        self.coming = Lines(tr("Answers that come"))
        self.items = Lines(tr("Evidence that comes"))
        self.left = Lines(tr("What is left, and why"))
        wanted = Row(24)
        for tick in (self.answers, self.evidence):
            tick.setChecked(True)
            tick.toggled.connect(self.check)
            wanted.addWidget(tick)
        wanted.addStretch(1)
        self.body.addLayout(wanted)
        for part in (self.sentence, self.coming, self.items, self.left):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.offer(tr("Copy"))
        self.check()

    def check(self, *_: object) -> None:
        """Show what the ticks would bring, and wait where that is nothing."""
        wanted = (self.answers.isChecked(), self.evidence.isChecked())
        part = self.part = self._view.parts.get(wanted)
        if part is None:
            self.sentence.setText(tr("Nothing is chosen."))
            self._show((), (), ())
            self.require(tr("Tick answers, evidence or both."))
            return
        self.sentence.setText(part.sentence)
        self._show(part.answers, part.evidence, part.left)
        self.require("" if part.is_news else tr("There is nothing to copy."))

    def _show(
        self, answers: tuple[str, ...], evidence: tuple[str, ...], left: tuple[str, ...]
    ) -> None:
        nothing = not answers and not evidence
        for lines, shown in ((answers, self.coming), (evidence, self.items), (left, self.left)):
            note = str(len(lines))
            if shown is self.left:
                note = trn("{count} reason", "{count} reasons", len(lines))
            few = len(lines) <= OPEN
            shown.show_lines(lines, note, unfolded=nothing or few)
