"""Deep in long work there are places where a job may be stopped."""

from __future__ import annotations

from threading import Thread

import pytest

from assay.work.jobs import Cancelled, checkpoint, heeding


def stop():
    raise Cancelled


def test_a_checkpoint_is_nothing_where_no_job_is_under_way():
    checkpoint()


def test_a_checkpoint_stops_what_was_told_to_stop():
    with heeding(stop), pytest.raises(Cancelled):
        checkpoint()
    checkpoint()


def test_what_is_told_to_one_thread_stops_no_other():
    passed = []

    def other():
        checkpoint()
        passed.append(True)

    with heeding(stop):
        thread = Thread(target=other)
        thread.start()
        thread.join()
    assert passed
