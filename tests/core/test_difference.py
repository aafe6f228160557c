"""What lies between two states leads from one to the other, and is counted once a row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assay.core.change import State, Step, apply_step, inserted, removed, step, updated
from assay.core.difference import Count, changes_between, counts

ROWS = st.dictionaries(
    st.sampled_from("abcd"), st.fixed_dictionaries({"x": st.integers(0, 2), "y": st.integers(0, 2)})
)
STATES = st.dictionaries(st.sampled_from(("answer", "evidence")), ROWS.filter(bool))


def keyed(state: dict[str, dict[str, dict[str, int]]]) -> State:
    return {
        table: {key: {"id": key, **row} for key, row in rows.items()}
        for table, rows in state.items()
    }


@given(STATES, STATES)
def test_the_changes_lead_from_one_state_to_the_other_and_back(one, other) -> None:
    now, then = keyed(one), keyed(other)
    done = Step(step("revert", ()).label, changes_between(now, then))
    state = keyed(one)
    apply_step(state, done)
    assert state == then
    apply_step(state, done.inverse())
    assert state == now


@given(STATES)
def test_nothing_lies_between_a_state_and_itself(one) -> None:
    assert changes_between(keyed(one), keyed(one)) == ()


def test_a_row_is_counted_once_by_what_became_of_it() -> None:
    row = {"id": "a", "x": 1}
    changed = updated("answer", row, x=2)
    assert changed is not None
    back = changed.inverse()
    assert counts([changed, back]) == (Count("answer", changed=1),)
    assert counts([inserted("answer", row), changed]) == (Count("answer", came=1),)
    assert counts([inserted("answer", row), removed("answer", row)]) == (Count("answer"),)
    assert counts([removed("answer", row)]) == (Count("answer", went=1),)
