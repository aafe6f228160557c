"""Dialogs of the review: who is to answer and until when, why an answer is returned, what to ask."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from assay.core.change import Step
from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.ticks import Tick
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Row
from assay.words import sentence, tr, trn
from assay.work import commenting, reviewing


class Assign(Dialog):
    """`Assign(bridge, questions, parent=None)`: gives questions to a person."""

    def __init__(
        self, bridge: Bridge, questions: Sequence[str], parent: QWidget | None = None
    ) -> None:
        title = trn("Who is to answer it?", "Who is to answer these {count}?", len(questions))
        effect = tr("Both names travel with the project, so that a copy shows what waits for whom.")
        super().__init__(title, effect, parent, 560)
        self._bridge, self._questions = bridge, tuple(questions)
        session, here = bridge.open_session, bridge.assessment
        now = reviewing.review_of(session, here, questions[0])
        about = session.assessment(here)
        self.person = _name(tr("Person"), bridge, now.person or about.analyst)
        self.reviewer = _name(tr("Reviewer"), bridge, now.reviewer or about.reviewer)
        self.due = DayField(tr("Until"), now.due)
        row = Row(12)
        row.addWidget(self.reviewer, 1)
        row.addWidget(self.due, 1)
        self.body.addWidget(self.person)
        self.body.addLayout(row)
        self.offer(tr("Assign"))
        self.person.setFocus()
        for field in (self.person, self.reviewer, self.due):
            field.edited.connect(self.check)
        self.check()

    def made(self) -> Step:
        """The step as it is written now; raises what is wrong with it."""
        return reviewing.assign(
            self._bridge.open_session,
            self._bridge.assessment,
            self._questions,
            self.person.text(),
            due=self.due.day(),
            reviewer=self.reviewer.text(),
        )

    def check(self) -> None:
        """Say what is missing or wrong."""
        if not self.person.text().strip():
            self.require(tr("Name the person."))
        else:
            self.require(self.due.problem())

    def accept(self) -> None:
        self._bridge.do(self.made, self)
        super().accept()


class GiveBack(Dialog):
    """`GiveBack(bridge, questions, parent=None)`: returns answers with a reason."""

    def __init__(
        self, bridge: Bridge, questions: Sequence[str], parent: QWidget | None = None
    ) -> None:
        title = trn("Return this answer?", "Return these {count} answers?", len(questions))
        super().__init__(title, tr("Whoever gave it sees the reason."), parent, 560)
        self._bridge, self._questions = bridge, tuple(questions)
        self.reason = TextBox(tr("Reason"), 4, tr("What is missing, and what would settle it"))
        self.body.addWidget(self.reason)
        self.offer(tr("Return"))
        self.reason.setFocus()
        self.reason.edited.connect(self.check)
        self.check()

    def made(self) -> Step:
        """The step as it is written now; raises what is wrong with it."""
        return reviewing.give_back(
            self._bridge.open_session,
            self._bridge.assessment,
            self._questions,
            self.reason.text(),
        )

    def check(self) -> None:
        """Say what is missing or wrong."""
        try:
            self.made()
        except UserError as error:
            self.require(sentence(error))
        else:
            self.require("")

    def unsaved(self) -> bool:
        return bool(self.reason.text().strip())

    def accept(self) -> None:
        self._bridge.do(self.made, self)
        super().accept()


class Say(Dialog):
    """`Say(bridge, question, parent=None)`: a comment on a question."""

    def __init__(self, bridge: Bridge, question: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Comment on {question}", question=question), "", parent, 560)
        self._bridge, self._question = bridge, question
        self.text = TextBox(tr("Comment"), 4)
        self.private = Tick(tr("Private: it never leaves this project file"))
        self.body.addWidget(self.text)
        self.body.addWidget(self.private)
        self.offer(tr("Comment"))
        self.text.setFocus()
        self.text.edited.connect(self.check)
        self.check()

    def made(self) -> Step:
        """The step as it is written now; raises what is wrong with it."""
        return commenting.comment(
            self._bridge.open_session,
            self._bridge.assessment,
            self._question,
            self.text.text(),
            private=self.private.isChecked(),
        )

    def check(self) -> None:
        """A comment needs words."""
        self.require("" if self.text.text().strip() else tr("Write the comment."))

    def unsaved(self) -> bool:
        return bool(self.text.text().strip())

    def accept(self) -> None:
        self._bridge.do(self.made, self)
        super().accept()


def _name(label: str, bridge: Bridge, text: str) -> LineBox:
    """A line for a name; it completes those who are known already."""
    made = LineBox(label)
    made.set_text(text)
    session = bridge.open_session
    about = session.assessment(bridge.assessment)
    known = {*session.remarks.people(), about.analyst, about.second_analyst, about.reviewer}
    known |= {session.person.author}
    if isinstance(made.editor, QLineEdit):
        made.editor.setCompleter(QCompleter(sorted(known - {""}), made))
    return made
