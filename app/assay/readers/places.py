"""Boxes of characters to the rectangles that mark a quotation, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from assay.readers.document import Rect


def lines(boxes: Iterable[Rect | None]) -> tuple[Rect, ...]:
    """Boxes in reading order, joined while they go on along one line, across or down the page."""
    shown = [box for box in boxes if box and box.right > box.left and box.bottom > box.top]
    if not _runs_down(shown):
        return tuple(_joined(shown))
    return tuple(_turned(line) for line in _joined([_turned(box) for box in shown]))


def _joined(boxes: list[Rect]) -> list[Rect]:
    found: list[Rect] = []
    for box in boxes:
        if found and _goes_on(found[-1], box):
            found[-1] = _both(found[-1], box)
        else:
            found.append(box)
    return found


def _runs_down(boxes: list[Rect]) -> bool:
    """True for a page on its side and for Chinese in columns: most steps lead down or up."""
    steps = [(abs(b.left - a.left), abs(b.top - a.top)) for a, b in pairwise(boxes)]
    return sum(down > across for across, down in steps) * 2 > len(steps)


def _goes_on(line: Rect, box: Rect) -> bool:
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    lower = min(line.bottom - line.top, box.bottom - box.top)
    gap = max(box.left - line.right, line.left - box.right)
    return shared > lower * 0.5 and gap < 3 * (box.bottom - box.top)


def _turned(box: Rect) -> Rect:
    return Rect(box.top, box.left, box.bottom, box.right)


def _both(one: Rect, other: Rect) -> Rect:
    return Rect(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
