"""What a step changed, row by row and field by field, in words that a reader knows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assay.core.change import Cell, Change, Row, State
from assay.core.checklist import Checklist
from assay.core.records import TABLES, columns
from assay.words import tr, trn
from assay.words.drafting import FIELD as MEMO_FIELD
from assay.words.drafting import PART
from assay.words.history import (
    COMMENT_STATE,
    FIELD,
    REVIEWED,
    ROW,
    SEARCHED,
    SILENT,
    SILENT_THERE,
)
from assay.words.reviews import STAGE
from assay.words.terms import KIND, LABEL, MARK, OUTCOME, STANCE, STATUS
from assay.work.views.agreement import value_words

LONGEST = 600
"""Characters of a field that are shown."""
_FLAGS = frozenset(
    {"second_look", "private", "illustrative", "no_decay", "by_machine", "checked", "final"}
)
_WORDS: dict[str, Mapping[str, str]] = {
    "answer status": STATUS,
    "adjudication status": STATUS,
    "citation stance": STANCE,
    "evidence kind": KIND,
    "memo_item label": LABEL,
    "memo_item part": PART,
    "consistency mark": MARK,
    "resolution outcome": OUTCOME,
    "assignment state": STAGE,
    "comment state": COMMENT_STATE,
    "flag_review state": REVIEWED,
}
"""Registers whose values are of a closed list."""


@dataclass(frozen=True, slots=True)
class FieldMoved:
    """One field before and after; empty where there was, or is, nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowMoved:
    """One row that a step changed: what it is, and its fields."""

    name: str
    what: str
    """`added`, `removed` or `edited`"""
    fields: tuple[FieldMoved, ...]


class Teller:
    """Says changes in words; other rows that they speak of are named as the project has them now."""

    def __init__(self, state: State, checklist: Checklist, language: str = "en") -> None:
        self._state = state
        self._checklist = checklist
        self._language = language
        self._referring: dict[str, Callable[[str], str]] = {
            "evidence": self._evidence,
            "statement subject": self._subject,
            "assessment checklist": self._edition,
            "weighting checklist": self._edition,
            "assessment profile": self._profile,
            "weighting based_on": self._profile,
            "weighting weights": _weights,
            "what_if changes": self._scenario,
            "adjudication first": lambda id: self._of("assessment", id, "title"),
            "adjudication second": lambda id: self._of("assessment", id, "title"),
            "consistency hypothesis": lambda id: self._of("hypothesis", id, "text"),
            "resolution forecast": lambda id: self._of("memo_item", id, "text"),
            "translation subject": self._translated,
            "memo_item details": lambda text: _listed(text, MEMO_FIELD),
            "evidence details": lambda text: _listed(text, SEARCHED),
        }

    def row(self, change: Change) -> RowMoved:
        """One changed row. Fields that say nothing to a reader are left out."""
        before, after = change.before or {}, change.after or {}
        what = "added" if change.before is None else "removed" if change.after is None else "edited"
        fields = []
        for name in columns(change.table) if change.table in TABLES else after or before:
            if name in SILENT or f"{change.table} {name}" in SILENT_THERE:
                continue
            if before.get(name) == after.get(name):
                continue
            one, two = (self._cell(change, name, row) for row in (before, after))
            if one or two:
                fields.append(FieldMoved(_field(change.table, name), one, two))
        return RowMoved(self._name(change), what, tuple(fields))

    def _cell(self, change: Change, name: str, row: Row) -> str:
        value, register = row.get(name), f"{change.table} {name}"
        if value is None or value == "" or value in ("[]", "{}"):
            return ""
        if name in _FLAGS:
            return tr("yes") if value else ""
        if register in ("answer value", "adjudication value"):
            return self._answered(change, str(value))
        if register == "evidence size":
            return trn("{count} byte", "{count} bytes", int(value)) if value else ""
        if register == "assignment reason" and row.get("state") == "accepted":
            return ""  # the digest of the answer that was accepted
        if value in _WORDS.get(register, {}):
            return tr(_WORDS[register][str(value)])
        told = self._referring.get(register) or self._referring.get(name)
        text = told(str(value)) if told else str(value)
        return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"

    def _answered(self, change: Change, value: str) -> str:
        question = self._row(change).get("question") or change.key.rpartition("/")[2]
        asked = self._checklist.questions.get(str(question))
        return value if asked is None else value_words(asked, "answered", value, self._language)

    def _name(self, change: Change) -> str:
        """*Answer PTY-03*, *Evidence 12*: what a changed row is."""
        row = self._row(change)
        if change.table == "consistency":
            which = self._evidence(change.key.rpartition("/")[2])
        elif "/" in change.key:
            which = change.key.rpartition("/")[2]
        else:
            which = str(row.get("number") or row.get("question") or "")
        kind = tr(ROW[change.table]) if change.table in ROW else change.table
        return f"{kind} {which}".strip()

    def _row(self, change: Change) -> Row:
        now = self._state.get(change.table, {}).get(change.key)
        return now or change.after or change.before or {}

    # -- rows that others speak of ---------------------------------------------------------------

    def _of(self, table: str, id: str, column: str) -> str:
        row = self._state.get(table, {}).get(id)
        return tr("one that is gone") if row is None else str(row.get(column, ""))

    def _evidence(self, value: str) -> str:
        """`12, 14`, of the id of a piece of evidence or of a list of them."""
        ids = _read(value) if value.startswith("[") else [value]
        if not isinstance(ids, list):
            return value
        known = self._state.get("evidence", {})
        numbers = [str(known[id]["number"]) for id in ids if isinstance(id, str) and id in known]
        gone = len(ids) - len(numbers)
        return ", ".join([*numbers, *([tr("one that is gone")] * gone)])

    def _subject(self, value: str) -> str:
        return tr("Issuer") if value == "issuer" else self._of("statement", value, "value")

    def _edition(self, value: str) -> str:
        row = self._state.get("checklist", {}).get(value, {})
        return f"{row.get('title', '')} {row.get('version', '')}".strip() or value[:12]

    def _profile(self, value: str) -> str:
        own = self._state.get("weighting", {}).get(value)
        return value if own is None else str(own["title"])

    def _translated(self, value: str) -> str:
        cited = self._state.get("citation", {}).get(value)
        if cited is not None:
            return tr("Quotation for {question}", question=cited["question"])
        return tr("Evidence {number}", number=self._evidence(value))

    def _scenario(self, value: str) -> str:
        told = _read(value)
        if not isinstance(told, dict):
            return value
        answers = told.get("answers")
        said = sorted(answers) if isinstance(answers, dict) else []
        if told.get("profile"):
            said.append(tr("weights: {name}", name=self._profile(str(told["profile"]))))
        return ", ".join(said)


def _field(table: str, name: str) -> str:
    known = FIELD.get(f"{table} {name}") or FIELD.get(name)
    return tr(known) if known else name


def _weights(value: str) -> str:
    told = _read(value)
    if not isinstance(told, dict):
        return value
    return ", ".join(f"{domain} {weight}" for domain, weight in told.items())


def _listed(value: str, names: Mapping[str, str]) -> str:
    """The fields of a row's details that have a name, one to a line."""
    told = _read(value)
    if not isinstance(told, dict):
        return ""
    return "\n".join(
        f"{tr(names[name])}: {_plain(each)}"
        for name, each in told.items()
        if name in names and each not in (None, "", [], {})
    )


def _plain(value: Cell | list[object]) -> str:
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None  # rows of a stranger's file may hold anything; it is shown as it stands
