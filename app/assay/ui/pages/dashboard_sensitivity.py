"""How firm the rating is: best next steps, chance beside hard bounds, other powers, weights and domains."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from assay.core.joint import Candidate
from assay.core.memo_numbers import percent, signed, tenth, whole
from assay.core.rating import Interval
from assay.ui.bridge import Bridge
from assay.ui.pages.dashboard_overview import swing_note, swing_rows
from assay.ui.pages.dashboard_panel import Panel, quiet
from assay.ui.pages.dashboard_plan import plan_columns, plan_rows, plan_words
from assay.ui.runner import Runner, Running
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.drawings import DrawingView
from assay.ui.widgets.finding_rows import StillList, SwingDelegate
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.ui.widgets.labels import Row, Words
from assay.ui.widgets.ranges import Range
from assay.words import tr, trn
from assay.work.jobs import Progress
from assay.work.views import figures
from assay.work.views.dashboard import HATCHED_BELOW, weighed
from assay.work.views.figures import Figure, status_words
from assay.work.views.sensitivity import Basis, Sensitivity, basis_of, sensitivity

FEW = 3
"""Questions that a new step is offered at first."""
MOST_SWINGS = 12
MOST_ROWS = 60
"""Questions listed; the table that can be saved has all."""
REMEMBERED = 8
"""How many states' figures are kept: undo and redo cost nothing then."""


class SensitivityPanel(Panel):
    """Everything that is worked out off the main thread."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self.found: Sensitivity | None = None
        self._known: OrderedDict[tuple[str, ...], Sensitivity] = OrderedDict()
        self._running: Running | None = None
        self._wanted: tuple[str, ...] = ()
        self.state = Words("", "body", "text2")
        self.stop = Button(tr("Stop"), dense=True)
        self.again = Button(tr("Work out again"), dense=True)
        self.planned = Button(tr("Plan a step…"), dense=True)
        self.plan = Grid(tr("Best next steps"), plan_columns())
        self.swings = StillList(tr("What moves the point"), SwingDelegate)
        self.chances = DrawingView()
        self.chance_words = quiet()
        self.ranges = Grid(tr("Other choices"), _range_columns())
        self.domains = Grid(tr("Without a domain"), _range_columns())
        self.every = Grid(tr("Every open question"), _every_columns())
        self._build()
        self.stop.clicked.connect(self.cancel)
        self.again.clicked.connect(self.paint_view)
        self.planned.clicked.connect(self._plan)
        self.plan.opened.connect(self._plan_document)
        self.every.open_on_click = True
        self.every.opened.connect(self.to_question)
        self.swings.opened.connect(self.to_question)

    def _build(self) -> None:
        bar = Row(10)
        for widget in (self.state, self.stop, self.again):
            bar.addWidget(widget)
        bar.addStretch(1)
        plan_note = tr("what settles most together, found step by step")
        plan = self.heading(tr("Best next steps"), plan_note, self.plan_figure, self.planned)
        self.column.addWidget(plan)
        self.column.addLayout(bar)
        self.column.addWidget(self.plan)
        self.column.space(14)
        self.swing_heading = self.heading(tr("What moves the point"), "", self.swing_figure)
        self.column.addWidget(self.swing_heading)
        self.column.addWidget(self.swings)
        self.column.space(14)
        chance_note = tr("if errors are independent, which they are not quite")
        self.column.addWidget(self.heading(tr("Chance"), chance_note, self.chance_figure))
        self.column.addWidget(self.chances)
        self.column.addWidget(self.chance_words)
        self.column.space(14)
        self.column.addWidget(self.heading(tr("Other choices"), "", self.choice_figure))
        self.column.addWidget(self.ranges)
        self.column.space(14)
        drop_note = tr("to see what is counted twice")
        self.column.addWidget(self.heading(tr("Without a domain"), drop_note, self.domain_figure))
        self.column.addWidget(self.domains)
        self.column.space(14)
        self.every_heading = self.heading(tr("Every open question"), "", self.gap_figure)
        self.column.addWidget(self.every_heading)
        self.column.addWidget(self.every)

    def forget(self) -> None:
        self.cancel()

    # -- working out --------------------------------------------------------------------------

    def paint_view(self) -> None:
        self._paint_questions()
        basis = basis_of(self.bridge.open_session, self.bridge.assessment, self.bridge.language)
        again = self._running is not None and self._wanted == basis.key
        self._wanted = basis.key
        if basis.key in self._known:
            self._show(self._known[basis.key])
            return
        if again:
            return  # it is being worked out already
        self._start(basis)

    def _start(self, basis: Basis) -> None:
        if self._running is not None:
            self._running.cancel()

        def job(progress: Progress) -> Sensitivity:
            return sensitivity(basis, progress)

        self._busy(True, tr("Working out…"))
        self._running = self.runner.start(job)
        self._running.progressed.connect(self._on_progress)
        self._running.finished.connect(self._on_found)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.cancel()  # nobody waits for it, and other pages want the processor

    def cancel(self) -> None:
        """Stop working it out; what is shown stays."""
        if self._running is not None:
            running, self._running = self._running, None
            running.cancel()
            self._busy(False, tr("Stopped. What is shown is from before."))

    def _plan(self) -> None:
        """Plan a step for the questions worth most that no step settles yet."""
        planned = {q for c in self._candidates() if c.id not in self._documents() for q in c.closes}
        free = [gap.question for gap in self._view.gaps if gap.question not in planned]
        self._ask("", free[:FEW])

    def _plan_document(self, id: str) -> None:
        """Make a step of a document that would have to be brought up to date."""
        if self.found is None or id not in self._documents():
            return
        title = tr("Bring up to date: {document}", document=self.found.basis.sources[id].title)
        closes = next(c.closes for c in self._candidates() if c.id == id)
        self._ask(title, list(closes))

    def _ask(self, title: str, questions: list[str]) -> None:
        from assay.ui.dialogs.plan_step import PlanStep

        PlanStep(self.bridge, title, questions, self.window()).exec()

    def _candidates(self) -> tuple[Candidate, ...]:
        return self.found.basis.candidates if self.found else ()

    def _documents(self) -> set[str]:
        sources = self.found.basis.sources if self.found else {}
        return {id for id, source in sources.items() if source.kind == "document"}

    def _on_progress(self, done: int, total: int, what: str) -> None:
        if self.sender() is self._running:
            self.state.setText(tr("Working out… {part} %", part=done * 100 // max(1, total)))

    def _on_found(self, found: Sensitivity) -> None:
        self._known[found.basis.key] = found
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        if found.basis.key == self._wanted:
            self._running = None
            self._show(found)

    def _busy(self, busy: bool, words: str) -> None:
        self.state.setText(words)
        self.stop.setVisible(busy)
        self.again.setVisible(not busy and self._wanted not in self._known)

    # -- painting -----------------------------------------------------------------------------

    def _paint_questions(self) -> None:
        view = weighed(self.bridge.open_session, self.bridge.assessment, self.bridge.language)
        self._view = view
        largest = view.gaps[0].worth if view.gaps else 1.0
        swing = {s.question: s for s in view.swings}
        point = view.verdict.interval.point
        rows = []
        for gap in view.gaps[:MOST_ROWS]:
            moved = swing[gap.question]
            ends = f"{signed(moved.best - point)}  {signed(moved.worst - point)}"
            rows.append(
                GridRow(
                    gap.question,
                    (
                        GridCell(gap.question, "strong", "accent"),
                        GridCell(gap.text),
                        GridCell(status_words(gap.status), ink="text2"),
                        GridCell(tenth(gap.worth), bar=gap.worth / (largest or 1.0)),
                        GridCell(ends, ink="text2"),
                        GridCell(tr("yes") if gap.changes_band else tr("no"), ink="text2"),
                    ),
                )
            )
        self.every.set_rows(rows)
        changing = sum(gap.changes_band for gap in view.gaps)
        some = trn(
            "{count} would change the band alone", "{count} would change the band alone", changing
        )
        self.every_heading.set_note(some if changing else tr("none would change the band alone"))
        self.swing_heading.set_note(swing_note(view))
        self.swings.set_rows(swing_rows(view, MOST_SWINGS))

    def _show(self, found: Sensitivity) -> None:
        self.found = found
        self._busy(False, "")
        self.state.setVisible(True)
        width = found.basis.rating.interval.high - found.basis.rating.interval.low
        self.plan.set_rows(plan_rows(found))
        self.plan.setVisible(bool(found.best_next))
        self.state.setText(plan_words(found, width))
        figure = figures.chances(found)
        self.chances.set_drawing(figure.drawing, _chance_words(found))
        self.chance_words.setText(_chance_words(found))
        little = found.basis.rating.coverage < HATCHED_BELOW
        self.ranges.set_rows(
            [_range_row(name, i, strong, little) for name, i, strong in choices(found)]
        )
        titles = found.basis.domain_titles
        self.domains.set_rows(
            [
                _range_row(f"{id}  {titles.get(id, '')}", interval, False, little)
                for id, interval in found.without_domain.items()
            ]
        )

    # -- figures ------------------------------------------------------------------------------

    def swing_figure(self) -> Figure | None:
        """The tornado with its table."""
        return figures.swings(self._view.swings, self._view.verdict.interval.point)

    def plan_figure(self) -> Figure | None:
        """The work plan as a table."""
        return figures.plan(self.found) if self.found and self.found.best_next else None

    def chance_figure(self) -> Figure | None:
        """The draws with their table."""
        return figures.chances(self.found) if self.found else None

    def choice_figure(self) -> Figure | None:
        """The other choices with their table."""
        if self.found is None:
            return None
        lines = [(name, interval) for name, interval, _ in choices(self.found)]
        return figures.named_ranges("choices", tr("Other choices"), lines)

    def domain_figure(self) -> Figure | None:
        """The domains left out, with their table."""
        if self.found is None:
            return None
        titles = self.found.basis.domain_titles
        lines = [(f"{id} {titles.get(id, '')}", i) for id, i in self.found.without_domain.items()]
        return figures.named_ranges("without-domain", tr("Without a domain"), lines)

    def gap_figure(self) -> Figure | None:
        """Every open question with its table."""
        return figures.gaps(self._view.gaps)


def choices(found: Sensitivity) -> list[tuple[str, Interval, bool]]:
    """The overall range under other powers, profiles and weights; the ones in use stand out."""
    rating, titles = found.basis.rating, found.basis.profile_titles
    said: list[tuple[str, Interval, bool]] = []
    names = {
        1.0: tr("p = 1, plain mean"),
        2.0: tr("p = 2, in use"),
        4.0: tr("p = 4, severe answers weigh more"),
    }
    for power, interval in found.by_power.items():
        said.append((names.get(power, f"p = {power:g}"), interval, power == 2.0))
    for id, total in found.by_profile.items():
        name = tr("Weights: {profile}", profile=titles.get(id, id))
        said.append((name, total.interval, id == rating.profile))
    said.append((tr("Equal weights"), found.robustness.equal_weights, False))
    return said


def _chance_words(found: Sensitivity) -> str:
    spread, bounds = found.chances, found.basis.rating.interval
    return tr(
        "{draws} draws, seed {seed}: nine in ten lie between {low} and {high}. The hard bounds are {least} "
        "and {most}, and they hold whatever the errors do. {same} of weight draws stay in the same band.",
        draws=spread.draws,
        seed=spread.seed,
        low=whole(spread.p05),
        high=whole(spread.p95),
        least=whole(bounds.low),
        most=whole(bounds.high),
        same=percent(found.robustness.share_same_band),
    )


def _range_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Choice"), share=4, lines=2),
        GridColumn(tr("Range"), share=5, axis=True),
        GridColumn(tr("Low"), 56, right=True),
        GridColumn(tr("Point"), 56, right=True),
        GridColumn(tr("High"), 56, right=True),
    ]


def _every_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Question"), 84),
        GridColumn(tr("Text"), share=5),
        GridColumn(tr("State"), 112),
        GridColumn(tr("Narrows by"), 130),
        GridColumn(tr("Best, worst"), 100, right=True),
        GridColumn(tr("Band"), 64),
    ]


def _range_row(name: str, interval: Interval, strong: bool, hatched: bool) -> GridRow:
    return GridRow(
        name,
        (
            GridCell(name),
            GridCell(range=Range(interval.low, interval.point, interval.high, hatched=hatched)),
            GridCell(whole(interval.low)),
            GridCell(whole(interval.point), "strong"),
            GridCell(whole(interval.high)),
        ),
        strong,
    )
