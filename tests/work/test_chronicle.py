"""The chronicle: light entries of every revision, kept as steps are done, found by id or day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assay.core.change import body, inserted, step
from assay.core.errors import InvalidInput, NotFound
from assay.core.evidence import Citation, Stance
from assay.core.records import to_row
from assay.work import answering, commenting
from assay.work.chronicle import (
    Chronicle,
    authors,
    changes_of_row,
    chronicle,
    is_day,
    is_read,
    some_changes,
)
from assay.work.jobs import Cancelled, Silent
from assay.work.session import Session
from factories import a_session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def answered(session: Session, value: str) -> None:
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", value))


def test_every_revision_is_there_with_what_it_is_about(session) -> None:
    here = session.assessment().id
    answered(session, "some")
    session.do(commenting.comment(session, here, "BBB-01", "Since when?"))
    session.undo()
    found = chronicle(session).entries
    assert [e.number for e in found] == [1, 2, 3, 4]
    assert [e.label.message for e in found] == ["create_project", "answer", "comment", "undo"]
    assert [set(e.questions) for e in found[1:]] == [{"AAA-01"}, {"BBB-01"}, {"BBB-01"}]
    assert [set(e.kinds) for e in found[1:]] == [{"answers"}, {"review"}, {"review"}]
    assert authors(found) == ("Ada Analyst",)


def test_it_follows_new_steps_as_reading_anew_would(session) -> None:
    chronicle(session)
    for number in range(40):
        answered(session, ("some", "full")[number % 2])
    kept = chronicle(session).entries
    anew = Chronicle()
    anew.follow(session, Silent())
    assert kept == anew.entries
    assert len(kept) == 41


def test_a_citation_that_is_changed_later_still_names_its_question(session) -> None:
    here = session.assessment().id
    row = to_row(Citation("c1", here, "AAA-03", "e1", Stance.SUPPORTS))
    session.do(step("cite", [inserted("citation", row)], number=1, question="AAA-03"))
    change = answering.updated("citation", session.state["citation"]["c1"], note="Seen.")
    session.do(step("edit_citation", [change], question="AAA-03"))
    assert chronicle(session).entries[-1].questions == {"AAA-03"}


def test_a_revision_is_found_by_the_beginning_of_its_id_or_by_its_day(session) -> None:
    answered(session, "some")
    known = chronicle(session)
    last = known.entries[-1]
    assert known.find(last.id[:12]) is last
    assert known.find(last.day) is last
    assert known.find("2999-01-01") is last
    with pytest.raises(NotFound, match="unknown_revision"):
        known.find("zz")
    with pytest.raises(NotFound, match="nothing_before_day"):
        known.find("1999-01-01")


def test_an_unclear_beginning_is_refused(session) -> None:
    for number in range(40):
        answered(session, ("some", "full")[number % 2])
    known = chronicle(session)
    firsts = [entry.id[0] for entry in known.entries]
    often = max(firsts, key=firsts.count)
    with pytest.raises(InvalidInput, match="revision_is_unclear"):
        known.find(often)


def test_what_was_read_before_a_cancel_stays(session) -> None:
    class Stop:
        def step(self, done: int, total: int, what: str) -> None:
            raise Cancelled

    answered(session, "some")
    with pytest.raises(Cancelled):
        chronicle(session, Stop())
    assert not is_read(session)
    assert len(chronicle(session).entries) == 2
    assert is_read(session)


@pytest.mark.parametrize(
    ("text", "day"), [("2026-11-23", True), ("2026-13-01", False), ("", False)]
)
def test_a_day_is_a_day(text: str, day: bool) -> None:
    assert is_day(text) is day


HARD = ("a1/AAA-01", 'a1/"key":"AAA', "a1/\\", "a1/\u7b54", "a1/\n", "a1/AAA-010")


@pytest.mark.parametrize("canonical", [True, False])
@pytest.mark.parametrize("key", HARD)
def test_the_changes_of_one_row_are_those_that_reading_the_whole_step_finds(
    session, key: str, canonical: bool
) -> None:
    rows = [inserted("answer", {"id": each, "note": f"of {key}"}) for each in HARD]
    rows += [inserted("comment", {"id": key, "note": '{"after":null,"key":"a1/AAA-01"}'})]
    rows += [inserted("comment", {"id": "c", "question": "a1/AAA-01", "after": key})]
    done = step("answer", [*rows, rows[0].inverse()])
    text = body(done) if canonical else json.dumps({"changes": json.loads(body(done))["changes"]})
    revision = replace(session.store.revisions()[0], body=text)
    wanted = [change for change in done.changes if change.key == key]
    assert changes_of_row(revision, key) == wanted


@pytest.mark.parametrize("canonical", [True, False])
def test_the_first_changes_of_a_step_are_read_and_all_are_counted(session, canonical) -> None:
    done = step("answer", [inserted("answer", {"id": each, "note": '"]},'}) for each in HARD])
    text = body(done) if canonical else json.dumps({"by": "x", **json.loads(body(done))}, indent=1)
    revision = replace(session.store.revisions()[0], body=text)
    for most in (0, 2, 100):
        assert some_changes(revision, most) == (list(done.changes[:most]), len(HARD))


def test_of_a_step_that_cannot_be_read_there_are_no_changes(session) -> None:
    (revision,) = session.store.revisions()
    for text in (None, "", "[]", "{}", '{"changes":[{"after":', '{"changes":[1]}', '{"changes":7}'):
        assert some_changes(replace(revision, body=text), 20) == ([], 0)
    for text in (None, "", "[]", '{"changes":[{"after":', '{"changes":[{"after":1,"k":"x"}]}'):
        assert changes_of_row(replace(revision, body=text), "x") == []
