"""A job gives way to the window wherever it is, and only while the window has something to do."""

from __future__ import annotations

import gc
from threading import Event, Thread

import pytest
from PySide6.QtCore import QThread

from assay.ui.giving_way import Turn, shared, working
from assay.work.jobs import Cancelled
from factories_window import PATIENCE

SOON, LATER = 0.001, 0.002


@pytest.fixture
def turn(qapp):
    shared()
    return Turn()


def begun(job):
    thread = Thread(target=job, daemon=True)
    thread.start()
    return thread


def makes_garbage(turn):
    """A job that calls nobody: it makes so much that the interpreter looks for garbage."""

    def job():
        with working(turn):
            kept = [[] for _ in range(10 * gc.get_threshold()[0])]
            kept.clear()

    return job


def until_over(qtbot, thread):
    """The window is idle until the job is over."""
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=PATIENCE)


def until_it_pauses(turn):
    while not turn._alive._cond._waiters:
        QThread.yieldCurrentThread()


def test_a_job_that_calls_nobody_pauses_while_the_window_is_at_work(turn):
    begun(makes_garbage(turn)).join()  # meanwhile the window gives no sign of life
    assert turn.in_vain


def test_it_goes_on_while_the_window_is_idle(qtbot, turn):
    turn.expect()
    turn.give()
    thread = begun(makes_garbage(turn))
    until_over(qtbot, thread)
    assert not turn.in_vain


def test_a_job_does_not_begin_before_the_window_is_idle(qtbot, turn):
    turn.expect()
    thread = begun(lambda: turn.wait(3600))
    until_it_pauses(turn)
    until_over(qtbot, thread)


def test_another_job_that_is_started_lets_no_other_go_on(qtbot, turn):
    turn.expect()
    thread = begun(lambda: turn.wait(3600))
    until_it_pauses(turn)
    turn.expect()
    assert not turn._alive.is_set()
    until_over(qtbot, thread)


def test_who_waited_in_vain_waits_no_longer_than_that_until_the_next_sign_of_life(qtbot, turn):
    turn.expect()
    turn.wait(SOON)
    assert turn.in_vain
    turn.wait(LATER)  # between two pieces of work it waits on
    turn.wait(LATER)
    qtbot.waitUntil(lambda: not turn.in_vain, timeout=PATIENCE)


def test_signs_of_life_are_given_while_jobs_are_under_way_and_no_longer(qtbot, turn):
    turn.expect()
    turn.expect()
    turn.over()
    qtbot.waitUntil(lambda: turn._last > 0, timeout=PATIENCE)
    assert turn._beat.isActive()
    turn.over()
    qtbot.waitUntil(lambda: not turn._beat.isActive(), timeout=PATIENCE)


def test_every_job_that_was_started_is_over_once(qtbot):
    from assay.ui.runner import Runner

    runner, before = Runner(), shared()._jobs

    def breaks(progress):
        raise Cancelled

    for job in (lambda progress: None, breaks):
        with qtbot.waitSignal(runner.start(job).ended, timeout=PATIENCE):
            pass
    assert runner.wait(PATIENCE)
    assert shared()._jobs == before


def test_none_pauses_once_the_window_waits_for_a_job(turn):
    job = begun(lambda: turn.wait(3600))
    until_it_pauses(turn)
    turn.give()
    job.join(PATIENCE / 1000)
    assert not job.is_alive()
    assert not turn.in_vain


def test_looking_for_garbage_in_the_midst_of_pausing_stops_nobody(turn):
    class Midst(Event):
        def clear(self):
            with self._cond:
                gc.collect(0)
                self._flag = False

    turn._alive = Midst()

    def job():
        with working(turn):
            turn.wait(LATER)

    thread = begun(job)
    thread.join(PATIENCE / 1000)
    assert not thread.is_alive()


def test_the_window_itself_never_pauses(turn):
    with working(turn):
        pass
    gc.collect(0)
    assert not turn.in_vain


def test_nothing_old_is_looked_through_while_jobs_run(turn):
    before = gc.get_threshold()
    with working(turn):
        with working(turn):
            pass
        assert gc.get_threshold()[:2] == before[:2]
        assert gc.get_threshold()[2] > 1_000_000
    assert gc.get_threshold() == before
