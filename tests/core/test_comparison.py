"""Two ratings side by side: what moved, and when their order must not be claimed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.comparison import compare, overlap, same_questions
from assay.core.rating import Interval
from assay.core.scorecard import Scorecard
from factories_rating import answer, checklist, citation, evidence, question, state

OLD = checklist([question("A-1"), question("A-2"), question("B-1")])
NEW = checklist([question("A-1"), replace(question("A-9"), replaces=("A-2",)), question("C-1")])


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        ((20, 60), (40, 90), 0.5),
        ((20, 60), (30, 40), 1.0),
        ((20, 40), (60, 80), 0.0),
        ((20, 40), (40, 80), 0.0),
        ((50, 50), (40, 80), 1.0),
        ((50, 50), (60, 80), 0.0),
    ],
)
def test_the_overlap_is_a_share_of_the_narrower_range(a, b, share) -> None:
    first, second = (Interval(low, (low + high) / 2, high) for low, high in (a, b))
    assert overlap(first, second) == pytest.approx(share)
    assert overlap(second, first) == pytest.approx(share)


BOUNDS = st.lists(st.floats(0, 100), min_size=2, max_size=2).map(sorted)


@given(BOUNDS, BOUNDS)
def test_an_overlap_is_a_share_and_the_same_both_ways(a, b) -> None:
    first, second = (Interval(low, low, high) for low, high in (a, b))
    assert 0.0 <= overlap(first, second) <= 1.0
    assert overlap(first, second) == overlap(second, first)


def test_a_question_is_found_again_under_a_new_id() -> None:
    assert same_questions(OLD, NEW) == {"A-1": "A-1", "A-9": "A-2"}


def rated(over, *records):
    return Scorecard(over, state(*records), "a").rating


def test_questions_come_in_the_order_of_what_moved() -> None:
    before = rated(OLD, answer("A-2", "o0"), evidence("e"), citation("e", "A-2"))
    after = rated(
        NEW, answer("A-9", "o4"), answer("A-1", "o3"), evidence("e"), citation("e", "A-9")
    )
    found = compare(before, OLD, after, NEW)
    assert [q.id for q in found.questions] == ["A-9", "A-1"]
    assert found.questions[0].moved == pytest.approx(100.0)
    assert found.questions[1].moved == 0.0, "an answer without evidence says nothing yet"
    assert (found.only_first, found.only_second) == (("B-1",), ("C-1",))
    assert [d.id for d in found.domains] == ["A"]


def test_two_wide_ranges_are_too_close_to_be_put_in_an_order() -> None:
    empty = rated(OLD)
    assert compare(empty, OLD, empty, OLD).too_close


def test_two_narrow_ranges_apart_are_not() -> None:
    def sure(option: str):
        ids = ("A-1", "A-2", "B-1")
        records = [answer(id, option) for id in ids]
        return rated(OLD, *records, evidence("e"), *(citation("e", id) for id in ids))

    found = compare(sure("o1"), OLD, sure("o3"), OLD)
    assert not found.too_close
    assert found.overall.moved == pytest.approx(50.0)
