"""An open project with answers, evidence and a second analyst, for the dashboard's tests."""

from __future__ import annotations

from pathlib import Path

from assay.core.assessment import MemoItem
from assay.core.change import canonical, inserted, step
from assay.core.evidence import Citation, Evidence, Stance
from assay.core.identity import new_id
from assay.core.records import to_row
from assay.work import answering
from assay.work.session import Session
from factories import a_session

ANSWERS = {"AAA-01": "full", "AAA-03": "25", "BBB-02": "no"}


def cited(
    session: Session,
    question: str,
    grade: str = "A1",
    stance: Stance = Stance.SUPPORTS,
    **fields: object,
) -> str:
    """Put a piece of evidence in the register and cite it for a question; its row id."""
    assessment = session.assessments()[0].id
    number = len(session.state.get("evidence", {})) + 1
    given: dict[str, object] = {"date": "2026-11-01", "origin": f"o{number}", **fields}
    item = Evidence(
        new_id(),
        number,
        f"e{number}",
        f"Document {number}",
        reliability=grade[0],
        credibility=grade[1],
        **given,  # type: ignore[arg-type]
    )
    citation = Citation(new_id(), assessment, question, item.id, stance)
    changes = [inserted("evidence", to_row(item)), inserted("citation", to_row(citation))]
    session.do(step("attach", changes, count=1, name=item.key))
    return item.id


def memo_item(session: Session, part: str, text: str, **details: object) -> str:
    """Write a sentence of the memo with its details; its row id."""
    assessment = session.assessments()[0].id
    item = MemoItem(new_id(), assessment, part, "", 1, text, details=canonical(details))
    session.do(step("plan_step", [inserted("memo_item", to_row(item))], text=text))
    return item.id


def a_rated(folder: Path) -> Session:
    """A project with three answers, two of them with evidence, over the small checklist."""
    session = a_session(folder)
    assessment = session.assessment().id
    for question, value in ANSWERS.items():
        session.do(answering.answer(session, assessment, question, value))
    cited(session, "AAA-01")
    cited(session, "BBB-02", "B2")
    return session
