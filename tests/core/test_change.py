"""Changes and steps: what is done can be undone exactly, and a step happens whole or not at all."""

import json
import unicodedata
from copy import deepcopy
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.change import (
    Change,
    Label,
    State,
    Step,
    apply,
    apply_step,
    body,
    canonical,
    changed_row,
    inserted,
    plain,
    removed,
    step,
    updated,
)
from assay.core.errors import Conflict
from factories_change import an_answer, cells, steps, texts

documents = st.recursive(
    st.one_of(cells, st.booleans()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(texts, inner)),
    max_leaves=20,
)


@pytest.fixture
def state() -> State:
    return {"answer": {"A/PTY-01": an_answer()}}


@given(st.data())
def test_a_step_and_its_inverse_leave_the_state_as_it_was(data: st.DataObject) -> None:
    state: State = {}
    apply_step(state, data.draw(steps(state)))
    before = deepcopy(state)
    done = data.draw(steps(state))
    apply_step(state, done)
    apply_step(state, done.inverse())
    assert state == before


@given(st.data())
def test_a_step_that_meets_a_conflict_changes_nothing(data: st.DataObject) -> None:
    state: State = {}
    apply_step(state, data.draw(steps(state)))
    before = deepcopy(state)
    good = data.draw(steps(state))
    stale = Change("evidence", "never there", {"a": 1}, {"a": 2})
    with pytest.raises(Conflict):
        apply_step(state, Step(good.label, (*good.changes, stale)))
    assert state == before


@given(st.data())
def test_the_inverse_of_the_inverse_is_the_step(data: st.DataObject) -> None:
    done = data.draw(steps({}))
    assert done.inverse().inverse() == done


def test_an_edit_keeps_the_fields_it_does_not_name(state: State) -> None:
    change = updated("answer", an_answer(), value="no")
    assert change == Change("answer", "A/PTY-01", {"value": "yes"}, {"value": "no"})
    apply(state, change)
    assert state["answer"]["A/PTY-01"] == an_answer("no")


def test_setting_what_is_set_already_is_no_change() -> None:
    assert updated("answer", an_answer(), value="yes", note="") is None
    assert not step("answer", [None, None])
    assert step("answer", [None, inserted("answer", an_answer())])


def test_a_row_that_goes_leaves_no_empty_table_behind(state: State) -> None:
    apply(state, removed("answer", an_answer()))
    assert state == {}


@pytest.mark.parametrize(
    "stale",
    [
        pytest.param(Change("answer", "A/PTY-01", {"value": "no"}, {"value": "x"}), id="moved"),
        pytest.param(Change("answer", "A/PTY-01", {"gone": 1}, {"gone": 2}), id="no such field"),
        pytest.param(Change("answer", "A/PTY-02", {"value": "yes"}, {"value": "no"}), id="no row"),
        pytest.param(Change("answer", "A/PTY-01", None, {"id": "A/PTY-01"}), id="there already"),
        pytest.param(Change("answer", "A/PTY-01", {"value": "yes"}, None), id="not the whole row"),
        pytest.param(Change("fact", "A/SIZE", {"value": "1"}, None), id="no table"),
    ],
)
def test_a_row_that_moved_is_a_conflict_naming_it(state: State, stale: Change) -> None:
    with pytest.raises(Conflict) as caught:
        apply(state, stale)
    assert caught.value.facts == {"table": stale.table, "key": stale.key}
    assert state == {"answer": {"A/PTY-01": an_answer()}}


def test_a_changed_row_is_a_new_one() -> None:
    row = an_answer()
    after = changed_row(row, Change("answer", "A/PTY-01", {"note": ""}, {"note": "seen"}))
    assert after == an_answer(note="seen")
    assert row == an_answer()


def test_a_change_does_not_follow_the_mapping_it_was_made_from() -> None:
    fields = {"value": "no"}
    change = Change("answer", "A/PTY-01", {"value": "yes"}, fields)
    fields["value"] = "later"
    assert change.after == {"value": "no"}


@pytest.mark.parametrize(
    ("before", "after", "error"),
    [
        (None, None, ValueError),
        ({"value": "yes"}, {"note": "x"}, ValueError),
        ({"value": "yes"}, {"value": "no", "note": "x"}, ValueError),
        ({"value": 1.5}, None, TypeError),
        (None, {"value": ["yes"]}, TypeError),
    ],
)
def test_what_could_not_be_undone_or_hashed_is_no_change(
    before: object, after: object, error: type[Exception]
) -> None:
    with pytest.raises(error):
        Change("answer", "A/PTY-01", before, after)  # type: ignore[arg-type]


@given(texts)
def test_recorded_text_is_normal_and_can_be_written(text: str) -> None:
    found = plain(text)
    found.encode()
    assert unicodedata.is_normalized("NFC", found)
    assert plain(found) == found


def test_rows_hold_plain_text_and_integers_only() -> None:
    class Status(StrEnum):
        ANSWERED = "answered"

    change = Change("answer", "k", None, {"s": Status.ANSWERED, "b": True, "t": "e\u0301\ud83d"})
    assert change.after == {"s": "answered", "b": 1, "t": "é\ufffd"}
    assert {type(value) for value in (change.after or {}).values()} == {str, int}


@given(documents)
def test_canonical_json_reads_back_and_stays_as_it_is(document: object) -> None:
    text = canonical(document)
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(texts.map(plain), cells, min_size=2))
def test_canonical_json_does_not_depend_on_order(row: dict[str, object]) -> None:
    assert canonical(dict(reversed(row.items()))) == canonical(row)


def test_canonical_json_is_sorted_dense_and_readable() -> None:
    assert (
        canonical({"b": (1, None, True), "a": "稀土 e\u0301"}) == '{"a":"稀土 é","b":[1,null,true]}'
    )


@pytest.mark.parametrize("value", [1.0, float("nan"), {"deep": [0.5]}, b"bytes", {1, 2}, object()])
def test_canonical_json_takes_no_floats_or_other_objects(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(value)


def test_the_body_leaves_the_label_out() -> None:
    change = inserted("answer", an_answer())
    assert body(step("answer", [change], question="PTY-01")) == body(step("import", [change]))


def test_facts_may_have_any_name() -> None:
    done = step("create_project", [], message="x", changes=1)
    assert done.label == Label("create_project", {"message": "x", "changes": 1})
