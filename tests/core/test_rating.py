"""The rating against the worked examples of the method, and the properties that must always hold."""

from __future__ import annotations

import json
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.answers import Status
from assay.core.rating import (
    BANDS,
    DomainScore,
    FlagState,
    Floors,
    Interval,
    Overall,
    band,
    domain_score,
    geometric_safety,
    lifted,
    overall,
    power_mean,
    question_interval,
    screen_result,
    verdict,
)
from factories_rating import FLAGS, assessments, items, vector_rating

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "scoring_vectors.json").read_text(encoding="utf-8")
)
WHOLE = {
    "V5": "V5_assessment",
    "V6": "V6_cnre_desk_search",
    "V6b": "V6b_same_answers_refreshed_evidence_c0.85_hypothetical",
}


def near(interval: Interval | None) -> Any:
    assert interval is not None
    return pytest.approx([interval.low, interval.point, interval.high], abs=1e-4)


def test_v1_means_of_every_power() -> None:
    vector = VECTORS["V1_aggregation"]
    values = [25.0 * item["pts"] for item in vector["input"]]
    weights = [float(item["w"]) for item in vector["input"]]
    assert power_mean(values, weights, 1.0) == pytest.approx(vector["p1_arithmetic"], abs=1e-4)
    assert power_mean(values, weights) == pytest.approx(vector["p2_default"], abs=1e-4)
    assert power_mean(values, weights, 4.0) == pytest.approx(vector["p4"], abs=1e-4)
    assert power_mean(values, weights, inf) == vector["max"]
    assert geometric_safety(values, weights) == pytest.approx(
        vector["geometric_of_safety"], abs=1e-4
    )


@pytest.mark.parametrize("case", VECTORS["V3_questions"])
def test_v3_a_question_s_interval(case: str) -> None:
    vector = VECTORS["V3_questions"][case]
    question = vector["input"]
    best, worst = (25.0 * points for points in question.get("range", [0, 4]))
    status = Status.NOT_APPLICABLE if question["status"] == "NA" else question["status"].lower()
    interval = question_interval(
        Status(status), question.get("pts"), question.get("c", 0.0), best, worst
    )
    if vector["lo_point_hi"] is None:
        assert interval is None
    else:
        assert vector["lo_point_hi"] == near(interval)


def test_v4_a_domain_of_mixed_answers() -> None:
    vector = VECTORS["V4_mixed_domain"]
    for power in (1, 2):
        rating = vector_rating([{"id": "m", "W": 1, "questions": vector["input"]}], power=power)
        assert vector[f"p{power}"] == near(rating.domains[0].interval)


@pytest.mark.parametrize("name", WHOLE)
def test_v5_and_v6_whole_assessments(name: str) -> None:
    vector = VECTORS[WHOLE[name]]
    expected = vector["result"]
    rating = vector_rating(vector["input"])
    for domain in rating.domains:
        assert expected["domains"][domain.id] == near(domain.interval)
    _assert_totals(rating, expected)


def _assert_totals(rating: Any, expected: dict[str, Any]) -> None:
    assert expected["overall"] == near(rating.interval)
    assert expected["overall_before_floors"] == near(rating.before_floors)
    assert rating.coverage == pytest.approx(expected["coverage"], abs=1e-4)
    assert rating.evidence_index == pytest.approx(expected["evidence_index"], abs=1e-4)
    assert rating.as_answered == pytest.approx(expected["as_answered_overall"], abs=1e-4)
    assert rating.rating == expected["rating"]
    assert [rating.band_low, rating.band_high] == expected["range"]
    assert rating.provisional is expected["provisional"]


def _altered(**changes: Any) -> list[dict[str, Any]]:
    """The input of V5 with some questions replaced and the knockout in another state."""
    domains: list[dict[str, Any]] = json.loads(json.dumps(VECTORS["V5_assessment"]["input"]))
    for domain in domains:
        for question in domain["questions"]:
            question.update(changes.get(question["id"].replace("-", "_"), {}))
        for flag in domain["flags"]:
            flag.update(changes.get(flag["id"].replace("-", "_"), {}))
    return domains


def test_v5b_a_knockout_that_binds_prohibits() -> None:
    rating = vector_rating(_altered(KO_SAN_1={"state": "fired", "c": 0.95}, SAN_01={"pts": 4}))
    _assert_totals(rating, VECTORS["V5b_knockout"]["result"])


def test_v5c_too_little_evidence_is_not_ratable() -> None:
    # The vector gives only its result; these three unknowns are the only ones that lead to it.
    unknown = {"status": "UNKNOWN", "pts": None, "c": 0.0}
    rating = vector_rating(_altered(PTY_04=unknown, PTY_06=unknown, RPT_05=unknown))
    _assert_totals(rating, VECTORS["V5c_not_ratable"]["result"])


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (0.0, "Low"),
        (19.99, "Low"),
        (20.0, "Moderate"),
        (39.99, "Moderate"),
        (40.0, "Elevated"),
        (60.0 - 1e-14, "High"),
        (79.99, "High"),
        (80.0, "Severe"),
        (100.0, "Severe"),
    ],
)
def test_a_band_starts_at_its_threshold_whatever_rounding_leaves(value: float, name: str) -> None:
    assert band(value) == name


def test_a_checklist_on_which_nothing_applies_says_that_nothing_is_known() -> None:
    rating = vector_rating(
        [{"id": "A", "W": 3, "questions": [{"id": "a", "status": "NA", "w": 1}]}]
    )
    assert rating.interval == Interval(0.0, 50.0, 100.0)
    assert rating.rating == "Not ratable"
    assert rating.domains[0].interval is None
    assert rating.domains[0].thin


def test_no_domains_and_no_weights_are_survived() -> None:
    assert overall([]).interval == Interval(0.0, 50.0, 100.0)
    weightless = [
        {"id": "A", "W": 0, "questions": [{"id": "a", "status": "UNKNOWN", "w": 1}]},
        {"id": "B", "W": 1, "questions": [{"id": "b", "status": "UNKNOWN", "w": 0}]},
        {"id": "C", "W": 1, "questions": []},
    ]
    rating = vector_rating(weightless)
    assert rating.interval == Interval(0.0, 50.0, 100.0)
    assert [domain.thin for domain in rating.domains] == [False, False, False]


def test_a_domain_of_weight_nought_is_shown_and_not_counted() -> None:
    severe = {"status": "ANSWERED", "pts": 4, "c": 1.0, "w": 1}
    mild = {"status": "ANSWERED", "pts": 0, "c": 1.0, "w": 1}
    rating = vector_rating(
        [
            {"id": "A", "W": 0, "questions": [{"id": "a", **severe}]},
            {"id": "B", "W": 5, "questions": [{"id": "b", **mild}]},
        ]
    )
    assert rating.domains[0].interval == Interval(100.0, 100.0, 100.0)
    assert rating.interval == Interval(0.0, 0.0, 0.0)


@pytest.mark.parametrize(("applicable", "thin"), [(6.0, False), (5.9, True)])
def test_a_domain_is_thin_where_more_than_two_fifths_do_not_apply(
    applicable: float, thin: bool
) -> None:
    questions = [
        {"id": "a", "status": "UNKNOWN", "w": applicable},
        {"id": "b", "status": "NA", "w": 10.0 - applicable},
    ]
    assert vector_rating([{"id": "A", "W": 1, "questions": questions}]).domains[0].thin is thin


@pytest.mark.parametrize(
    ("coverage", "index", "prohibited", "expected"),
    [
        (0.6, 0.35, False, "Elevated"),
        (0.59, 0.9, False, "Not ratable"),
        (0.9, 0.34, False, "Not ratable"),
        (0.0, 0.0, True, "Prohibited"),
    ],
)
def test_too_little_cover_overrides_the_band_and_a_knockout_overrides_all(
    coverage: float, index: float, prohibited: bool, expected: str
) -> None:
    interval = Interval(40.0, 50.0, 60.0)
    total = Overall(interval, interval, 50.0, coverage, index)
    assert verdict(total, Floors(prohibited=prohibited)) == expected


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], "Routine"),
        ([("floor", "binding"), ("gate", "clear"), ("knockout", "clear")], "Routine"),
        ([("gate", "cleared"), ("knockout", "cleared")], "Routine"),
        ([("gate", "fired")], "Look deeper"),
        ([("gate", "fired"), ("knockout", "pending")], "Stop"),
        ([("knockout", "binding")], "Stop"),
    ],
)
def test_a_screen_stops_looks_deeper_or_is_routine(
    states: list[tuple[Any, Any]], expected: str
) -> None:
    flags = [FlagState(str(n), kind, state, 0.0) for n, (kind, state) in enumerate(states)]
    assert screen_result(flags) == expected


def intervals(rating: Any) -> list[Interval]:
    scored = [question.interval for question in rating.questions.values()]
    scored += [domain.interval for domain in rating.domains]
    return [rating.interval, rating.before_floors, *(i for i in scored if i is not None)]


@given(assessments())
def test_low_is_never_above_point_nor_point_above_high(domains: list[dict[str, Any]]) -> None:
    for interval in intervals(vector_rating(domains)):
        assert 0.0 <= interval.low <= interval.point <= interval.high <= 100.0


@given(assessments(), st.data())
def test_more_points_never_lower_the_rating(domains: list[dict[str, Any]], data: Any) -> None:
    answered = [q for d in domains for q in d["questions"] if q["status"] == "ANSWERED"]
    if not answered:
        return
    before = vector_rating(domains).interval
    question = data.draw(st.sampled_from(answered))
    question["pts"] = data.draw(st.floats(question["pts"], question["range"][1]))
    after = vector_rating(domains).interval
    for old, new in (
        (before.low, after.low),
        (before.point, after.point),
        (before.high, after.high),
    ):
        assert new >= old - 1e-9


@given(assessments(), st.randoms())
def test_the_order_of_questions_and_domains_changes_nothing(
    domains: list[dict[str, Any]], random: Any
) -> None:
    before = vector_rating(domains)
    for domain in domains:
        random.shuffle(domain["questions"])
    random.shuffle(domains)
    after = vector_rating(domains)
    assert after.interval == before.interval
    assert after.before_floors == before.before_floors
    assert after.questions == before.questions
    assert {d.id: d for d in after.domains} == {d.id: d for d in before.domains}


@given(assessments(), st.floats(0.01, 100), st.floats(0.01, 100))
def test_scaling_all_weights_changes_nothing(
    domains: list[dict[str, Any]], inner: float, outer: float
) -> None:
    before = vector_rating(domains)
    for domain in domains:
        domain["W"] *= outer
        for question in domain["questions"]:
            question["w"] *= inner
    after = vector_rating(domains)
    for old, new in zip(intervals(before), intervals(after), strict=True):
        assert new.low == pytest.approx(old.low, abs=1e-6)
        assert new.point == pytest.approx(old.point, abs=1e-6)
        assert new.high == pytest.approx(old.high, abs=1e-6)


@given(assessments())
def test_certainty_collapses_the_interval(domains: list[dict[str, Any]]) -> None:
    for domain in domains:
        domain["flags"] = []
        for question in domain["questions"]:
            question |= {"status": "ANSWERED", "pts": question["range"][0], "c": 1.0}
    for interval in intervals(vector_rating(domains)):
        if interval != Interval(0.0, 50.0, 100.0):
            assert interval.low == interval.point == interval.high


@given(assessments(), items())
def test_what_does_not_apply_changes_nothing_but_the_denominator(
    domains: list[dict[str, Any]], item: dict[str, Any]
) -> None:
    before = vector_rating(domains)
    absent = item | {"id": "D0-new", "status": "NA", "pts": None}
    domains[0]["questions"].append(absent)
    after = vector_rating(domains)
    assert after.interval == before.interval
    assert (after.coverage, after.evidence_index) == (before.coverage, before.evidence_index)
    assert after.as_answered == before.as_answered


@given(assessments(), FLAGS)
def test_a_pending_flag_never_moves_point_or_lower_bound(
    domains: list[dict[str, Any]], flag: dict[str, Any]
) -> None:
    before = vector_rating(domains)
    pending = flag | {"id": "new", "state": "fired", "c": 0.49}
    domains[0]["flags"].append(pending)
    after = vector_rating(domains)
    assert (after.interval.low, after.interval.point) == (
        before.interval.low,
        before.interval.point,
    )
    assert after.interval.high >= before.interval.high


@given(assessments())
def test_the_rating_is_never_better_than_a_binding_floor(domains: list[dict[str, Any]]) -> None:
    rating = vector_rating(domains)
    binding = [f for d in domains for f in d["flags"] if f["state"] == "fired" and f["c"] >= 0.5]
    names = [name for _, name in BANDS]
    for flag in binding:
        floor = flag["floor_overall"] or 0.0
        assert rating.interval.low >= floor
        assert names.index(rating.band) >= names.index(band(floor))
        if flag["ko"]:
            assert rating.rating == "Prohibited"
    for domain in rating.domains:
        if domain.interval is not None:
            assert domain.interval.low >= rating.floors.binding.get(domain.id, 0.0)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.01, 3)), min_size=1, max_size=8))
def test_a_higher_power_lets_less_risk_hide(pairs: list[tuple[float, float]]) -> None:
    values, weights = [v for v, _ in pairs], [w for _, w in pairs]
    means = [power_mean(values, weights, power) for power in (1.0, 2.0, 4.0, inf)]
    assert all(low <= high + 1e-9 for low, high in pairwise(means))


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_floors_only_lift(low: float, binding: float, pending: float) -> None:
    before = Interval(low, low, low)
    after = lifted(before, binding, pending)
    assert after.low == after.point == max(low, binding)
    assert after.high == max(low, binding, pending)


def test_a_floor_is_named_only_where_it_was_applied() -> None:
    scores: list[DomainScore] = []
    for floor in (70.0, 10.0):
        question = vector_rating(
            [{"id": "A", "W": 1, "questions": [{"id": "a", "status": "NOT_DISCLOSED", "w": 1}]}]
        ).questions["a"]
        scores.append(domain_score("A", 1.0, [question], Floors(binding={"A": floor})))
    assert [score.floor for score in scores] == [70.0, None]
