"""Quotations held against the text they cite: where they stand, whether they still do, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import msgspec

from assay.core.change import Step, canonical, step, updated
from assay.core.errors import NeedsDecision, NotFound
from assay.core.evidence import Citation, Evidence, from_recognised, is_recognised
from assay.core.records import from_row, records
from assay.readers import quotation
from assay.readers.document import Rect
from assay.readers.places import lines
from assay.readers.quotation import Quotation, State
from assay.work import extract, recognising
from assay.work.extract import Extracted, TextState
from assay.work.jobs import Progress, Silent
from assay.work.linked import content
from assay.work.session import Session

FOUND = frozenset({"verbatim", "normalised", "across_pages"})
UNCHECKED = "unchecked"
NOTHING = "none"
KEPT, FOUND_AGAIN, LOST = "kept", "found_again", "lost"


class Anchor(msgspec.Struct, frozen=True):
    """Where a quotation was found when it was entered. Offsets count code points, pages from 1."""

    state: str
    page: int = 0
    start: int = 0
    end: int = 0
    end_page: int = 0
    prefix: str = ""
    suffix: str = ""
    text: str = ""
    """SHA-256 of the page's text."""
    extractor: str = ""
    rects: tuple[tuple[int, int, int, int], ...] = ()
    """Left, top, right, bottom on `page`, in hundredths of a point: records hold no fractions."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a citation's quotation stands in its text at this moment."""

    state: str
    """`verbatim`, `normalised`, `across_pages`, `not_found`; `unchecked`: the text is not read yet;
    `none`: nothing is quoted."""
    anchor: str = NOTHING
    """`kept`, `found_again` (elsewhere, since the text was read anew), `lost`, or `none` recorded"""
    page: int | None = None
    start: int = 0
    end: int = 0
    end_page: int | None = None
    rects: tuple[Rect, ...] = ()
    recognised: bool = False
    """It stands in text that was recognised in a picture of the page, not in the document's own."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One citation with its standing, for lists of what was found and what was not."""

    citation: Citation
    evidence: Evidence
    standing: Standing


_EMPTY = Standing(NOTHING)
_UNREAD = Standing(UNCHECKED)
_remembered: WeakKeyDictionary[Session, dict[tuple[object, ...], Standing]] = WeakKeyDictionary()


def recorded(citation: Citation) -> Anchor | None:
    """The anchor that a citation carries; None where there is none that can be read."""
    if not citation.anchor:
        return None
    try:
        return msgspec.json.decode(citation.anchor, type=Anchor)
    except msgspec.MsgspecError:
        return None


def anchor(
    session: Session,
    evidence: Evidence,
    quote: str,
    page: int | None = None,
    *,
    start: int | None = None,
    rects: Sequence[Rect] = (),
    measured: bool = False,
) -> str:
    """What a citation of `quote` records of its place; empty while the text is not read.

    `start` is where the selection began, `rects` what it covered; `measured` asks the reader for them.
    """
    known = extract.known(session, evidence)
    if not quote.strip() or known.state in (TextState.NONE, TextState.UNREADABLE):
        return ""
    pages = extract.texts(session, content(evidence))
    found = quotation.check(quote, pages, page, start=start)
    if found.state is State.NOT_FOUND or found.page is None:
        made = Anchor(str(found.state), extractor=known.extractor)
    else:
        if measured and not rects and found.state is not State.ACROSS_PAGES:
            rects = rectangles(session, evidence, found.page, found.start, found.end)
        made = Anchor(
            str(found.state),
            found.page,
            found.start,
            found.end,
            found.end_page or found.page,
            found.prefix,
            found.suffix,
            _hash(pages[found.page - 1]),
            _extractor(session, evidence, known, found.page),
            tuple(_hundredths(rect) for rect in rects),
        )
    return canonical(msgspec.to_builtins(made))


def _extractor(session: Session, evidence: Evidence, known: Extracted, page: int) -> str:
    """What gave the text of this page."""
    found = extract.recognised(session, evidence, page)
    return found.engine if found is not None else known.extractor


def rectangles(
    session: Session, evidence: Evidence, page: int, start: int, end: int
) -> tuple[Rect, ...]:
    """The rectangles behind a span of a page's text; none for what is only text. Asks the reader."""
    try:
        boxes = recognising.letters(session, evidence, extract.source(session, evidence), page)
    except NotFound:
        return ()
    return lines(boxes[max(start, 0) : max(end, 0)])


def standing(session: Session, citation: Citation, evidence: Evidence) -> Standing:
    """How the quotation stands in what was read of its document; never reads a document itself."""
    if not citation.quote.strip():
        return _EMPTY
    known, key = extract.known(session, evidence), content(evidence)
    if known.state is TextState.NONE:
        return _UNREAD if key else Standing(str(State.NOT_FOUND))
    before = recorded(citation)
    if before is not None and is_recognised(before.extractor) and _unrecognised(before, known):
        return replace(_UNREAD, page=before.page, recognised=True)
    asked = (key, known.recognised, citation.quote, citation.page, citation.anchor)
    memory = _remembered.setdefault(session, {})
    if asked not in memory:
        if len(memory) > 20_000:
            memory.clear()
        now = _standing(citation, before, extract.texts(session, key))
        memory[asked] = replace(now, recognised=now.page in known.recognised)
    return memory[asked]


def _unrecognised(before: Anchor, known: Extracted) -> bool:
    """The text it was taken from is not on this computer: its page was not recognised here."""
    return before.page in known.scanned and before.page not in known.recognised


def _standing(citation: Citation, before: Anchor | None, pages: Sequence[str]) -> Standing:
    had = before is not None and before.state in FOUND
    if before is not None and had:
        here = _still_there(citation.quote, before, pages)
        if here:
            return _placed(here, KEPT, before)
        found = quotation.check(
            citation.quote, pages, before.page, prefix=before.prefix, suffix=before.suffix
        )
        # Twins of the passage elsewhere are not the passage: its surroundings have to agree.
        if found.state is State.NOT_FOUND or not (found.occurrences == 1 or _same(found, before)):
            return Standing(str(State.NOT_FOUND), LOST)
        return _placed(found, FOUND_AGAIN)
    found = quotation.check(citation.quote, pages, citation.page)
    return _placed(found, NOTHING)


def _still_there(quote: str, before: Anchor, pages: Sequence[str]) -> Quotation | None:
    """The quotation where it was: same words at the same place of a page with the same text."""
    if not 0 < before.page <= len(pages):
        return None
    text = pages[before.page - 1]
    if _hash(text) != before.text:
        # Another text of the page, that has these very words at this very place.
        verbatim = before.state == State.VERBATIM and text[before.start : before.end] == quote
        return _as(before) if verbatim else None
    stretch = list(pages[before.page - 1 : max(before.end_page, before.page)])
    hint = before.start if before.state == State.VERBATIM else None
    found = quotation.check(
        quote, stretch, 1, start=hint, prefix=before.prefix, suffix=before.suffix
    )
    same = (found.start, found.end) == (before.start, before.end)
    return _as(before) if found.state == before.state and same else None


def _as(before: Anchor) -> Quotation:
    return Quotation(
        State(before.state),
        before.page,
        before.start,
        before.end,
        before.prefix,
        before.suffix,
        before.end_page or before.page,
        1,
    )


def _same(found: Quotation, before: Anchor) -> bool:
    """True when what stands around it is mostly what stood around it before."""
    kept = _shared(found.prefix[::-1], before.prefix[::-1]) + _shared(found.suffix, before.suffix)
    return 2 * kept >= len(before.prefix) + len(before.suffix) > 0


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _placed(found: Quotation, how: str, before: Anchor | None = None) -> Standing:
    rects = tuple(Rect(*(side / 100 for side in rect)) for rect in before.rects) if before else ()
    if found.page is None:
        return Standing(str(found.state), how)
    end_page = found.end_page or found.page
    return Standing(str(found.state), how, found.page, found.start, found.end, end_page, rects)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _hundredths(rect: Rect) -> tuple[int, int, int, int]:
    return (
        round(rect.left * 100),
        round(rect.top * 100),
        round(rect.right * 100),
        round(rect.bottom * 100),
    )


# -- all of them ----------------------------------------------------------------------------------


def standings(session: Session, assessment: str = "") -> list[Checked]:
    """Every quotation of an assessment, or of all, as it stands in what was read."""
    evidence = session.state.get("evidence", {})
    found = []
    for cited in records(session.state, "citation"):
        if assessment and cited.assessment != assessment:
            continue
        row = evidence.get(cited.evidence)
        if row is not None and cited.quote.strip():
            item = from_row(Evidence, row)
            found.append(Checked(cited, item, standing(session, cited, item)))
    return sorted(found, key=lambda c: (c.citation.question, c.evidence.number, c.citation.id))


def check(
    session: Session, assessment: str = "", progress: Progress | None = None
) -> list[Checked]:
    """Read what is quoted and was not read yet, then hold every quotation against it."""
    progress = progress or Silent()
    waiting = [c for c in standings(session, assessment) if c.standing.state == UNCHECKED]
    for number, one in enumerate({content(c.evidence): c for c in waiting}.values()):
        progress.step(number, len(waiting), one.evidence.title)
        extract.read(session, one.evidence, progress)
        if from_recognised(one.citation) and recognising.installed():
            with suppress(NotFound):
                recognising.recognise(session, one.evidence, progress)
    return [_looked_at(session, found) for found in standings(session, assessment)]


def _looked_at(session: Session, found: Checked) -> Checked:
    """With a lost place looked up by its rectangles: what stands there on the page is shown, not told."""
    before = recorded(found.citation)
    if found.standing.anchor != LOST or before is None or not before.rects:
        return found
    try:
        given = extract.source(session, found.evidence)
        boxes = recognising.letters(session, found.evidence, given, before.page)
        text = extract.page(session, found.evidence, before.page).text
    except NotFound:
        return found
    wanted = [Rect(*(side / 100 for side in rect)) for rect in before.rects]
    covered = [n for n, box in enumerate(boxes) if box and any(_covers(w, box) for w in wanted)]
    if not covered:
        return found
    stretch = text[covered[0] : covered[-1] + 1]
    now = quotation.check(found.citation.quote, [stretch])
    if now.state is State.NOT_FOUND:
        return found
    at = replace(now, page=before.page, start=covered[0] + now.start, end=covered[0] + now.end)
    return replace(found, standing=_placed(replace(at, end_page=before.page), KEPT, before))


def _covers(outer: Rect, box: Rect) -> bool:
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return outer.left <= across <= outer.right and outer.top <= down <= outer.bottom


def missing(checked: Sequence[Checked]) -> list[Checked]:
    """Those whose words are not where they are said to be."""
    return [c for c in checked if c.standing.state not in FOUND]


def require_found(session: Session, assessment: str, progress: Progress | None = None) -> None:
    """Raise `NeedsDecision` when a quotation of the assessment is not in the text it cites."""
    gone = missing(check(session, assessment, progress))
    if gone:
        places = [f"{c.citation.question} [{c.evidence.number}]" for c in gone]
        raise NeedsDecision("quotations_not_found", count=len(gone), places=places[:20])


def reanchor(session: Session, citation: str) -> Step:
    """Record where a quotation stands now, after the person looked at it."""
    row = session.state.get("citation", {}).get(citation)
    if row is None:
        raise NotFound("unknown_citation", citation=citation)
    cited = from_row(Citation, row)
    now = standing(session, cited, session.evidence(cited.evidence))
    start = now.start if now.state == State.VERBATIM else None
    made = anchor(
        session, session.evidence(cited.evidence), cited.quote, now.page or cited.page, start=start
    )
    change = updated("citation", row, anchor=made) if made else None
    return step("anchor_quotation", [change], question=cited.question)


def settle(session: Session, evidence: Evidence) -> Step | None:
    """Record where quotations stand that were not found before and are now, on recognised pages."""
    changes = []
    for cited in records(session.state, "citation"):
        if cited.evidence != evidence.id or from_recognised(cited):
            continue
        now = standing(session, cited, evidence)
        if now.recognised and now.state in FOUND:
            made = anchor(session, evidence, cited.quote, now.page, measured=True)
            row = session.state["citation"][cited.id]
            changes.append(updated("citation", row, anchor=made))
    if not any(changes):
        return None
    return step("anchor_recognised", changes, number=evidence.number, count=len(changes))
