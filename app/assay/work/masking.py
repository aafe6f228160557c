"""Masking: one change of a row as a redacted copy tells it, the same way wherever the row is touched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from assay.core.change import Cell, Change, Row, canonical
from assay.work.memo_leaving import NAMED

GAP = "[…]"
"""Stands where a text was; it reads as a gap in any language."""
TEXTS: Mapping[str, tuple[str, ...]] = {
    "answer": ("reason", "rationale", "against", "would_change"),
    "project": ("note",),
    "statement": ("note",),
    "fact": ("note",),
    "evidence": ("note", "grade_reason"),
    "citation": ("note",),
    "flag_review": ("reason",),
    "assignment": ("reason",),
    "adjudication": ("reason",),
    "weighting": ("reason",),
    "what_if": ("note",),
    "hypothesis": ("note",),
    "consistency": ("note",),
    "resolution": ("note",),
}
"""What `notes` takes out: what people wrote beside answers and evidence."""
_ITEM = {
    "title": GAP,
    "publisher": GAP,
    "short_name": GAP,
    "url": "",
    "grade_reason": GAP,
    "note": GAP,
    "file_name": "",
    "media_type": "",
    "language": "",
    "details": "{}",
    "link": "",
}
"""What is taken out of an item; number, kind, dates and grade stay, and so the rating does."""
_QUOTED = {"quote": "", "translation": "", "anchor": ""}
_NO_WORDS = frozenset({"media_type", "language", "details", "anchor"})
"""Fields whose values say nothing by standing elsewhere, too."""
_PEOPLE_IN_DETAILS = ("by", "owner", "translator")


@dataclass(frozen=True, slots=True)
class Redaction:
    """What a copy leaves out. `items` and `files` hold ids of evidence."""

    items: frozenset[str] = frozenset()
    """Evidence of which neither bytes nor facts leave."""
    files: frozenset[str] = frozenset()
    """Evidence of which the bytes stay here."""
    quotes: bool = False
    notes: bool = False
    comments: bool = False
    authors: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.items or self.files or self.quotes or self.notes or self.comments or self.authors
        )


@dataclass
class Mask:
    """A redaction with all that it has to know of the history; applied to every change of it."""

    redaction: Redaction
    citations: set[str] = field(default_factory=set)
    """Citations of items that are taken out."""
    translations: set[str] = field(default_factory=set)
    """Translations of what is taken out."""
    comments: set[str] = field(default_factory=set)
    """Comments that do not leave: private ones never do, nor what was said below them."""
    people: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    public: frozenset[str] = frozenset()
    """Comments that are not private now, whatever they were before."""
    removed: set[str] = field(default_factory=set)
    """Every text that was taken out."""
    counts: dict[str, set[str]] = field(default_factory=dict)
    """What was taken out of, by kind: the keys of rows."""

    # -- looking ------------------------------------------------------------------------------

    def learn(self, changes: Iterable[Change]) -> None:
        """Take note of what hangs on what is taken out: of all changes, before any is masked."""
        below: dict[Cell, set[str]] = {}
        subjects: dict[str, Cell] = {}
        for change in changes:
            for row in filter(None, (change.before, change.after)):
                if change.table == "citation" and row.get("evidence") in self.redaction.items:
                    self.citations.add(change.key)
                elif change.table == "translation" and "subject" in row:
                    subjects[change.key] = row["subject"]
                elif change.table == "comment":
                    below.setdefault(row.get("parent"), set()).add(change.key)
                    private = row.get("private") and change.key not in self.public
                    if self.redaction.comments or private:
                        self.comments.add(change.key)
        gone = self.redaction.items | self.citations
        self.translations = {key for key, subject in subjects.items() if subject in gone}
        left = list(self.comments)
        while left:
            more = below.get(left.pop(), set()) - self.comments
            self.comments |= more
            left += more

    def alias(self, name: str) -> str:
        """What stands for a person: the same wherever they are named."""
        return self.people.setdefault(name, f"[P{len(self.people) + 1}]")

    # -- masking ------------------------------------------------------------------------------

    def changes(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """The changes as the copy tells them; those that tell nothing any more are left out."""
        found = (self._change(change) for change in changes)
        return tuple(change for change in found if change is not None)

    def _change(self, change: Change) -> Change | None:
        if change.table == "comment" and change.key in self.comments:
            for row in filter(None, (change.before, change.after)):
                self._take("comments", change.key, "text", row.get("text"))
            return None
        before = (
            None if change.before is None else self.row(change.table, change.key, change.before)
        )
        after = None if change.after is None else self.row(change.table, change.key, change.after)
        if before is None or after is None:
            return Change(change.table, change.key, before, after)
        moved = [name for name in after if before[name] != after[name]]
        if not moved:
            return None
        return Change(
            change.table, change.key, {n: before[n] for n in moved}, {n: after[n] for n in moved}
        )

    def row(self, table: str, key: str, row: Row) -> dict[str, Cell]:
        """A row, or the part of one that changed, as the copy tells it."""
        told = dict(row)
        for kind, fields in self._fields(table, key):
            for name, stand_in in fields.items():
                value = told.get(name)
                if value in (None, "", 0, "{}"):
                    continue
                said = stand_in(value) if callable(stand_in) else stand_in
                if said != value:
                    self._take(kind, key, name, value)
                    told[name] = said
        return told

    def _take(self, kind: str, key: str, name: str, value: Cell) -> None:
        self.counts.setdefault(kind, set()).add(key)
        if isinstance(value, str) and value and name not in _NO_WORDS:
            self.removed.add(value)

    def _fields(
        self, table: str, key: str
    ) -> list[tuple[str, Mapping[str, Cell | Callable[[Cell], Cell]]]]:
        wish = self.redaction
        found: list[tuple[str, Mapping[str, Cell | Callable[[Cell], Cell]]]] = []
        if table == "evidence":
            found.append(("paths", {"link": _file_of, "url": _no_file}))
            if key in wish.items:
                found.append(("items", {**_ITEM, "key": f"r-{key[-8:]}", "origin": self._origin}))
            if key in wish.files or key in wish.items:
                found.append(("files", {"blob": "", "size": 0, "link": ""}))
        if (table == "citation" and (wish.quotes or key in self.citations)) or (
            table == "translation" and (wish.quotes or key in self.translations)
        ):
            found.append(("quotes", _QUOTED if table == "citation" else {"text": GAP}))
        if wish.notes or key in self.citations:
            found.append(("notes", dict.fromkeys(TEXTS.get(table, ()), GAP)))
        if wish.authors:
            found.append(("authors", self._named(table)))
        return found

    def _named(self, table: str) -> Mapping[str, Callable[[Cell], Cell]]:
        fields = dict(NAMED).get(table, ())
        if table in ("device", "memo_issue"):
            fields = ("name", "reviewer")
        named: dict[str, Callable[[Cell], Cell]] = dict.fromkeys(fields, self._alias)
        if table in ("evidence", "memo_item", "memo_issue"):
            named["details"] = self._people_in
        return named

    def _alias(self, name: Cell) -> Cell:
        return self.alias(str(name))

    def _origin(self, origin: Cell) -> Cell:
        return self.origins.setdefault(str(origin), f"[O{len(self.origins) + 1}]")

    def _people_in(self, details: Cell) -> Cell:
        try:
            told = json.loads(str(details))
            named = [n for n in _PEOPLE_IN_DETAILS if isinstance(told.get(n), str) and told[n]]
        except (ValueError, AttributeError):
            return "{}"  # what cannot be read through cannot be known to name nobody
        if not named:
            return details
        self.removed.update(told[name] for name in named)
        return canonical({**told, **{name: self.alias(told[name]) for name in named}})


def _file_of(link: Cell) -> Cell:
    """The name of a linked file: the folders it lies in are this computer's own matter."""
    return str(link).replace("\\", "/").rstrip("/").rpartition("/")[2]


def _no_file(url: Cell) -> Cell:
    return "" if str(url).lower().startswith("file:") else url
