"""Replacing one question's score: quick sums say the same as adding everything up again."""

from dataclasses import replace
from math import sqrt

from hypothesis import given
from hypothesis import strategies as st

from assay.core.rating import Interval
from assay.core.replacing import Bound, Slot, bounds, gained, totals_of
from assay.core.scorecard import Scorecard
from factories_rating import answer, checklist, citation, evidence, question, state

THREE = checklist(
    [question("A-1", weight=2.0), question("A-2"), question("B-1")],
    weights={"A": 75.0, "B": 25.0},
)


def rated(*records):
    return Scorecard(THREE, state(*records), "a").rating


def totals(rating):
    found = {domain.id: [] for domain in rating.domains}
    for score in rating.questions.values():
        found[score.domain].append(score)
    return {id: totals_of(scores) for id, scores in found.items()}


def test_the_bounds_are_those_of_the_rating():
    rating = rated(answer("A-1", "o3"), evidence("e"), citation("e", "A-1"))
    low, point, high = bounds(rating, totals(rating))
    assert abs(low.now - rating.interval.low) < 1e-9
    assert abs(point.now - rating.interval.point) < 1e-9
    assert abs(high.now - rating.interval.high) < 1e-9


def test_a_question_replaced_is_the_rating_with_that_score():
    rating = rated(answer("A-1", "o3"), evidence("e"), citation("e", "A-1"))
    _, point, _ = bounds(rating, totals(rating))
    score = rating.questions["A-2"]
    by_hand = {
        "A": (2.0 * rating.questions["A-1"].interval.point ** 2 + 100.0**2) / 3.0,
        "B": rating.questions["B-1"].interval.point ** 2,
    }
    expected = sqrt((75.0 * by_hand["A"] + 25.0 * by_hand["B"]) / 100.0)
    assert abs(point.replaced(score, score.interval.point, 100.0) - expected) < 1e-9


def test_what_is_settled_is_not_open():
    rating = rated(answer("A-1", "o3"), evidence("e"), citation("e", "A-1"))
    settled = replace(rating.questions["A-1"], interval=Interval(75.0, 75.0, 75.0))
    assert [q.id for q, _, _ in totals_of([settled, rating.questions["A-2"]]).open] == ["A-2"]


NUMBERS = st.floats(0.0, 1e6)


@given(
    st.lists(st.floats(-1e6, 1e6), max_size=6),
    st.builds(
        Slot, st.floats(0.01, 100), st.floats(0.01, 1e3), NUMBERS, st.floats(0, 1e4), NUMBERS
    ),
    st.floats(0.0, 100.0),
)
def test_many_gains_at_once_are_each_the_same_to_the_last_digit(gains, slot, floor):
    bound = Bound(rated(), {"A": (1.0, 2.0), "B": (1.0, 2.0)}, {}, floor)
    each = [bound.with_gain(slot, gain) for gain in gains]
    assert bound.with_gains(slot, gains) == each


def test_a_gain_is_in_squares_and_by_weight():
    assert gained(2.0, 3.0, 5.0) == 32.0
    assert gained(2.0, 5.0, 3.0) == -32.0
