"""Two analysts held against each other: measures, the paradox, what is apart, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.agreement import Agreement
from assay.work import answering, second_opinion
from assay.work.session import Session
from assay.work.views import agreement
from assay.work.views.agreement import agreement_view, value_words
from factories_dashboard import a_rated, cited


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Session, str, str]]:
    session = a_rated(tmp_path)
    first = session.assessments()[0].id
    session.do(second_opinion.start(session, first, "Bo Second"))
    yield session, first, session.assessments()[1].id
    session.close()


def test_before_the_second_answers_there_is_nothing_to_measure(pair) -> None:
    session, first, second = pair
    view = agreement_view(session, first, second)
    assert (view.both, view.measures, view.differing) == (0, (), ())
    assert view.verdict == "There is no question that both have answered yet."


def test_what_is_two_points_apart_is_listed_until_it_is_decided(pair) -> None:
    session, first, second = pair
    session.do(answering.answer(session, second, "AAA-01", "none"))
    session.do(answering.answer(session, second, "AAA-03", "30"))
    view = agreement_view(session, first, second)
    (item,) = view.differing
    assert (item.question, item.first, item.second, item.distance) == (
        "AAA-01",
        "Full",
        "None",
        4.0,
    )
    assert "1 question is two points or more apart and is not decided." in view.verdict
    said = {"by": "R. Reviewer", "reason": "Narrow."}
    session.do(second_opinion.adjudicate(session, "AAA-01", first, second, "some", **said))
    view = agreement_view(session, first, second)
    assert view.differing[0].decision == "Some, by R. Reviewer: Narrow."
    assert "Every question that was two points or more apart is decided." in view.verdict


def test_a_knock_out_that_only_one_fires_is_said(pair) -> None:
    session, first, second = pair
    session.do(answering.answer(session, second, "BBB-02", "yes"))
    view = agreement_view(session, first, second)
    assert view.knockouts == ("KO-BBB-1",)
    assert "Knock-outs stand differently: KO-BBB-1." in view.verdict


def test_evidence_does_not_change_how_far_they_agree(pair) -> None:
    session, first, second = pair
    for question in ("AAA-01", "BBB-02"):
        given = answering.answer_of(session, first, question).value
        session.do(answering.answer(session, second, question, given or ""))
    before = agreement_view(session, first, second).measures
    cited(session, "AAA-01", "E5")
    assert agreement_view(session, first, second).measures == before
    assert before[0].value == "100%"


def test_the_paradox_is_explained_where_it_shows() -> None:
    said = agreement._paradox(Agreement(20, 0.9, -0.0526, -0.05, -0.05, 0.8895))
    assert "90%" in said
    assert "-0.05" in said
    assert agreement._paradox(Agreement(20, 0.7, 0.6154, 0.7, 0.9, 0.6278)) == ""
    assert agreement._paradox(Agreement(20, 0.95, 0.9, 0.9, 0.9, 0.94)) == ""


@pytest.mark.parametrize(
    ("question", "status", "value", "words"),
    [
        ("AAA-01", "answered", "some", "Some"),
        ("AAA-02", "answered", '["red", "blue"]', "Red; Blue"),
        ("AAA-02", "answered", "no list", "no list"),
        ("AAA-03", "answered", "36.84", "36.84 %"),
        ("BBB-01", "answered", "2026-01-31", "2026-01-31"),
        ("BBB-02", "not_disclosed", None, "Not disclosed"),
    ],
)
def test_an_answer_reads_as_words(pair, question, status, value, words) -> None:
    session, first, _ = pair
    assert value_words(session.checklist(first).questions[question], status, value, "en") == words
