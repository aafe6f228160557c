"""Setting the same on many questions at once: one step, one undo, and what it would do counted before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assay.core.answers import Answer, Status
from assay.core.change import Change, Step, step
from assay.core.evidence import Stance
from assay.work import answering, citing, reassessing, reviewing
from assay.work.answering import answer_of
from assay.work.session import Session


@dataclass(frozen=True, slots=True)
class Plan:
    """A step over many questions, and what it would do to them."""

    step: Step
    sets: int
    """Questions that had nothing there."""
    overwrites: int
    """Questions that had something else there."""
    same: int
    """Questions that stay as they are."""


def decline_many(
    session: Session, assessment: str, questions: Sequence[str], status: str, reason: str = ""
) -> Plan:
    """Say the same reason for having no answer; an answer that is there gives way."""

    def one(question: str) -> Step:
        return answering.decline(session, assessment, question, status, reason)

    return _planned(session, assessment, questions, "decline_many", one, _has_answer)


def clear_many(session: Session, assessment: str, questions: Sequence[str]) -> Plan:
    """Take values and reasons away; texts and citations stay."""

    def one(question: str) -> Step:
        return answering.clear(session, assessment, question)

    return _planned(session, assessment, questions, "clear_many", one, _has_answer)


def mark_many(
    session: Session, assessment: str, questions: Sequence[str], *, second_look: bool
) -> Plan:
    """Mark for a second look, or take the marks away."""

    def one(question: str) -> Step:
        return answering.mark(session, assessment, question, second_look)

    message = "mark_many" if second_look else "unmark_many"
    return _planned(session, assessment, questions, message, one, _never)


def cite_many(
    session: Session,
    assessment: str,
    questions: Sequence[str],
    evidence: str,
    stance: str = Stance.SUPPORTS,
    locator: str = "",
) -> Plan:
    """Cite one piece of evidence for all; where it is cited with that stance already, once is enough."""
    item, side = session.evidence(evidence), citing.parse_stance(stance)
    cited = {
        c.question
        for c in citing.citations_of(session, item.id)
        if c.assessment == assessment and c.stance is side
    }

    def one(question: str) -> Step | None:
        if question in cited:
            return None
        return citing.cite(session, assessment, question, item.id, side, locator=locator)

    plan = _planned(session, assessment, questions, "cite_many", one, _never)
    return Plan(
        step("cite_many", plan.step.changes, count=plan.sets, number=item.number),
        plan.sets,
        plan.overwrites,
        plan.same,
    )


def assign_many(
    session: Session,
    assessment: str,
    questions: Sequence[str],
    person: str,
    *,
    due: str = "",
    reviewer: str = "",
) -> Plan:
    """Give the questions to a person, to answer until a day."""
    given = {q: reviewing.review_of(session, assessment, q).person for q in questions}
    done = reviewing.assign(session, assessment, questions, person, due=due, reviewer=reviewer)
    moved = {str((change.after or {}).get("question", "")) for change in done.changes}
    before = sum(bool(given.get(question)) for question in moved)
    return Plan(done, len(moved) - before, before, len(set(questions)) - len(moved))


def accept_many(session: Session, assessment: str, questions: Sequence[str]) -> Plan:
    """Accept what the last assessment proposes for those that are still open and can take it."""
    fits = []
    for question in dict.fromkeys(questions):
        if answer_of(session, assessment, question).status is Status.NOT_ASSESSED:
            found = reassessing.proposal(session, assessment, question)
            if found is not None and found.fits:
                fits.append(question)
    done = reassessing.accept_several(session, assessment, fits) if fits else step("", [])
    return Plan(done, len(fits), 0, len(set(questions)) - len(fits))


def _planned(
    session: Session,
    assessment: str,
    questions: Iterable[str],
    message: str,
    one: Callable[[str], Step | None],
    had: Callable[[Answer], bool],
) -> Plan:
    """The steps of single questions as one; raises what is wrong with the first that cannot be made."""
    changes: list[Change] = []
    sets = overwrites = same = 0
    for question in dict.fromkeys(questions):
        done = one(question)
        if not done:
            same += 1
            continue
        changes += done.changes
        if had(answer_of(session, assessment, question)):
            overwrites += 1
        else:
            sets += 1
    return Plan(step(message, changes, count=sets + overwrites), sets, overwrites, same)


def _has_answer(given: Answer) -> bool:
    return given.status is not Status.NOT_ASSESSED


def _never(given: Answer) -> bool:
    return False
