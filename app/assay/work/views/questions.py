"""The list of questions: one row each, grouped by domain, with the counts that filters show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assay.core.answers import Answer, Status
from assay.core.checklist import Checklist, Question, say
from assay.core.rating import FlagState, QuestionScore
from assay.core.records import records
from assay.work.session import Session

STALE_BELOW = 0.3
"""Support left after ageing under which an answered question counts as stale (as *coverage* does)."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question in a list."""

    id: str
    domain: str
    number: str
    """The part of the id after the domain: `04`."""
    text: str
    short: str
    status: str
    asked: bool
    citations: int
    flagged: bool
    second_look: bool
    stale: bool
    band: str
    """Letter of the band of the point, empty where nothing is scored."""


@dataclass(frozen=True, slots=True)
class DomainGroup:
    """A domain's rows. `answered` counts answers among the `asked`."""

    id: str
    title: str
    rows: tuple[QuestionRow, ...]
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class QuestionList:
    """All rows, and how many each filter would leave among those the other filters leave."""

    groups: tuple[DomainGroup, ...]
    counts: Mapping[str, int]
    shown: int
    total: int


FILTERS: Mapping[str, Callable[[QuestionRow], bool]] = {
    "open": lambda r: r.asked and r.status == Status.NOT_ASSESSED,
    "unknown": lambda r: r.asked and r.status == Status.UNKNOWN,
    "not_disclosed": lambda r: r.asked and r.status == Status.NOT_DISCLOSED,
    "conflicted": lambda r: r.asked and r.status == Status.CONFLICTED,
    "no_evidence": lambda r: r.asked and r.citations == 0,
    "flagged": lambda r: r.flagged,
    "stale": lambda r: r.stale,
    "second_look": lambda r: r.second_look,
}


def rows(session: Session, assessment: str, language: str) -> list[QuestionRow]:
    """One row for every question, in checklist order."""
    checklist = session.checklist(assessment)
    scorecard = session.scorecard(assessment)
    cited = Counter(
        c.question for c in records(session.state, "citation") if c.assessment == assessment
    )
    given = answers(session, assessment)
    flagged = flagged_questions(checklist, scorecard.rating.flags)
    scores = scorecard.rating.questions
    return [
        _row(q, scores[q.id], given.get(q.id), cited[q.id], q.id in flagged, language)
        for q in checklist.questions.values()
    ]


def answers(session: Session, assessment: str) -> dict[str, Answer]:
    """The answers of an assessment by question."""
    return {a.question: a for a in records(session.state, "answer") if a.assessment == assessment}


def flagged_questions(checklist: Checklist, states: tuple[FlagState, ...]) -> frozenset[str]:
    """The questions of every flag that fired or is open."""
    raised = {f.id for f in states if f.state not in {"clear", "cleared"}}
    return frozenset(q for flag in checklist.flags if flag.id in raised for q in flag.questions)


def _row(
    question: Question,
    score: QuestionScore,
    given: Answer | None,
    citations: int,
    flagged: bool,
    language: str,
) -> QuestionRow:
    status = given.status if given else Status.NOT_ASSESSED
    return QuestionRow(
        id=question.id,
        domain=question.domain,
        number=question.id.removeprefix(question.domain).lstrip("-"),
        text=say(question.text, language),
        short=say(question.short, language),
        status=str(status if score.asked else Status.NOT_APPLICABLE),
        asked=score.asked,
        citations=citations,
        flagged=flagged,
        second_look=bool(given and given.second_look),
        stale=score.asked
        and status is Status.ANSWERED
        and citations > 0
        and score.confidence < STALE_BELOW,
        band="",
    )


def question_list(
    session: Session,
    assessment: str,
    *,
    filters: frozenset[str] = frozenset(),
    text: str = "",
    language: str = "en",
) -> QuestionList:
    """The rows that pass all `filters` and hold `text`, with live counts for each filter."""
    every = rows(session, assessment, language)
    found = [r for r in every if _holds(r, text)]
    shown = [r for r in found if all(FILTERS[name](r) for name in filters)]
    counts = {
        name: sum(1 for r in found if test(r) and all(FILTERS[o](r) for o in filters if o != name))
        for name, test in FILTERS.items()
    }
    checklist = session.checklist(assessment)
    by_domain: dict[str, list[QuestionRow]] = defaultdict(list)
    for row in shown:
        by_domain[row.domain].append(row)
    groups = tuple(
        _group(domain.id, say(domain.title, language), by_domain[domain.id])
        for domain in checklist.domains
        if by_domain[domain.id]
    )
    return QuestionList(groups, counts, len(shown), len(every))


def _holds(row: QuestionRow, text: str) -> bool:
    needle = text.casefold().strip()
    return not needle or any(needle in hay.casefold() for hay in (row.id, row.text, row.short))


def _group(id: str, title: str, rows: list[QuestionRow]) -> DomainGroup:
    asked = [r for r in rows if r.asked]
    answered = sum(1 for r in asked if r.status == Status.ANSWERED)
    return DomainGroup(id, title, tuple(rows), answered, len(asked))
