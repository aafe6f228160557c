"""What the Edit, Go, View and Help menus do: undo, pages, zoom, theme, shortcuts, about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assay import words
from assay.core.change import Step
from assay.ui.theme import theme

if TYPE_CHECKING:
    from assay.ui.frame import Frame


class ViewCommands(QObject):
    """The commands that are about the window and not about a project's content."""

    def __init__(self, frame: Frame, window: QWidget) -> None:
        super().__init__(window)
        self._frame = frame
        self._window = window
        self._bridge = frame.bridge

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {
            "undo": self.undo,
            "redo": self.redo,
            "settings": self.settings,
            "go_home": self.go_home,
            "go_workspace": self.go_workspace,
            "go_memo": self.go_memo,
            "go_review": self.go_review,
            "zoom_in": self.zoom_in,
            "zoom_out": self.zoom_out,
            "zoom_reset": self.zoom_reset,
            "theme_light": self.theme_light,
            "theme_dark": self.theme_dark,
            "theme_contrast": self.theme_contrast,
            "theme_system": self.theme_system,
            "find": self.find,
            "shortcuts": self.shortcuts,
            "about": self.about,
        }

    def undo(self) -> None:
        """Take the last step back; what is being typed is kept first, so it is the last step."""
        self._flush()
        self._told(self._bridge.attempt(self._bridge.open_session.undo))

    def redo(self) -> None:
        """Do the last undone step again."""
        self._told(self._bridge.attempt(self._bridge.open_session.redo))

    def _flush(self) -> None:
        page = self._frame.pages.get(self._frame.current)
        if page is not None:
            page.leave()

    def _told(self, step: Step | None) -> None:
        if step is not None:
            self._frame.toast.announce(words.label(step.label), undo=False)

    def go_home(self) -> None:
        """Show the home page."""
        self._frame.go("home")

    def go_workspace(self) -> None:
        """Show the workspace."""
        self._frame.go("workspace")

    def go_memo(self) -> None:
        """Show the memo."""
        self._frame.go("memo")

    def go_review(self) -> None:
        """Show every answer with what is remarked on it."""
        self._frame.go("review")

    def zoom_in(self) -> None:
        """Larger text and everything else."""
        theme().zoom_by(1)
        self._keep_zoom()

    def zoom_out(self) -> None:
        """Smaller text and everything else."""
        theme().zoom_by(-1)
        self._keep_zoom()

    def zoom_reset(self) -> None:
        """The usual size."""
        theme().set_zoom(100)
        self._keep_zoom()

    def _keep_zoom(self) -> None:
        self._bridge.prefs.zoom = theme().zoom
        self._bridge.keep_prefs()

    def theme_light(self) -> None:
        """Dark ink on paper."""
        self._wear("light")

    def theme_dark(self) -> None:
        """Light ink on dark."""
        self._wear("dark")

    def theme_contrast(self) -> None:
        """Black on white."""
        self._wear("high-contrast")

    def theme_system(self) -> None:
        """As the system asks for."""
        self._wear("system")

    def _wear(self, name: str) -> None:
        from assay.ui.theme import choice_of

        theme().choose(choice_of(name))
        self._bridge.prefs.theme = name
        self._bridge.keep_prefs()

    def settings(self) -> None:
        """Ask who the person is and how the window should look."""
        from assay.ui.dialogs.settings import Settings

        Settings(self._bridge, self._window).exec()

    def find(self) -> None:
        """Find a question or run a command by typing a part of its name."""
        from assay.ui.dialogs.palette import Palette

        Palette(self._window).popup()

    def shortcuts(self) -> None:
        """Show every shortcut."""
        from assay.ui.dialogs.shortcuts import Shortcuts

        Shortcuts(self._window).exec()

    def about(self) -> None:
        """Say what this is and under which licences."""
        from assay.ui.dialogs.about import About

        About(self._window).exec()
