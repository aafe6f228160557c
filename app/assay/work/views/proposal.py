"""What the last assessment answered, in words, beside the question that is asked again."""

from __future__ import annotations

from dataclasses import dataclass

from assay.core.answers import Status
from assay.work import reassessing
from assay.work.answering import answer_of
from assay.work.session import Session
from assay.work.views.agreement import value_words


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal as the question page shows it."""

    question: str
    day: str
    """The cut-off of the last assessment."""
    analyst: str
    answer: str
    """The answer in words, or why there was none."""
    rationale: str
    sources: int
    confidence_then: float
    confidence_now: float
    why: reassessing.Why
    open: bool
    """Nobody has answered the question yet: it can be accepted."""
    same: bool
    """The answer here is what it was."""


def proposal_view(
    session: Session, assessment: str, question: str, language: str = "en"
) -> ProposalView | None:
    """What is proposed for a question; None where the last assessment, if any, says nothing of it."""
    found = reassessing.proposal(session, assessment, question)
    if found is None:
        return None
    here, then = answer_of(session, assessment, found.question), found.answer
    asked = session.checklist(found.last.id).questions[then.question]
    return ProposalView(
        question=found.question,
        day=found.last.cut_off,
        analyst=found.last.analyst,
        answer=value_words(asked, str(then.status), then.value, language),
        rationale=then.rationale,
        sources=len(found.citations),
        confidence_then=found.confidence_then,
        confidence_now=found.confidence_now,
        why=found.why,
        open=here.status is Status.NOT_ASSESSED and found.fits,
        same=(here.status, here.value) == (then.status, then.value),
    )


@dataclass(frozen=True, slots=True)
class AcceptView:
    """What accepting all that is unchanged would do, domain by domain, for its dialog."""

    domains: tuple[tuple[str, int, int], ...]
    """Domain id, how many answers would be accepted in it, and how many are left to look at."""
    last_day: str


def accept_view(session: Session, assessment: str) -> AcceptView:
    """Every domain for which something is proposed."""
    plan = reassessing.plan(session, assessment)
    asked = session.checklist(assessment).questions
    counts: dict[str, list[int]] = {}
    left = [q for questions in plan.left.values() for q in questions]
    for place, questions in enumerate((plan.accepted, left)):
        for question in questions:
            counts.setdefault(asked[question].domain, [0, 0])[place] += 1
    last = reassessing.previous(session, assessment)
    order = [d.id for d in session.checklist(assessment).domains if d.id in counts]
    return AcceptView(
        tuple((id, counts[id][0], counts[id][1]) for id in order), last.cut_off if last else ""
    )
