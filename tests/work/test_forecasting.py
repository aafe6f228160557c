"""Forecasts kept to account: resolved by name, corrected, opened again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.core.forecasts import brier
from assay.work import forecasting
from assay.work.session import Session
from factories_dashboard import a_rated, memo_item


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    yield opened
    opened.close()


def test_a_scenario_is_scored_when_it_is_resolved(session) -> None:
    id = memo_item(session, "scenario", "Prices rise.", likelihood="Very likely", name="Prices")
    assert forecasting.forecasts(session)[0].happened is None
    session.do(forecasting.resolve(session, id, "happened", by="R. Reviewer", date="2026-12-01"))
    (found,) = forecasting.forecasts(session)
    assert (found.word, found.happened, found.analyst) == ("very_likely", True, "Ada Analyst")
    (record,) = brier([found])
    assert record.brier == pytest.approx((1 - 0.875) ** 2)


def test_a_resolution_can_be_corrected_and_taken_back(session) -> None:
    id = memo_item(session, "scenario", "Prices rise.", likelihood="likely")
    session.do(forecasting.resolve(session, id, "happened", by="R"))
    session.do(forecasting.resolve(session, id, "cannot_be_told", by="S", note="No data."))
    assert forecasting.forecasts(session)[0].happened is None
    assert len(session.state["resolution"]) == 1
    session.do(forecasting.reopen(session, id))
    assert not session.state.get("resolution")


def test_a_scenario_without_one_of_the_seven_words_is_not_scored(session) -> None:
    memo_item(session, "scenario", "Prices rise.", likelihood="quite possible")
    memo_item(session, "scenario", "Prices fall.")
    assert forecasting.forecasts(session) == ()


def test_what_cannot_be_recorded_is_refused(session) -> None:
    id = memo_item(session, "scenario", "Prices rise.", likelihood="likely")
    other = memo_item(session, "conclusion", "We conclude.")
    with pytest.raises(InvalidInput, match="unknown_outcome"):
        forecasting.resolve(session, id, "maybe", by="R")
    with pytest.raises(InvalidInput, match="resolution_without_name"):
        forecasting.resolve(session, id, "happened", by=" ")
    with pytest.raises(InvalidInput, match="bad_date"):
        forecasting.resolve(session, id, "happened", by="R", date="soon")
    with pytest.raises(NotFound, match="unknown_forecast"):
        forecasting.resolve(session, other, "happened", by="R")
