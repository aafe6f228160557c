"""Starting the window: it is on the screen before anything heavy is loaded."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assay import prefs, words

# isort: split
from assay.ui import binding  # noqa: F401 - before anything else that needs Qt

# isort: split
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from assay.ui import theme

FIRST_PAINT = "ASSAY_BENCH_FIRST_PAINT"
"""Names a file: write the time of the first paint into it and quit. For `make bench`."""


class FirstPaint(QObject):
    """Sees the first paint of the window, then starts what may wait until then."""

    def __init__(self, window: QObject, then: list[Path]) -> None:
        super().__init__(window)
        self._window = window
        self._files = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._after)
        return False

    def _after(self) -> None:
        target = os.environ.get(FIRST_PAINT)
        if target:
            Path(target).write_text(str(time.time_ns()), "ascii")
            QApplication.exit(0)
            return
        gc.freeze()
        gc.enable()
        from assay.ui import trouble
        from assay.ui.window import Window

        trouble.install()

        if isinstance(self._window, Window):
            self._window.wake(self._files)


def run(arguments: Sequence[str]) -> int:
    """Open the window, with the project files named; returns when it is closed."""
    preferences = prefs.load()
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", theme.STYLE])
    if not isinstance(app, QApplication):
        raise TypeError("a Qt application without windows runs already")
    app.setApplicationName("Assay")
    app.setDesktopFileName("assay")
    language = spoken(preferences)
    words.use(language)
    theme.dress(
        app,
        theme.choice_of(preferences.theme),
        preferences.zoom,
        language,
        preferences.reduced_motion,
        styled=True,
        in_turns=True,
    )
    from assay.ui.window import Window

    paths = _to_open([Path(a) for a in arguments if not a.startswith("-")])
    if paths is None:
        return 0
    window = Window(preferences)
    FirstPaint(window, paths)
    window.show()
    return app.exec()


def _to_open(paths: list[Path]) -> list[Path] | None:
    """What this process opens: the first file that no window has open; each other gets its own.

    None when other windows came to the front for all of them.
    """
    if not paths:
        return []
    from assay.ui.hand_over import hand_over

    left = [path for path in dict.fromkeys(paths) if not hand_over(path)]
    for path in left[1:]:
        _start_another(path)
    return left[:1] or None


def _start_another(path: Path) -> None:
    from PySide6.QtCore import QProcess

    own = [] if getattr(sys, "frozen", False) else ["-m", "assay", "open"]
    QProcess.startDetached(sys.executable, [*own, str(path.absolute())])


def spoken(preferences: prefs.Prefs) -> str:
    """The language of the window: chosen, or the system's where Assay speaks it."""
    if preferences.language:
        return preferences.language
    from PySide6.QtCore import QLocale

    return "zh_Hans" if QLocale.system().name().startswith("zh_CN") else "en"
