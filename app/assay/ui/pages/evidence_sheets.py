"""Pages of text cut into sheets that a window shows at once, and what stands on each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assay.readers.document import Rect
from assay.ui.widgets.marks import Hit, Mark

LONGEST = 20_000
"""Letters on a sheet: more at once would hold the window up."""
MOST_HITS = 2_000
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A span of a page's text; `part` of `parts` where a page is too long for one."""

    page: int
    start: int
    end: int
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a quotation stands: `end` counts on `end_page`. `rects` where no letters tell its place."""

    id: str
    number: int
    page: int
    start: int
    end: int
    end_page: int
    rects: tuple[Rect, ...] = ()

    def on(self, page: int, length: int) -> tuple[int, int] | None:
        """The span of it that stands on this page, whose text is so long; None: nothing does."""
        if not self.page <= page <= self.end_page:
            return None
        start = self.start if page == self.page else 0
        end = self.end if page == self.end_page else length
        return (start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Match:
    """A search match in the document."""

    page: int
    start: int
    end: int


def sheets(texts: Sequence[str], longest: int = LONGEST) -> list[Sheet]:
    """One sheet a page, several for a page that is too long, cut at the ends of lines."""
    found: list[Sheet] = []
    for page, text in enumerate(texts, 1):
        if len(text) <= longest:  # of thousands of pages nearly every one
            found.append(Sheet(page, 0, len(text), 1, 1))
            continue
        cuts = list(_cuts(text, longest))
        for part, (start, end) in enumerate(cuts, 1):
            found.append(Sheet(page, start, end, part, len(cuts)))
    return found


def _cuts(text: str, longest: int) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > longest:
        line = text.rfind("\n", start + longest // 2, start + longest) + 1
        end = line or start + longest
        yield start, end
        start = end
    yield start, len(text)


def sheet_at(found: Sequence[Sheet], page: int, start: int = 0) -> int:
    """The number of the sheet, from 0, that holds this place."""
    place = bisect_right(found, (page, start), key=lambda sheet: (sheet.page, sheet.start))
    return max(place - 1, 0)


def marks_on(spots: Iterable[Spot], page: int, sheet: Sheet | None, length: int) -> list[Mark]:
    """The quotations on a page, counted from the start of its sheet."""
    found = []
    for spot in spots:
        span = spot.on(page, length)
        if span is None and not (spot.rects and spot.page == page):
            continue
        start, end = span or (0, 0)
        if sheet is not None:
            start, end = max(start, sheet.start), min(end, sheet.end)
            if start >= end:
                continue
            start, end = start - sheet.start, end - sheet.start
        boxes = spot.rects if sheet is None and spot.page == page else ()
        drawn = tuple((box.left, box.top, box.right, box.bottom) for box in boxes)
        found.append(Mark(spot.id, spot.number, start, end, drawn))
    return found


def hits_on(
    matches: Iterable[Match], current: Match | None, page: int, sheet: Sheet | None
) -> list[Hit]:
    """The matches on a page, counted from the start of its sheet."""
    first, last = (sheet.start, sheet.end) if sheet else (0, 1 << 40)
    return [
        Hit(match.start - first, match.end - first, match == current)
        for match in matches
        if match.page == page and match.start >= first and match.end <= last
    ]


def pattern(query: str) -> re.Pattern[str] | None:
    """What a query looks for: its words however lines break between them, in Chinese within them too."""
    words = []
    for word in query.split():
        letters = [re.escape(letter) for letter in word]
        joined = letters[0]
        for before, letter, escaped in zip(word, word[1:], letters[1:], strict=False):
            loose = re.match(_CJK, before) and re.match(_CJK, letter)
            joined += (r"\s*" if loose else "") + escaped
        words.append(joined)
    return re.compile(r"\s+".join(words), re.IGNORECASE) if words else None


def matches(texts: Sequence[str], query: str) -> list[Match]:
    """Where the query stands, in order, as far as anybody would step through."""
    found: list[Match] = []
    wanted = pattern(query)
    if wanted is None:
        return found
    for page, text in enumerate(texts, 1):
        for match in wanted.finditer(text):
            found.append(Match(page, *match.span()))
            if len(found) >= MOST_HITS:
                return found
    return found
