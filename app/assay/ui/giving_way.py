"""How a job gives way to the window: it pauses where it can while the window has something to do."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event, Lock, local
from time import perf_counter

from PySide6.QtCore import Qt, QTimer

GIVES_WAY = 0.00001
"""Seconds for which a job keeps the interpreter once the window asks for it. Each call into Qt may have to
ask: at Python's 5 ms a page of a thousand such calls took seconds to paint while a rating was worked out.
Two jobs at once are no slower for it."""
BEAT_MS = 2
"""Between two signs of life of the window while jobs are under way."""
LATE = 0.005
"""Seconds without a sign of life after which the window has something to do."""
AT_MOST = 0.08
"""Seconds for which a job pauses, wherever it is, until the window has nothing to do: it may hold what the
window needs."""
BETWEEN = 0.25
"""The same before a job begins and between two pieces of its work, where it holds nothing."""
NEVER = 1 << 30


class Turn:
    """Whose turn it is. While jobs are under way the window gives a sign of life whenever it has nothing else
    to do; where there is none it is at work. What its event loop says of itself differs between platforms,
    and asking it is more than may be done in the midst of looking for garbage."""

    def __init__(self) -> None:
        self._jobs = 0
        self._counting = Lock()
        self._alive = Event()
        self._last = self._waited = 0.0
        """When the window last gave a sign of life; how long a job has waited in vain since."""
        self._beat = QTimer()
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._on_beat)

    @property
    def in_vain(self) -> bool:
        """A job waited as long as it may, and the window gave no sign of life since."""
        return self._waited > 0

    def expect(self) -> None:
        """Called in the thread of the window before it starts a job."""
        with self._counting:
            self._jobs += 1
        if not self._beat.isActive():
            self._waited = 0.0
            self._beat.start()

    def over(self) -> None:
        """Called by a job, in its thread, last."""
        with self._counting:
            self._jobs -= 1

    def _on_beat(self) -> None:
        self.give()
        if self._jobs <= 0:
            self._beat.stop()

    def give(self) -> None:
        """The window has nothing to do, or will wait for a job: until it is late again none pauses."""
        self._last, self._waited = perf_counter(), 0.0
        self._alive.set()

    def wait(self, seconds: float = AT_MOST) -> None:
        """Called by a job, in its thread. Who waited in vain does not wait as long again before the next sign
        of life: the window may wait for the job, or something else than its event loop is at work."""
        if perf_counter() - self._last < LATE or _here.waiting:
            return
        # Garbage is looked for in the midst of this, too, with its locks in hand.
        _here.waiting = True
        try:
            more = seconds - self._waited
            self._alive.clear()
            if more > 0 and not self._alive.wait(more):
                self._waited = seconds
        finally:
            _here.waiting = False


class _Jobs(local):
    turn: Turn | None = None
    """Whose turn to look at, in the thread of a job."""
    waiting = False
    """It is being looked at."""


_here = _Jobs()
_count = 0
_counting = Lock()
_thresholds = gc.get_threshold()


@cache
def shared() -> Turn:
    """The turn that all jobs of this process heed; asked for first in the thread of the window."""
    sys.setswitchinterval(GIVES_WAY)
    gc.callbacks.append(_pause)
    return Turn()


def _pause(phase: str, info: object) -> None:
    """The interpreter looks for young garbage some hundred times a second, in whichever thread made it:
    there a job can pause wherever it is, without being written for it."""
    if phase == "start" and _here.turn is not None:
        _here.turn.wait()


@contextmanager
def working(turn: Turn) -> Iterator[None]:
    """Around a job, in its thread. Meanwhile nothing old is looked through for garbage: among the million
    things of a long memo that held up the window for a quarter of a second, whoever did it."""
    global _count, _thresholds
    with _counting:
        _count += 1
        if _count == 1:
            _thresholds = gc.get_threshold()
            gc.set_threshold(*_thresholds[:2], NEVER)
    _here.turn = turn
    try:
        yield
    finally:
        _here.turn = None
        with _counting:
            _count -= 1
            if not _count:
                gc.set_threshold(*_thresholds)
