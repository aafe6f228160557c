"""Fifty memos of the worked example on two processes, against one after another, and their memory."""

import resource
import shutil
from dataclasses import replace
from pathlib import Path
from statistics import median

import projects
from measuring import Figures, Ratio, measurement, timed

from assay.cli import batches
from assay.report.memo_files import Order

COUNT = 50


@measurement("50 memos of a folder, two at a time", against="one after another", budget=Ratio(0.75))
def fifty() -> Figures:
    folder = _folder()
    weights: list[int] = []
    one = _run(folder, 1, [])
    two = _run(folder, 2, weights)
    note = (
        f"peak of a process {max(weights[:8])} MiB in the first 8 memos, "
        f"{max(weights)} MiB in all, median {median(weights):.0f} MiB"
    )
    return Figures([two], [one], note)


def _folder() -> Path:
    folder = projects.place() / "fifty"
    folder.mkdir(exist_ok=True)
    for number in range(COUNT):
        shutil.copy(projects.cnre(), folder / f"p{number:02}.assay")
    return folder


def _run(folder: Path, at_once: int, weights: list[int]) -> float:
    out = projects.place() / f"memos-{at_once}"
    jobs = batches.planned(folder, out, Order(), projects.PERSON)

    def tell(outcome: batches.Outcome) -> None:
        weights.append(int(outcome.error or 0))
        assert outcome.status == batches.WRITTEN

    return timed(lambda: batches.run(jobs, at_once, tell, weighed))()


def weighed(job: batches.Job) -> batches.Outcome:
    """Write one memo, and say what the process has taken at most so far, in MiB."""
    done = batches.write_one(job)
    if done.status == batches.FAILED:
        raise AssertionError(done.error)
    return replace(done, error=str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))
