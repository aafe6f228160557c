"""What would move the rating: swings and values of information against the method, and chance."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.chance import monte_carlo, splitmix64, uniforms
from assay.core.rating import Interval, Rating, band, domain_score, overall
from assay.core.sensitivity import (
    by_power,
    by_profile,
    gaps,
    reweighed,
    swings,
    weight_robustness,
    without_each_domain,
)
from factories_rating import assessments, vector_rating

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "scoring_vectors.json").read_text(encoding="utf-8")
)
V5 = VECTORS["V5_assessment"]
V6 = VECTORS["V6_cnre_desk_search"]
V6B = VECTORS["V6b_same_answers_refreshed_evidence_c0.85_hypothetical"]

ROUNDED_BOUNDS = 2e-4
"""The vectors give a value of information as the difference of four bounds of four decimals each."""


def triple(interval: Interval) -> list[float]:
    return [interval.low, interval.point, interval.high]


def assert_swings(vector: list[dict[str, Any]], rating: Rating) -> None:
    found = swings(rating)[: len(vector)]
    assert [gap.question for gap in found] == [item["q"] for item in vector]
    for gap, item in zip(found, vector, strict=True):
        assert gap.best == pytest.approx(item["best"], abs=1e-4)
        assert gap.worst == pytest.approx(item["worst"], abs=1e-4)
        assert gap.swing == pytest.approx(item["swing"], abs=1e-4)
        assert gap.changes_band is item["changes_band"]
        assert gap.value_of_information == pytest.approx(item["voi"], abs=ROUNDED_BOUNDS)


def test_v5_every_question_s_swing_and_value_of_information() -> None:
    assert_swings(V5["sensitivity"], vector_rating(V5["input"]))


@pytest.mark.parametrize("vector", [V6, V6B], ids=["V6", "V6b"])
def test_v6_the_largest_swings(vector: dict[str, Any]) -> None:
    assert_swings(vector["sensitivity_top"], vector_rating(vector["input"]))


def test_v6_the_gaps_worth_most() -> None:
    listed = sorted(V6["sensitivity_top"], key=lambda item: -item["voi"])
    names = [item["q"] for item in listed]
    assert names[:6] == ["SUP-06", "AUD-01", "SAN-01", "JVS-03", "PTY-05", "RPT-04"]
    found = [gap.question for gap in gaps(vector_rating(V6["input"]))]
    assert [name for name in found if name in names] == names
    assert "SUP-01" not in found, "an answer with full confidence is no gap"


@pytest.mark.parametrize("vector", [V5["sensitivity"], V6["sensitivity_top"]], ids=["V5", "V6"])
def test_the_value_of_information_of_the_vectors_from_their_rounded_bounds(vector: Any) -> None:
    rating = vector_rating(V5["input"] if vector is V5["sensitivity"] else V6["input"])
    for item in vector:
        interval = rating.questions[item["q"]].interval
        assert interval is not None
        after = rated_with(rating, item["q"], Interval(*[interval.point] * 3))
        bounds = (rating.interval.high, rating.interval.low, after.high, after.low)
        high, low, new_high, new_low = (round(bound, 4) for bound in bounds)
        assert (high - low) - (new_high - new_low) == pytest.approx(item["voi"], abs=1e-6)


@pytest.mark.parametrize("vector", [V5, V6, V6B], ids=["V5", "V6", "V6b"])
def test_the_rating_under_each_power(vector: dict[str, Any]) -> None:
    found = by_power(vector_rating(vector["input"]))
    for power, expected in vector["by_p"].items():
        assert triple(found[float(power)]) == pytest.approx(expected, abs=1e-4)


def test_v7_splitmix64_is_the_published_generator() -> None:
    assert [hex(x) for x in islice(splitmix64(1), 3)] == VECTORS["V7_prng"][
        "splitmix64_seed1_first3_hex"
    ]


@pytest.mark.parametrize(
    ("domains", "expected"),
    [
        (V5["input"], VECTORS["V7_prng"]["montecarlo_V5"]),
        (V6["input"], V6["montecarlo"]),
        (V6B["input"], V6B["montecarlo"]),
    ],
    ids=["V5", "V6", "V6b"],
)
def test_chances_if_errors_were_independent(domains: Any, expected: dict[str, Any]) -> None:
    found = monte_carlo(vector_rating(domains), draws=expected["n"], seed=expected["seed"])
    assert found is not None
    for name in ("p05", "p50", "p95"):
        assert getattr(found, name) == pytest.approx(expected[name], abs=1e-4)
    assert found.share_by_band == pytest.approx(expected["share_by_band"], abs=1e-4)


def test_a_simulation_stops_when_it_is_told_to() -> None:
    asked: list[int] = []

    def go_on(done: int) -> bool:
        asked.append(done)
        return len(asked) < 3

    assert monte_carlo(vector_rating(V5["input"]), go_on=go_on) is None
    assert asked == [0, 64, 128]


def test_profiles_only_change_the_weights_of_domains() -> None:
    rating = vector_rating(V5["input"])
    same = {domain.id: domain.weight for domain in rating.domains}
    found = by_profile(rating, {"same": same, "san": {"SAN": 100.0}})
    assert found["same"].interval == rating.interval
    assert found["same"].as_answered == rating.as_answered
    san = next(domain for domain in rating.domains if domain.id == "SAN")
    assert san.interval is not None
    assert found["san"].interval.point == pytest.approx(san.interval.point)


def test_leaving_a_domain_out_leaves_the_others() -> None:
    rating = vector_rating(V5["input"])
    found = without_each_domain(rating)
    rest = [domain for domain in rating.domains if domain.id != "SAN"]
    assert found["SAN"] == overall(rest, rating.floors).interval
    assert set(found) == {"PTY", "RPT", "SAN"}


def test_other_weights_show_how_robust_the_band_is() -> None:
    rating = vector_rating(V5["input"])
    found = weight_robustness(rating, draws=200, seed=3)
    assert 0.5 < found.share_same_band <= 1.0
    assert found == weight_robustness(rating, draws=200, seed=3)
    equal = reweighed(rating, {"PTY": 1.0, "RPT": 1.0, "SAN": 1.0})
    assert found.equal_weights == equal.interval


def test_a_rating_on_which_nothing_applies_has_no_gaps_and_does_not_crash() -> None:
    rating = vector_rating(
        [{"id": "A", "W": 1, "questions": [{"id": "a", "status": "NA", "w": 1}]}]
    )
    assert swings(rating) == gaps(rating) == ()
    assert by_power(rating)[2.0] == Interval(0.0, 50.0, 100.0)
    chances = monte_carlo(rating, draws=10)
    assert chances is not None
    assert chances.p50 == 50.0
    assert weight_robustness(rating, draws=5).share_same_band == 1.0


def rated_with(rating: Rating, question: str, interval: Interval) -> Interval:
    """The overall interval with one question's interval replaced, worked out from the start."""
    scores = {
        id: replace(score, interval=interval) if id == question else score
        for id, score in rating.questions.items()
    }
    domains = [
        domain_score(
            d.id, d.weight, [s for s in scores.values() if s.domain == d.id], rating.floors
        )
        for d in rating.domains
    ]
    return overall(domains, rating.floors).interval


@given(assessments())
def test_swings_equal_the_full_computation(domains: list[dict[str, Any]]) -> None:
    rating = vector_rating(domains)
    width = rating.interval.high - rating.interval.low
    for gap in swings(rating):
        question = rating.questions[gap.question]
        assert question.interval is not None
        settled, best, worst = (
            rated_with(rating, gap.question, Interval(value, value, value))
            for value in (question.interval.point, question.best, question.worst)
        )
        assert gap.best == pytest.approx(best.point, abs=1e-6)
        assert gap.worst == pytest.approx(worst.point, abs=1e-6)
        shrunk = max(0.0, width - (settled.high - settled.low))
        assert gap.value_of_information == pytest.approx(shrunk, abs=1e-6)


@given(assessments(), st.integers(0, 2**64))
def test_chances_stay_within_the_hard_bounds(domains: list[dict[str, Any]], seed: int) -> None:
    rating = vector_rating([domain | {"flags": []} for domain in domains])
    found = monte_carlo(rating, draws=20, seed=seed)
    assert found is not None
    assert rating.interval.low - 1e-6 <= found.p05 <= found.p50 <= found.p95
    assert found.p95 <= rating.interval.high + 1e-6
    assert sum(found.share_by_band.values()) == pytest.approx(1.0)


@given(assessments(), st.integers(0, 2**64 - 1))
def test_weight_robustness_equals_what_other_weights_give(domains, seed) -> None:
    rating = vector_rating(domains)
    found = weight_robustness(rating, draws=20, seed=seed)
    numbers, same = uniforms(seed), 0
    for _ in range(20):
        weights = {d.id: d.weight * (0.75 + 0.5 * next(numbers)) for d in rating.domains}
        same += band(reweighed(rating, weights).interval.point) == rating.band
    assert found.share_same_band == same / 20
