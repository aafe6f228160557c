"""The rating over time as a figure: the range as a band, the point in it, what happened below."""

from __future__ import annotations

from itertools import pairwise

from assay.core.memo_drawing import Drawing, Item, Label, Shape, Strokes
from assay.core.memo_marks import RatingPath
from assay.core.memo_strips import Scale
from assay.core.memo_text import width

TALL = 132.0
EDGES = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)


def rating_path(mark: RatingPath, full: float) -> Drawing:
    """The range over time, `full` wide."""
    top, bottom = 12.0, TALL - 30
    x, y = Scale(0, 1, 22, full - 4), Scale(0, 100, bottom, top)
    items: list[Item] = []
    for edge in EDGES:
        items.append(Strokes((((x(0), y(edge)), (x(1), y(edge))),), "faint", 0.5))
        items.append(Label(x(0) - 5, y(edge) + 2.8, f"{edge:.0f}", colour="grey", anchor="end"))
    items += _band(mark, x, y)
    items.append(Strokes((((x(mark.now), top - 2), (x(mark.now), bottom)),), "ink", 0.9, (3, 2)))
    late = mark.now > 0.6
    aside = x(mark.now) + (-4 if late else 4)
    items.append(
        Label(aside, top - 3, mark.now_name, strong=True, anchor="end" if late else "start")
    )
    for at, name in mark.earlier:
        items.append(Strokes((((x(at), top + 8), (x(at), bottom)),), "grey", 0.7, (1, 2)))
        items.append(Label(x(at) + 3, top + 14, name, colour="grey"))
    items += _events(mark, x, bottom)
    items += _days(mark, x, bottom + 20)
    return Drawing(full, TALL - 6, tuple(items))


def _band(mark: RatingPath, x: Scale, y: Scale) -> list[Item]:
    if len(mark.days) < 2:
        return []
    upper = [(x(day.at), y(day.high)) for day in mark.days]
    lower = [(x(day.at), y(day.low)) for day in reversed(mark.days)]
    line = [(x(day.at), y(day.point)) for day in mark.days]
    return [
        Shape((*upper, *lower), "bar", "grey", 0.5),
        Strokes(tuple(pairwise(line)), "ink", 1.8),
    ]


def _events(mark: RatingPath, x: Scale, bottom: float) -> list[Item]:
    """A tick on each day on which evidence is dated or lapses, longer where there is more."""
    most = max((day.events for day in mark.days), default=0)
    ticks = tuple(
        ((x(day.at), bottom + 3), (x(day.at), bottom + 3 + 2 + 6 * day.events / most))
        for day in mark.days
        if day.events
    )
    return [Strokes(ticks, "grey", 0.9)] if ticks else []


def _days(mark: RatingPath, x: Scale, base: float) -> list[Item]:
    """Days under the axis, as far as they do not meet."""
    items: list[Item] = []
    end = -1.0
    for at, name in mark.named:
        half = 2.2 * width(name)
        middle = min(max(x(at), half), x(1) - half + 4)
        if middle - half < end:
            continue
        items.append(Label(middle, base + 2, name, colour="grey", anchor="middle"))
        end = middle + half + 6
    return items
