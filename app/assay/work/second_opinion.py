"""Second opinion: a blind assessment by another analyst, and what is decided where two differ."""

from __future__ import annotations

from assay.core.answers import Status
from assay.core.assessment import Fact
from assay.core.change import Change, Step, inserted, removed, step, updated
from assay.core.errors import InvalidInput, NotFound
from assay.core.identity import new_id
from assay.core.records import records, to_row
from assay.core.review import Adjudication
from assay.work.answering import bounded, canonical_value, question_of
from assay.work.citing import parse_date
from assay.work.session import Session
from assay.work.starting import today


def start(session: Session, assessment: str, analyst: str, title: str = "") -> Step:
    """A second assessment over the same checklist, day and weights: the questions and the facts about the
    investor, and none of the first one's answers, citations or sentences."""
    first = session.assessment(assessment)
    analyst = bounded(analyst.strip())
    if not analyst:
        raise InvalidInput("second_without_analyst")
    if analyst.casefold() == first.analyst.strip().casefold():
        raise InvalidInput("second_is_first", analyst=analyst)
    made = to_row(first) | {
        "id": new_id(),
        "position": max(a.position for a in session.assessments()) + 1,
        "title": bounded(title.strip()) or f"{first.title} ({analyst})",
        "analyst": analyst,
        "second_analyst": "",
        "reviewer": "",
        "conflicts": "",
    }
    changes: list[Change | None] = [inserted("assessment", made)]
    for fact in records(session.state, "fact"):
        if fact.assessment == first.id:
            key = f"{made['id']}/{fact.name}"
            copied = Fact(key, str(made["id"]), fact.name, fact.value, fact.note)
            changes.append(inserted("fact", to_row(copied)))
    changes.append(updated("assessment", to_row(first), second_analyst=analyst))
    return step("start_second_opinion", changes, analyst=analyst)


def partners(session: Session, assessment: str) -> tuple[str, ...]:
    """The other assessments over the same checklist, the ones that can be held against this."""
    checklist = session.assessment(assessment).checklist
    found = (a for a in session.assessments() if a.checklist == checklist)
    return tuple(a.id for a in found if a.id != assessment)


def adjudicate(
    session: Session,
    question: str,
    first: str,
    second: str,
    raw: str,
    *,
    by: str,
    reason: str,
    date: str = "",
) -> Step:
    """Decide a question on which two assessments differ; both originals stay as they are.

    `raw` is a value that the question takes, or a status.
    """
    asked = question_of(session.checklist(first), question)
    by, reason = bounded(by.strip()), bounded(reason.strip())
    if session.assessment(first).checklist != session.assessment(second).checklist:
        raise InvalidInput("not_the_same_checklist")
    if not by:
        raise InvalidInput("adjudication_without_name", question=asked.id)
    if not reason:
        raise InvalidInput("adjudication_without_reason", question=asked.id)
    statuses = {str(s) for s in Status if s is not Status.ANSWERED}
    status, value = (raw, None) if raw in statuses else ("answered", canonical_value(asked, raw))
    day = parse_date(date, "date") or today()
    key = key_of(first, second, asked.id)
    fields = to_row(Adjudication(key, asked.id, first, second, status, value, by, day, reason))
    row = session.state.get("adjudication", {}).get(key)
    change = (
        inserted("adjudication", fields) if row is None else updated("adjudication", row, **fields)
    )
    return step("adjudicate", [change], question=asked.id)


def reopen(session: Session, question: str, first: str, second: str) -> Step:
    """Take a decision back."""
    row = session.state.get("adjudication", {}).get(key_of(first, second, question))
    if row is None:
        raise NotFound("unknown_adjudication", question=question)
    return step("reopen_adjudication", [removed("adjudication", row)], question=question)


def key_of(first: str, second: str, question: str) -> str:
    """The key of a decision: the same whichever assessment is named first."""
    return "/".join((*sorted((first, second)), question))
