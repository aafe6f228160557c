"""Setting the same on many questions at once: one step, one undo, and what it would do counted before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

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

    found = _counted(session, assessment, questions, one, _has_answer)
    return found.plan(step("decline_many", found.changes, count=found.moved))


def clear_many(session: Session, assessment: str, questions: Sequence[str]) -> Plan:
    """Take values and reasons away; texts and citations stay."""

    def one(question: str) -> Step:
        return answering.clear(session, assessment, question)

    found = _counted(session, assessment, questions, one, _has_answer)
    return found.plan(step("clear_many", found.changes, count=found.moved))


def mark_many(
    session: Session, assessment: str, questions: Sequence[str], *, second_look: bool
) -> Plan:
    """Mark for a second look, or take the marks away."""

    def one(question: str) -> Step:
        return answering.mark(session, assessment, question, second_look)

    found = _counted(session, assessment, questions, one, _never)
    if second_look:
        return found.plan(step("mark_many", found.changes, count=found.moved))
    return found.plan(step("unmark_many", found.changes, count=found.moved))


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

    found = _counted(session, assessment, questions, one, _never)
    return found.plan(step("cite_many", found.changes, count=found.moved, number=item.number))


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
    done = reassessing.accept_several(session, assessment, fits)
    return Plan(done, len(fits), 0, len(set(questions)) - len(fits))


@dataclass(slots=True)
class _Counted:
    changes: list[Change] = field(default_factory=list)
    sets: int = 0
    overwrites: int = 0
    same: int = 0

    @property
    def moved(self) -> int:
        return self.sets + self.overwrites

    def plan(self, done: Step) -> Plan:
        return Plan(done, self.sets, self.overwrites, self.same)


def _counted(
    session: Session,
    assessment: str,
    questions: Iterable[str],
    one: Callable[[str], Step | None],
    had: Callable[[Answer], bool],
) -> _Counted:
    """The steps of single questions together; raises what is wrong with the first that cannot be made."""
    found = _Counted()
    for question in dict.fromkeys(questions):
        done = one(question)
        if not done:
            found.same += 1
            continue
        found.changes += done.changes
        if had(answer_of(session, assessment, question)):
            found.overwrites += 1
        else:
            found.sets += 1
    return found


def _has_answer(given: Answer) -> bool:
    return given.status is not Status.NOT_ASSESSED


def _never(given: Answer) -> bool:
    return False
