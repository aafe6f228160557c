"""The best next steps: greedy, never worth less than nothing, and cut short when asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.joint import Candidate, alone, best_next, still_open
from assay.core.memo_numbers import settled
from factories_rating import assessments, vector_rating


def rating():
    unknown = [{"id": f"D0-{n}", "status": "UNKNOWN", "w": w} for n, w in enumerate((1, 1, 4, 0.5))]
    sure = {"id": "D0-9", "status": "ANSWERED", "w": 1, "pts": 2, "c": 1.0}
    return vector_rating([{"id": "D0", "W": 1, "questions": [*unknown, sure]}])


def test_the_one_that_settles_most_comes_first_and_the_rest_add_to_it() -> None:
    found = best_next(
        rating(),
        [
            Candidate("two small ones", ("D0-0", "D0-1")),
            Candidate("the large one", ("D0-2",)),
            Candidate("large and small", ("D0-2", "D0-0")),
        ],
    )
    assert found is not None
    assert [joint.candidate.id for joint in found] == ["large and small", "two small ones"]
    assert found[0].adds == pytest.approx(found[0].alone)
    assert found[1].adds < found[1].alone, "one of its two questions is settled by then"
    assert found[1].after.narrows == pytest.approx(found[0].adds + found[1].adds)


def test_what_is_settled_already_is_no_candidate() -> None:
    assert best_next(rating(), [Candidate("known", ("D0-9", "nowhere"))]) == ()
    assert still_open(rating(), ["D0-9", "D0-0", "D0-0", "nowhere"]) == ("D0-0",)


def test_of_equal_ones_the_first_is_taken() -> None:
    twins = [Candidate("b", ("D0-0",)), Candidate("a", ("D0-1",))]
    found = best_next(rating(), twins, count=1)
    assert found is not None
    assert [j.candidate.id for j in found] == ["b"]


def test_it_stops_when_it_is_told_to() -> None:
    asked: list[int] = []

    def go_on(looked: int) -> bool:
        asked.append(looked)
        return looked < 2

    some = [Candidate(str(n), (f"D0-{n}",)) for n in range(4)]
    assert best_next(rating(), some, go_on=go_on) is None
    assert asked == [1, 2]


@given(assessments(), st.data())
def test_each_step_adds_what_it_says_and_none_adds_less_than_nothing(domains, data) -> None:
    found = vector_rating(domains)
    ids = st.lists(st.sampled_from(sorted(found.questions)), max_size=4)
    sets = data.draw(st.lists(ids, max_size=5))
    candidates = [Candidate(str(n), tuple(closes)) for n, closes in enumerate(sets)]
    joints = best_next(found, candidates)
    assert joints is not None
    closed: set[str] = set()
    before = 0.0
    for joint in joints:
        closed |= set(still_open(found, joint.candidate.closes))
        now = settled(found, closed).narrows
        assert joint.adds == pytest.approx(now - before, abs=1e-9)
        assert joint.adds > 0
        before = now
    assert alone(found, {c.id: c.closes for c in candidates}).keys() == {c.id for c in candidates}
