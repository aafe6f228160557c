"""Boxes of characters to the rectangles that mark a quotation, one a line."""

from __future__ import annotations

from collections.abc import Iterable

from assay.readers.document import Rect


def lines(boxes: Iterable[Rect | None]) -> tuple[Rect, ...]:
    """Boxes in reading order, joined while they go on along one line."""
    found: list[Rect] = []
    for box in boxes:
        if box is None or box.right <= box.left or box.bottom <= box.top:
            continue
        if found and _goes_on(found[-1], box):
            found[-1] = _both(found[-1], box)
        else:
            found.append(box)
    return tuple(found)


def _goes_on(line: Rect, box: Rect) -> bool:
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    lower = min(line.bottom - line.top, box.bottom - box.top)
    gap = max(box.left - line.right, line.left - box.right)
    return shared > lower * 0.5 and gap < 3 * (box.bottom - box.top)


def _both(one: Rect, other: Rect) -> Rect:
    return Rect(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
