"""Rows and the objects they stand for: which dataclass each table holds, and the way between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_type_hints

from assay.core.answers import Answer
from assay.core.assessment import (
    Assessment,
    ChecklistRow,
    Fact,
    FlagReview,
    MemoIssue,
    MemoItem,
    Project,
    Statement,
)
from assay.core.change import Cell, Row, State
from assay.core.evidence import Citation, Evidence
from assay.core.review import (
    Adjudication,
    Assignment,
    Comment,
    Consistency,
    Device,
    Hypothesis,
    Resolution,
    Translation,
    Weighting,
    WhatIf,
)

Record = (
    Project
    | Statement
    | ChecklistRow
    | Assessment
    | Fact
    | Answer
    | Evidence
    | Citation
    | FlagReview
    | MemoItem
    | Comment
    | Assignment
    | Weighting
    | WhatIf
    | Adjudication
    | Hypothesis
    | Consistency
    | Resolution
    | Translation
    | MemoIssue
    | Device
)
R = TypeVar("R")

TABLES: dict[str, type] = {
    "project": Project,
    "statement": Statement,
    "checklist": ChecklistRow,
    "assessment": Assessment,
    "fact": Fact,
    "answer": Answer,
    "evidence": Evidence,
    "citation": Citation,
    "flag_review": FlagReview,
    "memo_item": MemoItem,
    "comment": Comment,
    "assignment": Assignment,
    "weighting": Weighting,
    "what_if": WhatIf,
    "adjudication": Adjudication,
    "hypothesis": Hypothesis,
    "consistency": Consistency,
    "resolution": Resolution,
    "translation": Translation,
    "memo_issue": MemoIssue,
    "device": Device,
}
"""Every table that a Change may touch; each has `id` as its text primary key."""


def to_row(record: object) -> dict[str, Cell]:
    """The row of a record: text, integers and None only (booleans become 0 and 1)."""
    return {name: _cell(value) for name, value in asdict(record).items()}  # type: ignore[call-overload]


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return int(value)
    return str(value) if isinstance(value, StrEnum) else value  # type: ignore[return-value]


@cache
def _converters(cls: type) -> dict[str, type]:
    hints = get_type_hints(cls)
    return {
        field.name: hints[field.name]
        for field in fields(cls)
        if hints[field.name] is bool
        or (isinstance(hints[field.name], type) and issubclass(hints[field.name], StrEnum))
    }


def from_row(cls: type[R], row: Row) -> R:
    """The record of a row. Raises `ValueError` or `TypeError` for a row that is none of this kind."""
    values: dict[str, Any] = dict(row)
    for name, convert in _converters(cls).items():  # type: ignore[arg-type]
        if name in values:
            values[name] = convert(values[name])
    return cls(**values)


def columns(table: str) -> tuple[str, ...]:
    """The column names of a table, in declared order."""
    return tuple(field.name for field in fields(TABLES[table]))


def records(state: State, table: str) -> Iterable[Any]:
    """All records of a table as it is now, in no promised order. What comes meanwhile is not among them."""
    cls = TABLES[table]
    return (from_row(cls, row) for row in list(state.get(table, {}).values()))
