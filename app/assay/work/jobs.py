"""Long work as plain functions: how it reports progress and how it is cancelled; no threads here."""

from __future__ import annotations

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
