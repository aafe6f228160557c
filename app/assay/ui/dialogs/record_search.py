"""Recording a search: where somebody looked, for what, when, and what was there or was not."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from assay.core.change import Step
from assay.core.checklist import say
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.segments import Segment, Segments
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Row
from assay.words import tr
from assay.work import searches
from assay.work.citing import Citing


class Said(NamedTuple):
    """What was given: `outcome` is an id of `searches`, `question` the one to cite it for, or none."""

    where: str
    terms: str
    day: str
    by: str
    result: str
    outcome: str
    question: str


class RecordSearch(Dialog):
    """`RecordSearch(bridge, parent)`; after it was accepted `step()` records, and cites where asked."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        effect = tr("That nothing was found is evidence, too, and can be cited.")
        super().__init__(tr("What was searched for, and where?"), effect, parent, 600)
        self._bridge = bridge
        self._said: Said | None = None
        self.where = LineBox(tr("Where"), tr("Register, list, site or archive"))
        self.terms = TextBox(tr("For what"), 2, tr("The words as they were typed"))
        self.day = DayField(tr("When"), date.today().isoformat(), required=True)
        self.by = LineBox(tr("By whom"))
        outcomes = (
            Segment(searches.NOTHING, tr("Nothing was found")),
            Segment(searches.FOUND, tr("Something was found")),
        )
        self.outcome = Segments(tr("What came of it"), outcomes)
        self.outcome_words = TextBox(tr("In words"), 2)
        self.question = Pick(tr("Cite it for"), self._questions())
        self._arrange()
        self.offer(tr("Record the search"))
        self.check()

    def _questions(self) -> list[tuple[str, str]]:
        bridge = self._bridge
        asked = bridge.open_session.checklist(bridge.assessment).questions
        named = [(id, f"{id}  {say(q.short, bridge.language)}") for id, q in asked.items()]
        return [("", tr("No question for now")), *named]

    def _arrange(self) -> None:
        self.by.set_text(self._bridge.open_session.person.author)
        self.outcome.set_chosen(searches.NOTHING)
        when = Row(12)
        when.addWidget(self.day, 1)
        when.addWidget(self.by, 1)
        self.body.addWidget(self.where)
        self.body.addWidget(self.terms)
        self.body.addLayout(when)
        for field in (self.outcome, self.outcome_words, self.question):
            self.body.addWidget(field)
        for box in (self.where, self.terms, self.day, self.by, self.outcome_words):
            box.edited.connect(self.check)

    def unsaved(self) -> bool:
        return bool(self.where.text().strip() or self.terms.text().strip())

    def check(self) -> None:
        """Say what is missing before it can be recorded."""
        missing = ""
        if not self.where.text().strip():
            missing = tr("Say where it was searched.")
        elif not self.terms.text().strip():
            missing = tr("Say what was searched for.")
        elif self.day.problem():
            missing = tr("Correct the day.")
        self.require(missing)

    def accept(self) -> None:
        self._said = Said(
            self.where.text(),
            self.terms.text(),
            self.day.day(),
            self.by.text(),
            self.outcome_words.text(),
            self.outcome.chosen_id(),
            self.question.chosen_id(),
        )
        super().accept()

    def step(self) -> Step:
        """The step that records it; asking before it was accepted is a bug."""
        if self._said is None:
            raise RuntimeError("the dialog was not accepted")
        *said, outcome, question = self._said
        cited = Citing(self._bridge.assessment, question) if question else None
        return searches.record(self._bridge.open_session, *said, outcome=outcome, cited=cited)
