"""Memos of a folder of projects: several at a time, resumed where it stopped, one bad file no hindrance."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from assay import __version__, words
from assay.core.errors import InvalidInput, NotFound, UserError
from assay.report.memo_data import asked_of
from assay.report.memo_files import Order, made
from assay.words import sentence, tr
from assay.work import drafts
from assay.work.session import Person, open_session
from assay.work.writing import replace_file

TASKS = 25
"""Memos that one process writes before another takes its place: memory stays flat."""
WRITTEN, UNCHANGED, FAILED = "written", "unchanged", "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one project."""

    file: str
    memo: str
    status: str
    state: str = ""
    sha256: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One project to write a memo of."""

    project: Path
    memo: Path
    order: Order
    person: Person
    language: str
    """Of the sentences that say what went wrong."""


def projects_in(folder: Path) -> list[Path]:
    """Every project file below `folder`, in order; raises `NotFound` where there is none."""
    found = sorted(path for path in folder.rglob("*.assay") if path.is_file())
    if not found:
        raise NotFound("no_projects_in", folder=str(folder))
    return found


def planned(folder: Path, out: Path, order: Order, person: Person) -> list[Job]:
    """What is to be done: each memo lies below `out` where its project lies below `folder`.

    Raises `InvalidInput` where two projects would be written to one file.
    """
    jobs: dict[Path, Job] = {}
    for path in projects_in(folder):
        memo = out / path.relative_to(folder).with_suffix(f".{order.format}")
        if memo in jobs:
            raise InvalidInput("two_memos_one_file", path=str(memo))
        jobs[memo] = Job(path, memo, order, person, words.language())
    return list(jobs.values())


# -- one of them, in a process of its own ---------------------------------------------------------


def write_one(job: Job) -> Outcome:
    """Write one memo, unless what lies there already is this one; never raises for the user's world."""
    words.use(job.language)
    told = Outcome(str(job.project), str(job.memo), FAILED)
    try:
        session = open_session(job.project, job.person, read_only=True)
        try:
            return _written(job, drafts.take(session, session.assessment().id))
        finally:
            session.close()
    except UserError as error:
        return _failed(told, sentence(error))
    except OSError as error:
        return _failed(told, error.strerror or str(error))


def _written(job: Job, draft: drafts.Draft) -> Outcome:
    wanted = draft.state_id, job.order.made(__version__, draft.assessment)
    if job.memo.is_file():
        there = job.memo.read_bytes()
        if asked_of(there) == wanted:
            return _done(job, UNCHANGED, draft, there)
    job.memo.parent.mkdir(parents=True, exist_ok=True)
    content = made(draft, job.order)
    replace_file(job.memo, content)
    return _done(job, WRITTEN, draft, content)


def _done(job: Job, status: str, draft: drafts.Draft, content: bytes) -> Outcome:
    digest = sha256(content).hexdigest()
    return Outcome(str(job.project), str(job.memo), status, draft.state_id, digest)


def _failed(told: Outcome, why: str) -> Outcome:
    return Outcome(told.file, told.memo, FAILED, error=why)


# -- all of them ----------------------------------------------------------------------------------


def run(
    jobs: Sequence[Job],
    at_once: int,
    tell: Callable[[Outcome], None],
    write: Callable[[Job], Outcome] = write_one,
) -> list[Outcome]:
    """Do all jobs, `at_once` at a time; `tell` hears each outcome as it comes.

    A process that dies takes nothing with it but its own project: what was under way is done again,
    each alone, so that the one that kills its process is known.
    """
    outcomes: dict[Path, Outcome] = {}
    left = list(jobs)
    while left:
        try:
            for job, outcome in _together(left, at_once, write):
                outcomes[job.memo] = outcome
                tell(outcome)
        except BrokenProcessPool:
            under_way = [job for job in left if job.memo not in outcomes][: 2 * at_once]
            for job in under_way:
                outcomes[job.memo] = _alone(job, write)
                tell(outcomes[job.memo])
        left = [job for job in left if job.memo not in outcomes]
    return [outcomes[job.memo] for job in jobs]


def _together(
    jobs: Sequence[Job], at_once: int, write: Callable[[Job], Outcome]
) -> Iterator[tuple[Job, Outcome]]:
    """Jobs and outcomes as they come; few wait in line, so that stopping is quick."""
    waiting = iter(jobs)
    with _processes(at_once) as pool:
        running: dict[Future[Outcome], Job] = {}
        try:
            for job in waiting:
                running[pool.submit(write, job)] = job
                if len(running) >= 2 * at_once:
                    yield from _finished(running)
            while running:
                yield from _finished(running)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _finished(running: dict[Future[Outcome], Job]) -> Iterator[tuple[Job, Outcome]]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        outcome = future.result()
        yield running.pop(future), outcome


def _alone(job: Job, write: Callable[[Job], Outcome]) -> Outcome:
    with _processes(1) as pool:
        try:
            return pool.submit(write, job).result()
        except BrokenProcessPool:
            told = Outcome(str(job.project), str(job.memo), FAILED)
            return _failed(told, tr("The process that wrote this memo ended before it was done."))


def _processes(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, get_context("spawn"), max_tasks_per_child=TASKS)


# -- the report -----------------------------------------------------------------------------------


def report(jobs: Sequence[Job], outcomes: Sequence[Outcome], started: datetime) -> bytes:
    """What was done, as JSON; projects that were not reached are missing and counted."""
    counts = dict.fromkeys((WRITTEN, UNCHANGED, FAILED), 0)
    for outcome in outcomes:
        counts[outcome.status] += 1
    told = {
        "assay": __version__,
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now().astimezone().isoformat(timespec="seconds"),
        "projects": len(jobs),
        "counts": counts,
        "not_reached": len(jobs) - len(outcomes),
        "memos": [asdict(outcome) for outcome in outcomes],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
