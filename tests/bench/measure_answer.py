"""One answer in the workspace: chosen by key, committed to disk, rescored and painted."""

from functools import partial
from statistics import median
from time import perf_counter

import projects
import windows
from measuring import Figures, Milliseconds, Seconds, measurement
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.core.change import Step
from assay.core.revision import Revision
from assay.store.project import Signer
from assay.ui.window import Window

ROUNDS = 60
PAUSE = 30
"""Milliseconds between two answers: what is put off until after the paint has its time, too."""


@measurement("answer by key, 116 questions", budget=Milliseconds(16))
def small() -> Figures:
    return _answers(*windows.workspace(projects.cnre(), "PTY-01"), options=5)


@measurement("answer by key, 5,000 questions", budget=Milliseconds(50))
def large() -> Figures:
    return _answers(*windows.workspace(projects.large(5000), "AAX-002"), options=2)


def _answers(window: Window, page: windows.WorkspacePage, options: int) -> Figures:
    """The collector of garbage works as it does for a person."""
    commits = _timed_commits(window)
    painted = windows.Painted(window)
    page.question.editor.take_focus()
    taken: list[Seconds] = []
    for number in range(ROUNDS):
        key = Qt.Key(Qt.Key.Key_1 + number % options)
        taken.append(painted.time(partial(QTest.keyClick, page.question.answer, key)))
        windows.rest(PAUSE)
    windows.close(window)
    if len(commits) < ROUNDS - 1:  # the first may choose what is chosen already
        raise RuntimeError(f"only {len(commits)} of {ROUNDS} answers were committed")
    slow = sorted(taken)[round(ROUNDS * 0.95)]
    note = f"{median(commits) * 1000:.3g} ms of it is the disk; 95 % within {slow * 1000:.3g} ms"
    return Figures(taken, note=note)


def _timed_commits(window: Window) -> list[Seconds]:
    """How long each commit to the working copy takes from now on."""
    store, taken = window.bridge.open_session.store, []
    commit = store.commit

    def timed(step: Step, *, author: str, device: str, signer: Signer | None = None) -> Revision:
        start = perf_counter()
        try:
            return commit(step, author=author, device=device, signer=signer)
        finally:
            taken.append(perf_counter() - start)

    store.commit = timed  # type: ignore[method-assign]
    return taken
