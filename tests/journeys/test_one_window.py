"""A project that is open in one window and is started again, with real processes and real sockets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest
from PySide6.QtNetwork import QLocalSocket

import factories_window as by
from assay.ui import hand_over
from factories_window import PATIENCE, a_project

CHILD = Path(__file__).with_name("window_that_stays.py")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return a_project(tmp_path)


@contextmanager
def a_window_elsewhere(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A window of another process with this project open; killed at the end."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    late = Timer(PATIENCE / 1000, child.kill)  # a child that says nothing ends the test, too
    late.start()
    try:
        assert heard(child) == "open"
        yield child
    finally:
        late.cancel()
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()


def heard(child: subprocess.Popen[bytes]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().decode().strip()


def start(path: Path) -> subprocess.CompletedProcess[bytes]:
    """`assay FILE` once more, as the desktop does it."""
    return subprocess.run(
        [sys.executable, "-m", "assay", "open", str(path)],
        timeout=PATIENCE / 1000,
        capture_output=True,
        check=False,
    )


def test_a_second_start_brings_the_first_window_to_the_front(path, tmp_path):
    (tmp_path / "shortcut.assay").symlink_to(path)
    with a_window_elsewhere(path) as child:
        for name in (path, tmp_path / "shortcut.assay"):
            done = start(name)
            assert (done.returncode, done.stdout) == (0, b"")
            assert heard(child) == "front"


def test_a_window_asked_to_open_it_brings_that_window_forward_and_asks_nothing(qtbot, path, told):
    window = by.a_window(qtbot)
    with a_window_elsewhere(path) as child:
        window.files.open_path(path)
        assert heard_while(qtbot, child) == "front"
    assert told.questions == told.errors == []
    assert window.bridge.session is None
    qtbot.waitUntil(lambda: window.start.busy.text() == "", timeout=PATIENCE)


def heard_while(qtbot, child) -> str:
    """What the child says while our own window goes on."""
    assert child.stdout is not None
    os.set_blocking(child.stdout.fileno(), False)
    said: list[bytes] = []

    def listening() -> bool:
        line = child.stdout.readline()
        said.extend([line] if line else [])
        return bool(said)

    qtbot.waitUntil(listening, timeout=PATIENCE)
    return said[0].decode().strip()


def test_after_the_first_window_died_the_next_takes_over(qtbot, path):
    with a_window_elsewhere(path) as child:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        assert not hand_over.hand_over(path)
    window = by.a_window_on(qtbot, path)
    # Whoever asks now must be another process: this one answers when its events are due.
    asking = subprocess.Popen([sys.executable, "-m", "assay", "open", str(path)])
    qtbot.waitUntil(lambda: asking.poll() is not None, timeout=PATIENCE)
    assert asking.returncode == 0
    assert window.isActiveWindow()


def test_another_project_is_not_handed_to_a_window_that_has_this_one(path, tmp_path):
    (tmp_path / "more").mkdir()
    other = a_project(tmp_path / "more")
    with a_window_elsewhere(path):
        assert not hand_over.hand_over(other)


def test_a_window_that_does_not_answer_leaves_the_reading(qtbot, path, told):
    window = by.a_window(qtbot)
    with a_window_elsewhere(path) as child:
        os.kill(child.pid, signal.SIGSTOP)
        window.files.open_path(path)
        qtbot.waitUntil(lambda: by.is_open(window, path), timeout=PATIENCE)
        assert window.bridge.open_session.store.read_only
        assert "already open" in told.questions[0]
        assert window.files.close_project()


def test_a_project_saved_under_another_name_is_found_under_it(qtbot, path, tmp_path):
    window = by.a_window_on(qtbot, path)
    before = hand_over.server_name(path)
    assert window.keeping.save_as(tmp_path / "new.assay", replace=False)
    assert reaches(hand_over.server_name(tmp_path / "new.assay"))
    assert not reaches(before)
    assert window.files.close_project()
    assert not reaches(hand_over.server_name(tmp_path / "new.assay"))


def reaches(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    found = socket.waitForConnected(PATIENCE)
    socket.abort()
    return found


@pytest.mark.parametrize(
    "said",
    [
        b"assay 2 show\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\n",
        b"\0" * 400 + b"\n",
        b"x" * 100_000,
        b"assay 1 shown\n",
    ],
)
def test_what_is_no_request_is_let_go_without_an_answer(qtbot, path, said):
    window = by.a_window_on(qtbot, path)
    window.showMinimized()
    socket = QLocalSocket()
    socket.connectToServer(hand_over.server_name(path))
    socket.write(said)
    gone = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == gone, timeout=PATIENCE)
    assert socket.readAll().data() in (b"", None)
    assert window.isMinimized()
    assert by.is_open(window, path)


def test_one_who_says_nothing_is_let_go(qtbot, path, monkeypatch):
    monkeypatch.setattr(hand_over, "PATIENCE_MS", 20)
    by.a_window_on(qtbot, path)
    socket = QLocalSocket()
    socket.connectToServer(hand_over.server_name(path))
    gone = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == gone, timeout=PATIENCE)


def test_the_socket_is_for_its_owner_alone(qtbot, path):
    by.a_window_on(qtbot, path)
    name = Path(hand_over.server_name(path))
    assert name.parent.stat().st_mode & 0o077 == 0
    assert name.stat().st_mode & 0o077 == 0


def test_a_folder_that_others_may_write_into_is_not_used(tmp_path, path, monkeypatch):
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(open_to_all))
    assert open_to_all not in Path(hand_over.server_name(path)).parents
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / ("long" * 30)))
    assert hand_over.server_name(path) == ""
    assert not hand_over.hand_over(path)
