"""Withholding: who took out of a copy, and when, what it shows as `[…]` or no longer holds."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assay.core.answers import Answer
from assay.core.change import Label, Row
from assay.core.evidence import Citation
from assay.core.merge import REDACT
from assay.store import recorded
from assay.work.masking import GAP, TEXTS
from assay.work.session import Session


@dataclass(frozen=True, slots=True)
class Withheld:
    """One redaction that this copy went through."""

    by: str
    time: str
    kinds: frozenset[str]
    """`items`, `files`, `notes`, `quotes` …"""


Redactions = tuple[Withheld, ...]
NOTHING: Redactions = ()


class Withholding:
    """What is missing in one project; the history is asked once, when the first gap is met."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: Redactions | None = None

    def of_item(self, row: Row) -> Redactions:
        """Who took out what an item of the register was, or its bytes; nothing, where all is there."""
        if row["title"] == GAP:
            return self._by("items")
        gone = row["file_name"] and not row["blob"] and not row["link"]
        return self._by("files") if gone else NOTHING

    def of_answer(self, answer: Answer) -> Redactions:
        """Who took out what was written beside an answer."""
        gone = any(getattr(answer, name) == GAP for name in TEXTS["answer"])
        return self._by("notes") if gone else NOTHING

    def of_quotation(self, cited: Citation) -> Redactions:
        """Who took out quotations, where a page is cited without its words."""
        gone = cited.page is not None and not cited.quote
        return self._by("quotes") if gone else NOTHING

    def _by(self, kind: str) -> Redactions:
        if self._found is None:
            self._found = _redactions(self._session.now)
        return tuple(one for one in self._found if kind in one.kinds)


def _redactions(now: Session) -> Redactions:
    read, found = _kept.get(now, (0, NOTHING))
    place, news = recorded.labelled(now.store, REDACT, read)
    if place != read:
        found += tuple(_withheld(label, time) for label, time in news)
        _kept[now] = place, found
    return found


def _withheld(label: Label, time: str) -> Withheld:
    kinds = str(label.facts.get("kinds", "")).split(", ")
    return Withheld(str(label.facts.get("by", "")), time, frozenset(kinds))


_kept: WeakKeyDictionary[Session, tuple[int, Redactions]] = WeakKeyDictionary()
"""How far the history was looked through, and what was found; only what came since is read again."""
