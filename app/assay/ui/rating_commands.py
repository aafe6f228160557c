"""What the menu Go does on the dashboard: each of its views, from the menu and from the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from assay.ui.frame import Frame

VIEWS = {
    "go_dashboard": "overview",
    "go_flags": "flags",
    "go_sensitivity": "sensitivity",
    "go_what_if": "what_if",
    "go_weights": "weights",
    "go_path": "path",
    "go_second": "second",
    "go_compare": "compare",
    "go_explanations": "explanations",
    "go_forecasts": "forecasts",
}
"""Action → view of the dashboard."""


class RatingCommands(QObject):
    """The commands of the dashboard."""

    def __init__(self, frame: Frame, window: QObject) -> None:
        super().__init__(window)
        self._frame = frame

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {action: partial(self.show_view, view) for action, view in VIEWS.items()}

    def show_view(self, view: str) -> None:
        """Show one of the dashboard's views."""
        self._frame.go("dashboard", view)
