"""Answering: what is taken, what is refused, and what the recorded row then says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.work import answering
from assay.work.session import Session
from factories import a_session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


@pytest.mark.parametrize(
    ("question", "raw", "recorded"),
    [
        ("AAA-01", "some", "some"),
        ("aaa-01", "full", "full"),
        ("AAA-02", ["blue", "red"], '["red", "blue"]'),
        ("AAA-02", "green,red", '["red", "green"]'),
        ("AAA-03", "36.840", "36.84"),
        ("AAA-03", "50 %", "50"),
        ("AAA-03", "-0", "0"),
        ("BBB-01", "2026-01-31", "2026-01-31"),
        ("BBB-02", "no", "no"),
    ],
)
def test_a_value_is_recorded_in_its_canonical_form(
    session: Session, here: str, question: str, raw: str, recorded: str
) -> None:
    session.do(answering.answer(session, here, question, raw))
    given = answering.answer_of(session, here, question.upper())
    assert (given.status, given.value) == ("answered", recorded)


@pytest.mark.parametrize(
    ("question", "raw", "message"),
    [
        ("AAA-01", "most", "unknown_option"),
        ("AAA-01", ["none", "some"], "one_value_only"),
        ("AAA-02", "pink", "unknown_option"),
        ("AAA-02", [], "no_option"),
        ("AAA-03", "a lot", "not_a_number"),
        ("AAA-03", "NaN", "not_a_number"),
        ("AAA-03", "1e400", "not_a_number"),
        ("AAA-03", "101", "percent_out_of_range"),
        ("BBB-01", "31.01.2026", "not_a_date"),
        ("BBB-01", "2026-02-30", "not_a_date"),
    ],
)
def test_a_value_that_the_question_does_not_take_is_refused(
    session: Session, here: str, question: str, raw: str, message: str
) -> None:
    state = session.store.state_id()
    with pytest.raises(InvalidInput) as caught:
        answering.answer(session, here, question, raw)
    assert caught.value.message == message
    assert session.store.state_id() == state


def test_an_unknown_question_names_those_of_its_domain(session: Session, here: str) -> None:
    with pytest.raises(NotFound) as caught:
        answering.answer(session, here, "AAA-99", "none")
    assert caught.value.facts["known"] == "AAA-01 … AAA-03"


@pytest.mark.parametrize("status", ["not_applicable", "restricted"])
def test_some_reasons_must_be_put_in_words(session: Session, here: str, status: str) -> None:
    with pytest.raises(InvalidInput, match="reason_required"):
        answering.decline(session, here, "AAA-01", status)
    session.do(answering.decline(session, here, "AAA-01", status, "State secret."))
    assert answering.answer_of(session, here, "AAA-01").reason == "State secret."


def test_a_status_takes_the_value_away_and_keeps_the_texts(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "full", rationale="Read in article 12."))
    session.do(answering.decline(session, here, "AAA-01", "unknown"))
    given = answering.answer_of(session, here, "AAA-01")
    assert (given.status, given.value, given.rationale) == ("unknown", None, "Read in article 12.")


def test_saying_the_same_again_changes_nothing(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-01", "full"))
    state = session.store.state_id()
    assert session.do(answering.answer(session, here, "AAA-01", "full")) is None
    assert session.store.state_id() == state


def test_clearing_keeps_what_was_written(session: Session, here: str) -> None:
    session.do(answering.answer(session, here, "AAA-03", "12", against="Looked in the table."))
    session.do(answering.clear(session, here, "AAA-03"))
    given = answering.answer_of(session, here, "AAA-03")
    assert (given.status, given.value, given.against) == (
        "not_assessed",
        None,
        "Looked in the table.",
    )


def test_a_text_longer_than_a_field_is_refused(session: Session, here: str) -> None:
    with pytest.raises(InvalidInput, match="text_too_long"):
        answering.write(session, here, "AAA-01", rationale="x" * 100_001)


def test_nul_characters_do_not_enter_the_file(session: Session, here: str) -> None:
    session.do(answering.write(session, here, "AAA-01", rationale="a\x00b"))
    assert answering.answer_of(session, here, "AAA-01").rationale == "ab"


def test_a_fact_is_given_changed_and_taken_away(session: Session, here: str) -> None:
    for raw, recorded in (("Yes", "true"), ("no", "false")):
        session.do(answering.set_fact(session, here, "listed", raw))
        assert session.state["fact"][f"{here}/listed"]["value"] == recorded
    session.do(answering.set_fact(session, here, "listed", ""))
    assert f"{here}/listed" not in session.state.get("fact", {})


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [("listed", "perhaps", "unknown_option"), ("holder", "pension", "unknown_option")],
)
def test_a_fact_of_the_wrong_kind_is_refused(
    session: Session, here: str, name: str, raw: str, message: str
) -> None:
    with pytest.raises(InvalidInput, match=message):
        answering.set_fact(session, here, name, raw)


def test_a_fact_nobody_asked_for_is_refused(session: Session, here: str) -> None:
    with pytest.raises(NotFound, match="unknown_fact"):
        answering.set_fact(session, here, "weather", "fine")
