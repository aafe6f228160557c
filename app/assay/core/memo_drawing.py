"""Small drawings as values, in points from the top left: what paper, window and page paint alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PALETTE = {
    "ink": "#17212B",
    "grey": "#4C5661",
    "accent": "#1D4B73",
    "hairline": "#B4BBC2",
    "faint": "#DDE1E5",
    "bar": "#BFC9D2",
    "hatch": "#7A858F",
    "band_hatch": "#A3ACB5",
    "tint": "#F3F1EB",
    "white": "#FFFFFF",
    "ramp0": "#FFF7D6",
    "ramp1": "#FED98E",
    "ramp2": "#FE9929",
    "ramp3": "#CC4C02",
    "ramp4": "#662506",
}
"""Colours by name (visual/memo.md §5); a writer for the dark window may map the names anew."""

Point = tuple[float, float]
Dash = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    line: float = 0.6
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Strokes:
    """Separate straight lines in one pen."""

    segments: tuple[tuple[Point, Point], ...]
    stroke: str
    line: float = 0.5
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed polygon."""

    points: tuple[Point, ...]
    fill: str = ""
    stroke: str = ""
    line: float = 0.6


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    line: float = 0.6


@dataclass(frozen=True, slots=True)
class Label:
    """Text at a baseline."""

    x: float
    y: float
    text: str
    size: float = 8.0
    strong: bool = False
    colour: str = "ink"
    anchor: Literal["start", "middle", "end"] = "start"


Item = Box | Strokes | Shape | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    items: tuple[Item, ...]


def hatched(x: float, y: float, width: float, height: float, step: float = 2.6) -> Strokes:
    """45° lines inside a rectangle, clipped by arithmetic so that no painter needs a clip."""
    segments = []
    # A line x + y = c crosses the rectangle for x + y between its two corners.
    c = x + y + step / 2
    while c < x + y + width + height:
        start = (x, c - x) if c - x <= y + height else (c - y - height, y + height)
        end = (c - y, y) if c - y <= x + width else (x + width, c - x - width)
        segments.append((start, end))
        c += step
    return Strokes(tuple(segments), "hatch", 0.45)
