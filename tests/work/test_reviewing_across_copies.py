"""The review loop over two copies: what one of them does reaches the other by merging, both ways."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.change import Step
from assay.core.remarks import Stage
from assay.store import verify
from assay.work import answering, commenting, merging, reviewing
from assay.work.session import Person, Session, open_session
from assay.work.views.questions import question_list
from factories import PERSON, a_session
from factories_store import computer

Q, OTHER = "AAA-01", "BBB-02"
REA = Person("Rea", "rea-desk")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """The analyst's copy, in which the reviewer is named; and the reviewer's."""
    ada = a_session(tmp_path)
    here = ada.assessment().id
    ada.do(reviewing.assign(ada, here, [Q, OTHER], PERSON.author, reviewer="Rea"))
    ada.publish()
    (tmp_path / "rea").mkdir()
    path = tmp_path / "rea" / "project.assay"
    shutil.copy(ada.path, path)
    with computer("rea", tmp_path):
        rea = open_session(path, REA)
    yield ada, rea
    assert verify.verify(ada.store) == verify.verify(rea.store) == []
    ada.close()
    rea.close()


def take(one: Session, two: Session) -> int:
    """Merge the other's copy into one's own; how many conflicts that brought."""
    two.publish()
    with merging.plan(one, two.path) as found:
        merging.merge(one, found)
        return len(found.conflicts)


def do(session: Session, *steps: Step) -> None:
    for step in steps:
        session.do(step)


def stage(session: Session, question: str = Q) -> Stage:
    return reviewing.review_of(session, session.assessment().id, question).stage


def answered(session: Session, value: str, question: str = Q) -> None:
    here = session.assessment().id
    do(session, answering.answer(session, here, question, value, rationale=f"So: {value}"))
    do(session, reviewing.submit(session, here, [question]))


def test_given_returned_with_a_reason_answered_again_and_accepted(pair):
    ada, rea = pair
    here = ada.assessment().id
    assert stage(rea) is Stage.ASSIGNED
    answered(ada, "some")
    assert take(rea, ada) == 0
    assert stage(rea) is Stage.SUBMITTED
    assert question_list(rea, here).counts["to_review"] == 1
    do(rea, reviewing.give_back(rea, here, [Q], "Which article?", reviewer="Rea"))
    assert take(ada, rea) == 0
    now = reviewing.review_of(ada, here, Q)
    assert (now.stage, now.reason, now.person) == (Stage.RETURNED, "Which article?", PERSON.author)
    assert question_list(ada, here).counts["returned"] == 1
    answered(ada, "full")
    take(rea, ada)
    do(rea, reviewing.accept(rea, here, [Q], reviewer="Rea"))
    take(ada, rea)
    assert stage(ada) is stage(rea) is Stage.ACCEPTED
    for session in pair:
        states = [act.state for act in session.remarks.acts(here, Q)]
        assert states == ["assigned", "submitted", "returned", "submitted", "accepted"]


def test_a_comment_is_answered_in_the_other_copy_and_settled_in_the_first(pair):
    ada, rea = pair
    here = ada.assessment().id
    asked = commenting.comment(rea, here, Q, "Which article is it?")
    do(rea, asked)
    first = asked.changes[0].key
    take(ada, rea)
    assert question_list(ada, here).counts["comments"] == 1
    do(ada, commenting.reply(ada, first, "Article 18."))
    do(rea, commenting.comment(rea, here, OTHER, "And the list?"))
    take(rea, ada)
    (thread,) = rea.remarks.threads(here, Q)
    assert (thread.first.text, thread.first.author) == ("Which article is it?", "Rea")
    assert [(r.text, r.author) for r in thread.replies] == [("Article 18.", PERSON.author)]
    do(rea, commenting.settle(rea, first))
    take(ada, rea)
    assert question_list(ada, here).counts["comments"] == 1
    assert ada.state["comment"] == rea.state["comment"]


def test_an_answer_changed_while_it_was_accepted_elsewhere_is_accepted_no_longer(pair):
    ada, rea = pair
    here = ada.assessment().id
    answered(ada, "some")
    take(rea, ada)
    do(rea, reviewing.accept(rea, here, [Q], reviewer="Rea"))
    do(ada, answering.answer(ada, here, Q, "full"))
    assert take(ada, rea) == 0
    take(rea, ada)
    assert stage(ada) is stage(rea) is Stage.CHANGED
    assert answering.answer_of(rea, here, Q).value == "full"


def test_returned_here_and_accepted_there_keeps_both_and_says_the_same_in_both(pair):
    ada, rea = pair
    here = ada.assessment().id
    answered(ada, "some")
    take(rea, ada)
    do(rea, reviewing.give_back(rea, here, [Q], "Which article?", reviewer="Rea"))
    do(ada, reviewing.accept(ada, here, [Q], reviewer="Ada herself"))
    take(ada, rea)
    take(rea, ada)
    acts = [[(a.state, a.reason) for a in s.remarks.acts(here, Q)] for s in pair]
    assert acts[0] == acts[1]
    assert ("returned", "Which article?") in acts[0]
    assert {state for state, _ in acts[0]} == {"assigned", "submitted", "returned", "accepted"}
    assert stage(ada) is stage(rea)


def test_both_answer_the_same_comment_and_both_replies_stay(pair):
    ada, rea = pair
    here = ada.assessment().id
    asked = commenting.comment(rea, here, Q, "Which article is it?")
    do(rea, asked)
    take(ada, rea)
    for session, text in ((ada, "Article 18."), (rea, "Or the annex?")):
        do(session, commenting.reply(session, asked.changes[0].key, text))
    take(ada, rea)
    take(rea, ada)
    said = [{r.text for r in s.remarks.threads(here, Q)[0].replies} for s in pair]
    assert said == [{"Article 18.", "Or the annex?"}] * 2
