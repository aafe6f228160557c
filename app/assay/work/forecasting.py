"""Forecasting: what became of the scenarios, and how well each analyst's likelihoods held."""

from __future__ import annotations

from assay.core.assessment import MemoItem
from assay.core.change import Step, inserted, removed, step, updated
from assay.core.errors import InvalidInput, NotFound
from assay.core.forecasts import OUTCOMES, Forecast, range_of, word_of
from assay.core.records import from_row, records, to_row
from assay.core.review import Resolution
from assay.work.answering import bounded
from assay.work.citing import parse_date
from assay.work.memo_matter import detail
from assay.work.session import Session
from assay.work.starting import today


def scenarios(session: Session, assessment: str = "") -> tuple[MemoItem, ...]:
    """The scenarios of an assessment, or of all, in their order."""
    found = (
        item
        for item in records(session.state, "memo_item")
        if item.part == "scenario" and assessment in ("", item.assessment)
    )
    return tuple(sorted(found, key=lambda item: (item.assessment, item.position, item.id)))


def resolve(
    session: Session, forecast: str, outcome: str, *, by: str, date: str = "", note: str = ""
) -> Step:
    """Record what became of a scenario, or correct it. Needs a name, so that it can be asked about."""
    item = _scenario(session, forecast)
    if outcome not in OUTCOMES:
        raise InvalidInput("unknown_outcome", value=outcome, known=OUTCOMES)
    by = bounded(by.strip())
    if not by:
        raise InvalidInput("resolution_without_name")
    day = parse_date(date, "date") or today()
    fields = to_row(Resolution(item.id, item.id, outcome, day, by, bounded(note.strip())))
    row = session.state.get("resolution", {}).get(item.id)
    change = inserted("resolution", fields) if row is None else updated("resolution", row, **fields)
    return step("resolve_forecast", [change], name=name_of(item))


def reopen(session: Session, forecast: str) -> Step:
    """Take a resolution back: the scenario is open again."""
    item = _scenario(session, forecast)
    row = session.state.get("resolution", {}).get(item.id)
    changes = [] if row is None else [removed("resolution", row)]
    return step("reopen_forecast", changes, name=name_of(item))


def forecasts(session: Session) -> tuple[Forecast, ...]:
    """Every scenario of the project that carries a likelihood of ICD 203, with what became of it."""
    resolved = {r.forecast: r for r in records(session.state, "resolution")}
    analysts = {a.id: a.analyst for a in session.assessments()}
    found = []
    for item in scenarios(session):
        word = word_of(detail(item, "likelihood"))
        percent = range_of(word)
        if percent is None:
            continue
        outcome = resolved[item.id].outcome if item.id in resolved else ""
        happened = outcome == "happened" if outcome in OUTCOMES[:2] else None
        analyst = analysts.get(item.assessment, "")
        found.append(Forecast(item.id, word, *percent, analyst, happened))
    return tuple(found)


def name_of(item: MemoItem) -> str:
    """The short name of a scenario, else the beginning of its text."""
    return (detail(item, "name") or item.text)[:80]


def _scenario(session: Session, id: str) -> MemoItem:
    row = session.state.get("memo_item", {}).get(id)
    item = None if row is None else from_row(MemoItem, row)
    if item is None or item.part != "scenario":
        raise NotFound("unknown_forecast", forecast=id)
    return item
