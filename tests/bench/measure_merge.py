"""Merging two large copies, against reading both of them."""

import shutil
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import projects
from measuring import Figures, Ratio, Seconds, alternating, measurement, timed

from assay.core.change import inserted, step, updated
from assay.store import working
from assay.work import merging
from assay.work.session import Person, Session, open_session
from factories_store import answer_row, evidence_row, title_step

ANSWERS, EVIDENCE = 5_000, 2_000
ROUNDS = 3
ADA, BO = Person("Ada", "ada-desk"), Person("Bo", "bo-desk")


def _fill(session: Session, name: str) -> None:
    """Every answer and every piece of evidence as a step of its own."""
    for number in range(ANSWERS):
        row = answer_row(number, f"{name}'s reason for answer {number}, in a sentence or two.")
        session.do(step("answer", [inserted("answer", row)], question=str(number)))
    for number in range(1, EVIDENCE + 1):
        row = {**evidence_row(number), "id": f"{name}-{number:05d}"}
        session.do(step("attach", [inserted("evidence", row)], count=1))


def _new(name: str) -> Path:
    path = projects.place() / f"{name}.assay"
    store = working.create(path)
    store.commit(title_step(), author="Ada", device="ada-desk")
    store.publish()
    store.close()
    return path


def _edit(path: Path, person: Person, edit: Callable[[Session], None]) -> Path:
    session = open_session(path, person)
    edit(session)
    session.publish()
    session.close()
    return path


@cache
def shared() -> tuple[Path, Path]:
    """Two copies with 5,000 answers in common; each changed every fifth of them and added 200 sources."""
    first = _edit(_new("shared"), ADA, lambda session: _fill(session, "common"))
    second = first.with_name("shared-bo.assay")
    shutil.copy(first, second)
    return _edit(first, ADA, lambda s: _change(s, "ada", 0)), _edit(
        second, BO, lambda s: _change(s, "bo", 2)
    )


def _change(session: Session, name: str, start: int) -> None:
    for number in range(start, ANSWERS, 5):
        row = session.state["answer"][answer_row(number)["id"]]
        session.do(step("write", [updated("answer", row, rationale=f"{name} {number}")]))
    for number in range(EVIDENCE + 1, EVIDENCE + 201):
        row = {**evidence_row(number), "id": f"{name}-{number:05d}"}
        session.do(step("attach", [inserted("evidence", row)], count=1))


@cache
def apart() -> tuple[Path, Path]:
    """Two copies that have only the title in common: each person answered and attached everything."""
    first = _new("apart")
    second = first.with_name("apart-bo.assay")
    shutil.copy(first, second)
    return _edit(first, ADA, lambda s: _fill(s, "ada")), _edit(second, BO, lambda s: _fill(s, "bo"))


def _reading(paths: tuple[Path, Path]) -> Callable[[], None]:
    """Both files read through as anybody's are."""
    read = [path.with_name(f"read-{path.name}") for path in paths]
    for path, copy in zip(paths, read, strict=True):
        shutil.copy(path, copy)

    def both() -> None:
        for path in read:
            store = working.open_project(path, read_only=True)
            store.state()
            store.close()

    return both


def _measured(paths: tuple[Path, Path]) -> Figures:
    theirs = paths[1].with_name(f"theirs-{paths[1].name}")
    shutil.copy(paths[1], theirs)
    note, rounds = "", count()

    def merge() -> Seconds:
        nonlocal note
        mine = paths[0].with_name(f"mine-{next(rounds)}-{paths[0].name}")
        shutil.copy(paths[0], mine)
        session = open_session(mine, ADA)

        def whole() -> None:
            nonlocal note
            with merging.plan(session, theirs) as found:
                done = merging.merge(session, found)
            note = f"{sum(done.taken.values())} rows taken, {done.open} conflicts"

        taken = timed(whole)()
        session.close()
        mine.unlink()
        return taken

    figures = alternating(merge, timed(_reading(paths)), ROUNDS)
    return Figures(figures.ours, figures.reference, note)


@measurement(
    "merge two copies of 5,000 answers and 2,000 sources, a fifth changed on each side",
    against="reading both",
    budget=Ratio(3),
)
def merge_shared() -> Figures:
    return _measured(shared())


@measurement(
    "merge two copies that were filled apart, 5,000 answers and 2,000 sources each",
    against="reading both",
    budget=Ratio(3),
)
def merge_apart() -> Figures:
    return _measured(apart())
