"""One window for one project: whoever opens it again brings the window that has it to the front."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from assay import prefs

if TYPE_CHECKING:
    from assay.ui.bridge import Bridge
    from assay.ui.keeping import Keeping

ASK, SHOWN = "assay 1 show", b"assay 1 shown"
"""What is asked and answered, each on one line; what follows the first is a token of the desktop."""
LINE_LIMIT = 1024
"""Nobody who means well says more."""
PATIENCE_MS = 2000
"""So long a window may take to answer, and whoever connected to it to speak."""
PATH_LIMIT = 100
"""Bytes of a socket's path that every system takes."""
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
_TOKEN = re.compile(r"[\w.:@/+-]{1,200}")


def server_name(path: Path) -> str:
    """Where the window that has this project open listens, for this person alone; empty: nowhere."""
    own = f"{prefs.data_dir()}\n{os.path.normcase(os.path.realpath(path))}"
    name = f"assay-{hashlib.sha256(own.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
    if sys.platform == "win32":
        return name
    folder = _private_folder()
    full = "" if folder is None else str(folder / name)
    return full if len(os.fsencode(full)) <= PATH_LIMIT else ""


def _private_folder() -> Path | None:
    """A folder that nobody else can put a socket into."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    for folder in (Path(given) if given else None, prefs.data_dir() / "run"):
        if folder is not None and _is_private(folder, make=folder.name == "run"):
            return folder
    return None


def _is_private(folder: Path, *, make: bool) -> bool:
    if sys.platform == "win32":
        return True
    try:
        if make:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


def hand_over(path: Path) -> bool:
    """Ask the window that has this project open to come to the front; False when none answers."""
    name = server_name(path)
    if not name:
        return False
    _allow_to_the_front()
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(f"{ASK} {_token()}\n".encode())
    said = b""
    while b"\n" not in said and len(said) <= LINE_LIMIT and socket.waitForReadyRead(PATIENCE_MS):
        said += socket.readAll().data()
    socket.abort()
    return said.partition(b"\n")[0] == SHOWN


def _token() -> str:
    """What the desktop gave this start, so that the window may come to the front instead."""
    found = next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")
    return found if _TOKEN.fullmatch(found) else ""


def _allow_to_the_front() -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # whichever of our processes it is


class Listening(QObject):
    """`Listening(bridge, keeping, window)`: other starts of the open project bring `window` forward."""

    def __init__(self, bridge: Bridge, keeping: Keeping, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._server: QLocalServer | None = None
        self._path: Path | None = None
        keeping.told.connect(self._follow)
        bridge.closing.connect(self.stop)

    def _follow(self) -> None:
        """Listen for the project that is open, under the name that it has now."""
        session = self._bridge.session
        path = None if session is None or session.store.read_only else session.path
        if path == self._path:
            return
        self.stop()
        self._path = path
        name = "" if path is None else server_name(path)
        if name:
            self._listen(name)

    def _listen(self, name: str) -> None:
        # The working copy's lock is ours, so whatever still lies there is of a process that is gone.
        QLocalServer.removeServer(name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(4)
        server.newConnection.connect(self._on_connection)
        if server.listen(name):
            self._server = server
        else:
            server.deleteLater()

    def stop(self) -> None:
        """Nobody can be answered any more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._path = None

    def _on_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            visit = _Visit(self._server.nextPendingConnection(), self)
            visit.asked.connect(self._come_forward)

    def _come_forward(self, token: str) -> None:
        """Before all other windows, as far as the desktop lets it."""
        if token:
            os.environ[TOKENS[0]] = token  # what Qt shows to the desktop, once
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


class _Visit(QObject):
    """One who connected: heard for one short line, within two seconds, and let go."""

    asked = Signal(str)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._said = b""
        socket.setParent(self)
        socket.setReadBufferSize(LINE_LIMIT)
        socket.readyRead.connect(self._on_said)
        socket.disconnected.connect(self.deleteLater)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._leave)
        self._late.start(PATIENCE_MS)
        self._on_said()

    def _on_said(self) -> None:
        self._said += self._socket.readAll().data()
        line, end, _ = self._said.partition(b"\n")
        if not end and len(line) < LINE_LIMIT:
            return
        verb, _, token = (part.decode("ascii", "replace") for part in line.rpartition(b" "))
        if end and verb == ASK:
            self._socket.write(SHOWN + b"\n")
            self._socket.flush()
            self._socket.disconnectFromServer()
            self.asked.emit(token if _TOKEN.fullmatch(token) else "")
        else:
            self._leave()

    def _leave(self) -> None:
        self._socket.abort()
        self.deleteLater()
