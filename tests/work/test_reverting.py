"""Back to the published file as one step that can be undone; a copy beside it to go on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.core.change import State
from assay.core.difference import Count
from assay.core.errors import InvalidInput, NotFound
from assay.work import answering, ingest, restoring, reverting
from assay.work.session import Session, open_session
from factories import PERSON, a_session


def edited(folder: Path) -> tuple[Session, State]:
    """A project with one answer published, then changed, and another one given; and the published state."""
    session = a_session(folder)
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.publish()
    then = {table: dict(rows) for table, rows in session.state.items()}
    session.do(answering.answer(session, here, "AAA-01", "full"))
    session.do(answering.answer(session, here, "BBB-02", "yes"))
    return session, then


def test_it_is_said_what_going_back_would_do_before_it_is_done(tmp_path: Path) -> None:
    session, _ = edited(tmp_path)
    before = session.store.heads()
    plan = reverting.look(session)
    assert plan.counts == (Count("answer", went=1, changed=1),)
    assert not plan.foreign
    assert session.store.heads() == before
    session.close()


def test_going_back_is_one_step_and_one_undo(tmp_path: Path) -> None:
    session, then = edited(tmp_path)
    now = {table: dict(rows) for table, rows in session.state.items()}
    session.do(reverting.look(session).step)
    assert session.state == then
    assert session.store.state() == then
    session.undo()
    assert session.state == now
    session.close()


def test_an_answer_that_was_cleared_comes_back(tmp_path: Path) -> None:
    session, _ = edited(tmp_path)
    here = session.assessment().id
    session.publish()
    session.do(answering.clear(session, here, "AAA-01"))
    plan = reverting.look(session)
    session.do(plan.step)
    assert answering.answer_of(session, here, "AAA-01").value == "full"
    session.close()


def test_a_file_that_holds_everything_leaves_nothing_to_do(tmp_path: Path) -> None:
    session, _ = edited(tmp_path)
    session.publish()
    assert not reverting.look(session).step
    session.close()


def test_a_version_is_kept_before_going_back(tmp_path: Path) -> None:
    session, _ = edited(tmp_path)
    reverting.keep(session)
    version = restoring.versions(session.path)[0]
    assert version.reason == "revert"
    assert restoring.difference(version, session.state).counts["answer"] == 2
    session.close()


def test_a_file_of_somebody_else_is_known_as_such(tmp_path: Path) -> None:
    session, _ = edited(tmp_path)
    theirs = tmp_path / "theirs.assay"
    session.store.save_copy(theirs)
    session.path.write_bytes(theirs.read_bytes())
    assert reverting.look(session).foreign
    session.close()


def test_another_project_at_this_place_is_never_gone_back_to(tmp_path: Path) -> None:
    session, then = edited(tmp_path)
    other = a_session(tmp_path, "other.assay")
    session.path.write_bytes(other.path.read_bytes())
    with pytest.raises(InvalidInput, match="not_this_project"):
        reverting.look(session)
    assert session.state != then
    other.close()
    session.close()


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    session, _ = edited(tmp_path)
    session.path.unlink()
    with pytest.raises(NotFound, match="project_missing"):
        reverting.look(session)
    session.close()


def test_a_duplicate_holds_what_is_not_published_yet_and_takes_a_free_name(tmp_path: Path) -> None:
    session, then = edited(tmp_path)
    published = session.path.read_bytes()
    first = reverting.duplicate(session, "project copy")
    second = reverting.duplicate(session, "project copy")
    assert (first.name, second.name) == ("project copy.assay", "project copy 2.assay")
    assert session.path.read_bytes() == published
    copy = open_session(first, PERSON)
    assert copy.state == session.state != then
    assert copy.store.project_id == session.store.project_id
    copy.close()
    session.close()


def test_evidence_that_was_added_since_goes_and_comes_back_with_its_bytes(tmp_path: Path) -> None:
    session, _ = edited(tmp_path)
    session.publish()
    note = tmp_path / "note.txt"
    note.write_text("What the notice says.")
    session.do(ingest.attach(session, [note]))
    plan = reverting.look(session)
    assert plan.counts == (Count("evidence", went=1),)
    session.do(plan.step)
    session.undo()
    (row,) = session.state["evidence"].values()
    assert b"".join(session.store.read_blob(str(row["blob"]))) == note.read_bytes()
    session.close()
