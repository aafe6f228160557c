"""The scorecard: rows to a rating, and the same rating again after every kind of change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.core import checklist_format
from assay.core.assessment import Assessment
from assay.core.change import Change, State, apply, inserted, removed, updated
from assay.core.checklist import AnswerType, Checklist, Profile
from assay.core.errors import InvalidInput, NotFound
from assay.core.rating import Interval
from assay.core.records import to_row
from assay.core.scorecard import Scorecard
from factories_rating import (
    CUT_OFF,
    PERCENT,
    SCALE,
    WORDS,
    YES_NO,
    answer,
    boolean_fact,
    checklist,
    citation,
    evidence,
    fact,
    flag,
    question,
    review,
    state,
)

SHIPPED = sorted((Path(__file__).parents[2] / "checklists").glob("*.yaml"))
LAPSED = {"valid_until": "2026-11-10"}


def card(subject: Checklist, *records: object, **moved: Any) -> Scorecard:
    return Scorecard(subject, state(*records), "a", **moved)


TWO = checklist([question("A-1"), question("B-1")], weights={"A": 75.0, "B": 25.0})


def test_answers_and_evidence_become_intervals() -> None:
    scored = card(
        TWO, answer("A-1", "o4"), evidence("e", "B1"), citation("e", "A-1"), answer("B-1", "o0")
    ).rating
    first = scored.questions["A-1"]
    assert (first.points, first.confidence) == (4.0, 0.85)
    assert first.interval == Interval(85.0, pytest.approx(92.5), 100.0)
    assert first.as_answered == 100.0
    assert scored.questions["B-1"].interval == Interval(0.0, 50.0, 100.0)
    assert scored.coverage == 0.75
    assert scored.evidence_index == pytest.approx(0.75 * 0.85)
    assert (scored.profile, scored.cut_off) == ("default", CUT_OFF)


@pytest.mark.parametrize("status", ["not_assessed", "unknown", "restricted", "conflicted"])
def test_statuses_that_know_nothing_take_the_whole_interval(status: str) -> None:
    scored = card(TWO, answer("A-1", status=status)).rating.questions["A-1"]
    assert scored.interval == Interval(0.0, 50.0, 100.0)
    assert scored.points is None
    assert scored.as_answered == 50.0


def test_silence_speaks_against() -> None:
    scored = card(TWO, answer("A-1", status="not_disclosed")).rating.questions["A-1"]
    assert scored.interval == Interval(50.0, 75.0, 100.0)


def test_what_is_not_applicable_leaves_the_denominator() -> None:
    scored = card(TWO, answer("A-1", status="not_applicable"), answer("B-1", "o1")).rating
    assert scored.questions["A-1"].interval is None
    assert not scored.questions["A-1"].asked
    assert scored.domains[0].interval is None
    assert scored.domains[0].thin
    assert scored.interval == Interval(0.0, 50.0, 100.0)


def test_questions_without_weight_are_recorded_and_not_scored() -> None:
    subject = checklist([question("A-1"), question("A-2", WORDS, weight=0)])
    scored = card(subject, answer("A-2", "Some words."), evidence("e"), citation("e", "A-2")).rating
    assert scored.questions["A-2"].interval is None
    assert scored.questions["A-2"].asked
    assert scored.questions["A-2"].confidence == 1.0
    assert scored.coverage == 0.0


def test_a_value_that_the_checklist_does_not_know_counts_as_no_answer() -> None:
    scored = card(TWO, answer("A-1", "gone"), evidence("e"), citation("e", "A-1")).rating
    assert scored.questions["A-1"].points is None
    assert scored.questions["A-1"].interval == Interval(0.0, 50.0, 100.0)
    assert scored.coverage == 0.0


def test_a_lapsed_answer_is_unknown_and_says_so() -> None:
    records = (answer("A-1", "o4"), evidence("e", "A1", **LAPSED), citation("e", "A-1"))
    scored = card(TWO, *records).rating.questions["A-1"]
    assert scored.lapsed
    assert scored.interval == Interval(0.0, 50.0, 100.0)
    assert scored.as_answered == 50.0
    in_time = card(TWO, *records, cut_off="2026-11-10").rating.questions["A-1"]
    assert not in_time.lapsed
    assert in_time.interval == Interval(100.0, 100.0, 100.0)


def test_rules_see_a_lapsed_answer_as_unknown() -> None:
    subject = checklist(
        [question("A-1"), question("B-1")],
        flags=[
            flag("G", "gate", 'status("A-1") != "answered"', "A-1"),
            flag("K", "knockout", 'points("A-1") >= 3.0', "A-1"),
        ],
    )
    lapsed = card(subject, answer("A-1", "o4"), evidence("e", **LAPSED), citation("e", "A-1"))
    assert [flag.state for flag in lapsed.rating.flags] == ["fired", "open"]
    assert lapsed.rating.provisional
    assert lapsed.rating.interval.high >= 80.0


def test_a_skipped_question_keeps_its_answer_and_leaves_the_denominator() -> None:
    subject = checklist(
        [
            question("A-1", skip_if='option("A-2") == "o0"'),
            question("A-2"),
            question("A-3", skip_if='option("A-1") == "o4"'),
        ]
    )
    answers = (answer("A-1", "o4"), answer("A-2", "o0"), answer("A-3", "o2"))
    scored = card(subject, *answers)
    assert list(scored.skipped) == ["A-1"]
    first = scored.rating.questions["A-1"]
    assert (first.asked, first.interval, first.points) == (False, None, 4.0)
    assert scored.evaluate('status("A-1") == "not_applicable" && option("A-1") == ""')
    assert scored.rating.questions["A-3"].asked, "a skipped answer decides nothing"


def test_a_knockout_that_binds_prohibits() -> None:
    subject = checklist(
        [question("A-1")], flags=[flag("K", "knockout", 'option("A-1") == "o4"', "A-1")]
    )
    sure = (answer("A-1", "o4"), evidence("e"), citation("e", "A-1"))
    assert card(subject, *sure).rating.rating == "Prohibited"
    doubtful = card(subject, answer("A-1", "o4")).rating
    assert (doubtful.rating, doubtful.provisional) == ("Not ratable", True)
    cleared = card(subject, *sure, review("K", "cleared")).rating
    assert (cleared.rating, cleared.flags[0].state) == ("Severe", "cleared")


def test_floors_lift_the_domain_and_the_whole() -> None:
    subject = checklist(
        [question("A-1"), question("B-1")],
        flags=[flag("F", "floor", 'points("A-1") >= 1.0', "A-1", domain=70.0, overall=65.0)],
    )
    records = (answer("A-1", "o1"), evidence("e"), citation("e", "A-1"))
    scored = card(subject, *records).rating
    assert scored.domains[0].interval == Interval(70.0, 70.0, 70.0)
    assert scored.domains[0].floor == 70.0
    assert scored.before_floors.low == pytest.approx((70.0**2 / 2) ** 0.5)
    assert scored.interval.low == scored.interval.point == 65.0
    assert scored.flags[0].state == "binding"


def test_a_screen_gives_no_rating() -> None:
    subject = checklist(
        [question("A-1"), question("B-1")],
        result="screen",
        flags=[
            flag("K", "knockout", 'option("A-1") == "o4"', "A-1"),
            flag("G", "gate", 'option("B-1") == "o4"', "B-1"),
        ],
    )
    assert card(subject, answer("A-1", "o0")).rating.rating == "Routine"
    assert card(subject, answer("B-1", "o4")).rating.rating == "Look deeper"
    assert card(subject, answer("B-1", "o4"), review("G", "cleared")).rating.rating == "Routine"
    assert card(subject, answer("A-1", "o4"), answer("B-1", "o4")).rating.rating == "Stop"


def test_the_cut_off_and_the_profile_can_be_moved() -> None:
    subject = checklist(
        [question("A-1"), question("B-1")],
        profiles=[Profile("other", {"en": "Other"}, {"A": 100.0, "B": 0.0})],
    )
    records = (answer("A-1", "o4"), evidence("e", "A1", "2025-11-23"), citation("e", "A-1"))
    assert card(subject, *records).rating.questions["A-1"].confidence == 0.5
    moved = card(subject, *records, cut_off=date(2025, 11, 23), profile="other").rating
    assert moved.questions["A-1"].confidence == 1.0
    assert moved.interval == Interval(100.0, 100.0, 100.0)
    assert (moved.cut_off, moved.profile) == ("2025-11-23", "other")


def test_a_profile_the_checklist_no_longer_has_gives_way_to_the_first() -> None:
    assert Scorecard(TWO, state(profile="gone"), "a").profile == "default"


def test_without_profiles_all_domains_weigh_the_same() -> None:
    bare = replace(TWO, profiles=())
    assert {d.weight for d in Scorecard(bare, state(), "a").rating.domains} == {1.0}


def test_what_cannot_be_asked_for_is_refused() -> None:
    with pytest.raises(NotFound):
        Scorecard(TWO, state(), "other")
    with pytest.raises(InvalidInput):
        card(TWO, profile="gone")
    with pytest.raises(InvalidInput):
        card(TWO, cut_off="soon")


def test_dates_count_to_the_cut_off() -> None:
    day = AnswerType("date", unit="days_since", bands=((0.0, 0.0), (400.0, 4.0)))
    subject = checklist([question("A-1", day)])
    assert card(subject, answer("A-1", "2026-08-15")).rating.questions["A-1"].points == 1.0
    moved = card(subject, answer("A-1", "2026-08-15"), cut_off="2026-08-15")
    assert moved.rating.questions["A-1"].points == 0.0


def test_the_account_of_a_confidence_adds_up_to_the_one_that_counts() -> None:
    records = (
        answer("A-1", "o4"),
        evidence("e", "B2", "2026-01-01"),
        evidence("f", "A2"),
        citation("e", "A-1"),
        citation("f", "A-1", "contradicts"),
    )
    scored = card(TWO, *records)
    account = scored.confidence("A-1")
    assert account.value == scored.rating.questions["A-1"].confidence
    assert [part.evidence for part in account.parts] == ["e", "f"]
    assert scored.confidence("B-1").parts == ()


def test_rows_that_belong_elsewhere_are_left_alone() -> None:
    rows = state(answer("A-1", "o4"), answer("Z-9", "o4"), citation("missing", "A-1"))
    rows["assessment"]["b"] = to_row(Assessment("b", 1, "Second", "hash", "default", CUT_OFF))
    rows["answer"]["b/B-1"] = {**rows["answer"]["a/A-1"], "assessment": "b", "question": "B-1"}
    scored = Scorecard(TWO, rows, "a").rating
    assert scored.questions["B-1"].status == "not_assessed"
    assert set(scored.questions) == {"A-1", "B-1"}


def test_a_rating_stays_as_it_was_read() -> None:
    rows = state()
    scored = Scorecard(TWO, rows, "a")
    before = scored.rating
    change = inserted("answer", to_row(answer("A-1", "o4")))
    apply(rows, change)
    scored.update([change], rows)
    assert before.questions["A-1"].points is None
    assert scored.rating.questions["A-1"].points == 4.0


def test_a_flag_that_moves_alone_takes_its_domain_along() -> None:
    subject = checklist(
        [question("A-1"), question("B-1")],
        flags=[flag("F", "floor", 'facts.us && points("A-1") >= 1.0', "A-1", domain=70.0)],
        facts=[boolean_fact("us")],
    )
    now = state(answer("A-1", "o1"), evidence("e"), citation("e", "A-1"))
    scored = Scorecard(subject, now, "a")
    seen = []
    for record in (fact("us", "true"), review("F", "cleared")):
        table = "fact" if "us" in record.id else "flag_review"
        seen.append(scored.rating.domains[0].floor)
        change = inserted(table, to_row(record))
        apply(now, change)
        scored.update([change], now)
    seen.append(scored.rating.domains[0].floor)
    assert seen == [None, 70.0, None]


def test_a_change_runs_down_a_chain_of_skip_rules() -> None:
    subject = checklist(
        [
            question("A-1"),
            question("A-2", skip_if='option("A-1") == "o0"'),
            question("A-3", skip_if='status("A-2") != "answered"'),
            question("A-4", skip_if='status("A-3") == "answered"'),
        ]
    )
    now = state(answer("A-2", "o1"), answer("A-3", "o1"))
    scored = Scorecard(subject, now, "a")
    assert list(scored.skipped) == ["A-4"]
    change = inserted("answer", to_row(answer("A-1", "o0")))
    apply(now, change)
    scored.update([change], now)
    assert list(scored.skipped) == ["A-2", "A-3"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_checklist_can_be_rated_empty(path: Path) -> None:
    subject = checklist_format.read(path.read_bytes(), path.name)
    scored = Scorecard(subject, state(profile=subject.profiles[0].id), "a")
    assert scored.rating.coverage == 0.0
    if subject.result == "rating":
        assert scored.rating.rating == "Not ratable"
    else:
        assert scored.rating.rating == "Look deeper"
    asked = [q for q in scored.rating.questions.values() if q.interval is not None]
    assert len(scored.gaps()) == len(asked)


RULED = checklist(
    [
        question("A-1", SCALE, weight=2.0),
        question("A-2", PERCENT, skip_if='option("A-1") == "o0"'),
        question("A-3", YES_NO, skip_if='facts.us || value("A-2") > 20.0'),
        question("B-1", SCALE, skip_if='option("A-3") == "yes" && confidence("A-1") > 0.4'),
        question("B-2", AnswerType("multi", SCALE.options, combine="sum"), weight=0.5),
        question("C-1", AnswerType("date", unit="days_since", bands=((0, 0), (500, 4)))),
        question("C-2", WORDS, weight=0),
    ],
    flags=[
        flag(
            "F1",
            "floor",
            'points("A-1") >= 3.0 && points("A-2") > 1.0',
            "A-1",
            "A-2",
            domain=70.0,
            overall=55.0,
        ),
        flag("F2", "floor", 'status("B-1") == "not_disclosed"', "B-1", domain=60.0),
        flag("K1", "knockout", 'option("A-3") == "yes" && facts.us', "A-3", overall=85.0),
        flag("G1", "gate", 'status("C-1") != "answered" || chosen("B-2", "o3")', "C-1"),
    ],
    facts=[boolean_fact("us")],
)
VALUES = {
    "A-1": st.sampled_from(["o0", "o3", "o4", "gone"]),
    "A-2": st.sampled_from(["5", "21", "60", "words"]),
    "A-3": st.sampled_from(["yes", "no"]),
    "B-1": st.sampled_from(["o0", "o2"]),
    "B-2": st.sampled_from(['["o1"]', '["o3","o4"]', "[]"]),
    "C-1": st.sampled_from(["2026-01-01", "2020-05-05"]),
    "C-2": st.just("words"),
    "Z-9": st.just("o1"),
}
ITEMS = ("e1", "e2", "e3")


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, object]:
    """A row as it should be after a change."""
    table = draw(
        st.sampled_from(
            ["answer", "answer", "citation", "evidence", "fact", "flag_review", "assessment"]
        )
    )
    if table == "answer":
        name = draw(st.sampled_from(sorted(VALUES)))
        status = draw(
            st.sampled_from(["answered"] * 5 + ["unknown", "not_disclosed", "not_applicable"])
        )
        return table, answer(name, draw(VALUES[name]) if status == "answered" else None, status)
    if table == "citation":
        item, name = draw(st.sampled_from(ITEMS)), draw(st.sampled_from(sorted(VALUES)))
        stance = draw(st.sampled_from(["supports", "supports", "contradicts"]))
        return table, citation(item, name, stance, id=draw(st.sampled_from("uvwxyz")))
    if table == "evidence":
        return table, evidence(
            draw(st.sampled_from(ITEMS)),
            draw(st.sampled_from(["A1", "B2", "C3", "E5"])),
            draw(st.sampled_from([CUT_OFF, "2026-01-01", "2024-06-30", ""])),
            origin=draw(st.sampled_from(["", "x"])),
            valid_until=draw(st.sampled_from(["", "", "2026-11-10"])),
        )
    if table == "fact":
        return table, fact("us", draw(st.sampled_from(["true", "false", "?"])))
    if table == "flag_review":
        return table, review(
            draw(st.sampled_from(["F1", "K1", "G1", "gone"])),
            draw(st.sampled_from(["cleared", "confirmed"])),
        )
    day = draw(st.sampled_from([CUT_OFF, "2026-11-01", "2025-12-31"]))
    return table, Assessment("a", 0, "First", "hash", "default", day)


def to_change(now: State, table: str, record: Any, *, gone: bool) -> Change | None:
    """The change that makes a row look like `record`, or go."""
    row = now.get(table, {}).get(record.id)
    if gone and table != "assessment":
        return None if row is None else removed(table, row)
    if row is None:
        return inserted(table, to_row(record))
    return updated(table, row, **to_row(record))


def test_a_flag_that_rests_on_one_question_and_reads_another_moves_the_one_it_rests_on() -> None:
    subject = checklist(
        [question("A-1"), question("A-2")],
        flags=[flag("F", "gate", 'option("A-1") == "o4"', "A-2")],
    )
    now = state()
    scored = Scorecard(subject, now, "a")
    mark = scored.moves.mark
    change = inserted("answer", to_row(answer("A-1", "o4")))
    apply(now, change)
    scored.update([change], now)
    assert scored.moves.since(mark) == {"A-1", "A-2"}


def test_evidence_that_changed_while_it_was_not_cited_counts_as_it_is_when_cited_again() -> None:
    cited = citation("e", "A-1")
    now = state(answer("A-1", "o4"), evidence("e", "F6"), cited)
    scored = Scorecard(TWO, now, "a")
    for change in (
        removed("citation", to_row(cited)),
        updated("evidence", now["evidence"]["e"], reliability="A", credibility="1"),
        inserted("citation", to_row(cited)),
    ):
        assert change is not None
        apply(now, change)
        scored.update([change], now)
    assert scored.rating == Scorecard(TWO, now, "a").rating


def seen_by_question(scored: Scorecard) -> dict[str, object]:
    """What a list of questions shows of each: its score, how often it is cited, its flags."""
    raised = {flag.id: flag.state for flag in scored.rating.flags}
    flags = {
        id: [raised[flag.id] for flag in RULED.flags if id in flag.questions]
        for id in RULED.questions
    }
    scores = scored.rating.questions
    return {id: (scores[id], scored.citations(id), flags[id]) for id in RULED.questions}


@settings(max_examples=150)
@given(
    st.lists(
        st.lists(st.tuples(rows(), st.integers(0, 4)), min_size=1, max_size=4),
        min_size=1,
        max_size=12,
    ),
    st.booleans(),
)
def test_after_any_changes_it_equals_a_new_scorecard(
    steps: list[list[tuple[tuple[str, Any], int]]], with_evidence: bool
) -> None:
    now = state(*(evidence(item) for item in ITEMS)) if with_evidence else state()
    scored = Scorecard(RULED, now, "a")
    for batch in steps:
        changes = []
        for (table, record), chance in batch:
            change = to_change(now, table, record, gone=chance == 0)
            if change is not None:
                apply(now, change)
                changes.append(change)
        before, mark = seen_by_question(scored), scored.moves.mark
        scored.update(changes, now)
        new = Scorecard(RULED, now, "a")
        moved = scored.moves.since(mark)
        after = seen_by_question(scored)
        assert moved is None or {id for id in after if after[id] != before[id]} <= moved
        assert scored.rating == new.rating
        assert scored.skipped == new.skipped
        assert scored.gaps() == new.gaps()
        assert scored.largest_gaps() == (new.gaps()[:3], len(new.gaps()))
        for id in RULED.questions:
            assert scored.confidence(id) == new.confidence(id)
            assert scored.evaluate(f'status("{id}") == "answered"') == new.evaluate(
                f'status("{id}") == "answered"'
            )


@given(st.lists(rows(), max_size=12), st.randoms())
def test_the_order_of_rows_changes_nothing(found: list[tuple[str, Any]], random: Any) -> None:
    latest = {(table, record.id): record for table, record in found if table != "assessment"}
    records = list(latest.values())
    before = Scorecard(RULED, state(*records), "a").rating
    random.shuffle(records)
    assert Scorecard(RULED, state(*records), "a").rating == before
