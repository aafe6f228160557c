"""Red flags, knockouts and gates: when each binds, waits, is open or cleared, and what it lifts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assay.core.checklist import Flag
from assay.core.flags import flag_confidence, flag_state, floors
from assay.core.rating import FlagState, QuestionScore
from factories_rating import flag, vector_score


def answered(id: str, confidence: float, **changes: Any) -> QuestionScore:
    item = {"id": id, "status": "ANSWERED", "pts": 4, "c": confidence, "w": 1}
    return replace(vector_score("A", item), **changes)


def absent(id: str, status: str) -> QuestionScore:
    return vector_score("A", {"id": id, "status": status, "w": 1})


def state_of(made: Flag, *scores: QuestionScore, fired: bool, review: str = "") -> str:
    questions = {score.id: score for score in scores}
    return flag_state(made, fired=fired, questions=questions, review=review).state


FLOOR = flag("RF", "floor", "true", "A-1", "A-2", domain=70.0, overall=60.0)
KNOCKOUT = flag("KO", "knockout", "true", "A-1")
GATE = flag("G", "gate", "true", "A-1")


@pytest.mark.parametrize(("confidence", "state"), [(0.5, "binding"), (0.49, "pending")])
def test_a_fired_flag_binds_from_half_confidence(confidence: float, state: str) -> None:
    assert state_of(FLOOR, answered("A-1", 0.9), answered("A-2", confidence), fired=True) == state


def test_the_weakest_question_decides() -> None:
    questions = {"A-1": answered("A-1", 0.9), "A-2": answered("A-2", 0.2)}
    assert flag_confidence(FLOOR, questions) == 0.2


def test_questions_that_do_not_apply_have_no_say() -> None:
    questions = {"A-1": answered("A-1", 0.9), "A-2": absent("A-2", "NA")}
    assert flag_confidence(FLOOR, questions) == 0.9
    assert flag_confidence(FLOOR, {"A-1": absent("A-1", "NA")}) == 0.0
    assert flag_confidence(flag("F", "floor", "facts.us"), {}) == 1.0


@pytest.mark.parametrize("status", ["UNKNOWN", "NOT_DISCLOSED", "NOT_ASSESSED", "RESTRICTED"])
def test_a_knockout_is_open_while_its_question_has_no_answer(status: str) -> None:
    assert state_of(KNOCKOUT, absent("A-1", status), fired=False) == "open"
    assert state_of(FLOOR, absent("A-1", status), fired=False) == "clear"
    assert state_of(GATE, absent("A-1", status), fired=False) == "clear"


def test_a_lapsed_or_unreadable_answer_leaves_a_knockout_open() -> None:
    assert state_of(KNOCKOUT, answered("A-1", 0.0, lapsed=True), fired=False) == "open"
    assert state_of(KNOCKOUT, answered("A-1", 0.9, points=None), fired=False) == "open"


def test_a_knockout_that_does_not_apply_is_clear() -> None:
    assert state_of(KNOCKOUT, absent("A-1", "NA"), fired=False) == "clear"
    assert state_of(KNOCKOUT, answered("A-1", 0.0), fired=False) == "clear"


def test_a_gate_fires_at_any_confidence() -> None:
    assert state_of(GATE, answered("A-1", 0.0), fired=True) == "fired"


@pytest.mark.parametrize("made", [FLOOR, KNOCKOUT, GATE], ids=lambda made: made.kind)
def test_a_reviewer_clears_what_fired_and_nothing_else(made: Flag) -> None:
    score = answered("A-1", 0.9)
    assert state_of(made, score, fired=True, review="cleared") == "cleared"
    assert state_of(made, score, fired=True, review="confirmed") in ("binding", "fired")
    assert state_of(made, score, fired=False, review="cleared") == "clear"
    assert state_of(KNOCKOUT, absent("A-1", "UNKNOWN"), fired=False, review="cleared") == "open"


def lifts(*pairs: tuple[Flag, str]) -> Any:
    states = [(made, FlagState(made.id, made.kind, state, 0.0)) for made, state in pairs]  # type: ignore[arg-type]
    return floors(states, lambda id: id.partition("-")[0])


def test_a_binding_floor_lifts_its_domain_and_the_whole() -> None:
    found = lifts((FLOOR, "binding"))
    assert (found.binding, found.pending) == ({"A": 70.0}, {})
    assert (found.overall_binding, found.overall_pending) == (60.0, 0.0)
    assert not found.prohibited
    assert not found.provisional


def test_a_pending_floor_waits() -> None:
    found = lifts((FLOOR, "pending"))
    assert (found.binding, found.pending) == ({}, {"A": 70.0})
    assert (found.overall_binding, found.overall_pending) == (0.0, 60.0)


def test_of_several_floors_the_highest_counts() -> None:
    lower = flag("RF2", "floor", "true", "A-3", domain=40.0, overall=65.0)
    found = lifts((FLOOR, "binding"), (lower, "binding"))
    assert (found.binding, found.overall_binding) == ({"A": 70.0}, 65.0)


def test_a_knockout_prohibits_or_makes_provisional() -> None:
    bound = lifts((KNOCKOUT, "binding"))
    assert (bound.prohibited, bound.provisional, bound.overall_binding) == (True, False, 80.0)
    for state in ("pending", "open"):
        waiting = lifts((KNOCKOUT, state))
        assert (waiting.prohibited, waiting.provisional) == (False, True)
        assert (waiting.overall_binding, waiting.overall_pending) == (0.0, 80.0)


def test_an_open_knockout_lifts_no_domain_because_it_has_not_fired() -> None:
    made = flag("KO", "knockout", "true", "A-1", domain=90.0)
    assert lifts((made, "open")).pending == {}
    assert lifts((made, "pending")).pending == {"A": 90.0}


def test_gates_and_cleared_flags_lift_nothing() -> None:
    assert lifts((GATE, "fired"), (FLOOR, "cleared"), (KNOCKOUT, "clear")) == lifts()


def test_a_flag_on_a_question_of_no_domain_lifts_only_the_whole() -> None:
    state = FlagState(FLOOR.id, "floor", "binding", 1.0)
    found = floors([(FLOOR, state)], lambda _: None)
    assert (found.binding, found.overall_binding) == ({}, 60.0)
