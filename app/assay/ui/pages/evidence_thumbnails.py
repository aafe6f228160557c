"""Small pictures for the library's rows: what is on the screen is brought first, one after another."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from assay.core.errors import UserError
from assay.readers import media
from assay.readers.document import Cancelled, Unreadable
from assay.ui.bridge import Bridge
from assay.ui.pages.evidence_pictures import SHOWN_AS_PICTURE, unpacked
from assay.ui.runner import Runner
from assay.work import jobs
from assay.work.jobs import Progress
from assay.work.picturing import ROOM, Pictures, pictures
from assay.work.session import Session

AT_HAND = 400
"""Pictures that stay in memory: about 100 KB each."""
WAITING = 40
"""What a list that is scrolled past asked for first is dropped first."""
IDLE_MS = 5_000


class Thumbnails(QObject):
    """`Thumbnails(bridge)`: `picture(id)` gives it, or has it made; then comes `arrived(str id)`."""

    arrived = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._runner = Runner(self)
        self._at_hand: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._pictures: Pictures | None = None
        self._busy = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._rest)
        bridge.closing.connect(self.close)

    def picture(self, id: str) -> QImage | None:
        """The picture of an item, a null one where there is none to be had, None until it is known."""
        found = self._at_hand.get(id)
        if found is None:
            self._wanted[id] = None
            self._wanted.move_to_end(id)
            while len(self._wanted) > WAITING:
                self._wanted.popitem(last=False)
            self._soon.start()
        else:
            self._at_hand.move_to_end(id)
        return found

    def close(self) -> None:
        """Stop what is under way: its project is being closed."""
        self._wanted.clear()
        for timer in (self._soon, self._idle):
            timer.stop()
        if self._pictures is not None:
            self._pictures.cancel()
        self._runner.wait()
        self._pictures = None
        self._at_hand.clear()

    def _go_on(self) -> None:
        session = self._bridge.session
        if self._busy or not self._wanted or session is None:
            return
        id, _ = self._wanted.popitem()
        shelf = self._pictures = pictures(session)

        def job(progress: Progress) -> tuple[str, QImage]:
            try:
                return id, _brought(session, shelf, id)
            except Cancelled:
                raise jobs.Cancelled from None

        self._busy = True
        self._idle.stop()
        running = self._runner.start(job)
        running.finished.connect(self._on_brought)
        running.ended.connect(self._on_ended)

    def _on_brought(self, found: tuple[str, QImage]) -> None:
        id, image = found
        if self._pictures is None:
            return
        self._at_hand[id] = image
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        self.arrived.emit(id)

    def _on_ended(self) -> None:
        self._busy = False
        if self._wanted:
            self._go_on()
        elif self._pictures is not None:
            self._idle.start()

    def _rest(self) -> None:
        shelf = self._pictures
        if shelf is not None and not self._busy:
            self._runner.start(lambda _: shelf.rest())


def _brought(session: Session, shelf: Pictures, id: str) -> QImage:
    """The picture as it was kept, or made and kept now; null where there is none to be had."""
    try:
        item = session.evidence(id)
        data = shelf.kept(item)
        if data is not None:
            return QImage.fromData(QByteArray(data)) if data else QImage()
        image = _made(session, shelf, id)
        shelf.keep(item, _packed(image))
        return image
    except Unreadable:
        shelf.keep(item, b"")
        return QImage()
    except UserError:
        return QImage()  # its bytes are damaged or elsewhere: on another day they may be here


def _made(session: Session, shelf: Pictures, id: str) -> QImage:
    source = shelf.source(session, session.evidence(id))
    kind = media.sniff(source.head(), source.file_name).name
    if kind in SHOWN_AS_PICTURE:
        return unpacked(source, QSize(round(ROOM[0]), round(ROOM[1])))
    if kind != media.PDF:
        raise Unreadable("unreadable_no_picture", kind=kind)
    page = shelf.first_page(source)
    image = QImage(page.rgb, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
    return image.copy()  # the bytes are the page's, and go with it


def _packed(image: QImage) -> bytes:
    if image.hasAlphaChannel():  # what shines through is white, as paper is
        white = QImage(image.size(), QImage.Format.Format_RGB32)
        white.fill(Qt.GlobalColor.white)
        painter = QPainter(white)
        painter.drawImage(0, 0, image)
        painter.end()
        image = white
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", 85)  # type: ignore[call-overload]
    return bytes(data.data())
