"""Looking back: states and ratings as they were, either way round, and one answer restored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.core.change import State
from assay.core.errors import InvalidInput
from assay.core.revision import Revision, replay, state_id
from assay.work import answering, looking_back
from assay.work.chronicle import chronicle
from assay.work.jobs import Cancelled
from assay.work.looking_back import basis, look_back
from assay.work.session import Session
from assay.work.views.changes import changes_view
from assay.work.views.score import score_view
from factories import a_session
from factories_dashboard import cited

Q = "AAA-01"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


def copied(session: Session) -> State:
    return {table: dict(rows) for table, rows in session.state.items()}


STEPS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(["none", "some", "full"])),
    st.tuples(st.just("write"), st.sampled_from(["", "One.", "Two."])),
    st.just(("undo", "")),
    st.just(("redo", "")),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=14))
def test_every_earlier_state_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    session = a_session(tmp_path_factory.mktemp("project"))
    here = session.assessment().id
    states = {session.store.heads()[0]: copied(session)}
    for what, value in steps:
        if what == "answer":
            session.do(answering.answer(session, here, Q, value))
        elif what == "write":
            session.do(answering.write(session, here, Q, rationale=value))
        else:
            getattr(session, what)()
        states[session.store.heads()[0]] = copied(session)
    start = basis(session)
    for entry in chronicle(session).entries:
        past = look_back(start, entry)
        assert past.state == states[entry.id]
        assert past.state_id() == state_id((entry.id,))
    assert session.state == replay(session.store.revisions())
    session.close()


def test_the_rating_is_what_it_was(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none"))
    then = score_view(session, here)
    for value in ("some", "full"):
        session.do(answering.answer(session, here, Q, value))
    now = score_view(session, here)
    past = look_back(basis(session), chronicle(session).entries[1])
    assert replace(score_view(past, here), moved=None) == replace(then, moved=None)
    assert score_view(session, here) == now


def test_what_was_cannot_be_changed(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none"))
    past = look_back(basis(session), chronicle(session).entries[0])
    with pytest.raises(InvalidInput, match="past_is_read_only"):
        past.do(answering.answer(past, here, Q, "full"))
    with pytest.raises(InvalidInput, match="past_is_read_only"):
        past.undo()
    assert session.undo() is not None
    assert past.now is session
    assert session.now is session


def test_a_step_done_while_looking_back_does_not_count(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none"))
    start, entries = basis(session), chronicle(session).entries
    session.do(answering.answer(session, here, Q, "full"))
    for entry in entries[:2]:
        assert look_back(start, entry).state == look_back(basis(session), entry).state


def test_looking_back_can_be_stopped(session, here) -> None:
    class Stop:
        def step(self, done: int, total: int, what: str) -> None:
            raise Cancelled

    session.do(answering.answer(session, here, Q, "none"))
    entries = chronicle(session).entries
    with pytest.raises(Cancelled):
        look_back(basis(session), entries[0], Stop())


def test_what_was_redacted_is_not_made_up(session, here, monkeypatch) -> None:
    for value in ("none", "some", "full"):
        session.do(answering.answer(session, here, Q, value))
    entries = chronicle(session).entries
    whole = session.store.revisions()
    gone = [replace(r, body=None, salt=None) if n == 1 else r for n, r in enumerate(whole)]

    def read(limit: int | None = None, newest_first: bool = False) -> list[Revision]:
        return (gone[::-1] if newest_first else gone)[:limit]

    monkeypatch.setattr(session.store, "revisions", read)
    start = basis(session)
    with pytest.raises(InvalidInput, match="past_is_redacted"):
        look_back(start, entries[1])
    assert look_back(start, entries[2]).state["answer"][f"{here}/{Q}"]["value"] == "some"


# -- one answer -----------------------------------------------------------------------------------


def test_an_answer_is_restored_with_its_texts_as_a_step_like_any_other(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none", rationale="First."))
    session.do(answering.answer(session, here, Q, "full", rationale="Second."))
    session.do(answering.mark(session, here, Q, True))
    versions = looking_back.answer_versions(session, here, Q)
    assert [v.answer.value for v in versions] == ["none", "full", "full"]
    first = versions[0].revision.id
    session.do(looking_back.restore_answer(session, here, Q, first))
    now = answering.answer_of(session, here, Q)
    assert (now.value, now.rationale, now.second_look) == ("none", "First.", True)
    session.undo()
    assert answering.answer_of(session, here, Q).value == "full"


def test_restoring_what_is_so_already_changes_nothing(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none"))
    (only,) = looking_back.answer_versions(session, here, Q)
    assert not looking_back.restore_answer(session, here, Q, only.revision.id)


def test_a_revision_that_says_nothing_of_it_is_refused(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none"))
    first = chronicle(session).entries[0].id
    with pytest.raises(InvalidInput, match="answer_not_in_revision"):
        looking_back.restore_answer(session, here, Q, first)


def test_other_answers_are_no_versions_of_this_one(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none"))
    session.do(answering.answer(session, here, "AAA-03", "30"))
    assert len(looking_back.answer_versions(session, here, Q)) == 1


# -- between two states ---------------------------------------------------------------------------


def test_what_changed_between_two_states(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none"))
    cited(session, Q)
    before = chronicle(session).entries[-1]
    session.do(answering.answer(session, here, Q, "full", rationale="Article 18."))
    cited(session, "AAA-03")
    start, after = basis(session), chronicle(session).entries[-1]
    found = changes_view(look_back(start, before), look_back(start, after), here)
    (moved,) = found.answers
    assert (moved.question, moved.before, moved.after) == (Q, "None", "Full")
    assert moved.texts == ("Rationale",)
    assert [d.id for d in found.domains] == ["AAA"]
    assert found.overall.before.point < found.overall.after.point
    assert [moved.what for moved in found.evidence] == ["added"]
    assert not found.nothing
    assert changes_view(session, session, here).nothing


def test_a_state_before_the_assessment_has_no_range(session, here) -> None:
    empty = looking_back.Past(session, chronicle(session).entries[0], {})
    found = changes_view(empty, session, here)
    assert found.overall.before is None
    assert found.ratings[0] == "no assessment yet"
