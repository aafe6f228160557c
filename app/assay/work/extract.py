"""Text out of evidence: read once in a process of its own, kept on this computer, page by page."""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from weakref import WeakKeyDictionary

import msgspec

from assay import prefs
from assay.core.change import Label
from assay.core.errors import NotFound
from assay.core.evidence import Evidence
from assay.core.records import records
from assay.readers import media
from assay.readers.document import Cancelled as ReadingStopped
from assay.readers.document import Document, Guess, PageText, Unreadable
from assay.readers.isolated import Reader
from assay.readers.reading import Source
from assay.store.search_recognised import RecognisedCache, RecognisedText
from assay.store.search_texts import KeptPage, TextCache
from assay.work.jobs import Cancelled, Progress, Silent
from assay.work.linked import LinkedFiles, content
from assay.work.session import Session

EXTRACTION = 1
"""Raise it whenever a reader gives other text for the same bytes: everything is then read anew."""
_IN_MEMORY = 4 << 20
"""Bytes of a document that are handed to the reader as they are; larger ones go through a file."""
_PASSING = frozenset({"unreadable_slow", "unreadable_memory", "unreadable_missing"})
"""Reasons that another try, on another day or computer, may not meet."""

_NOT_READ = frozenset(
    {media.UNKNOWN, media.PROGRAM, media.GZIP, media.OLE, media.RTF, media.SLIDES}
)
"""Kinds that have no reader."""


class TextState(StrEnum):
    """What is known of the text of a piece of evidence."""

    NONE = "none"
    """Not read yet, or nothing is held."""
    OK = "ok"
    SCANNED = "scanned"
    """Pictures of pages only: nothing can be searched or quoted."""
    RECOGNISED = "recognised"
    """Pictures of pages whose text was recognised on this computer: not the document's own."""
    UNREADABLE = "unreadable"


class Extracted(msgspec.Struct, frozen=True):
    """What reading a document gave, beside its pages."""

    state: TextState
    media_type: str = ""
    page_count: int = 0
    """Pages that were read."""
    declared: int = 0
    """Pages that the document says it has."""
    labels: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    """1-based pages without a text layer."""
    recognised: tuple[int, ...] = ()
    """Those of them whose text was recognised; never kept, but looked up each time."""
    guesses: tuple[Guess, ...] = ()
    warnings: tuple[Label, ...] = ()
    encoding: str = ""
    extractor: str = ""
    reason: Label | None = None
    """Why there is no text: message id and facts of an `Unreadable`."""


NOT_READ = Extracted(TextState.NONE)


@lru_cache(maxsize=1)
def version() -> str:
    """What read the texts: ours and the library whose text of PDFs may change between versions."""
    try:
        return f"{EXTRACTION}-{metadata.version('pypdfium2')}"
    except metadata.PackageNotFoundError:
        return str(EXTRACTION)


def known(session: Session, evidence: Evidence) -> Extracted:
    """What was read of it before; `NOT_READ` where nothing was."""
    return _shelf(session).known(content(evidence))


def read(session: Session, evidence: Evidence, progress: Progress | None = None) -> Extracted:
    """Its text, read now where it was not before. Raises `jobs.Cancelled`."""
    shelf = _shelf(session)
    found = shelf.known(content(evidence))
    if found.state is TextState.NONE and content(evidence):
        found = shelf.read(evidence, progress or Silent())
    return found


def read_all(session: Session, progress: Progress | None = None) -> int:
    """Read what was not read yet; returns how many. Raises `jobs.Cancelled`; what was read stays."""
    progress = progress or Silent()
    waiting = unread(session)
    for number, item in enumerate(waiting):
        progress.step(number, len(waiting), item.title)
        read(session, item, _At(progress, number, len(waiting), item.title))
    return len(waiting)


def unread(session: Session) -> list[Evidence]:
    """Evidence that is held and was not read yet, one item for each of its bytes."""
    held: dict[str, Evidence] = {}
    for item in sorted(records(session.state, "evidence"), key=lambda item: item.number):
        if content(item):
            held.setdefault(content(item), item)
    done = _shelf(session).texts.states(held)
    return [item for key, item in held.items() if key not in done]


@dataclass(frozen=True, slots=True)
class _At:
    """The progress of one document among many: it stands still, and can be cancelled."""

    progress: Progress
    number: int
    total: int
    name: str

    def step(self, done: int, total: int, what: str) -> None:
        self.progress.step(self.number, self.total, self.name)


def states(session: Session, blobs: Iterable[str]) -> dict[str, str]:
    """The state of each of these bytes that was read."""
    shelf = _shelf(session)
    found = shelf.texts.states(blobs)
    scans = [blob for blob, state in found.items() if state == TextState.SCANNED]
    return found | dict.fromkeys(shelf.recognised.stamps(scans), TextState.RECOGNISED.value)


def page(session: Session, evidence: Evidence, number: int) -> PageText:
    """One page of text; raises `NotFound` when it was not read or has no such page."""
    shelf, key = _shelf(session), content(evidence)
    kept = shelf.texts.page(key, number)
    if kept is None:
        raise NotFound("unreadable_no_page", file=evidence.title, page=number)
    found = None if kept.layered else shelf.recognised.page(key, number)
    text = found.text if found else kept.text
    return PageText(text, kept.layered, kept.label, found is not None)


def texts(session: Session, key: str) -> Sequence[str]:
    """The texts of all pages that were read; the last few documents are kept at hand."""
    return _shelf(session).all_texts(key)


def recognised(session: Session, evidence: Evidence, number: int) -> RecognisedText | None:
    """What was recognised on a page that has no text of its own, None where nothing was."""
    if number not in known(session, evidence).recognised:
        return None
    return _shelf(session).recognised.page(content(evidence), number)


def recognised_cache(session: Session) -> RecognisedCache:
    """Where recognised pages are kept; what is put there is seen from then on."""
    return _shelf(session).recognised


def renew(session: Session, key: str) -> None:
    """Pages of these bytes have another text now."""
    _shelf(session).renew(key)


def source(session: Session, evidence: Evidence, progress: Progress | None = None) -> Source:
    """The document for a `Reader` that shows pages; raises `NotFound` when its bytes are not here.

    A linked file is hashed for it, unless it is the same file as the last time.
    """
    return _shelf(session).source(evidence, progress or Silent())


def reader(session: Session) -> Reader:
    """The reading process that shows pages: never the one that is busy reading whole documents."""
    return _shelf(session).viewing


_shelves: WeakKeyDictionary[Session, _Shelf] = WeakKeyDictionary()
_making = threading.Lock()


def _shelf(session: Session) -> _Shelf:
    """One for a project, whatever time of it is looked at."""
    now = session.now
    with _making:
        found = _shelves.get(now)
        if found is None:
            _shelves[now] = found = _Shelf(now)
            now.at_close.callback(found.close)
        return found


class _Shelf:
    """What one open project reads with: the cache, two reading processes, documents laid out as files."""

    def __init__(self, session: Session) -> None:
        self._store = session.store
        self._links = LinkedFiles(session.path)
        cache = prefs.data_dir() / "cache"
        self.texts = TextCache(cache / "texts.db", version())
        self.recognised = RecognisedCache(cache / "recognised.db")
        self.viewing = Reader()
        self._closed = False
        self._reading = Reader()
        self._threads = ThreadPoolExecutor(1, "reading")
        self._turn = threading.Lock()
        self._laid_out: OrderedDict[str, Source] = OrderedDict()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._at_hand: OrderedDict[str, Sequence[str]] = OrderedDict()

    def close(self) -> None:
        self._closed = True
        self._reading.close()
        self.viewing.close()
        self._threads.shutdown()
        with self._turn:
            if self._folder is not None:
                self._folder.cleanup()
        self.texts.close()
        self.recognised.close()

    def known(self, key: str) -> Extracted:
        facts = self.texts.facts(key) if key else None
        if facts is None:
            return NOT_READ
        try:
            found = msgspec.msgpack.decode(facts, type=Extracted)
        except msgspec.MsgspecError:
            return NOT_READ  # kept by another Assay; it is read again
        return self._with_recognised(found, key) if found.scanned else found

    def _with_recognised(self, found: Extracted, key: str) -> Extracted:
        there = tuple(number for number in self.recognised.told(key) if number in found.scanned)
        if not there:
            return found
        scan = found.state is TextState.SCANNED
        state = TextState.RECOGNISED if scan else found.state
        return msgspec.structs.replace(found, state=state, recognised=there)

    def read(self, item: Evidence, progress: Progress) -> Extracted:
        key = content(item)
        try:
            self._check_kind(item)
            found = self._document(self.source(item, progress), progress)
        except NotFound as error:  # unreadable, or its bytes are damaged or gone
            given = {
                name: fact for name, fact in error.facts.items() if isinstance(fact, str | int)
            }
            extracted = Extracted(TextState.UNREADABLE, reason=Label(error.message, given))
            if isinstance(error, Unreadable) and error.message not in _PASSING:
                self.texts.keep(key, extracted.state, msgspec.msgpack.encode(extracted), ())
            return extracted
        extracted = _extracted(found)
        pages = [KeptPage(page.text, page.label, page.has_text_layer) for page in found.pages]
        self.texts.keep(key, extracted.state, msgspec.msgpack.encode(extracted), pages)
        return self.known(key)

    def _document(self, given: Source, progress: Progress) -> Document:
        """Read while asking now and then whether somebody still waits for it."""
        running = self._begin(given)
        try:
            while True:
                try:
                    return running.result(timeout=0.1)
                except TimeoutError:
                    progress.step(0, 1, given.file_name)
                except ReadingStopped:
                    progress.step(0, 1, given.file_name)
                    running = self._begin(given)  # another reading was to stop; this one was there
        except BaseException:
            self._reading.cancel()
            running.cancel()
            raise

    def _begin(self, given: Source) -> Future[Document]:
        """Begin to read; raises `jobs.Cancelled` when the project was closed meanwhile."""
        if self._closed:
            raise Cancelled
        try:
            return self._threads.submit(self._reading.read, given)
        except RuntimeError as error:
            raise Cancelled from error

    def _check_kind(self, item: Evidence) -> None:
        """Raise `Unreadable` for what no reader reads, before it is laid out for one."""
        if not item.blob:
            return  # a linked file lies there already
        head = next(self._store.read_blob(item.blob), b"")[: media.HEAD]
        kind = media.sniff(head, item.file_name).name
        if kind in _NOT_READ:
            raise Unreadable("unreadable_format", kind=kind, file=item.file_name)

    def source(self, item: Evidence, progress: Progress) -> Source:
        """The bytes at hand, laid out as a file that only we can read, or the linked file itself."""
        name, kind, key = item.file_name, item.media_type, content(item)
        if not item.blob and item.link:
            return Source(str(self._links.place(item, progress)), name, kind, key)
        with self._turn:
            found = self._laid_out.get(key)
            if found is None:
                found = Source(self._laid(key), "", "", key)
                self._laid_out[key] = found
                while len(self._laid_out) > 4:
                    _, old = self._laid_out.popitem(last=False)
                    if isinstance(old.data, str):
                        Path(old.data).unlink(missing_ok=True)
            self._laid_out.move_to_end(key)
            return replace(found, file_name=name, media_type=kind)

    def _laid(self, blob: str) -> bytes | str:
        pieces, size = [], 0
        incoming = self._store.read_blob(blob)
        for piece in incoming:
            pieces.append(piece)
            size += len(piece)
            if size > _IN_MEMORY:
                break
        else:
            return b"".join(pieces)
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="assay-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / blob
        with path.open("wb") as file:
            file.writelines(pieces)
            file.writelines(incoming)
        return str(path)

    def all_texts(self, key: str) -> Sequence[str]:
        with self._turn:
            found = self._at_hand.get(key)
            if found is None:
                found = tuple(page.text for page in self._each_page(key))
                if found:
                    self._at_hand[key] = found
                while len(self._at_hand) > 8:
                    self._at_hand.popitem(last=False)
            return found

    def _each_page(self, key: str) -> Iterable[KeptPage]:
        """Every page, with what was recognised where it has no text of its own."""
        told = self.recognised.texts(key)
        for number, page in enumerate(self.texts.each_page(key), 1):
            found = None if page.layered else told.get(number)
            yield page if found is None else replace(page, text=found)

    def renew(self, key: str) -> None:
        with self._turn:
            self._at_hand.pop(key, None)


def _extracted(found: Document) -> Extracted:
    scanned = found.scanned_pages
    nothing = all(not page.text.strip() for page in found.pages)
    labels = tuple(page.label for page in found.pages)
    return Extracted(
        TextState.SCANNED if scanned and nothing else TextState.OK,
        found.media_type,
        len(found.pages),
        max(found.page_count, len(found.pages)),
        labels if any(labels) else (),
        scanned,
        (),
        found.guesses,
        found.warnings,
        found.encoding,
        found.extractor,
    )
