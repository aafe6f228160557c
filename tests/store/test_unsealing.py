"""Opening sealed copies: the project goes on, and nothing plain lies anywhere but where it works."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assay import prefs
from assay.core.errors import CannotWrite, InvalidInput, NotAProject
from assay.store import place, sealing, sweeping, working
from assay.store.sealing import Passphrase
from assay.store.unsealing import open_sealed
from factories_store import answer_step, do, project

KEY = Passphrase("correct horse")
CANARY = b"CANARY-7f3a9c" * 40


@pytest.fixture
def sealed(tmp_path):
    made = project(tmp_path / "p.assay", blob=CANARY)
    made.close()
    out = tmp_path / "p.assay.age"
    sealing.seal(tmp_path / "p.assay", out, KEY, work=4)
    (tmp_path / "p.assay").unlink()
    forget()
    return out


def forget() -> None:
    """As on another computer: no working copy, no generation."""
    shutil.rmtree(prefs.data_dir())


def holding(folder: Path) -> list[Path]:
    """The files below a folder in which the canary is plain to read."""
    every = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in every if CANARY[:40] in path.read_bytes()]


def test_the_project_goes_on_and_is_published_where_it_was_asked_for(sealed, tmp_path):
    store = open_sealed(sealed, KEY, tmp_path / "mine.assay")
    assert not (tmp_path / "mine.assay").exists()
    assert store.unpublished() == len(store.revisions())
    do(store, answer_step(77))
    published = store.publish()
    heads = store.heads()
    store.close()
    again = working.open_project(published.path)
    assert again.heads() == heads
    again.close()


def test_for_reading_it_leaves_nothing_behind(sealed, tmp_path, home):
    store = open_sealed(sealed, KEY)
    assert store.read_only
    assert store.state()["project"]
    store.close()
    assert holding(tmp_path) == []
    assert holding(home) == []


def test_a_wrong_passphrase_leaves_nothing_behind(sealed, tmp_path, home):
    with pytest.raises(InvalidInput, match="wrong_passphrase"):
        open_sealed(sealed, Passphrase("wrong"), tmp_path / "mine.assay")
    assert list(place.work_dir().iterdir()) == []
    assert not (tmp_path / "mine.assay").exists()


def test_a_damaged_project_inside_is_told_of_the_sealed_file(tmp_path):
    made = project(tmp_path / "p.assay")
    made.close()
    whole = (tmp_path / "p.assay").read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    sealing.seal(tmp_path / "cut", tmp_path / "cut.age", KEY, work=4)
    forget()
    with pytest.raises(NotAProject) as caught:
        open_sealed(tmp_path / "cut.age", KEY, tmp_path / "mine.assay")
    assert caught.value.facts["path"] == tmp_path / "cut.age"
    assert list(place.work_dir().iterdir()) == []


def test_no_file_is_written_over(sealed, tmp_path):
    (tmp_path / "mine.assay").write_bytes(b"here first")
    with pytest.raises(CannotWrite, match="target_exists"):
        open_sealed(sealed, KEY, tmp_path / "mine.assay")
    assert (tmp_path / "mine.assay").read_bytes() == b"here first"


def test_earlier_work_under_the_same_name_is_kept_for_recovery(sealed, tmp_path):
    first = open_sealed(sealed, KEY, tmp_path / "mine.assay")
    do(first, answer_step(77))
    first.close()
    second = open_sealed(sealed, KEY, tmp_path / "mine.assay")
    second.close()
    kept = sorted(item.unpublished for item in working.recoverable())
    assert kept == [kept[0], kept[0] + 1]


KILLED = """
import os, signal, sys
from pathlib import Path
from assay.store import unsealing
from assay.store.sealing import Passphrase
def die(done, total):
    if done > total // 2:
        os.kill(os.getpid(), signal.SIGKILL)
unsealing.open_sealed(Path(sys.argv[1]), Passphrase("correct horse"), Path(sys.argv[2]), die)
"""


def test_after_a_kill_no_temporary_folder_holds_anything_and_the_next_start_sweeps(
    tmp_path, monkeypatch, home
):
    made = project(tmp_path / "p.assay", blob=CANARY * 4000)
    made.close()
    sealing.seal(tmp_path / "p.assay", tmp_path / "p.age", KEY, work=4)
    (tmp_path / "p.assay").unlink()
    forget()
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(temporary)}
    arguments = [
        sys.executable,
        "-c",
        KILLED,
        str(tmp_path / "p.age"),
        str(tmp_path / "mine.assay"),
    ]
    ended = subprocess.run(arguments, env=environment, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert list(temporary.iterdir()) == []
    assert holding(tmp_path) == []
    assert [path.name for path in holding(home)] == ["unsealed"]  # half of it: the owner's alone
    assert holding(home)[0].stat().st_mode & 0o077 == 0
    sweeping.sweep()
    assert holding(home) == []
