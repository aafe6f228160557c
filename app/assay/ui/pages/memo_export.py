"""Writing the memo to a file from the window: off the main thread, and said when it is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.runner import Runner
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import IconWord
from assay.words import tr
from assay.work import drafts
from assay.work.jobs import Progress
from assay.work.writing import replace_file


class MemoExport(QObject):
    """`MemoExport(bridge, runner, button, live)`: `write(path, final)`; the button waits meanwhile.

    Signal: `written(Path)`.
    """

    written = Signal(object)

    def __init__(self, bridge: Bridge, runner: Runner, button: Button, live: IconWord) -> None:
        super().__init__(button)
        self._bridge, self._runner = bridge, runner
        self._button, self._live = button, live

    def write(self, path: Path, *, final: bool = False) -> None:
        """Write the memo of the state as it is now to `path`."""
        session, here = self._bridge.open_session, self._bridge.assessment
        draft = self._bridge.attempt(lambda: drafts.take(session, here, final=final))
        if draft is None:
            return
        paper, language = self._bridge.prefs.paper, self._bridge.language

        def job(progress: Progress) -> Path:
            from assay.report.pdf import pdf

            memo = draft.memo(language=language, final=final)
            replace_file(path, pdf(memo, paper=paper))
            return path

        self._button.setEnabled(False)
        running = self._runner.start(job)
        running.finished.connect(self._on_written)
        running.failed.connect(self._on_refused)
        running.ended.connect(self._on_ended)

    def _on_written(self, path: Path) -> None:
        self._live.set("check-circle", tr("Written to {name}", name=path.name), "text2", "support")
        self.written.emit(path)

    def _on_refused(self, error: UserError) -> None:
        trouble.tell(error, self._button.window())

    def _on_ended(self) -> None:
        self._button.setEnabled(True)
