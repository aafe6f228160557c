"""What would move the rating (blueprint §4.7): swings, value of information, other weights, chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import fsum, sqrt
from typing import NamedTuple

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


class _Slot(NamedTuple):
    """One domain's place in the overall mean, in squares."""

    weight: float
    inner: float
    """Σ w of its questions."""
    total: float
    """Σ w s² of its questions."""
    floor: float
    others: float
    """What the other domains add to the overall sum."""


class _Bound:
    """One of low, point and high over the whole rating, ready to have one question replaced.

    It keeps the sums that a mean needs, so that a replacement costs the same for 10 questions as
    for 5,000. Squares are compared with squared floors, which saves the roots in between.
    """

    def __init__(
        self,
        rating: Rating,
        by_domain: Mapping[str, list[QuestionScore]],
        of: Callable[[Interval], float],
        domain_floors: Mapping[str, float],
        overall_floor: float,
    ) -> None:
        self.of = of
        self.floor = overall_floor * overall_floor
        sums = []
        for domain in rating.domains:
            scored = by_domain[domain.id]
            if scored and domain.weight > 0:
                inner = fsum(q.weight for q in scored)
                total = fsum(q.weight * of(q.interval) ** 2 for q in scored if q.interval)
                floor = domain_floors.get(domain.id, 0.0) ** 2
                sums.append((domain.id, domain.weight, inner, total, floor))
        shares = [weight * max(total / inner, floor) for _, weight, inner, total, floor in sums]
        everything = fsum(shares)
        self.weight = fsum(weight for _, weight, _, _, _ in sums)
        self.slots = {
            id: _Slot(weight, inner, total, floor, everything - share)
            for (id, weight, inner, total, floor), share in zip(sums, shares, strict=True)
        }
        self.now = self._overall(everything) if sums else 0.0

    def _overall(self, total: float) -> float:
        return sqrt(max(total / self.weight, self.floor, 0.0))

    def replaced(self, question: QuestionScore, own: float, score: float) -> float:
        """The overall value if the question scored `score` instead of `own`."""
        slot = self.slots[question.domain]
        total = slot.total + question.weight * (score * score - own * own)
        return self._overall(slot.others + slot.weight * max(total / slot.inner, slot.floor))


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
    found = [
        _gap(question, question.interval, point, _gained(question, question.interval, low, high))
        for question in rating.questions.values()
        if question.interval is not None and _counts(question, point)
    ]
    return tuple(sorted(found, key=lambda gap: -gap.swing))


def _counts(question: QuestionScore, bound: _Bound) -> bool:
    return question.domain in bound.slots and question.weight > 0


def _gained(question: QuestionScore, interval: Interval, low: _Bound, high: _Bound) -> float:
    """By how much the overall range would narrow if the question were settled at its point."""
    middle = interval.point
    top = high.replaced(question, interval.high, middle)
    gained = high.now - low.now - (top - low.replaced(question, interval.low, middle))
    return gained if gained > _NOISE else 0.0


def _gap(question: QuestionScore, interval: Interval, point: _Bound, gained: float) -> Gap:
    best = point.replaced(question, interval.point, question.best)
    worst = point.replaced(question, interval.point, question.worst)
    return Gap(question.id, gained, best, worst, worst - best, band(best) != band(worst))


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


def largest_gaps(rating: Rating, wanted: int = 3) -> Largest:
    """The first of `gaps`: what every gap is worth, but the swing only of those it decides between."""
    low, point, high = _bounds(rating)
    worth = [
        (_gained(question, question.interval, low, high), question)
        for question in rating.questions.values()
        if question.interval is not None and _counts(question, point) and is_open(question)
    ]
    least = min(nlargest(wanted, (gained for gained, _ in worth)), default=0.0)
    first = [
        _gap(question, question.interval, point, gained)
        for gained, question in worth
        if gained >= least and question.interval is not None
    ]
    first.sort(key=lambda gap: (-gap.value_of_information, -gap.swing))
    return Largest(tuple(first[:wanted]), len(worth))


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
