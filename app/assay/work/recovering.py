"""Recovering: work that was kept on this computer and never reached the person's file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assay.store import sweeping, working


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A working copy with changes that the project file does not have."""

    path: Path
    changes: int
    last_change: str


def unpublished() -> list[Unpublished]:
    """What can be gone on with, latest change first; projects that are open elsewhere are left out."""
    return [
        Unpublished(item.target, item.unpublished, item.last_change)
        for item in working.recoverable()
    ]


def tidy() -> None:
    """Take away what no project needs any more: old working copies, drafts that a crash left."""
    sweeping.sweep()
