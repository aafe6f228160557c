"""The rating over time: another day looked at without changing anything, the path, and what moved it."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from assay.core.errors import UserError
from assay.core.memo_numbers import percent, signed, whole
from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.pages.dashboard_panel import Panel, quiet
from assay.ui.runner import Runner, Running
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.drawings import DrawingView
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.ui.widgets.labels import Row, Size, Words
from assay.ui.widgets.ranges import Range
from assay.words import sentence, tr
from assay.work import exploring
from assay.work.exploring import Trial
from assay.work.jobs import Progress
from assay.work.views import figures
from assay.work.views.dashboard import HATCHED_BELOW, fixed_form
from assay.work.views.figures import Figure, event_words
from assay.work.views.path import Moment, PathBasis, path_basis, rating_path

Found = tuple[tuple[str, ...], tuple[Moment, ...]]
MOST_EVENTS = 3
"""Events of one day that are spelt out."""


class PathPanel(Panel):
    """Move the day; see the path."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self.moments: tuple[Moment, ...] = ()
        self._key: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._running: Running | None = None
        self.day = DayField(tr("Look at the rating as of"))
        self.line = Words("", "option_strong", "text", wrap=True, selectable=True)
        self.state = Words("", "body", "text2")
        self.stop = Button(tr("Stop"), dense=True)
        self.drawing = DrawingView()
        self.events = Grid(tr("What moved it"), _columns())
        self._build()
        self.day.committed.connect(self._on_day)
        self.stop.clicked.connect(self.cancel)

    def _build(self) -> None:
        self.column.addWidget(
            self.heading(tr("The rating over time"), tr("the answers of today, the evidence of each day"),
                         self.figure)
        )  # fmt: skip
        row = Row(16)
        Size(self.day, width=220)
        row.addWidget(self.day)
        row.addWidget(self.line, 1)
        self.column.addLayout(row)
        bar = Row(10)
        bar.addWidget(self.state)
        bar.addWidget(self.stop)
        bar.addStretch(1)
        self.column.addLayout(bar)
        self.column.addWidget(self.drawing)
        self.column.addWidget(
            quiet(
                tr(
                    "Band: the range. Line: the point. Ticks: days on which evidence is dated or lapses. "
                    "Dashed: the cut-off; to its right nothing new is known, and what is known ages."
                )
            )
        )
        self.column.space(10)
        self.column.addWidget(self.heading(tr("What moved it"), tr("newest first")))
        self.column.addWidget(self.events)

    def forget(self) -> None:
        self.cancel()
        self.moments, self._key = (), ()
        self.day.set_text("")

    def paint_view(self) -> None:
        cut_off = self.bridge.open_session.assessment(self.bridge.assessment).cut_off
        if not self.day.text():
            self.day.keep(cut_off)
        self._on_day(self.day.text())
        basis = path_basis(self.bridge.open_session, self.bridge.assessment)
        again = self._running is not None and self._wanted == basis.key
        self._wanted = basis.key
        if basis.key != self._key and not again:
            self._start(basis)

    def _on_day(self, day: str) -> None:
        """The rating as of another day; nothing is recorded."""
        session, assessment = self.bridge.open_session, self.bridge.assessment
        try:
            rating = exploring.scored(session, assessment, Trial(cut_off=day)).rating
        except UserError as error:
            self.line.set_ink("danger")
            self.line.setText(sentence(error))
            return
        self.line.set_ink("text")
        self.line.setText(fixed_form(rating))

    # -- working out --------------------------------------------------------------------------

    def _start(self, basis: PathBasis) -> None:
        self.cancel()

        def job(progress: Progress) -> Found:
            return basis.key, rating_path(basis, progress)

        self.state.setText(tr("Working out…"))
        self.state.show()
        self.stop.show()
        self._running = self.runner.start(job)
        self._running.finished.connect(self._on_found)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.cancel()  # nobody waits for it, and other pages want the processor

    def cancel(self) -> None:
        """Stop working it out."""
        if self._running is not None:
            running, self._running = self._running, None
            running.cancel()
            self.state.setText(tr("Stopped. What is shown is from before."))
            self.stop.hide()

    def _on_found(self, found: Found) -> None:
        key, moments = found
        if key != self._wanted or self.bridge.session is None:
            return
        self._running = None
        self._key, self.moments = key, moments
        self.state.hide()
        self.stop.hide()
        figure = figures.path(moments, key[2])
        self.drawing.set_drawing(figure.drawing, _spoken(moments))
        self.events.set_rows(_rows(moments))

    def figure(self) -> Figure | None:
        """The path with its table."""
        return figures.path(self.moments, self._key[2]) if self.moments else None


def _spoken(moments: tuple[Moment, ...]) -> str:
    first, last = moments[0], moments[-1]
    return tr(
        "From {first}, {low} to {high}, to {last}, {then_low} to {then_high}",
        first=first.day,
        low=whole(first.interval.low),
        high=whole(first.interval.high),
        last=last.day,
        then_low=whole(last.interval.low),
        then_high=whole(last.interval.high),
    )


def _rows(moments: tuple[Moment, ...]) -> list[GridRow]:
    rows = []
    for number, moment in reversed(list(enumerate(moments))):
        said = event_words(moment)
        if not said:
            continue
        if len(said) > MOST_EVENTS:
            rest = len(said) - MOST_EVENTS
            said = [*said[:MOST_EVENTS], tr("and {count} more", count=rest)]
        i, before = moment.interval, moments[max(0, number - 1)].interval
        little = moment.coverage < HATCHED_BELOW
        width = (i.high - i.low) - (before.high - before.low)
        rows.append(
            GridRow(
                moment.day,
                (
                    GridCell(phrases.day(moment.day), ink="text2" if moment.ahead else "text"),
                    GridCell("; ".join(said)),
                    GridCell(range=Range(i.low, i.point, i.high, hatched=little)),
                    GridCell(signed(width), ink="text2"),
                    GridCell(percent(moment.coverage)),
                ),
            )
        )
    return rows


def _columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Day"), 128),
        GridColumn(tr("What happened"), share=5, lines=3),
        GridColumn(tr("Range"), share=3, axis=True),
        GridColumn(tr("Width moved"), 100, right=True),
        GridColumn(tr("Coverage"), 84, right=True),
    ]
