"""Looking back in copies that came together, and in one from which much was taken out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assay.core.change import State
from assay.store import verify, working
from assay.work import answering, merging
from assay.work.chronicle import chronicle
from assay.work.looking_back import Past, basis, look_back
from assay.work.masking import Redaction
from assay.work.session import Person, Session, open_session
from assay.work.sharing import Form, Wish, share
from assay.work.views.score import score_view
from factories import PERSON, a_session
from factories_sharing import SECRETS, a_project, evidence_id
from factories_store import computer

BO = Person("Bo", "bo-desk")
States = dict[str, State]


def copied(state: State) -> State:
    return {table: dict(rows) for table, rows in state.items() if rows}


def head(session: Session) -> str:
    (found,) = session.store.heads()
    return found


def pasts(session: Session) -> dict[str, Past]:
    start = basis(session)
    return {entry.id: look_back(start, entry) for entry in chronicle(session).entries}


def answers(session: Session, states: States, *given: tuple[str, str]) -> None:
    """Answer one after the other, and note what each led to."""
    here = session.assessment().id
    for question, value in given:
        session.do(answering.answer(session, here, question, value, rationale=f"So: {value}"))
        states[head(session)] = copied(session.state)


@pytest.fixture
def states() -> States:
    return {}


@pytest.fixture
def pair(tmp_path: Path, states: States) -> Iterator[tuple[Session, Session]]:
    """Two people's copies, which go apart after two steps; `states` knows what every step led to."""
    one = a_session(tmp_path)
    states[head(one)] = copied(one.state)
    answers(one, states, ("AAA-01", "none"))
    one.publish()
    (tmp_path / "bo").mkdir()
    path = tmp_path / "bo" / "project.assay"
    shutil.copy(one.path, path)
    with computer("bo", tmp_path):
        two = open_session(path, BO)
    answers(one, states, ("AAA-01", "some"), ("AAA-03", "40"))
    answers(two, states, ("AAA-01", "full"), ("BBB-02", "yes"))
    yield one, two
    one.close()
    two.close()


def merged(one: Session, two: Session, choice: merging.Choice = "theirs") -> None:
    two.publish()
    with merging.plan(one, two.path) as found:
        merging.merge(one, found, {conflict.id: choice for conflict in found.conflicts})


def test_what_each_of_two_people_saw_is_found_again_after_their_copies_are_merged(pair, states):
    one, two = pair
    merged(one, two)
    states[head(one)] = copied(one.state)
    answers(one, states, ("AAA-03", "50"))
    one.undo()
    states[head(one)] = copied(one.state)
    found = pasts(one)
    assert set(found) == set(states)
    assert len(found) == 9
    for id, past in found.items():
        assert copied(past.state) == states[id], chronicle(one).entries
    assert verify.verify(one.store) == []


def test_both_copies_tell_the_same_past_once_each_has_merged_the_other(pair):
    one, two = pair
    merged(one, two)
    merged(two, one)
    mine, theirs = pasts(one), pasts(two)
    assert set(mine) <= set(theirs)
    for id, past in mine.items():
        assert copied(past.state) == copied(theirs[id].state)
        assert past.state_id() == theirs[id].state_id()


def test_a_conflict_left_open_stood_open_when_one_looks_back_at_it(pair):
    one, two = pair
    two.publish()
    with merging.plan(one, two.path) as found:
        merging.merge(one, found)
    here, merge = one.assessment().id, head(one)
    open_ = copied(one.state)
    conflicts = merging.open_conflicts(one)
    assert conflicts
    one.do(merging.decide_step(one, {conflict.id: "theirs" for conflict in conflicts}))
    past = pasts(one)[merge]
    assert copied(past.state) == open_
    assert past.state["answer"][f"{here}/AAA-01"]["status"] == "conflicted"
    assert one.state["answer"][f"{here}/AAA-01"]["value"] == "full"


def test_the_rating_of_a_step_is_the_one_that_was_shown_to_whoever_did_it(pair):
    one, two = pair
    here, last = one.assessment().id, head(two)
    then = score_view(two, here)
    merged(one, two, "mine")
    past = pasts(one)[last]
    assert replace(score_view(past, here), moved=None) == replace(then, moved=None)


# -- redacted -------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Session]:
    opened = a_project(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def redacted(project: Session, tmp_path: Path) -> Iterator[Session]:
    """A copy without much of it, as whoever got it opened it."""
    path, item = tmp_path / "redacted.assay", frozenset([evidence_id(project, 1)])
    wish = Redaction(items=item, quotes=True, notes=True, comments=True)
    share(project, Wish(Form.COPY, path, wish), dict)
    with computer("theirs", tmp_path):
        opened = Session(working.open_project(path), BO)
    yield opened
    opened.close()


def test_every_earlier_state_of_a_redacted_copy_is_shown_without_what_was_taken_out(
    project, redacted
):
    whole, found = pasts(project), pasts(redacted)
    assert set(whole) < set(found)
    assert [e.id for e in chronicle(redacted).entries][: len(whole)] == list(whole)
    gone = [text for name, text in SECRETS.items() if name != "file"]
    for id, past in found.items():
        said = repr(past.state)
        assert [text for text in gone if text in said] == []
        if id in whole:
            for key, row in whole[id].state.get("answer", {}).items():
                told = past.state["answer"][key]
                assert (told["status"], told["value"]) == (row["status"], row["value"])
    assert copied(found[head(redacted)].state) == copied(redacted.state)


def test_merged_with_the_whole_project_the_past_is_whole_again(project, redacted, tmp_path):
    whole = {id: copied(past.state) for id, past in pasts(project).items()}
    full = tmp_path / "full.assay"
    project.store.save_copy(full)
    with merging.plan(redacted, full) as found:
        merging.merge(redacted, found)
    again = pasts(redacted)
    private = {SECRETS["private"], SECRETS["below"]}
    for id, state in whole.items():
        told = copied(again[id].state)
        assert told.get("answer") == state.get("answer")
        assert told.get("citation") == state.get("citation")
        said = {row["text"] for row in told.get("comment", {}).values()}
        wanted = {row["text"] for row in state.get("comment", {}).values()}
        assert wanted - said <= private
    assert verify.verify(redacted.store) == []


def test_the_one_who_made_the_project_is_unchanged_by_looking_back(project):
    before = copied(project.state)
    pasts(project)
    assert copied(project.state) == before
    assert project.person == PERSON
