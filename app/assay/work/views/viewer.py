"""The viewer: one piece of evidence, its pages of text, and the quotations that point into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assay.core.change import Label
from assay.core.evidence import Citation, Evidence
from assay.readers.document import Rect


@dataclass(frozen=True, slots=True)
class QuotedView:
    """A citation of this item as it stands in its text. Offsets count code points."""

    citation: Citation
    question: str
    stance: str
    state: str
    """`verbatim`, `normalised`, `across_pages`, `not_found`; `unchecked`: its text is not read yet;
    `none`: the citation quotes nothing."""
    anchor: str
    """`kept`, `found_again` (the text was read anew, the words stand elsewhere in it), `lost`, `none`"""
    page: int | None
    start: int
    end: int
    end_page: int | None
    """The page that `end` counts on."""
    rects: tuple[Rect, ...]
    """Rectangles on `page` in points, where they are recorded."""


@dataclass(frozen=True, slots=True)
class WhereCited:
    """One place that uses this item."""

    assessment: str
    assessment_title: str
    question: str
    question_text: str
    citation: str
    stance: str
    locator: str


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of text with the spans to mark in it."""

    number: int
    label: str
    """What the document itself calls the page, else empty."""
    text: str
    has_text_layer: bool
    marks: tuple[tuple[int, int, str, str], ...]
    """start, end, citation id, stance; code points, not overlapping the page's ends."""


@dataclass(frozen=True, slots=True)
class ViewerView:
    """Everything around the pages: what the item is, what was noticed, who cites it."""

    evidence: Evidence
    title: str
    translation: str
    media_type: str
    """What the bytes are; the register's word until they were read."""
    pages: int
    labels: tuple[str, ...]
    scanned: tuple[int, ...]
    """1-based pages without a text layer."""
    text_state: str
    """`none`, `scanned`, `ok` or `unreadable`"""
    reason: Label | None
    """Why there is no text: message id and facts of an `Unreadable`."""
    warnings: tuple[Label, ...]
    """Notices of the reader; `assay.words.reading.notice` says them."""
    guesses: Mapping[str, str]
    """Field → where its value was seen; nobody has confirmed it."""
    address: str
    """`none`, `given` (by the user, not verified), `seen` (stands in the file) or `fetched` (by Assay)"""
    held: str
    """`held`, `linked` or `none`"""
    duplicates: tuple[int, ...]
    """Numbers of other items with the same bytes."""
    quotations: tuple[QuotedView, ...]
    cited: tuple[WhereCited, ...]
    details: Mapping[str, object]
    """What its kind needs: of a search where, for what, by whom, its result; of a page how it came."""
