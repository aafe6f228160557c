"""Explaining: competing explanations of what was found, and how each piece of evidence bears on them."""

from __future__ import annotations

from assay.core.change import Change, Step, inserted, removed, step, updated
from assay.core.errors import InvalidInput, NotFound
from assay.core.explanations import MARKS
from assay.core.identity import new_id
from assay.core.records import from_row, records, to_row
from assay.core.review import Consistency, Hypothesis
from assay.work.answering import bounded
from assay.work.session import Session

MAX_TITLE = 1000


def explanations(session: Session, assessment: str) -> tuple[Hypothesis, ...]:
    """The explanations of an assessment, in their order."""
    found = (h for h in records(session.state, "hypothesis") if h.assessment == assessment)
    return tuple(sorted(found, key=lambda h: (h.position, h.id)))


def add(session: Session, assessment: str, text: str) -> Step:
    """Add an explanation at the end."""
    text = _checked(text)
    last = max((h.position for h in explanations(session, assessment)), default=0)
    made = Hypothesis(new_id(), session.assessment(assessment).id, last + 1, text)
    return step("add_explanation", [inserted("hypothesis", to_row(made))], text=text[:60])


def reword(session: Session, id: str, text: str) -> Step:
    """Say an explanation in other words."""
    row, text = to_row(_hypothesis(session, id)), _checked(text)
    return step("edit_explanation", [updated("hypothesis", row, text=text)], text=text[:60])


def remove(session: Session, id: str) -> Step:
    """Take an explanation away, and how evidence bears on it."""
    found = _hypothesis(session, id)
    rows = session.state.get("consistency", {}).values()
    changes = [removed("consistency", row) for row in rows if row["hypothesis"] == id]
    changes.append(removed("hypothesis", to_row(found)))
    return step("remove_explanation", changes, text=found.text[:60])


def mark(session: Session, hypothesis: str, evidence: str, said: str) -> Step:
    """Say how evidence bears on an explanation; empty takes the mark away."""
    _hypothesis(session, hypothesis)
    item = session.evidence(evidence)
    if said and said not in MARKS:
        raise InvalidInput("unknown_mark", value=said, known=MARKS)
    key = f"{hypothesis}/{item.id}"
    row = session.state.get("consistency", {}).get(key)
    change: Change | None = None
    if row is None and said:
        change = inserted("consistency", to_row(Consistency(key, hypothesis, item.id, said)))
    elif row is not None:
        change = updated("consistency", row, mark=said) if said else removed("consistency", row)
    return step("mark_explanation", [change], number=item.number)


def _checked(text: str) -> str:
    text = bounded(" ".join(text.split()))
    if not text:
        raise InvalidInput("explanation_without_text")
    if len(text) > MAX_TITLE:
        raise InvalidInput("text_too_long", length=len(text), limit=MAX_TITLE)
    return text


def _hypothesis(session: Session, id: str) -> Hypothesis:
    row = session.state.get("hypothesis", {}).get(id)
    if row is None:
        raise NotFound("unknown_explanation", explanation=id)
    return from_row(Hypothesis, row)
