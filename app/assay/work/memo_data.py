"""A memo's data, to go with it: the rows that it was written from, as text that gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assay.core.change import Row, State, canonical
from assay.core.rating import SCORING, Rating
from assay.work.drafts import Draft

FORMAT = 1
TABLES = (
    *("project", "statement", "assessment", "fact", "answer", "evidence", "citation"),
    *("flag_review", "memo_item", "comment", "adjudication", "hypothesis", "consistency"),
    *("resolution", "translation", "weighting"),
)
"""What a memo is written from; assignments and scenarios are not told."""


def content(draft: Draft, rating: Rating) -> bytes:
    """The rows of one assessment and its rating as JSON, without a float in it."""
    frozen = draft.checklist
    told = {
        "assay_memo": FORMAT,
        "state": draft.state_id,
        "project": draft.project,
        "assessment": draft.assessment,
        "checklist": {"id": frozen.id, "version": frozen.version, "hash": frozen.hash},
        "scoring": SCORING,
        "rating": rating_facts(rating),
        "rows": of_assessment(draft.state, draft.assessment),
    }
    return canonical(told).encode()


def rating_facts(rating: Rating) -> dict[str, str]:
    """The overall rating, numbers as decimal text."""
    interval = rating.interval
    numbers = {
        "low": interval.low,
        "point": interval.point,
        "high": interval.high,
        "coverage": rating.coverage,
        "evidence_index": rating.evidence_index,
    }
    shown = {name: f"{value:.6f}" for name, value in numbers.items()}
    return {
        "rating": rating.rating,
        "profile": rating.profile,
        "cut_off": str(rating.cut_off),
    } | shown


def of_assessment(state: State, assessment: str) -> dict[str, dict[str, Row]]:
    """The rows that a memo of this assessment is written from."""
    found: dict[str, dict[str, Row]] = {}
    for table in TABLES:
        rows: dict[str, Row] = {
            key: dict(row)
            for key, row in sorted(state.get(table, {}).items())
            if row.get("assessment", assessment) == assessment
            and (table != "assessment" or key == assessment)
        }
        if rows:
            found[table] = rows
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """What the data that came with a memo says."""

    state: str
    project: str
    assessment: str
    rows: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)


def parsed(text: str) -> Told | None:
    """The data of a memo; None for what is none, a later version's too."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("assay_memo") != FORMAT:
        return None
    names = [found.get(name) for name in ("state", "project", "assessment")]
    rows = found.get("rows")
    if not all(isinstance(name, str) for name in names) or not isinstance(rows, dict):
        return None
    return Told(str(names[0]), str(names[1]), str(names[2]), _rows(rows))


def _rows(found: Mapping[str, Any]) -> dict[str, dict[str, Row]]:
    """The rows that have the form of rows; what has not is no row of ours."""
    return {
        table: {
            key: row
            for key, row in rows.items()
            if isinstance(row, dict)
            and all(isinstance(cell, (str, int, type(None))) for cell in row.values())
        }
        for table, rows in found.items()
        if table in TABLES and isinstance(rows, dict)
    }
