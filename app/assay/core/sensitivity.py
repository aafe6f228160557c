"""What would move the rating (blueprint §4.7): swings, value of information, other weights, chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import fsum, sqrt

from assay.core.answers import Status
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
    raised,
    root,
)

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


class _Bound:
    """One of low, point and high over the whole rating, ready to have one question replaced.

    It keeps the sums that a mean needs, so that a replacement costs the same for 10 questions as
    for 5,000.
    """

    __slots__ = ("domain_floors", "domains", "of", "overall_floor", "total", "weight")

    def __init__(
        self,
        rating: Rating,
        by_domain: Mapping[str, list[QuestionScore]],
        of: Callable[[Interval], float],
        domain_floors: Mapping[str, float],
        overall_floor: float,
    ) -> None:
        self.of = of
        self.domain_floors = domain_floors
        self.overall_floor = overall_floor
        self.domains: dict[str, tuple[float, float, float]] = {}
        """Domain id → its weight, Σ w and Σ w s²."""
        for domain in rating.domains:
            scored = by_domain[domain.id]
            if scored and domain.weight > 0:
                terms = (q.weight * raised(of(q.interval), POWER) for q in scored if q.interval)
                weight = fsum(q.weight for q in scored)
                self.domains[domain.id] = (domain.weight, weight, fsum(terms))
        self.weight = fsum(weight for weight, _, _ in self.domains.values())
        self.total = fsum(
            weight * raised(self._domain(id, total / inner), POWER)
            for id, (weight, inner, total) in self.domains.items()
        )

    def _domain(self, id: str, mean: float) -> float:
        return max(root(mean, POWER), self.domain_floors.get(id, 0.0))

    def now(self) -> float:
        return max(root(self.total / self.weight, POWER), self.overall_floor)

    def without(self, question: QuestionScore) -> Callable[[float], float]:
        """The overall value as a function of this question's value."""
        weight, inner, total = self.domains[question.domain]
        floor = self.domain_floors.get(question.domain, 0.0)
        interval = question.interval
        own = 0.0 if interval is None else self.of(interval)
        rest = total - question.weight * own * own
        domain = max(root(total / inner, POWER), floor)
        others = self.total - weight * domain * domain

        def value(score: float) -> float:
            mean = max(root((rest + question.weight * score * score) / inner, POWER), floor)
            return max(
                root((others + weight * mean * mean) / self.weight, POWER), self.overall_floor
            )

        return value


def _bounds(rating: Rating) -> tuple[_Bound, _Bound, _Bound]:
    """Low, point and high with their floors; a pending floor lifts the upper bound alone."""
    by_domain = questions_by_domain(rating)
    floors = rating.floors
    upper = {
        id: max(floors.binding.get(id, 0.0), floors.pending.get(id, 0.0))
        for id in (*floors.binding, *floors.pending)
    }
    highest = max(floors.overall_binding, floors.overall_pending)
    return (
        _Bound(rating, by_domain, lambda i: i.low, floors.binding, floors.overall_binding),
        _Bound(rating, by_domain, lambda i: i.point, floors.binding, floors.overall_binding),
        _Bound(rating, by_domain, lambda i: i.high, upper, highest),
    )


def swings(rating: Rating) -> tuple[Gap, ...]:
    """Every scored question with its swing and value of information, largest swing first.

    Flags stay as they are: this is what the answers do, not what a flag would.
    """
    low, point, high = _bounds(rating)
    width = high.now() - low.now() if point.domains else 0.0
    found = []
    for question in rating.questions.values():
        interval = question.interval
        if interval is None or question.weight <= 0 or question.domain not in point.domains:
            continue
        moved = point.without(question)
        best, worst = moved(question.best), moved(question.worst)
        settled = high.without(question)(interval.point) - low.without(question)(interval.point)
        found.append(
            Gap(
                question=question.id,
                value_of_information=gained if (gained := width - settled) > _NOISE else 0.0,
                best=best,
                worst=worst,
                swing=worst - best,
                changes_band=band(best) != band(worst),
            )
        )
    return tuple(sorted(found, key=lambda gap: -gap.swing))


def gaps(rating: Rating) -> tuple[Gap, ...]:
    """The questions that are not settled, by value of information, then by swing."""
    return tuple(
        sorted(
            (gap for gap in swings(rating) if is_open(rating.questions[gap.question])),
            key=lambda gap: (-gap.value_of_information, -gap.swing),
        )
    )


def is_open(question: QuestionScore) -> bool:
    """Whether more work on the question could still tell something."""
    interval = question.interval
    unanswered = question.status is not Status.ANSWERED or question.lapsed
    return interval is not None and (unanswered or interval.low < interval.high)


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
    _, point, _ = _bounds(rating)
    by_domain = questions_by_domain(rating)
    plan = [
        (weight, inner, _triangles(by_domain[id]))
        for id, (weight, inner, _) in point.domains.items()
    ]
    uniform = uniforms(seed)
    values = []
    for number in range(draws if plan else 0):
        if go_on is not None and number % _CHECK_EVERY == 0 and not go_on(number):
            return None
        values.append(_drawn(plan, point.weight, uniform))
    if not values:
        values = [rating.interval.point]
    values.sort()
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


_Triangle = tuple[float, float, float, float]
"""A question's weight, low, point and high."""


def _triangles(questions: Iterable[QuestionScore]) -> list[_Triangle]:
    return [(q.weight, i.low, i.point, i.high) for q in questions if (i := q.interval) is not None]


def _drawn(
    plan: Iterable[tuple[float, float, list[_Triangle]]],
    total_weight: float,
    uniform: Iterator[float],
) -> float:
    total = 0.0
    for weight, inner, questions in plan:
        squares = 0.0
        for own, low, point, high in questions:
            u = next(uniform)
            span = high - low
            if span <= 0.0:
                score = point
            elif u * span < point - low:
                score = low + sqrt(u * span * (point - low))
            else:
                score = high - sqrt((1.0 - u) * span * (high - point))
            squares += own * score * score
        total += weight * squares / inner
    return root(total / total_weight, POWER)
