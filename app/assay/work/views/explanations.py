"""Competing explanations in rows, evidence in columns, and the forecasts kept to account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assay.core.explanations import against, telling
from assay.core.forecasts import Bucket, Forecast, Record, brier, calibration
from assay.core.records import records
from assay.core.review import Resolution
from assay.work.explaining import explanations
from assay.work.forecasting import forecasts, name_of, scenarios
from assay.work.memo_matter import detail
from assay.work.session import Session


@dataclass(frozen=True, slots=True)
class EvidenceColumn:
    """One piece of evidence: its number, its grade, and whether it tells explanations apart."""

    id: str
    number: int
    title: str
    grade: str
    telling: str
    """`tells`, `same` or `open`"""


@dataclass(frozen=True, slots=True)
class ExplanationRow:
    """One explanation, and the evidence its holder must answer."""

    id: str
    text: str
    against: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExplanationsView:
    """The table. There is no sum: it would count what cannot be counted."""

    rows: tuple[ExplanationRow, ...]
    columns: tuple[EvidenceColumn, ...]
    marks: Mapping[tuple[str, str], str]
    """(explanation, evidence) → mark"""
    offered: tuple[EvidenceColumn, ...]
    """Evidence of the project that is in no column yet."""


def explanations_view(
    session: Session, assessment: str, wanted: tuple[str, ...] = ()
) -> ExplanationsView:
    """The explanations of an assessment; `wanted` are columns to show though nothing is marked in them."""
    found = explanations(session, assessment)
    ids = [h.id for h in found]
    marks = {
        (c.hypothesis, c.evidence): c.mark
        for c in records(session.state, "consistency")
        if c.hypothesis in set(ids)
    }
    shown = {evidence for _, evidence in marks} | set(wanted)
    every = []
    for item in sorted(records(session.state, "evidence"), key=lambda e: (e.number, e.id)):
        title = item.title.partition("—")[0].strip() or item.key
        told = telling(marks.get((h, item.id)) for h in ids)
        every.append(EvidenceColumn(item.id, item.number, title, item.grade, told))
    numbers = {column.id: column.number for column in every}
    answers = against(ids, marks)
    return ExplanationsView(
        rows=tuple(
            ExplanationRow(
                h.id, h.text, tuple(sorted(numbers[e] for e in answers[h.id] if e in numbers))
            )
            for h in found
        ),
        columns=tuple(column for column in every if column.id in shown),
        marks=marks,
        offered=tuple(column for column in every if column.id not in shown),
    )


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One scenario: its likelihood, its date, and what became of it."""

    id: str
    name: str
    text: str
    likelihood: str
    due: str
    analyst: str
    outcome: str
    """Empty while it is open."""
    resolved: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class ForecastsView:
    """All scenarios of an assessment, and how the project's forecasts held."""

    rows: tuple[ForecastRow, ...]
    calibration: tuple[Bucket, ...]
    records: tuple[Record, ...]
    untold: int
    """Resolved as *cannot be told*: left out of both, and said."""


def forecasts_view(session: Session, assessment: str) -> ForecastsView:
    """The forecasts kept to account."""
    resolved: Mapping[str, Resolution] = {
        r.forecast: r for r in records(session.state, "resolution")
    }
    every: tuple[Forecast, ...] = forecasts(session)
    analyst = session.assessment(assessment).analyst
    rows = []
    for item in scenarios(session, assessment):
        said = resolved.get(item.id)
        rows.append(
            ForecastRow(
                item.id,
                name_of(item),
                item.text,
                detail(item, "likelihood"),
                detail(item, "date") or detail(item, "due") or detail(item, "by"),
                analyst,
                said.outcome if said else "",
                said.date if said else "",
                said.by if said else "",
                said.note if said else "",
            )
        )
    untold = sum(r.outcome == "cannot_be_told" for r in resolved.values())
    return ForecastsView(tuple(rows), calibration(every), brier(every), untold)
