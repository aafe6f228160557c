"""The session: what is done is kept, undone as a new revision, and told to whoever listens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core import revision
from assay.core.change import Step
from assay.core.errors import Conflict, InvalidInput, NotFound
from assay.work import answering, history
from assay.work.session import Session, open_session
from factories import PERSON, a_session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


def value(session: Session, here: str, question: str) -> str | None:
    return answering.answer_of(session, here, question).value


def test_an_edit_is_there_after_reopening(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "full"))
    path = session.path
    session.close()
    again = open_session(path, PERSON)
    assert value(again, here, "AAA-01") == "full"
    again.close()


def test_undo_and_redo_are_revisions_of_their_own(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.do(answering.answer(session, here, "AAA-01", "full"))
    count = len(session.store.revisions())
    session.undo()
    assert value(session, here, "AAA-01") == "some"
    session.undo()
    assert value(session, here, "AAA-01") is None
    session.redo()
    session.redo()
    assert value(session, here, "AAA-01") == "full"
    assert session.redo() is None
    assert len(session.store.revisions()) == count + 4


def test_undo_reaches_back_after_reopening(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.do(answering.answer(session, here, "AAA-01", "full"))
    session.undo()
    path = session.path
    session.close()
    again = open_session(path, PERSON)
    again.undo()
    assert value(again, here, "AAA-01") is None
    again.redo()
    again.redo()
    assert value(again, here, "AAA-01") == "full"
    again.close()


def test_a_new_step_after_undo_leaves_nothing_to_redo(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.undo()
    session.do(answering.answer(session, here, "AAA-01", "none"))
    assert session.redo() is None


def test_what_made_the_project_cannot_be_undone(session: Session) -> None:
    assert session.undo() is None


def test_the_label_of_an_undo_names_what_was_undone(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.undo()
    session.redo()
    last = session.store.revisions(limit=1, newest_first=True)[0]
    assert history.label_of(last).message == "redo"
    assert history.named(last).message == "answer"
    assert history.named(last).facts == {"question": "AAA-01"}


def test_the_state_is_what_the_revisions_replay_to(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "some", rationale="Because."))
    session.do(answering.clear(session, here, "AAA-01"))
    session.undo()
    replayed = revision.replay(session.store.revisions())
    kept = {table: rows for table, rows in session.state.items() if rows}
    assert {table: rows for table, rows in replayed.items() if rows} == kept


def test_a_step_made_from_an_older_state_is_refused_whole(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "some"))
    stale = answering.answer(session, here, "AAA-01", "full")
    session.do(answering.answer(session, here, "AAA-01", "none"))
    with pytest.raises(Conflict):
        session.do(stale)
    assert value(session, here, "AAA-01") == "none"


def test_everyone_who_listens_hears_each_step_once(session: Session, here: str) -> None:
    heard: list[tuple[Step, object]] = []
    stop = session.listen(lambda step, who: heard.append((step, who)))
    session.do(answering.answer(session, here, "AAA-01", "some"), initiator="page")
    session.do(answering.answer(session, here, "AAA-01", "some"), initiator="page")
    stop()
    session.undo()
    assert [(step.label.message, who) for step, who in heard] == [("answer", "page")]


def test_the_score_follows_each_step(session: Session, here: str) -> None:
    before = session.scorecard(here).rating
    session.do(answering.decline(session, here, "AAA-01", "not_disclosed"))
    after = session.scorecard(here).rating
    assert after.interval.point > before.interval.point
    assert session.moved[here].question == "AAA-01"
    assert session.moved[here].before == before
    assert session.moved[here].after == after


def test_a_project_open_for_reading_takes_no_step(session: Session, here: str) -> None:
    path = session.path
    session.close()
    reading = open_session(path, PERSON, read_only=True)
    with pytest.raises(InvalidInput, match="project_is_read_only"):
        reading.do(answering.answer(reading, here, "AAA-01", "some"))
    reading.close()


def test_an_unknown_assessment_is_named(session: Session) -> None:
    with pytest.raises(NotFound, match="unknown_assessment"):
        session.assessment("nothing")
