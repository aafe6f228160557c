"""The score as screens and commands show it: strip, gaps, what blocks the final memo, and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assay.core.checklist import Checklist, say
from assay.core.rating import DomainScore, Gap, Interval, QuestionScore, Rating
from assay.work.session import Session

COVERAGE_NEEDED = 0.60
EVIDENCE_INDEX_NEEDED = 0.35


@dataclass(frozen=True, slots=True)
class Gap3:
    """One of the gaps worth most."""

    question: str
    text: str
    points: float
    """Points by which settling it would narrow the overall range."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What the last change to a question moved: domain and overall width of range, and the points."""

    question: str
    domain: str
    domain_before: Interval | None
    domain_after: Interval | None
    overall_before: Interval
    overall_after: Interval
    more: tuple[str, ...] = ()
    """Other questions that are asked because of it, and were not before: the denominator grew."""
    fewer: tuple[str, ...] = ()
    """Other questions that are no longer asked because of it."""


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The overall score, as the strip and the rating card show it."""

    rating: str
    rated: bool
    """False for *Not ratable* and *Prohibited*: the word stands where the band would."""
    provisional: bool
    interval: Interval
    as_answered: float
    coverage: float
    evidence_index: float
    hatched: bool
    """Coverage is under a tenth: the range says next to nothing."""
    gaps: tuple[Gap3, ...]
    gap_count: int
    moved: Moved | None


def score_view(session: Session, assessment: str, language: str = "en") -> ScoreView:
    """The overall score of an assessment with its three largest gaps."""
    scorecard = session.scorecard(assessment)
    rating, largest = scorecard.rating, scorecard.largest_gaps()
    return ScoreView(
        rating=rating.rating,
        rated=rating.rating not in {"Not ratable", "Prohibited"},
        provisional=rating.provisional,
        interval=rating.interval,
        as_answered=rating.as_answered,
        coverage=rating.coverage,
        evidence_index=rating.evidence_index,
        hatched=rating.coverage < 0.10,
        gaps=_worded(session.checklist(assessment), largest.gaps, language),
        gap_count=largest.total,
        moved=moved_by(session, assessment),
    )


def _worded(checklist: Checklist, gaps: Sequence[Gap], language: str) -> tuple[Gap3, ...]:
    return tuple(
        Gap3(
            gap.question,
            say(checklist.questions[gap.question].text, language),
            gap.value_of_information,
        )
        for gap in gaps
    )


def moved_by(session: Session, assessment: str) -> Moved | None:
    """What the last change to a question moved; None where there was none since it was opened."""
    last = session.moved.get(assessment)
    if last is None:
        return None
    domain = session.checklist(assessment).questions[last.question].domain
    return Moved(
        last.question,
        domain,
        _domain(last.before, domain),
        _domain(last.after, domain),
        last.before.interval,
        last.after.interval,
        *_asked(last.question, last.before, last.after),
    )


def _asked(question: str, before: Rating, after: Rating) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The other questions that are now asked and were not, and those that were and are not."""
    turned = [
        (id, score.asked)
        for id, score in after.questions.items()
        if score is not (old := before.questions[id])
        and score.asked != old.asked
        and id != question
    ]
    return tuple(id for id, on in turned if on), tuple(id for id, on in turned if not on)


def _domain(rating: Rating, id: str) -> Interval | None:
    return next(d.interval for d in rating.domains if d.id == id)


@dataclass(frozen=True, slots=True)
class Blocker:
    """A fired gate or an open knockout: what stands between the file and a final memo."""

    flag: str
    kind: str
    text: str
    questions: tuple[str, ...]


def blockers(session: Session, assessment: str, language: str = "en") -> tuple[Blocker, ...]:
    """What blocks the final memo, in the checklist's order."""
    checklist = session.checklist(assessment)
    states = {f.id: f.state for f in session.scorecard(assessment).rating.flags}
    return tuple(
        Blocker(flag.id, flag.kind, say(flag.text, language), flag.questions)
        for flag in checklist.flags
        if (flag.kind == "gate" and states[flag.id] == "fired")
        or (flag.kind == "knockout" and states[flag.id] == "open")
    )


def score_json(
    session: Session, assessment: str, rating: Rating, gaps: Sequence[Gap]
) -> dict[str, Any]:
    """What `assay score --json` prints (design §7); numbers unrounded, and all that they follow from."""
    return {
        "rating": rating.rating,
        "band": rating.band,
        **asdict(rating.interval),
        "provisional": rating.provisional,
        "coverage": rating.coverage,
        "evidence_index": rating.evidence_index,
        "as_answered": rating.as_answered,
        "state_id": session.state_id(),
        "assessment": assessment,
        "profile": rating.profile,
        "cut_off": rating.cut_off,
        "domains": [_domain_json(domain) for domain in rating.domains],
        "questions": [_question_json(question) for question in rating.questions.values()],
        "floors": {
            "binding": dict(rating.floors.binding),
            "pending": dict(rating.floors.pending),
            "overall_binding": rating.floors.overall_binding,
            "overall_pending": rating.floors.overall_pending,
        },
        "flags": [asdict(flag) for flag in rating.flags],
        "gaps": [
            {
                "question": gap.question,
                "value_of_information": gap.value_of_information,
                "swing": gap.swing,
                "changes_band": gap.changes_band,
            }
            for gap in gaps
        ],
    }


def _domain_json(domain: DomainScore) -> dict[str, Any]:
    return {
        "id": domain.id,
        "weight": domain.weight,
        **_bounds(domain.interval),
        "as_answered": domain.as_answered,
        "coverage": domain.coverage,
        "evidence_index": domain.evidence_index,
    }


def _question_json(question: QuestionScore) -> dict[str, Any]:
    return {
        "id": question.id,
        "domain": question.domain,
        "weight": question.weight,
        "status": str(question.status),
        "asked": question.asked,
        "lapsed": question.lapsed,
        "points": question.points,
        "confidence": question.confidence,
        "best": question.best,
        "worst": question.worst,
        **_bounds(question.interval),
    }


def _bounds(interval: Interval | None) -> dict[str, float | None]:
    if interval is None:
        return {"low": None, "point": None, "high": None}
    return asdict(interval)
