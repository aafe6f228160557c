"""What this computer remembers: locks that die, folders that are swept, nothing lost on the way."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assay.core.errors import InUse
from assay.store import moving, place, sweeping, working
from assay.store.lock import Lock, holder_of
from factories_store import answer_step, do, project, published


def test_one_file_has_one_working_copy_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert place.real(tmp_path / "link" / ".." / "x.assay") == place.real(
        tmp_path.parent / "x.assay"
    )
    names = [tmp_path / "x.assay", tmp_path / "link" / "x.assay"]
    assert len({place.path_key(place.real(name)) for name in names}) == 1


def test_the_folder_of_working_copies_is_private() -> None:
    assert place.work_dir().stat().st_mode & 0o077 == 0


def test_a_lock_names_its_holder_and_ends_with_it(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock", tmp_path / "one.assay")
    with pytest.raises(InUse) as caught:
        Lock(tmp_path / "lock", tmp_path / "one.assay")
    assert caught.value.facts["pid"] == os.getpid()
    assert caught.value.facts["path"] == tmp_path / "one.assay"
    lock.release()
    lock.release()
    Lock(tmp_path / "lock", tmp_path / "one.assay").release()


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from assay.store.lock import Lock\n"
        "Lock(Path(sys.argv[1]), Path('x')); os.kill(os.getpid(), signal.SIGKILL)"
    )
    child = subprocess.run([sys.executable, "-c", code, str(tmp_path / "lock")])
    assert child.returncode == -signal.SIGKILL
    assert holder_of(tmp_path / "lock").pid > 0
    Lock(tmp_path / "lock", Path("x")).release()


def test_a_lock_file_of_nonsense_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "lock").write_bytes(b"\xff{")
    assert holder_of(tmp_path / "lock").pid == 0


def test_a_lock_taken_on_a_swept_folder_is_taken_again(tmp_path: Path) -> None:
    """The sweeper held it and removed the folder between our opening and our locking the file."""
    first = Lock(tmp_path / "lock", Path("x"))
    (tmp_path / "lock").unlink()
    second = Lock(tmp_path / "lock", Path("x"))
    with pytest.raises(InUse):
        Lock(tmp_path / "lock", Path("x"))
    first.release()
    second.release()


def test_what_passes_is_swept_when_its_process_is_gone(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    reader = working.open_project(tmp_path / "one.assay", read_only=True)
    with moving.scratch() as alive:
        dead = alive.with_name("scratch-dead")
        dead.mkdir()
        (dead / "project.db").write_bytes(b"half")
        empty = store.folder.with_name("0-0")
        empty.mkdir()
        assert set(sweeping.sweep()) == {dead, empty}
        assert alive.exists()
    assert not alive.exists()
    assert reader.state()
    reader.close()
    assert not reader.folder.exists()
    do(store, answer_step(9))
    store.close()


def test_only_working_copies_that_hold_nothing_of_their_own_go(tmp_path: Path) -> None:
    clean = place.folders_for(published(tmp_path / "clean.assay"))[0]
    newer = project(tmp_path / "newer.assay")
    do(newer, answer_step(9))
    newer.close()
    crashed = project(tmp_path / "crashed.assay")
    crashed.file.close()
    crashed._held.release()
    long_ago = time.time() - 200 * 86_400
    for folder in (clean, newer.folder, crashed.folder):
        os.utime(folder / place.PLACE, (long_ago, long_ago))
    assert sweeping.sweep() == [clean]
    working.open_project(tmp_path / "clean.assay").close()


def test_a_sweep_clears_the_draft_of_a_publish_that_ended(tmp_path: Path) -> None:
    store = project(tmp_path / "one.assay")
    store.close()
    draft = tmp_path / ".assay-0123.part"
    draft.write_bytes(b"half")
    stranger = tmp_path / ".assay-4567.part"
    stranger.write_bytes(b"another computer is writing this")
    known = place.load(store.folder)
    assert known is not None
    known.draft = str(draft)
    place.save(store.folder, known)
    sweeping.sweep()
    assert not draft.exists()
    assert stranger.exists()


def test_a_folder_removed_while_open_does_not_take_the_file(tmp_path: Path) -> None:
    path = tmp_path / "one.assay"
    store = project(path)
    old = path.read_bytes()
    moving.leave(store.folder)
    store.close()
    assert path.read_bytes() == old
    working.open_project(path).close()
