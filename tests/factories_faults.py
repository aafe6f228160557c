"""Where faults are made: disks of memory, disks that are full or closed, processes that are killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent


def memory_disk() -> Path | None:
    """A disk in memory where there is one: what a kill leaves is the same there, only sooner."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() and os.access(shared, os.W_OK) else None


@cache
def can_mount() -> bool:
    """True where a disk of a chosen size can be made."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        if _mount(Path(folder), "size=64k") != 0:
            return False
        return _run("umount", folder) == 0


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of this size at `folder`."""
    folder.mkdir(exist_ok=True)
    assert _mount(folder, f"size={size}") == 0
    try:
        yield folder
    finally:
        _run("umount", "--lazy", str(folder))


def close_disk(folder: Path) -> None:
    """Nothing can be written to the disk from now on."""
    assert _mount(folder, "remount,ro") == 0


def open_disk(folder: Path) -> None:
    """It can be written to again."""
    assert _mount(folder, "remount,rw") == 0


def _mount(folder: Path, options: str) -> int:
    return _run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))


def _run(*command: str) -> int:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode
    except OSError:
        return 1


class Actor:
    """A process that does what people do, in children of its own that may be killed.

    It has imported everything before, so that a child lives its short life in the store.
    """

    def __init__(self) -> None:
        search = os.pathsep.join([str(TESTS), str(TESTS.parent / "app")])
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / "faults" / "acting.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": search},
        )

    def act(self, **how: object) -> dict[str, Any]:
        """Let a child act; returns what it acknowledged and how it ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(how) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate()
