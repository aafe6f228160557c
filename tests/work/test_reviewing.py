"""Reviewing: the loop from giving a question to somebody to accepting the answer, and what undoes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.change import Change, Step, apply_step
from assay.core.errors import InvalidInput
from assay.core.remarks import Remarks, Stage
from assay.work import answering, reviewing
from assay.work.session import Session
from assay.work.views.questions import question_list
from factories import a_session

Q = "AAA-01"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


def stage(session: Session, here: str, question: str = Q) -> Stage:
    return reviewing.review_of(session, here, question).stage


def answered(session: Session, here: str, question: str = Q) -> None:
    session.do(answering.answer(session, here, question, "some", rationale="Article 18."))


def counts(session: Session, here: str) -> dict[str, int]:
    found = question_list(session, here).counts
    return {name: found[name] for name in ("mine", "to_review", "returned", "unassigned")}


def test_the_loop_from_giving_to_accepting(session, here) -> None:
    assert stage(session, here) is Stage.UNASSIGNED
    session.do(reviewing.assign(session, here, [Q], "Ben", due="2026-12-01", reviewer="Rea"))
    assert stage(session, here) is Stage.ASSIGNED
    answered(session, here)
    session.do(reviewing.submit(session, here, [Q]))
    now = reviewing.review_of(session, here, Q)
    assert (now.stage, now.person, now.due, now.reviewer) == (
        Stage.SUBMITTED,
        "Ben",
        "2026-12-01",
        "Rea",
    )
    session.do(reviewing.give_back(session, here, [Q], "Which article?", reviewer="Rea"))
    now = reviewing.review_of(session, here, Q)
    assert (now.stage, now.reason, now.person) == (Stage.RETURNED, "Which article?", "Ben")
    session.do(reviewing.submit(session, here, [Q]))
    session.do(reviewing.accept(session, here, [Q], reviewer="Rea"))
    assert stage(session, here) is Stage.ACCEPTED
    states = [act.state for act in session.remarks.acts(here, Q)]
    assert states == ["assigned", "submitted", "returned", "submitted", "accepted"]


def test_a_later_change_is_never_silently_accepted(session, here) -> None:
    answered(session, here)
    session.do(reviewing.accept(session, here, [Q]))
    session.do(answering.write(session, here, Q, rationale="Article 19, in fact."))
    assert stage(session, here) is Stage.CHANGED
    session.undo()
    assert stage(session, here) is Stage.ACCEPTED


def test_an_acceptance_made_elsewhere_of_another_answer_does_not_cover_ours(session, here) -> None:
    answered(session, here)
    theirs = reviewing.accept(session, here, [Q])
    session.do(answering.answer(session, here, Q, "full"))
    apply_step(session.state, theirs)
    united = Remarks(session.state)
    given = answering.answer_of(session, here, Q)
    assert united.review(here, Q, given).stage is Stage.CHANGED


def test_acts_of_two_copies_unite(session, here) -> None:
    answered(session, here)
    mine = reviewing.submit(session, here, [Q])
    theirs = reviewing.give_back(session, here, [Q], "No source.")
    keys = {change.key for change in (*mine.changes, *theirs.changes)}
    assert len(keys) == 2
    assert all(c.before is None for c in (*mine.changes, *theirs.changes))


def test_many_at_once_are_one_step_and_one_undo(session, here) -> None:
    all_ = list(session.checklist(here).questions)
    session.do(reviewing.assign(session, here, all_, "Ada Analyst"))
    assert counts(session, here)["mine"] == len(all_)
    session.do(reviewing.unassign(session, here, all_[:2]))
    assert counts(session, here)["unassigned"] == 2
    session.undo()
    session.undo()
    assert counts(session, here) == {"mine": 0, "to_review": 0, "returned": 0, "unassigned": 0}


def test_giving_again_what_somebody_has_changes_nothing(session, here) -> None:
    session.do(reviewing.assign(session, here, [Q], "Ben"))
    assert not reviewing.assign(session, here, [Q], " Ben ")
    assert reviewing.assign(session, here, [Q], "Cem")


def test_the_list_counts_where_the_loop_stands(session, here) -> None:
    assert counts(session, here)["unassigned"] == 0  # nobody reviews here
    answered(session, here)
    session.do(reviewing.submit(session, here, [Q]))
    assert counts(session, here)["to_review"] == 1
    assert counts(session, here)["unassigned"] == 4
    session.do(reviewing.give_back(session, here, [Q], "Why?"))
    assert counts(session, here)["returned"] == 1
    assert counts(session, here)["mine"] == 1
    session.do(reviewing.accept(session, here, [Q]))
    assert counts(session, here)["to_review"] == 0
    session.do(answering.write(session, here, Q, against="Looked for none."))
    assert question_list(session, here).counts["changed"] == 1


def test_what_is_missing_is_said(session, here) -> None:
    for wrong, why in (
        (lambda: reviewing.assign(session, here, [Q], " "), "assign_without_person"),
        (lambda: reviewing.assign(session, here, [], "Ben"), "no_questions_chosen"),
        (lambda: reviewing.assign(session, here, [Q], "Ben", due="soon"), "bad_date"),
        (lambda: reviewing.submit(session, here, [Q]), "nothing_to_review"),
        (lambda: reviewing.accept(session, here, [Q]), "nothing_to_review"),
    ):
        with pytest.raises(InvalidInput, match=why):
            wrong()
    answered(session, here)
    with pytest.raises(InvalidInput, match="return_without_reason"):
        reviewing.give_back(session, here, [Q], "  ")


def test_acts_sort_after_those_of_a_clock_that_runs_ahead(session, here) -> None:
    answered(session, here)
    made = reviewing.submit(session, here, [Q])
    (change,) = made.changes
    ahead = "ffffffff-0000-7000-8000-000000000000"
    late = Change("assignment", ahead, None, {**change.after, "id": ahead})
    session.do(Step(made.label, (late,)))
    session.do(reviewing.accept(session, here, [Q]))
    assert stage(session, here) is Stage.ACCEPTED
