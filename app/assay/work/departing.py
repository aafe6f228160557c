"""What leaves this computer with a shared copy, and what stays: counted before anything is written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from assay.core.change import Row
from assay.store import blobs, revisions
from assay.work.masking import TEXTS, Redaction
from assay.work.memo_leaving import NAMED
from assay.work.session import Session
from assay.work.sharing import Form


@dataclass(frozen=True, slots=True)
class Going:
    """So many things of one kind, and which, where that says something."""

    kind: str
    """A key of the kinds in `words.sharing`."""
    count: int
    names: tuple[str, ...] = ()
    size: int = 0
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Departure:
    """What leaves and what stays here."""

    leaves: tuple[Going, ...]
    stays: tuple[Going, ...]


def departure(session: Session, form: Form, wish: Redaction) -> Departure:
    """The two lists for what is about to be shared; nothing that is there is in neither."""
    counted = _Counted(session, wish)
    if form is Form.COPY:
        return counted.copy()
    return counted.memo(originals=form is Form.PACK)


class _Counted:
    """A project counted with the eyes of whoever shares it."""

    def __init__(self, session: Session, wish: Redaction) -> None:
        self.wish = wish
        state = session.state
        self._rows = {table: dict(rows) for table, rows in state.items()}
        self.evidence = sorted(self._rows.get("evidence", {}).values(), key=_number)
        with session.store.file.lock:
            self.recorded = revisions.people(session.store.file.db)
            self.sizes = blobs.sizes(session.store.file.db)
            self.steps = revisions.count(session.store.file.db)
        self.answers = sum(1 for row in self._rows.get("answer", {}).values() if row["value"])
        self.assessments = len(self._rows.get("assessment", {}))

    # -- the two forms ------------------------------------------------------------------------

    def copy(self) -> Departure:
        wish = self.wish
        quotes, quoted = self._quotes()
        notes = self._notes()
        talk, private = self._comments()
        people = self.people()
        leaves = [
            Going("answers", self.answers),
            Going("items", len(self.evidence) - len(wish.items)),
            self._originals(wish.items | wish.files),
            self._earlier(),
            Going("quotes", 0 if wish.quotes else quotes - quoted),
            Going("notes", 0 if wish.notes else notes),
            Going("comments", 0 if wish.comments else talk),
            Going("steps", self.steps),
            Going("people", 0 if wish.authors else len(people), () if wish.authors else people),
            Going("devices", len({device for _, device in self.recorded})),
        ]
        stays = [
            Going("items", len(wish.items), self._titles(wish.items)),
            Going("files", len(self._held(wish.items | wish.files))),
            Going("quotes", quotes if wish.quotes else quoted),
            Going("notes", notes if wish.notes else 0),
            Going("private", private),
            Going("comments", talk if wish.comments else 0),
            Going("people", len(people) if wish.authors else 0, people if wish.authors else ()),
            Going("folders", sum(1 for row in self.evidence if row["link"])),
        ]
        return _told(leaves, stays)

    def memo(self, *, originals: bool) -> Departure:
        """What a memo for readers outside tells, alone or with register and originals."""
        talk, private = self._comments()
        held = self._originals(frozenset())
        leaves = [Going("memos", self.assessments)]
        stays = [Going("private", private), Going("steps", self.steps)]
        if originals:
            leaves += [Going("register", len(self.evidence)), held]
        else:
            stays.append(held)
        stays.append(Going("folders", sum(1 for row in self.evidence if row["link"])))
        if self.wish.authors:
            stays.append(Going("people", len(self.people()), self.people()))
        else:
            leaves.append(Going("people", len(self.people()), self.people()))
        leaves.append(Going("comments", talk))
        return _told(leaves, stays)

    # -- counting -----------------------------------------------------------------------------

    def people(self) -> tuple[str, ...]:
        """Everybody who is named as having worked on it."""
        found = {author for author, _ in self.recorded}
        for table, fields in NAMED:
            for row in self._rows.get(table, {}).values():
                found.update(str(row[name]) for name in fields)
        found.update(_searcher(row) for row in self.evidence)
        return tuple(sorted(found - {""}))

    def _held(self, ids: Iterable[str]) -> list[Row]:
        wanted = set(ids)
        return [row for row in self.evidence if row["id"] in wanted and row["blob"] in self.sizes]

    def _originals(self, without: frozenset[str]) -> Going:
        held = self._held(str(r["id"]) for r in self.evidence if r["id"] not in without)
        size = sum(self.sizes[blob] for blob in {str(row["blob"]) for row in held})
        return Going("files", len(held), tuple(str(row["file_name"]) for row in held), size)

    def _earlier(self) -> Going:
        """Bytes that only the history names: of evidence that was taken out of the register."""
        now = {row["blob"] for row in self.evidence}
        old = [sha256 for sha256 in self.sizes if sha256 not in now]
        return Going("earlier", len(old), (), sum(self.sizes[sha256] for sha256 in old))

    def _quotes(self) -> tuple[int, int]:
        """How many quotations there are, and how many of them go with their items."""
        cited = [row for row in self._rows.get("citation", {}).values() if row["quote"]]
        return len(cited), sum(1 for row in cited if row["evidence"] in self.wish.items)

    def _notes(self) -> int:
        return sum(
            1
            for table, fields in TEXTS.items()
            for row in self._rows.get(table, {}).values()
            if any(row[name] for name in fields)
        )

    def _comments(self) -> tuple[int, int]:
        """How many comments there are that may leave, and how many that never do."""
        rows = self._rows.get("comment", {})
        hidden = {key for key, row in rows.items() if row["private"]}
        hidden |= {key for key, row in rows.items() if row["parent"] in hidden}
        return len(rows) - len(hidden), len(hidden)

    def _titles(self, ids: Iterable[str]) -> tuple[str, ...]:
        wanted = set(ids)
        found = (row for row in self.evidence if row["id"] in wanted)
        return tuple(f"[{row['number']}] {row['title']}" for row in found)


def _told(leaves: Iterable[Going], stays: Iterable[Going]) -> Departure:
    """Without what there is none of."""
    return Departure(tuple(g for g in leaves if g.count), tuple(g for g in stays if g.count))


def _number(row: Row) -> tuple[int, str]:
    return int(row["number"] or 0), str(row["id"])


def _searcher(row: Row) -> str:
    try:
        told = json.loads(str(row["details"]))
    except ValueError:
        return ""
    return str(told.get("by", "")) if isinstance(told, dict) else ""
