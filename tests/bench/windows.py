"""The real window, offscreen, driven as a person drives it."""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import perf_counter

import projects
from measuring import Seconds
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from assay import prefs
from assay.ui import theme
from assay.ui.pages.workspace import WorkspacePage
from assay.ui.window import Window

PATIENCE: Seconds = 60.0


@cache
def application() -> QApplication:
    """The one application of this run, in the clothes of the shipped one; nothing is animated."""
    made = QApplication(sys.argv[:1])
    theme.dress(made, "light", reduced_motion=True, in_turns=True)
    return made


class Painted(QObject):
    """Sees whether a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False

    def time(self, action: Callable[[], object]) -> Seconds:
        """How long it takes to do it and to paint what it changed."""
        self.seen = False
        start = perf_counter()
        action()
        while not self.seen:
            application().processEvents()
            if perf_counter() - start > PATIENCE:
                raise TimeoutError("it was never painted")
        return perf_counter() - start


def opened(path: Path) -> Window:
    """The window with this project open at its home page, painted and at rest."""
    application()
    projects.place()
    window = Window(prefs.load())
    window.resize(1440, 900)
    window.show()
    window.wake([])
    window.files.open_path(path)
    until(lambda: window.bridge.session is not None)
    rest(200)
    return window


def workspace(path: Path, question: str) -> tuple[Window, WorkspacePage]:
    """The window with this project open at this question, everything painted and at rest."""
    window = opened(path)
    window.go("workspace", question)
    page = window.pages["workspace"]
    if not isinstance(page, WorkspacePage):
        raise TypeError("the workspace is another page")
    rest(200)
    return window, page


def until(holds: Callable[[], bool]) -> None:
    """Let the window work until this holds."""
    start = perf_counter()
    while not holds():
        if perf_counter() - start > PATIENCE:
            raise TimeoutError("the window never came so far")
        application().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def rest(milliseconds: int) -> None:
    """Let the window be for a while, as between two keys."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def close(window: Window) -> None:
    """Close the project and the window."""
    window.keeping.publish_now()
    window.close()
    window.deleteLater()
    rest(50)
