"""What would move the rating (blueprint §4.7): swings, value of information, other weights, chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import fsum, sqrt
from typing import NamedTuple

from assay.core.rating import (
    BANDS,
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
    root,
)
from assay.core.replacing import Bound, Totals, bounds, is_open, totals_of

DRAWS = 4000
REDRAW = 0.25
"""How far weight robustness moves each domain weight, up and down."""
_GAMMA = 0x9E3779B97F4A7C15
_MASK = 0xFFFFFFFFFFFFFFFF
_CHECK_EVERY = 64
_NOISE = 1e-9
"""What rounding leaves where nothing would move."""


def questions_by_domain(rating: Rating) -> dict[str, list[QuestionScore]]:
    """The scored questions of each domain, in checklist order."""
    found: dict[str, list[QuestionScore]] = {domain.id: [] for domain in rating.domains}
    for question in rating.questions.values():
        if question.interval is not None and question.weight > 0:
            found[question.domain].append(question)
    return found


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


def gaps(rating: Rating) -> tuple[Gap, ...]:
    """The questions that are not settled, by value of information, then by swing."""
    return tuple(
        sorted(
            (gap for gap in swings(rating) if is_open(rating.questions[gap.question])),
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
    for _ in range(draws):
        weights = {
            domain.id: domain.weight * (1.0 - REDRAW + 2.0 * REDRAW * next(uniform))
            for domain in rating.domains
        }
        same += band(reweighed(rating, weights).interval.point) == rating.band
    equal = reweighed(rating, {domain.id: 1.0 for domain in rating.domains})
    return Robustness(same / draws if draws else 1.0, equal.interval, draws, seed)


def uniforms(seed: int) -> Iterator[float]:
    """Numbers in [0, 1) from SplitMix64: the same in every language."""
    return ((x >> 11) / 9007199254740992.0 for x in splitmix64(seed))


def splitmix64(seed: int) -> Iterator[int]:
    """The 64-bit numbers of the SplitMix64 generator."""
    state = seed & _MASK
    while True:
        state = (state + _GAMMA) & _MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        yield z ^ (z >> 31)


@dataclass(frozen=True, slots=True)
class Chances:
    """The spread of the overall score if errors were independent, which they are not quite."""

    p05: float
    p50: float
    p95: float
    share_by_band: Mapping[str, float]
    draws: int
    seed: int


def monte_carlo(
    rating: Rating,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    go_on: Callable[[int], bool] | None = None,
) -> Chances | None:
    """Draw every scored question from triangular(low, point, high), in listed order.

    Floors are left out: a rule that fired is no matter of chance. `go_on` is asked now and then
    with the number of draws done; None is returned when it declines.
    """
    plan, weight = _plan(rating)
    state = seed & _MASK
    values = []
    for number in range(draws if plan else 0):
        if go_on is not None and number % _CHECK_EVERY == 0 and not go_on(number):
            return None
        total, state = _drawn(plan, state)
        values.append(root(total / weight, POWER))
    return _spread(sorted(values or [rating.interval.point]), draws, seed)


def _plan(rating: Rating) -> tuple[list[_Drawn], float]:
    """What is drawn, domain by domain, and the sum of the domains' weights."""
    by_domain = questions_by_domain(rating)
    plan = [
        (
            domain.weight,
            fsum(q.weight for q in by_domain[domain.id]),
            _triangles(by_domain[domain.id]),
        )
        for domain in rating.domains
        if by_domain[domain.id] and domain.weight > 0
    ]
    return plan, fsum(weight for weight, _, _ in plan)


def _spread(values: Sequence[float], draws: int, seed: int) -> Chances:
    count = len(values)
    named = [band(value) for value in values]
    return Chances(
        p05=values[int(0.05 * count)],
        p50=values[int(0.50 * count)],
        p95=values[int(0.95 * count)],
        share_by_band={name: named.count(name) / count for _, name in BANDS},
        draws=draws,
        seed=seed,
    )


_Triangle = tuple[float, float, float, float, float, float]
"""A question's weight, low, point and high, and how far point lies above low and high above point."""
_Drawn = tuple[float, float, list[_Triangle]]
"""A domain's weight, the sum of its questions' weights, and its questions."""


def _triangles(questions: Iterable[QuestionScore]) -> list[_Triangle]:
    return [
        (q.weight, i.low, i.point, i.high, i.point - i.low, i.high - i.point)
        for q in questions
        if (i := q.interval) is not None
    ]


def _drawn(plan: Iterable[_Drawn], state: int) -> tuple[float, int]:
    """One draw: Σ w × the domains' mean squares, and where the generator stands then.

    SplitMix64 is written out here, as `splitmix64` has it: two generators for each of half a million
    numbers took longer than all the rest.
    """
    total = 0.0
    for weight, inner, questions in plan:
        squares = 0.0
        for own, low, point, high, rise, fall in questions:
            state = (state + _GAMMA) & _MASK
            span = high - low
            if span <= 0.0:
                squares += own * point * point
                continue
            z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
            u = ((z ^ (z >> 31)) >> 11) / 9007199254740992.0
            left = u * span < rise
            score = low + sqrt(u * span * rise) if left else high - sqrt((1.0 - u) * span * fall)
            squares += own * score * score
        total += weight * squares / inner
    return total, state
