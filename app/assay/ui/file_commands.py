"""What the File menu does: new, open, the example, publish, copies, the memo, close."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.keeping import Keeping
from assay.ui.runner import Runner, Running
from assay.words import tr
from assay.work.jobs import Cancelled, Progress

if TYPE_CHECKING:
    from assay.work.session import Person, Session

PROJECTS = "Assay (*.assay)"
SEALED = "Assay (*.assay *.age)"
SUFFIX = ".assay"


class FileCommands(QObject):
    """The File menu. `busy(text)` says what is under way, empty when nothing is."""

    busy = Signal(str)
    told = Signal(str, bool)
    """What came of it, and whether it can be undone."""
    merging = Signal(Path)
    """What is open now is to be merged with this file."""

    def __init__(self, bridge: Bridge, runner: Runner, keeping: Keeping, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._runner = runner
        self._keeping = keeping
        self._window = window
        self._opening: Path | None = None
        self._leaving = False
        self._merges = False
        """What is being opened is merged with its file then."""
        self._waiting: QDialog | None = None
        """Says that it takes a while, and offers to stop it."""
        self._arrived: Session | None = None
        """What was opened while a dialog was up."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {
            "new_project": self.begin,
            "import_checklist": self.import_checklist,
            "open_project": self.open_project,
            "open_example": self.open_example,
            "publish": self._keeping.publish,
            "save_as": self.save_as,
            "save_copy": self.save_copy,
            "close_project": self.close_project,
            "quit": self._window.close,
        }

    def person(self) -> Person:
        """Who is at the keyboard; the login name until the settings say otherwise.

        Where the device's keys cannot be read, which the settings tell, steps are not signed.
        """
        from assay.work.keys import signer
        from assay.work.people import login_name
        from assay.work.session import Person

        if not self._bridge.prefs.author:
            self._bridge.prefs.author = login_name()
            self._bridge.keep_prefs()
        sign = None
        with suppress(UserError):
            sign = signer()
        return Person(self._bridge.prefs.author, self._bridge.prefs.device, sign)

    def import_checklist(self) -> None:
        """Ask for a checklist file, and begin a project over it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Begin with a checklist file"),
            str(self._folder()),
            tr("Checklists") + " (*.yaml *.yml)",
        )
        if chosen:
            self.new_project(chosen)

    def begin(self) -> None:
        """Make a new project over one of the checklists that come with Assay."""
        self.new_project()

    def new_project(self, checklist: str = "") -> None:
        """Ask for issuer, checklist and cut-off, then make the project."""
        from assay.ui.dialogs.new_project import NewProject

        dialog = NewProject(self._folder(), self._bridge.language, self._window)
        if checklist:
            dialog.take_file(checklist)
        if dialog.exec() != NewProject.DialogCode.Accepted:
            return
        wish = dialog.wish()

        def job(progress: Progress) -> Session:
            from assay.work import starting

            return starting.new_project(
                wish.path,
                wish.checklist,
                self.person(),
                issuer=wish.issuer,
                profile=wish.profile,
                as_of=wish.cut_off,
            )

        self._start(wish.path, tr("Creating {name}…", name=wish.path.name), job)

    def open_project(self) -> None:
        """Ask for a project file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a project"), str(self._folder()), SEALED
        )
        if chosen:
            self.open_path(Path(chosen))

    def begin_with(self, files: list[Path]) -> None:
        """At the start: the file asked for, else the last project where the person wants that."""
        last = [Path(path) for path in self._bridge.prefs.recent[:1]]
        if not files and self._bridge.prefs.reopen:
            files = [path for path in last if path.exists()]
        if files:
            self.open_path(files[0])

    def open_path(self, path: Path) -> None:
        """Open this project file; the one that is open is published and closed first."""
        if self._bridge.session is not None and self._bridge.path() == path.absolute():
            return

        def job(progress: Progress) -> Session:
            from assay.work.session import open_session

            return open_session(path, self.person(), progress=progress)

        self._start(path, tr("Opening {name}…", name=path.name), job)

    def open_example(self) -> None:
        """Build a fresh copy of the worked example and open it."""
        folder = self._folder()

        def job(progress: Progress) -> Session:
            from assay.work import example

            return example.build(example.free_path(folder), self.person())

        self._start(folder, tr("Building the example…"), job)

    def instead(self, path: Path, work: Callable[[], Session]) -> None:
        """Let go of what is open without publishing it, and open what `work` opens."""
        self._bridge.release()
        self._bridge.opened.emit()
        self._start(path, tr("Opening {name}…", name=path.name), _job(work))

    def recover(self, folder: str, path: str) -> None:
        """Go on with a working copy that was never published, whatever has become of its file."""
        person = self.person()

        def job(progress: Progress) -> Session:
            from assay.work import recovering

            return recovering.open_unpublished(Path(folder), person)

        self._start(Path(path), tr("Opening {name}…", name=Path(path).name), job)

    def _start(
        self, path: Path, text: str, job: Callable[[Progress], Any], *, merges: bool = False
    ) -> None:
        if self._opening is not None or self._leaving or not self._leave():
            return
        self._opening, self._merges = path, merges
        from assay.ui.dialogs.waiting import wait_for

        self.busy.emit(text)
        running: Running = self._runner.start(job)
        running.finished.connect(self._on_opened)
        running.failed.connect(self._on_failed)
        running.broke.connect(self._on_stopped)
        running.cancelled.connect(self._on_stopped)
        self._waiting = wait_for(text, running, self._window)

    def _on_opened(self, session: Session) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.accept()
        above = QApplication.activeModalWidget()
        # A dialog asks about what is shown: that stays until it is answered.
        if isinstance(above, QDialog):
            self._arrived = session
            above.finished.connect(self._on_answered)
            return
        merges = self._merges
        self._ended()
        if self._bridge.session is not None:  # what was edited while this one was being opened
            with suppress(Cancelled):  # this computer has it, and it opens again here
                self._keeping.publish_now()
            _remember(self._bridge)
        self._bridge.take(session)
        _remember(self._bridge)
        if merges:
            self.merging.emit(session.path)

    def _on_answered(self) -> None:
        QTimer.singleShot(0, self._go_in)  # after whoever asked has done what was answered

    def _go_in(self) -> None:
        session, self._arrived = self._arrived, None
        if session is not None:
            self._on_opened(session)

    def _on_failed(self, error: UserError) -> None:
        path = self._opening
        self._ended()
        if self._bridge.session is None:
            self._bridge.opened.emit()
        if path is None:
            trouble.tell(error, self._window)
            return
        from assay.ui import second_chances

        instead = second_chances.offer(error, path, self.person(), self._window)
        if instead is not None:
            text = tr("Opening {name}…", name=path.name)
            self._start(path, text, _job(instead.open), merges=instead.merges)

    def _on_stopped(self, error: BaseException | None = None) -> None:
        self._ended()
        if self._bridge.session is None:
            self._bridge.opened.emit()

    def _ended(self) -> None:
        self._opening, self._merges, self._waiting = None, False, None
        self.busy.emit("")

    def _leave(self) -> bool:
        """Publish what is open; False when it cannot be written, or not yet, and the person stays with it."""
        self._leaving = True
        try:
            error = self._keeping.publish_now()
        except Cancelled:
            return False
        finally:
            self._leaving = False
        if error is None:
            return True
        from assay.words import sentence

        return trouble.confirm(
            tr("Close without publishing?"),
            sentence(error) + " " + tr("Your work stays on this computer and opens again here."),
            tr("Close"),
            self._window,
        )

    def close_project(self) -> bool:
        """Publish and close the project; False when the person stayed."""
        if self._bridge.session is None:
            return True
        if self._leaving or not self._leave():
            return False
        _remember(self._bridge)
        self._bridge.release()
        self._bridge.opened.emit()
        return True

    def save_as(self) -> None:
        """Go on under another name; the file so far stays as it was last published."""
        path, agreed = self._ask_path(tr("Save as"))
        if path is not None and self._keeping.save_as(path, replace=agreed):
            _remember(self._bridge)

    def save_copy(self) -> None:
        """Write a copy elsewhere and go on here."""
        path, agreed = self._ask_path(tr("Save a copy"))
        if path is not None and self._keeping.save_copy(path, replace=agreed):
            self.told.emit(tr("Written to {name}", name=path.name), False)

    def _ask_path(self, title: str) -> tuple[Path | None, bool]:
        """Where to, and whether the person agreed to replace what lies there."""
        suggestion = self._bridge.path()
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(suggestion), PROJECTS)
        if not chosen:
            return None, False
        if chosen.lower().endswith(SUFFIX):
            return Path(chosen), True
        return Path(chosen + SUFFIX), False  # the question about replacing was about another name

    def _folder(self) -> Path:
        """Where the person's last project lies, else their documents."""
        for recent in self._bridge.prefs.recent:
            if Path(recent).parent.is_dir():
                return Path(recent).parent
        documents = Path.home() / "Documents"
        return documents if documents.is_dir() else Path.home()


def _job(work: Callable[[], Session]) -> Callable[[Progress], Session]:
    return lambda progress: work()


def _remember(bridge: Bridge) -> None:
    """Note for the start page what is open and how far it is; not worth an error."""
    from assay.work import recents

    session = bridge.open_session
    bridge.prefs.remember(session.path)
    bridge.keep_prefs()
    with suppress(OSError):
        recents.note(session)
