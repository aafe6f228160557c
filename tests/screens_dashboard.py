"""Pictures of every view of the dashboard: of the example as it is, and argued over by two analysts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from assay.ui.pages.dashboard import VIEWS, DashboardPage
from assay.ui.pages.dashboard_compare import ComparePanel
from assay.ui.pages.dashboard_path import PathPanel
from assay.ui.pages.dashboard_sensitivity import SensitivityPanel
from assay.ui.pages.dashboard_trial import TrialPanel
from assay.ui.window import Window
from factories_argued import argued

Take = Callable[[QWidget, str], None]
Until = Callable[[Callable[[], bool], str], None]


def dashboard(shown: Window, folder: Path, take: Take, until: Until) -> None:
    """Every view: the first three of the example alone, the others with something in them."""
    page = _views(shown, ("overview", "flags", "sensitivity"), take, until)
    path = folder / "argued.assay"
    if not path.exists():
        argued(path).close()
    shown.files.open_path(path)
    until(
        lambda: shown.bridge.session is not None and shown.bridge.path() == path, f"opening {path}"
    )
    shown.bridge.choose(shown.bridge.open_session.assessments()[0].id)
    _views(shown, [id for id in VIEWS if id not in ("overview", "sensitivity")], take, until)
    page.turn("overview")


def _views(shown: Window, names: Iterable[str], take: Take, until: Until) -> DashboardPage:
    for name in names:
        shown.go("dashboard", name)
        page = shown.pages["dashboard"]
        assert isinstance(page, DashboardPage)
        _ready(page, until)
        take(shown, f"dashboard-{name}")
        whole = page.area.widget()
        if whole.height() > page.area.viewport().height():
            take(whole, f"dashboard-{name}-whole")
    return page


def _ready(page: DashboardPage, until: Until) -> None:
    """What is worked out beside the window is there; what is chosen in a view is chosen."""
    until(lambda: page.verdict.same.value.text() != "–", "drawing weights")
    panel = page.panel(page.current)
    if isinstance(panel, SensitivityPanel):
        until(lambda: panel.found is not None, "working out the sensitivity")
    elif isinstance(panel, PathPanel):
        until(lambda: bool(panel.moments), "working out the path")
    elif isinstance(panel, TrialPanel) and panel.kept.grid.rows:
        panel.kept.picked.emit(panel.kept.grid.rows[0].id, 0)
    elif isinstance(panel, ComparePanel) and panel.pick.combo.count() > 1:
        panel.pick.set_chosen(panel.pick.combo.itemData(1))
        panel.paint_view()
