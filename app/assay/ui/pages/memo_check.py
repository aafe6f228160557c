"""Checking a memo from the window: read and compared off the main thread, then shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.dialogs.memo_check import MemoCheckDialog
from assay.ui.runner import Runner
from assay.ui.widgets.chips import IconWord
from assay.words import tr
from assay.work.jobs import Progress
from assay.work.memo_checking import MemoCheck, now_of


class MemoChecking(QObject):
    """`MemoChecking(bridge, runner, live, page)`: `check(path)`. Signal: `checked(MemoCheck)`."""

    checked = Signal(object)

    def __init__(self, bridge: Bridge, runner: Runner, live: IconWord, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._runner, self._live, self._page = bridge, runner, live, page
        self._name = ""

    def check(self, path: Path) -> None:
        """Hold the memo at `path` against the project as it is now."""
        now = self._bridge.attempt(lambda: now_of(self._bridge.open_session))
        if now is None:
            return
        taken, preferences = now, self._bridge.prefs
        self._name = path.name

        def job(progress: Progress) -> MemoCheck:
            from assay.readers.memo_pdf import FILE_LIMIT
            from assay.report.memo_proof import check
            from assay.work.house import house_style
            from assay.work.writing import read_bounded

            content = read_bounded(path, FILE_LIMIT)
            return check(taken, content, path.name, house_style(preferences), progress)

        self._live.set("arrows-clockwise", tr("Checking {name}…", name=path.name), "text2", "text2")
        running = self._runner.start(job)
        running.finished.connect(self._on_checked)
        running.failed.connect(self._on_refused)
        running.ended.connect(self._on_ended)

    def _on_checked(self, check: MemoCheck) -> None:
        self.checked.emit(check)
        MemoCheckDialog(check, self._name, self._page.window()).open()

    def _on_refused(self, error: UserError) -> None:
        trouble.tell(error, self._page.window())

    def _on_ended(self) -> None:
        self._live.set("check-circle", tr("Live"), "text2", "support")
