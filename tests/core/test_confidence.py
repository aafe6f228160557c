"""Evidence to confidence: the method's examples, the echo guard, and what must always hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.checklist import Ageing
from assay.core.confidence import NO_EVIDENCE, Confidence, confidence, day_of, graded
from assay.core.evidence import Evidence, Stance
from assay.core.records import to_row
from factories_rating import CUT_OFF, evidence

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "scoring_vectors.json").read_text(encoding="utf-8")
)
STATE = Ageing("state", 365)
NOW = date.fromisoformat(CUT_OFF)
TODAY = NOW.toordinal()


def weigh(
    items: list[tuple[Evidence, str]], ages: Ageing = STATE, cut_off: int = TODAY
) -> Confidence:
    cited = [
        (f"c{number}", Stance(stance), graded(to_row(replace(item, number=number))))
        for number, (item, stance) in enumerate(items)
    ]
    return confidence(cited, ages, cut_off)


def days_ago(days: int) -> str:
    return (NOW - timedelta(days)).isoformat()


@pytest.mark.parametrize("case", VECTORS["V2_evidence"]["cases"])
def test_v2_evidence_to_confidence(case: str) -> None:
    vector = VECTORS["V2_evidence"]["cases"][case]
    items = []
    for number, item in enumerate(vector["evidence"]):
        made = evidence(
            f"e{number}",
            item["grade"],
            item["date"],
            origin=item["group"],
            valid_until=item.get("valid_until", ""),
            no_decay=item.get("no_decay", False),
        )
        items.append((made, "contradicts" if item.get("stance") == -1 else "supports"))
    found = weigh(items, Ageing("state", vector["half_life"]))
    assert found.value == pytest.approx(vector["confidence"], abs=1e-4)
    strengths = [part.strength for part in found.parts]
    assert strengths == pytest.approx(vector["item_strengths"], abs=1e-4)


def test_a_lapsed_strong_item_does_not_lift_weak_ones() -> None:
    """Regression: the cap once followed the best source present, lapsed or not."""
    blogs = [(evidence(f"blog{n}", "D1"), "supports") for n in range(6)]
    lapsed = evidence("law", "A1", days_ago(600), valid_until=days_ago(300))
    assert weigh([*blogs, (lapsed, "supports")]).value == weigh(blogs).value == 0.5


def test_weak_sources_never_add_up_to_certainty() -> None:
    for grade, cap in (("E1", 0.30), ("D1", 0.50), ("F1", 0.50), ("C1", 0.75)):
        many = [(evidence(f"s{n}", grade), "supports") for n in range(40)]
        assert weigh(many).value == pytest.approx(cap, abs=1e-12)


def test_one_origin_speaks_once_with_its_best_reliability() -> None:
    rumour = (evidence("a", "E1", origin="wire"), "supports")
    report = (evidence("b", "B4", origin=" Wire "), "supports")
    both = weigh([rumour, report])
    assert [part.outcome for part in both.parts] == ["same_origin", "counted"]
    assert both.value == pytest.approx(0.85 * 0.40)
    assert both.parts[1].tier == "AB"


def test_the_best_reliability_of_an_origin_counts_in_either_order() -> None:
    strong, reliable = evidence("a", "D1", origin="x"), evidence("b", "B5", origin="x")
    for items in ([strong, reliable], [reliable, strong]):
        found = weigh([(item, "supports") for item in items])
        assert {part.tier for part in found.parts} == {"AB"}
        assert found.value == pytest.approx(0.40)


def test_a_lapsed_item_does_not_lift_its_own_origin() -> None:
    blogs = [(evidence(f"blog{n}", "D1"), "supports") for n in range(4)]
    lapsed = evidence("law", "A1", origin="blog0", valid_until=days_ago(1))
    assert weigh([*blogs, (lapsed, "supports")]).value == weigh(blogs).value == 0.5


def test_items_without_an_origin_speak_for_themselves() -> None:
    items = [(evidence(name, "B2", origin=""), "supports") for name in ("a", "b")]
    assert weigh(items).value == pytest.approx(1 - (1 - 0.7225) ** 2)


def test_one_item_cited_twice_counts_once() -> None:
    item = evidence("a", "B2", origin="")
    assert weigh([(item, "supports"), (item, "supports")]).value == pytest.approx(0.7225)


def test_support_and_contradiction_both_strong_are_a_conflict() -> None:
    found = weigh([(evidence("a", "B2"), "supports"), (evidence("b", "A3"), "contradicts")])
    assert found.conflicted
    assert found.value == pytest.approx(0.7225 * 0.35)
    weak = weigh([(evidence("a", "B2"), "supports"), (evidence("b", "D2"), "contradicts")])
    assert not weak.conflicted


def test_the_parts_say_why_an_item_does_not_count() -> None:
    found = weigh(
        [
            (evidence("a", "A2"), "supports"),
            (evidence("b", "A2", valid_until=days_ago(1)), "supports"),
            (evidence("c", "B3", origin="a"), "supports"),
            (evidence("d", "A2", date="", retrieved=""), "supports"),
            (evidence("e", "Z9"), "supports"),
        ]
    )
    assert [part.outcome for part in found.parts] == [
        "counted",
        "lapsed",
        "same_origin",
        "undated",
        "worthless",
    ]
    first = found.parts[0]
    assert (first.reliability, first.credibility, first.freshness) == (1.0, 0.85, 1.0)
    assert (first.grade, first.evidence, first.citation) == ("A2", "a", "c0")


def test_undated_evidence_counts_from_its_retrieval_and_says_so() -> None:
    item = evidence("a", "A1", date="", retrieved=days_ago(365) + "T10:00:00+08:00")
    (part,) = weigh([(item, "supports")]).parts
    assert (part.strength, part.age_days, part.dated) == (0.5, 365, False)


@pytest.mark.parametrize(("days", "strength"), [(0, 1.0), (90, 1.0), (180, 0.5), (270, 0.25)])
def test_an_event_ages_only_after_its_window(days: int, strength: float) -> None:
    found = weigh([(evidence("a", "A1", days_ago(days)), "supports")], Ageing("event", 90))
    assert found.value == pytest.approx(strength)


def test_evidence_holds_through_its_last_day() -> None:
    item = evidence("a", "A1", valid_until=CUT_OFF)
    assert weigh([(item, "supports")]).value == 1.0
    late = weigh([(item, "supports")], cut_off=TODAY + 1)
    assert (late.value, late.lapsed) == (0.0, True)


def test_an_answer_has_lapsed_only_when_all_its_support_has() -> None:
    old = evidence("a", "A1", valid_until=days_ago(1))
    assert weigh([(old, "supports")]).lapsed
    assert weigh([(old, "supports"), (evidence("b", "A1"), "contradicts")]).lapsed
    assert not weigh([(old, "supports"), (evidence("b", "E6"), "supports")]).lapsed
    assert not weigh([]).lapsed


def test_evidence_dated_after_the_cut_off_is_not_stronger_than_fresh() -> None:
    assert weigh([(evidence("a", "B2", "2027-05-01"), "supports")]).value == pytest.approx(0.7225)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-11-23T23:59:59.9Z", date(2026, 11, 23)),
        ("2026-11", date(2026, 11, 1)),
        ("2026", date(2026, 1, 1)),
        ("2026-13-01", None),
        ("2024-1", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_days_are_read_from_dates_months_and_years(text: Any, day: date | None) -> None:
    assert day_of(text) == (day.toordinal() if day else None)


@st.composite
def sources(draw: st.DrawFn) -> tuple[Evidence, str]:
    item = evidence(
        draw(st.uuids()).hex,
        draw(st.sampled_from("ABCDEF")) + draw(st.sampled_from("123456")),
        days_ago(draw(st.integers(-30, 2000))),
        origin=draw(st.sampled_from(["", "x", "y", "z"])),
        valid_until=draw(st.sampled_from(["", days_ago(1), days_ago(-1)])),
        no_decay=draw(st.booleans()),
    )
    return item, draw(st.sampled_from(["supports", "contradicts"]))


AGEINGS = st.builds(Ageing, st.sampled_from(["state", "event"]), st.none() | st.integers(1, 2000))
REGISTERS = st.lists(sources(), max_size=7)


@given(REGISTERS, sources(), AGEINGS)
def test_more_support_never_lowers_confidence(
    items: list[tuple[Evidence, str]], more: tuple[Evidence, str], ages: Ageing
) -> None:
    assert weigh([*items, (more[0], "supports")], ages).value >= weigh(items, ages).value - 1e-12


@given(REGISTERS, st.data(), AGEINGS)
def test_an_echo_no_stronger_than_its_origin_changes_nothing(
    items: list[tuple[Evidence, str]], data: Any, ages: Ageing
) -> None:
    before = weigh(items, ages)
    if not items:
        assert before == NO_EVIDENCE
        return
    item, stance = data.draw(st.sampled_from(items))
    named = replace(item, origin=item.origin or item.id)
    items = [(named if one is item else one, side) for one, side in items]
    assert weigh([*items, (replace(named, id="echo"), stance)], ages).value == before.value


@given(REGISTERS, st.data(), AGEINGS)
def test_passing_its_last_day_equals_deleting_an_item(
    items: list[tuple[Evidence, str]], data: Any, ages: Ageing
) -> None:
    if not items:
        return
    gone = data.draw(st.integers(0, len(items) - 1))
    item, stance = items[gone]
    lapsed = [*items]
    lapsed[gone] = (replace(item, valid_until=days_ago(1)), stance)
    deleted = items[:gone] + items[gone + 1 :]
    assert weigh(lapsed, ages).value == weigh(deleted, ages).value


@given(REGISTERS, st.randoms(), AGEINGS)
def test_the_order_of_the_register_changes_nothing(
    items: list[tuple[Evidence, str]], random: Any, ages: Ageing
) -> None:
    before = weigh(items, ages)
    shuffled = [*items]
    random.shuffle(shuffled)
    after = weigh(shuffled, ages)
    assert (after.value, after.support, after.against) == (
        before.value,
        before.support,
        before.against,
    )


@given(REGISTERS, AGEINGS)
def test_confidence_is_a_share_and_adds_up(items: list[tuple[Evidence, str]], ages: Ageing) -> None:
    found = weigh(items, ages)
    assert 0.0 <= found.value <= found.support <= 1.0
    assert found.value == found.support * (1.0 - found.against)
    assert len(found.parts) == len(items)
