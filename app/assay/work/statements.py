"""Statements: what is said of the issuer and related parties, by whom and when; nothing overwrites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assay.core.assessment import Statement
from assay.core.change import Cell, Change, Step, inserted, removed, step, updated
from assay.core.errors import InvalidInput, NotFound
from assay.core.identity import new_id
from assay.core.issuer import check_identifier
from assay.core.records import from_row, records, to_row
from assay.work.answering import bounded
from assay.work.citing import parse_date
from assay.work.session import Session

ISSUER = "issuer"
PROPERTIES = (
    "name", "short_name", "pinyin", "alias", "former_name", "ticker", "isin", "uscc", "lei", "country",
    "seat", "website", "listed_since", "shares_outstanding", "related", "role", "holding",
)  # fmt: skip
IDENTIFIERS = ("ticker", "isin", "uscc", "lei")
STATUSES = ("verified", "unverified", "not_found")
EDITABLE = frozenset(
    {"value", "language", "status", "evidence", "as_of", "until", "note", "property"}
)


def add(session: Session, property: str, value: str, subject: str = ISSUER, **fields: Cell) -> Step:
    """Say something of the issuer or a related party, beside what is said already.

    `fields`: `language`, `status`, `evidence` (id, key or number), `as_of`, `until`, `note`. A
    status of `not_found` says that it was looked for, and takes no value.
    """
    given = {"property": property, "value": value, **fields}
    new = Statement(
        id=new_id(),
        subject=_subject(session, subject),
        property="",
        value="",
        position=_last(session),
    )
    row = {**to_row(new), **_checked(session, given)}
    _check_whole(row)
    return step("add_statement", [inserted("statement", row)], property=property)


def change(session: Session, statement: str, **fields: Cell) -> Step:
    """Change one statement: a slip is put right; another source's word is another statement."""
    row = to_row(found(session, statement))
    said = _checked(session, dict(fields))
    _check_whole({**row, **said}, status_given="status" in said or "evidence" in said)
    return step("edit_statement", [updated("statement", row, **said)], property=row["property"])


def remove(session: Session, statement: str) -> Step:
    """Take a statement away, and with a related party all that is said of it."""
    gone = found(session, statement)
    changes: list[Change | None] = [
        removed("statement", to_row(said))
        for said in _all(session)
        if said.subject == gone.id and said.subject != ISSUER
    ]
    changes.append(removed("statement", to_row(gone)))
    return step("remove_statement", changes, property=gone.property)


def verify(session: Session, statement: str, evidence: str) -> Step:
    """Say that a piece of evidence bears a statement out."""
    return change(session, statement, status="verified", evidence=evidence)


def found(session: Session, statement: str) -> Statement:
    """The statement with this id; raises `NotFound`."""
    row = session.state.get("statement", {}).get(statement)
    if row is None:
        raise NotFound("unknown_statement", statement=statement)
    return from_row(Statement, row)


def _all(session: Session) -> Iterable[Statement]:
    said: Iterable[Statement] = records(session.state, "statement")
    return tuple(said)


def _last(session: Session) -> int:
    return max((said.position for said in _all(session)), default=0) + 1


def _subject(session: Session, subject: str) -> str:
    if subject != ISSUER and found(session, subject).property != "related":
        raise NotFound("unknown_statement", statement=subject)
    return subject


def _checked(session: Session, fields: Mapping[str, Cell]) -> dict[str, Cell]:
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not editable: {sorted(unknown)}")
    said: dict[str, Cell] = {
        name: bounded(str(text or "").strip()) for name, text in fields.items()
    }
    if "property" in said and said["property"] not in PROPERTIES:
        raise InvalidInput("unknown_property", value=said["property"], known=PROPERTIES)
    if "status" in said and said["status"] not in STATUSES:
        raise InvalidInput("unknown_status", status=said["status"], known=STATUSES)
    for name in ("as_of", "until"):
        if name in said:
            said[name] = parse_date(str(said[name]), name)
    if said.get("evidence"):
        said["evidence"] = session.evidence(str(said["evidence"])).id
    return said


def _check_whole(row: Mapping[str, Cell], *, status_given: bool = True) -> None:
    """What must hold of a statement as a whole; raises `InvalidInput`."""
    value, property = str(row["value"]), str(row["property"])
    verified = status_given and row["status"] == "verified"
    if not value and row["status"] != "not_found":
        raise InvalidInput("statement_needs_value", property=property)
    if row["as_of"] and row["until"] and str(row["until"]) < str(row["as_of"]):
        raise InvalidInput("dates_reversed", first=row["as_of"], last=row["until"])
    if verified and not row["evidence"]:
        raise InvalidInput("statement_needs_evidence", property=property)
    if value and property in IDENTIFIERS:
        check = check_identifier(property, value)
        if verified and not check.ok:
            raise InvalidInput(check.reason, **check.facts)
