"""The assessments of a project as lists name them."""

from __future__ import annotations

from dataclasses import dataclass

from assay.core.checklist import say
from assay.core.errors import UserError
from assay.work import library
from assay.work.session import Session


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One assessment of the project."""

    id: str
    title: str
    """Its own, or the checklist's in the language shown where nobody gave it one."""
    cut_off: str
    analyst: str


def assessment_rows(session: Session, language: str = "en") -> tuple[AssessmentRow, ...]:
    """Every assessment, in order."""
    return tuple(
        AssessmentRow(a.id, _title(session, a.id, a.title, language), a.cut_off, a.analyst)
        for a in session.assessments()
    )


def _title(session: Session, assessment: str, title: str, language: str) -> str:
    try:
        own = session.checklist(assessment).title
    except UserError:  # lost in a salvage: the others can still be chosen
        return title
    return say(own, language) if title == say(own, "en") else title


@dataclass(frozen=True, slots=True)
class Edition:
    """A checklist that a further assessment may use; `reference` is what `begin` takes."""

    reference: str
    title: str
    version: str
    same: bool
    """The one the last assessment used."""


def editions(session: Session, last: str, language: str = "en") -> tuple[Edition, ...]:
    """The last assessment's checklist, then the other versions of it that the library has."""
    used = session.checklist(last)
    found = [Edition("", say(used.title, language), used.version, same=True)]
    for info in library.available():
        if info.error is None and info.id == used.id and info.hash != used.hash:
            title = say(info.title, language)
            found.append(Edition(str(info.path), title, info.version, same=False))
    return tuple(found)
