"""What would move the rating (blueprint §4.7): swings, value of information, other weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import fsum
from typing import NamedTuple

from assay.core.chance import questions_by_domain, uniforms
from assay.core.rating import (
    POWER,
    POWERS,
    DomainScore,
    Floors,
    Gap,
    Interval,
    Overall,
    QuestionScore,
    Rating,
    band,
    domain_score,
    overall,
    raised,
    root,
)
from assay.core.replacing import Bound, Totals, bounds, is_open, totals_of

REDRAW = 0.25
"""How far weight robustness moves each domain weight, up and down."""
_NOISE = 1e-9
"""What rounding leaves where nothing would move."""


def swings(rating: Rating) -> tuple[Gap, ...]:
    """Every scored question with its swing and value of information, largest swing first.

    Flags stay as they are: this is what the answers do, not what a flag would.
    """
    low, point, high = bounds(rating, _totals(rating))
    width = high.now - low.now
    found = []
    for question in rating.questions.values():
        interval = question.interval
        if interval is None or question.domain not in point.slots or question.weight <= 0:
            continue
        top = high.replaced(question, interval.high, interval.point)
        bottom = low.replaced(question, interval.low, interval.point)
        found.append(_gap(question, point, _worth(width, top, bottom)))
    return tuple(sorted(found, key=lambda gap: -gap.swing))


def _totals(rating: Rating) -> dict[str, Totals]:
    return {id: totals_of(scored) for id, scored in questions_by_domain(rating).items()}


def _worth(width: float, top: float, bottom: float) -> float:
    """By how much a range of `width` narrows that would go from `bottom` to `top`."""
    narrower = width - (top - bottom)
    return narrower if narrower > _NOISE else 0.0


def _gap(question: QuestionScore, point: Bound, worth: float) -> Gap:
    middle = question.interval.point if question.interval is not None else 0.0
    best = point.replaced(question, middle, question.best)
    worst = point.replaced(question, middle, question.worst)
    return Gap(question.id, worth, best, worst, worst - best, band(best) != band(worst))


def gaps(rating: Rating, known: Sequence[Gap] | None = None) -> tuple[Gap, ...]:
    """The questions that are not settled, by value of information, then by swing.

    `known` are the `swings` of this rating, where they are there already.
    """
    every = swings(rating) if known is None else known
    return tuple(
        sorted(
            (gap for gap in every if is_open(rating.questions[gap.question])),
            key=lambda gap: (-gap.value_of_information, -gap.swing),
        )
    )


class Largest(NamedTuple):
    """The gaps worth most, in the order of `gaps`, and how many there are in all."""

    gaps: tuple[Gap, ...]
    total: int


def largest_gaps(rating: Rating, totals: Mapping[str, Totals], wanted: int = 3) -> Largest:
    """The first of `gaps`: what every gap is worth, but the swing only of those it decides between.

    `totals` are those of every domain of `rating`.
    """
    low, point, high = bounds(rating, totals)
    width = high.now - low.now
    open_: list[QuestionScore] = []
    worth: list[float] = []
    for domain in rating.domains:
        if domain.id not in point.slots:
            continue
        found = totals[domain.id].open
        tops = high.with_gains(high.slots[domain.id], [up for _, up, _ in found])
        bottoms = low.with_gains(low.slots[domain.id], [up for _, _, up in found])
        open_ += [question for question, _, _ in found]
        worth += [_worth(width, top, bottom) for top, bottom in zip(tops, bottoms, strict=True)]
    least = min(nlargest(wanted, worth), default=0.0)
    first = [_gap(q, point, each) for q, each in zip(open_, worth, strict=True) if each >= least]
    first.sort(key=lambda gap: (-gap.value_of_information, -gap.swing))
    return Largest(tuple(first[:wanted]), len(open_))


def reweighed(
    rating: Rating,
    weights: Mapping[str, float] | None = None,
    *,
    power: float = POWER,
    floors: Floors | None = None,
    drop: str = "",
) -> Overall:
    """The overall score under other domain weights, another power, other floors, or without a domain."""
    applied = rating.floors if floors is None else floors
    by_domain = questions_by_domain(rating)
    domains: Iterable[DomainScore] = (
        rating.domains
        if power == POWER and floors is None
        else [domain_score(d.id, d.weight, by_domain[d.id], applied, power) for d in rating.domains]
    )
    return overall(
        (
            domain if weights is None else replace(domain, weight=weights.get(domain.id, 0.0))
            for domain in domains
            if domain.id != drop
        ),
        applied,
        power,
    )


def by_power(rating: Rating) -> dict[float, Interval]:
    """The overall interval for the powers 1, 2 and 4: how far a severe risk is allowed to hide."""
    return {power: reweighed(rating, power=power).interval for power in POWERS}


def by_profile(rating: Rating, profiles: Mapping[str, Mapping[str, float]]) -> dict[str, Overall]:
    """The overall score under each weight profile."""
    return {id: reweighed(rating, weights) for id, weights in profiles.items()}


def without_each_domain(rating: Rating) -> dict[str, Interval]:
    """The overall interval with each domain left out in turn, to see double counting."""
    return {domain.id: reweighed(rating, drop=domain.id).interval for domain in rating.domains}


@dataclass(frozen=True, slots=True)
class Robustness:
    """What other weights make of the rating."""

    share_same_band: float
    """Share of redraws in the band of the point."""
    equal_weights: Interval
    draws: int
    seed: int


def weight_robustness(rating: Rating, *, draws: int = 1000, seed: int = 1) -> Robustness:
    """Redraw each domain weight within ±25 % and see how often the band stays."""
    uniform = uniforms(seed)
    same = 0
    scored = [
        None if d.interval is None or d.weight <= 0 else (d.weight, raised(d.interval.point, POWER))
        for d in rating.domains
    ]
    for _ in range(draws):
        # As `reweighed` does it, but for the point alone: whatever the weights, the domains stay.
        drawn = [(1.0 - REDRAW + 2.0 * REDRAW * next(uniform), each) for each in scored]
        weighed = [(each[0] * share, each[1]) for share, each in drawn if each is not None]
        point = rating.interval.point
        if weighed:
            mean = fsum(w * square for w, square in weighed) / fsum(w for w, _ in weighed)
            point = max(root(mean, POWER), rating.floors.overall_binding)
        same += band(point) == rating.band
    equal = reweighed(rating, {domain.id: 1.0 for domain in rating.domains})
    return Robustness(same / draws if draws else 1.0, equal.interval, draws, seed)
