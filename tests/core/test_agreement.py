"""Two analysts: the method's examples of agreement, and when they must sit down together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.agreement import agreement, disagreements, needs_adjudication

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "scoring_vectors.json").read_text(encoding="utf-8")
)
RATINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20)


def test_v8_agreement_of_two_raters() -> None:
    vector = VECTORS["V8_agreement"]
    found = agreement(vector["rater_a"], vector["rater_b"], range(5))
    assert found is not None
    assert found.percent == pytest.approx(vector["percent"], abs=1e-4)
    assert found.kappa == pytest.approx(vector["kappa"], abs=1e-4)
    assert found.linear == pytest.approx(vector["kappa_linear"], abs=1e-4)
    assert found.quadratic == pytest.approx(vector["kappa_quadratic"], abs=1e-4)
    assert found.ac1 == pytest.approx(vector["gwet_ac1"], abs=1e-4)


def test_v8b_kappa_collapses_where_nearly_all_answers_are_alike_and_ac1_does_not() -> None:
    vector = VECTORS["V8b_kappa_paradox"]
    found = agreement(["no"] * 19 + ["yes"], ["no"] * 18 + ["yes", "no"])
    assert found is not None
    assert found.percent == pytest.approx(vector["percent"], abs=1e-4)
    assert found.kappa == pytest.approx(vector["kappa"], abs=1e-4)
    assert found.ac1 == pytest.approx(vector["gwet_ac1"], abs=1e-4)


def test_where_all_ratings_are_one_category_chance_explains_everything() -> None:
    found = agreement([2, 2, 2], [2, 2, 2])
    assert found is not None
    assert found.percent == 1.0
    assert (found.kappa, found.linear, found.quadratic, found.ac1) == (None, None, None, None)
    on_the_scale = agreement([2, 2, 2], [2, 2, 2], range(5))
    assert on_the_scale is not None
    assert on_the_scale.ac1 == 1.0


def test_without_items_there_is_no_agreement_to_measure() -> None:
    assert agreement([], []) is None


def test_ratings_of_different_items_are_a_bug() -> None:
    with pytest.raises(ValueError, match="shorter"):
        agreement([1, 2], [1])


@given(RATINGS)
def test_agreement_does_not_ask_who_was_first(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    one, other = agreement(first, second, range(5)), agreement(second, first, range(5))
    assert one is not None
    assert other is not None
    for name in ("percent", "kappa", "linear", "quadratic", "ac1"):
        assert getattr(one, name) == pytest.approx(getattr(other, name))


@given(RATINGS)
def test_full_agreement_is_one_on_every_measure(pairs: list[tuple[int, int]]) -> None:
    ratings = [a for a, _ in pairs]
    found = agreement(ratings, ratings, range(5))
    assert found is not None
    assert {found.percent, found.ac1} == {1.0}
    assert {found.kappa, found.linear, found.quadratic} <= {1.0, None}


def test_answers_two_points_apart_are_named_widest_first() -> None:
    first = {"A": 0.0, "B": 3.0, "C": 4.0, "D": 2.0, "E": None}
    second = {"A": 2.0, "B": 1.5, "C": 0.5, "D": None, "E": 4.0}
    far = disagreements(first, second)
    assert [(item.question, item.distance) for item in far] == [("C", 3.5), ("A", 2.0)]


def test_adjudication_is_due_for_a_wide_gap_a_knockout_or_too_little_kappa() -> None:
    close = agreement([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], range(5))
    apart = agreement([0, 1, 0, 1], [1, 0, 1, 0], range(5))
    wide = disagreements({"A": 0.0}, {"A": 4.0})
    assert not needs_adjudication(close, ())
    assert needs_adjudication(close, wide)
    assert needs_adjudication(close, (), knockouts_differ=True)
    assert needs_adjudication(apart, ())
    assert not needs_adjudication(None, ())
