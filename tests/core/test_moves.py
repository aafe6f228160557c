from hypothesis import given
from hypothesis import strategies as st

from assay.core.moves import KEPT, Moves


def test_who_looks_for_the_first_time_sees_nothing_moved_since():
    moves = Moves()
    assert moves.since(moves.mark) == frozenset()


def test_what_moved_since_one_looked_is_what_all_the_steps_moved():
    moves = Moves()
    moves.note({"A-1"})
    mark = moves.mark
    moves.note({"A-2", "A-3"})
    moves.note({"A-3"})
    assert moves.since(mark) == {"A-2", "A-3"}
    assert moves.since(moves.mark) == frozenset()


def test_after_everything_moved_whoever_looked_before_looks_at_everything():
    moves = Moves()
    mark = moves.mark
    moves.note_all()
    assert moves.since(mark) is None
    assert moves.since(moves.mark) == frozenset()


def test_everything_moved_even_where_nothing_was_noted_between():
    moves = Moves()
    moves.note_all()
    mark = moves.mark
    moves.note_all()
    assert moves.since(mark) is None


def test_steps_long_past_are_forgotten_and_said_to_be():
    moves = Moves()
    mark = moves.mark
    for number in range(KEPT + 1):
        moves.note({f"A-{number}"})
    assert moves.since(mark) is None
    assert moves.since(mark + 1) == {f"A-{number}" for number in range(1, KEPT + 1)}


@given(st.lists(st.frozensets(st.sampled_from("ABC")) | st.none()), st.integers(0, 20))
def test_nothing_that_moved_goes_unseen(steps, looked):
    moves, mark, moved = Moves(), 0, set()
    for number, step in enumerate(steps):
        if number == looked:
            mark, moved = moves.mark, set()
        if step is None:
            moves.note_all()
            moved = set("ABC")
        else:
            moves.note(step)
            moved |= step
    seen = moves.since(mark)
    assert seen is None or seen == moved
