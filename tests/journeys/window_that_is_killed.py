"""A window in a process of its own: answers and writes, says when each is kept, and goes on living."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assay import prefs
from assay.ui import theme
from assay.ui.pages.workspace import WorkspacePage
from assay.ui.window import Window


class Typing(QObject):
    """Answers the first question and writes why, as soon as the project is shown."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        window.bridge.opened.connect(self.start)
        window.bridge.changed.connect(self.say)

    def start(self) -> None:
        QTimer.singleShot(0, self.type)

    def type(self) -> None:
        self.window.go("workspace", "AAA-01")
        page = self.window.pages["workspace"]
        assert isinstance(page, WorkspacePage)
        QTest.keyClick(page.question.editor.choices.rows[0], "3")
        page.question.rationale.editor.setPlainText("The articles say so.")
        page.question.commit()

    def say(self, step: object, initiator: object) -> None:
        print("kept", flush=True)


def main(path: Path) -> int:
    app = QApplication([])
    theme.dress(app, "light", reduced_motion=True)
    window = Window(prefs.load())
    window.show()
    window.wake([])
    Typing(window)
    window.files.open_path(path)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
