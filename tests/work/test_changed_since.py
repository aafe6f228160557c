"""What stands otherwise than in the last memo: told from the history, and exact after an undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.assessment import MemoIssue
from assay.core.change import inserted, step
from assay.core.identity import new_id
from assay.core.records import to_row
from assay.work import answering, citing, reassessing
from assay.work.changed_since import changed_questions, last_issue
from assay.work.session import Session
from factories_dashboard import a_rated, cited


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    yield opened
    opened.close()


def issued(session: Session, *, final: bool = True, state: str = "", minute: int = 0) -> None:
    """A memo was handed out, written from the project as it is."""
    made = MemoIssue(
        id=new_id(),
        assessment=session.assessments()[0].id,
        time=f"2026-12-01T10:{minute:02}:00+00:00",
        state=state or session.store.state_id(),
        sha256="0" * 64,
        final=final,
    )
    session.do(step("build_example", [inserted("memo_issue", to_row(made))], name="memo"))


def changed(session: Session) -> set[str] | None:
    found = changed_questions(session, session.assessments()[0].id)
    return None if found is None else set(found)


def test_without_a_final_memo_nothing_can_have_changed_since(session) -> None:
    assert changed(session) is None
    issued(session, final=False)
    assert changed(session) is None
    assert last_issue(session, session.assessment().id) is None


def test_answers_citations_and_evidence_that_moved_since(session) -> None:
    here = session.assessment().id
    issued(session)
    assert changed(session) == set()
    session.do(answering.answer(session, here, "AAA-03", "40"))
    assert changed(session) == {"AAA-03"}
    session.do(answering.decline(session, here, "BBB-01", "unknown"))
    cited(session, "AAA-02")
    assert changed(session) == {"AAA-03", "BBB-01", "AAA-02"}
    item = next(iter(session.state["evidence"]))
    session.do(citing.edit(session, item, valid_until="2028-01-01"))
    assert changed(session) == {"AAA-03", "BBB-01", "AAA-02", "AAA-01"}


def test_what_is_as_it_was_has_not_changed(session) -> None:
    here = session.assessment().id
    issued(session)
    session.do(answering.answer(session, here, "AAA-03", "40"))
    session.do(answering.answer(session, here, "AAA-02", ["red"]))
    session.do(answering.answer(session, here, "AAA-03", "25"))
    assert changed(session) == {"AAA-02"}
    session.undo()
    session.undo()
    session.undo()
    assert changed(session) == set()
    session.do(answering.mark(session, here, "AAA-01", True))
    assert changed(session) == set()


def test_a_citation_taken_away_and_a_later_memo(session) -> None:
    here = session.assessment().id
    issued(session)
    citation = next(c for c in session.state["citation"].values() if c["question"] == "BBB-02")
    session.do(citing.uncite(session, str(citation["id"])))
    assert changed(session) == {"BBB-02"}
    issued(session, minute=5)
    assert changed(session) == set()
    session.do(answering.clear(session, here, "BBB-02"))
    assert changed(session) == {"BBB-02"}


def test_another_assessments_answers_are_not_this_ones(session) -> None:
    issued(session)
    session.do(reassessing.begin(session, session.assessment().id, as_of="2027-11-23"))
    session.do(reassessing.accept_unchanged(session, session.assessment().id))
    assert changed(session) == set()


def test_a_memo_from_a_state_that_is_not_here_says_nothing(session) -> None:
    issued(session, state="f" * 64)
    session.do(answering.answer(session, session.assessment().id, "AAA-03", "40"))
    assert changed(session) is None


def test_a_long_history_is_read_back_to_the_memo(session) -> None:
    here = session.assessment().id
    issued(session)
    for number in range(150):
        session.do(answering.answer(session, here, "AAA-03", str(number % 50)))
    assert changed(session) == {"AAA-03"}
