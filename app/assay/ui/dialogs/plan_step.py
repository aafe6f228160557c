"""Planning a next step: what is done, by whom, until when, how, at what cost, and what it would settle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from assay.core.change import Step
from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Row
from assay.words import sentence, tr
from assay.work import planning


class PlanStep(Dialog):
    """`PlanStep(bridge, text, questions, parent=None)`: adds a next step of the memo."""

    def __init__(
        self, bridge: Bridge, text: str, questions: Sequence[str], parent: QWidget | None = None
    ) -> None:
        effect = tr("The memo lists it under gaps and next steps, by what it would narrow.")
        super().__init__(tr("Plan a step"), effect, parent, 600)
        self._bridge = bridge
        self.what = TextBox(tr("What is done"), 2)
        self.questions = LineBox(tr("Questions it would settle"), "PTY-03, RPT-01")
        self.method = LineBox(tr("Method, and why it is lawful"))
        self.owner = LineBox(tr("Owner"))
        self.due = DayField(tr("Due"))
        self.cost = LineBox(tr("Cost"), "1500")
        self.currency = LineBox(tr("Currency"), "USD")
        self.what.set_text(text)
        self.questions.set_text(", ".join(questions))
        self.owner.set_text(bridge.prefs.author)
        for field in (self.what, self.questions, self.method):
            self.body.addWidget(field)
        for pair in ((self.owner, self.due), (self.cost, self.currency)):
            row = Row(12)
            for field in pair:
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.offer(tr("Plan it"))
        for field in (self.what, self.questions, self.due, self.cost):
            field.edited.connect(self.check)
        self.check()

    def unsaved(self) -> bool:
        return bool(self.method.text().strip() or self.cost.text().strip())

    def made(self) -> Step:
        """The step as it is written now; raises what is wrong with it."""
        return planning.plan_step(
            self._bridge.open_session,
            self._bridge.assessment,
            self.what.text(),
            self.questions.text().replace(",", " ").split(),
            method=self.method.text(),
            owner=self.owner.text(),
            due=self.due.day(),
            cost=self.cost.text(),
            currency=self.currency.text() or "USD",
        )

    def check(self) -> None:
        """Say what is missing or wrong."""
        try:
            self.made()
        except UserError as error:
            self.require(sentence(error))
        else:
            self.require("")

    def accept(self) -> None:
        self._bridge.do(self.made, self)
        super().accept()
