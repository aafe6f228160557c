"""Reviewing answers: who is to answer, what is ready, what was accepted, and what was given back and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assay.core.answers import Status
from assay.core.change import Change, Step, inserted, step
from assay.core.errors import InvalidInput
from assay.core.identity import later_id, new_id
from assay.core.records import to_row
from assay.core.remarks import Review, Stage, answer_digest
from assay.core.review import Assignment
from assay.work.answering import answer_of, bounded, question_of
from assay.work.citing import parse_date
from assay.work.session import Session


def review_of(session: Session, assessment: str, question: str) -> Review:
    """Where the review of a question stands; *changed* where the accepted answer is another one now."""
    given = answer_of(session, assessment, question)
    return session.remarks.review(assessment, question, given)


def assign(
    session: Session,
    assessment: str,
    questions: Iterable[str],
    person: str,
    *,
    due: str = "",
    reviewer: str = "",
) -> Step:
    """Give questions to a person, with the day until which; those that have them already stay."""
    person, day = _name(person), parse_date(due, "due")
    if not person:
        raise InvalidInput("assign_without_person")
    reviewer = _name(reviewer) or session.assessment(assessment).reviewer
    ids, changes = _known(session, assessment, questions), []
    for id in ids:
        now = review_of(session, assessment, id)
        wanted = (person, day, reviewer)
        if (now.person, now.due, now.reviewer) != wanted or now.stage is Stage.UNASSIGNED:
            changes.append(_act(session, assessment, id, "assigned", *wanted))
    if len(ids) == 1:
        return step("assign", changes, question=ids[0], person=person)
    return step("assign_many", changes, count=len(changes), person=person)


def unassign(session: Session, assessment: str, questions: Iterable[str]) -> Step:
    """Take questions away from whoever was to answer them."""
    ids = _known(session, assessment, questions)
    given = [id for id in ids if _stage(session, assessment, id) is not Stage.UNASSIGNED]
    changes = [_act(session, assessment, id, "withdrawn", "", "", "") for id in given]
    if len(ids) == 1:
        return step("unassign", changes, question=ids[0])
    return step("unassign_many", changes, count=len(changes))


def submit(session: Session, assessment: str, questions: Iterable[str]) -> Step:
    """Say that answers are ready to be reviewed; questions that nobody assessed are not."""
    ids = _known(session, assessment, questions)
    done = (Stage.SUBMITTED, Stage.ACCEPTED)
    ready = _answered(session, assessment, ids)
    changes = []
    for id in ready:
        now = review_of(session, assessment, id)
        if now.stage not in done:
            person = now.person or session.person.author
            reviewer = now.reviewer or session.assessment(assessment).reviewer
            changes.append(_act(session, assessment, id, "submitted", person, now.due, reviewer))
    if len(ids) == 1:
        return step("submit", changes, question=ids[0])
    return step("submit_many", changes, count=len(changes))


def accept(
    session: Session, assessment: str, questions: Iterable[str], *, reviewer: str = ""
) -> Step:
    """Accept answers as they are now; an answer that changes later is accepted no longer."""
    ids = _known(session, assessment, questions)
    by = _name(reviewer) or session.person.author
    changes = []
    for id in _answered(session, assessment, ids):
        now = review_of(session, assessment, id)
        if now.stage is not Stage.ACCEPTED:
            digest = answer_digest(answer_of(session, assessment, id))
            changes.append(
                _act(session, assessment, id, "accepted", now.person, now.due, by, digest)
            )
    if len(ids) == 1:
        return step("accept", changes, question=ids[0])
    return step("accept_many", changes, count=len(changes))


def give_back(
    session: Session,
    assessment: str,
    questions: Iterable[str],
    reason: str,
    *,
    reviewer: str = "",
) -> Step:
    """Return answers to whoever gave them, and say why."""
    ids = _known(session, assessment, questions)
    by, why = _name(reviewer) or session.person.author, bounded(reason.strip())
    if not why:
        raise InvalidInput("return_without_reason")
    changes = []
    for id in _answered(session, assessment, ids):
        now = review_of(session, assessment, id)
        if (now.stage, now.reason) != (Stage.RETURNED, why):
            person = now.person or session.assessment(assessment).analyst
            changes.append(_act(session, assessment, id, "returned", person, now.due, by, why))
    if len(ids) == 1:
        return step("give_back", changes, question=ids[0])
    return step("give_back_many", changes, count=len(changes))


def _known(session: Session, assessment: str, questions: Iterable[str]) -> list[str]:
    """The ids of the questions, each once; raises `NotFound` for one that is none."""
    checklist = session.checklist(assessment)
    found = list(dict.fromkeys(question_of(checklist, id).id for id in questions))
    if not found:
        raise InvalidInput("no_questions_chosen")
    return found


def _answered(session: Session, assessment: str, ids: Sequence[str]) -> list[str]:
    """Those that say something; raises `InvalidInput` when none does."""
    open_ = Status.NOT_ASSESSED
    found = [id for id in ids if answer_of(session, assessment, id).status is not open_]
    if not found:
        raise InvalidInput("nothing_to_review", questions=list(ids[:5]))
    return found


def _stage(session: Session, assessment: str, question: str) -> Stage:
    return review_of(session, assessment, question).stage


def _act(
    session: Session,
    assessment: str,
    question: str,
    state: str,
    person: str,
    due: str,
    reviewer: str,
    reason: str = "",
) -> Change:
    """One more act; it sorts after those there are, whatever their clocks said."""
    acts = session.remarks.acts(assessment, question)
    id = later_id(acts[-1].id) if acts else new_id()
    made = Assignment(id, assessment, question, person, due, state, reviewer, reason)
    return inserted("assignment", to_row(made))


def _name(text: str) -> str:
    return bounded(" ".join(text.split()))
