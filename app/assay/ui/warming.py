"""Makes ready in the background what is likely to be asked for next, once a project is open and painted."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from assay.ui.bridge import Bridge
from assay.ui.runner import Runner
from assay.work.jobs import Progress

AFTER_MS = 300
"""The page that opens first is painted by then."""
LATER = (
    "assay.work.views.dashboard",
    "assay.work.views.history",
    "assay.work.views.changes",
    "assay.work.views.memo",
    "assay.work.memo_checking",
    "assay.report.pdf_page",
    "assay.report.pdf_blocks",
    "assay.report.pdf_decision",
    "assay.report.rewriting",
    "assay.work.views.sensitivity",
)
"""What other pages are worked out with. No widget is among them: those are made by the window's thread."""


class Warming(QObject):
    """`Warming(bridge, parent)`: the rows of a register of thousands are there when it is opened, and other
    pages do not wait for what is loaded from the disk."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._runner = Runner(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self._warm)
        bridge.opened.connect(self._on_opened)
        bridge.closing.connect(self._on_closing)

    def _on_opened(self) -> None:
        if self._bridge.session is not None:
            self._soon.start()

    def _on_closing(self) -> None:
        """Nothing may work on a project that is let go."""
        self._soon.stop()
        self._runner.wait()

    def _warm(self) -> None:
        session, assessment = self._bridge.session, self._bridge.assessment
        if session is None:
            return

        def job(progress: Progress) -> None:
            from assay.work.views import library

            with suppress(RuntimeError):  # a step came in between: they are made when asked for
                library.library_rows(session, assessment or None)
            for number, name in enumerate(LATER):
                progress.step(number, len(LATER), "")
                import_module(name)

        self._runner.start(job)
