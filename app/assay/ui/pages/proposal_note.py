"""The last assessment's answer beside the question: a proposal to accept, never filled in by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.icons import paint_icon
from assay.ui.theme import px, theme, tokens
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.labels import Column, Row, Words
from assay.ui.widgets.painting import draw_box, plain_tip
from assay.words import tr, trn
from assay.words.terms import UNLIKE_THIS_TIME
from assay.work import reassessing
from assay.work.views.proposal import ProposalView, proposal_view


class ProposalNote(QWidget):
    """`ProposalNote(bridge)`: what was answered last time; `accept()` makes it this time's answer."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.view: ProposalView | None = None
        self.head = Words("", "caption", "text2", wrap=True)
        self.answer = Words("", "strong", "text", wrap=True)
        self.facts = Words("", "caption", "text2", wrap=True)
        self.button = Button(tr("Accept"), dense=True)
        row = Row(12, (38, 7, 10, 7), self)
        column = Column(1)
        for words in (self.head, self.answer, self.facts):
            column.addWidget(words)
        row.addLayout(column, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.button.clicked.connect(self.accept)
        theme().changed.connect(self.update)
        self.hide()

    def show_question(self, question: str) -> None:
        """Show what the last assessment says of this question, or nothing."""
        session, here = self._bridge.open_session, self._bridge.assessment
        self.view = view = proposal_view(session, here, question, self._bridge.language)
        self.setVisible(view is not None)
        if view is None:
            return
        who = phrases.day(view.day) + (f" · {view.analyst}" if view.analyst else "")
        self.head.setText(tr("Last assessment, {who}", who=who))
        self.answer.setText(view.answer)
        self.facts.setText(" · ".join(_facts(view)))
        self.setToolTip(plain_tip(view.rationale) if view.rationale else "")
        self.setAccessibleName(f"{self.head.text()}: {view.answer}. {self.facts.text()}")
        self.button.setVisible(view.open)
        self.button.setAccessibleName(tr("Accept the last answer: {answer}", answer=view.answer))

    def accept(self) -> None:
        """Take it over, in one step."""
        view = self.view
        if view is None or not view.open:
            return
        session, here = self._bridge.open_session, self._bridge.assessment
        self._bridge.do(lambda: reassessing.accept(session, here, view.question), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), self.rect().toRectF()
        half = px(1) / 2
        draw_box(painter, box.adjusted(half, half, -half, -half), px(6), t.window, t.hair, px(1))
        paint_icon(painter, px(12), px(10), px(16), "clock-counter-clockwise", t.text2)


def _facts(view: ProposalView) -> list[str]:
    said = [trn("{count} source", "{count} sources", view.sources)]
    if view.sources:
        then, now = f"{view.confidence_then:.2f}", f"{view.confidence_now:.2f}"
        said.append(tr("confidence {then} then, {now} as of this cut-off", then=then, now=now))
    if view.why and view.why != "no_answer":
        said.append(tr(UNLIKE_THIS_TIME[view.why]))
    if not view.open:
        said.append(tr("answered the same now") if view.same else tr("answered otherwise now"))
    return said
