"""What is only supposed of evidence: values seen in a document, grades offered by kind of source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assay.core.change import Cell, canonical
from assay.core.errors import InvalidInput
from assay.core.evidence import CREDIBILITY, RELIABILITY, Evidence, Kind
from assay.readers.document import Field, Guess

COLUMNS: Mapping[Field, str] = {
    Field.TITLE: "title",
    Field.DATE: "date",
    Field.PUBLISHER: "publisher",
    Field.LANGUAGE: "language",
    Field.ADDRESS: "url",
}
"""What a reader may guess, and the column it goes to."""
GIVEN, SEEN, FETCHED, NO_ADDRESS = "given", "seen", "fetched", "none"
"""How an address is known: by the user's word (not verified), from the file itself, by fetching it."""


def details(text: object) -> dict[str, Any]:
    """The details of an evidence row; empty where they are no mapping."""
    try:
        found = json.loads(str(text)) if text and text != "{}" else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def guesses(text: object) -> dict[str, str]:
    """Field → where its value was seen, of values that nobody has confirmed."""
    found = details(text).get("guesses")
    if not isinstance(found, dict):
        return {}
    return {str(field): str(source)[:200] for field, source in found.items()}


def address_state(url: str, text: object) -> str:
    """How the address of an item is known."""
    if not url:
        return NO_ADDRESS
    known = details(text)
    if known.get("address") == FETCHED:
        return FETCHED
    return SEEN if "url" in guesses(text) else GIVEN


def supposed(item: Evidence, found: Iterable[Guess], said: Mapping[str, Cell]) -> Evidence:
    """`item` with what its document says of itself, wherever the person said nothing."""
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for guess in found:
        column = COLUMNS.get(guess.field)
        if column is None or column in values or said.get(column):
            continue
        if column == "url" and not guess.value.lower().startswith(("http://", "https://")):
            continue
        values[column], sources[column] = guess.value, guess.source
    if not sources:
        return item
    known = {**details(item.details), "guesses": {**guesses(item.details), **sources}}
    return replace(item, **values, details=canonical(known))


def confirmed(text: str, fields: Iterable[str]) -> str:
    """Details in which these fields are no guesses any more, because a person has set them."""
    known = details(text)
    left = {name: seen for name, seen in guesses(text).items() if name not in set(fields)}
    if "url" in fields:
        known.pop("address", None)
    known.pop("guesses", None)
    return canonical({**known, "guesses": left} if left else known)


# -- grades ---------------------------------------------------------------------------------------


UNGRADED = "F6"
"""Neither can be judged: what everything has before somebody grades it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The grade that a kind of source usually has; `best` is what it has at most without a reason."""

    grade: str
    best: str

    def covers(self, grade: str) -> bool:
        """True for a grade between the two, ends included."""
        places = [RELIABILITY.find(g[0]) for g in (self.best, grade, self.grade)]
        figures = [CREDIBILITY.find(g[1]) for g in (self.best, grade, self.grade)]
        return places == sorted(places) and figures == sorted(figures)


# Blueprint §4.2; where it gives a span, the careful end is offered. It gives none for the others.
_OFFERED: Mapping[str, Offered] = {
    Kind.FILING: Offered("A2", "A1"),
    Kind.STATUTE: Offered("A2", "A1"),
    Kind.NOTICE: Offered("A2", "A1"),
    Kind.REGISTRY: Offered("A2", "A1"),
    Kind.PRESS: Offered("B3", "B2"),
    Kind.TRADE_PRESS: Offered("C3", "C3"),
    Kind.PRESS_RELEASE: Offered("A4", "A3"),
    Kind.DATA_VENDOR: Offered("B3", "B3"),
    Kind.NGO: Offered("C3", "B3"),
    Kind.WEB: Offered("E5", "C4"),
}


def default_grade(kind: str) -> Offered | None:
    """The grade to offer for a kind of source; None where only a person can tell."""
    return _OFFERED.get(kind)


def unreasoned(kind: str, grade: str, reason: str) -> str:
    """The grade that a kind usually has, where another is given without a word why; else empty."""
    offered = default_grade(kind)
    if offered is None or grade == UNGRADED or offered.covers(grade) or reason.strip():
        return ""
    return offered.grade


def check_reason(kind: str, grade: str, reason: str) -> None:
    """Raise `InvalidInput` for a grade that differs from its kind's and says no word why."""
    offered = unreasoned(kind, grade, reason)
    if offered:
        raise InvalidInput("grade_needs_reason", grade=grade, kind=kind, offered=offered)
