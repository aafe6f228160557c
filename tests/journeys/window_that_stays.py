"""A window in a process of its own: opens a project, says when it is shown and each time it comes forward."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from assay import prefs
from assay.ui import theme
from assay.ui.window import Window


class Watching(QObject):
    """Says `open` when the project is shown, and `front` when the window is no longer minimised."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        window.bridge.opened.connect(self.on_opened)
        window.installEventFilter(self)

    def on_opened(self) -> None:
        self.window.showMinimized()
        print("open", flush=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange and not self.window.isMinimized():
            print("front", flush=True)
            self.window.showMinimized()
        return False


def main(path: Path) -> int:
    app = QApplication([])
    theme.dress(app, "light", reduced_motion=True)
    window = Window(prefs.load())
    window.show()
    window.wake([])
    Watching(window)
    window.files.open_path(path)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
