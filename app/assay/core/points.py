"""Answers to risk points (blueprint §4.1): options, sums, piecewise-linear bands, dates as day counts."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from math import fsum, isfinite
from typing import NamedTuple

from assay.core.checklist import AnswerType

MOST_POINTS = 4.0


class Reading(NamedTuple):
    """What an answer's value comes to."""

    points: float | None = None
    """0–4; None for free text and for a value that the question does not (or no longer) know."""
    number: float | None = None
    """The number of a numeric answer, the day count of a date."""
    options: tuple[str, ...] = ()


NOTHING = Reading()


def read(answer: AnswerType, value: str | None, cut_off: int) -> Reading:
    """The points and the number of `value` on the day `cut_off` (an ordinal)."""
    if value is None or answer.type == "text":
        return NOTHING
    if answer.type in ("choice", "boolean"):
        for option in answer.options:
            if option.id == value:
                return Reading(option.points, None, (option.id,))
        return NOTHING
    if answer.type == "multi":
        return _several(answer, value)
    number = _day_count(answer, value, cut_off) if answer.type == "date" else _number(value)
    if number is None:
        return NOTHING
    return Reading(interpolated(answer.bands, number) if answer.bands else None, number)


def _several(answer: AnswerType, value: str) -> Reading:
    try:
        ids = json.loads(value)
    except ValueError:
        return NOTHING
    if not isinstance(ids, list):
        return NOTHING
    chosen = [option for option in answer.options if option.id in ids]
    if len(chosen) != len(ids) or not chosen:
        return NOTHING
    points = [option.points for option in chosen]
    total = min(MOST_POINTS, fsum(points)) if answer.combine == "sum" else max(points)
    return Reading(total, None, tuple(option.id for option in chosen))


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _day_count(answer: AnswerType, value: str, cut_off: int) -> float | None:
    try:
        day = date.fromisoformat(value).toordinal()
    except ValueError:
        return None
    return float(day - cut_off if answer.unit == "days_until" else cut_off - day)


def interpolated(bands: Sequence[tuple[float, float]], value: float) -> float:
    """Points on the line through `bands` (value, points), clamped at both ends."""
    if value <= bands[0][0]:
        return bands[0][1]
    if value >= bands[-1][0]:
        return bands[-1][1]
    above = bisect_right(bands, value, key=lambda entry: entry[0])
    (x0, y0), (x1, y1) = bands[above - 1], bands[above]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
