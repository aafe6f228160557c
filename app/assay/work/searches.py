"""Searches as evidence: where somebody looked, for what, when, and that nothing was there."""

from __future__ import annotations

from dataclasses import replace

from assay.core.change import Cell, Step, canonical, inserted, step, updated
from assay.core.errors import InvalidInput
from assay.core.evidence import Evidence, Kind
from assay.core.identity import new_id
from assay.core.records import to_row
from assay.work import citing, guesses
from assay.work.answering import bounded
from assay.work.capture import now
from assay.work.citing import Citing
from assay.work.session import Session

FOUND, NOTHING = "found", "nothing"
OUTCOMES = (NOTHING, FOUND)


def record(
    session: Session,
    where: str,
    terms: str,
    when: str = "",
    by: str = "",
    result: str = "",
    *,
    outcome: str = NOTHING,
    cited: Citing | None = None,
    **fields: Cell,
) -> Step:
    """Register a search, citable like any evidence; `outcome` is `nothing` or `found`.

    `when` is the day it was made, today where empty; `by` who made it, the person at the keyboard
    where empty; `result` says in words what came of it.
    """
    row = _row(session, _details(session, where, terms, when, by, result, outcome))
    row |= citing.checked(dict(fields))
    citing.check_grade(row)
    changes = [inserted("evidence", row)]
    if cited is not None:
        changes.append(inserted("citation", to_row(cited.citation(str(row["id"])))))
    return step("record_search", changes, number=row["number"], terms=terms.strip()[:80])


def revise(session: Session, evidence: str, **said: str) -> Step:
    """Change what is said of a search: `where`, `terms`, `when`, `by`, `result`, `outcome`."""
    parts = ("where", "terms", "when", "by", "result", "outcome")
    unknown = said.keys() - set(parts)
    if unknown:
        raise TypeError(f"no such part of a search: {sorted(unknown)}")
    found = session.evidence(evidence)
    if found.kind != Kind.SEARCH:
        raise InvalidInput("not_a_search", number=found.number)
    known = guesses.details(found.details)
    told = _details(session, *(said.get(name, str(known.get(name, ""))) for name in parts))
    item = _described(found, told)
    changed = {
        name: value for name, value in to_row(item).items() if name in ("title", "date", "details")
    }
    return step(
        "edit_evidence", [updated("evidence", to_row(found), **changed)], number=found.number
    )


def _details(
    session: Session, where: str, terms: str, when: str, by: str, result: str, outcome: str
) -> dict[str, str]:
    told = {
        "where": bounded(where.strip()),
        "terms": bounded(terms.strip()),
        "when": citing.parse_date(when[:10], "search"),
        "by": bounded(by.strip()) or session.person.author,
        "result": bounded(result.strip()),
        "outcome": outcome,
    }
    for name in ("where", "terms"):
        if not told[name]:
            raise InvalidInput("search_needs", part=name)
    if outcome not in OUTCOMES:
        raise InvalidInput("unknown_search_outcome", value=outcome, known=OUTCOMES)
    told["when"] = told["when"] or now()[:10]
    return told


def _row(session: Session, told: dict[str, str]) -> dict[str, Cell]:
    item = Evidence(
        id=new_id(),
        number=citing.next_number(session),
        key=citing.free_key(session, f"search-{told['terms']}"),
        title="",
        kind=Kind.SEARCH,
        retrieved=now(),
    )
    return dict(to_row(_described(item, told)))


def _described(item: Evidence, told: dict[str, str]) -> Evidence:
    return replace(
        item,
        title=f"{told['terms']} ({told['where']})"[:300],
        date=told["when"],
        details=canonical(told),
    )
