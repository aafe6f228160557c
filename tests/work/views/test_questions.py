"""The list of questions: it follows step by step and is the same as one read anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.core.change import inserted, removed, step, updated
from assay.core.evidence import Citation, Evidence, Stance
from assay.core.records import to_row
from assay.core.scorecard import Scorecard
from assay.work import answering, reassessing
from assay.work.session import Session
from assay.work.views.questions import (
    FILTERS,
    LOOP_ONLY,
    PROPOSED,
    SINCE_MEMO,
    QuestionRow,
    question_list,
    rows,
)
from factories import a_session
from factories_dashboard import a_rated


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


def row_of(session: Session, here: str, question: str) -> QuestionRow:
    return next(r for r in rows(session, here, "en") if r.id == question)


def add_evidence(session: Session, number: int = 1) -> str:
    item = Evidence(f"e{number}", number, f"key-{number}", "Title", date="2026-11-01")
    session.do(step("attach", [inserted("evidence", to_row(item))], count=1, name="x"))
    return item.id


def cite(session: Session, here: str, question: str, evidence: str) -> str:
    said = Citation(f"c-{question}-{evidence}", here, question, evidence, Stance.SUPPORTS)
    session.do(step("cite", [inserted("citation", to_row(said))], number=1, question=question))
    return said.id


def test_every_question_has_a_row_in_the_order_of_the_checklist(
    session: Session, here: str
) -> None:
    known = session.checklist(here).questions
    assert [r.id for r in rows(session, here, "en")] == list(known)
    shown = question_list(session, here, language="zh-Hans")
    assert [group.title for group in shown.groups] == ["第一领域", "第二领域"]
    assert (shown.shown, shown.total) == (5, 5)


def test_an_answer_and_its_evidence_show_in_its_row(session: Session, here: str) -> None:
    assert row_of(session, here, "AAA-01").status == "not_assessed"
    session.do(answering.answer(session, here, "AAA-01", "full"))
    assert row_of(session, here, "AAA-01").status == "answered"
    cited = cite(session, here, "AAA-01", add_evidence(session))
    assert row_of(session, here, "AAA-01").citations == 1
    row = session.state["citation"][cited]
    session.do(step("uncite", [removed("citation", row)], question="AAA-01"))
    assert row_of(session, here, "AAA-01").citations == 0


def test_a_question_that_another_skips_is_not_asked_and_asked_again_after_undo(
    session: Session, here: str
) -> None:
    assert row_of(session, here, "AAA-02").asked
    session.do(answering.answer(session, here, "AAA-01", "none"))
    assert not row_of(session, here, "AAA-02").asked
    session.undo()
    assert row_of(session, here, "AAA-02").asked


def test_a_second_look_is_marked_though_no_number_moves(session: Session, here: str) -> None:
    assert not row_of(session, here, "AAA-03").second_look
    session.do(answering.mark(session, here, "AAA-03", True))
    assert row_of(session, here, "AAA-03").second_look


def test_filters_and_text_narrow_the_list_and_count_what_is_left(
    session: Session, here: str
) -> None:
    session.do(answering.answer(session, here, "AAA-01", "full"))
    session.do(answering.mark(session, here, "AAA-03", True))
    unanswered = question_list(session, here, filters=frozenset({"open"}))
    assert [r.id for g in unanswered.groups for r in g.rows] == [
        "AAA-02",
        "AAA-03",
        "BBB-01",
        "BBB-02",
    ]
    assert unanswered.counts["second_look"] == 1
    assert unanswered.counts["open"] == 4
    both = question_list(session, here, filters=frozenset({"open", "second_look"}))
    assert [r.id for g in both.groups for r in g.rows] == ["AAA-03"]
    assert both.counts["no_evidence"] == 1
    found = question_list(session, here, text=" SHARE ")
    assert [r.id for g in found.groups for r in g.rows] == ["AAA-03"]
    assert (found.shown, found.total, found.counts["open"]) == (1, 5, 1)
    assert question_list(session, here, text="bbb-").shown == 2
    assert question_list(session, here, text="no such words").groups == ()


ANSWERS = {
    "AAA-01": ["none", "some", "full"],
    "AAA-02": ["red", "green,blue"],
    "AAA-03": ["10", "40"],
    "BBB-01": ["2026-10-01"],
    "BBB-02": ["yes", "no"],
}
STEPS = st.one_of(
    st.sampled_from([("answer", q, value) for q, values in ANSWERS.items() for value in values]),
    st.sampled_from([("decline", q, s) for q in ANSWERS for s in ("unknown", "not_disclosed")]),
    st.sampled_from([("mark", q, "") for q in ANSWERS]),
    st.sampled_from([("cite", q, "") for q in ANSWERS]),
    st.just(("undo", "", "")),
    st.just(("redo", "", "")),
    st.sampled_from([("cut_off", day, "") for day in ("2026-11-23", "2031-01-01")]),
)


def take(session: Session, here: str, what: str, question: str, value: str) -> None:
    if what == "answer":
        session.do(answering.answer(session, here, question, value))
    elif what == "decline":
        session.do(answering.decline(session, here, question, value))
    elif what == "mark":
        marked = answering.answer_of(session, here, question).second_look
        session.do(answering.mark(session, here, question, not marked))
    elif what == "cite":
        number = len(session.state.get("evidence", {})) + 1
        cite(session, here, question, add_evidence(session, number))
    elif what == "cut_off":
        row = session.state["assessment"][here]
        change = updated("assessment", row, cut_off=question)
        session.do(step("set_fact", [] if change is None else [change], fact="cut_off"))
    else:
        getattr(session, what)()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=8), st.frozensets(st.sampled_from(sorted(FILTERS)), max_size=2))
def test_after_any_steps_the_list_is_what_one_read_anew_would_be(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, str, str]],
    filters: frozenset[str],
) -> None:
    session = a_session(tmp_path_factory.mktemp("project"))
    here = session.assessment().id
    question_list(session, here)
    for what, question, value in steps:
        take(session, here, what, question, value)
        kept = question_list(session, here), question_list(session, here, filters=filters)
        session._scorecards[here] = Scorecard(session.checklist(here), session.state, here)
        anew = question_list(session, here), question_list(session, here, filters=filters)
        assert kept == anew
        assert anew[1].counts == {
            name: sum(test(r) for g in anew[1].groups for r in g.rows)
            for name, test in FILTERS.items()
            if name not in LOOP_ONLY
        } | dict.fromkeys((*LOOP_ONLY, PROPOSED, SINCE_MEMO), 0)
    session.close()


def test_filters_that_look_beyond_the_assessment(tmp_path):
    session = a_rated(tmp_path)
    first = session.assessment().id
    session.do(reassessing.begin(session, first, as_of="2027-11-23"))
    here = session.assessment().id
    found = question_list(session, here, filters=frozenset({"proposed"}))
    assert [r.id for g in found.groups for r in g.rows] == ["AAA-01", "AAA-03", "BBB-02"]
    assert (found.counts["proposed"], found.counts["open"], found.counts["since_memo"]) == (3, 3, 0)
    session.do(reassessing.accept(session, here, "AAA-03"))
    assert question_list(session, here).counts["proposed"] == 2
    session.do(answering.clear(session, first, "BBB-02"))
    assert question_list(session, here).counts["proposed"] == 1
    assert question_list(session, first).counts["proposed"] == 0
    session.close()


def test_other_orders_give_one_group(tmp_path):
    session = a_rated(tmp_path)
    here = session.assessment().id
    worth = question_list(session, here, order="worth")
    assert [group.id for group in worth.groups] == [""]
    ranked = [gap.question for gap in session.scorecard(here).gaps()]
    assert [row.id for row in worth.groups[0].rows][: len(ranked)] == ranked
    fewest = question_list(session, here, order="sources", filters=frozenset({"open"}))
    assert all(row.status == "not_assessed" for row in fewest.groups[0].rows)
    counts = [r.citations for r in question_list(session, here, order="sources").groups[0].rows]
    assert counts == sorted(counts)
    session.close()
