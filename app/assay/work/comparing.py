"""Comparing: one assessment against another, in this project or in another file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assay.core.checklist import Checklist
from assay.core.comparison import Comparison, compare
from assay.core.rating import Rating
from assay.work.jobs import Progress
from assay.work.session import Person, Session, open_session
from assay.work.views.issuer import issuer_view


@dataclass(frozen=True, slots=True)
class Side:
    """One of two: whose rating, over which checklist. It does not change any more."""

    issuer: str
    title: str
    analyst: str
    cut_off: str
    checklist: Checklist
    rating: Rating


def side(session: Session, assessment: str) -> Side:
    """An assessment as one side of a comparison."""
    about, issuer = session.assessment(assessment), issuer_view(session)
    return Side(
        issuer=issuer.short_name or issuer.name,
        title=about.title,
        analyst=about.analyst,
        cut_off=about.cut_off,
        checklist=session.checklist(assessment),
        rating=session.scorecard(assessment).rating,
    )


def side_of_file(
    path: Path, person: Person, assessment: str = "", progress: Progress | None = None
) -> Side:
    """The last assessment of a project file, or the one named; the file is read and not changed."""
    session = open_session(path, person, read_only=True, progress=progress)
    try:
        return side(session, session.assessment(assessment or None).id)
    finally:
        session.close()


def compared(first: Side, second: Side) -> Comparison:
    """What differs, domain by domain and question by question."""
    return compare(first.rating, first.checklist, second.rating, second.checklist)
