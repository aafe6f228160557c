"""How much of one text a memo prints: what is longer is cut, and says so, before anything is set."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping

from assay.core.change import Cell, Row, State
from assay.core.memo_text import cut
from assay.words.voice import Voice
from assay.work.jobs import checkpoint

LONGEST = 20_000
"""Characters of one text that a memo prints."""
TABLES_KEPT = frozenset({"checklist", "memo_issue", "device"})
FIELDS_KEPT = frozenset(
    (
        *("id", "assessment", "question", "flag", "checklist", "subject", "property"),
        *("evidence", "parent", "hypothesis", "forecast", "weights", "changes", "anchor", "blob"),
    )
)
"""What programs read, not people: cut, it would mean nothing."""
COMPARED = frozenset({"answer", "adjudication"})
"""Tables whose `value` is held against another one before it is printed: it is cut then."""


def marked(text: str, voice: Voice) -> str:
    """`text`, or its first 20,000 characters and a word on where the rest is."""
    return text if len(text) <= LONGEST else cut(text, LONGEST, _mark(voice))


def _mark(voice: Voice) -> str:
    return voice("(… cut; the whole text is in the project)")


def within(state: State, voice: Voice) -> State:
    """`state` with no text longer than a memo prints, each that was cut ending in that word."""
    mark = _mark(voice)
    return {
        table: rows if table in TABLES_KEPT else _rows(table, rows, mark)
        for table, rows in state.items()
    }


def _rows(table: str, rows: Mapping[str, Row], mark: str) -> dict[str, Row]:
    checkpoint()
    kept = FIELDS_KEPT | {"value"} if table in COMPARED else FIELDS_KEPT
    return {key: _row(row, kept, mark) for key, row in rows.items()}


def _row(row: Row, kept: Container[str], mark: str) -> Row:
    long = [
        name
        for name, cell in row.items()
        if isinstance(cell, str) and len(cell) > LONGEST and name not in kept
    ]
    return {**row, **{name: _cell(name, row[name], mark) for name in long}} if long else row


def _cell(name: str, cell: Cell, mark: str) -> Cell:
    text = str(cell)
    if name == "details":
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        return json.dumps(_inside(found, mark)) if isinstance(found, dict) else ""
    return cut(text, LONGEST, mark)


def _inside(found: Mapping[str, object], mark: str) -> dict[str, object]:
    """The fields of `details`, each cut as a text of its own, a list as one text."""
    return {name: _field(value, mark) for name, value in found.items()}


def _field(value: object, mark: str) -> object:
    if isinstance(value, list):
        return list(_entries(value, mark))
    return cut(value, LONGEST, mark) if isinstance(value, str) else value


def _entries(values: Iterable[object], mark: str) -> Iterable[object]:
    room = LONGEST
    for value in values:
        text = str(value)
        if len(text) > room:
            yield cut(text, room, mark)
            return
        room -= len(text)
        yield value
