"""Chance: numbers that are the same everywhere, and what the overall score is if errors are independent."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt

from assay.core.rating import BANDS, POWER, QuestionScore, Rating, band, root

DRAWS = 4000
_GAMMA = 0x9E3779B97F4A7C15
_ONE, _TWO = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MASK = 0xFFFFFFFFFFFFFFFF
_UNIT = 9007199254740992.0
"""2⁵³: so many equal steps lie between 0 and 1."""
_TOGETHER = 64
"""Draws that are worked out together; after so many it is asked whether to go on."""
_NUMBERS = 16_384
"""As many random numbers at most are taken together: with a thousand questions, for 16 draws."""


def uniforms(seed: int) -> Iterator[float]:
    """Numbers in [0, 1) from SplitMix64: the same in every language."""
    return ((x >> 11) / _UNIT for x in splitmix64(seed))


def splitmix64(seed: int) -> Iterator[int]:
    """The 64-bit numbers of the SplitMix64 generator."""
    state = seed & _MASK
    while True:
        state = (state + _GAMMA) & _MASK
        z = ((state ^ (state >> 30)) * _ONE) & _MASK
        z = ((z ^ (z >> 27)) * _TWO) & _MASK
        yield z ^ (z >> 31)


@lru_cache(maxsize=8)
def _lanes(count: int) -> tuple[int, int, int]:
    """Lanes of 128 bits side by side in one integer: 1 in each; 1, 2, 3 …; and 64 bits set in each."""
    ones = int.from_bytes((1).to_bytes(16, "little") * count, "little")
    counting = struct.pack(f"<{2 * count}Q", *(x for k in range(count) for x in (k + 1, 0)))
    return ones, int.from_bytes(counting, "little"), ones * _MASK


def uniform_block(state: int, count: int) -> tuple[Sequence[float], int]:
    """The next `count` of `uniforms`, and where the generator stands then.

    All are worked out at once, each in a lane of its own: a product of two 64-bit numbers fits its
    lane, and what a shift brings in from the next lane is masked away.
    """
    ones, counting, masks = _lanes(count)
    z = (counting * _GAMMA + ones * state) & masks
    z = (((z ^ (z >> 30)) & masks) * _ONE) & masks
    z = (((z ^ (z >> 27)) & masks) * _TWO) & masks
    z = (((z ^ (z >> 31)) & masks) >> 11) & masks
    numbers = struct.unpack(f"<{2 * count}Q", z.to_bytes(16 * count, "little"))[::2]
    return [number / _UNIT for number in numbers], (state + count * _GAMMA) & _MASK


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
    each = sum(len(questions) for _, _, questions in plan)
    together = max(1, min(_TOGETHER, _NUMBERS // max(1, each)))
    state = seed & _MASK
    values: list[float] = []
    while plan and len(values) < draws:
        if go_on is not None and not go_on(len(values)):
            return None
        totals, state = _drawn(plan, state, min(together, draws - len(values)))
        values += [root(total / weight, POWER) for total in totals]
    return _spread(sorted(values or [rating.interval.point]), draws, seed)


def questions_by_domain(rating: Rating) -> dict[str, list[QuestionScore]]:
    """The scored questions of each domain, in checklist order."""
    found: dict[str, list[QuestionScore]] = {domain.id: [] for domain in rating.domains}
    for question in rating.questions.values():
        if question.interval is not None and question.weight > 0:
            found[question.domain].append(question)
    return found


_Triangle = tuple[float, float, float, float, float, float]
"""A question's weight, low, point and high, and how far point lies above low and high above point."""
_Drawn = tuple[float, float, list[_Triangle]]
"""A domain's weight, the sum of its questions' weights, and its questions."""


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


def _triangles(questions: Iterable[QuestionScore]) -> list[_Triangle]:
    return [
        (q.weight, i.low, i.point, i.high, i.point - i.low, i.high - i.point)
        for q in questions
        if (i := q.interval) is not None
    ]


def _drawn(plan: Sequence[_Drawn], state: int, draws: int) -> tuple[list[float], int]:
    """For each of so many draws Σ w × the domains' mean squares, and where the generator stands then.

    One draw takes one number for every question in listed order. A question is worked out for all
    draws before the next one, which adds up each draw in that same order.
    """
    each = sum(len(questions) for _, _, questions in plan)
    numbers, state = uniform_block(state, each * draws)
    totals, place = [0.0] * draws, 0
    for weight, inner, questions in plan:
        squares = [0.0] * draws
        for own, low, point, high, rise, fall in questions:
            span = high - low
            column = numbers[place::each]
            place += 1
            if span <= 0.0:
                squares = [sum_ + own * point * point for sum_ in squares]
                continue
            squares = [
                sum_ + own * score * score
                for sum_, u in zip(squares, column, strict=True)
                for score in (
                    low + sqrt(u * span * rise)
                    if u * span < rise
                    else high - sqrt((1.0 - u) * span * fall),
                )
            ]
        totals = [
            total + weight * sum_ / inner for total, sum_ in zip(totals, squares, strict=True)
        ]
    return totals, state


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
