"""Reviewing flags: what a reviewer can say, what it does to the rating, and rules in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.work import answering, flagging, library
from assay.work.session import Session
from factories_dashboard import a_rated, cited


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


def state_of(session: Session, flag: str) -> str:
    rating = session.scorecard(session.assessment().id).rating
    return next(f.state for f in rating.flags if f.id == flag)


def listed(session: Session, here: str) -> None:
    """The knock-out fires and binds."""
    session.do(answering.answer(session, here, "BBB-02", "yes"))
    cited(session, "BBB-02")


def test_a_knock_out_that_fired_can_be_cleared_with_a_name_and_a_reason(session, here) -> None:
    listed(session, here)
    assert session.scorecard(here).rating.rating == "Prohibited"
    step = flagging.review(
        session, here, "KO-BBB-1", "cleared", reviewer="R. Reviewer", reason="Another company."
    )
    session.do(step)
    assert state_of(session, "KO-BBB-1") == "cleared"
    assert session.scorecard(here).rating.rating != "Prohibited"
    row = session.state["flag_review"][f"{here}/KO-BBB-1"]
    assert (row["reviewer"], row["reason"]) == ("R. Reviewer", "Another company.")
    assert row["date"]


def test_it_can_be_taken_back_and_undone(session, here) -> None:
    listed(session, here)
    said = {"reviewer": "R", "reason": "Because."}
    session.do(flagging.review(session, here, "KO-BBB-1", "cleared", **said))
    session.do(flagging.withdraw(session, here, "KO-BBB-1"))
    assert state_of(session, "KO-BBB-1") == "binding"
    session.undo()
    assert state_of(session, "KO-BBB-1") == "cleared"


def test_a_confirmation_changes_nothing_but_the_record(session, here) -> None:
    listed(session, here)
    before = session.scorecard(here).rating
    said = {"reviewer": "R", "reason": "Seen.", "date": "2026-11-20"}
    session.do(flagging.review(session, here, "KO-BBB-1", "confirmed", **said))
    assert session.scorecard(here).rating == before
    assert session.state["flag_review"][f"{here}/KO-BBB-1"]["date"] == "2026-11-20"


def test_what_is_open_for_want_of_an_answer_cannot_be_cleared(session, here) -> None:
    session.do(answering.clear(session, here, "BBB-02"))
    assert state_of(session, "KO-BBB-1") == "open"
    with pytest.raises(InvalidInput) as refused:
        flagging.review(session, here, "KO-BBB-1", "cleared", reviewer="R", reason="Trust me.")
    assert refused.value.message == "nothing_to_clear"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reviewer": " "}, "review_without_reviewer"),
        ({"reason": "\n"}, "review_without_reason"),
        ({"date": "yesterday"}, "bad_date"),
        ({"state": "forgotten"}, "unknown_review"),
    ],
)
def test_a_review_says_what_it_lacks(session, here, fields, message) -> None:
    listed(session, here)
    given = {"state": "confirmed", "reviewer": "R", "reason": "Seen.", **fields}
    with pytest.raises(InvalidInput) as refused:
        flagging.review(session, here, "KO-BBB-1", given.pop("state"), **given)
    assert refused.value.message == message


def test_a_flag_that_is_none_is_named(session, here) -> None:
    with pytest.raises(NotFound, match="unknown_flag"):
        flagging.withdraw(session, here, "KO-ZZZ-9")


def test_a_rule_reads_as_words(session, here) -> None:
    checklist = session.checklist(here)
    words = {f.id: flagging.rule_words(checklist, f) for f in checklist.flags}
    assert words["KO-BBB-1"] == 'BBB-02 says "Yes"'
    assert words["GT-BBB-1"] == "BBB-02 is not answered"


@pytest.mark.parametrize("name", [info.id for info in library.available()])
def test_no_rule_of_the_shipped_checklists_is_left_in_code(name) -> None:
    checklist, _ = library.find(name)
    for flag in checklist.flags:
        words = flagging.rule_words(checklist, flag)
        for code in ("&&", "||", "==", "!=", ">=", " < ", " ? ", 'option("', 'status("', "facts."):
            assert code not in words, f"{flag.id}: {words}"
