"""Writing the memo to a file from the window: off the main thread, and said when it is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assay.core.change import Step
from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.dialogs.memo_export import Wish
from assay.ui.dialogs.waiting import wait_for
from assay.ui.runner import Runner
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import IconWord
from assay.words import tr
from assay.work import drafts
from assay.work.jobs import Progress
from assay.work.looking_back import Past
from assay.work.memo_issuing import issue_step
from assay.work.session import Session
from assay.work.writing import replace_file


def suggested(bridge: Bridge, format: str) -> Path:
    """Where a memo is offered to lie: beside its project; one of an earlier day under a name that says so."""
    path, session = bridge.path(), bridge.session
    name = f"{path.stem} {session.entry.day}" if isinstance(session, Past) else path.stem
    return path.with_name(f"{name}.{format}")


@dataclass(frozen=True, slots=True)
class Written:
    """A memo that lies where it was asked for, and how it is recorded, if it is."""

    path: Path
    session: Session
    record: Step | None


class MemoExport(QObject):
    """`MemoExport(bridge, runner, button, live)`: `write(path, wish)`; the button waits meanwhile.

    Signal: `written(Path)`.
    """

    written = Signal(object)

    def __init__(self, bridge: Bridge, runner: Runner, button: Button, live: IconWord) -> None:
        super().__init__(button)
        self._bridge, self._runner = bridge, runner
        self._button, self._live = button, live

    def write(self, path: Path, wish: Wish) -> None:
        """Write the memo of the state as it is now to `path`."""
        session, here = self._bridge.open_session, self._bridge.assessment
        taken, preferences = drafts.take(session, here), self._bridge.prefs
        gate = drafts.gate(session, here) if wish.final else None

        def job(progress: Progress) -> Written:
            from assay.report.memo_files import made

            if gate is not None:
                gate(progress)
            order, seal = wish.order(preferences), wish.seal()
            content = seal.on(made(taken, order))
            replace_file(path, content)
            if not wish.final:
                return Written(path, session, None)
            profile = order.profile.id
            step = issue_step(taken, content, language=order.language, profile=profile)
            return Written(path, session, step)

        self._button.setEnabled(False)
        running = self._runner.start(job)
        wait_for(tr("Writing {name}…", name=path.name), running, self._button.window())
        running.finished.connect(self._on_written)
        running.failed.connect(self._on_refused)
        running.ended.connect(self._on_ended)

    def _on_written(self, done: Written) -> None:
        if done.record is not None:
            self._bridge.record(done.record, done.session.now)
        name = done.path.name
        self._live.set("check-circle", tr("Written to {name}", name=name), "text2", "support")
        self.written.emit(done.path)

    def _on_refused(self, error: UserError) -> None:
        trouble.tell(error, self._button.window())

    def _on_ended(self) -> None:
        self._button.setEnabled(True)
