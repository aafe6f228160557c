"""Weights of one's own are profiles, and what is no weighting is left out."""

from __future__ import annotations

import pytest

from assay.core.change import Change, apply
from assay.core.records import to_row
from assay.core.review import Weighting
from assay.core.scorecard import Scorecard
from assay.core.weightings import own_weightings, weighted
from factories_rating import answer, checklist, citation, evidence, question, state

CHECKLIST = checklist([question("A-1"), question("B-1")], weights={"A": 50, "B": 50})


def weighting(
    id: str = "w1", weights: str = '{"A":"90","B":"10"}', hash: str = "hash"
) -> Weighting:
    return Weighting(id, hash, "Own", weights, "default", "Because.")


def rows(*more: object, profile: str = "default") -> dict:
    made = [answer("A-1", "o4"), answer("B-1", "o0"), *more]
    return state(
        *made, evidence("e1"), evidence("e2"), citation("e1", "A-1"), citation("e2", "B-1"),
        profile=profile,
    )  # fmt: skip


def test_a_weighting_is_a_profile_behind_the_checklist_s_own() -> None:
    found = weighted(CHECKLIST, rows(weighting()))
    assert [p.id for p in found.profiles] == ["default", "w1"]
    assert found.profile("w1").weights == {"A": 90.0, "B": 10.0}
    assert found.profile("w1").title == {"en": "Own"}


def test_without_a_weighting_it_is_the_same_checklist() -> None:
    assert weighted(CHECKLIST, rows()) is CHECKLIST
    assert weighted(CHECKLIST, rows(weighting(hash="another"))) is CHECKLIST


@pytest.mark.parametrize(
    "weights",
    [
        "",
        "[]",
        "{}",
        '{"A":"x"}',
        '{"A":"-1"}',
        '{"A":"NaN"}',
        '{"A":"1e999"}',
        '{"A":"0","B":"0"}',
        "null",
    ],
)
def test_weights_that_cannot_be_read_are_no_profile(weights: str) -> None:
    assert weighted(CHECKLIST, rows(weighting(weights=weights))) is CHECKLIST


def test_a_weighting_never_hides_a_profile_of_the_checklist() -> None:
    found = weighted(CHECKLIST, rows(weighting(id="default")))
    assert found is CHECKLIST


def test_an_assessment_can_count_with_own_weights() -> None:
    ours = Scorecard(CHECKLIST, rows(weighting(), profile="w1"), "a").rating
    plain = Scorecard(CHECKLIST, rows(weighting()), "a").rating
    assert ours.profile == "w1"
    assert ours.interval.point > plain.interval.point + 10
    assert [d.weight for d in ours.domains] == [90.0, 10.0]


def test_one_whose_weights_are_gone_falls_back_on_the_first_profile() -> None:
    assert Scorecard(CHECKLIST, rows(profile="w1"), "a").rating.profile == "default"


def test_a_changed_weighting_moves_the_rating_at_once() -> None:
    now = rows(weighting(), profile="w1")
    scorecard = Scorecard(CHECKLIST, now, "a")
    before = scorecard.rating.interval.point
    change = Change(
        "weighting", "w1", {"weights": weighting().weights}, {"weights": '{"A":"1","B":"99"}'}
    )
    apply(now, change)
    scorecard.update([change], now)
    assert scorecard.rating.interval.point < before - 10
    assert scorecard.rating == Scorecard(CHECKLIST, now, "a").rating
    gone = Change("weighting", "w1", to_row(weighting(weights='{"A":"1","B":"99"}')), None)
    apply(now, gone)
    scorecard.update([gone], now)
    assert scorecard.rating.profile == "default"


def test_the_weightings_of_one_checklist_are_listed() -> None:
    both = rows(weighting("w2"), weighting("w1"), weighting("w3", hash="another"))
    assert [w.id for w in own_weightings(both, CHECKLIST)] == ["w1", "w2"]
