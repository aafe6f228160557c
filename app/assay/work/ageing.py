"""Ageing: which evidence has lapsed, lapses soon or has lost half its weight, and what rests on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assay.core.change import Row
from assay.core.confidence import Graded, day_of, freshness, graded
from assay.work.citing import parse_date
from assay.work.session import Session

HALF = 0.5
SOON = 30
"""Days before its end at which an item is to be looked at again."""

Reason = Literal["lapsed", "lapses", "stale"]


@dataclass(frozen=True, slots=True)
class Due:
    """Evidence that somebody should look at again."""

    id: str
    number: int
    title: str
    publisher: str
    url: str
    reason: Reason
    """`lapsed`: past its end, it counts nothing; `lapses`: within 30 days; `stale`: half is gone"""
    valid_until: str
    days_left: int | None
    """Until its end, negative when that is past; None where it has none."""
    freshness: float
    """The lowest among the questions; 0 when it has lapsed, 1 where no question ages it."""
    questions: tuple[str, ...]
    """The questions that it is due for."""
    alone: tuple[str, ...]
    """Those among them that no other supporting evidence bears out: without it they are unknown."""


def due(session: Session, assessment: str | None = None, on: str = "") -> tuple[Due, ...]:
    """What is due for another look on a day, the cut-off where none is given; the most urgent first."""
    here = session.assessment(assessment)
    day = day_of(parse_date(on, "date") or here.cut_off) or date.today().toordinal()
    cited = _cited(session, here.id)
    found = []
    for row in session.state.get("evidence", {}).values():
        one = _due(session, here.id, row, cited.get(str(row["id"]), []), day)
        if one is not None:
            found.append(one)
    order = {"lapsed": 0, "lapses": 1, "stale": 2}
    return tuple(
        sorted(found, key=lambda d: (order[d.reason], not d.questions, d.freshness, d.number))
    )


def _cited(session: Session, assessment: str) -> dict[str, list[str]]:
    cited: dict[str, list[str]] = defaultdict(list)
    for row in session.state.get("citation", {}).values():
        if row["assessment"] == assessment:
            cited[str(row["evidence"])].append(str(row["question"]))
    return cited


def _due(session: Session, assessment: str, row: Row, questions: list[str], day: int) -> Due | None:
    item = graded(row)
    left = None if item.last_day is None else item.last_day - day
    kept = _kept(session, assessment, item, questions, day)
    if left is not None and left <= SOON:
        reason: Reason = "lapsed" if left < 0 else "lapses"
        which = sorted(set(questions))
    else:
        reason = "stale"
        which = sorted(q for q, part in kept.items() if part < HALF)
        if not which:
            return None
    return Due(
        id=item.id,
        number=item.number,
        title=str(row["title"]),
        publisher=str(row["publisher"]),
        url=str(row["url"]),
        reason=reason,
        valid_until=str(row["valid_until"]),
        days_left=left,
        freshness=min(kept.values(), default=0.0 if reason == "lapsed" else 1.0),
        questions=tuple(which),
        alone=tuple(q for q in which if _alone(session, assessment, q, item)),
    )


def _kept(
    session: Session, assessment: str, item: Graded, questions: list[str], day: int
) -> dict[str, float]:
    asked = session.checklist(assessment).questions
    return {q: freshness(item, asked[q].ages, day) for q in questions if q in asked}


def _alone(session: Session, assessment: str, question: str, item: Graded) -> bool:
    """True when nothing else that counts supports the answer."""
    others = {
        part.evidence
        for part in session.scorecard(assessment).confidence(question).parts
        if part.stance == "supports" and part.outcome == "counted"
    }
    return not others - {item.id}
