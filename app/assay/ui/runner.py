"""Runs a job on a thread of its own: progress, result and failure come back as signals."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import (
    QObject,
    QRunnable,
    Qt,
    QThreadPool,
    Signal,
    SignalInstance,
)

from assay.core.errors import UserError
from assay.ui.giving_way import BETWEEN, Turn, shared, working
from assay.work.jobs import Cancelled, Progress, heeding


class Running(QObject):
    """A job under way. Its signals arrive in the thread that started it."""

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    """A `UserError`."""
    broke = Signal(object)
    """Any other exception: a bug. The runner has it reported; whoever listens only tidies up."""
    cancelled = Signal()
    ended = Signal()
    _came = Signal(object, object)

    def __init__(self, turn: Turn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turn = turn
        self._stop = Event()
        # What the job's thread says waits for the event loop: a job may be over before whoever
        # started it has connected to anything.
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """It was asked to stop."""
        return self._stop.is_set()

    def end(self, outcome: SignalInstance, *value: object) -> None:
        """Called by the job's thread, last: what came of it."""
        self._came.emit(outcome, value)

    def _deliver(self, outcome: SignalInstance, value: tuple[object, ...]) -> None:
        outcome.emit(*value)
        self.ended.emit()

    def begin(self) -> None:
        """Called by the job's thread, first: whatever asked for the job is to be painted."""
        self.turn.wait(BETWEEN)

    def heed(self) -> None:
        """Called by the job, in its thread, between two pieces of its work."""
        if not self._stop.is_set():
            self.turn.wait(BETWEEN)
        if self._stop.is_set():
            raise Cancelled

    def step(self, done: int, total: int, what: str) -> None:
        """Called by the job, in its thread."""
        self.heed()
        # Qt's int is 32 bits wide and files are not: thousandths carry as much as a bar can show.
        part = 1000 if total <= 0 else min(1000, done * 1000 // total)
        self.progressed.emit(part, 1000, what)


class _Task(QRunnable):
    def __init__(self, running: Running, job: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._running = running
        self._job = job

    def run(self) -> None:
        running = self._running
        try:
            running.begin()
            with working(running.turn), heeding(running.heed):
                self._work(running)
        finally:
            running.turn.over()

    def _work(self, running: Running) -> None:
        try:
            result = self._job(running)
        except Cancelled:
            running.end(running.cancelled)
        except UserError as error:
            running.end(running.failed, error)
        except Exception as error:  # noqa: BLE001  handed to the report of the main thread
            # What was told to stop may lose what it works on, and trip over that on its way out.
            running.end(*((running.cancelled,) if running.stopping else (running.broke, error)))
        else:
            running.end(running.finished, result)


class Runner(QObject):
    """Starts jobs and keeps them alive until they end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool, self._urgent = QThreadPool(self), QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._urgent.setMaxThreadCount(1)
        self._turn = shared()
        self._alive: set[Running] = set()

    def start(self, job: Callable[[Progress], Any], *, urgent: bool = False) -> Running:
        """Start `job(progress)`; connect to what is returned before the event loop runs again.

        Of the others two run at a time; an `urgent` one does not wait behind them.
        """
        running = Running(self._turn, self)
        self._alive.add(running)
        running.broke.connect(self._on_broke)
        running.ended.connect(self._forget)
        self._turn.expect()
        (self._urgent if urgent else self._pool).start(_Task(running, job))
        return running

    def _on_broke(self, error: BaseException) -> None:
        raise error  # here, in the main thread, so that it reaches the report

    def _forget(self) -> None:
        running = self.sender()
        if isinstance(running, Running):
            self._alive.discard(running)
            running.deleteLater()

    def cancel(self) -> None:
        """Ask all jobs to stop."""
        for running in tuple(self._alive):
            running.cancel()

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Wait for all jobs, asking them to stop; True when none is left."""
        self.cancel()
        self._turn.give()
        return self._urgent.waitForDone(milliseconds) and self._pool.waitForDone(milliseconds)
