"""The review view: every answer with its remarks, filters with counts, kept as anew after any step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.remarks import Stage
from assay.core.scorecard import Scorecard
from assay.work import answering, commenting, reviewing
from assay.work.session import Session
from assay.work.views import review
from assay.work.views.review import FILTERS, ReviewRow, review_view
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


def row(session: Session, here: str, question: str = Q) -> ReviewRow:
    found = review_view(session, here)
    return next(r for g in found.groups for r in g.rows if r.id == question)


def test_every_question_is_there_in_the_order_of_the_checklist(session, here) -> None:
    found = review_view(session, here)
    assert [r.id for g in found.groups for r in g.rows] == list(session.checklist(here).questions)
    assert (found.shown, found.total) == (5, 5)
    assert row(session, here).remarks == ("open",)


def test_an_answer_is_remarked_on_until_it_is_proven_and_reasoned(session, here) -> None:
    session.do(answering.answer(session, here, Q, "some"))
    assert row(session, here).remarks == ("no_evidence", "no_rationale", "no_against")
    cited(session, Q)
    session.do(answering.write(session, here, Q, rationale="Article 18.", against="No clause."))
    found = row(session, here)
    assert found.remarks == ()
    assert (found.answer, found.citations) == ("Some", 1)


def test_reasons_and_words_are_remarked_on(session, here) -> None:
    session.do(answering.decline(session, here, "BBB-02", "unknown"))
    session.do(answering.write(session, here, "BBB-02", rationale="A shocking gap."))
    assert row(session, here, "BBB-02").remarks == ("no_evidence", "wording", "flagged")
    session.do(answering.decline(session, here, "AAA-03", "not_applicable", "It has no shares."))
    assert row(session, here, "AAA-03").remarks == ()
    assert row(session, here, "AAA-03").reason == "It has no shares."


def test_a_question_that_is_not_asked_is_not_remarked_on(session, here) -> None:
    session.do(answering.answer(session, here, Q, "none"))
    skipped = row(session, here, "AAA-02")
    assert (skipped.status, skipped.remarks) == ("not_asked", ())


def test_filters_count_what_would_be_left(session, here) -> None:
    session.do(answering.answer(session, here, Q, "some"))
    session.do(commenting.comment(session, here, Q, "Which article?"))
    session.do(reviewing.submit(session, here, [Q]))
    found = review_view(session, here, filters=frozenset({"to_review"}))
    assert [r.id for g in found.groups for r in g.rows] == [Q]
    assert (found.counts["comments"], found.counts["no_evidence"], found.shown) == (1, 1, 1)
    assert review_view(session, here, text="which ARTICLE").shown == 0
    assert review_view(session, here, text="clause").shown == 1
    assert row(session, here).review.stage is Stage.SUBMITTED


def test_after_each_step_it_is_what_one_made_anew_would_be(session, here) -> None:
    for made in (
        lambda: answering.answer(session, here, Q, "none"),
        lambda: answering.answer(session, here, Q, "some"),
        lambda: reviewing.assign(session, here, [Q, "BBB-01"], "Ben"),
        lambda: reviewing.accept(session, here, [Q]),
        lambda: answering.write(session, here, Q, rationale="Changed."),
        lambda: commenting.comment(session, here, "BBB-01", "Why?"),
        lambda: answering.mark(session, here, "BBB-01", True),
    ):
        session.do(made())
        kept = review_view(session, here)
        session._scorecards[here] = Scorecard(session.checklist(here), session.state, here)
        anew = review_view(session, here)
        assert kept == anew
        rows = [r for g in anew.groups for r in g.rows]
        for name in FILTERS:
            if name != "unassigned":
                assert anew.counts[name] == sum(FILTERS[name](r) for r in rows), name


def test_rows_are_made_in_lots_and_a_step_between_two_lots_is_seen(
    session, here, monkeypatch
) -> None:
    monkeypatch.setattr(review, "LOT", 2)
    assert not review.prepare(session, here)
    session.do(answering.answer(session, here, Q, "some"))
    lots = 1
    while not review.prepare(session, here):
        lots += 1
    assert lots > 1
    assert review.prepare(session, here)
    assert row(session, here).answer == "Some"
    assert [r.id for g in review_view(session, here).groups for r in g.rows] == list(
        session.checklist(here).questions
    )
