"""What the menus do with whole assessments: begin another one, go to another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assay.ui.top_bar import TopBar

if TYPE_CHECKING:
    from assay.ui.frame import Frame


class AssessmentCommands(QObject):
    """The commands about assessments."""

    def __init__(self, frame: Frame, top: TopBar, window: QWidget) -> None:
        super().__init__(window)
        self._frame = frame
        self._top = top
        self._window = window
        top.began.connect(self.new_assessment)
        frame.bridge.turned.connect(self.show_assessment)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {
            "new_assessment": self.new_assessment,
            "switch_assessment": self._top.open_menu,
        }

    def show_assessment(self) -> None:
        """Show the assessment in hand, on the page that is shown."""
        self._top.show_issuer()
        self._frame.go(self._frame.current or "home")

    def new_assessment(self) -> None:
        """Ask for the day, and begin an assessment after the one in hand."""
        from assay.ui.dialogs.new_assessment import NewAssessment

        self._frame.bridge.settle()
        NewAssessment(self._frame.bridge, self._window).exec()
