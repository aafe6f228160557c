"""Long work as plain functions: how it reports progress and how it is cancelled; no threads here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Cancelled(Exception):
    """The person asked to stop; what was being done is undone."""


class Progress(Protocol):
    """What a job calls between two pieces of work."""

    def step(self, done: int, total: int, what: str) -> None:
        """Say how far the job is; raises `Cancelled` when the person asked to stop."""


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, what: str) -> None:
        """Say nothing and go on."""


_heed: ContextVar[Callable[[], None] | None] = ContextVar("heed", default=None)


@contextmanager
def heeding(heed: Callable[[], None]) -> Iterator[None]:
    """Around a job, in its thread: what `checkpoint` calls meanwhile."""
    token = _heed.set(heed)
    try:
        yield
    finally:
        _heed.reset(token)


def checkpoint() -> None:
    """Called deep in long work, between two pieces of it: there a job may be paused or stopped.

    Nothing that another thread may need is held where this is called. Raises `Cancelled` when the
    person asked to stop; does nothing where no job is under way.
    """
    heed = _heed.get()
    if heed is not None:
        heed()


def counting(progress: Progress | None, what: str = "") -> Callable[[int, int], None]:
    """What counts bytes or pieces, told how many are done of how many, for `progress`."""
    told = progress or Silent()

    def tell(done: int, total: int) -> None:
        told.step(done, max(total, 1), what)

    return tell


class Heeding:
    """Progress that nobody watches, of work that may be part of a job."""

    def step(self, done: int, total: int, what: str) -> None:
        """Say nothing; raises `Cancelled` as `checkpoint` does."""
        checkpoint()
