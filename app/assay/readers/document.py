"""What reading a document gives: pages of text, guesses about it, pictures, and what went wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from assay.core.change import Label
from assay.core.errors import NotFound


class Unreadable(NotFound):
    """A document that gives no text; `message` is the reason, `file` among the facts its name."""


class Cancelled(Exception):
    """The person stopped waiting; nothing went wrong."""


class Field(StrEnum):
    """What a reader may guess about a document."""

    TITLE = "title"
    DATE = "date"
    PUBLISHER = "publisher"
    LANGUAGE = "language"
    ADDRESS = "address"
    RETRIEVED = "retrieved"


@dataclass(frozen=True, slots=True)
class Guess:
    """A value nobody has confirmed, and where in the document it was seen."""

    field: Field
    value: str
    source: str
    """Where it stood: `PDF metadata`, `meta og:title`, `Subject`, `first page`, `the text's letters`."""


@dataclass(frozen=True, slots=True)
class PageText:
    """One page. Offsets into `text` count code points."""

    text: str
    has_text_layer: bool = True
    """False for a page that shows something but gives no text: a scan. An empty page is no scan."""
    label: str = ""
    """What the document itself calls the page: `iv`, a sheet's name, an archived address."""
    recognised: bool = False
    """The text was recognised in a picture of the page; the document itself has none."""

    @property
    def digest(self) -> str:
        """SHA-256 of the text, kept with a quotation to know whether its offsets still count."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text, page by page, with guesses (best first for each field) and warnings."""

    media_type: str
    pages: tuple[PageText, ...]
    guesses: tuple[Guess, ...] = ()
    warnings: tuple[Label, ...] = ()
    page_count: int = 0
    """How many pages the document says it has; more than `pages` when reading stopped early."""
    encoding: str = ""
    extractor: str = ""

    def guess(self, field: Field) -> Guess | None:
        """The best guess for `field`."""
        return next((guess for guess in self.guesses if guess.field is field), None)

    @property
    def title(self) -> Guess | None:
        return self.guess(Field.TITLE)

    @property
    def date(self) -> Guess | None:
        return self.guess(Field.DATE)

    @property
    def publisher(self) -> Guess | None:
        return self.guess(Field.PUBLISHER)

    @property
    def language(self) -> Guess | None:
        return self.guess(Field.LANGUAGE)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(page.text for page in self.pages)

    @property
    def scanned_pages(self) -> tuple[int, ...]:
        """The 1-based pages without a text layer."""
        return tuple(n for n, page in enumerate(self.pages, 1) if not page.has_text_layer)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: rows of `stride` bytes, three bytes (red, green, blue) a pixel."""

    width: int
    height: int
    stride: int
    rgb: bytes
    scale: float
    """Pixels per point; lower than asked for when the page would not fit the pixel limit."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A box in points from the top left corner of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float
