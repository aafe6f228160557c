"""Forecasts kept to account: scenarios with their likelihood, what became of them, and how well it held."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from assay.core.forecasts import Bucket, range_of, word_of
from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.pages.dashboard_panel import Heading, Panel, quiet
from assay.ui.runner import Runner
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.words import tr, trn
from assay.words.terms import LIKELIHOOD, OUTCOME
from assay.work import forecasting
from assay.work.views import figures
from assay.work.views.explanations import ForecastRow, ForecastsView, forecasts_view
from assay.work.views.figures import Figure

RESOLVE, REOPEN = 4, 5


class ForecastsPanel(Panel):
    """What was expected, and what came."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self._rows: dict[str, ForecastRow] = {}
        self._calibration: tuple[Bucket, ...] = ()
        self.grid = Grid(tr("Scenarios"), _columns())
        self.none = quiet(tr("The memo has no scenario yet; write one there, with a likelihood."))
        self.calibration = Grid(tr("Calibration"), _calibration_columns())
        self.records = Grid(tr("Brier score by analyst"), _record_columns())
        self.untold = quiet()
        self.column.addWidget(
            Heading(tr("Scenarios"), tr("likelihoods in the seven words of ICD 203"))
        )
        self.column.addWidget(self.none)
        self.column.addWidget(self.grid)
        self.column.space(12)
        note = tr("how often what was given a word did happen")
        self.column.addWidget(self.heading(tr("Calibration"), note, self.figure))
        self.column.addWidget(self.calibration)
        self.column.addWidget(self.untold)
        self.column.space(12)
        note = tr("0 is best; a coin gets 0.25")
        self.column.addWidget(Heading(tr("Brier score by analyst"), note))
        self.column.addWidget(self.records)
        self.grid.picked.connect(self._on_picked)

    def paint_view(self) -> None:
        view = forecasts_view(self.bridge.open_session, self.bridge.assessment)
        self._rows = {row.id: row for row in view.rows}
        self.none.setVisible(not view.rows)
        self.grid.setVisible(bool(view.rows))
        self.grid.set_rows([_row(row) for row in view.rows])
        self._paint_record(view)

    def _paint_record(self, view: ForecastsView) -> None:
        self._calibration = view.calibration
        self.calibration.set_rows([_bucket(bucket) for bucket in view.calibration])
        self.records.set_rows(
            [
                GridRow(
                    record.analyst,
                    (
                        GridCell(record.analyst or tr("not named")),
                        GridCell(str(record.resolved)),
                        GridCell(f"{record.brier:.3f}", "strong"),
                    ),
                )
                for record in view.records
            ]
        )
        said = [tr("A word counts as the middle of its range.")]
        if view.untold:
            said.append(
                trn(
                    "{count} forecast cannot be told and counts in neither.",
                    "{count} forecasts cannot be told and count in neither.",
                    view.untold,
                )
            )
        if not view.records:
            said.append(tr("Nothing is resolved yet."))
        self.untold.setText(" ".join(said))

    def figure(self) -> Figure:
        """The calibration table."""
        return figures.calibrated(self._calibration)

    def _on_picked(self, id: str, column: int) -> None:
        if column == REOPEN and self._rows[id].outcome:
            self.do(partial(forecasting.reopen, self.bridge.open_session, id))
        elif column == RESOLVE:
            from assay.ui.dialogs.resolve import Resolve

            Resolve(self.bridge, self._rows[id], self.window()).exec()


def _row(row: ForecastRow) -> GridRow:
    word = word_of(row.likelihood)
    percent = range_of(word)
    shown = tr(LIKELIHOOD[word]) if word in LIKELIHOOD else row.likelihood or "–"
    if percent is not None:
        shown = tr("{word} ({low}–{high}%)", word=shown, low=percent[0], high=percent[1])
    outcome = tr("Resolve…")
    if row.outcome:
        said = tr(OUTCOME.get(row.outcome, row.outcome))
        outcome = " · ".join((said, phrases.day(row.resolved), row.by))
    return GridRow(
        row.id,
        (
            GridCell(row.name, "strong"),
            GridCell(row.text),
            GridCell(shown),
            GridCell(phrases.day(row.due) if row.due else tr("no date"), ink="text2"),
            GridCell(outcome, ink="text" if row.outcome else "accent"),
            GridCell(
                icon="arrow-counter-clockwise" if row.outcome else "",
                spoken=tr("Open it again") if row.outcome else "",
            ),
        ),
    )


def _bucket(bucket: Bucket) -> GridRow:
    share = "–" if bucket.share is None else f"{bucket.share:.0f}%"
    return GridRow(
        bucket.word,
        (
            GridCell(tr(LIKELIHOOD[bucket.word])),
            GridCell(f"{bucket.low}–{bucket.high}%", ink="text2"),
            GridCell(str(bucket.resolved)),
            GridCell(str(bucket.happened)),
            GridCell(share, "strong"),
        ),
    )


def _columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Scenario"), share=3, lines=3),
        GridColumn(tr("What is expected"), share=5, lines=4),
        GridColumn(tr("Likelihood"), 152),
        GridColumn(tr("By when"), 124),
        GridColumn(tr("What became of it"), share=3, lines=3),
        GridColumn("", 40, centre=True),
    ]


def _calibration_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Word")),
        GridColumn(tr("Stands for"), 110),
        GridColumn(tr("Resolved"), 100, right=True),
        GridColumn(tr("Happened"), 100, right=True),
        GridColumn(tr("Share"), 100, right=True),
    ]


def _record_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Analyst")),
        GridColumn(tr("Resolved"), 100, right=True),
        GridColumn(tr("Brier score"), 120, right=True),
    ]
