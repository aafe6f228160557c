"""The long work of the history page: reading it, going back to a state, holding two against each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.runner import Runner, Running
from assay.work.chronicle import Chronicle, Entry, chronicle
from assay.work.jobs import Progress
from assay.work.looking_back import Basis, Past, basis, look_back
from assay.work.session import Session
from assay.work.views.changes import ChangesView, between
from assay.work.views.questions import rows


class Looking(QObject):
    """`Looking(bridge, runner, page)`: one job at a time, while the window stays with the person.

    Signals: `read_through()`, `looked(Past)`, `compared(ChangesView)`, `busy(bool)`.
    """

    read_through = Signal()
    looked = Signal(object)
    compared = Signal(object)
    busy = Signal(bool)

    def __init__(self, bridge: Bridge, runner: Runner, page: QObject) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._runner = runner
        self._running: Running | None = None
        self._of: Session | None = None
        """The project that the job is about."""

    def read(self) -> None:
        """Read the history for the first time."""
        running = self._start(partial(chronicle, self._bridge.open_session))
        if running is not None:
            running.finished.connect(self._on_read)

    def look(self, entry: Entry) -> None:
        """Make the project as it was after a step."""
        base, here = basis(self._bridge.open_session), self._bridge.assessment
        running = self._start(partial(_ready, base, here, entry, self._bridge.language))
        if running is not None:
            running.finished.connect(self._on_looked)

    def compare(self, first: Entry, last: Entry | None) -> None:
        """Hold two states against each other; without a last one, now."""
        session, here = self._bridge.open_session, self._bridge.assessment
        job = partial(between, basis(session), first, last, here, self._bridge.language)
        running = self._start(job)
        if running is not None:
            running.finished.connect(self._on_compared)

    def _start(self, job: Callable[[Progress], Any]) -> Running | None:
        if self._running is not None:
            return None
        self._of = self._bridge.open_session.now
        self._running = running = self._runner.start(job)
        running.failed.connect(self._on_failed)
        running.ended.connect(self._on_ended)
        self.busy.emit(True)
        return running

    def _is_open(self) -> bool:
        """The project that the job was about is still the one in the window."""
        session = self._bridge.session
        return session is not None and session.now is self._of

    def _on_read(self, known: Chronicle) -> None:
        if self._is_open():
            self.read_through.emit()

    def _on_looked(self, past: Past) -> None:
        if self._is_open():
            self.looked.emit(past)

    def _on_compared(self, view: ChangesView) -> None:
        if self._is_open():
            self.compared.emit(view)

    def _on_failed(self, error: UserError) -> None:
        self._bridge.troubled.emit(error)

    def _on_ended(self) -> None:
        self._running = None
        self.busy.emit(False)


def _ready(base: Basis, assessment: str, entry: Entry, language: str, progress: Progress) -> Past:
    """The project as it was, with the rating and the rows that every page of it asks for at once."""
    past = look_back(base, entry, progress)
    if assessment in {each.id for each in past.assessments()}:
        progress.step(1, 1, "")
        past.scorecard(assessment).largest_gaps()
        rows(past, assessment, language)
    return past
