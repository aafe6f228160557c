"""The same on many questions: counted before, done in one step, taken back in one undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.answers import Status
from assay.core.change import canonical
from assay.core.errors import InvalidInput, NotFound
from assay.core.evidence import Stance
from assay.work import answering, reassessing, reviewing, setting_many
from assay.work.session import Session
from factories_dashboard import a_rated, cited

EVERY = ["AAA-01", "AAA-02", "AAA-03", "BBB-01", "BBB-02"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    yield opened
    opened.close()


def dump(session: Session) -> str:
    return canonical({table: dict(rows) for table, rows in session.state.items()})


def status(session: Session, question: str) -> Status:
    return answering.answer_of(session, session.assessment().id, question).status


def test_a_status_for_many_says_how_many_answers_it_overwrites(session) -> None:
    here = session.assessment().id
    session.do(answering.decline(session, here, "BBB-01", "not_disclosed"))
    before = dump(session)
    plan = setting_many.decline_many(session, here, EVERY, "not_disclosed")
    assert (plan.sets, plan.overwrites, plan.same) == (1, 3, 1)
    assert dump(session) == before
    session.do(plan.step)
    assert {status(session, q) for q in EVERY} == {Status.NOT_DISCLOSED}
    session.undo()
    assert dump(session) == before
    session.redo()
    assert {status(session, q) for q in EVERY} == {Status.NOT_DISCLOSED}


def test_not_applicable_wants_its_reason_for_many_too(session) -> None:
    here = session.assessment().id
    with pytest.raises(InvalidInput, match="reason_required"):
        setting_many.decline_many(session, here, EVERY, "not_applicable")
    plan = setting_many.decline_many(session, here, EVERY, "not_applicable", "No such body.")
    session.do(plan.step)
    assert answering.answer_of(session, here, "AAA-02").reason == "No such body."


def test_marks_and_clearing(session) -> None:
    here = session.assessment().id
    session.do(answering.mark(session, here, "AAA-01", True))
    plan = setting_many.mark_many(session, here, EVERY, second_look=True)
    assert (plan.sets, plan.same) == (4, 1)
    session.do(plan.step)
    session.do(setting_many.mark_many(session, here, EVERY[:2], second_look=False).step)
    looks = [answering.answer_of(session, here, q).second_look for q in EVERY]
    assert looks == [False, False, True, True, True]
    plan = setting_many.clear_many(session, here, EVERY)
    assert (plan.sets, plan.overwrites, plan.same) == (0, 3, 2)
    session.do(plan.step)
    assert {status(session, q) for q in EVERY} == {Status.NOT_ASSESSED}


def test_one_citation_for_many_is_not_made_twice(session) -> None:
    here = session.assessment().id
    item = cited(session, "AAA-03")
    plan = setting_many.cite_many(session, here, EVERY, item, locator="chapter 5")
    assert (plan.sets, plan.same) == (4, 1)
    session.do(plan.step)
    assert [session.scorecard(here).citations(q) for q in EVERY] == [2, 1, 1, 1, 2]
    again = setting_many.cite_many(session, here, EVERY, item)
    assert (again.sets, again.same, bool(again.step)) == (0, 5, False)
    against = setting_many.cite_many(session, here, EVERY, item, Stance.CONTRADICTS)
    assert against.sets == 5


def test_assigning_counts_who_had_them_before(session) -> None:
    here = session.assessment().id
    session.do(reviewing.assign(session, here, ["AAA-01"], "Bo"))
    plan = setting_many.assign_many(session, here, EVERY[:3], "Cy", due="2027-01-31")
    assert (plan.sets, plan.overwrites, plan.same) == (2, 1, 0)
    session.do(plan.step)
    assert {reviewing.review_of(session, here, q).person for q in EVERY[:3]} == {"Cy"}
    assert setting_many.assign_many(session, here, EVERY[:3], "Cy", due="2027-01-31").same == 3


def test_proposals_of_the_last_assessment_for_the_selected(session) -> None:
    first = session.assessment().id
    session.do(reassessing.begin(session, first, as_of="2027-11-23"))
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "none"))
    plan = setting_many.accept_many(session, here, EVERY)
    assert (plan.sets, plan.same) == (2, 3)
    session.do(plan.step)
    assert answering.answer_of(session, here, "AAA-01").value == "none"
    assert answering.answer_of(session, here, "AAA-03").value == "25"
    assert not setting_many.accept_many(session, here, EVERY).step.changes


def test_a_question_that_is_not_there_stops_all_of_it(session) -> None:
    here, before = session.assessment().id, dump(session)
    with pytest.raises(NotFound, match="unknown_question"):
        setting_many.decline_many(session, here, ["AAA-01", "ZZZ-01"], "unknown")
    assert dump(session) == before
