"""Where the review of one question stands, what was done in it, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from assay.core.remarks import Review, Stage
from assay.core.review import Assignment
from assay.ui.bridge import Bridge
from assay.ui.pages.review_doing import ReviewDoing
from assay.ui.review_text import stage_note
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.fold import Fold
from assay.ui.widgets.labels import Column, Words
from assay.words import tr
from assay.work import reviewing
from assay.work.views.history import act_words, when_made

OFFERED: dict[Stage, tuple[str, ...]] = {
    Stage.UNASSIGNED: ("assign", "submit", "accept", "give_back"),
    Stage.ASSIGNED: ("submit", "accept", "assign", "unassign"),
    Stage.SUBMITTED: ("accept", "give_back", "assign", "unassign"),
    Stage.RETURNED: ("submit", "accept", "assign", "unassign"),
    Stage.ACCEPTED: ("give_back", "unassign"),
    Stage.CHANGED: ("submit", "accept", "give_back", "unassign"),
}
"""What makes sense where the review stands, the likeliest first."""


class ReviewFold(Fold):
    """The review of the question shown."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(tr("Review"), parent)
        self._bridge = bridge
        self._shown: tuple[str, Review, tuple[Assignment, ...]] | None = None
        self.doing = ReviewDoing(bridge, self)
        self.buttons = {
            "assign": Button(tr("Assign…"), dense=True),
            "submit": Button(tr("Ready for review"), dense=True),
            "accept": Button(tr("Accept"), dense=True),
            "give_back": Button(tr("Return…"), dense=True),
            "unassign": Button(tr("Take it back"), dense=True),
        }
        self._holder = QWidget()
        self._flow = Flow(8, self._holder)
        for button in self.buttons.values():
            self._flow.addWidget(button)
            button.clicked.connect(self._on_button)
        self._acts = QWidget()
        self._lines = Column(2, parent=self._acts)
        self.body.addWidget(self._acts)
        self.body.addWidget(self._holder)

    def show_question(self, question: str, fresh: bool) -> None:
        """Show the review of this question; a returned one is unfolded, so that its reason is seen."""
        session, here = self._bridge.open_session, self._bridge.assessment
        review = reviewing.review_of(session, here, question)
        shown = (question, review, session.remarks.acts(here, question))
        if fresh:
            self.set_open(review.stage in {Stage.RETURNED, Stage.CHANGED})
        if shown == self._shown:
            return
        self._shown = shown
        note = stage_note(review)
        self.set_note("" if note is None else note.text)
        for name, button in self.buttons.items():
            button.setVisible(name in OFFERED[review.stage])
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for act in shown[2]:
            said = f"{when_made(act.id)}  {act_words(act)}".strip()
            self._lines.addWidget(Words(said, "body", "text2", wrap=True, selectable=True))
        self._acts.setVisible(bool(shown[2]))

    def set_reading(self, reading: bool) -> None:
        """Only to be read: nothing is offered."""
        self._holder.setVisible(not reading)

    def _on_button(self) -> None:
        for name, button in self.buttons.items():
            if button is self.sender() and self._shown is not None:
                self._verbs()[name]((self._shown[0],))

    def _verbs(self) -> dict[str, Callable[[Sequence[str]], None]]:
        return {
            "assign": self.doing.assign,
            "submit": self.doing.submit,
            "accept": self.doing.accept,
            "give_back": self.doing.give_back,
            "unassign": self.doing.unassign,
        }
