"""The dashboard: the verdict over everything, and under it one of the views that argue for it."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from assay.ui.bridge import Bridge
from assay.ui.pages.dashboard_panel import Panel
from assay.ui.pages.dashboard_verdict import VerdictHead
from assay.ui.pages.page import Page
from assay.ui.runner import Runner
from assay.ui.theme import px
from assay.ui.widgets.labels import Column, Ground, Rule
from assay.ui.widgets.view_tabs import ViewTabs
from assay.words import tr
from assay.work.views.dashboard import verdict_of

VIEWS = {
    "overview": ("Overview", "dashboard_overview", "OverviewPanel"),
    "flags": ("Flags", "dashboard_flags", "FlagsPanel"),
    "sensitivity": ("Sensitivity", "dashboard_sensitivity", "SensitivityPanel"),
    "what_if": ("What if", "dashboard_trial", "TrialPanel"),
    "weights": ("Weights", "dashboard_weights", "WeightsPanel"),
    "path": ("Over time", "dashboard_path", "PathPanel"),
    "second": ("Second opinion", "dashboard_second", "SecondPanel"),
    "compare": ("Compare", "dashboard_compare", "ComparePanel"),
    "explanations": ("Explanations", "dashboard_explanations", "ExplanationsPanel"),
    "forecasts": ("Forecasts", "dashboard_forecasts", "ForecastsPanel"),
}
"""Name of a view → its words, the module and the class; loaded when it is first shown."""


class DashboardPage(Page):
    """The rating as an argument."""

    name = "dashboard"

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._runner = runner
        self.panels: dict[str, Panel] = {}
        self.current = "overview"
        self.verdict = VerdictHead(runner)
        self.tabs = ViewTabs(
            tr("Views of the dashboard"), [(id, tr(v[0])) for id, v in VIEWS.items()]
        )
        self.area = QScrollArea()
        self._scrolled = -1
        """Where it was scrolled to so that the view is seen; -1: where the person wants it."""
        self._build()
        self.area.verticalScrollBar().rangeChanged.connect(self._follow)
        self.tabs.chosen.connect(self.turn)

    def _build(self) -> None:
        outer = Column(0, parent=self)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = Ground("window")
        self._column = Column(8, (32, 16, 32, 24), ground)
        self._column.addWidget(self.verdict)
        self._column.addWidget(self.tabs)
        self._column.addWidget(Rule())
        self._end = Column(0)
        self._end.addStretch(1)
        self._column.addLayout(self._end, 1)
        self.area.setWidget(ground)
        outer.addWidget(self.area)

    def enter(self, place: str = "") -> None:
        if place in VIEWS:
            self.turn(place)
        else:
            self.refresh()

    def leave(self) -> None:
        if self.current in self.panels:
            self.panels[self.current].leave()

    def panel(self, name: str) -> Panel:
        """The view of this name, made when it is first asked for."""
        if name not in self.panels:
            _, module, cls = VIEWS[name]
            found = import_module(f"assay.ui.pages.{module}")
            made: Panel = getattr(found, cls)(self.bridge, self._runner, self.area.widget())
            made.went.connect(self.went)
            made.told.connect(self.told)
            made.turned.connect(self.turn)
            self._column.insertWidget(self._column.count() - 1, made)
            self.panels[name] = made
        return self.panels[name]

    def turn(self, name: str) -> None:
        """Show another view."""
        self.leave()
        self.current = name
        self.tabs.show_id(name)
        self.panel(name)
        for other, made in self.panels.items():
            made.setVisible(other == name)
        self.refresh()
        self._uncover()

    def _uncover(self) -> None:
        """Where the verdict takes most of the page, scroll to the tabs, so that the view is seen."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._scrolled = self.area.verticalScrollBar().value()
        self._follow()

    def _follow(self) -> None:
        """Stay with the tabs while the page is still being laid out; not once the person scrolls."""
        bar = self.area.verticalScrollBar()
        if self._scrolled != bar.value():
            self._scrolled = -1
        elif self.tabs.y() > self.area.viewport().height() // 2:
            bar.setValue(self.tabs.y() - px(8))
            self._scrolled = bar.value()

    def paint_view(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        if not assessment:
            return
        checklist, rating = session.checklist(assessment), session.scorecard(assessment).rating
        self.verdict.fit(self.width())
        self.verdict.show_verdict(verdict_of(checklist, rating, self.bridge.language), rating)
        self.panel(self.current).paint_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scrolled = -1
        self.verdict.fit(self.width())
