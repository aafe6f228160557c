"""Deciding a question on which two analysts differ: both answers stay, and the decision says why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.core.change import Step
from assay.core.checklist import say
from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.picks import Pick
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import FactLine, Words
from assay.words import sentence, tr
from assay.words.terms import STATUS
from assay.work import second_opinion
from assay.work.answering import answer_of
from assay.work.views.agreement import value_words


class Adjudicate(Dialog):
    """`Adjudicate(bridge, question, first, second, parent=None)`: `first` and `second` are assessments."""

    def __init__(
        self, bridge: Bridge, question: str, first: str, second: str, parent: QWidget | None = None
    ) -> None:
        effect = tr("Both original answers stay on the record.")
        super().__init__(tr("Decide {question}", question=question), effect, parent, 640)
        self._bridge, self._pair = bridge, (first, second)
        session, language = bridge.open_session, bridge.language
        self.asked = session.checklist(first).questions[question]
        self.body.addWidget(Words(say(self.asked.text, language), "option", "text", wrap=True))
        for id in self._pair:
            about, given = session.assessment(id), answer_of(session, id, question)
            said = value_words(self.asked, str(given.status), given.value, language)
            self.body.addWidget(FactLine(about.analyst or about.title, said, 150, "text"))
        options = [(o.id, say(o.text, language)) for o in self.asked.answer.options]
        self.value = LineBox(tr("Value"))
        self.answer = Pick(
            tr("Decision"),
            [
                *(options or [("", tr("the value beside"))]),
                *((s, tr(STATUS[s])) for s in ("unknown", "not_disclosed", "conflicted")),
            ],
        )
        self.by = LineBox(tr("Decided by"))
        self.reason = TextBox(tr("Reason"), 3)
        self.by.set_text(bridge.prefs.author)
        self.value.setVisible(not options)
        for widget in (self.answer, self.value, self.by, self.reason):
            self.body.addWidget(widget)
        self.offer(tr("Decide"))
        for field in (self.value, self.by, self.reason):
            field.edited.connect(self.check)
        self.answer.chosen.connect(self.check)
        self.check()

    def made(self) -> Step:
        """The step as it is written now; raises what is wrong with it."""
        first, second = self._pair
        return second_opinion.adjudicate(
            self._bridge.open_session,
            self.asked.id,
            first,
            second,
            self.answer.chosen_id() or self.value.text(),
            by=self.by.text(),
            reason=self.reason.text(),
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
