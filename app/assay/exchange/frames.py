"""A project as data frames: one table a sheet, for spreadsheets and analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assay.core.checklist import say
from assay.core.records import records, to_row
from assay.work.session import Session
from assay.work.views.questions import answers

if TYPE_CHECKING:
    import pandas as pd


def frames(session: Session, assessment: str, language: str = "en") -> dict[str, pd.DataFrame]:
    """Sheets `questions`, `evidence`, `citations`, `domains`, `flags`, `issuer`, as text and numbers.

    Scores carry their full precision; a bound that does not exist is missing, never zero.
    """
    import pandas as pd

    return {
        "questions": pd.DataFrame(_questions(session, assessment, language)),
        "domains": pd.DataFrame(_domains(session, assessment, language)),
        "flags": pd.DataFrame(_flags(session, assessment, language)),
        "evidence": pd.DataFrame(_evidence(session)),
        "citations": pd.DataFrame(_citations(session, assessment)),
        "issuer": pd.DataFrame(
            [
                to_row(s)
                for s in sorted(records(session.state, "statement"), key=lambda s: s.position)
            ]
        ),
    }


def _questions(session: Session, assessment: str, language: str) -> list[dict[str, object]]:
    given = answers(session, assessment)
    scores = session.scorecard(assessment).rating.questions
    table = []
    for question in session.checklist(assessment).questions.values():
        answer, score = given.get(question.id), scores[question.id]
        interval = score.interval
        table.append(
            {
                "question": question.id,
                "domain": question.domain,
                "text": say(question.text, language),
                "status": str(answer.status) if answer else "not_assessed",
                "asked": score.asked,
                "value": answer.value if answer else None,
                "reason": answer.reason if answer else "",
                "rationale": answer.rationale if answer else "",
                "evidence_against": answer.against if answer else "",
                "would_change": answer.would_change if answer else "",
                "weight": question.weight,
                "points": score.points,
                "confidence": score.confidence,
                "low": interval.low if interval else None,
                "point": interval.point if interval else None,
                "high": interval.high if interval else None,
            }
        )
    return table


def _domains(session: Session, assessment: str, language: str) -> list[dict[str, object]]:
    checklist = session.checklist(assessment)
    return [
        {
            "domain": score.id,
            "title": say(checklist.domain(score.id).title, language),
            "weight": score.weight,
            "low": score.interval.low if score.interval else None,
            "point": score.interval.point if score.interval else None,
            "high": score.interval.high if score.interval else None,
            "as_answered": score.as_answered,
            "coverage": score.coverage,
            "evidence_index": score.evidence_index,
        }
        for score in session.scorecard(assessment).rating.domains
    ]


def _flags(session: Session, assessment: str, language: str) -> list[dict[str, object]]:
    texts = {f.id: say(f.text, language) for f in session.checklist(assessment).flags}
    return [
        {
            "flag": state.id,
            "kind": state.kind,
            "state": state.state,
            "confidence": state.confidence,
            "text": texts[state.id],
        }
        for state in session.scorecard(assessment).rating.flags
    ]


def _evidence(session: Session) -> list[dict[str, object]]:
    found = sorted(records(session.state, "evidence"), key=lambda e: (e.number, e.id))
    return [{**to_row(item), "grade": item.grade} for item in found]


def _citations(session: Session, assessment: str) -> list[dict[str, object]]:
    numbers = {e.id: e.number for e in records(session.state, "evidence")}
    found = [c for c in records(session.state, "citation") if c.assessment == assessment]
    return [
        {"number": numbers.get(c.evidence), **to_row(c)}
        for c in sorted(found, key=lambda c: (c.question, numbers.get(c.evidence, 0), c.id))
    ]
