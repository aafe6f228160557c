"""Jobs on threads of their own: what comes of them arrives in order, however soon they are over."""

from __future__ import annotations

import threading

import pytest

from assay.core.errors import InvalidInput
from assay.ui.runner import Runner
from assay.work.jobs import checkpoint
from factories_window import PATIENCE


@pytest.fixture
def runner(qtbot):
    made = Runner()
    yield made
    assert made.wait(PATIENCE)


def heard(running):
    """Everything a job says, in order, with the thread in which it is heard."""
    said = []
    for name in ("progressed", "finished", "failed", "broke", "cancelled", "ended"):
        getattr(running, name).connect(
            lambda *args, name=name: said.append((name, *args, threading.current_thread().name))
        )
    return said


def ended(qtbot, said):
    qtbot.waitUntil(lambda: any(s[0] == "ended" for s in said), timeout=PATIENCE)


def test_a_result_arrives_in_the_thread_that_asked(qtbot, runner):
    worked = []

    def job(progress):
        worked.append(threading.current_thread())
        return 42

    said = heard(runner.start(job))
    ended(qtbot, said)
    here = threading.current_thread().name
    assert said == [("finished", 42, here), ("ended", here)]
    assert worked != [threading.current_thread()]


def test_what_is_urgent_does_not_wait_behind_others(qtbot, runner):
    over, begun = threading.Event(), threading.Barrier(3)

    def long(progress):
        begun.wait(PATIENCE / 1000)
        over.wait(PATIENCE / 1000)

    said = [heard(runner.start(long)) for _ in range(2)]
    begun.wait(PATIENCE / 1000)
    last, first = (
        heard(runner.start(lambda progress: 2)),
        runner.start(lambda progress: 1, urgent=True),
    )
    with qtbot.waitSignal(first.finished, timeout=PATIENCE) as came:
        pass
    assert (came.args, last) == ([1], [])
    over.set()
    for each in (*said, last):
        ended(qtbot, each)


def test_a_job_that_is_over_at_once_is_heard_by_who_connects_after_it(qtbot, runner):
    over = threading.Event()

    def job(progress):
        over.set()
        raise InvalidInput("empty_text", question="AAA-01")

    running = runner.start(job)
    assert over.wait(PATIENCE / 1000)
    assert runner._pool.waitForDone(PATIENCE)
    said = heard(running)
    ended(qtbot, said)
    assert [s[0] for s in said] == ["failed", "ended"]
    assert said[0][1].message == "empty_text"


def test_progress_is_told_in_thousandths_of_any_size(qtbot, runner):
    def job(progress):
        progress.step(1 << 40, 1 << 42, "half of a half")
        progress.step(0, 0, "nothing to do")
        progress.step(9, 3, "more than all")

    said = heard(runner.start(job))
    ended(qtbot, said)
    assert [s[1:4] for s in said if s[0] == "progressed"] == [
        (250, 1000, "half of a half"),
        (1000, 1000, "nothing to do"),
        (1000, 1000, "more than all"),
    ]


def test_a_cancelled_job_stops_at_its_next_step(qtbot, runner):
    go, reached = threading.Event(), []

    def job(progress):
        go.wait(PATIENCE / 1000)
        progress.step(1, 2, "first")
        reached.append(1)

    running = runner.start(job)
    said = heard(running)
    running.cancel()
    go.set()
    ended(qtbot, said)
    assert [s[0] for s in said] == ["cancelled", "ended"]
    assert reached == []


def test_a_cancelled_job_stops_at_a_checkpoint_deep_in_its_work(qtbot, runner):
    begun = threading.Event()

    def job(progress):
        begun.set()
        while True:
            checkpoint()

    running = runner.start(job)
    said = heard(running)
    assert begun.wait(PATIENCE / 1000)
    running.cancel()
    ended(qtbot, said)
    assert [s[0] for s in said] == ["cancelled", "ended"]


def test_a_bug_in_a_job_reaches_the_report(qtbot, runner):
    def job(progress):
        raise ZeroDivisionError("in the job")

    with qtbot.captureExceptions() as caught:
        said = heard(runner.start(job))
        ended(qtbot, said)
    assert [s[0] for s in said] == ["broke", "ended"]
    ((kind, error, _),) = caught
    assert kind is ZeroDivisionError
    assert str(error) == "in the job"


def test_what_a_cancelled_job_trips_over_is_no_bug(qtbot, runner):
    go = threading.Event()

    def job(progress):
        go.wait(PATIENCE / 1000)
        raise ZeroDivisionError

    running = runner.start(job)
    said = heard(running)
    runner.cancel()
    go.set()
    ended(qtbot, said)
    assert [s[0] for s in said] == ["cancelled", "ended"]


def test_waiting_cancels_what_is_under_way(qtbot, runner):
    def job(progress):
        while True:
            progress.step(0, 1, "for ever")

    running = runner.start(job)
    said = heard(running)
    assert runner.wait(PATIENCE)
    ended(qtbot, said)
    assert said[-2][0] == "cancelled"
