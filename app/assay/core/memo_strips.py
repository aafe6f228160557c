"""How ranges and bands are drawn (visual/memo.md §10): strips, band cells, their axes."""

from __future__ import annotations

from dataclasses import dataclass

from assay.core.memo_drawing import Box, Drawing, Item, Label, Shape, Strokes, hatched
from assay.core.memo_marks import Axis, BandLetters, Bands, BandScale, Empty, Strip, StripSize

_BAR = {"page": 13.0, "domain": 9.0, "map": 8.0, "table": 5.6}
"""Height of the range by the place it stands in."""
_LETTER_ON = ("ink", "ink", "ink", "white", "white")
CELL = 14.7
"""Width of a band cell: 5.2 mm."""
INSET = 1.5
"""Room at both ends of a strip for half a point mark."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `start` to `end` on a line from `left` to `right`."""

    start: float
    end: float
    left: float
    right: float

    def __call__(self, value: float) -> float:
        return self.left + (self.right - self.left) * (value - self.start) / (self.end - self.start)


# -- ranges ---------------------------------------------------------------------------------------


def _frame(size: StripSize) -> tuple[float, float, float]:
    """Top of the bar, its height, and the height of the whole drawing."""
    bar = _BAR[size]
    above = {"page": 11.0, "domain": 7.5, "map": 6.5, "table": 2.2}[size]
    return above, bar, above + bar + (6.5 if size == "page" else 2.2)


def _ticks(width: float, size: StripSize) -> Strokes:
    top, _bar, height = _frame(size)
    colour = "hairline" if size in {"page", "domain"} else "faint"
    first = 4.0 if size == "page" else max(0.0, top - 2.2)
    xs = [INSET + (width - 2 * INSET) * step / 5 for step in range(6)]
    return Strokes(tuple(((x, first), (x, height)) for x in xs), colour, 0.5)


def strip(mark: Strip, width: float) -> Drawing:
    """The range with its floor, its point and the value as answered."""
    top, bar, height = _frame(mark.size)
    at = Scale(0, 100, INSET, width - INSET)
    items: list[Item] = [_ticks(width, mark.size), *_range(mark, at, top, bar)]
    over = 2.2 if mark.size == "page" else 0.8
    halo, pen = (2.0, 3.0) if mark.size == "page" else (1.1, 2.4)
    x = at(mark.point)
    items += [
        Box(x - pen / 2 - halo, top - over, pen + 2 * halo, bar + 2 * over, fill="white"),
        Box(x - pen / 2, top - over, pen, bar + 2 * over, fill="ink"),
    ]
    if mark.as_answered is not None:
        items += _answered(mark, at(mark.as_answered), top, width)
    if mark.axis:
        height += 12
        items += _axis_labels(width, height - 2.2, ends_inside=True)
    return Drawing(width, height, tuple(items))


def _range(mark: Strip, at: Scale, top: float, bar: float) -> list[Item]:
    left, right = at(mark.low), at(mark.high)
    items: list[Item] = []
    if right - left > 0.4:
        fill = "bar" if mark.solid else "white"
        items.append(Box(left, top, right - left, bar, fill=fill, stroke="grey"))
        if not mark.solid:
            items.append(hatched(left, top, right - left, bar))
    if mark.floor is not None:
        items.append(Box(at(mark.floor) - 1.1, top - 0.8, 2.2, bar + 1.6, fill="ink"))
    return items


def _answered(mark: Strip, x: float, top: float, width: float) -> list[Item]:
    """The triangle; its label stands on the side that has room."""
    items = triangle(x, top - 1.2, 6.5 if mark.size == "page" else 5.0)
    if mark.label and mark.as_answered is not None:
        # On the side that has room, on a patch that keeps the grid out of the letters.
        room = 4.1 * len(mark.label)
        left = x + 5 if mark.as_answered < 75 else x - 5 - room
        items.append(Box(left, top - 8.5, min(room, width - left), 8.5, fill="white"))
        if mark.as_answered < 75:
            items.append(Label(x + 6, top - 1.6, mark.label, colour="grey"))
        else:
            items.append(Label(x - 6, top - 1.6, mark.label, colour="grey", anchor="end"))
    return items


def triangle(x: float, bottom: float, width: float) -> list[Item]:
    """The hollow triangle that points down at a value."""
    half, tall = width / 2, width * 0.8
    points = ((x - half, bottom - tall), (x + half, bottom - tall), (x, bottom))
    return [Shape(points, fill="white", stroke="ink", line=0.7)]


def _axis_labels(width: float, y: float, *, ends_inside: bool) -> list[Item]:
    labels: list[Item] = []
    for step in range(6):
        x = INSET + (width - 2 * INSET) * step / 5
        if ends_inside and step in {0, 5}:
            labels.append(
                Label(x, y, str(step * 20), colour="grey", anchor="end" if step else "start")
            )
        else:
            labels.append(Label(x, y, str(step * 20), colour="grey", anchor="middle"))
    return labels


def empty(mark: Empty, width: float) -> Drawing:
    """The ticks alone."""
    _top, _bar, height = _frame(mark.size)
    return Drawing(width, height, (_ticks(width, mark.size),))


def axis(mark: Axis, width: float) -> Drawing:
    """The numbers above a column of strips."""
    return Drawing(width, 10, tuple(_axis_labels(width, 8, ends_inside=False)))


# -- bands ----------------------------------------------------------------------------------------


def bands(mark: Bands, width: float) -> Drawing:
    """Five cells, outside the range blank."""
    cell = min(CELL, width / 5)
    height, items = 14.2, list[Item]()
    for band in range(mark.low, mark.high + 1):
        x = band * cell
        if band == mark.point:
            continue
        items.append(Box(x + 0.5, 0.5, cell - 1, height - 1, fill="bar" if mark.solid else "white"))
        if not mark.solid:
            lines = hatched(x + 0.5, 0.5, cell - 1, height - 1)
            items.append(Strokes(lines.segments, "band_hatch", 0.45))
            items.append(Box(x + 3.8, 2.2, cell - 7.6, height - 4.4, fill="white"))
            items.append(
                Box(x + 0.5, 0.5, cell - 1, height - 1, stroke="hairline", line=0.5),
            )
        items.append(_letter(mark.letters[band], x + cell / 2, "ink" if mark.solid else "grey"))
    x = mark.point * cell
    items.append(
        Box(x + 0.2, 0.55, cell - 0.4, height - 1.1, f"ramp{mark.point}", stroke="ink", line=1.1)
    )
    items.append(
        _letter(mark.letters[mark.point], x + cell / 2, _LETTER_ON[mark.point], strong=True)
    )
    return Drawing(5 * cell, height, tuple(items))


def _letter(letter: str, x: float, colour: str, *, strong: bool = False) -> Label:
    return Label(x, 10.1, letter, 8.2, strong, colour, "middle")


def band_letters(mark: BandLetters, width: float) -> Drawing:
    """The letters above a column of band cells."""
    cell = min(CELL, width / 5)
    labels = (
        Label((n + 0.5) * cell, 8, letter, 8, True, "grey", "middle")
        for n, letter in enumerate(mark.letters)
    )
    return Drawing(5 * cell, 10, tuple(labels))


def band_scale(mark: BandScale, width: float) -> Drawing:
    """Five parts of the ramp, named."""
    part = (width - 2 * INSET) / 5
    items: list[Item] = []
    for n, name in enumerate(mark.names):
        x = INSET + n * part
        items.append(Box(x, 11.5, part, 4.2, fill=f"ramp{n}", stroke="grey", line=0.5))
        items.append(Label(x + part / 2, 8.4, name, 8.2, colour="grey", anchor="middle"))
    return Drawing(width, 16.5, tuple(items))
