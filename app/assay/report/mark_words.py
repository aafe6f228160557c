"""Small drawings in words, for writers whose tables hold text: the same numbers, nothing added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assay.core.memo_marks import (
    Badge,
    Bands,
    BandScale,
    Bar,
    CountBar,
    Likelihood,
    LikelihoodScale,
    Mark,
    MeterBar,
    Points,
    StateMark,
    Strip,
    Swing,
)
from assay.core.memo_numbers import tenth, whole


def told(mark: Mark) -> str:
    """`mark` as text; empty for an axis or a sample, which say nothing without their drawing."""
    say = _SAYS.get(type(mark))
    return say(mark) if say is not None else ""


def _strip(mark: Strip) -> str:
    if mark.low == mark.high:
        return whole(mark.point)
    return f"{whole(mark.low)}–{whole(mark.high)} ({whole(mark.point)})"


def _bands(mark: Bands) -> str:
    point = mark.letters[mark.point]
    if mark.low == mark.high:
        return point
    return f"{point} ({mark.letters[mark.low]}–{mark.letters[mark.high]})"


def _points(mark: Points) -> str:
    return "–" if mark.points is None else f"{float(tenth(mark.points)):g}/4"


def _likelihood(mark: Likelihood) -> str:
    return f"{mark.word} ({mark.low:g}–{mark.high:g}%)"


def _swing(mark: Swing) -> str:
    return f"{tenth(mark.best)}–{tenth(mark.worst)}"


def _band_scale(mark: BandScale) -> str:
    return " · ".join(mark.names)


def _likelihood_scale(mark: LikelihoodScale) -> str:
    return f"{mark.words[0]} … {mark.words[-1]}" if mark.words else ""


def _badge(mark: Badge) -> str:
    return mark.grade


def _bar(mark: Bar) -> str:
    return mark.shown


def _state(mark: StateMark) -> str:
    return mark.word


def _meter(mark: MeterBar) -> str:
    return mark.label


def _count(mark: CountBar) -> str:
    return str(mark.count)


_SAYS: dict[type, Callable[[Any], str]] = {
    Strip: _strip,
    Bands: _bands,
    Points: _points,
    Likelihood: _likelihood,
    Swing: _swing,
    BandScale: _band_scale,
    LikelihoodScale: _likelihood_scale,
    Badge: _badge,
    Bar: _bar,
    StateMark: _state,
    MeterBar: _meter,
    CountBar: _count,
}
