"""Remarks: threads, where a review stands, and following changes as reading anew would."""

from __future__ import annotations

from dataclasses import replace

from assay.core.answers import Answer, Status, unanswered
from assay.core.change import State, apply_step, inserted, removed, step, updated
from assay.core.records import to_row
from assay.core.remarks import Remarks, Stage, answer_digest, spots
from assay.core.review import Assignment, Comment

ANSWER = Answer("a/Q-1", "a", "Q-1", Status.ANSWERED, "yes", rationale="Because.")


def comment(id: str, parent: str = "", **fields: object) -> Comment:
    made = Comment(id, "a", "Q-1", "Ada", f"2026-11-23T10:00:0{id}+00:00", "Why?", parent)
    return replace(made, **fields)


def act(id: str, state: str, reason: str = "") -> Assignment:
    return Assignment(id, "a", "Q-1", "Ben", "2026-12-01", state, "Rea", reason)


def state_of(*records: Comment | Assignment) -> State:
    state: State = {}
    tables = {Comment: "comment", Assignment: "assignment"}
    apply_step(state, step("x", [inserted(tables[type(r)], to_row(r)) for r in records]))
    return state


def test_replies_stand_under_their_comment_oldest_first() -> None:
    remarks = Remarks(state_of(comment("3", "1"), comment("1"), comment("2", "1"), comment("4")))
    threads = remarks.threads("a", "Q-1")
    assert [(t.first.id, [r.id for r in t.replies]) for t in threads] == [
        ("1", ["2", "3"]),
        ("4", []),
    ]


def test_a_reply_to_a_reply_belongs_to_the_thread() -> None:
    (thread,) = Remarks(state_of(comment("1"), comment("2", "1"), comment("3", "2"))).threads(
        "a", "Q-1"
    )
    assert [r.id for r in thread.replies] == ["2", "3"]


def test_a_reply_whose_comment_is_gone_is_not_lost() -> None:
    (thread,) = Remarks(state_of(comment("2", "1"))).threads("a", "Q-1")
    assert thread.first.id == "2"


def test_comments_in_a_circle_are_no_trap() -> None:
    remarks = Remarks(state_of(comment("1", "2"), comment("2", "1")))
    assert remarks.threads("a", "Q-1") == ()


def test_settled_threads_are_not_counted_as_open() -> None:
    remarks = Remarks(state_of(comment("1"), comment("2", state="settled"), comment("3", "1")))
    assert remarks.open_threads("a", "Q-1") == 1
    assert remarks.open_threads("a", "Q-2") == 0


def test_the_last_act_counts() -> None:
    remarks = Remarks(state_of(act("2", "submitted"), act("1", "assigned")))
    review = remarks.review("a", "Q-1", ANSWER)
    assert (review.stage, review.person, review.reviewer) == (Stage.SUBMITTED, "Ben", "Rea")


def test_what_was_accepted_stays_so_until_the_answer_is_another_one() -> None:
    remarks = Remarks(state_of(act("1", "accepted", answer_digest(ANSWER))))
    assert remarks.review("a", "Q-1", ANSWER).stage is Stage.ACCEPTED
    assert remarks.review("a", "Q-1", replace(ANSWER, second_look=True)).stage is Stage.ACCEPTED
    for other in (
        replace(ANSWER, value="no"),
        replace(ANSWER, rationale="Another reason."),
        unanswered("a", "Q-1"),
    ):
        assert remarks.review("a", "Q-1", other).stage is Stage.CHANGED


def test_the_digest_is_never_shown_as_a_reason() -> None:
    remarks = Remarks(state_of(act("1", "accepted", answer_digest(ANSWER))))
    assert remarks.review("a", "Q-1", ANSWER).reason == ""
    returned = Remarks(state_of(act("1", "returned", "No source.")))
    assert returned.review("a", "Q-1", ANSWER).reason == "No source."


def test_withdrawn_and_unheard_of_acts_leave_it_to_nobody() -> None:
    for word in ("withdrawn", "blessed"):
        assert Remarks(state_of(act("1", word))).review("a", "Q-1", ANSWER).person == ""


def test_following_changes_is_the_same_as_reading_anew() -> None:
    state = state_of(comment("1"), act("1", "assigned"))
    remarks = Remarks(state)
    row = state["comment"]["1"]
    for done in (
        step("x", [inserted("comment", to_row(comment("2", "1")))]),
        step("x", [updated("comment", row, state="settled")]),
        step("x", [inserted("assignment", to_row(act("2", "submitted")))]),
        step("x", [removed("assignment", to_row(act("2", "submitted")))]),
    ):
        apply_step(state, done)
        remarks.follow(done.changes, state)
        anew = Remarks(state)
        assert remarks.threads("a", "Q-1") == anew.threads("a", "Q-1")
        assert remarks.acts("a", "Q-1") == anew.acts("a", "Q-1")


def test_a_change_names_its_question_even_when_the_row_goes() -> None:
    state = state_of(comment("1"))
    done = step("x", [removed("comment", state["comment"]["1"])])
    apply_step(state, done)
    assert list(spots(done.changes, state)) == [("a", "Q-1")]
