"""Watches the open project's file, so that a change by somebody else is said when it happens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from assay.ui.bridge import Bridge
from assay.ui.runner import Runner
from assay.work.jobs import Progress

if TYPE_CHECKING:
    from assay.work.session import Session
    from assay.work.watching import Changed, Identity

SETTLE_MS = 300
"""Whoever writes a file writes it in pieces: it is looked at once it rests."""
POLL_MS = 30_000
"""Network folders tell nobody of a change."""


class Watching(QObject):
    """`follow()` after the project's file or its place changed. `changed(Changed)`: somebody wrote it."""

    changed = Signal(object)

    def __init__(self, bridge: Bridge, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._runner = bridge, runner
        self._path: Path | None = None
        self._last: Identity | None = None
        self._looking = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._soon)
        self._watcher.directoryChanged.connect(self._soon)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLE_MS)
        self._rest.timeout.connect(self.look)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._on_application)

    def follow(self) -> None:
        """Watch where the open project is kept now."""
        session = self._bridge.session
        path = None if session is None or session.store.read_only else session.path
        if path == self._path:
            return
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._path, self._last = path, None
        self._poll.stop()
        if path is not None:
            self._watcher.addPaths([str(p) for p in (path, path.parent) if p.exists()])
            self._poll.start()

    def _soon(self, path: str) -> None:
        self._rest.start()

    def _on_application(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def look(self) -> None:
        """Hold the file against what this computer knows of it, in the background."""
        session = self._bridge.session
        if session is None or self._path is None or self._looking:
            return
        self._looking = True
        last = self._last

        def job(progress: Progress) -> tuple[Session, Identity | None, Changed | None]:
            from assay.work import watching

            return session, *watching.look(session, last, progress)

        running = self._runner.start(job)
        running.finished.connect(self._on_looked)
        running.ended.connect(self._on_ended)

    def _on_looked(self, found: tuple[Session, Identity | None, Changed | None]) -> None:
        from assay.work import watching

        session, now, changed = found
        if session is not self._bridge.session:
            return
        self._last = now
        if self._path is not None and str(self._path) not in self._watcher.files():
            self._watcher.addPath(str(self._path))  # what replaced it is another file to the system
        if changed is None or watching.is_ours(session, changed.sha256):
            return
        if watching.is_still(session, now):
            self.changed.emit(changed)
        else:
            self._rest.start()

    def _on_ended(self) -> None:
        self._looking = False
