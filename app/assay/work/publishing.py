"""Publishing as a job: how far a file that is being written is, and until when it can be stopped."""

from __future__ import annotations

from assay.store.publish import STEPS, Watcher
from assay.work.jobs import Progress

_LAST = STEPS.index("kept")
"""The next one announces the new file, which is then put in its place without a pause."""


def stoppable(progress: Progress) -> Watcher:
    """What watches a publish for `progress`, which may stop it until the file is about to be replaced."""

    def watch(step: str) -> None:
        done = STEPS.index(step)
        if done <= _LAST:
            progress.step(done + 1, len(STEPS), "")

    return watch
