"""Copying from another project in the window: looked at off the main thread, shown, done in one step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.file_commands import SEALED, FileCommands
from assay.ui.runner import Runner, Running
from assay.ui.second_chances import SEALED_ERRORS
from assay.words import tr
from assay.words.copying import brought
from assay.work.jobs import Progress

if TYPE_CHECKING:
    from assay.core.change import Step
    from assay.work.copying import CopyPlan
    from assay.work.sealing import Identities, Passphrase
    from assay.work.session import Session
    from assay.work.views.copying import CopyView

Looked = tuple["Session", "CopyView"]


class CopyFromCommands(QObject):
    """File → Copy from another project. `told(text, undo)` what came of it."""

    told = Signal(str, bool)
    _ready = Signal(object)
    _sealed = Signal(Path, object)

    def __init__(
        self, bridge: Bridge, runner: Runner, files: FileCommands, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._runner, self._files, self._window = bridge, runner, files, window
        self._other: Session | None = None
        self._plan: CopyPlan | None = None
        bridge.closing.connect(self._let_go)
        self._ready.connect(self._ask_what, Qt.ConnectionType.QueuedConnection)
        self._sealed.connect(self._ask_key, Qt.ConnectionType.QueuedConnection)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {"copy_from": self.ask}

    def ask(self) -> None:
        """Ask for the other project, and look at what of it fits."""
        folder = self._bridge.path().parent
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Copy from another project"), str(folder), SEALED
        )
        if chosen:
            self.copy_from(Path(chosen))

    def copy_from(self, path: Path, key: Passphrase | Identities | None = None) -> None:
        """Look at what of this project fits, then ask what is wanted of it.

        A sealed file is opened with `key`, which is asked for where it is needed; the file stays sealed.
        """
        self._bridge.settle()
        session, assessment = self._bridge.open_session, self._bridge.assessment
        language, person = self._bridge.language, self._files.person()

        def job(progress: Progress) -> Looked:
            from assay.work.sealing import open_sealed
            from assay.work.session import open_session
            from assay.work.views.copying import copy_view

            if key is None:
                other = open_session(path, person, read_only=True, progress=progress)
            else:
                other = open_sealed(path, key, person, progress=progress)
            try:
                return other, copy_view(session, other, assessment, language)
            except BaseException:
                other.close()
                raise

        self._let_go()
        running = self._runner.start(job)
        running.finished.connect(self._on_looked)
        running.failed.connect(partial(self._on_unread, path))
        self._wait(tr("Reading {name}…", name=path.name), running)

    def _on_looked(self, looked: Looked) -> None:
        self._other, view = looked
        self._ready.emit(view)  # queued: it comes when the dialog that said to wait has gone

    def _on_unread(self, path: Path, error: UserError) -> None:
        if error.message in SEALED_ERRORS:
            self._sealed.emit(path, error)  # queued, as above
        else:
            self._on_failed(error)

    def _ask_key(self, path: Path, error: UserError) -> None:
        from assay.ui.dialogs.unseal import ask_key

        use = tr("It is read to be copied from; the file itself stays sealed.")
        key = ask_key(path, error, self._window, use)
        if key is not None:
            self.copy_from(path, key)

    def _ask_what(self, view: CopyView) -> None:
        from assay.ui.dialogs.copy_from import CopyFrom

        if self._other is None:
            return
        dialog = CopyFrom(view, self._window)
        accepted = dialog.exec() == CopyFrom.DialogCode.Accepted
        if accepted and dialog.part is not None:
            self._copy(self._other, dialog.part.plan)
        else:
            self._let_go()

    def _copy(self, other: Session, plan: CopyPlan) -> None:
        session = self._bridge.open_session
        self._plan = plan

        def job(progress: Progress) -> Step:
            from assay.work import copying

            return copying.copy(session, other, plan, progress)

        running = self._runner.start(job)
        running.finished.connect(self._on_copied)
        running.failed.connect(self._on_failed)
        running.ended.connect(self._let_go)
        self._wait(tr("Copying from {name}…", name=other.path.name), running)

    def _on_copied(self, step: Step) -> None:
        plan = self._plan
        if plan is not None and self._bridge.do(lambda: step, self):
            self.told.emit(brought(plan.answers, plan.evidence, plan.citations), True)

    def _on_failed(self, error: UserError) -> None:
        self._let_go()
        self._bridge.troubled.emit(error)

    def _let_go(self) -> None:
        """The other project is not needed any more."""
        other, self._other, self._plan = self._other, None, None
        if other is not None:
            other.close()

    def _wait(self, title: str, running: Running) -> None:
        from assay.ui.dialogs.waiting import wait_for

        wait_for(title, running, self._window)
