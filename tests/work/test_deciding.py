"""Deciding: what is chosen, put off and left; nothing is done before the merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.work import merging
from assay.work.deciding import LATER, Deciding, side_of
from assay.work.session import Session, open_session
from assay.work.views.merging import merge_view
from factories import PERSON
from factories_copies import apart


@pytest.fixture
def opened(tmp_path: Path):
    mine, theirs = apart(tmp_path)
    session = open_session(mine, PERSON)
    with merging.plan(session, theirs) as plan:
        yield session, Deciding(merge_view(session, plan).conflicts)
    session.close()


def ids(deciding: Deciding) -> list[str]:
    return [conflict.id for conflict in deciding.conflicts]


def test_nothing_is_chosen_at_first(opened: tuple[Session, Deciding]) -> None:
    _, deciding = opened
    assert (deciding.open, deciding.later, deciding.decisions()) == (2, 0, {})


def test_what_is_put_off_is_no_decision_and_comes_no_more_as_open(opened) -> None:
    _, deciding = opened
    first, second = ids(deciding)
    deciding.decide(first, LATER)
    assert (deciding.open, deciding.later) == (1, 1)
    assert deciding.decisions() == {}
    assert deciding.next_open(first, ids(deciding)) == second
    deciding.decide(second, {"rationale": "Both."})
    assert deciding.next_open(second, ids(deciding)) == ""
    assert deciding.decisions() == {second: {"rationale": "Both."}}


def test_taking_all_leaves_what_was_chosen_by_hand(opened) -> None:
    _, deciding = opened
    first, second = ids(deciding)
    theirs = side_of(deciding.conflict(first), "theirs")
    deciding.decide(first, theirs.choice)
    assert deciding.take_all("mine", ids(deciding)) == 1
    assert deciding.choice(first) == theirs.choice
    assert deciding.choice(second) == side_of(deciding.conflict(second), "mine").choice


def test_what_was_chosen_before_is_taken_over_as_far_as_it_is_asked_still(opened) -> None:
    _, deciding = opened
    first, _ = ids(deciding)
    deciding.resume({first: "base", "something else": "base"})
    assert deciding.chosen == {first: "base"}


def test_conflicts_are_filtered_by_author_and_domain(opened) -> None:
    _, deciding = opened
    assert len(deciding.shown("Bo Colleague", "AAA")) == 2
    assert deciding.shown("Nobody") == ()
    assert deciding.shown("", "BBB") == ()
