"""How each mark of the memo is drawn (visual/memo.md §10): one description for paper, window and page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assay.core import memo_strips as strips
from assay.core.memo_drawing import Box, Dot, Drawing, Item, Label, Shape, Strokes, hatched
from assay.core.memo_marks import (
    ICD203_EDGES,
    Axis,
    Badge,
    BandLetters,
    Bands,
    BandScale,
    Bar,
    CountBar,
    Empty,
    Likelihood,
    LikelihoodScale,
    Mark,
    MeterBar,
    Ownership,
    Points,
    RatingPath,
    Sample,
    StateMark,
    Strip,
    Swing,
    SwingAxis,
)
from assay.core.memo_ownership import ownership
from assay.core.memo_path import rating_path
from assay.core.memo_strips import Scale, triangle


def draw(mark: Mark, width: float) -> Drawing:
    """`mark` as a drawing at most `width` points wide."""
    return _DRAWERS[type(mark)](mark, width)


# -- answers and evidence -------------------------------------------------------------------------


def _points(mark: Points, width: float) -> Drawing:
    step = 9.4
    items: list[Item]
    items = [
        Dot(4 + n * step, 6, 1.5, stroke="hatch", line=0.5)
        for n in range(5)
        if mark.points is None or abs(mark.points - n) > 0.45
    ]
    if mark.points is not None:
        items.append(Dot(4 + mark.points * step, 6, 3.1, fill="ink"))
    return Drawing(8 + 4 * step, 10, tuple(items))


def _badge(mark: Badge, width: float) -> Drawing:
    letter = mark.grade[:1]
    fill = {"A": "ink", "B": "bar"}.get(letter, "white")
    dash = () if letter in "ABC" else (1.6, 1.4)
    return Drawing(
        15,
        11,
        (
            Box(0.5, 0.8, 14, 9.6, fill=fill, stroke="ink", line=0.7, dash=dash),
            Label(
                7.5, 8.4, mark.grade, 8, True, "white" if letter == "A" else "ink", anchor="middle"
            ),
        ),
    )


_SIDE = 7.4


def _square(state: str, x: float, y: float) -> list[Item]:
    """The square of a state: filled, half-filled, empty, crossed, hatched."""
    items: list[Item] = [Box(x, y, _SIDE, _SIDE, fill="white", stroke="ink", line=0.8)]
    if state == "binding":
        items = [Box(x - 0.3, y - 0.3, _SIDE + 0.6, _SIDE + 0.6, fill="ink")]
    elif state == "pending":
        corner = ((x, y + _SIDE), (x + _SIDE, y + _SIDE), (x + _SIDE, y))
        items.append(Shape(corner, fill="ink"))
    elif state == "gate":
        far = (x + _SIDE, y + _SIDE)
        items.append(Strokes((((x, y), far), ((x, y + _SIDE), (x + _SIDE, y))), "ink", 0.8))
    elif state == "lapsed":
        items.append(hatched(x, y, _SIDE, _SIDE, 2.2))
    return items


def _state(mark: StateMark, width: float) -> Drawing:
    items = [] if mark.state == "clear" else _square(mark.state, 0.5, 1.6)
    start = 0.0 if mark.state == "clear" else 12.0
    strong = mark.state != "clear"
    label = Label(start, 8.6, mark.word, 8.6, strong, "ink" if strong else "grey")
    return Drawing(width, 11.2, (*items, label))


def _bar(mark: Bar, width: float) -> Drawing:
    room = width - 22
    length = max(1.5, room * mark.value / mark.largest) if mark.largest else 1.5
    return Drawing(
        width,
        11,
        (
            Box(0, 1.8, length, 7.6, fill="ink"),
            Label(length + 4, 8.6, mark.shown, 8.6, strong=True),
        ),
    )


# -- likelihood and sensitivity -------------------------------------------------------------------


def _edges(width: float, height: float) -> Strokes:
    return Strokes(
        tuple(((width * e / 100, 0.0), (width * e / 100, height)) for e in ICD203_EDGES), "faint"
    )


def _likelihood(mark: Likelihood, width: float) -> Drawing:
    left, right = width * mark.low / 100, width * mark.high / 100
    word = (
        Label(right + 4, 10, mark.word, 8.6, strong=True)
        if mark.high <= 80
        else Label(left - 4, 10, mark.word, 8.6, strong=True, anchor="end")
    )
    return Drawing(
        width,
        15,
        (
            _edges(width, 15),
            Box(left, 3.2, right - left, 9, fill="bar", stroke="ink", line=0.8),
            word,
        ),
    )


def _likelihood_scale(mark: LikelihoodScale, width: float) -> Drawing:
    edges = (1, *ICD203_EDGES, 99)
    items: list[Item] = []
    for n, word in enumerate(mark.words):
        middle = width * (edges[n] + edges[n + 1]) / 200
        # The first and last words are wider than their parts and stand further in.
        x = {0: width * 0.115, len(mark.words) - 1: width * 0.88}.get(n, middle)
        items.append(Label(x, 8 if n % 3 == 0 else 18, word, 8, colour="grey", anchor="middle"))
    items.extend(
        Label(width * edge / 100, 28.5, str(edge), 8, colour="grey", anchor="middle")
        for edge in ICD203_EDGES
    )
    return Drawing(width, 31, tuple(items))


def _swing(mark: Swing, width: float) -> Drawing:
    room, inset = width - 52, 26
    at = Scale(mark.start, mark.end, inset, inset + room)
    best, point, worst = at(mark.best), at(mark.point), at(mark.worst)
    height = 13.0
    marks = _whole(mark.start, mark.end)
    lines = Strokes(tuple(((at(v), 0.0), (at(v), height)) for v in marks), "faint")
    items: list[Item] = [lines]
    if point - best > 0.2:
        items.append(Box(best, 1.6, point - best, 9.8, fill="white", stroke="ink", line=0.7))
    if worst - point > 0.2:
        items.append(Box(point, 1.6, worst - point, 9.8, fill="ink", stroke="ink", line=0.7))
    items += [
        Strokes((((point, 0), (point, height)),), "ink", 0.8),
        Label(best - 2.5, 9.4, f"{mark.best:.1f}", 8, colour="grey", anchor="end"),
        Label(worst + 2.5, 9.4, f"{mark.worst:.1f}", 8, colour="grey"),
    ]
    return Drawing(width, height, tuple(items))


def _whole(start: float, end: float) -> range:
    """Whole numbers on an axis, at most seven."""
    first, last = int(-(-start // 1)), int(end // 1)
    return range(first, last + 1, max(1, -(-(last - first) // 6)))


def _swing_axis(mark: SwingAxis, width: float) -> Drawing:
    at = Scale(mark.start, mark.end, 26, width - 26)
    labels = (
        Label(
            at(value),
            8,
            str(value),
            8,
            colour="grey",
            anchor="middle",
        )
        for value in _whole(mark.start, mark.end)
    )
    return Drawing(width, 10, tuple(labels))


# -- page 1 ---------------------------------------------------------------------------------------


def _meter(mark: MeterBar, width: float) -> Drawing:
    tick = width * mark.floor
    side = 1 if mark.floor < 0.7 else -1
    return Drawing(
        width,
        19.5,
        (
            Box(0, 0.5, width, 6, fill="white", stroke="hairline", line=0.5),
            Box(0, 0.5, width * min(1.0, mark.value), 6, fill="ink"),
            Strokes((((tick, -2), (tick, 17.5)),), "ink", 1.2),
            Label(
                tick + 4 * side,
                17,
                mark.label,
                8,
                colour="grey",
                anchor="start" if side > 0 else "end",
            ),
        ),
    )


def _count(mark: CountBar, width: float) -> Drawing:
    length = width * mark.count / mark.largest if mark.largest else 0
    if mark.count:
        length = max(1.5, length)
    fill = {"solid": "ink", "pale": "faint", "hatched": "white"}[mark.pattern]
    items: list[Item] = []
    if length:
        stroke = "grey" if mark.pattern == "hatched" else ""
        items.append(Box(0, 1, length, 7.5, fill=fill, stroke=stroke, line=0.5))
        if mark.pattern == "hatched":
            items.append(hatched(0, 1, length, 7.5))
    return Drawing(width, 9.5, tuple(items))


def _sample(mark: Sample, width: float) -> Drawing:
    items: list[Item]
    if mark.kind in {"binding", "pending", "open", "gate"}:
        return Drawing(9, 10, tuple(_square(mark.kind, 0.5, 1.3)))
    if mark.kind in {"best", "worst"}:
        fill = "white" if mark.kind == "best" else "ink"
        return Drawing(15, 10, (Box(0.5, 1.4, 14, 7, fill=fill, stroke="ink", line=0.7),))
    if mark.kind == "point":
        return Drawing(4, 10, (Box(0.5, 0, 2.4, 10, fill="ink"),))
    if mark.kind == "as_answered":
        return Drawing(9, 10, tuple(triangle(4.5, 8.4, 7)))
    items = [Box(0.5, 1.4, 20, 7.6, "bar" if mark.kind == "solid" else "white", "grey")]
    if mark.kind == "hatched":
        items.append(hatched(0.5, 1.4, 20, 7.6))
    if mark.kind == "floor":
        items = [
            Box(2.5, 1.4, 12, 7.6, "white", "grey"),
            Box(0.5, 0.4, 2.2, 9.6, fill="ink"),
        ]
        return Drawing(15, 10, tuple(items))
    return Drawing(21, 10, tuple(items))


_DRAWERS: dict[type, Callable[[Any, float], Drawing]] = {
    Strip: strips.strip,
    Empty: strips.empty,
    Axis: strips.axis,
    Bands: strips.bands,
    BandLetters: strips.band_letters,
    BandScale: strips.band_scale,
    Points: _points,
    Badge: _badge,
    StateMark: _state,
    Bar: _bar,
    Likelihood: _likelihood,
    LikelihoodScale: _likelihood_scale,
    Swing: _swing,
    SwingAxis: _swing_axis,
    MeterBar: _meter,
    CountBar: _count,
    Sample: _sample,
    Ownership: ownership,
    RatingPath: rating_path,
}
"""How each kind of mark is drawn."""
