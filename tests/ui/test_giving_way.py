"""A job gives way to the window wherever it is, and only while the window has something to do."""

from __future__ import annotations

import gc
from threading import Thread

import pytest
from PySide6.QtCore import QAbstractEventDispatcher

from assay.ui.giving_way import Turn, shared, working


@pytest.fixture
def turn(qapp):
    shared()
    return Turn(patience=0.001)


def work(turn):
    """A job, over when this returns: it makes so much that the interpreter looks for garbage."""

    def job():
        with working(turn):
            kept = [[] for _ in range(10 * gc.get_threshold()[0])]
            kept.clear()

    thread = Thread(target=job)
    thread.start()
    thread.join()


def busy():
    QAbstractEventDispatcher.instance().awake.emit()


def idle():
    QAbstractEventDispatcher.instance().aboutToBlock.emit()


def test_a_job_that_calls_nobody_pauses_while_the_window_is_at_work(turn):
    busy()
    work(turn)
    assert turn.in_vain


def test_it_goes_on_while_the_window_is_idle(turn):
    busy()
    idle()
    work(turn)
    assert not turn.in_vain


def test_it_pauses_again_once_the_window_was_idle_and_is_at_work(turn):
    busy()
    work(turn)
    idle()
    assert not turn.in_vain
    busy()
    work(turn)
    assert turn.in_vain


def test_the_window_itself_never_pauses(turn):
    with working(turn):
        pass
    busy()
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
