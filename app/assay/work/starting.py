"""Starting: a new project with one assessment over one checklist."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from assay.core.assessment import Assessment, ChecklistRow, Project, Statement
from assay.core.change import Change, Step, inserted, step
from assay.core.checklist import Checklist, say
from assay.core.errors import InvalidInput
from assay.core.identity import new_id
from assay.core.records import to_row
from assay.store import working
from assay.work import library
from assay.work.citing import parse_date
from assay.work.session import Person, Session


def new_project(
    path: Path,
    checklist: str,
    person: Person,
    *,
    issuer: str = "",
    profile: str = "",
    as_of: str = "",
) -> Session:
    """Create the project file with one assessment and publish it.

    `checklist` is the id of a known checklist or the path of one. Raises `NotFound`,
    `InvalidInput` or `CannotWrite`; no file is left behind then.
    """
    found, body = library.find(checklist)
    chosen = chosen_profile(found, profile)
    cut_off = parse_date(as_of, "as-of") or date.today().isoformat()
    session = Session(working.create(path), person)
    try:
        session.do(_first_step(found, body, person, issuer or path.stem, chosen, cut_off))
        session.publish()
    except BaseException:
        session.close()
        raise
    return session


def chosen_profile(checklist: Checklist, wish: str) -> str:
    """The profile's id; empty means the first. Raises `InvalidInput` naming those there are."""
    ids = [profile.id for profile in checklist.profiles]
    if not wish:
        return ids[0]
    if wish not in ids:
        raise InvalidInput("unknown_profile", profile=wish, known=ids)
    return wish


def _first_step(
    checklist: Checklist, body: bytes, person: Person, issuer: str, profile: str, cut_off: str
) -> Step:
    name = Statement(id=new_id(), subject="issuer", property="name", value=issuer, language="en")
    first = Assessment(
        id=new_id(),
        position=1,
        title=say(checklist.title, "en"),
        checklist=checklist.hash,
        profile=profile,
        cut_off=cut_off,
        analyst=person.author,
    )
    return step(
        "create_project",
        [
            inserted("project", to_row(Project("project", issuer))),
            inserted("statement", to_row(name)),
            frozen(checklist, body),
            inserted("assessment", to_row(first)),
        ],
        issuer=issuer,
    )


def frozen(checklist: Checklist, body: bytes) -> Change:
    """The change that freezes a checklist into a project."""
    row = ChecklistRow(
        id=checklist.hash,
        checklist=checklist.id,
        version=checklist.version,
        title=say(checklist.title, "en"),
        body=body.decode(),
    )
    return inserted("checklist", to_row(row))


def today() -> str:
    """Today's date in UTC, as ISO text."""
    return datetime.now(UTC).date().isoformat()
