"""Numbers as a memo prints them: whole scores, never rounded across the edge of a band or a floor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import floor

from assay.core.agreement import ENOUGH
from assay.core.answers import Status
from assay.core.chance import questions_by_domain
from assay.core.rating import (
    MIN_COVERAGE,
    MIN_EVIDENCE_INDEX,
    Interval,
    Overall,
    QuestionScore,
    Rating,
    domain_score,
    overall,
    reached,
)

_BAND_EDGES = (20.0, 40.0, 60.0, 80.0)


def _towards(value: float, edges: Iterable[float], digits: int) -> float:
    """`value` rounded, but down where rounding up would reach an edge it has not reached."""
    shown: float = round(value, digits)
    unit = 10**digits
    for edge in edges:
        if shown >= edge and not reached(value, edge):
            return float(floor(value * unit) / unit)
    return shown


def whole(value: float) -> str:
    """A score: 59.6 prints 59 and not 60, because its band is the lower one."""
    return f"{_towards(value, _BAND_EDGES, 0):.0f}"


def tenth(value: float) -> str:
    """A score with one decimal, for figures that show less than a point."""
    return f"{_towards(value, _BAND_EDGES, 1):.1f}"


def percent(share: float) -> str:
    """A share of 1: 59.6 % coverage does not print the 60 % it misses."""
    return f"{_towards(100 * share, (100 * MIN_COVERAGE, 100.0), 0):.0f}%"


def hundredth(value: float) -> str:
    """A confidence, an evidence index or a kappa with two decimals."""
    return f"{_towards(value, (0.3, MIN_EVIDENCE_INDEX, 0.5, ENOUGH), 2):.2f}"


def signed(value: float) -> str:
    """A move: `+0.8`, `−0.9` with a true minus, and `0.0` without a sign for one too small to show."""
    shown = f"{value:+.1f}".replace("-", "−")
    return shown[1:] if shown[1:] == "0.0" else shown


@dataclass(frozen=True, slots=True)
class Settled:
    """The overall score if some questions were settled at their points."""

    total: Overall
    narrows: float
    """Points by which the range shrinks."""

    @property
    def ratable(self) -> bool:
        return reached(self.total.coverage, MIN_COVERAGE) and reached(
            self.total.evidence_index, MIN_EVIDENCE_INDEX
        )


def settled(rating: Rating, questions: Iterable[str]) -> Settled:
    """What answering `questions` at their points, with full evidence, would leave of the range.

    Flags stay as they are: an open knockout keeps its upper bound.
    """
    closed = set(questions)
    by_domain = questions_by_domain(rating)
    domains = [
        domain_score(
            domain.id,
            domain.weight,
            [_settle(q) if q.id in closed else q for q in by_domain[domain.id]],
            rating.floors,
        )
        if any(q.id in closed for q in by_domain[domain.id])
        else domain
        for domain in rating.domains
    ]
    total = overall(domains, rating.floors)
    width = rating.interval.high - rating.interval.low
    return Settled(total, max(0.0, width - (total.interval.high - total.interval.low)))


def _settle(question: QuestionScore) -> QuestionScore:
    interval = question.interval
    if interval is None:
        return question
    return replace(
        question,
        status=Status.ANSWERED,
        points=interval.point / 25,
        confidence=1.0,
        lapsed=False,
        interval=Interval(interval.point, interval.point, interval.point),
    )
