"""The figures of the dashboard as drawings: what a file of them holds is what the window shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assay.core.memo_drawing import Box, Drawing, Item, Label, Shape, Strokes, hatched
from assay.core.memo_numbers import percent, signed, whole
from assay.core.memo_strips import Scale, triangle

WIDTH = 620.0
"""Points: a figure fits an A4 page across, with margins, and a screen."""
ROW = 20.0
EDGES = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
LETTERS = "LMEHS"
_INKS = ("ink", "ink", "ink", "white", "white")
_PER_CHARACTER = 0.52
"""Mean width of a letter in sizes of the type: texts are cut by it, with a little to spare."""


@dataclass(frozen=True, slots=True)
class MapLine:
    """One domain of the heat map."""

    code: str
    title: str
    weight: str
    cells: tuple[tuple[str, int], ...]
    """Status and band of every question."""
    low: float | None
    point: float | None
    high: float | None
    as_answered: float | None
    hatched: bool


@dataclass(frozen=True, slots=True)
class RangeLine:
    """A named range."""

    name: str
    low: float
    point: float
    high: float
    note: str = ""
    hatched: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class BarLine:
    """A named length."""

    name: str
    text: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class SwingLine:
    """A question at its best and at its worst around the point."""

    name: str
    text: str
    best: float
    worst: float


@dataclass(frozen=True, slots=True)
class PathPoint:
    """The rating on one day; `at` is the day's place between the first and the last, 0 to 1."""

    at: float
    low: float
    point: float
    high: float
    events: int = 0


def band_at(value: float) -> int:
    """Position of the band of a value."""
    return sum(value >= edge - 1e-9 for edge in EDGES[1:5])


def cut(text: str, width: float, size: float) -> str:
    """`text` cut to about `width`; wide letters count double."""
    room, used = width / (size * _PER_CHARACTER), 0.0
    for place, letter in enumerate(text):
        used += 1.9 if ord(letter) > 0x2E7F else 1.0
        if used > room:
            return text[: max(1, place - 1)].rstrip() + "…"
    return text


# -- heat map -------------------------------------------------------------------------------------


def heat_map(lines: Sequence[MapLine], heads: tuple[str, str, str, str]) -> Drawing:
    """Domains in rows: a cell for each question, the point, the range. `heads` are the columns' words."""
    most = max((len(line.cells) for line in lines), default=0)
    cell = min(16.0, 220.0 / max(1, most))
    left, points = 190.0, 190.0 + cell * most + 12
    at = Scale(0, 100, points + 46, WIDTH - 6)
    domain, weight, questions, point = heads
    items: list[Item] = [
        Label(0, 10, domain, colour="grey"),
        Label(left - 8, 10, weight, colour="grey", anchor="end"),
        Label(left, 10, questions, colour="grey"),
        Label(points, 10, point, colour="grey"),
        *axis(at, 10),
        Strokes((((0, 15), (WIDTH, 15)),), "grey", 0.6),
    ]
    for number, line in enumerate(lines):
        items += _map_line(line, 16 + ROW * number, cell, left, points, at)
    return Drawing(WIDTH, 18 + ROW * len(lines), tuple(items))


def _map_line(
    line: MapLine, top: float, cell: float, left: float, points: float, at: Scale
) -> list[Item]:
    base = top + ROW / 2 + 3
    items: list[Item] = [
        Label(0, base, line.code, strong=True),
        Label(30, base, cut(line.title, 128, 8)),
        Label(left - 8, base, line.weight, colour="grey", anchor="end"),
        Strokes((((0, top + ROW), (WIDTH, top + ROW)),), "faint", 0.5),
    ]
    for number, (status, band) in enumerate(line.cells):
        items += cell_items(left + number * cell, top + 3, cell - 2, ROW - 6, status, band)
    if line.low is None or line.point is None or line.high is None:
        return items
    band = band_at(line.point)
    items += [
        Box(points, top + 3, 36, ROW - 6, f"ramp{band}", "grey", 0.5),
        Label(points + 10, base, LETTERS[band], 8, True, _INKS[band], "middle"),
        Label(points + 24, base, whole(line.point), 8, False, _INKS[band], "middle"),
    ]
    return items + range_items(
        at, top + 6, ROW - 12, (line.low, line.point, line.high), line.as_answered, line.hatched
    )


def cell_items(
    x: float, y: float, width: float, height: float, status: str, band: int
) -> list[Item]:
    """One question: letter on the ramp, hatch, dashed box, or a dash."""
    if status == "answered" and band >= 0:
        return [
            Box(x, y, width, height, f"ramp{band}", "grey", 0.5),
            Label(
                x + width / 2, y + height / 2 + 2.6, LETTERS[band], 7, True, _INKS[band], "middle"
            ),
        ]
    if status == "not_assessed":
        return [Box(x, y, width, height, "", "grey", 0.5, (1.5, 1.5))]
    if status in {"not_asked", "not_applicable"}:
        middle = y + height / 2
        return [Strokes((((x + 3, middle), (x + width - 3, middle)),), "grey", 0.7)]
    return [Box(x, y, width, height, "white", "grey", 0.5), hatched(x, y, width, height)]


# -- ranges ---------------------------------------------------------------------------------------


def axis(at: Scale, baseline: float) -> list[Item]:
    """The figures over a scale of 0 to 100."""
    return [
        Label(at(edge), baseline, f"{edge:.0f}", 7, colour="grey", anchor="middle")
        for edge in EDGES
    ]


def range_items(
    at: Scale,
    top: float,
    height: float,
    bounds: tuple[float, float, float],
    as_answered: float | None,
    thin: bool,
) -> list[Item]:
    """A range on its scale: the bands it crosses, its point, the triangle of *as answered*."""
    low, point, high = bounds
    items: list[Item] = [Box(at(0), top, at(100) - at(0), height, "white", "hairline", 0.5)]
    for band in range(5):
        left, right = max(low, EDGES[band]), min(high, EDGES[band + 1])
        if right > left:
            items.append(Box(at(left), top, at(right) - at(left), height, f"ramp{band}"))
    wide = max(1.0, at(high) - at(low))
    if thin:
        items.append(hatched(at(low), top, wide, height))
    items.append(Box(at(low), top, wide, height, "", "grey", 0.5))
    items.append(Box(at(point) - 1.9, top - 1.5, 3.8, height + 3, "white"))
    items.append(Box(at(point) - 0.9, top - 2.5, 1.8, height + 5, "ink"))
    if as_answered is not None:
        items += triangle(at(as_answered), top - 0.6, 5)
    return items


def ranges(lines: Sequence[RangeLine]) -> Drawing:
    """Named ranges under one scale, with their numbers."""
    at = Scale(0, 100, 250, WIDTH - 90)
    items: list[Item] = axis(at, 9)
    for number, line in enumerate(lines):
        top = 14 + ROW * number
        base = top + ROW / 2 + 3
        numbers = f"{whole(line.point)}  {whole(line.low)}–{whole(line.high)}"
        items.append(Label(0, base, cut(line.name, 235, 8), strong=line.strong))
        items += range_items(
            at, top + 6, ROW - 12, (line.low, line.point, line.high), None, line.hatched
        )
        items.append(Label(WIDTH - 80, base, numbers, strong=line.strong))
        if line.note:
            items.append(Label(WIDTH, base, line.note, 7, colour="grey", anchor="end"))
    return Drawing(WIDTH, 16 + ROW * len(lines), tuple(items))


# -- bars and swings ------------------------------------------------------------------------------


def bars(lines: Sequence[BarLine]) -> Drawing:
    """Lengths from a common zero, longest first as they come."""
    largest = max((line.value for line in lines), default=0.0)
    left, room = 400.0, 170.0
    items: list[Item] = []
    for number, line in enumerate(lines):
        base = ROW * number + ROW / 2 + 3
        length = max(1.0, room * line.value / largest) if largest else 1.0
        items += [
            Label(0, base, line.name, strong=True),
            Label(48, base, cut(line.text, 340, 8)),
            Box(left, base - 6, length, 7, "grey"),
            Label(WIDTH, base, line.shown, anchor="end"),
        ]
    return Drawing(WIDTH, ROW * len(lines), tuple(items))


def swings(lines: Sequence[SwingLine], point: float) -> Drawing:
    """The tornado: from the point down to the best answer, up to the worst."""
    reach = max((max(point - s.best, s.worst - point) for s in lines), default=0.0) or 1.0
    at = Scale(point - reach, point + reach, 370, WIDTH - 34)
    bottom = ROW * len(lines)
    items: list[Item] = []
    for number, line in enumerate(lines):
        base = ROW * number + ROW / 2 + 3
        best, worst = at(line.best), at(line.worst)
        items += [
            Label(0, base, line.name, strong=True),
            Label(48, base, cut(line.text, 285, 8)),
            Box(best, base - 8, at(point) - best, 10, "ramp1", "grey", 0.5),
            Box(at(point), base - 8, worst - at(point), 10, "ramp3", "grey", 0.5),
            Label(best - 3, base, signed(line.best - point), 7, colour="grey", anchor="end"),
            Label(worst + 3, base, signed(line.worst - point), 7, colour="grey"),
        ]
    items.append(Strokes((((at(point), 0), (at(point), bottom)),), "ink", 0.9))
    return Drawing(WIDTH, bottom, tuple(items))


# -- chance and time ------------------------------------------------------------------------------


def chances(
    shares: Sequence[tuple[str, float]],
    spread: tuple[float, float, float],
    hard: tuple[float, float],
) -> Drawing:
    """The spread of the draws over the hard bounds, and the share of draws in each band."""
    at = Scale(0, 100, 6, WIDTH - 6)
    top, height = 16.0, 14.0
    items: list[Item] = [
        *axis(at, 10),
        Box(at(0), top, at(100) - at(0), height, "white", "hairline", 0.5),
        hatched(at(hard[0]), top, max(1.0, at(hard[1]) - at(hard[0])), height),
        Box(at(hard[0]), top, max(1.0, at(hard[1]) - at(hard[0])), height, "", "grey", 0.5),
        Box(at(spread[0]), top, max(1.0, at(spread[2]) - at(spread[0])), height, "bar", "ink", 0.7),
        Box(at(spread[1]) - 0.9, top - 2, 1.8, height + 4, "ink"),
    ]
    for number, (name, share) in enumerate(shares):
        left, right = at(EDGES[number]), at(EDGES[number + 1])
        middle = (left + right) / 2
        items += [
            Box(left + 1, 40, right - left - 2, 6, f"ramp{number}", "grey", 0.4),
            Label(middle, 57, f"{name} {percent(share)}", 8, share >= 0.5, "ink", "middle"),
        ]
    return Drawing(WIDTH, 62, tuple(items))


def path(
    points: Sequence[PathPoint],
    days: Sequence[tuple[float, str]],
    now: float,
    height: float = 210.0,
) -> Drawing:
    """The range over time, the point in it, ticks where something happened, a line at the cut-off."""
    top, bottom = 8.0, height - 34
    x = Scale(0, 1, 26, WIDTH - 8)
    y = Scale(0, 100, bottom, top)
    items: list[Item] = []
    for edge in EDGES:
        items.append(Strokes((((x(0), y(edge)), (x(1), y(edge))),), "faint", 0.5))
        items.append(Label(x(0) - 5, y(edge) + 2.6, f"{edge:.0f}", 7, colour="grey", anchor="end"))
    if len(points) > 1:
        upper = tuple((x(p.at), y(p.high)) for p in points)
        lower = tuple((x(p.at), y(p.low)) for p in reversed(points))
        items.append(Shape((*upper, *lower), "faint", "hairline", 0.5))
        line = [(x(p.at), y(p.point)) for p in points]
        items.append(Strokes(tuple(pairwise(line)), "ink", 1.6))
    items.append(Strokes((((x(now), top), (x(now), bottom + 10)),), "accent", 1.0, (3.0, 2.0)))
    most = max((p.events for p in points), default=0)
    for p in points:
        if p.events:
            tall = 3 + 9 * p.events / most
            items.append(
                Strokes((((x(p.at), bottom + 14), (x(p.at), bottom + 14 - tall)),), "ink", 1.0)
            )
    for place, name in days:
        items.append(Label(x(place), height - 6, name, 7.5, colour="grey", anchor="middle"))
    return Drawing(WIDTH, height, tuple(items))
