"""Brings pages of evidence to the screen: bytes, pictures and letters off the main thread, kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from assay.core.errors import UserError
from assay.core.evidence import Evidence
from assay.readers import media
from assay.readers.document import Cancelled, Rect, Unreadable
from assay.readers.isolated import Reader
from assay.readers.reading import Source, named
from assay.ui.pages.evidence_pictures import SHOWN_AS_PICTURE, unpacked
from assay.ui.runner import Runner, Running
from assay.work import extract, jobs, recognising
from assay.work.jobs import Progress
from assay.work.session import Session

T = TypeVar("T")
PICTURES, LETTERS = 8, 16
"""How many pages stay at hand as pictures, and as the boxes of their letters."""
MOST_LETTERS = 40_000
"""Letters on one page that can be selected on its picture; of more, the pointer would have to wait."""
POINTS = 72 / 96


@dataclass(frozen=True, slots=True)
class Look:
    """How large a page is wanted: `zoom` of its natural size, or 0 to fill `room` pixels."""

    zoom: float
    room: int
    ratio: float
    """Pixels of the device to a pixel of the window."""

    def scale(self, width: float) -> float:
        """Device pixels to a point for a page so many points wide."""
        return (self.zoom or self.room / max(width, 1.0)) * self.ratio


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as a picture, and its size in points."""

    page: int
    look: Look
    size: tuple[float, float]
    image: QImage


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an item's bytes are, once they were read and their hash was right."""

    evidence: str
    media_type: str
    source: Source

    @property
    def is_picture(self) -> bool:
        """It has pages as pictures."""
        return self.media_type == media.PDF or self.media_type in SHOWN_AS_PICTURE


class Loader(QObject):
    """`Loader(parent)`: `open(session, item)`, then `want(page, look)`; signals say what has come.

    `loaded(Loaded)`, `refused(UserError)`; `drawn(int page)`, `lettered(int page)`, then `picture` and
    `letters` give it at once. One job at a time; what is wanted last comes first.
    """

    loaded = Signal(object)
    refused = Signal(object)
    drawn = Signal(int)
    lettered = Signal(int)
    spoilt = Signal(object)
    """A page that cannot be shown: a `UserError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = Runner(self)
        self._reader: Reader | None = None
        self._boxes: Callable[[int], tuple[Rect | None, ...]] | None = None
        self._item = ""
        self._held: Loaded | None = None
        self._image: QImage | None = None
        self._pictures: OrderedDict[tuple[int, Look], Drawn] = OrderedDict()
        self._letters: OrderedDict[int, tuple[Rect | None, ...]] = OrderedDict()
        self._spoilt: set[tuple[int, Look | None]] = set()
        self._wish: tuple[int, Look] | None = None
        self._pages = 0
        self._busy = False
        self._asked: tuple[str, tuple[int, Look | None]] = ("", (0, None))

    # -- a document -------------------------------------------------------------------------------

    def open(self, session: Session, item: Evidence) -> None:
        """Bring this item; what was wanted of another is dropped."""
        self.drop()
        self._item = id = item.id

        def job(progress: Progress) -> tuple[Loaded, Reader, QImage | None]:
            source = extract.source(session, item, progress)
            kind = _kind(source)
            image = unpacked(source) if kind in SHOWN_AS_PICTURE else None
            return Loaded(id, kind, source), extract.reader(session), image

        def boxes(page: int) -> tuple[Rect | None, ...]:
            held = self._held
            found = recognising.letters(session, item, held.source, page) if held else ()
            return found if len(found) <= MOST_LETTERS else ()

        self._boxes = boxes
        self._start(job, self._on_loaded, partial(self._on_refused, id))

    def drop(self) -> None:
        """Hold nothing any more."""
        self._item, self._held, self._image, self._reader = "", None, None, None
        self._boxes = None
        self._wish, self._pages = None, 0
        self._pictures.clear()
        self._letters.clear()
        self._spoilt.clear()

    def forget_letters(self) -> None:
        """The pages have other letters now: they were recognised."""
        self._letters.clear()
        self._go_on()

    def close(self) -> None:
        """Stop what is under way: its project is being closed."""
        if self._reader is not None:
            self._reader.cancel()
        self.drop()
        self._runner.wait()

    @property
    def held(self) -> Loaded | None:
        """The document that is open."""
        return self._held

    def _on_loaded(self, found: tuple[Loaded, Reader, QImage | None]) -> None:
        held, reader, image = found
        if held.evidence == self._item:
            self._held, self._image, self._reader = held, image, reader
            self.loaded.emit(held)

    def _on_refused(self, item: str, error: UserError) -> None:
        if item == self._item:
            self.refused.emit(error)

    # -- its pages --------------------------------------------------------------------------------

    def want(self, page: int, look: Look, pages: int) -> None:
        """Bring this page at this size, then its letters, then its neighbours."""
        self._wish, self._pages = (page, look), pages
        self._go_on()

    def picture(self, page: int, look: Look) -> Drawn | None:
        """The page at this size, when it is at hand."""
        if self._image is not None:
            width, height = self._image.width() * POINTS, self._image.height() * POINTS
            return Drawn(page, look, (width, height), self._image)
        return _used(self._pictures, (page, look))

    def letters(self, page: int) -> tuple[Rect | None, ...]:
        """The boxes of the page's letters, empty until they are at hand."""
        return _used(self._letters, page) or ()

    def stale(self, page: int) -> Drawn | None:
        """The page at whatever size it was drawn last."""
        return next((d for (n, _), d in reversed(self._pictures.items()) if n == page), None)

    def _next(self) -> tuple[int, Look | None] | None:
        """What is to be brought now: a page at a size, or its letters (no look)."""
        if self._wish is None or self._held is None or not self._held.is_picture:
            return None
        page, look = self._wish
        if self._held.media_type != media.PDF:
            return None if page in self._letters or (page, None) in self._spoilt else (page, None)
        around = [n for n in (page + 1, page - 1) if 1 <= n <= self._pages]
        wanted: list[tuple[int, Look | None]] = [(page, look), (page, None)]
        wanted += [(n, look) for n in around] + [(n, None) for n in around]
        for number, size in wanted:
            there = (number, size) in self._pictures if size else number in self._letters
            if not there and (number, size) not in self._spoilt:
                return number, size
        return None

    def _go_on(self) -> None:
        following = None if self._busy else self._next()
        if following is None or self._held is None or self._reader is None or self._boxes is None:
            return
        page, look = following
        source, reader, boxes = self._held.source, self._reader, self._boxes
        self._asked = source.key, following

        def draw(progress: Progress) -> tuple[str, Drawn | tuple[int, tuple[Rect | None, ...]]]:
            if look is None:
                return source.key, (page, boxes(page))
            size = reader.page_size(source, page)
            found = reader.picture(source, page, look.scale(size[0]))
            image = QImage(
                found.rgb, found.width, found.height, found.stride, QImage.Format.Format_RGB888
            )
            return source.key, Drawn(
                page, look, size, image.convertToFormat(QImage.Format.Format_RGB32)
            )

        self._busy = True
        running = self._start(draw, self._on_brought, self._on_spoilt)
        running.ended.connect(self._on_ended)

    def _on_brought(self, found: tuple[str, Drawn | tuple[int, tuple[Rect | None, ...]]]) -> None:
        key, what = found
        if self._held is None or key != self._held.source.key:
            return
        if isinstance(what, Drawn):
            _keep(self._pictures, (what.page, what.look), what, PICTURES)
            self.drawn.emit(what.page)
        else:
            _keep(self._letters, what[0], what[1], LETTERS)
            self.lettered.emit(what[0])

    def _on_spoilt(self, error: UserError) -> None:
        key, asked = self._asked
        if self._held is None or key != self._held.source.key:
            return
        self._spoilt.add(asked)
        if self._wish is not None and asked == self._wish:
            self.spoilt.emit(error)

    def _on_ended(self) -> None:
        self._busy = False
        self._go_on()

    def _start(
        self,
        job: Callable[[Progress], Any],
        finished: Callable[[Any], None],
        failed: Callable[[UserError], None],
    ) -> Running:
        def guarded(progress: Progress) -> Any:
            try:
                return job(progress)
            except Cancelled:
                raise jobs.Cancelled from None

        running = self._runner.start(guarded)
        running.finished.connect(finished)
        running.failed.connect(failed)
        return running


def _kind(source: Source) -> str:
    try:
        return media.sniff(source.head(), source.file_name).name
    except OSError as error:
        raise named(Unreadable("unreadable_missing"), source) from error


K = TypeVar("K")


def _used(kept: OrderedDict[K, T], key: K) -> T | None:
    if key in kept:
        kept.move_to_end(key)
    return kept.get(key)


def _keep(kept: OrderedDict[K, T], key: K, value: T, limit: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > limit:
        kept.popitem(last=False)
