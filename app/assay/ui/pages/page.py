"""What every page is: it paints a view, listens to the one broadcast, and asks the window to go elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge


class Page(QWidget):
    """A screen. `went(page, place)` asks the window to show another one; `told(text)` is for the toast.

    A page that is not on the screen remembers that something changed and paints when it is entered.
    """

    went = Signal(str, str)
    told = Signal(str)
    name = ""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._stale = True
        bridge.changed.connect(self._on_changed)
        bridge.opened.connect(self._on_opened)
        bridge.switched.connect(self._on_opened)
        bridge.settling.connect(self.leave)

    def enter(self, place: str = "") -> None:
        """Come to the screen; `place` is a question, a domain, a section, or empty."""
        self.refresh()

    def leave(self) -> None:
        """Leave the screen: whatever was being typed is kept."""

    def refresh(self) -> None:
        """Paint the current view; the subclass does it in `paint_view`."""
        if self.bridge.session is None:
            return
        self._stale = False
        self.paint_view()

    def paint_view(self) -> None:
        """Ask for the view and show it."""

    def _on_changed(self, step: object, initiator: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _on_opened(self) -> None:
        self._stale = True
