"""What the menus do with the past: show the history, come back to now; and the bar that says when it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assay.ui.actions import by_id
from assay.ui.widgets.past_bar import PastBar

if TYPE_CHECKING:
    from assay.ui.frame import Frame


class HistoryCommands(QObject):
    """The commands about what was."""

    def __init__(self, frame: Frame, window: QWidget) -> None:
        super().__init__(window)
        self._frame = frame
        self._bridge = frame.bridge
        self.bar = PastBar(by_id("back_to_now").keys)
        self.bar.hide()
        self.bar.left.connect(self.back_to_now)
        self._bridge.switched.connect(self._show)
        self._bridge.opened.connect(self._show)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {
            "go_history": self.go_history,
            "look_back": self.look_back,
            "back_to_now": self.back_to_now,
        }

    def go_history(self) -> None:
        """Show who did what and when."""
        self._frame.go("history")

    def look_back(self) -> None:
        """Ask for a day, and show the project as it was at its end."""
        from assay.ui.pages.history import HistoryPage

        self._frame.go("history")
        page = self._frame.page("history")
        if isinstance(page, HistoryPage):
            page.ask_day()

    def back_to_now(self) -> None:
        """Show the project as it is."""
        if self._bridge.session is not None:
            self._bridge.look(None)

    def _show(self) -> None:
        from assay.work.looking_back import Past
        from assay.work.views.history import sentence, when

        session = self._bridge.session
        if isinstance(session, Past):
            self.bar.show_past(when(session.entry.time), sentence(session.entry.label))
        self.bar.setVisible(isinstance(session, Past))
