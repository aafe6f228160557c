"""The chronicle: every revision in light form, newest steps added as they come, and who was at work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from assay.core.change import Change, Label
from assay.core.errors import InvalidInput, NotFound
from assay.core.revision import Revision
from assay.work import history
from assay.work.jobs import Progress, Silent
from assay.work.session import Session

KINDS: Mapping[str, frozenset[str]] = {
    "answers": frozenset({"answer", "fact"}),
    "evidence": frozenset({"evidence", "citation", "translation"}),
    "rating": frozenset({"flag_review", "weighting", "what_if", "adjudication"}),
    "memo": frozenset({"memo_item", "memo_issue", "hypothesis", "consistency", "resolution"}),
    "review": frozenset({"comment", "assignment"}),
    "project": frozenset({"project", "assessment", "checklist", "statement", "device"}),
}
"""What a step is about, by the tables that it touches."""
_ABOUT = frozenset({"citation", "comment", "assignment"})
"""Tables whose rows name their question in a column; an answer names it in its key."""
_BATCH = 200
_FIRST_LOOK = 16
_BEGINS = '{"after":'
"""How a change begins in the canonical form; within a text the quotation marks would be escaped."""
_PARTS = frozenset({"after", "before", "key", "table"})
_READER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision, as a list shows it."""

    id: str
    number: int
    """Its place in this copy, from 1."""
    parents: tuple[str, ...]
    time: str
    author: str
    device: str
    label: Label
    questions: frozenset[str]
    """The questions whose answer, citations or remarks it changed."""
    kinds: frozenset[str]
    changes: int
    redacted: bool

    @property
    def moment(self) -> datetime:
        """When it was recorded, by the clock of this place."""
        return moment(self.time)

    @property
    def day(self) -> str:
        """The day of this place on which it was recorded."""
        return self.moment.date().isoformat()


def moment(time: str) -> datetime:
    """The time of a revision, by the clock of this place."""
    return datetime.fromisoformat(time.partition("/")[0].replace("Z", "+00:00")).astimezone()


@dataclass
class Chronicle:
    """All revisions of a project, in the order in which they came to this copy."""

    entries: list[Entry] = field(default_factory=list)
    whole: bool = False
    """It was read to the end once."""
    _numbers: dict[str, int] = field(default_factory=dict)
    _questions: dict[tuple[str, str], str] = field(default_factory=dict)
    """Table and key of a row that names its question → the question."""
    _reading: Lock = field(default_factory=Lock)
    """A job reads it for the first time while the window may ask for it."""

    def follow(self, session: Session, progress: Progress) -> None:
        """Take in what was recorded since the last look. Raises `Cancelled`; what was read stays."""
        with self._reading:
            new = self._unread(session)
            for done, revision in enumerate(new):
                if done % _BATCH == 0:
                    progress.step(done, len(new), "history")
                self._take(revision)
            self.whole = True

    def _unread(self, session: Session) -> list[Revision]:
        if not self.entries:
            return session.store.revisions()
        limit, last = _FIRST_LOOK, self.entries[-1].id
        while True:
            found = session.store.revisions(limit=limit, newest_first=True)
            place = next((n for n, revision in enumerate(found) if revision.id == last), -1)
            if place >= 0:
                return found[:place][::-1]
            if len(found) < limit:  # another history lies here than before
                for held in (self.entries, self._numbers, self._questions):
                    held.clear()
                return found[::-1]
            limit *= 8

    def _take(self, revision: Revision) -> None:
        changes = _changes(revision)
        label = history.label_of(revision)
        questions = {self._question(change) for change in changes}
        if not changes and label.facts.get("question"):
            questions.add(str(label.facts["question"]))
        tables = {change.table for change in changes}
        self._numbers[revision.id] = len(self.entries)
        self.entries.append(
            Entry(
                revision.id,
                len(self.entries) + 1,
                revision.parents,
                revision.time,
                revision.author,
                revision.device,
                label,
                frozenset(questions - {""}),
                frozenset(kind for kind, about in KINDS.items() if tables & about),
                len(changes),
                revision.body is None,
            )
        )

    def _question(self, change: Change) -> str:
        if change.table == "answer":
            return change.key.rpartition("/")[2]
        if change.table not in _ABOUT:
            return ""
        row = change.after or change.before or {}
        spot = (change.table, change.key)
        if "question" in row:
            self._questions[spot] = str(row["question"])
        return self._questions.get(spot, "")

    @property
    def linear(self) -> bool:
        """Each revision follows the one before: nobody's copy was ever merged in."""
        before: tuple[str, ...] = ()
        for entry in self.entries:
            if entry.parents != before:
                return False
            before = (entry.id,)
        return True

    def entry(self, id: str) -> Entry:
        """The revision with this id."""
        return self.entries[self._numbers[id]]

    def find(self, text: str) -> Entry:
        """The revision whose id begins so, or the last one of a day. Raises `NotFound`, `InvalidInput`."""
        asked = text.strip().lower()
        if is_day(asked):
            return self.on(asked)
        found = [entry for entry in self.entries if asked and entry.id.startswith(asked)]
        if not found:
            raise NotFound("unknown_revision", revision=text)
        if len(found) > 1:
            raise InvalidInput("revision_is_unclear", revision=text)
        return found[0]

    def on(self, day: str) -> Entry:
        """The last revision up to the end of a day; raises `NotFound` when there was none yet."""
        found = [entry for entry in self.entries if entry.day <= day]
        if not found:
            raise NotFound("nothing_before_day", day=day)
        return max(found, key=lambda entry: (entry.time, entry.number))

    def before(self, day: str) -> Entry:
        """The last revision before a day; the first of all where there was none yet."""
        found = [entry for entry in self.entries if entry.day < day]
        if not found:
            return self.entries[0]
        return max(found, key=lambda entry: (entry.time, entry.number))

    def closure(self, id: str) -> frozenset[str]:
        """A revision and all that it follows."""
        found: set[str] = set()
        waiting = [id]
        while waiting:
            one = waiting.pop()
            if one not in found and one in self._numbers:
                found.add(one)
                waiting.extend(self.entry(one).parents)
        return frozenset(found)


def _changes(revision: Revision) -> tuple[Change, ...]:
    if revision.body is None:
        return ()
    try:
        return revision.step().changes
    except ValueError:
        return ()  # `verify` names it


def some_changes(revision: Revision, most: int) -> tuple[list[Change], int]:
    """The first changes of a step, and how many there are altogether.

    A step that made a whole project has thousands: those that nobody asked for are counted, not read.
    """
    import msgspec

    try:
        parts = msgspec.json.decode(revision.body or '{"changes":[]}', type=dict[str, msgspec.Raw])
        found = msgspec.json.decode(parts["changes"], type=list[msgspec.Raw])
        return [_change(json.loads(bytes(each))) for each in found[:most]], len(found)
    except (msgspec.MsgspecError, ValueError, KeyError, TypeError, RecursionError):
        return [], 0  # `verify` names it


def changes_of_row(revision: Revision, key: str) -> list[Change]:
    """The changes of the rows of one key, in order.

    Where the body has the canonical form, only these are read; any other body is read whole.
    """
    try:
        found = _cut_out(revision.body or "", key)
        if found is None:
            whole = json.loads(revision.body or '{"changes":[]}')["changes"]
            found = [each for each in whole if each["key"] == key]
        return [_change(each) for each in found]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []  # `verify` names it


def _change(told: Any) -> Change:
    return Change(told["table"], told["key"], told["before"], told["after"])


def _cut_out(body: str, key: str) -> list[Any] | None:
    """The changes of a key, read alone; None where the body does not say so plainly that these are all."""
    name = json.dumps(key, ensure_ascii=False)
    found, place = [], body.find(name)
    while place >= 0:
        start = body.rfind(_BEGINS, 0, place)
        if start < 0:
            return None
        each, end = _READER.raw_decode(body, start)
        if end < place or each.keys() != _PARTS or each["key"] != key:
            return None  # the text stands for something else here: in a column, or in a note
        found.append(each)
        place = body.find(name, end)
    return found or None


def is_day(text: str) -> bool:
    """Whether a text is a day, like 2026-11-23."""
    try:
        return datetime.fromisoformat(text).date().isoformat() == text
    except ValueError:
        return False


_chronicles: WeakKeyDictionary[Session, Chronicle] = WeakKeyDictionary()


def chronicle(session: Session, progress: Progress | None = None) -> Chronicle:
    """The chronicle of a project as of now."""
    found = _chronicles.setdefault(session.now, Chronicle())
    found.follow(session, progress or Silent())
    return found


def is_read(session: Session) -> bool:
    """Whether the chronicle was read once, so that what is new takes no time."""
    return session.now in _chronicles and _chronicles[session.now].whole


def authors(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Everybody who recorded something, in order."""
    return tuple(sorted({entry.author for entry in entries}))
