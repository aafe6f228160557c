"""The viewer: one piece of evidence, its pages of text, and the quotations that point into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assay.core.change import Label
from assay.core.checklist import say
from assay.core.evidence import Citation, Evidence
from assay.core.records import records
from assay.core.review import Translation
from assay.readers.document import Rect
from assay.work import extract, guesses, quoting, recognising
from assay.work.linked import content, content_of
from assay.work.quoting import Standing
from assay.work.recognising import Offer
from assay.work.session import Session
from assay.work.translating import translations
from assay.work.withholding import NOTHING, Redactions, Withholding


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
    recognised: bool = False
    """It stands in text that was recognised in a picture of its page."""
    translation: Translation | None = None
    """The translation of the quotation that is a record of its own."""


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
    recognised: bool = False
    """The text was recognised in a picture of the page."""


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
    recognised: tuple[int, ...]
    """Those of them whose text was recognised."""
    offer: Offer | None
    """What can be done about the pages without text, and what was; None where there are none."""
    text_state: str
    """`none`, `scanned`, `recognised`, `ok` or `unreadable`"""
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
    withheld: Redactions = NOTHING
    """The redactions that took out what it was, or its bytes."""


def viewer_view(session: Session, evidence: str, language: str = "en") -> ViewerView:
    """What is known of an item without reading anything; raises `NotFound` for an unknown one."""
    item = session.evidence(evidence)
    known = extract.known(session, item)
    title, _, translation = item.title.partition(" — ")
    translated = translations(session.state)
    cited = _citations(session, item.id)
    return ViewerView(
        evidence=item,
        title=title,
        translation=translated[item.id].text if item.id in translated else translation,
        media_type=known.media_type or item.media_type,
        pages=known.page_count,
        labels=known.labels,
        scanned=known.scanned,
        recognised=known.recognised,
        offer=recognising.offer(session, item),
        text_state=str(known.state),
        reason=known.reason,
        warnings=known.warnings,
        guesses=guesses.guesses(item.details),
        address=guesses.address_state(item.url, item.details),
        held="held" if item.blob else "linked" if item.link else "none",
        duplicates=_duplicates(session, item),
        quotations=tuple(
            _quoted(c, quoting.standing(session, c, item), translated.get(c.id)) for c in cited
        ),
        cited=tuple(_where(session, c, language) for c in cited),
        details=guesses.details(item.details),
        withheld=Withholding(session).of_item(session.state["evidence"][item.id]),
    )


def _citations(session: Session, evidence: str) -> list[Citation]:
    found = [c for c in records(session.state, "citation") if c.evidence == evidence]
    return sorted(found, key=lambda c: (c.assessment, c.question, c.page or 0, c.id))


def _duplicates(session: Session, item: Evidence) -> tuple[int, ...]:
    key = content(item)
    rows = session.state.get("evidence", {}).values() if key else ()
    same = (r for r in rows if content_of(r) == key and r["id"] != item.id)
    return tuple(sorted(int(row["number"] or 0) for row in same))


def _quoted(cited: Citation, now: Standing, translation: Translation | None) -> QuotedView:
    return QuotedView(
        cited,
        cited.question,
        str(cited.stance),
        now.state,
        now.anchor,
        now.page,
        now.start,
        now.end,
        now.end_page,
        now.rects,
        now.recognised,
        translation,
    )


def _where(session: Session, cited: Citation, language: str) -> WhereCited:
    asked = session.checklist(cited.assessment).questions.get(cited.question)
    return WhereCited(
        cited.assessment,
        session.assessment(cited.assessment).title,
        cited.question,
        say(asked.text, language) if asked else "",
        cited.id,
        str(cited.stance),
        cited.locator,
    )


def page_view(session: Session, evidence: str, number: int) -> PageView:
    """One page of text with its quotations marked; raises `NotFound` when it was not read."""
    item = session.evidence(evidence)
    page = extract.page(session, item, number)
    marks = [
        mark
        for cited in _citations(session, item.id)
        if (mark := _mark(cited, quoting.standing(session, cited, item), number, len(page.text)))
    ]
    spans = tuple(sorted(marks))
    return PageView(number, page.label, page.text, page.has_text_layer, spans, page.recognised)


def _mark(
    cited: Citation, now: Standing, number: int, length: int
) -> tuple[int, int, str, str] | None:
    """The part of a quotation that lies on this page."""
    if now.page is None or now.end_page is None or not now.page <= number <= now.end_page:
        return None
    start = now.start if number == now.page else 0
    end = now.end if number == now.end_page else length
    return start, end, cited.id, str(cited.stance)
