"""Resolving a forecast: what became of it, on which day, who says so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.core.change import Step
from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.segments import Segment, Segments
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Row, Words
from assay.words import sentence, tr
from assay.words.terms import OUTCOME
from assay.work import forecasting
from assay.work.starting import today
from assay.work.views.explanations import ForecastRow


class Resolve(Dialog):
    """`Resolve(bridge, forecast, parent=None)`."""

    def __init__(
        self, bridge: Bridge, forecast: ForecastRow, parent: QWidget | None = None
    ) -> None:
        effect = tr("It counts in the calibration and in the analyst's Brier score.")
        super().__init__(tr("What became of it?"), effect, parent, 560)
        self._bridge, self._forecast = bridge, forecast
        self.outcome = Segments(
            tr("Outcome"), [Segment(id, tr(words)) for id, words in OUTCOME.items()]
        )
        self.outcome.set_chosen(forecast.outcome)
        self.day = DayField(tr("Day"), forecast.resolved or today(), required=True)
        self.by = LineBox(tr("Says who"))
        self.by.set_text(forecast.by or bridge.prefs.author)
        self.remark = TextBox(tr("Note"), 2)
        self.remark.set_text(forecast.note)
        self.body.addWidget(Words(forecast.text or forecast.name, "option", "text", wrap=True))
        self.body.addWidget(self.outcome)
        row = Row(12)
        row.addWidget(self.by, 1)
        row.addWidget(self.day, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.remark)
        self.offer(tr("Resolve"))
        self.outcome.chosen.connect(self.check)
        for field in (self.day, self.by):
            field.edited.connect(self.check)
        self.check()

    def made(self) -> Step:
        """The step as it is written now; raises what is wrong with it."""
        return forecasting.resolve(
            self._bridge.open_session,
            self._forecast.id,
            self.outcome.chosen_id(),
            by=self.by.text(),
            date=self.day.day(),
            note=self.remark.text(),
        )

    def check(self) -> None:
        """Say what is missing or wrong."""
        if not self.outcome.chosen_id():
            self.require(tr("Say what became of it."))
            return
        try:
            self.made()
        except UserError as error:
            self.require(sentence(error))
        else:
            self.require("")

    def accept(self) -> None:
        self._bridge.do(self.made, self)
        super().accept()
