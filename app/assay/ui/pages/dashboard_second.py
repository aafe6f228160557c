"""Second opinion: start a blind one, see how far two analysts agree, decide where they do not."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assay.core.assessment import Assessment
from assay.ui.bridge import Bridge
from assay.ui.dialogs.picks import Pick
from assay.ui.pages.dashboard_panel import Heading, Panel, quiet
from assay.ui.runner import Runner
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.ui.widgets.labels import Row, Size, Words
from assay.words import tr
from assay.work import second_opinion
from assay.work.views import figures
from assay.work.views.agreement import AgreementView, agreement_view
from assay.work.views.figures import Figure

DECIDE = 4
"""The column that leads to a decision."""


class SecondPanel(Panel):
    """Two assessments of one issuer, made without seeing each other."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self.view: AgreementView | None = None
        self.analyst = LineBox(tr("Second analyst"))
        self.start = Button(tr("Start a second opinion"), dense=True)
        self.open = Button(tr("Work on the second opinion"), dense=True)
        self.partner = Pick(tr("Held against"))
        self.verdict = Words("", "option_strong", "text", wrap=True)
        self.counts = quiet()
        self.measures = Grid(tr("How far they agree"), _measure_columns())
        self.paradox = quiet()
        self.differing_heading = Heading(tr("Two points or more apart"))
        self.differing = Grid(tr("Two points or more apart"), [])
        self._build()
        self.start.clicked.connect(self._start)
        self.open.clicked.connect(self._open)
        self.partner.chosen.connect(self._on_partner)
        self.differing.picked.connect(self._on_picked)

    def _build(self) -> None:
        note = tr("blind: it gets the questions and the facts, and nothing of the first one's work")
        self.column.addWidget(self.heading(tr("Second opinion"), note, self.figure))
        row = Row(12)
        Size(self.analyst, width=320)
        row.addWidget(self.analyst)
        row.addWidget(self.start, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.column.addLayout(row)
        pair = Row(12)
        Size(self.partner, width=420)
        pair.addWidget(self.partner)
        pair.addWidget(self.open, 0, Qt.AlignmentFlag.AlignBottom)
        pair.addStretch(1)
        self.column.addLayout(pair)
        self.column.addWidget(self.verdict)
        self.column.addWidget(self.counts)
        self.column.addWidget(self.measures)
        self.column.addWidget(self.paradox)
        self.column.space(12)
        self.column.addWidget(self.differing_heading)
        self.column.addWidget(self.differing)

    def paint_view(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        partners = second_opinion.partners(session, assessment)
        chosen = self.partner.chosen_id()
        self.partner.set_choices([(id, _name(session.assessment(id))) for id in partners])
        if chosen in partners:
            self.partner.set_chosen(chosen)
        for widget in (self.partner, self.open):
            widget.setVisible(bool(partners))
        self._paint_agreement(bool(partners))

    def _paint_agreement(self, shown: bool) -> None:
        for widget in (
            self.verdict,
            self.counts,
            self.measures,
            self.differing_heading,
            self.differing,
        ):
            widget.setVisible(shown)
        self.paradox.setVisible(False)
        if not shown:
            return
        session, assessment = self.bridge.open_session, self.bridge.assessment
        self.view = view = agreement_view(
            session, assessment, self.partner.chosen_id(), self.bridge.language
        )
        self._paint_measures(view)
        self._paint_differing(view)

    def _paint_measures(self, view: AgreementView) -> None:
        self.verdict.setText(view.verdict)
        self.counts.setText(
            tr(
                "{first} answered {mine}, {second} answered {theirs}, both answered {both}.",
                first=view.first,
                second=view.second,
                mine=view.answered[0],
                theirs=view.answered[1],
                both=view.both,
            )
        )
        self.measures.set_rows(
            [
                GridRow(
                    m.name,
                    (
                        GridCell(m.name),
                        GridCell(m.value, "strong"),
                        GridCell(m.meaning, ink="text2"),
                    ),
                )
                for m in view.measures
            ]
        )
        self.measures.setVisible(bool(view.measures))
        self.paradox.setText(view.paradox)
        self.paradox.setVisible(bool(view.paradox))

    def _paint_differing(self, view: AgreementView) -> None:
        self.differing_heading.setVisible(bool(view.differing))
        self.differing.setVisible(bool(view.differing))
        self.differing.set_columns(
            [
                GridColumn(tr("Question"), 84),
                GridColumn(tr("Text"), share=3, lines=2),
                GridColumn(view.first, share=3, lines=3),
                GridColumn(view.second, share=3, lines=3),
                GridColumn(tr("Decision"), share=3, lines=3),
            ]
        )
        self.differing.set_rows(
            [
                GridRow(
                    item.question,
                    (
                        GridCell(item.question, "strong", "accent"),
                        GridCell(item.text),
                        GridCell(item.first),
                        GridCell(item.second),
                        GridCell(
                            item.decision or tr("Decide…"),
                            ink="text" if item.decision else "accent",
                        ),
                    ),
                )
                for item in view.differing
            ]
        )

    def figure(self) -> Figure | None:
        """The measures and the differences as a table."""
        shown = self.view is not None and self.view.measures and self.partner.isVisibleTo(self)
        return figures.measures(self.view) if self.view is not None and shown else None

    def _start(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        analyst = self.analyst.text()
        if self.do(partial(second_opinion.start, session, assessment, analyst)):
            self.analyst.set_text("")
            self.told.emit(tr("A second opinion by {analyst} is started", analyst=analyst.strip()))

    def _open(self) -> None:
        """Work on the other assessment: every page shows it from now on."""
        self.bridge.choose(self.partner.chosen_id())
        self.went.emit("home", "")

    def _on_partner(self, id: str) -> None:
        self._paint_agreement(True)

    def _on_picked(self, question: str, column: int) -> None:
        if column != DECIDE:
            self.to_question(question)
            return
        from assay.ui.dialogs.adjudicate import Adjudicate

        first, second = self.bridge.assessment, self.partner.chosen_id()
        Adjudicate(self.bridge, question, first, second, self.window()).exec()


def _name(about: Assessment) -> str:
    return f"{about.analyst}: {about.title}" if about.analyst else about.title


def _measure_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Measure"), 150),
        GridColumn(tr("Value"), 80, right=True),
        GridColumn(tr("What it says")),
    ]
