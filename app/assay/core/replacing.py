"""The overall score with one question scored differently, without adding everything up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum, sqrt
from typing import NamedTuple

from assay.core.answers import Status
from assay.core.rating import QuestionScore, Rating


class Totals(NamedTuple):
    """What one domain's scored questions add up to, and what settling each open one would change."""

    inner: float
    """Σ w."""
    low: float
    """Σ w s², s the low end; so the next two."""
    point: float
    high: float
    open: tuple[tuple[QuestionScore, float, float], ...]
    """A question that is not settled, with what `high` and `low` would gain if it were, at its point."""


def totals_of(questions: Iterable[QuestionScore]) -> Totals:
    """The totals of one domain's questions; those that are not scored are left out."""
    scored = [(q, q.weight, q.interval) for q in questions if q.interval and q.weight > 0]
    return Totals(
        fsum(weight for _, weight, _ in scored),
        fsum(weight * interval.low**2 for _, weight, interval in scored),
        fsum(weight * interval.point**2 for _, weight, interval in scored),
        fsum(weight * interval.high**2 for _, weight, interval in scored),
        tuple(
            (
                question,
                gained(weight, interval.high, interval.point),
                gained(weight, interval.low, interval.point),
            )
            for question, weight, interval in scored
            if is_open(question)
        ),
    )


def gained(weight: float, own: float, score: float) -> float:
    """What Σ w s² gains where a question scores `score` instead of `own`."""
    return weight * (score * score - own * own)


def is_open(question: QuestionScore) -> bool:
    """Whether more work on the question could still tell something."""
    interval = question.interval
    unanswered = question.status is not Status.ANSWERED or question.lapsed
    return interval is not None and (unanswered or interval.low < interval.high)


class Slot(NamedTuple):
    """One domain's place in the overall mean, in squares."""

    weight: float
    inner: float
    """Σ w of its questions."""
    total: float
    """Σ w s² of its questions."""
    floor: float
    others: float
    """What the other domains add to the overall sum."""


class Bound:
    """One of low, point and high over the whole rating, ready to have one question replaced.

    It keeps the sums that a mean needs, so that a replacement costs the same for 10 questions as
    for 5,000. Squares are compared with squared floors, which saves the roots in between.
    """

    def __init__(
        self,
        rating: Rating,
        sums: Mapping[str, tuple[float, float]],
        domain_floors: Mapping[str, float],
        overall_floor: float,
    ) -> None:
        self.floor = overall_floor * overall_floor
        counted = [d for d in rating.domains if d.weight > 0 and sums[d.id][0] > 0]
        floors = [domain_floors.get(domain.id, 0.0) ** 2 for domain in counted]
        shares = [
            domain.weight * max(sums[domain.id][1] / sums[domain.id][0], floor)
            for domain, floor in zip(counted, floors, strict=True)
        ]
        everything = fsum(shares)
        self.weight = fsum(domain.weight for domain in counted)
        self.slots = {
            domain.id: Slot(domain.weight, *sums[domain.id], floor, everything - share)
            for domain, floor, share in zip(counted, floors, shares, strict=True)
        }
        self.now = self._overall(everything) if counted else 0.0

    def _overall(self, total: float) -> float:
        return sqrt(max(total / self.weight, self.floor, 0.0))

    def replaced(self, question: QuestionScore, own: float, score: float) -> float:
        """The overall value if the question scored `score` instead of `own`."""
        slot = self.slots[question.domain]
        return self.with_gain(slot, gained(question.weight, own, score))

    def with_gain(self, slot: Slot, gain: float) -> float:
        """The overall value if the Σ w s² of one domain were larger by `gain`."""
        inside = max((slot.total + gain) / slot.inner, slot.floor)
        return self._overall(slot.others + slot.weight * inside)

    def with_gains(self, slot: Slot, gains: Iterable[float]) -> list[float]:
        """`with_gain` of each, written out: calling it 5,000 times takes longer than all the rest."""
        weight, inner, total, floor, others = slot
        everything, least = self.weight, max(self.floor, 0.0)
        found = []
        for gain in gains:
            mean = (total + gain) / inner
            square = (others + weight * (mean if mean > floor else floor)) / everything
            found.append(sqrt(square if square > least else least))
        return found


def bounds(rating: Rating, totals: Mapping[str, Totals]) -> tuple[Bound, Bound, Bound]:
    """Low, point and high with their floors; a pending floor lifts the upper bound alone."""
    floors = rating.floors
    upper = {
        id: max(floors.binding.get(id, 0.0), floors.pending.get(id, 0.0))
        for id in (*floors.binding, *floors.pending)
    }
    highest = max(floors.overall_binding, floors.overall_pending)
    low = {id: (each.inner, each.low) for id, each in totals.items()}
    point = {id: (each.inner, each.point) for id, each in totals.items()}
    high = {id: (each.inner, each.high) for id, each in totals.items()}
    return (
        Bound(rating, low, floors.binding, floors.overall_binding),
        Bound(rating, point, floors.binding, floors.overall_binding),
        Bound(rating, high, upper, highest),
    )
