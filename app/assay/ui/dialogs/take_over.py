"""Taking a scenario over: what becomes part of the record, and what does not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.labels import Words
from assay.words import tr, trn
from assay.work.exploring import Trial


class TakeOver(Dialog):
    """`TakeOver(trial, parent=None)`: accepted when the person means it."""

    def __init__(self, trial: Trial, parent: QWidget | None = None) -> None:
        effect = tr("It is one step, and undo takes it back.")
        super().__init__(tr("Take the scenario over?"), effect, parent, 520)
        said = []
        if trial.answers:
            questions = ", ".join(trial.answers)
            said.append(
                trn(
                    "{count} answer is recorded: {questions}.",
                    "{count} answers are recorded: {questions}.",
                    len(trial.answers),
                    questions=questions,
                )
            )
        if trial.profile:
            said.append(tr("The weights of the assessment change."))
        if trial.cut_off:
            said.append(tr("The cut-off becomes {day}.", day=trial.cut_off))
        if any(one.proven for one in trial.answers.values()):
            said.append(
                tr(
                    "Evidence that was supposed is not recorded: until it is found and cited, these answers "
                    "count as far as their evidence goes."
                )
            )
        for sentence in said:
            self.body.addWidget(Words(sentence, "body", "text", wrap=True))
        self.body.addStretch(1)
        self.offer(tr("Take over"))
