"""Second opinion: blind to the first, and decided without overwriting either."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.core.records import records
from assay.work import answering, second_opinion
from assay.work.session import Session
from factories_dashboard import a_rated, memo_item


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    opened.do(answering.set_fact(opened, opened.assessment().id, "holder", "fund"))
    memo_item(opened, "conclusion", "We conclude.")
    yield opened
    opened.close()


def begun(session: Session) -> tuple[str, str]:
    first = session.assessments()[0].id
    session.do(second_opinion.start(session, first, "Bo Second"))
    return first, session.assessments()[1].id


def test_the_second_gets_the_questions_and_nothing_of_the_first(session) -> None:
    first, second = begun(session)
    about = session.assessment(second)
    assert (about.analyst, about.checklist) == ("Bo Second", session.assessment(first).checklist)
    assert about.cut_off == session.assessment(first).cut_off
    for table in ("answer", "citation", "memo_item"):
        assert not [r for r in records(session.state, table) if r.assessment == second], table
    facts = [f.value for f in records(session.state, "fact") if f.assessment == second]
    assert facts == ["fund"]
    assert session.scorecard(second).rating.coverage == 0
    assert session.assessment(first).second_analyst == "Bo Second"


def test_what_the_second_answers_does_not_reach_the_first(session) -> None:
    first, second = begun(session)
    before = session.scorecard(first).rating
    session.do(answering.answer(session, second, "AAA-01", "none"))
    assert session.scorecard(first).rating == before
    assert answering.answer_of(session, first, "AAA-01").value == "full"


@pytest.mark.parametrize(
    ("analyst", "message"), [(" ", "second_without_analyst"), ("ada analyst", "second_is_first")]
)
def test_it_needs_somebody_else(session, analyst, message) -> None:
    with pytest.raises(InvalidInput, match=message):
        second_opinion.start(session, session.assessments()[0].id, analyst)


def test_a_decision_keeps_both_answers(session) -> None:
    first, second = begun(session)
    session.do(answering.answer(session, second, "AAA-01", "none"))
    step = second_opinion.adjudicate(
        session, "AAA-01", first, second, "some", by="R. Reviewer", reason="The clause is narrow."
    )
    session.do(step)
    assert answering.answer_of(session, first, "AAA-01").value == "full"
    assert answering.answer_of(session, second, "AAA-01").value == "none"
    (found,) = records(session.state, "adjudication")
    assert (found.status, found.value, found.by) == ("answered", "some", "R. Reviewer")


def test_deciding_again_replaces_the_decision_whichever_is_named_first(session) -> None:
    first, second = begun(session)
    said = {"by": "R", "reason": "Why."}
    session.do(second_opinion.adjudicate(session, "AAA-01", first, second, "some", **said))
    session.do(second_opinion.adjudicate(session, "AAA-01", second, first, "unknown", **said))
    (found,) = records(session.state, "adjudication")
    assert (found.status, found.value) == ("unknown", None)
    session.do(second_opinion.reopen(session, "AAA-01", first, second))
    assert not list(records(session.state, "adjudication"))
    with pytest.raises(NotFound):
        second_opinion.reopen(session, "AAA-01", first, second)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"by": ""}, "adjudication_without_name"),
        ({"reason": " "}, "adjudication_without_reason"),
        ({"raw": "most"}, "unknown_option"),
        ({"question": "ZZZ-01"}, "unknown_question"),
    ],
)
def test_a_decision_says_what_it_lacks(session, fields, message) -> None:
    first, second = begun(session)
    given = {"question": "AAA-01", "raw": "some", "by": "R", "reason": "Why.", **fields}
    question, raw = given.pop("question"), given.pop("raw")
    with pytest.raises((InvalidInput, NotFound), match=message):
        second_opinion.adjudicate(session, question, first, second, raw, **given)


def test_only_assessments_over_the_same_checklist_are_partners(session) -> None:
    first, second = begun(session)
    assert second_opinion.partners(session, first) == (second,)
    assert second_opinion.partners(session, second) == (first,)
