"""The home page: who, where one left off, what is left by domain, the rating and why it is not one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assay.core.answers import Status
from assay.core.checklist import say
from assay.core.rating import DomainScore, Interval
from assay.core.records import records
from assay.words import tr
from assay.work import reassessing
from assay.work.restoring import Problem, damage
from assay.work.session import Session
from assay.work.views import questions
from assay.work.views.issuer import IssuerView, issuer_view
from assay.work.views.questions import QuestionRow
from assay.work.views.score import Blocker, ScoreView, blockers, score_view

NAMED = 3
"""So many items that hold the same bytes are named."""
_OF_EVIDENCE = {"blob_damaged": "evidence_damaged", "blob_missing": "evidence_missing"}
MEMO_DAYS = 90
"""A memo expires after this many days, or with the earliest evidence that does (blueprint §2.0)."""


@dataclass(frozen=True, slots=True)
class DomainTask:
    """A domain as a task. `state`: not_started, in_progress, all_asked, complete."""

    id: str
    title: str
    state: str
    statuses: tuple[str, ...]
    """One per question, ordered: answered, then reasons, open, not asked (`skipped`)."""
    counts: Mapping[str, int]
    flagged: int
    without_evidence: int
    stale: int
    interval: Interval | None
    first_question: str


@dataclass(frozen=True, slots=True)
class Continue:
    """The question to go on with."""

    question: str
    text: str
    status: str
    citations: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the home page."""

    issuer: IssuerView
    illustrative: bool
    cut_off: str
    expires: str
    expires_days: int
    checklist: str
    checklist_id: str
    checklist_version: str
    left_off: Continue | None
    tasks: tuple[DomainTask, ...]
    totals: Mapping[str, int]
    asked: int
    score: ScoreView
    read_only: bool
    damage: tuple[Problem, ...]
    """What was found wrong in the file when it was taken in."""
    blockers: tuple[Blocker, ...]
    proposed: int
    """Open questions that the last assessment answered."""
    last_day: str
    """The cut-off of the last assessment, where there is one."""
    disputed: int
    """Conflicts that merges left to decide."""


ORDER = (
    *(str(s) for s in Status if s not in {Status.NOT_ASSESSED, Status.NOT_APPLICABLE}),
    str(Status.NOT_ASSESSED),
    "skipped",
)


def home_view(
    session: Session, assessment: str, *, last_question: str = "", language: str = "en"
) -> HomeView:
    """The home page of an assessment; `last_question` is where the person left off."""
    checklist, about = session.checklist(assessment), session.assessment(assessment)
    rows = questions.rows(session, assessment, language)
    by_domain: dict[str, list[QuestionRow]] = defaultdict(list)
    for row in rows:
        by_domain[row.domain].append(row)
    scores = {d.id: d for d in session.scorecard(assessment).rating.domains}
    tasks = tuple(
        _task(d.id, say(d.title, language), by_domain[d.id], scores[d.id])
        for d in checklist.domains
    )
    expires, days = expiry(session, about.cut_off)
    last = reassessing.previous(session, assessment)
    before = reassessing.answered_last_time(session, assessment, last)
    project = session.state.get("project", {}).get("project", {})
    return HomeView(
        issuer=issuer_view(session),
        illustrative=bool(project.get("illustrative")),
        cut_off=about.cut_off,
        expires=expires,
        expires_days=days,
        checklist=say(checklist.title, language),
        checklist_id=checklist.id,
        checklist_version=checklist.version,
        left_off=_left_off(rows, last_question),
        tasks=tasks,
        totals=_counts(rows),
        asked=sum(1 for r in rows if r.asked),
        score=score_view(session, assessment, language),
        read_only=session.store.read_only,
        damage=tuple(_by_evidence(session, problem) for problem in damage(session)),
        blockers=blockers(session, assessment, language),
        proposed=sum(1 for r in rows if r.status == Status.NOT_ASSESSED and r.id in before),
        last_day=last.cut_off if last else "",
        disputed=len(session.store.disputes.open),
    )


def _by_evidence(session: Session, problem: Problem) -> Problem:
    """Damage to bytes that the register names, by number and title: nobody knows them by their hash."""
    what = _OF_EVIDENCE.get(problem.what)
    rows = session.state.get("evidence", {}).values()
    named = [f"{row['number']} ({row['title']})" for row in rows if row["blob"] == problem.where]
    if what is None or not named:
        return problem
    return replace(problem, what=what, where=tr(", ").join(named[:NAMED]))


def expiry(session: Session, cut_off: str) -> tuple[str, int]:
    """When a memo of this cut-off expires, and after how many days."""
    start = date.fromisoformat(cut_off)
    last = start + timedelta(days=MEMO_DAYS)
    ends = (e.valid_until for e in records(session.state, "evidence") if e.valid_until > cut_off)
    first = min([last, *(date.fromisoformat(end) for end in ends)])
    return first.isoformat(), (first - start).days


def _shown_status(row: QuestionRow) -> str:
    return row.status if row.asked else "skipped"


def _counts(rows: list[QuestionRow]) -> dict[str, int]:
    found = [_shown_status(r) for r in rows]
    return {status: found.count(status) for status in ORDER if status in found}


def _task(id: str, title: str, rows: list[QuestionRow], score: DomainScore) -> DomainTask:
    counts = _counts(rows)
    asked = [r for r in rows if r.asked]
    open_ = counts.get(str(Status.NOT_ASSESSED), 0)
    unsettled = [r for r in asked if r.citations == 0 or r.status != Status.ANSWERED]
    state = "in_progress"
    if asked and open_ == len(asked):
        state = "not_started"
    elif open_ == 0:
        state = "all_asked" if unsettled else "complete"
    return DomainTask(
        id=id,
        title=title,
        state=state,
        statuses=tuple(s for s in ORDER for _ in range(counts.get(s, 0))),
        counts=counts,
        flagged=sum(1 for r in rows if r.flagged),
        without_evidence=sum(1 for r in asked if r.citations == 0),
        stale=sum(1 for r in asked if r.stale),
        interval=score.interval,
        first_question=next((r.id for r in asked if r.status == Status.NOT_ASSESSED), rows[0].id),
    )


def _left_off(rows: list[QuestionRow], last_question: str) -> Continue | None:
    asked = [r for r in rows if r.asked]
    found = next((r for r in rows if r.id == last_question), None)
    found = found or next((r for r in asked if r.status == Status.NOT_ASSESSED), None)
    found = found or (rows[0] if rows else None)
    if found is None:
        return None
    return Continue(found.id, found.text, _shown_status(found), found.citations)
