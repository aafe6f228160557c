"""Is a quotation in the text it cites: word for word, after normalisation, across a page, or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from assay.readers.folding import Folded, fold, skeleton

CONTEXT = 32
"""Characters kept on either side of a quotation, to tell it from its twins."""
_DROPPABLE_LINES = 3
"""Running heads, footers and page numbers that may stand between the halves of a sentence."""
_LONGEST = 20_000
_MOST_PLACES = 1_000


class State(StrEnum):
    VERBATIM = "verbatim"
    NORMALISED = "normalised"
    ACROSS_PAGES = "across_pages"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where a quotation stands. Pages count from 1; offsets count code points of the page's text."""

    state: State
    page: int | None = None
    start: int = 0
    end: int = 0
    prefix: str = ""
    suffix: str = ""
    end_page: int | None = None
    """The page that `end` counts on: the next one for a quotation across pages."""
    occurrences: int = 0
    """How often it stands in the document in this state; more than one needs its context."""


NOT_FOUND = Quotation(State.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    start: int
    end: int


def check(
    quote: str,
    pages: Sequence[str],
    page: int | None = None,
    *,
    start: int | None = None,
    prefix: str = "",
    suffix: str = "",
) -> Quotation:
    """Find `quote` in `pages`; `page`, `start`, `prefix`, `suffix` say where it stood before.

    Among several places the one with the same page and offset wins, then the one whose
    surroundings agree most, then the nearest page.
    """
    if not quote.strip() or len(quote) > _LONGEST:
        return NOT_FOUND
    if page and start is not None and _stands(quote, pages, page, start):
        count = sum(1 for _ in islice(_verbatim(quote, pages), _MOST_PLACES))
        return _quotation(State.VERBATIM, _Place(page, start, start + len(quote)), pages, count)
    for state, find in ((State.VERBATIM, _verbatim), (State.NORMALISED, _normalised)):
        places = list(islice(find(quote, pages), _MOST_PLACES))
        if places:
            best = max(places, key=lambda place: _agreement(place, pages, page, prefix, suffix))
            return _quotation(state, best, pages, len(places))
    return _across(quote, pages, page)


def _stands(quote: str, pages: Sequence[str], page: int, start: int) -> bool:
    return 0 < page <= len(pages) and start >= 0 and pages[page - 1].startswith(quote, start)


def _verbatim(quote: str, pages: Sequence[str]) -> Iterator[_Place]:
    for number, text in enumerate(pages, 1):
        at = text.find(quote)
        while at >= 0:
            yield _Place(number, at, at + len(quote))
            at = text.find(quote, at + 1)


def _normalised(quote: str, pages: Sequence[str]) -> Iterator[_Place]:
    quote = unicodedata.normalize("NFC", quote)
    bones = skeleton(quote)
    wanted = fold(quote)
    if not bones:
        return
    for number, text in enumerate(pages, 1):
        if bones in skeleton(text):
            folded = fold(text)
            for first, last in _matches(wanted.text, folded):
                yield _Place(number, *folded.span(first, last))


def _matches(wanted: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Places in folded text. A hyphen of the quotation may be missing only where a line broke."""
    pattern = re.compile("-?".join(re.escape(piece) for piece in wanted.split("-")))
    at = 0
    while match := pattern.search(folded.text, at):
        if folded.keeps_hyphens(wanted, match.start(), match.end()) and folded.is_whole(
            *match.span()
        ):
            yield match.span()
        at = match.start() + 1


def _agreement(
    place: _Place, pages: Sequence[str], page: int | None, prefix: str, suffix: str
) -> tuple[int, int, int]:
    text = pages[place.page - 1]
    before, after = text[: place.start][-CONTEXT:], text[place.end :][:CONTEXT]
    surroundings = _shared(before[::-1], prefix[::-1]) + _shared(after, suffix)
    return surroundings, -abs(place.page - page) if page else 0, -place.page


def _shared(one: str, other: str) -> int:
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))


def _quotation(state: State, place: _Place, pages: Sequence[str], count: int) -> Quotation:
    text = pages[place.page - 1]
    prefix = text[max(place.start - CONTEXT, 0) : place.start]
    suffix = text[place.end : place.end + CONTEXT]
    return Quotation(state, place.page, place.start, place.end, prefix, suffix, place.page, count)


def _across(quote: str, pages: Sequence[str], page: int | None) -> Quotation:
    """A sentence that a page break cuts, with or without running heads and page numbers between."""
    quote = unicodedata.normalize("NFC", quote)
    reach = 3 * len(quote) + 1_000
    numbers = sorted(
        range(1, len(pages)), key=lambda number: abs(number - page) if page else number
    )
    for number in numbers:
        before, after = pages[number - 1], pages[number]
        if not _may_span(skeleton(quote), skeleton(before[-reach:]), skeleton(after[:reach])):
            continue
        found = _over_break(fold(quote), reach, before, after)
        if found:
            first, last = found
            prefix = before[max(first - CONTEXT, 0) : first]
            suffix = after[last : last + CONTEXT]
            return Quotation(State.ACROSS_PAGES, number, first, last, prefix, suffix, number + 1, 1)
    return NOT_FOUND


def _may_span(bones: str, before: str, after: str) -> bool:
    """True when the first part of `bones` is in `before` and all the rest of it is in `after`."""
    head = _longest(len(bones) - 1, lambda count: bones[:count] in before)
    tail = _longest(len(bones) - 1, lambda count: bones[-count:] in after)
    return min(head, tail) > 0 and head + tail >= len(bones)


def _longest(most: int, fits: Callable[[int], bool]) -> int:
    """The largest count that fits, given that whatever is shorter fits too."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if fits(middle):
            least = middle
        else:
            most = middle - 1
    return least


def _over_break(wanted: Folded, reach: int, before: str, after: str) -> tuple[int, int] | None:
    """Start on the first page and end on the second, trying to drop few lines before many."""
    ends = list(_line_ends(before))
    starts = list(_line_starts(after))
    for dropped in range(len(ends) + len(starts) - 1):
        for i in range(min(dropped, len(ends) - 1), -1, -1):
            if dropped - i >= len(starts):
                continue
            cut, go_on = ends[i], starts[dropped - i]
            first = max(cut - reach, 0)
            folded = fold(before[first:cut] + "\n" + after[go_on : go_on + reach])
            broken = cut - first
            for match in _matches(wanted.text, folded):
                start, end = folded.span(*match)
                if start < broken and end > broken + 1:
                    return first + start, go_on + end - broken - 1
    return None


def _line_ends(text: str) -> Iterator[int]:
    """Where the page ends, and where it ends without its last line, and without its last two …"""
    end = len(text.rstrip())
    yield end
    for _ in range(_DROPPABLE_LINES):
        end = text.rfind("\n", 0, end)
        if end <= 0:
            return
        end = len(text[:end].rstrip())
        yield end


def _line_starts(text: str) -> Iterator[int]:
    start = len(text) - len(text.lstrip())
    yield start
    for _ in range(_DROPPABLE_LINES):
        start = text.find("\n", start) + 1
        if start <= 0:
            return
        yield start
