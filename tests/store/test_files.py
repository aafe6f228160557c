"""Files: whole or not at all, and no waiting for what is no file."""

import errno
import os
from pathlib import Path

import pytest

from assay.core.errors import CannotWrite, NotFound
from assay.store import files
from assay.store.trouble import cannot_read, cannot_write, told


def test_a_replaced_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "place.json"
    files.write_durably(path, b"one")
    files.write_durably(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_replaced_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "place.json").mkdir()
    with pytest.raises(OSError):
        files.write_durably(tmp_path / "place.json", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["place.json"]


def test_a_file_held_for_a_moment_is_tried_again() -> None:
    tries: list[int] = []

    def action() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OSError(errno.EBUSY, "held")

    files.patiently(action, lambda error: error.errno == errno.EBUSY, waits=(0, 0, 0))
    assert len(tries) == 3


def test_patience_ends_and_other_errors_are_not_waited_for() -> None:
    def held() -> None:
        raise OSError(errno.EBUSY, "held")

    with pytest.raises(OSError, match="held"):
        files.patiently(held, lambda error: True, waits=(0, 0))
    with pytest.raises(OSError, match="held"):
        files.patiently(held, lambda error: False, waits=(1000,))


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no regular file"):
        files.look(tmp_path / "pipe")
    with pytest.raises(OSError):
        files.look(tmp_path)


def test_a_look_tells_content_and_identity(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    first = files.look(path)
    assert files.identity(path) == first.identity
    path.unlink()
    path.write_bytes(b"two")
    assert files.look(path).sha256 != first.sha256
    assert files.identity(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "not_writable"),
        (errno.EACCES, "not_writable"),
        (errno.ENAMETOOLONG, "path_too_long"),
        (errno.ESTALE, "place_gone"),
        (errno.ENOENT, "place_gone"),
        (errno.EMFILE, "write_failed"),
    ],
)
def test_a_fault_of_the_disk_has_a_name(tmp_path: Path, number: int, message: str) -> None:
    error = cannot_write(OSError(number, os.strerror(number)), tmp_path / "x", 5 << 20)
    assert isinstance(error, CannotWrite)
    assert error.message == message
    if message == "disk_full":
        assert error.facts["needed_mib"] == 5
        assert error.facts["free_mib"] > 0  # type: ignore[operator]


def test_a_long_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    with pytest.raises(CannotWrite, match="path_too_long"), told(path):
        files.create_exclusive(path)


def test_what_cannot_be_read_is_not_found(tmp_path: Path) -> None:
    assert cannot_read(FileNotFoundError(2, "no"), tmp_path).message == "project_missing"
    error = cannot_read(PermissionError(errno.EACCES, "no"), tmp_path)
    assert isinstance(error, NotFound)
    assert error.message == "project_unreadable"


def test_a_mistake_of_ours_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    import sqlite3

    with pytest.raises(sqlite3.OperationalError), told(tmp_path):
        sqlite3.connect(":memory:").execute("SELEC 1")
