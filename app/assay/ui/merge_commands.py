"""Merging in the window: from any copy of the project, with what is left decided later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.file_commands import SEALED, FileCommands
from assay.ui.keeping import Keeping
from assay.ui.runner import Runner, Running
from assay.ui.second_chances import SEALED_ERRORS
from assay.words import tr, trn
from assay.work.jobs import Progress

if TYPE_CHECKING:
    from assay.work.merging import Choice, Merged, MergePlan
    from assay.work.sealing import Identities, Passphrase
    from assay.work.session import Session
    from assay.work.views.merging import MergeView

Planned = tuple["MergePlan", "MergeView"]


class MergeCommands(QObject):
    """Merge from a file, and decide what earlier merges left. `told(text, undo)` what came of it."""

    told = Signal(str, bool)
    copying = Signal(Path)
    """Answers and evidence of this other project are wanted here."""
    _ready = Signal(object)
    _sealed = Signal(Path, object)

    def __init__(
        self, bridge: Bridge, runner: Runner, keeping: Keeping, files: FileCommands, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._runner, self._keeping = bridge, runner, keeping
        self._files, self._window = files, window
        self._waiting: QWidget | None = None
        self._plan: MergePlan | None = None
        self._chosen: dict[str, dict[str, Choice]] = {}
        """What was chosen for a file's conflicts before the window was closed, by its path."""
        bridge.closing.connect(self._let_go)
        bridge.opened.connect(self.look_beside)
        self._ready.connect(self._ask_conflicts, Qt.ConnectionType.QueuedConnection)
        self._sealed.connect(self._ask_key, Qt.ConnectionType.QueuedConnection)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {
            "merge_file": self.ask,
            "merge_beside": self.merge_beside,
            "decide_conflicts": self.decide,
        }

    # -- from beside ------------------------------------------------------------------------------

    def look_beside(self) -> None:
        """Look for other copies of the project in its folder, in the background."""
        session = self._bridge.session
        self._bridge.beside = ()
        if session is None or session.store.read_only:
            return

        def job(progress: Progress) -> tuple[Session, tuple[Path, ...]]:
            from assay.work import beside

            return session, beside.copies(session, progress)

        running = self._runner.start(job)
        running.finished.connect(self._on_beside)

    def _on_beside(self, found: tuple[Session, tuple[Path, ...]]) -> None:
        session, copies = found
        if session is self._bridge.session:
            self._bridge.beside = copies
            self._bridge.beside_found.emit()

    def merge_beside(self) -> None:
        """Merge the first copy that lies beside the file."""
        if self._bridge.beside:
            self.merge_from(self._bridge.beside[0])
        else:
            self.told.emit(tr("No other copy of this project lies beside the file."), False)

    def dropped(self, path: Path) -> None:
        """A project file was dropped on the window: ask what is to be done with it, or open it."""
        from assay.work import beside

        session = self._bridge.session
        if session is not None and beside.is_same_project(session, path):
            self._dropped_copy(path)
        elif session is not None and beside.is_another_project(session, path):
            self._dropped_other(path)
        else:
            self._files.open_path(path)

    def _dropped_copy(self, path: Path) -> None:
        chosen = trouble.choose(
            tr("{name} is a copy of this project. What now?", name=path.name),
            tr("Merging brings its changes here and asks where both say something different."),
            (tr("Merge…"), tr("Open it instead")),
            self._window,
        )
        if chosen == 0:
            self.merge_from(path)
        elif chosen == 1:
            self._files.open_path(path)

    def _dropped_other(self, path: Path) -> None:
        chosen = trouble.choose(
            tr("{name} is another project. What now?", name=path.name),
            tr("Copying shows first which of its answers and evidence fit here."),
            (tr("Open it"), tr("Copy from it…")),
            self._window,
        )
        if chosen == 0:
            self._files.open_path(path)
        elif chosen == 1:
            self.copying.emit(path)

    # -- from a file ------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the other copy, and merge it."""
        folder = self._bridge.path().parent
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Merge from a file"), str(folder), SEALED
        )
        if chosen:
            self.merge_from(Path(chosen))

    def merge_from(self, path: Path, key: Passphrase | Identities | None = None) -> None:
        """See what this file would bring, then ask what both copies say differently.

        A sealed file is opened with `key`, which is asked for where it is needed; the file stays sealed.
        """
        self._bridge.settle()
        session, language = self._bridge.open_session, self._bridge.language

        def job(progress: Progress) -> Planned:
            from assay.work import merging
            from assay.work.views.merging import merge_view

            found = merging.plan(session, path, progress, key)
            return found, merge_view(session, found, language)

        self._let_go()
        running = self._runner.start(job)
        running.finished.connect(self._on_planned)
        running.failed.connect(partial(self._on_unplanned, path))
        self._wait(tr("Reading {name}…", name=path.name), running)

    def _on_planned(self, planned: Planned) -> None:
        plan, view = planned
        self._plan = plan
        if not plan.is_news:
            self.told.emit(view.sentence, False)
            self._let_go()
            return
        self._ready.emit(view)  # queued: it comes when the dialog that said to wait has gone

    def _on_unplanned(self, path: Path, error: UserError) -> None:
        if error.message in SEALED_ERRORS:
            self._sealed.emit(path, error)  # queued, as above
        else:
            self._on_failed(error)

    def _ask_key(self, path: Path, error: UserError) -> None:
        from assay.ui.dialogs.unseal import ask_key

        use = tr("It is read to be merged; the file itself stays sealed.")
        key = ask_key(path, error, self._window, use)
        if key is not None:
            self.merge_from(path, key)

    def _ask_conflicts(self, view: MergeView) -> None:
        from assay.ui.dialogs.merge import MergeDialog
        from assay.ui.dialogs.merge_taken import taken_lines

        plan = self._plan
        if plan is None:
            return
        before = self._chosen.get(str(plan.path), {})
        title = tr("Merge {name}", name=plan.path.name)
        dialog = MergeDialog(title, view, taken_lines(plan, view), before, self._window)
        accepted = dialog.exec() == MergeDialog.DialogCode.Accepted
        self._chosen[str(plan.path)] = dict(dialog.deciding.chosen)
        if accepted:
            self._merge(plan, dict(dialog.deciding.decisions()))
        else:
            self._let_go()

    def _merge(self, plan: MergePlan, decisions: dict[str, Choice]) -> None:
        session = self._bridge.open_session

        def job(progress: Progress) -> Merged:
            from assay.work import merging

            return merging.merge(session, plan, decisions, progress, self)

        running = self._runner.start(job)
        running.finished.connect(self._on_merged)
        running.failed.connect(self._on_failed)
        running.ended.connect(self._let_go)
        self._wait(tr("Merging {name}…", name=plan.path.name), running)

    def _on_merged(self, done: Merged) -> None:
        from assay.ui.dialogs.merge_taken import merged_words

        if self._plan is not None:
            self._chosen.pop(str(self._plan.path), None)
        self._keeping.look_again()
        self.look_beside()
        self.told.emit(merged_words(done), True)

    def _on_failed(self, error: UserError) -> None:
        self._let_go()
        self._bridge.troubled.emit(error)

    def _let_go(self) -> None:
        """The copy of the other file is not needed any more."""
        plan, self._plan = self._plan, None
        if plan is not None:
            plan.close()

    def _wait(self, title: str, running: Running) -> None:
        from assay.ui.dialogs.waiting import wait_for

        wait_for(title, running, self._window)

    # -- later ------------------------------------------------------------------------------------

    def decide(self) -> None:
        """Show what earlier merges left to decide, and decide it in one step."""
        from assay.ui.dialogs.merge import MergeDialog
        from assay.work import merging
        from assay.work.views.merging import open_view

        self._bridge.settle()
        session = self._bridge.open_session
        view = open_view(session, self._bridge.language)
        if not view.conflicts:
            self.told.emit(view.sentence, False)
            return
        dialog = MergeDialog(tr("Left to decide"), view, (), {}, self._window)
        dialog.settle_only()
        if dialog.exec() != MergeDialog.DialogCode.Accepted:
            return
        decisions = dict(dialog.deciding.decisions())
        if decisions and self._bridge.do(lambda: merging.decide_step(session, decisions), self):
            count = len(decisions)
            self.told.emit(
                trn("{count} conflict decided", "{count} conflicts decided", count), True
            )
