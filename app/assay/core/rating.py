"""The rating (blueprint §4): points, confidence, intervals, aggregation and bands, as pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assay.core.answers import Status


@dataclass(frozen=True, slots=True)
class Interval:
    """Risk on 0–100, higher is worse: lower bound, point, upper bound."""

    low: float
    point: float
    high: float


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One question's part in the rating."""

    id: str
    domain: str
    weight: float
    status: Status
    asked: bool
    """False where a skip rule or *not applicable* takes it out of the denominator."""
    points: float | None
    """0–4, None unless answered."""
    confidence: float
    support: float
    against: float
    conflicted: bool
    """Support and contradiction are both at least 0.4."""
    lapsed: bool
    """Answered, with evidence, but all of it past `valid_until`: counts as unknown."""
    interval: Interval | None
    """None where it is not asked or its weight is 0."""
    as_answered: float | None


@dataclass(frozen=True, slots=True)
class DomainScore:
    id: str
    weight: float
    interval: Interval | None
    """None where no question applies: the domain leaves the mean."""
    as_answered: float | None
    coverage: float
    evidence_index: float
    thin: bool
    """More than 40 % of its weight is not applicable."""
    floor: float | None
    """The binding floor that was applied, if any."""


FlagStateName = Literal["binding", "pending", "open", "clear", "cleared", "fired"]


@dataclass(frozen=True, slots=True)
class FlagState:
    """`binding`, `pending` (fired, confidence < 0.5), `open` (knockout with a question without an
    answer), `clear`, `cleared` (by a reviewer); a fired gate is `fired`."""

    id: str
    kind: Literal["floor", "knockout", "gate"]
    state: FlagStateName
    confidence: float


@dataclass(frozen=True, slots=True)
class Gap:
    """What settling one question would do, sorted by value of information (blueprint §4.7)."""

    question: str
    value_of_information: float
    """Points by which the overall range would shrink."""
    best: float
    worst: float
    swing: float
    changes_band: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """Everything that any screen, CLI line or memo shows of a rating; numbers unrounded."""

    rating: str
    """A band, `Not ratable` or `Prohibited`; `Stop`, `Look deeper` or `Routine` for a screen."""
    band: str
    """Band of the point."""
    band_low: str
    band_high: str
    interval: Interval
    before_floors: Interval
    provisional: bool
    coverage: float
    evidence_index: float
    as_answered: float
    domains: tuple[DomainScore, ...]
    questions: Mapping[str, QuestionScore]
    flags: tuple[FlagState, ...]
    profile: str
    cut_off: str
