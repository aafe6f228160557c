"""Locks of this process: one that is held for a moment only turns nobody away."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assay.core.errors import InUse
from assay.store.lock import Lock, passing


def test_a_lock_is_held_until_it_is_released(tmp_path: Path) -> None:
    held = Lock(tmp_path / "lock", tmp_path)
    with pytest.raises(InUse):
        Lock(tmp_path / "lock", tmp_path)
    with pytest.raises(InUse), passing(tmp_path / "lock", tmp_path):
        raise AssertionError("two hold it")
    held.release()
    with passing(tmp_path / "lock", tmp_path):
        pass
    Lock(tmp_path / "lock", tmp_path).release()


def test_whoever_comes_while_this_process_passes_waits_and_gets_it(tmp_path: Path) -> None:
    came: list[object] = []

    def come() -> None:
        try:
            came.append(Lock(tmp_path / "lock", tmp_path))
        except InUse as error:
            came.append(error)

    visitor = threading.Thread(target=come)
    with passing(tmp_path / "lock", tmp_path):
        visitor.start()
        visitor.join(0.2)  # long enough to be turned away, were nobody made to wait
        assert came == []
    visitor.join()
    (lock,) = came
    assert isinstance(lock, Lock)
    lock.release()
