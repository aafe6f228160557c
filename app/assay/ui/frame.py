"""What commands and dialogs may ask of the window: so that they need not know it, and it may know them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtGui import QAction

from assay.ui.bridge import Bridge
from assay.ui.pages.page import Page
from assay.ui.widgets.notices import Toast


class Frame(Protocol):
    """The window, as its commands see it. It is also a QMainWindow: `widget` gives it as one."""

    bridge: Bridge
    toast: Toast
    current: str
    pages: dict[str, Page]

    def page(self, name: str) -> Page:
        """The page of this name, made when it is first asked for."""

    def go(self, name: str, place: str = "") -> None:
        """Show a page."""

    def menu_actions(self) -> Mapping[str, QAction]:
        """The QActions by action id, once the menus are there."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
