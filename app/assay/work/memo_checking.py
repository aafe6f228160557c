"""Checking a memo against its project: from which state it was written, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from assay.core.change import Row
from assay.core.revision import state_id
from assay.readers.isolated import Reader, source_of
from assay.readers.memo_pdf import Proof, Signed
from assay.work import drafts, memo_data
from assay.work.chronicle import Entry, chronicle
from assay.work.drafts import Draft
from assay.work.jobs import Progress
from assay.work.looking_back import Basis, basis, look_back
from assay.work.session import Session

Standing = Literal["same", "moved", "unknown_state", "other_project", "no_memo"]
Pages = Literal["same", "differ", "not_compared"]
ORDER = ("answer", "evidence", "citation")
"""Tables whose changes a reader looks for first."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that the memo says and the project says otherwise now."""

    table: str
    place: str
    """A question, a register number in brackets, or empty."""
    what: Literal["changed", "added", "removed"]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class MemoCheck:
    """What came of it."""

    standing: Standing
    state: str
    day: str = ""
    """When the state that it was written from was recorded."""
    changes: tuple[Changed, ...] = ()
    compared: bool = False
    """What it was written from is known, by the history or by its data."""
    pages: Pages = "not_compared"
    signatures: tuple[Signed, ...] = ()

    @property
    def sealed(self) -> bool:
        """Every signature on it can be read, and nothing was changed after it was put on."""
        return all(s.readable and s.intact and s.whole for s in self.signatures)

    @property
    def holds(self) -> bool:
        """What it says is what the project says now, and the file is as it was written."""
        known = self.standing == "same" or (self.standing == "moved" and self.compared)
        return known and not self.changes and self.pages != "differ" and self.sealed


@dataclass(frozen=True, slots=True)
class Now:
    """The project as it is; made where it lives, a memo may be held against it elsewhere."""

    base: Basis
    state: str
    drafts: Mapping[str, Draft]
    """By assessment."""

    @property
    def project(self) -> str:
        return self.base.session.store.project_id


def now_of(session: Session) -> Now:
    """What memos are held against."""
    taken = {one.id: drafts.take(session, one.id) for one in session.assessments()}
    return Now(basis(session), session.state_id(), taken)


@dataclass(frozen=True, slots=True)
class Held:
    """What a memo says of itself, and what it was written from, where that is known."""

    proof: Proof
    asked: Mapping[str, Any]
    then: Draft | None
    check: MemoCheck


def read_proof(content: bytes, name: str) -> Proof:
    """What a PDF says of itself, read in a process of its own; raises `Unreadable`."""
    with Reader() as reader:
        return reader.proof(source_of(content, name))


def against(now: Now, proof: Proof, progress: Progress | None = None) -> Held:
    """Hold what a memo says of itself against the project."""
    asked = _asked(proof.made)
    told = memo_data.parsed(proof.data) if proof.data else None
    bare = MemoCheck("no_memo", proof.state, signatures=proof.signatures)
    if not proof.state:
        return Held(proof, asked, None, bare)
    if told is not None and told.project and told.project != now.project:
        return Held(proof, asked, None, replace(bare, standing="other_project"))
    assessment = str(asked.get("assessment", "")) or (told.assessment if told else "")
    here = memo_data.of_assessment(now.base.state, assessment)
    if proof.state == now.state:
        check = replace(bare, standing="same", compared=True)
        return Held(proof, asked, now.drafts.get(assessment), _held_to(check, told, here))
    entry = _entry(now.base.session, proof.state, progress)
    if entry is None:
        check = replace(bare, standing="unknown_state")
        return Held(proof, asked, None, _held_to(check, told, here))
    then = look_back(now.base, entry, progress)
    rows = memo_data.of_assessment(then.state, assessment)
    found = tuple(changes(rows, here))
    check = replace(bare, standing="moved", day=entry.day, changes=found, compared=True)
    known = assessment in then.state.get("assessment", {})
    return Held(proof, asked, drafts.take(then, assessment) if known else None, check)


def _held_to(check: MemoCheck, told: memo_data.Told | None, now: Mapping[str, Any]) -> MemoCheck:
    """The check by the data that came with the memo, where the history does not say it already."""
    if told is None:
        return check
    return replace(check, changes=tuple(changes(told.rows, now)), compared=True)


def _asked(made: str) -> Mapping[str, Any]:
    try:
        found = json.loads(made)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _entry(session: Session, state: str, progress: Progress | None) -> Entry | None:
    """The revision after which the project had this state."""
    entries = chronicle(session, progress).entries
    return next((e for e in reversed(entries) if state_id((e.id,)) == state), None)


def changes(
    then: Mapping[str, Mapping[str, Row]], now: Mapping[str, Mapping[str, Row]]
) -> Iterator[Changed]:
    """What is not as it was, answers and evidence first."""
    tables = {*then, *now}
    first = [table for table in ORDER if table in tables]
    for table in (*first, *sorted(tables.difference(first))):
        before, after = then.get(table, {}), now.get(table, {})
        found = [
            _changed(table, before.get(key), after.get(key))
            for key in {*before, *after}
            if before.get(key) != after.get(key)
        ]
        yield from sorted(found, key=lambda one: (one.place.zfill(12), one.what, one.after))


def _changed(table: str, before: Row | None, after: Row | None) -> Changed:
    row = after or before or {}
    place = f"[{row['number']}]" if "number" in row else str(row.get("question", ""))
    if before is None or after is None:
        what: Literal["added", "removed"] = "added" if before is None else "removed"
        return Changed(table, place, what, _shown(before), _shown(after))
    return Changed(table, place, "changed", _shown(before), _shown(after))


def _shown(row: Row | None) -> str:
    """A row in a few words: an answer by its value or status, anything else by what names it."""
    if row is None:
        return ""
    if "status" in row and "rationale" in row:
        return str(row["value"] if row["value"] is not None else row["status"])[:200]
    for name in ("title", "quote", "text", "value", "reason"):
        if row.get(name):
            return str(row[name])[:200]
    return ""
