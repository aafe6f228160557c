"""How a job gives way to the window: it pauses where it can while the window has something to do."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event, Lock, local

from PySide6.QtCore import QAbstractEventDispatcher

GIVES_WAY = 0.0001
"""Seconds for which a job keeps the interpreter once the window asks for it. Each call into Qt may have to
ask: at Python's 5 ms a page of a thousand such calls took seconds to paint while a rating was worked out."""
AT_MOST = 0.05
"""Seconds for which a job pauses until the window has nothing to do."""
AT_FIRST = 0.25
"""The same before a job begins: whatever asked for it is to be painted first."""
NEVER = 1 << 30


class Turn:
    """Whose turn it is. The window is idle from when its event loop waits until something wakes it."""

    def __init__(self, patience: float = AT_MOST) -> None:
        self.in_vain = False
        """A job waited as long as it may, and the window was not idle since."""
        self._patience = patience
        self._idle = Event()
        self._idle.set()
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is not None:
            dispatcher.aboutToBlock.connect(self._on_idle)
            dispatcher.awake.connect(self._idle.clear)

    def _on_idle(self) -> None:
        self.in_vain = False
        self._idle.set()

    def wait(self, seconds: float = 0.0) -> None:
        """Called by a job, in its thread. Who waited in vain does not wait again before the window was idle:
        it may be the window that waits for the job, or something else than its event loop is at work."""
        if not self.in_vain and not self._idle.wait(seconds or self._patience):
            self.in_vain = True


class _Jobs(local):
    turn: Turn | None = None
    """Whose turn to look at, in the thread of a job."""


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
