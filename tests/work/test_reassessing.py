"""A year later: answers are proposed, accepted as steps, and their evidence ages to the new day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.answers import Status
from assay.core.errors import InvalidInput
from assay.core.records import records
from assay.work import answering, reassessing, second_opinion
from assay.work.session import Session
from factories import CHECKLIST
from factories_dashboard import a_rated, cited

NEXT_YEAR = "2027-11-23"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    here = opened.assessment().id
    opened.do(answering.set_fact(opened, here, "holder", "fund"))
    opened.do(answering.answer(opened, here, "AAA-02", ["red", "blue"], rationale="As listed."))
    opened.do(answering.decline(opened, here, "BBB-01", "unknown"))
    yield opened
    opened.close()


def begun(session: Session, **wishes: str) -> tuple[str, str]:
    first = session.assessments()[0].id
    session.do(reassessing.begin(session, first, **{"as_of": NEXT_YEAR, **wishes}))
    return first, session.assessment().id


def newer(folder: Path, *replacements: tuple[str, str]) -> str:
    text = CHECKLIST.replace('version: "1"', 'version: "2"')
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path = folder / "newer.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_it_starts_with_the_questions_and_no_answers(session) -> None:
    first, second = begun(session, analyst="Bo Next")
    about = session.assessment(second)
    assert (about.cut_off, about.analyst, about.position) == (NEXT_YEAR, "Bo Next", 2)
    assert about.checklist == session.assessment(first).checklist
    for table in ("answer", "citation"):
        assert not [r for r in records(session.state, table) if r.assessment == second], table
    assert session.scorecard(second).rating.coverage == 0
    facts = [f.value for f in records(session.state, "fact") if f.assessment == second]
    assert facts == ["fund"]


def test_it_lies_after_the_last_one(session) -> None:
    with pytest.raises(InvalidInput, match="reassessment_not_later"):
        reassessing.begin(session, session.assessment().id, as_of="2026-11-23")


def test_what_was_answered_is_proposed_with_the_weight_its_evidence_has_left(session) -> None:
    first, second = begun(session)
    found = reassessing.proposal(session, second, "AAA-01")
    assert found is not None
    assert (found.answer.value, found.last.id, found.why) == ("full", first, "")
    assert found.confidence_then > found.confidence_now > 0
    assert len(found.citations) == 1
    assert reassessing.proposal(session, first, "AAA-01") is None


def test_accepting_takes_value_texts_and_citations_over_in_one_step(session) -> None:
    first, second = begun(session)
    session.do(reassessing.accept(session, second, "AAA-01"))
    session.do(reassessing.accept(session, second, "AAA-02"))
    mine = answering.answer_of(session, second, "AAA-02")
    assert (mine.status, mine.value, mine.rationale) == (
        Status.ANSWERED,
        '["red", "blue"]',
        "As listed.",
    )
    score = session.scorecard(second).rating.questions["AAA-01"]
    proposed = reassessing.proposal(session, second, "AAA-01")
    assert proposed is not None
    assert score.confidence == pytest.approx(proposed.confidence_now)
    assert answering.answer_of(session, first, "AAA-02").value == '["red", "blue"]'
    session.undo()
    session.undo()
    assert answering.answer_of(session, second, "AAA-01").status is Status.NOT_ASSESSED
    assert not [c for c in records(session.state, "citation") if c.assessment == second]


def test_what_was_written_meanwhile_stays_and_nothing_is_cited_twice(session) -> None:
    _, second = begun(session)
    session.do(answering.write(session, second, "AAA-01", rationale="Read anew."))
    session.do(reassessing.accept(session, second, "AAA-01"))
    session.do(answering.clear(session, second, "AAA-01"))
    session.do(reassessing.accept(session, second, "AAA-01"))
    assert answering.answer_of(session, second, "AAA-01").rationale == "Read anew."
    assert session.scorecard(second).citations("AAA-01") == 1


def test_all_that_is_unchanged_is_accepted_at_once_and_the_rest_is_named(session) -> None:
    _, second = begun(session)
    plan = reassessing.plan(session, second)
    assert plan.accepted == ("AAA-01", "AAA-02", "AAA-03", "BBB-02")
    assert plan.left == {"no_answer": ("BBB-01",)}
    assert reassessing.plan(session, second, "BBB").accepted == ("BBB-02",)
    before = dict(session.state["answer"])
    session.do(reassessing.accept_unchanged(session, second))
    assert {answering.answer_of(session, second, q).status for q in plan.accepted} == {"answered"}
    session.undo()
    assert session.state["answer"] == before
    session.do(reassessing.accept_unchanged(session, second, "BBB"))
    assert answering.answer_of(session, second, "AAA-01").status is Status.NOT_ASSESSED
    assert reassessing.plan(session, second).accepted == ("AAA-01", "AAA-02", "AAA-03")


def test_nothing_unchanged_left_is_said(session) -> None:
    _, second = begun(session)
    session.do(reassessing.accept_unchanged(session, second))
    with pytest.raises(InvalidInput, match="nothing_unchanged"):
        reassessing.accept_unchanged(session, second)


def test_evidence_that_lapsed_since_wants_a_persons_eye(session) -> None:
    cited(session, "AAA-03", valid_until="2027-03-01")
    _, second = begun(session)
    plan = reassessing.plan(session, second)
    assert plan.left["lapsed"] == ("AAA-03",)
    session.do(reassessing.accept(session, second, "AAA-03"))
    assert session.scorecard(second).rating.questions["AAA-03"].lapsed


def test_a_newer_checklist_is_frozen_and_what_it_asks_differently_is_not_taken_unseen(
    session, tmp_path
) -> None:
    path = newer(
        tmp_path,
        ("Is there a clause?", "Is there a clause or a letter?"),
        ("{id: blue, text: {en: Blue", "{id: violet, text: {en: Violet"),
    )
    first, second = begun(session, checklist=path)
    assert session.checklist(second).version == "2"
    assert session.checklist(first).version == "1"
    plan = reassessing.plan(session, second)
    assert plan.accepted == ("AAA-03", "BBB-02")
    assert plan.left == {
        "reworded": ("AAA-01",),
        "does_not_fit": ("AAA-02",),
        "no_answer": ("BBB-01",),
    }
    with pytest.raises(InvalidInput, match="proposal_does_not_fit"):
        reassessing.accept(session, second, "AAA-02")


def test_a_question_that_replaces_another_shows_what_the_old_one_said(session, tmp_path) -> None:
    path = newer(
        tmp_path,
        ("- id: AAA-03", "- id: AAA-04\n        replaces: [AAA-03]"),
    )
    _, second = begun(session, checklist=path)
    found = reassessing.proposal(session, second, "AAA-04")
    assert found is not None
    assert (found.answer.question, found.answer.value, found.why) == ("AAA-03", "25", "reworded")
    session.do(reassessing.accept(session, second, "AAA-04"))
    assert answering.answer_of(session, second, "AAA-04").value == "25"


def test_a_second_opinion_of_the_same_day_proposes_nothing(session) -> None:
    first = session.assessment().id
    session.do(second_opinion.start(session, first, "Bo Second"))
    second = session.assessment().id
    assert reassessing.previous(session, second) is None
    session.do(answering.answer(session, second, "AAA-01", "none"))
    session.do(reassessing.begin(session, second, as_of=NEXT_YEAR, analyst="Bo Second"))
    mine = reassessing.previous(session, session.assessment().id)
    assert mine is not None
    assert mine.id == second


def test_several_are_accepted_by_name(session) -> None:
    _, second = begun(session)
    session.do(reassessing.accept_several(session, second, ["AAA-01", "BBB-01"]))
    assert answering.answer_of(session, second, "BBB-01").status is Status.UNKNOWN
    session.do(answering.clear(session, session.assessments()[0].id, "AAA-03"))
    with pytest.raises(InvalidInput, match="nothing_proposed"):
        reassessing.accept(session, second, "AAA-03")
