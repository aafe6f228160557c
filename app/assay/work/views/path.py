"""The rating over time: every day on which something moves it, and what happened on that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from assay.core.change import State
from assay.core.checklist import Checklist
from assay.core.confidence import day_of
from assay.core.evidence import Evidence
from assay.core.rating import Interval
from assay.core.records import records
from assay.core.scorecard import Scorecard
from assay.work.jobs import Progress
from assay.work.session import Session

YEARS = 2
"""How far back the path begins where the evidence goes further."""
AHEAD = timedelta(days=180)
"""How far it goes past the cut-off: what will have aged or lapsed by then is already known."""
MONTH = timedelta(days=30)
MOST_DAYS = 160


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day: evidence dated (`dated`), or no longer valid after it (`lapsed`)."""

    kind: str
    evidence: str
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Moment:
    """The rating as it is on one day, and what moved it since the day before."""

    day: str
    interval: Interval
    rating: str
    coverage: float
    evidence_index: float
    events: tuple[Event, ...]
    ahead: bool
    """After the cut-off: what is recorded now, further aged."""


@dataclass(frozen=True, slots=True)
class PathBasis:
    """What the path is worked out from, as it was at one moment."""

    key: tuple[str, ...]
    state: State
    checklist: Checklist
    assessment: str
    cut_off: str


def path_basis(session: Session, assessment: str) -> PathBasis:
    """The basis as it is now; rows are never changed in place, so copying the tables is enough."""
    cut_off = session.assessment(assessment).cut_off
    return PathBasis(
        (session.state_id(), assessment, cut_off),
        {table: dict(rows) for table, rows in session.state.items()},
        session.checklist(assessment),
        assessment,
        cut_off,
    )


def rating_path(basis: PathBasis, progress: Progress) -> tuple[Moment, ...]:
    """The rating on every such day, oldest first. Raises `Cancelled` when the person asked to stop.

    Answers are those of today: only the evidence moves. Before its own date a piece of evidence does
    not exist, so it is left out until then.
    """
    cut_off = date.fromisoformat(basis.cut_off)
    cited = {
        c.evidence for c in records(basis.state, "citation") if c.assessment == basis.assessment
    }
    items = [e for e in records(basis.state, "evidence") if e.id in cited]
    days = _days(items, cut_off)
    events = _events(items)
    found = []
    for number, day in enumerate(days):
        progress.step(number, len(days), "path")
        state = _until(basis, day)
        rating = Scorecard(basis.checklist, state, basis.assessment, cut_off=day.isoformat()).rating
        since = days[number - 1] if number else day - timedelta(days=1)
        found.append(
            Moment(
                day.isoformat(),
                rating.interval,
                rating.rating,
                rating.coverage,
                rating.evidence_index,
                tuple(e for when, e in events if since < when <= day),
                ahead=day > cut_off,
            )
        )
    return tuple(found)


def _until(basis: PathBasis, day: date) -> State:
    """The state without the evidence that is dated after `day`, and without what cites it."""
    register = basis.state.get("evidence", {})
    limit = day.toordinal()
    later = {id for id, row in register.items() if (day_of(row["date"]) or 0) > limit}
    if not later:
        return basis.state
    state = dict(basis.state)
    state["evidence"] = {id: row for id, row in register.items() if id not in later}
    state["citation"] = {
        id: row
        for id, row in basis.state.get("citation", {}).items()
        if row["evidence"] not in later
    }
    return state


def _events(items: Iterable[Evidence]) -> list[tuple[date, Event]]:
    found = []
    for item in items:
        title = item.title.partition("—")[0].strip() or item.key
        dated, ends = day_of(item.date), day_of(item.valid_until)
        if dated is not None:
            found.append((date.fromordinal(dated), Event("dated", item.id, item.number, title)))
        if ends is not None:
            when = date.fromordinal(ends) + timedelta(days=1)
            found.append((when, Event("lapsed", item.id, item.number, title)))
    return sorted(found, key=lambda pair: (pair[0], pair[1].number))


def _days(items: Iterable[Evidence], cut_off: date) -> list[date]:
    """Days with an event, the first of each thirty without one, the cut-off and the end."""
    start, end = cut_off - timedelta(days=365 * YEARS), cut_off + AHEAD
    days = {start, cut_off, end}
    days |= {when for when, _ in _events(items) if start <= when <= end}
    if len(days) > MOST_DAYS:
        step = len(days) / MOST_DAYS
        ordered = sorted(days)
        days = {ordered[int(n * step)] for n in range(MOST_DAYS)} | {start, cut_off, end}
    ordered = sorted(days)
    for before, after in pairwise(ordered):
        day = before + MONTH
        while day < after - timedelta(days=10):
            days.add(day)
            day += MONTH
    return sorted(days)
