"""Weights of one's own: a sum of 100, a reason, and an assessment that counts with them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.errors import InvalidInput, NotFound
from assay.core.weightings import own_weightings
from assay.work import weighing
from assay.work.session import Session, open_session
from factories import PERSON
from factories_dashboard import a_rated

HALF = {"AAA": "50", "BBB": "50"}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


def own(session: Session) -> str:
    here = session.assessment().id
    return own_weightings(session.state, session.checklist(here))[-1].id


def test_own_weights_can_be_made_and_counted_with(session, here) -> None:
    weights = {"AAA": "99", "BBB": "1"}
    before = session.scorecard(here).rating.interval
    step = weighing.clone(
        session, here, "default", "Mine", weights, "A bond holder.", choose_it=True
    )
    session.do(step)
    made = own(session)
    assert session.assessment(here).profile == made
    assert session.scorecard(here).rating.profile == made
    assert session.scorecard(here).rating.interval != before
    assert weighing.profile_title(session.checklist(here), made) == "Mine"
    session.undo()
    assert session.scorecard(here).rating.interval == before


def test_they_are_still_there_when_the_file_is_opened_again(session, here, tmp_path) -> None:
    session.do(weighing.clone(session, here, "other", "Mine", HALF, "Why.", choose_it=True))
    rating = session.scorecard(here).rating
    path = session.path
    session.publish()
    session.close()
    again = open_session(path, PERSON)
    try:
        assert again.scorecard(here).rating == rating
    finally:
        again.close()


def test_editing_moves_the_rating_of_whoever_counts_with_them(session, here) -> None:
    session.do(weighing.clone(session, here, "default", "Mine", HALF, "Why.", choose_it=True))
    before = session.scorecard(here).rating.interval
    weights = {"AAA": "7.5", "BBB": "92.5"}
    session.do(weighing.edit(session, here, own(session), "Mine", weights, "Other reasons."))
    assert session.scorecard(here).rating.interval != before
    assert session.checklist(here).profile(own(session)).weights == {"AAA": 7.5, "BBB": 92.5}


@pytest.mark.parametrize(
    ("title", "weights", "reason", "message"),
    [
        (" ", HALF, "Why.", "weighting_without_title"),
        ("x" * 121, HALF, "Why.", "text_too_long"),
        ("Mine", HALF, "", "weighting_without_reason"),
        ("Mine", {"AAA": "50", "BBB": "49.99"}, "Why.", "weights_not_whole"),
        ("Mine", {"AAA": "50"}, "Why.", "weights_not_whole"),
        ("Mine", {"AAA": "-1", "BBB": "101"}, "Why.", "weight_out_of_range"),
        ("Mine", {"AAA": "many", "BBB": "50"}, "Why.", "weight_no_number"),
        ("Mine", {"AAA": "NaN", "BBB": "50"}, "Why.", "weight_out_of_range"),
        ("Mine", {"AAA": "1e3", "BBB": "50"}, "Why.", "weight_out_of_range"),
    ],
)
def test_weights_that_are_none_are_refused(session, here, title, weights, reason, message) -> None:
    with pytest.raises(InvalidInput) as refused:
        weighing.clone(session, here, "default", title, weights, reason)
    assert refused.value.message == message


def test_weights_in_use_cannot_be_removed(session, here) -> None:
    session.do(weighing.clone(session, here, "default", "Mine", HALF, "Why.", choose_it=True))
    made = own(session)
    with pytest.raises(InvalidInput, match="weights_in_use"):
        weighing.remove(session, made)
    session.do(weighing.choose(session, here, "other"))
    session.do(weighing.remove(session, made))
    assert not own_weightings(session.state, session.checklist(here))
    with pytest.raises(NotFound):
        weighing.remove(session, made)


def test_a_profile_that_is_none_cannot_be_chosen(session, here) -> None:
    with pytest.raises(InvalidInput, match="unknown_profile"):
        weighing.choose(session, here, "mine")


def test_a_comma_is_a_point(session, here) -> None:
    checklist = session.checklist(here)
    assert weighing.parse_weights(checklist, {"AAA": "7,5"}) == {
        "AAA": Decimal("7.50"),
        "BBB": Decimal(0),
    }


CENTS = st.integers(0, 10_000).map(lambda n: Decimal(n) / 100)


@given(st.lists(CENTS, min_size=1, max_size=12), st.integers(0, 11))
def test_scaling_reaches_100_exactly_and_keeps_the_one_it_was_told_to(values, place) -> None:
    weights = {f"D{n}": value for n, value in enumerate(values)}
    kept = f"D{place}" if place < len(values) else ""
    scaled = weighing.to_whole(weights, kept)
    others = sum((v for id, v in weights.items() if id != kept), Decimal(0))
    if others:
        assert sum(scaled.values()) == 100
        assert all(weight >= 0 for weight in scaled.values())
    assert scaled.get(kept) == weights.get(kept)
