"""What if: other answers, weights or another day in a scratch layer, kept, taken over, or thrown away."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from assay.core.checklist import Question, say
from assay.core.errors import UserError
from assay.core.memo_numbers import signed, whole
from assay.core.rating import Rating
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.ticks import Tick
from assay.ui.pages.dashboard_panel import Beside, Heading, Panel, holder, quiet
from assay.ui.runner import Runner
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.ui.widgets.labels import Card, Column, Row, Words
from assay.ui.widgets.ranges import Range, RangeStrip, range_words
from assay.words import sentence, tr, trn
from assay.words.terms import STATUS
from assay.work import exploring
from assay.work.exploring import Suppose, Trial
from assay.work.views.agreement import value_words
from assay.work.views.dashboard import HATCHED_BELOW, fixed_form

REMOVE = 3
"""The column that takes a supposed answer out again."""


class OutcomeCard(Card):
    """The rating as it would be, over the rating as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        column = Column(4, (20, 14, 20, 16), self)
        self.now = Words("", "body", "text2", wrap=True)
        self.now_strip = RangeStrip(12, names=False)
        self.then = Words("", "heading", wrap=True, selectable=True)
        self.then_strip = RangeStrip(18, names=True)
        self.moved = Words("", "body", "text2", wrap=True)
        column.addWidget(Words(tr("As it would be"), "caption", "text2"))
        column.addWidget(self.then)
        column.addWidget(self.then_strip)
        column.addWidget(self.moved)
        column.space(8)
        column.addWidget(Words(tr("As it is recorded"), "caption", "text2"))
        column.addWidget(self.now)
        column.addWidget(self.now_strip)

    def show_ratings(self, now: Rating, then: Rating) -> None:
        """Show both."""
        self.now.setText(fixed_form(now))
        self.then.setText(fixed_form(then))
        for strip, rating in ((self.now_strip, now), (self.then_strip, then)):
            i = rating.interval
            little = rating.coverage < HATCHED_BELOW
            strip.set_range(Range(i.low, i.point, i.high, rating.as_answered, hatched=little))
        width = now.interval.high - now.interval.low
        after = then.interval.high - then.interval.low
        facts = {
            "point": signed(then.interval.point - now.interval.point),
            "width": whole(width),
            "after": whole(after),
        }
        self.moved.setVisible(now is not then)
        self.moved.setText(
            tr("The point moves by {point}; the range spans {after} points, now {width}.", **facts)
        )


class TrialPanel(Panel):
    """A scratch layer; nothing touches the record until it is taken over."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self.trial = Trial()
        self.question = Pick(tr("Question"))
        self.answer = Pick(tr("Suppose the answer"))
        self.value = LineBox(tr("Suppose the value"))
        self.proven = Tick(tr("With evidence that leaves no doubt"))
        self.proven.setChecked(True)
        self.add = Button(tr("Suppose it"), dense=True)
        self.profile = Pick(tr("Weights"))
        self.day = DayField(tr("Cut-off"))
        self.supposed = Grid(tr("Supposed answers"), _columns())
        self.none = quiet(tr("Nothing is supposed yet: the rating is the one that is recorded."))
        self.outcome = OutcomeCard()
        self.name = LineBox(tr("Name of the scenario"))
        self.keep = Button(tr("Keep as a scenario"), dense=True)
        self.take = Button(tr("Take over…"), dense=True)
        self.drop = Button(tr("Throw away"), dense=True)
        self.trouble = Words("", "body", "danger", wrap=True)
        self.kept_heading = Heading(tr("Kept scenarios"))
        self.kept = Grid(tr("Kept scenarios"), _kept_columns())
        self._build()
        self._connect()

    def _build(self) -> None:
        note = tr("a scratch layer: nothing touches the record until you take it over")
        self.column.addWidget(Heading(tr("What if"), note))
        left, column = holder(10)
        column.addWidget(self.question)
        row = Row(12)
        row.addWidget(self.answer, 1)
        row.addWidget(self.value, 1)
        column.addLayout(row)
        line = Row(12)
        line.addWidget(self.proven)
        line.addWidget(self.add)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.supposed)
        column.addWidget(self.none)
        pair = Row(12)
        pair.addWidget(self.profile, 1)
        pair.addWidget(self.day, 1)
        column.addLayout(pair)
        column.space(12)
        column.addWidget(self.kept_heading)
        column.addWidget(self.kept)
        column.addStretch(1)
        self.column.addWidget(Beside(left, self._right(), 460, 560, least=900))

    def _right(self) -> QWidget:
        right, column = holder(10)
        column.addWidget(self.outcome)
        column.addWidget(self.trouble)
        column.addWidget(self.name)
        buttons = Row(8)
        for button in (self.keep, self.take, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        return right

    def _connect(self) -> None:
        self.question.chosen.connect(self._on_question)
        self.add.clicked.connect(self._on_add)
        self.value.entered.connect(self._on_entered)
        self.profile.chosen.connect(self._on_profile)
        self.day.committed.connect(self._on_day)
        self.supposed.picked.connect(self._on_picked)
        self.keep.clicked.connect(self._on_keep)
        self.take.clicked.connect(self._on_take)
        self.drop.clicked.connect(self._on_drop)
        self.kept.picked.connect(self._on_kept)

    def forget(self) -> None:
        self.trial = Trial()
        self.name.set_text("")

    # -- painting -----------------------------------------------------------------------------

    def paint_view(self) -> None:
        checklist = self.bridge.open_session.checklist(self.bridge.assessment)
        language = self.bridge.language
        chosen = self.question.chosen_id()
        self.question.set_choices(
            [(q.id, f"{q.id}  {say(q.short, language)}") for q in checklist.questions.values()]
        )
        if chosen in checklist.questions:
            self.question.set_chosen(chosen)
        else:
            gaps = self.bridge.open_session.scorecard(self.bridge.assessment).gaps()
            self.question.set_chosen(gaps[0].question if gaps else next(iter(checklist.questions)))
            self._on_question()
        about = self.bridge.open_session.assessment(self.bridge.assessment)
        self.profile.set_choices([(p.id, say(p.title, language)) for p in checklist.profiles])
        self.profile.set_chosen(self.trial.profile or about.profile)
        self.day.keep(self.trial.cut_off or about.cut_off)
        self._paint_kept()
        self._paint()

    def _paint(self) -> None:
        """The layer and what it comes to."""
        session, assessment = self.bridge.open_session, self.bridge.assessment
        checklist = session.checklist(assessment)
        self.trouble.setText("")
        then = session.scorecard(assessment).rating
        try:
            if self.trial:
                then = exploring.scored(session, assessment, self.trial).rating
        except UserError as error:
            self.trouble.setText(sentence(error))
        self.trouble.setVisible(bool(self.trouble.text()))
        self.outcome.show_ratings(session.scorecard(assessment).rating, then)
        rows = []
        for id, one in self.trial.answers.items():
            asked = checklist.questions[id]
            said = value_words(asked, one.status, one.value, self.bridge.language)
            proof = tr("no doubt") if one.proven else tr("evidence as it is")
            rows.append(
                GridRow(
                    id,
                    (
                        GridCell(id, "strong", "accent"),
                        GridCell(said),
                        GridCell(proof if one.status == "answered" else "", ink="text2"),
                        GridCell(icon="x", spoken=tr("Take {question} out", question=id)),
                    ),
                )
            )
        self.supposed.set_rows(rows)
        self.supposed.setVisible(bool(rows))
        self.none.setVisible(not self.trial)
        for button in (self.keep, self.take, self.drop):
            button.setEnabled(bool(self.trial))

    def _paint_kept(self) -> None:
        found = exploring.kept(self.bridge.open_session, self.bridge.assessment)
        self.kept_heading.setVisible(bool(found))
        self.kept.setVisible(bool(found))
        rows = []
        for one in found:
            trial = exploring.trial_of(self.bridge.open_session, one.id)
            rating = exploring.scored(
                self.bridge.open_session, self.bridge.assessment, trial
            ).rating
            i = rating.interval
            rows.append(
                GridRow(
                    one.id,
                    (
                        GridCell(one.title, "strong", "accent"),
                        GridCell(
                            trn("{count} answer", "{count} answers", len(trial.answers)),
                            ink="text2",
                        ),
                        GridCell(
                            range=Range(i.low, i.point, i.high),
                            spoken=range_words(Range(i.low, i.point, i.high)),
                        ),
                        GridCell(icon="trash", spoken=tr("Throw {title} away", title=one.title)),
                    ),
                )
            )
        self.kept.set_rows(rows)

    def _on_question(self, id: str = "") -> None:
        asked = self._asked()
        options = [(o.id, say(o.text, self.bridge.language)) for o in asked.answer.options]
        statuses = [(s, tr(STATUS[s])) for s in ("unknown", "not_disclosed", "not_assessed")]
        typed = not options
        given = [("", tr("the value beside"))] if typed else options
        self.answer.set_choices([*given, *statuses])
        self.value.setVisible(typed)

    def _asked(self) -> Question:
        checklist = self.bridge.open_session.checklist(self.bridge.assessment)
        return checklist.questions[self.question.chosen_id()]

    # -- the layer ----------------------------------------------------------------------------

    def _on_entered(self, text: str) -> None:
        self._on_add()

    def _on_add(self) -> None:
        """Suppose what is chosen."""
        raw = self.answer.chosen_id() or self.value.text()
        make = partial(
            exploring.suppose,
            self.bridge.open_session,
            self.bridge.assessment,
            self.question.chosen_id(),
            raw,
            self.proven.isChecked(),
        )
        found = self.bridge.attempt(make)
        if isinstance(found, Suppose):
            self.trial = self.trial.with_answer(self.question.chosen_id(), found)
            self._paint()

    def _on_profile(self, profile: str) -> None:
        recorded = self.bridge.open_session.assessment(self.bridge.assessment).profile
        other = "" if profile == recorded else profile
        self.trial = Trial(self.trial.answers, other, self.trial.cut_off)
        self._paint()

    def _on_day(self, day: str) -> None:
        recorded = self.bridge.open_session.assessment(self.bridge.assessment).cut_off
        other = "" if day == recorded else day
        self.trial = Trial(self.trial.answers, self.trial.profile, other)
        self._paint()

    def _on_picked(self, id: str, column: int) -> None:
        if column == REMOVE:
            self.trial = self.trial.with_answer(id, None)
            self._paint()
        elif column == 0:
            self.to_question(id)

    def _on_drop(self) -> None:
        """Throw the layer away; what is kept under a name stays."""
        self.trial = Trial()
        self.name.set_text("")
        self.paint_view()

    def _on_keep(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        name = self.name.text()
        if self.do(partial(exploring.keep, session, assessment, name, self.trial)):
            self.told.emit(tr("Kept: {title}", title=name))

    def _on_take(self) -> None:
        from assay.ui.dialogs.take_over import TakeOver

        dialog = TakeOver(self.trial, self.window())
        if not dialog.exec():
            return
        session, assessment = self.bridge.open_session, self.bridge.assessment
        if self.do(partial(exploring.accept, session, assessment, self.trial)):
            self.told.emit(tr("The scenario is taken over"))
        self.trial = Trial()
        self.paint_view()

    def _on_kept(self, id: str, column: int) -> None:
        if column == REMOVE:
            self.do(partial(exploring.discard, self.bridge.open_session, id))
            return
        self.trial = exploring.trial_of(self.bridge.open_session, id)
        self.paint_view()


def _columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Question"), 84),
        GridColumn(tr("Supposed"), lines=2),
        GridColumn(tr("Evidence"), 120),
        GridColumn("", 40, centre=True),
    ]


def _kept_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Scenario"), lines=2),
        GridColumn(tr("Answers"), 90),
        GridColumn(tr("Range"), 170, axis=True),
        GridColumn("", 40, centre=True),
    ]
