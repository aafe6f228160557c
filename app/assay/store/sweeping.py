"""What crashes and old projects leave behind on this computer, cleared without losing anything."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from assay.core.errors import InUse
from assay.store import moving, place, publish
from assay.store.lock import passing

_PASSING = ("scratch-", "reader-")
_OLD = 90 * 86_400
"""Seconds after which a working copy that holds nothing of its own is made anew when needed."""


def sweep() -> list[Path]:
    """Clear drafts and folders whose process is gone, and working copies that nobody needs.

    A working copy with anything unpublished, or of which that is not certain, always stays.
    Returns the folders that went.
    """
    gone = []
    for folder in sorted(place.work_dir().iterdir()):
        if not folder.is_dir():
            continue
        with suppress(InUse), passing(place.lock_path(folder), folder):
            known = place.load(folder)
            if known is not None:
                known = publish.settle(folder, known)
            if _is_passing(folder) or _is_spent(folder, known):
                moving.leave(folder)
                gone.append(folder)
    return gone


def _is_passing(folder: Path) -> bool:
    return folder.name.startswith(_PASSING)


def _is_spent(folder: Path, known: place.Place | None) -> bool:
    if not (folder / place.DATABASE).exists():
        return True
    if known is None or known.unpublished != 0:
        return False
    with suppress(OSError):
        return time.time() - (folder / place.PLACE).stat().st_mtime > _OLD
    return False
