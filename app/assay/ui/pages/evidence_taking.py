"""Bringing evidence in without citing it: files, folders, what is pasted or dropped, a page of the web."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMimeData,
    QObject,
    QPoint,
    Signal,
)
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from assay import words
from assay.core.change import Step
from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.runner import Runner, Running
from assay.words import tr
from assay.work import ingest
from assay.work.jobs import Progress
from assay.work.session import Session

WINDOWS_HTML = 'application/x-qt-windows-mime;value="HTML Format"'
MOZILLA_SOURCE = "text/x-moz-url-priv"
_DROPPING = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class EvidenceTaking(QObject):
    """`EvidenceTaking(bridge, runner, page)`. Signals: `told(str)` what was done, `added(str)` an item's id,

    `busy(str)` what is under way, empty when nothing is.
    """

    told = Signal(str)
    added = Signal(str)
    busy = Signal(str)

    def __init__(self, bridge: Bridge, runner: Runner, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._runner = runner
        self._page = page
        self._paths: list[Path] = []
        self._running: Running | None = None
        self._for: Session | None = None
        """The project that the job brings to."""
        self._menu = QMenu(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files, pictures and words may be dropped anywhere on the page."""
        if isinstance(event, QDropEvent) and event.type() in _DROPPING:
            if self._bridge.reading or not _can_take(event.mimeData()):
                event.ignore()
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.take(event.mimeData())
            return True
        return False

    def offer_ways(self, place: QPoint) -> None:
        """Offer every way to bring evidence in."""
        menu = self._menu
        menu.clear()
        for text, act in (
            (tr("Files…"), self.choose_files),
            (tr("A folder…"), self.choose_folder),
            (tr("What is on the clipboard"), self.paste),
            (tr("A page of the web…"), self.fetch),
            (tr("A search, with what it found or did not…"), self.record_search),
        ):
            menu.addAction(text).triggered.connect(act)
        menu.popup(place)

    def choose_files(self) -> None:
        """Ask for files and add them."""
        chosen, _ = QFileDialog.getOpenFileNames(self._page.window(), tr("Add evidence"))
        if chosen:
            self.take_files([Path(name) for name in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder and add every file in it."""
        chosen = QFileDialog.getExistingDirectory(self._page.window(), tr("Add a folder"))
        if chosen:
            self.take_files([Path(chosen)])

    def paste(self) -> None:
        """Take what is on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None and not self._bridge.reading:
            self.take(mime)

    def take(self, mime: QMimeData) -> None:
        """Take what was dropped or pasted: files, an address, a piece of a page, text, a picture."""
        from assay.work import capture, fetching

        session = self._bridge.open_session
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        text = mime.text().strip() if mime.hasText() else ""
        if paths:
            self.take_files(paths)
        elif fetching.is_address(text) and not any(letter.isspace() for letter in text):
            self.fetch(text)
        elif mime.hasHtml() and text:
            markup, source = mime.html(), _source(mime)
            self.start(lambda _: capture.html(session, markup, source, text[:80]))
        elif text:
            self.start(lambda _: capture.text(session, text))
        elif mime.hasImage():
            data = _png(mime)
            self.start(lambda _: capture.image(session, data, tr("Picture from the clipboard")))

    def take_files(self, paths: list[Path], *, allow_large: bool = False) -> None:
        """Add these files in the background."""
        session = self._bridge.open_session
        self._paths = paths

        def job(progress: Progress) -> Step:
            return ingest.attach(session, paths, progress=progress, allow_large=allow_large)

        self.start(job, tr("Reading {name}…", name=paths[0].name))

    def fetch(self, address: object = "") -> None:
        """Ask for an address; bring the page that is there, or note the address alone."""
        from assay.ui.dialogs.fetch import FetchDialog
        from assay.work import capture, fetching

        given = address if isinstance(address, str) else ""
        dialog = FetchDialog(given, self._page.window())
        if dialog.exec() != FetchDialog.DialogCode.Accepted:
            return
        session, wanted = self._bridge.open_session, dialog.wanted
        if dialog.only_noted:
            self.start(lambda _: capture.address(session, wanted))
            return

        def job(progress: Progress) -> Step:
            return fetching.fetch(session, wanted, progress=progress)

        self.start(job, tr("Fetching {address}…", address=wanted[:80]))

    def record_search(self) -> None:
        """Ask what was searched for, where and by whom, and record it with what was found."""
        from assay.ui.dialogs.record_search import RecordSearch

        dialog = RecordSearch(self._bridge, self._page.window())
        if dialog.exec() == RecordSearch.DialogCode.Accepted:
            self._for = self._bridge.open_session
            self.record(self._bridge.attempt(dialog.step))

    # -- under way --------------------------------------------------------------------------------

    def start(self, job: Callable[[Progress], Step], said: str = "") -> None:
        """Run a job that gives a step, and record the step when it is there."""
        self.busy.emit(said)
        self._for = self._bridge.open_session
        running = self._runner.start(job)
        running.progressed.connect(self._on_progress)
        running.finished.connect(self.record)
        running.failed.connect(self._on_refused)
        running.ended.connect(self._on_ended)
        self._running = running

    def cancel(self) -> None:
        """Stop bringing; what came in part is dropped."""
        if self._running is not None:
            self._running.cancel()

    def _on_progress(self, done: int, total: int, what: str) -> None:
        self.busy.emit(f"{what} {done * 100 // max(total, 1)} %")

    def _on_ended(self) -> None:
        self._running = None
        self.busy.emit("")

    def record(self, step: Step | None) -> None:
        """Commit the step, say so, and show the first item that came."""
        if step is None or self._for is None:
            return
        if self._bridge.record(step, self._for, self):
            self.told.emit(words.label(step.label))
            came = [c.key for c in step.changes if c.table == "evidence" and c.before is None]
            if came:
                self.added.emit(came[0])

    def _on_refused(self, error: UserError) -> None:
        window = self._page.window()
        if error.message == "file_is_large":
            verb = tr("Take it in")
            if trouble.confirm(tr("Take in a large file?"), words.sentence(error), verb, window):
                self.take_files(self._paths, allow_large=True)
            return
        trouble.tell(error, window)


def _can_take(mime: QMimeData) -> bool:
    if any(url.path().endswith(".assay") for url in mime.urls()):
        return False  # a project is opened by the window
    return mime.hasUrls() or mime.hasImage() or mime.hasText()


def _source(mime: QMimeData) -> str:
    """The address a browser says a piece of a page was copied from; empty where it does not."""
    from assay.work import capture

    if mime.hasFormat(WINDOWS_HTML):
        return capture.source_of_clipping(bytes(mime.data(WINDOWS_HTML).data()))
    if mime.hasFormat(MOZILLA_SOURCE):
        told = bytes(mime.data(MOZILLA_SOURCE).data()).decode("utf-16-le", "replace")
        return told.strip("\0 \n")[:4000]
    return ""


def _png(mime: QMimeData) -> bytes:
    """The picture as PNG: the clipboard holds pixels, not a file."""
    picture = mime.imageData()
    packed = QByteArray()
    buffer = QBuffer(packed)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(picture, QImage):
        picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(packed.data())
