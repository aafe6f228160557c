"""The project file: committing, opening, publishing and taking in, against the disk itself."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from time import perf_counter

import projects
from measuring import (
    Figures,
    Milliseconds,
    Ratio,
    Run,
    Seconds,
    alternating,
    measurement,
    repeated,
    timed,
)

from assay.core.records import TABLES
from assay.store import working
from assay.store.project import ProjectStore
from factories_store import answer_step, evidence_step

MIB = 1 << 20
LARGE = 500
PIECE = 4 * MIB
ROUNDS = 5


@measurement("commit one answer to the working copy", budget=Milliseconds(2))
def commit() -> Figures:
    store = working.create(projects.place() / "commit.assay")
    numbers = iter(range(1, 1000))

    def once() -> None:
        store.commit(answer_step(next(numbers)), author="a", device="d")

    figures = repeated(timed(once), 200)
    store.close()
    return figures


@measurement(
    "open the 116-question project", against="raw sqlite3 read of the same rows", budget=Ratio(3)
)
def open_small() -> Figures:
    path = projects.cnre()

    def ours() -> None:
        store = working.open_project(path)
        store.state()
        opened.append(store)

    def raw() -> None:
        with closing(sqlite3.connect(path)) as db:
            for table in TABLES:
                db.execute(f"SELECT * FROM {table}").fetchall()

    opened: list[ProjectStore] = []
    return alternating(_closing(ours, opened), timed(raw), 30)


def _closing(action: object, opened: list[ProjectStore]) -> Run:
    """Timed without the closing."""
    run = timed(action)  # type: ignore[arg-type]

    def once() -> Seconds:
        taken = run()
        while opened:
            opened.pop().close()
        return taken

    return once


@cache
def large() -> Path:
    """A project file of 500 MB, built once."""
    path = projects.place() / "large-file.assay"
    store = working.create(path)
    for number in range(1, LARGE // 20 + 1):
        with _noise(20).open("rb") as file:
            info = store.put_blob(file)
        step = evidence_step(number, info.sha256, info.size)
        store.commit(step, author="a", device="d")
        _noise(20).unlink()
    store.publish()
    store.close()
    return path


def _noise(mib: int) -> Path:
    path = projects.place() / f"noise-{mib}.bin"
    if not path.exists():
        with path.open("wb") as file:
            for _ in range(mib):
                file.write(os.urandom(MIB))
    return path


def copy_of(path: Path) -> Run:
    """What `cp` and `fsync` of the file take."""
    out = path.with_suffix(".copy")

    def copy() -> None:
        with path.open("rb") as source, out.open("wb") as target:
            shutil.copyfileobj(source, target, PIECE)
            target.flush()
            os.fsync(target.fileno())

    def run() -> Seconds:
        taken = timed(copy)()
        out.unlink()
        _settle()
        return taken

    return run


def _settle() -> None:
    """What was written before is on the disk now, so that the next one does not pay for it."""
    os.sync()


@measurement("publish 500 MB", against="cp + fsync of it", budget=Ratio(2))
def publish_large() -> Figures:
    path = large()
    store = working.open_project(path)
    numbers = iter(range(1, 100))

    def run() -> Seconds:
        store.commit(answer_step(next(numbers)), author="a", device="d")
        _settle()
        return timed(store.publish)()

    figures = alternating(run, copy_of(path), ROUNDS)
    store.close()
    return figures


@measurement("open our own 500 MB", against="cp + fsync of it", budget=Ratio(1.5))
def open_own() -> Figures:
    path = large()
    opened: list[ProjectStore] = []
    ours = _closing(lambda: opened.append(working.open_project(path)), opened)
    return alternating(ours, copy_of(path), ROUNDS)


@measurement("open a stranger's 500 MB", against="cp + fsync of it", budget=Ratio(6))
def open_strangers() -> Figures:
    path = large()

    def run() -> Seconds:
        with _stranger():
            start = perf_counter()
            store = working.open_project(path)
            taken = perf_counter() - start
            store.close()
        _settle()
        return taken

    return alternating(run, copy_of(path), ROUNDS)


@contextmanager
def _stranger() -> Iterator[None]:
    before = os.environ["ASSAY_HOME"]
    os.environ["ASSAY_HOME"] = f"{before}-stranger"
    try:
        yield
    finally:
        shutil.rmtree(os.environ["ASSAY_HOME"], ignore_errors=True)
        os.environ["ASSAY_HOME"] = before


@measurement("evidence in, 1 GB", against="SHA-256 or cp of it, the slower", budget=Ratio(3))
def evidence_in() -> Figures:
    path = _noise(1000)

    def ours() -> Seconds:
        target = projects.place() / "evidence-in.assay"
        store = working.create(target)
        with path.open("rb") as file:
            start = perf_counter()
            store.put_blob(file)
            taken = perf_counter() - start
        store.close()
        shutil.rmtree(store.folder)
        _settle()
        return taken

    def digest() -> None:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")

    def reference() -> Seconds:
        return max(timed(digest)(), copy_of(path)())

    return alternating(ours, reference, 2)
