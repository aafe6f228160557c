"""Recognising text on scanned pages: offered where Tesseract is installed, kept apart from documents' own."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError
from dataclasses import dataclass

import msgspec

from assay.core.errors import NotFound
from assay.core.evidence import Evidence
from assay.readers import media, recognising
from assay.readers.document import Rect, Unreadable
from assay.readers.isolated import Reader
from assay.readers.reading import Source
from assay.readers.recognising import DOTS, PAGE, Choice, Engine, RecognisedPage, Recogniser
from assay.store.search_recognised import RecognisedText
from assay.work import extract
from assay.work.extract import Extracted
from assay.work.jobs import Progress, Silent
from assay.work.linked import content
from assay.work.session import Session

_SCALE = DOTS / 72
_Sides = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done about the pages of an item that hold no text of their own."""

    waiting: tuple[int, ...]
    """1-based pages that were not recognised yet."""
    done: tuple[int, ...]
    """Those that were."""
    engine: str = ""
    """What would recognise them, or did: *tesseract 5.3.0*; empty where nothing is installed."""
    packs: tuple[str, ...] = ()
    """The language packs it would read with, or did."""
    missing: tuple[str, ...] = ()
    """Packs that the document's language asks for and that are not installed."""
    confidence: int = 0
    """How sure the program was of what it has recognised, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many pages were recognised, and on which the program failed."""

    pages: int
    failed: tuple[int, ...]


def offer(session: Session, evidence: Evidence) -> Offer | None:
    """What is to be said of an item's scanned pages; None where it has none. May start the program."""
    known = extract.known(session, evidence)
    if not known.scanned:
        return None
    waiting = tuple(page for page in known.scanned if page not in known.recognised)
    found, made = recognising.engine(), _made(session, evidence, known)
    if found is None:
        engine, packs, sure = made
        return Offer(waiting, known.recognised, engine, packs, (), sure)
    chosen = recognising.choice(evidence.language, found)
    engine, packs, sure = made if known.recognised else (found.name, chosen.packs, 0)
    return Offer(waiting, known.recognised, engine, packs, chosen.missing, sure)


def _made(
    session: Session, evidence: Evidence, known: Extracted
) -> tuple[str, tuple[str, ...], int]:
    """By what, with which packs and how surely the pages were recognised."""
    told = extract.recognised_cache(session).told(content(evidence))
    pages = [told[page] for page in known.recognised if page in told]
    if not pages:
        return "", (), 0
    return pages[0][0], tuple(pages[0][1].split("+")), sum(p[2] for p in pages) // len(pages)


def installed() -> bool:
    """Text can be recognised on this computer."""
    return recognising.engine() is not None


def recognise(
    session: Session, evidence: Evidence, progress: Progress | None = None, *, anew: bool = False
) -> Outcome:
    """Recognise the scanned pages of an item that were not yet, or all of them `anew`.

    Page by page: when it is cancelled, what was recognised until then stays. Raises `NotFound` where
    no program is installed, the bytes are not here, or no page could be recognised.
    """
    progress = progress or Silent()
    engine = recognising.engine()
    if engine is None:
        raise NotFound("recogniser_missing")
    known = extract.read(session, evidence, progress)
    if anew:
        extract.recognised_cache(session).forget(content(evidence))
        extract.renew(session, content(evidence))
    wanted = [page for page in known.scanned if anew or page not in known.recognised]
    if not wanted:
        return Outcome(0, ())
    return _Bench(session, evidence, engine).work(wanted, progress)


class _Bench:
    """One item being recognised: a process that draws its pages, and one a page that reads them."""

    def __init__(self, session: Session, evidence: Evidence, engine: Engine) -> None:
        self._session = session
        self._evidence = evidence
        self._engine = engine
        self._choice: Choice = recognising.choice(evidence.language, engine)
        self._reader = Reader(PAGE)
        self._recogniser = Recogniser(engine)

    def work(self, wanted: list[int], progress: Progress) -> Outcome:
        source = extract.source(self._session, self._evidence, progress)
        failed: list[int] = []
        reasons: list[Unreadable] = []
        with self._reader, ThreadPoolExecutor(1, "recognising") as threads:
            for number, page in enumerate(wanted):
                progress.step(number, len(wanted), self._evidence.title)
                running = threads.submit(self._page, source, page)
                try:
                    self._keep(page, self._waited(running, number, len(wanted), progress))
                except Unreadable as error:
                    failed.append(page)
                    reasons.append(error)
        if len(failed) == len(wanted):
            facts = {**reasons[0].facts, "file": self._evidence.file_name}
            raise Unreadable(reasons[0].message, **facts)
        return Outcome(len(wanted) - len(failed), tuple(failed))

    def _page(self, source: Source, page: int) -> RecognisedPage:
        packs = self._choice.packs
        kind = extract.known(self._session, self._evidence).media_type
        if kind != media.PDF:
            return self._recogniser.image(source.bytes(PAGE), kind, packs)
        return self._recogniser.page(self._reader.picture(source, page, _SCALE), packs)

    def _waited(
        self, running: Future[RecognisedPage], number: int, total: int, progress: Progress
    ) -> RecognisedPage:
        """Ask now and then whether somebody still waits for it."""
        try:
            while True:
                try:
                    return running.result(timeout=0.1)
                except TimeoutError:
                    progress.step(number, total, self._evidence.title)
        except Unreadable:
            raise
        except BaseException:
            self._recogniser.cancel()
            self._reader.cancel()
            raise

    def _keep(self, page: int, found: RecognisedPage) -> None:
        key = content(self._evidence)
        packed = msgspec.msgpack.encode([_packed(box) for box in found.boxes])
        kept = RecognisedText(
            found.text, packed, self._engine.name, "+".join(self._choice.packs), found.confidence
        )
        extract.recognised_cache(self._session).keep(key, page, kept)
        extract.renew(self._session, key)


def _packed(box: Rect | None) -> _Sides | None:
    if box is None:
        return None
    left, top, right, bottom = (
        round(side * 100) for side in (box.left, box.top, box.right, box.bottom)
    )
    return left, top, right, bottom


# -- what was recognised --------------------------------------------------------------------------


def letters(
    session: Session, evidence: Evidence, source: Source, page: int
) -> tuple[Rect | None, ...]:
    """A box for every code point of a page's text, the document's own or recognised; asks the reader."""
    found = extract.recognised(session, evidence, page)
    if found is not None:
        boxes = msgspec.msgpack.decode(found.boxes, type=list[_Sides | None])
        return tuple(Rect(*(side / 100 for side in box)) if box else None for box in boxes)
    if media.sniff(source.head(), source.file_name).name != media.PDF:
        return ()
    return extract.reader(session).char_boxes(source, page)
