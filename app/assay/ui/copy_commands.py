"""What the File menu does with a project as a whole: back to the file, earlier versions, a second copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assay.core.errors import UserError
from assay.ui import trouble
from assay.words import tr, trn
from assay.words.amounts import counted
from assay.work.jobs import Progress

if TYPE_CHECKING:
    from assay.core.change import State
    from assay.ui.bridge import Bridge
    from assay.ui.file_commands import FileCommands
    from assay.ui.keeping import Keeping
    from assay.ui.runner import Runner
    from assay.work.reverting import Reverting
    from assay.work.session import Person, Session


class CopyCommands(QObject):
    """Revert, Duplicate, versions. `told(text, undo)` says what was done, and whether it can be undone."""

    told = Signal(str, bool)
    merging = Signal(Path)
    """This copy of the project is to be merged in."""

    def __init__(
        self, bridge: Bridge, runner: Runner, keeping: Keeping, files: FileCommands, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._runner, self._keeping = bridge, runner, keeping
        self._files, self._window = files, window
        self._plan: Reverting | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {
            "revert": self.revert,
            "duplicate": self.duplicate,
            "versions": self.versions,
            "recover": self.recover,
        }

    # -- back to the file -------------------------------------------------------------------------

    def revert(self) -> None:
        """Look at what lies in the person's file, then say what going back to it would do."""
        self._bridge.settle()
        session = self._bridge.open_session

        def job(progress: Progress) -> Reverting:
            from assay.work import reverting

            return reverting.look(session, progress)

        running = self._runner.start(job)
        running.finished.connect(self._on_looked)
        running.failed.connect(self._on_failed)

    def _on_looked(self, plan: Reverting) -> None:
        name = self._bridge.path().name
        if plan.foreign:
            self._offer_theirs()
            return
        if not plan.step:
            self.told.emit(tr("{name} holds everything already.", name=name), False)
            return
        wanted = trouble.confirm(
            self._question(name),
            self._effect(plan),
            tr("Revert"),
            self._window,
        )
        if wanted:
            self._plan = plan
            self._keep_first()

    def _question(self, name: str) -> str:
        when = self._keeping.published_at
        if not when:
            return tr("Go back to {name} as it was opened?", name=name)
        return tr("Go back to {name} as it was published {time}?", name=name, time=when)

    def _effect(self, plan: Reverting) -> str:
        gone = counted((c.table, c.went) for c in plan.counts)
        back = counted((c.table, c.came) for c in plan.counts)
        other = counted((c.table, c.changed) for c in plan.counts)
        lines = [
            tr("Taken away: {what}.", what=gone) if gone else "",
            tr("Brought back: {what}.", what=back) if back else "",
            tr("As they were: {what}.", what=other) if other else "",
            tr("A version is kept first, and Undo brings everything back."),
        ]
        return " ".join(line for line in lines if line)

    def _keep_first(self) -> None:
        session = self._bridge.open_session

        def job(progress: Progress) -> Path:
            from assay.work import reverting

            return reverting.keep(session, progress)

        running = self._runner.start(job)
        running.finished.connect(self._on_kept)
        running.failed.connect(self._on_failed)

    def _on_kept(self, version: Path) -> None:
        plan, self._plan = self._plan, None
        if plan is None or self._bridge.session is None:
            return
        if self._bridge.do(lambda: plan.step, self):
            name = self._bridge.path().name
            self.told.emit(tr("Back to {name} as it was published", name=name), True)

    def _offer_theirs(self) -> None:
        """Somebody else wrote the file: what is here is set aside, and theirs opened."""
        path, count = self._bridge.path(), self._keeping.unpublished
        wanted = trouble.confirm(
            tr("Open {name} as somebody else wrote it?", name=path.name),
            trn(
                "{count} change made here is not in it; it stays on this computer, "
                "and the start page offers it.",
                "{count} changes made here are not in it; they stay on this computer, "
                "and the start page offers them.",
                count,
            ),
            tr("Open their version"),
            self._window,
        )
        if wanted:
            self._open_theirs()

    def _open_theirs(self) -> None:
        path = self._bridge.path()
        self._files.instead(path, partial(_theirs, path, self._files.person()))

    def settle_change(self) -> None:
        """Somebody else wrote the file: theirs goes on, or mine does under another name."""
        kept, path = self._keeping, self._bridge.path()
        name = kept.changed_by or tr("someone else")
        chosen = trouble.choose(
            tr("{file} was changed by {name}. What now?", file=path.name, name=name),
            tr("Your work is kept on this computer, and nothing of theirs is overwritten."),
            (tr("Merge…"), tr("Save mine under another name…"), tr("Open their version")),
            self._window,
        )
        if chosen == 0:
            self.merging.emit(path)
        elif chosen == 1:
            self._files.save_as()
        elif chosen == 2 and kept.unpublished:
            self._offer_theirs()
        elif chosen == 2:
            self._open_theirs()

    # -- a second copy ----------------------------------------------------------------------------

    def duplicate(self) -> None:
        """Write a copy beside the file and go on in it; the file so far is published first."""
        self._bridge.settle()
        session = self._bridge.open_session
        name = tr("{name} copy", name=session.path.stem)

        def job(progress: Progress) -> Path:
            from assay.work import reverting

            return reverting.duplicate(session, name)

        running = self._runner.start(job)
        running.finished.connect(self._on_duplicated)
        running.failed.connect(self._on_failed)

    def _on_duplicated(self, copy: Path) -> None:
        self._files.open_path(copy)
        self.told.emit(tr("Going on in {name}", name=copy.name), False)

    # -- earlier versions -------------------------------------------------------------------------

    def versions(self) -> None:
        """Show what this computer kept of the open project, and open what is restored."""
        session = self._bridge.open_session
        self._versions_of(session.path, session.state)

    def recover(self) -> None:
        """Show of which projects this computer keeps versions, then those of one of them."""
        from assay.ui.dialogs.recover import Recover

        dialog = Recover(self._window)
        if dialog.exec() == Recover.DialogCode.Accepted:
            self._versions_of(Path(dialog.chosen), None)

    def _versions_of(self, path: Path, now: State | None) -> None:
        from assay.ui.dialogs.versions import Versions

        dialog = Versions(path, now, self._runner, self._window)
        if dialog.exec() == Versions.DialogCode.Accepted and dialog.restored is not None:
            self._files.open_path(dialog.restored)

    def _on_failed(self, error: UserError) -> None:
        self._bridge.troubled.emit(error)


def _theirs(path: Path, person: Person) -> Session:
    from assay.work.restoring import open_either

    return open_either(path, person, "theirs")
