"""What of the history is shown: words, who, what about, which days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.core.checklist import say
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.picks import Pick
from assay.ui.theme import px, theme
from assay.ui.widgets.fields import SearchField
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, Words
from assay.words import tr
from assay.words.history import KIND
from assay.work.views.history import HistoryFilter


class HistoryFilters(QWidget):
    """`HistoryFilters(bridge)`; `wanted()` says what to show. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.search = SearchField(tr("Find in the history"), height=34)
        self.author = Pick(tr("Who"))
        self.kind = Pick(tr("What"))
        self.domain = Pick(tr("Domain"))
        self.since = DayField(tr("From"))
        self.until = DayField(tr("Until"))
        self._words = QWidget()
        column = Column(3, parent=self._words)
        column.addWidget(Words(tr("Words, question or evidence"), "label", "text2"))
        column.addWidget(self.search)
        flow = Flow(12, self)
        for widget in (self._words, self.author, self.kind, self.domain, self.since, self.until):
            flow.addWidget(widget)
        self.search.changed.connect(self._on_text)
        for pick in (self.author, self.kind, self.domain):
            pick.chosen.connect(self._on_text)
        for day in (self.since, self.until):
            day.committed.connect(self._on_day)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        for widget, width in (
            (self._words, 230),
            (self.author, 170),
            (self.kind, 190),
            (self.domain, 250),
            (self.since, 150),
            (self.until, 150),
        ):
            widget.setFixedWidth(px(width))

    def offer(self, authors: Sequence[str]) -> None:
        """Offer these names, and the domains of the checklist; what is chosen stays."""
        checklist = self._bridge.open_session.checklist(self._bridge.assessment)
        language = self._bridge.language
        every = ("", tr("Everything"))
        domains = [(d.id, f"{d.id}  {say(d.title, language)}") for d in checklist.domains]
        for pick, choices in (
            (self.author, [("", tr("Everybody")), *((name, name) for name in authors)]),
            (self.kind, [every, *((id, tr(words)) for id, words in KIND.items())]),
            (self.domain, [("", tr("All domains")), *domains]),
        ):
            chosen = pick.chosen_id()
            pick.set_choices(choices)
            pick.set_chosen(chosen if chosen in dict(choices) else "")

    def wanted(self) -> HistoryFilter:
        """What is to be shown; a day that is none does not count."""
        return HistoryFilter(
            self.author.chosen_id(),
            self.kind.chosen_id(),
            self.domain.chosen_id(),
            "" if self.since.problem() else self.since.day(),
            "" if self.until.problem() else self.until.day(),
            self.search.text(),
        )

    def clear(self) -> None:
        """Show everything."""
        self.search.clear()
        for pick in (self.author, self.kind, self.domain):
            pick.set_chosen("")
        for day in (self.since, self.until):
            day.set_text("")
            day.accept()
        self.changed.emit()

    def _on_text(self, text: str) -> None:
        self.changed.emit()

    def _on_day(self, text: str) -> None:
        for day in (self.since, self.until):
            problem = day.problem()
            if problem:
                day.refuse(problem)
            else:
                day.accept()
        self.changed.emit()
