"""Forecasts: the seven words, calibration by word, and the Brier score of each analyst."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.forecasts import LIKELIHOODS, Forecast, brier, calibration, range_of, word_of


def forecast(word: str, happened: bool | None, analyst: str = "Ada") -> Forecast:
    found = range_of(word)
    assert found is not None
    return Forecast(word, word, *found, analyst, happened)


def test_the_words_touch_one_another_and_are_never_certain() -> None:
    assert LIKELIHOODS[0][1] == 1
    assert LIKELIHOODS[-1][2] == 99
    assert all(a[2] == b[1] for a, b in itertools.pairwise(LIKELIHOODS))


@pytest.mark.parametrize("text", ["Very likely", " very  likely ", "VERY LIKELY"])
def test_a_word_is_known_however_it_is_written(text: str) -> None:
    assert range_of(word_of(text)) == (80, 95)


def test_another_word_is_none_of_them() -> None:
    assert range_of(word_of("quite possible")) is None


def test_calibration_counts_what_happened_by_word() -> None:
    found = calibration(
        [
            forecast("likely", True),
            forecast("likely", False),
            forecast("likely", None),
            forecast("unlikely", False),
        ]
    )
    by_word = {bucket.word: bucket for bucket in found}
    assert len(found) == 7
    assert (by_word["likely"].resolved, by_word["likely"].happened, by_word["likely"].share) == (
        2,
        1,
        50,
    )
    assert by_word["unlikely"].share == 0
    assert by_word["very_likely"].share is None


def test_the_brier_score_is_the_mean_squared_miss_of_each_analyst() -> None:
    found = brier(
        [
            forecast("likely", True),  # 0.675
            forecast("roughly_even", False),  # 0.5
            forecast("almost_certain", False, "Bo"),  # 0.97
            forecast("almost_certain", None, "Cy"),
        ]
    )
    assert [record.analyst for record in found] == ["Ada", "Bo"], (
        "the best first, the unresolved left out"
    )
    assert found[0].brier == pytest.approx((0.325**2 + 0.5**2) / 2)
    assert found[0].resolved == 2
    assert found[1].brier == pytest.approx(0.97**2)


WORDS = st.sampled_from([word for word, _, _ in LIKELIHOODS])


@given(st.lists(st.tuples(WORDS, st.none() | st.booleans()), max_size=30))
def test_a_score_lies_between_0_and_1_and_the_order_changes_nothing(given_) -> None:
    made = [forecast(word, happened) for word, happened in given_]
    scores = brier(made)
    assert all(0 <= record.brier <= 1 for record in scores)
    assert [r.resolved for r in brier(reversed(made))] == [r.resolved for r in scores]
    assert sum(bucket.resolved for bucket in calibration(made)) == sum(r.resolved for r in scores)
