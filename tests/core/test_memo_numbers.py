import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.memo_numbers import hundredth, percent, settled, signed, tenth, whole
from assay.core.rating import band
from assay.core.scorecard import Scorecard
from factories_memo import cnre_state


@pytest.mark.parametrize(
    ("value", "shown"), [(59.6, "59"), (60.0, "60"), (60.4, "60"), (19.97, "19"), (55.5, "56")]
)
def test_a_score_is_not_rounded_into_the_next_band(value, shown):
    assert whole(value) == shown


@given(st.floats(0, 100))
def test_the_printed_score_lies_in_the_band_of_the_score(value):
    assert band(float(whole(value))) == band(value)
    assert band(float(tenth(value))) == band(value)


def test_a_missed_floor_is_not_printed_as_reached():
    assert percent(0.599) == "59%"
    assert percent(0.6) == "60%"
    assert hundredth(0.3499) == "0.34"
    assert hundredth(0.4999) == "0.49"


@pytest.fixture(scope="module")
def rating():
    from factories_memo import checklist

    state, assessment = cnre_state()
    return Scorecard(checklist(), state, assessment).rating


def test_settling_nothing_changes_nothing(rating):
    found = settled(rating, ())
    assert found.narrows == 0
    assert found.total.interval == rating.interval
    assert found.total.coverage == pytest.approx(rating.coverage)


def test_settling_one_question_is_worth_its_value_of_information(rating):
    from assay.core.sensitivity import gaps

    for gap in gaps(rating)[:20]:
        assert settled(rating, [gap.question]).narrows == pytest.approx(gap.value_of_information)


def test_settling_everything_leaves_only_what_open_rules_hold_open(rating):
    found = settled(rating, rating.questions)
    assert found.total.coverage == pytest.approx(1)
    assert found.ratable
    assert found.total.interval.point == pytest.approx(rating.interval.point)
    assert found.total.interval.high == 80


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.84, "+0.8"), (-0.36, "−0.4"), (0.0, "0.0"), (-0.04, "0.0"), (0.04, "0.0")],
)
def test_a_move_too_small_to_show_has_no_sign(value, shown):
    assert signed(value) == shown


def test_a_kappa_short_of_what_is_needed_does_not_print_it():
    assert (hundredth(0.5984), hundredth(0.6), hundredth(-0.0526)) == ("0.59", "0.60", "-0.05")
