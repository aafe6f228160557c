"""What a mark shows, in words: for readers who hear a memo, in patterns of its language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assay.core.memo_marks import (
    Axis,
    Badge,
    BandLetters,
    Bands,
    Bar,
    Empty,
    Likelihood,
    LikelihoodScale,
    Mark,
    MeterBar,
    Points,
    StateMark,
    Strip,
    Swing,
    SwingAxis,
)
from assay.core.memo_numbers import tenth, whole


@dataclass(frozen=True, slots=True)
class Spoken:
    """Patterns in one language; each names the places that it fills."""

    strip: str
    """`{low}`, `{point}`, `{high}`"""
    answered: str
    """`{value}`: what follows a strip that has a value as answered."""
    empty: str
    axis: str
    """`{low}`, `{high}`"""
    bands: str
    """`{point}`, `{low}`, `{high}`: names of bands"""
    names: tuple[str, ...]
    """The five bands."""
    points: str
    """`{points}`, of four"""
    likelihood: str
    """`{word}`, `{low}`, `{high}`: per cent"""
    swing: str
    """`{best}`, `{point}`, `{worst}`"""
    chosen: str
    """`{chosen}`, `{others}`: a choice and what else there was."""


PLAIN = (Badge, StateMark, Bar, MeterBar)
"""Marks whose own lettering says what they show."""


def spoken(mark: Mark, say: Spoken) -> str:
    """`mark` in words; empty where its lettering says it, or where it repeats what stands beside it."""
    worded = _WORDED.get(type(mark))
    return "" if worded is None else worded(mark, say)


def _strip(mark: Strip, say: Spoken) -> str:
    text = say.strip.format(low=whole(mark.low), point=whole(mark.point), high=whole(mark.high))
    if mark.as_answered is None:
        return text
    return text + say.answered.format(value=whole(mark.as_answered))


def _bands(mark: Bands, say: Spoken) -> str:
    low, point, high = (say.names[n] for n in (mark.low, mark.point, mark.high))
    return say.bands.format(low=low, point=point, high=high)


def _points(mark: Points, say: Spoken) -> str:
    return say.empty if mark.points is None else say.points.format(points=tenth(mark.points))


def _likelihood(mark: Likelihood, say: Spoken) -> str:
    return say.likelihood.format(word=mark.word, low=f"{mark.low:g}", high=f"{mark.high:g}")


def _swing(mark: Swing, say: Spoken) -> str:
    return say.swing.format(best=tenth(mark.best), point=tenth(mark.point), worst=tenth(mark.worst))


def _swing_axis(mark: SwingAxis, say: Spoken) -> str:
    return say.axis.format(low=tenth(mark.start), high=tenth(mark.end))


_WORDED: dict[type, Callable[[Any, Spoken], str]] = {
    Strip: _strip,
    Empty: lambda mark, say: say.empty,
    Axis: lambda mark, say: say.axis.format(low=0, high=100),
    BandLetters: lambda mark, say: ", ".join(say.names),
    Bands: _bands,
    Points: _points,
    Likelihood: _likelihood,
    LikelihoodScale: lambda mark, say: "; ".join(mark.words),
    Swing: _swing,
    SwingAxis: _swing_axis,
}
