"""Finding among questions, evidence and commands by a part of a name; haystacks are made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["question", "evidence", "command"]
KINDS: tuple[Kind, ...] = ("question", "evidence", "command")
PREFIXES: Mapping[str, Kind] = {">": "command", "#": "question", "@": "evidence"}
LONGEST = 200
"""Characters of a query that are looked at."""
_MIXED: Mapping[Kind, int] = {"question": 4, "evidence": 3, "command": 3}
"""Rows that each kind has a claim to where all three have some."""
_BREAKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to go to or to run: `code` stands first and bold, `text` after it.

    `more` is looked through, too, but not shown; `icon` or `grade` stands before, `keys` at the right.
    """

    kind: Kind
    id: str
    code: str
    text: str = ""
    more: str = ""
    icon: str = ""
    grade: str = ""
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What is shown for a query: entries by kind, best first, out of `total` that hold it."""

    shown: Mapping[Kind, tuple[Entry, ...]]
    total: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hay:
    code: str
    """The code folded, without what separates its parts: *pty04*."""
    words: str
    """Every word with one space before it."""
    text: str


class Finder:
    """`Finder(entries)`; `find(query, room)` is cheap enough to run at every key."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._hay: dict[Kind, list[tuple[_Hay, Entry]]] = {kind: [] for kind in KINDS}
        for entry in entries:
            self._hay[entry.kind].append((_hay(entry), entry))

    def find(self, query: str, room: int) -> Found:
        """The best entries for `query`, at most `room`: codes that begin so, then words, then any part."""
        text = query[:LONGEST].strip()
        only = PREFIXES.get(text[:1])
        if only is not None:
            text = text[1:].strip()
        terms = tuple(dict.fromkeys(text.casefold().split()))
        kinds = KINDS if only is None else (only,)
        found = {kind: self._matching(kind, terms) for kind in kinds}
        counts = {kind: len(entries) for kind, entries in found.items()}
        shares = _shares(counts, room)
        shown = {kind: tuple(found[kind][: shares[kind]]) for kind in kinds if shares[kind]}
        return Found(shown, sum(counts.values()), tuple(text.split()))

    def _matching(self, kind: Kind, terms: tuple[str, ...]) -> list[Entry]:
        if not terms:
            return [entry for _, entry in self._hay[kind]]
        code = _BREAKS.sub("", "".join(terms))
        found = self._hay[kind]
        codes = [pair[1] for pair in found if code and pair[0].code.startswith(code)]
        if codes:
            found = [pair for pair in found if not pair[0].code.startswith(code)]
        for term in terms:  # one plain test at a time: it runs over everything at every key
            found = [pair for pair in found if term in pair[0].text]
        words: list[Entry] = []
        parts: list[Entry] = []
        starts = [" " + term for term in terms]
        for look, entry in found:
            first = all(start in look.words for start in starts)
            (words if first else parts).append(entry)
        return codes + words + parts


def _hay(entry: Entry) -> _Hay:
    text = f"{entry.code} {entry.text} {entry.more}".casefold()
    return _Hay(_BREAKS.sub("", entry.code.casefold()), " " + _BREAKS.sub(" ", text), text)


def _shares(counts: Mapping[Kind, int], room: int) -> dict[Kind, int]:
    """How many rows each kind gets: its claim first, then what the others leave, in order."""
    shares = {kind: min(count, _MIXED[kind], room) for kind, count in counts.items()}
    while sum(shares.values()) > room:
        largest = max(shares, key=lambda kind: shares[kind])
        shares[largest] -= 1
    for kind, count in counts.items():
        shares[kind] += min(count - shares[kind], room - sum(shares.values()))
    return shares


def marks(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand in `text`, as (start, end) in order, without overlaps."""
    if not terms:
        return []
    pattern = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
