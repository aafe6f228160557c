"""Answers to points: options, sums, lines through bands, dates as day counts, and what is unreadable."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.checklist import AnswerType, Option
from assay.core.points import NOTHING, interpolated, read
from factories_rating import CUT_OFF, PERCENT, SCALE, TEXT, YES_NO

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "scoring_vectors.json").read_text(encoding="utf-8")
)
TODAY = date.fromisoformat(CUT_OFF).toordinal()
PARTS = tuple(Option(id, TEXT, points) for id, points in (("a", 1.5), ("b", 3.0), ("c", 0.5)))


@pytest.mark.parametrize("name", ["state_pct", "indep_pct"])
def test_v10_numbers_on_a_line_through_bands(name: str) -> None:
    bands = tuple((x, y) for x, y in VECTORS["V10_numeric"][f"{name}_breakpoints"])
    answer = AnswerType("percent", bands=bands)
    for value, points in VECTORS["V10_numeric"][name].items():
        assert read(answer, value, TODAY).points == pytest.approx(points, abs=1e-4)


@pytest.mark.parametrize(
    ("combine", "value", "points"),
    [
        ("max", '["a","b"]', 3.0),
        ("sum", '["a","c"]', 2.0),
        ("sum", '["a","b","c"]', 4.0),
        ("max", "[]", None),
        ("max", '["a","z"]', None),
        ("max", '["a","a"]', None),
        ("max", '{"a": 1}', None),
        ("max", "a", None),
    ],
)
def test_several_options_count_the_worst_or_a_capped_sum(
    combine: Any, value: str, points: float | None
) -> None:
    found = read(AnswerType("multi", PARTS, combine=combine), value, TODAY)
    assert found.points == points


@pytest.mark.parametrize(
    ("unit", "day", "count"),
    [
        ("days_since", "2026-11-13", 10.0),
        ("days_since", "2026-12-03", -10.0),
        ("days_until", "2026-12-03", 10.0),
        ("days_until", "2026-11-13", -10.0),
    ],
)
def test_dates_count_days_to_the_cut_off(unit: str, day: str, count: float) -> None:
    answer = AnswerType("date", unit=unit, bands=((0.0, 0.0), (20.0, 4.0)))
    found = read(answer, day, TODAY)
    assert found.number == count
    assert found.points == max(0.0, count / 5.0)


def test_options_bring_their_points_and_their_id() -> None:
    assert read(SCALE, "o3", TODAY) == (3.0, None, ("o3",))
    assert read(YES_NO, "yes", TODAY) == (4.0, None, ("yes",))


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (SCALE, "gone"),
        (SCALE, None),
        (YES_NO, "maybe"),
        (PERCENT, "about 5"),
        (PERCENT, "nan"),
        (PERCENT, "inf"),
        (AnswerType("date", bands=((0, 0), (1, 1))), "2026-02-30"),
        (AnswerType("text"), "Words."),
    ],
)
def test_what_the_question_does_not_know_has_no_points(
    answer: AnswerType, value: str | None
) -> None:
    assert read(answer, value, TODAY) == NOTHING


def test_a_number_without_bands_is_recorded_without_points() -> None:
    assert read(AnswerType("number"), "12.5", TODAY) == (None, 12.5, ())


BANDS = st.lists(
    st.tuples(st.integers(-1000, 1000), st.floats(0, 4)),
    min_size=1,
    max_size=6,
    unique_by=lambda b: b[0],
).map(sorted)


@given(BANDS, st.floats(-2000, 2000))
def test_points_stay_between_those_of_the_bands(
    bands: list[tuple[float, float]], value: float
) -> None:
    points = [y for _, y in bands]
    assert min(points) - 1e-9 <= interpolated(bands, value) <= max(points) + 1e-9


@given(BANDS)
def test_the_line_goes_through_every_band(bands: list[tuple[float, float]]) -> None:
    for value, points in bands:
        assert interpolated(bands, value) == pytest.approx(points)


@given(
    st.sampled_from([SCALE, YES_NO, PERCENT, AnswerType("multi", PARTS), AnswerType("date")]),
    st.text(max_size=12),
)
def test_no_text_at_all_breaks_the_reading(answer: AnswerType, value: str) -> None:
    points = read(answer, value, TODAY).points
    assert points is None or 0.0 <= points <= 4.0
