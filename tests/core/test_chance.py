"""Chance: numbers in blocks are those one by one, and a draw is what its definition says."""

from __future__ import annotations

import json
from itertools import islice
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.chance import (
    Chances,
    monte_carlo,
    questions_by_domain,
    uniform_block,
    uniforms,
)
from assay.core.rating import BANDS, Rating, band, root
from factories_rating import assessments, vector_rating

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "scoring_vectors.json").read_text(encoding="utf-8")
)
SEEDS = st.integers(0, 2**64 - 1)


@given(SEEDS, st.integers(1, 300), st.integers(1, 40))
def test_a_block_of_numbers_is_those_drawn_one_by_one(seed, first, second) -> None:
    one, state = uniform_block(seed, first)
    two, _ = uniform_block(state, second)
    assert [*one, *two] == list(islice(uniforms(seed), first + second))


@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1, 0x9E3779B97F4A7C15])
def test_the_ends_of_the_lanes_do_not_meet(seed) -> None:
    assert uniform_block(seed, 5000)[0] == list(islice(uniforms(seed), 5000))


def one_by_one(rating: Rating, draws: int, seed: int) -> Chances:
    """The definition, draw by draw: slow, and what `monte_carlo` must equal to the last digit."""
    numbers, values = uniforms(seed), []
    by_domain = questions_by_domain(rating)
    domains = [d for d in rating.domains if by_domain[d.id] and d.weight > 0]
    for _ in range(draws):
        total = 0.0
        for domain in domains:
            squares = 0.0
            for question in by_domain[domain.id]:
                interval, u = question.interval, next(numbers)
                assert interval is not None
                low, point, high = interval.low, interval.point, interval.high
                span = high - low
                score = point
                if span > 0 and u * span < point - low:
                    score = low + sqrt(u * span * (point - low))
                elif span > 0:
                    score = high - sqrt((1.0 - u) * span * (high - point))
                squares += question.weight * score * score
            total += domain.weight * squares / sum(q.weight for q in by_domain[domain.id])
        values.append(root(total / sum(d.weight for d in domains), 2.0))
    values.sort()
    named = [band(value) for value in values]
    return Chances(
        values[int(0.05 * draws)],
        values[int(0.5 * draws)],
        values[int(0.95 * draws)],
        {name: named.count(name) / draws for _, name in BANDS},
        draws,
        seed,
    )


@given(assessments(), st.integers(1, 200), SEEDS)
def test_many_draws_at_once_equal_the_definition(domains, draws, seed) -> None:
    rating = vector_rating([domain | {"flags": []} for domain in domains])
    if any(questions_by_domain(rating)[d.id] and d.weight > 0 for d in rating.domains):
        found, expected = (
            monte_carlo(rating, draws=draws, seed=seed),
            one_by_one(rating, draws, seed),
        )
        assert found is not None
        assert (found.p05, found.p50, found.p95) == pytest.approx(
            (expected.p05, expected.p50, expected.p95), rel=1e-12
        )


def test_it_is_asked_before_every_batch_whether_to_go_on() -> None:
    asked: list[int] = []

    def go_on(done: int) -> bool:
        asked.append(done)
        return done < 128

    assert monte_carlo(vector_rating(VECTORS["V5_assessment"]["input"]), go_on=go_on) is None
    assert asked == [0, 64, 128]
