from dataclasses import replace

import pytest

from assay.core.answers import Status
from assay.core.assessment import Assessment, MemoIssue
from assay.core.change import inserted, step
from assay.core.evidence import Evidence
from assay.core.memo import Figure, Paragraph, Table
from assay.core.memo_marks import RatingPath
from assay.core.records import to_row
from assay.core.scorecard import Scorecard
from assay.work import answering, drafts, memo_writing
from assay.work.chronicle import is_read
from assay.work.jobs import Cancelled, heeding
from assay.work.memo_changes import Earlier, before, last_issue
from factories import a_session
from factories_memo import (
    ASSESSMENT,
    STATE_ID,
    answer,
    assessment,
    checklist,
    citation,
    cnre,
    evidence,
    state_of,
)

ISSUED = "7d" * 32


def written(now, earlier=None):
    return memo_writing.write(
        now,
        checklist(),
        ASSESSMENT,
        Scorecard(checklist(), now, ASSESSMENT),
        state_id=STATE_ID,
        app_version="0.1.0",
        earlier=earlier,
    )


def log(memo):
    return next(s for s in memo.sections if s.id == "change-log")


def then(*records):
    return Earlier("2026-10-01", ISSUED, ASSESSMENT, checklist(), state_of(*records))


def said(text):
    return "".join(getattr(run, "text", str(getattr(run, "numbers", ""))) for run in text)


def words(section):
    return " ".join(said(b.text) for b in section.blocks if isinstance(b, Paragraph))


def rows(section, title=""):
    table = next(b for b in section.blocks if isinstance(b, Table) and b.title.startswith(title))
    return [[said(cell[0]) for cell in row.cells] for row in table.rows]


def test_without_a_memo_before_the_log_says_that_nothing_is_compared():
    assert "no record of an earlier memo" in words(log(written(state_of())))


def test_the_log_names_the_memo_before_and_sets_then_beside_now():
    section = log(written(state_of(answer("PTY-03", Status.UNKNOWN)), then()))
    assert "issued on 1 October 2026 from state 7d7d 7d7d 7d7d" in words(section)
    assert [row[0] for row in rows(section)] == [
        "Rating",
        "Range",
        "Point",
        "Coverage",
        "Evidence index",
    ]


def test_answers_that_changed_stand_with_both_values_and_no_others():
    option = checklist().questions["PTY-03"].answer.options[0]
    now = state_of(answer("PTY-03", value=option.id), answer("OWN-01", Status.UNKNOWN))
    section = log(written(now, then(answer("OWN-01", Status.UNKNOWN))))
    found = rows(section, "One answer changed")
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("PTY-03", "not assessed", option.text["en"])
    ]


def test_evidence_that_came_went_and_lapsed_is_named():
    lapsed = evidence(3, valid_until="2026-11-10")
    now = state_of(evidence(1), evidence(2), lapsed)
    section = log(written(now, then(evidence(1), lapsed, evidence(9))))
    assert "Evidence added: (2,)" in words(section)
    assert "Evidence lapsed: (3,)" in words(section)
    assert "Evidence taken out: 9" in words(section)


def test_nothing_moved_is_said_too():
    section = log(written(state_of(evidence(1)), then(evidence(1))))
    assert "No evidence was added, taken out or has lapsed." in words(section)


# -- what it is compared with ---------------------------------------------------------------------


def issue(id, time, state=ISSUED, whose=ASSESSMENT):
    return MemoIssue(id, whose, time, state, "0" * 64)


def test_the_memo_before_is_the_last_one_issued_from_another_state():
    state = state_of(
        issue("a", "2026-09-01T10:00:00+00:00"),
        issue("b", "2026-10-01T10:00:00+00:00"),
        issue("c", "2026-11-01T10:00:00+00:00", state=STATE_ID),
        issue("d", "2026-11-02T10:00:00+00:00", whose="another"),
    )
    assert last_issue(state, ASSESSMENT, STATE_ID).id == "b"
    assert last_issue(state_of(), ASSESSMENT, STATE_ID) is None


def test_the_assessment_before_is_the_latest_with_an_earlier_day():
    days = ("2024-01-01", "2025-01-01", "2026-11-23")
    others = [
        Assessment(f"a{n}", n + 5, "", checklist().hash, "default", day)
        for n, day in enumerate(days)
    ]
    state = state_of(assessment(), *others)
    assert before(state, ASSESSMENT).id == "a1"
    assert before(state_of(), ASSESSMENT) is None


def test_a_draft_compares_with_the_project_as_it_was_when_the_memo_was_issued(tmp_path):
    session = a_session(tmp_path)
    try:
        own = session.assessment().id
        session.do(answering.answer(session, own, "AAA-01", "full"))
        made = issue("m1", "2026-11-01T10:00:00+00:00", session.store.state_id(), own)
        session.do(step("issue_memo", [inserted("memo_issue", to_row(made))], name="memo"))
        session.do(answering.answer(session, own, "AAA-03", "25"))
        found = drafts.take(session, own).earlier
        assert found.day == "2026-11-01"
        answers = {row["question"] for row in found.state["answer"].values()}
        assert answers == {"AAA-01"}
        assert drafts.take(session, own).earlier is found
    finally:
        session.close()


def test_taking_a_draft_reads_no_history_and_writing_the_memo_can_be_stopped_while_it_is_read(
    tmp_path,
):
    session = a_session(tmp_path)
    try:
        own = session.assessment().id
        made = issue("m1", "2026-11-01T10:00:00+00:00", session.store.state_id(), own)
        session.do(step("issue_memo", [inserted("memo_issue", to_row(made))], name="memo"))
        draft = drafts.take(session, own)
        assert not is_read(session)

        def stop():
            raise Cancelled

        with heeding(stop), pytest.raises(Cancelled):
            assert draft.earlier
        assert draft.earlier.day == "2026-11-01"
        assert is_read(session)
    finally:
        session.close()


def test_a_memo_whose_state_is_not_in_this_history_is_not_compared(tmp_path):
    session = a_session(tmp_path)
    try:
        own = session.assessment().id
        made = issue("m1", "2026-11-01T10:00:00+00:00", "ab" * 32, own)
        session.do(step("issue_memo", [inserted("memo_issue", to_row(made))], name="memo"))
        assert drafts.take(session, own).earlier is None
    finally:
        session.close()


# -- the rating over time -------------------------------------------------------------------------


def path(memo) -> RatingPath | None:
    figures = (b for b in log(memo).blocks if isinstance(b, Figure))
    return next((figure.mark for figure in figures), None)


def test_without_evidence_there_is_no_path():
    assert path(written(state_of())) is None


def test_the_path_ends_after_the_cut_off_and_meets_the_rating_on_it():
    memo = cnre()
    mark = path(memo)
    assert mark.days[0].at == 0
    assert mark.days[-1].at == 1
    at = min(mark.days, key=lambda day: abs(day.at - mark.now))
    strip = memo.decision.rating.strip
    assert (at.low, at.point, at.high) == pytest.approx((strip.low, strip.point, strip.high))
    assert 0.5 < mark.now < 1


def test_evidence_counts_from_its_own_day_on():
    option = checklist().questions["PTY-03"].answer.options[0]
    dated = replace(evidence(1), date="2026-08-01")
    assert isinstance(dated, Evidence)
    state = state_of(answer("PTY-03", value=option.id), dated, citation(1, "PTY-03"))
    mark = path(written(state))
    first, last = mark.days[0], max((d for d in mark.days if d.at <= mark.now), key=lambda d: d.at)
    assert last.high - last.low < first.high - first.low
    assert sum(day.events for day in mark.days) == 1
