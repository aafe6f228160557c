"""The question pane: text, why and proof, the answer, and the three texts that go with it."""

from __future__ import annotations

from datetime import date
from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from assay import words
from assay.core.errors import InvalidInput, UserError
from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.pages.proposal_note import ProposalNote
from assay.ui.pages.question_notes import NotesPane
from assay.ui.theme import font, px, theme
from assay.ui.widgets.answer_box import AnswerBox
from assay.ui.widgets.answer_editor import AnswerEditor
from assay.ui.widgets.buttons import Button, IconButton
from assay.ui.widgets.choices import Option
from assay.ui.widgets.fields import TextBox
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, Elided, FactLine, Ground, Row, Words
from assay.ui.widgets.notices import Action, Banner
from assay.ui.widgets.painting import width_of
from assay.words import tr
from assay.words.merging import REGISTERS
from assay.words.problems import remedy
from assay.work import answering
from assay.work.views.question import QuestionView, SourceView, question_view

TEXT_WIDTH = 720
SIDES = 26
"""With these the six reasons fit one line at 1366."""


class QuestionPane(QWidget):
    """One question. `went(question)` asks for another one; `drawer()` for the list on small windows."""

    went = Signal(str)
    asked = Signal(str)
    """An action that somebody else has to do."""
    drawer = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._view: QuestionView | None = None
        self.list_button = Button(tr("Questions"), icon="list")
        self.code = Words("", "strong", "text2")
        self.domain = Elided("", "body", "text2")
        self.place = Words("", "body", "text2")
        self.flag = IconButton("flag", tr("Needs a second look"), "Ctrl+L")
        self.back = IconButton("caret-left", tr("Previous question"), "Alt+Up")
        self.on = IconButton("caret-right", tr("Next question"), "Alt+Down")
        self.text = Words("", "title", wrap=True, selectable=True)
        self.why = FactLine(tr("Why"))
        self.proof = FactLine(tr("Proof"))
        self.sources = Sources()
        self.skip = Banner("information", tr("Not asked"))
        self.skip_to = Button("", "link")
        self.raised = Banner("warning", "")
        self.proposal = ProposalNote(bridge)
        self.damage = Banner("problem", "")
        decide = Action("decide_conflicts", tr("Decide…"), "secondary")
        self.disputed = Banner(
            "warning", tr("Merged copies say different things here"), "", (decide,)
        )
        self.editor = AnswerEditor()
        self.answer = AnswerBox(self.editor)
        self.withheld = Words("", "caption", "text2", wrap=True)
        self.rationale = TextBox(tr("Rationale"), lines=3)
        self.against = TextBox(tr("Evidence against: what was looked for"), lines=4)
        self.change = TextBox(tr("What would change this answer"), lines=4)
        self.notes = NotesPane(bridge)
        self._build()
        self._connect()

    # -- layout -------------------------------------------------------------------------------

    def _build(self) -> None:
        outer = Column(0, parent=self)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = Ground("base")
        self._frame = frame = Row(0, (SIDES, 8, SIDES, 20), ground)
        self._body = QWidget()
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        frame.addWidget(self._body)
        area.setWidget(ground)
        outer.addWidget(area)
        self.area = area
        column = Column(8, parent=self._body)
        column.addLayout(self._head())
        column.addWidget(self.text)
        column.addWidget(self.skip)
        column.addWidget(self.skip_to, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (self.why, self.proof, self.sources):
            column.addWidget(line)
        column.addWidget(self.raised)
        column.addWidget(self.proposal)
        column.addWidget(self.damage)
        column.addWidget(self.disputed)
        column.space(4)
        column.addWidget(self.answer)
        column.addWidget(self.withheld)
        column.addWidget(self.rationale)
        pair = Row(12)
        pair.addWidget(self.against, 1)
        pair.addWidget(self.change, 1)
        column.addLayout(pair)
        column.addWidget(self.notes)
        self.below = Column(0)
        column.addLayout(self.below)
        column.addStretch(1)
        self.list_button.hide()
        self._fit()

    def _head(self) -> Row:
        head = Row(8)
        head.addWidget(self.list_button)
        head.addWidget(self.code)
        head.addWidget(self.domain, 10)
        for button in (self.place, self.flag, self.back, self.on):
            head.addWidget(button)
        self.flag.setCheckable(True)
        return head

    def _connect(self) -> None:
        self.list_button.clicked.connect(self.drawer)
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self.go_on)
        self.flag.clicked.connect(self._on_flag)
        self.skip_to.clicked.connect(self._on_skip)
        self.disputed.acted.connect(self.asked)
        self.editor.answered.connect(self._on_answered)
        self.editor.cleared.connect(self._on_cleared)
        self.answer.reason_chosen.connect(self._on_declined)
        self.answer.cleared.connect(self._on_cleared)
        for name, box in self._boxes():
            box.setObjectName(name)
            box.committed.connect(self._on_written)
        self.area.verticalScrollBar().rangeChanged.connect(self._fit)
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        """The words keep their width whether the scroll bar is there or not.

        Else they would wrap because it came, and it would stay because they wrap.
        """
        self._body.setMaximumWidth(px(TEXT_WIDTH))
        bar = self.area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        margins = self._frame.contentsMargins()
        margins.setRight(max(0, px(SIDES) - taken))
        self._frame.setContentsMargins(margins)

    # -- showing ------------------------------------------------------------------------------

    @property
    def view(self) -> QuestionView | None:
        """What is shown, as the evidence pane and the strip show it too."""
        return self._view

    @property
    def question(self) -> str:
        """The id of the question shown, or empty."""
        return self._view.id if self._view else ""

    def show_question(self, id: str) -> None:
        """Show another question; what was being typed about the last one is kept first."""
        self.commit()
        self._show(self._ask(id), fresh=True)
        self.area.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the question again as it now is."""
        if self._view is not None:
            self._show(self._ask(self._view.id), fresh=False)

    def _ask(self, id: str) -> QuestionView:
        return question_view(
            self._bridge.open_session, self._bridge.assessment, id, self._bridge.language
        )

    def _show(self, view: QuestionView, *, fresh: bool) -> None:
        before, self._view = self._view, view
        if fresh or before is None or before.text != view.text or before.asked != view.asked:
            self._show_text(view)
        self._show_answer(view)
        self.notes.show_question(view.id, fresh)

    def _show_text(self, view: QuestionView) -> None:
        self.code.setText(view.id)
        self.domain.setText(view.domain_title)
        self.place.setText(tr("{number} of {count}", number=view.position, count=view.count))
        self.back.setEnabled(bool(view.previous))
        self.on.setEnabled(bool(view.following))
        self.text.setText(view.text)
        self.why.set_value(view.why)
        self.proof.set_value(view.proof)
        self.sources.show_sources(view.sources)
        self.skip.setVisible(not view.asked)
        self.skip.set_text(tr("Not asked"), view.skip_reason)
        self.skip_to.setVisible(not view.asked and bool(view.skipped_by))
        if view.skipped_by:
            self.skip_to.set_label(tr("Go to {question}", question=view.skipped_by[0]))
        options = [Option(o.id, o.text, o.points if view.weight else None) for o in view.options]
        self.editor.show_kind(view.type, options, view.bands, view.unit)
        for box in (self.rationale, self.against, self.change):
            box.setVisible(view.asked)

    def _show_answer(self, view: QuestionView) -> None:
        given = view.answer
        self.editor.show_value(given.value, self._mark(view))
        self.answer.set_status(given.status, given.reason)
        self.answer.set_asked(view.asked)
        self.rationale.set_text(given.rationale)
        self.against.set_text(given.against)
        self.change.set_text(given.would_change)
        self.proposal.show_question(view.id)
        reading = self._bridge.open_session is not self._bridge.open_session.now
        self.answer.setEnabled(not reading)
        self.flag.setEnabled(not reading)
        for _, box in self._boxes():
            box.editor.setReadOnly(reading)
        self.flag.setChecked(given.second_look)
        self.flag.set_icon("flag-fill" if given.second_look else "flag")
        self.raised.setVisible(bool(view.flags))
        if view.flags:
            self.raised.set_text(tr("A rule of the checklist rests on this answer"), view.flags[0])
        self.disputed.setVisible(bool(view.disputed))
        if view.disputed:
            self.disputed.set_text(
                tr("Merged copies say different things here"), disputed_words(view.disputed)
            )
        self.withheld.setText(phrases.redacted(view.withheld))
        self.withheld.setVisible(bool(view.withheld))
        self.damage.setVisible(view.damage is not None)
        if view.damage is not None:
            title = tr("This answer is not what the history says")
            self.damage.set_text(title, remedy(view.damage.remedy))

    def _mark(self, view: QuestionView) -> float | None:
        value = view.answer.value
        if value is None:
            return None
        if view.type in {"percent", "number"}:
            return float(value)
        if view.type != "date":
            return None
        about = self._bridge.open_session.assessment(self._bridge.assessment)
        days = (date.fromisoformat(value) - date.fromisoformat(about.cut_off)).days
        return float(days if view.unit == "days_until" else -days)

    # -- acting -------------------------------------------------------------------------------

    def go_back(self) -> None:
        """To the question before."""
        if self._view and self._view.previous:
            self.went.emit(self._view.previous)

    def go_on(self) -> None:
        """To the question after."""
        if self._view and self._view.following:
            self.went.emit(self._view.following)

    def commit(self) -> None:
        """Keep whatever is being typed."""
        for box in (self.rationale, self.against, self.change, self.answer.why, self.editor):
            box.commit()

    def _on_answered(self, raw: object) -> None:
        value = list(raw) if isinstance(raw, tuple) else str(raw)
        session, here = self._bridge.open_session, self._bridge.assessment
        try:
            session.do(answering.answer(session, here, self.question, value), self)
        except UserError as error:
            if isinstance(error, InvalidInput) and self.editor.takes_typing:
                self.editor.refuse(words.sentence(error))
                return
            self._bridge.troubled.emit(error)
            self.refresh()  # what is chosen on the screen is not what is recorded

    def _on_declined(self, status: str, reason: str) -> None:
        session, here = self._bridge.open_session, self._bridge.assessment
        done = self._bridge.attempt(
            lambda: (
                session.do(answering.decline(session, here, self.question, status, reason), self)
                or True
            )
        )
        if done is None:
            self.refresh()

    def _on_cleared(self) -> None:
        session, here = self._bridge.open_session, self._bridge.assessment
        self._bridge.do(lambda: answering.clear(session, here, self.question), self)

    def _on_flag(self, checked: bool) -> None:
        session, here = self._bridge.open_session, self._bridge.assessment
        self._bridge.do(lambda: answering.mark(session, here, self.question, checked), self)

    def toggle_second_look(self) -> None:
        """Mark the question for a second look, or take the mark off."""
        self._on_flag(not (self._view and self._view.answer.second_look))

    def _on_skip(self) -> None:
        if self._view and self._view.skipped_by:
            self.went.emit(self._view.skipped_by[0])

    def _boxes(self) -> tuple[tuple[str, TextBox], ...]:
        return (
            ("rationale", self.rationale),
            ("against", self.against),
            ("would_change", self.change),
        )

    def _on_written(self, text: str) -> None:
        session, here = self._bridge.open_session, self._bridge.assessment
        texts = {self.sender().objectName(): text}
        self._bridge.do(lambda: answering.write(session, here, self.question, **texts), self)


class Sources(QWidget):
    """The sources of a question as short references; the tooltip says what each is and if it was read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = Row(0, parent=self)
        self._label = Words(tr("Sources"), "caption", "text3")
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._holder = QWidget()
        self._flow = Flow(12, self._holder)
        row.addWidget(self._holder, 1)
        self._shown: list[Words] = []
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._label.setFixedWidth(max(px(64), ceil(width_of(self._label.text(), font("caption")))))

    def show_sources(self, sources: tuple[SourceView, ...]) -> None:
        """Show these references."""
        for shown in self._shown:
            self._flow.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._shown = [_reference(source) for source in sources]
        for made in self._shown:
            self._flow.addWidget(made)
        self.setVisible(bool(sources))


def disputed_words(names: tuple[str, ...]) -> str:
    """What of an answer is disputed, and what that means."""
    what = tr(", ").join(tr(REGISTERS[f"answer {name}"]) for name in names if name != "@")
    if "value" in names:
        return tr("{what}. Until it is decided the answer counts as conflicted.", what=what)
    return tr("{what}. Both versions are kept until it is decided.", what=what)


def _reference(source: SourceView) -> Words:
    made = Words(source.reference, "body", "accent", selectable=True)
    read = tr("text read") if source.status == "verified" else tr("not checked against the text")
    about = ", ".join(part for part in (source.title, source.publisher, source.date) if part)
    made.setToolTip(f"{about}\n{read}. {source.note}".strip())
    made.setAccessibleDescription(f"{about}. {read}")
    return made
