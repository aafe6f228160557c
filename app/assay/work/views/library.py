"""The evidence library: one row an item with what sorts, filters and groups it, and live counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from assay.core.change import Row
from assay.core.confidence import Graded, day_of, freshness, graded
from assay.core.records import records
from assay.work import extract
from assay.work.guesses import guesses
from assay.work.linked import content_of
from assay.work.picturing import is_pictured
from assay.work.session import Session
from assay.work.touching import touched
from assay.work.withholding import NOTHING, Redactions, Withholding

DUE_BELOW = 0.5
"""Freshness for some question under which an item is due for another look."""
DUE_DAYS = 30
"""An item is due this many days before it stops saying anything."""
NONE, SCANNED, UNREADABLE, RECOGNISED = "none", "scanned", "unreadable", "recognised"
"""What may be known of an item's text beside `ok`."""


class LibraryRow(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One piece of evidence in the table. Empty text means *not given*.

    A structure, because thousands of them are made when a library is opened.
    """

    id: str
    number: int
    key: str
    title: str
    """In the language of the document."""
    translation: str
    publisher: str
    kind: str
    language: str
    date: str
    date_precision: str
    grade: str
    origin: str
    age_days: int | None
    """At the cut-off, from its date or else from its retrieval; None: neither is known."""
    dated: bool
    """False where the age counts from the day of retrieval."""
    no_decay: bool
    valid_until: str
    lapsed: bool
    """Past its `valid_until` at the cut-off: it counts nothing."""
    due: bool
    """Look again: half its freshness is gone for a question, or it lapses within 30 days, or did."""
    freshness: float | None
    """The lowest freshness among the questions that cite it; None where none does."""
    cited: int
    """How often it is cited in the assessment."""
    elsewhere: int
    """How often it is cited in other assessments of the project."""
    questions: tuple[str, ...]
    contradicts: bool
    """It speaks against an answer."""
    size: int
    media_type: str
    file_name: str
    duplicate_of: int
    """Number of the first item with the same bytes, 0 where there is none before it."""
    text_state: str
    """`none`, `scanned`, `recognised`, `ok` or `unreadable`"""
    held: str
    """`held` (the bytes are in the project), `linked` (a file beside it) or `none`"""
    guessed: tuple[str, ...]
    """Fields whose values are guesses nobody has confirmed."""
    retrieved: str
    damage: str = ""
    """What does not hold of it, as a message id; empty: nothing was found."""
    withheld: Redactions = NOTHING
    """The redactions that took out what it was, or its bytes."""

    @property
    def pictured(self) -> bool:
        """There may be a small picture of it: it has pages, or is a picture."""
        return self.held != NONE and is_pictured(self.media_type)


@dataclass(frozen=True, slots=True)
class LibraryGroup:
    """A run of rows under one heading; `key` is the publisher, letter, year or kind, may be empty."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The rows that pass, in order, and how many each filter would leave beside the others."""

    rows: tuple[LibraryRow, ...]
    groups: tuple[LibraryGroup, ...]
    """The runs of `rows` when they are grouped, else empty."""
    counts: Mapping[str, int]
    """`cited`, `due`, … and one each `kind:press`, `grade:B`, `language:zh-Hans`, `publisher:…`."""
    shown: int
    total: int


FILTERS: Mapping[str, Callable[[LibraryRow], bool]] = {
    "cited": lambda r: r.cited > 0,
    "not_cited": lambda r: r.cited == 0,
    "due": lambda r: r.due,
    "lapsed": lambda r: r.lapsed,
    "ungraded": lambda r: r.grade == "F6",
    "contradicts": lambda r: r.contradicts,
    "damaged": lambda r: bool(r.damage),
    "undated": lambda r: not r.dated,
    "guessed": lambda r: bool(r.guessed),
    "duplicate": lambda r: r.duplicate_of > 0,
    "no_text": lambda r: r.text_state in (SCANNED, UNREADABLE),
    "recognised": lambda r: r.text_state == RECOGNISED,
    "linked": lambda r: r.held == "linked",
    "search": lambda r: r.kind == "search",
}
"""Filters that are combined with *and*."""
FACETS: Mapping[str, Callable[[LibraryRow], str]] = {
    "kind": lambda r: r.kind,
    "grade": lambda r: r.grade[:1],
    "language": lambda r: r.language,
    "publisher": lambda r: r.publisher,
    "origin": lambda r: r.origin,
}
"""`facet:value` filters: values of one facet are combined with *or*, facets with *and*."""
SORTS: Mapping[str, Callable[[LibraryRow], object]] = {
    "number": lambda r: r.number,
    "title": lambda r: r.title.casefold(),
    "publisher": lambda r: r.publisher.casefold(),
    "kind": lambda r: r.kind,
    "language": lambda r: r.language,
    "date": lambda r: r.date,
    "grade": lambda r: r.grade,
    "age": lambda r: (r.age_days is None, r.age_days or 0),
    "freshness": lambda r: (r.freshness is None, r.freshness or 0.0),
    "valid_until": lambda r: (not r.valid_until, r.valid_until),
    "cited": lambda r: r.cited,
    "size": lambda r: r.size,
    "text": lambda r: r.text_state,
    "retrieved": lambda r: r.retrieved,
}
AGE_GROUPS = (90, 365, 730, 1825)
"""Days up to which an item belongs to an age group; what is older is in the last one."""


def _age_group(days: int | None) -> str:
    """Place of the age group from 0, empty where no age is known."""
    return "" if days is None else str(sum(days > limit for limit in AGE_GROUPS))


GROUPS: Mapping[str, Callable[[LibraryRow], str]] = {
    "publisher": lambda r: r.publisher,
    "grade": lambda r: r.grade[:1],
    "kind": lambda r: r.kind,
    "year": lambda r: r.date[:4],
    "age": lambda r: _age_group(r.age_days),
    "cited": lambda r: "cited" if r.cited else "not_cited",
}


def library_view(
    session: Session,
    *,
    assessment: str | None = None,
    sort: str = "number",
    descending: bool = False,
    filters: Collection[str] = frozenset(),
    text: str = "",
    also: Collection[str] = frozenset(),
    group: str = "",
) -> LibraryView:
    """The register as a table; raises `KeyError` for a sort, filter or group there is not.

    `also` are ids that pass whatever the register says of them: the words stand in their text.
    """
    every = library_rows(session, assessment)
    needle = text.casefold().strip()
    found = [row for row in every if row.id in also or _holds(row, needle)] if needle else every
    tests = _tests(filters)
    shown = (
        [row for row in found if all(test(row) for test in tests.values())] if tests else [*found]
    )
    # Equal rows keep the register's order whichever way the column runs.
    shown.sort(key=SORTS[sort], reverse=descending)  # type: ignore[arg-type]
    groups: tuple[LibraryGroup, ...] = ()
    if group:
        shown.sort(key=GROUPS[group])
        groups = tuple(
            LibraryGroup(key, sum(1 for _ in run)) for key, run in groupby(shown, GROUPS[group])
        )
    return LibraryView(tuple(shown), groups, _counts(found, tests), len(shown), len(every))


def library_rows(session: Session, assessment: str | None = None) -> list[LibraryRow]:
    """One row for every item of the register, in its order."""
    known = {a.id for a in session.assessments()}
    here = assessment or (session.assessment().id if known else "")
    cut_off = day_of(session.assessment(here).cut_off) if here else None
    cited = _Cited(session, here, cut_off or date.today().toordinal())
    rows = tuple(session.state.get("evidence", {}).values())
    first: dict[str, int] = {}
    contents = {str(row["id"]): content_of(row) for row in rows}
    read = extract.states(session, {key for key in contents.values() if key})
    translations = {t.subject: t.text for t in records(session.state, "translation")}
    kept = _kept.setdefault(session, {})
    damage = {id: problem.what for id, problem in touched(session).evidence.items()}
    missing = Withholding(session)
    found = []
    for row in sorted(rows, key=lambda row: (int(row["number"] or 0), str(row["id"]))):
        id = str(row["id"])
        key = contents[id]
        before = first.setdefault(key, int(row["number"] or 0)) if key else 0
        same = before if before != row["number"] else 0
        state = read.get(key, NONE)
        translation = translations.get(id, "")
        gone = missing.of_item(row)
        said = (cited.of(id), same, state, translation, damage.get(id, ""), gone)
        had = kept.get(id)
        if had is None or had[0] is not row or had[1] != said:
            had = kept[id] = (row, said, _row(row, cited, *said[1:]))
        found.append(had[2])
    return found


_kept: WeakKeyDictionary[Session, dict[str, tuple[Row, object, LibraryRow]]] = WeakKeyDictionary()
"""Rows as they were made last: of a register of thousands one step changes a few."""


class _Cited:
    """Who cites what in one assessment, and what ageing leaves of each item there."""

    def __init__(self, session: Session, assessment: str, cut_off: int) -> None:
        self._assessment = assessment
        self.cut_off = cut_off
        self.questions: dict[str, list[str]] = defaultdict(list)
        self.elsewhere: Counter[str] = Counter()
        self.against: set[str] = set()
        # A copy: this may be another thread's doing, while a person goes on citing.
        for row in tuple(session.state.get("citation", {}).values()):
            item = str(row["evidence"])
            if row["assessment"] != assessment:
                self.elsewhere[item] += 1
                continue
            self.questions[item].append(str(row["question"]))
            if row["stance"] == "contradicts":
                self.against.add(item)
        asked = session.checklist(assessment).questions if assessment else {}
        self._ages = {id: question.ages for id, question in asked.items()}

    def of(self, id: str) -> tuple[object, ...]:
        """All that a row has from here."""
        asked = tuple(self.questions.get(id, ()))
        return self._assessment, self.cut_off, asked, self.elsewhere[id], id in self.against

    def past(self, last_day: int | None, before: int = 0) -> bool:
        """The cut-off is past this day, or so many days before it."""
        return last_day is not None and self.cut_off > last_day - before

    def freshness(self, item: Graded) -> float | None:
        """What is left of it for the question that ages it most."""
        kinds = {self._ages[q] for q in self.questions.get(item.id, ()) if q in self._ages}
        return min((freshness(item, ages, self.cut_off) for ages in kinds), default=None)


_TEXTS = (
    "key", "publisher", "kind", "language", "date", "date_precision", "origin", "valid_until",
    "media_type", "file_name", "retrieved",
)  # fmt: skip
"""What a row has as the register has it."""


def _row(
    row: Row,
    cited: _Cited,
    same: int,
    state: str,
    translation: str,
    damage: str,
    withheld: Redactions,
) -> LibraryRow:
    item = graded(row)
    title, _, other = str(row["title"]).partition(" — ")
    kept = cited.freshness(item)
    lapsed, soon = cited.past(item.last_day), cited.past(item.last_day, DUE_DAYS)
    questions = cited.questions.get(item.id, [])
    said: dict[str, Any] = {name: str(row[name]) for name in _TEXTS}
    return LibraryRow(
        **said,
        id=item.id,
        number=item.number,
        title=title,
        translation=translation or other,
        grade=item.grade,
        age_days=None if item.day is None else cited.cut_off - item.day,
        dated=item.dated,
        no_decay=item.no_decay,
        lapsed=lapsed,
        due=soon or (kept is not None and kept < DUE_BELOW),
        freshness=kept,
        cited=len(questions),
        elsewhere=cited.elsewhere[item.id],
        questions=tuple(sorted(set(questions))),
        contradicts=item.id in cited.against,
        size=int(row["size"] or 0),
        duplicate_of=same,
        text_state=state,
        held="held" if row["blob"] else "linked" if row["link"] else "none",
        guessed=tuple(sorted(guesses(str(row["details"])))),
        damage=damage,
        withheld=withheld,
    )


def _holds(row: LibraryRow, needle: str) -> bool:
    hay = (row.title, row.translation, row.publisher, row.key, row.file_name, row.grade)
    return needle == str(row.number) or any(needle in h.casefold() for h in hay)


_Test = Callable[[LibraryRow], bool]


def _tests(filters: Collection[str]) -> dict[str, _Test]:
    """One test for each plain filter and one for each facet, by the name they go under."""
    tests: dict[str, _Test] = {}
    wanted: dict[str, set[str]] = defaultdict(set)
    for name in filters:
        facet, colon, value = name.partition(":")
        if colon:
            wanted[facet].add(value)
        else:
            tests[name] = FILTERS[name]
    for facet, values in wanted.items():
        tests[facet] = _one_of(FACETS[facet], values)
    return tests


def _one_of(value_of: Callable[[LibraryRow], str], values: set[str]) -> _Test:
    return lambda row: value_of(row) in values


def _counts(found: Sequence[LibraryRow], tests: Mapping[str, _Test]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, test in FILTERS.items():
        counts[name] = sum(map(test, _beside(found, tests, name)))
    for facet, value_of in FACETS.items():
        for value, count in Counter(map(value_of, _beside(found, tests, facet))).items():
            counts[f"{facet}:{value}"] = count
    return counts


def _beside(
    found: Sequence[LibraryRow], tests: Mapping[str, _Test], name: str
) -> Iterable[LibraryRow]:
    """The rows that pass every filter but this one."""
    others = [test for key, test in tests.items() if key != name]
    return (row for row in found if all(test(row) for test in others)) if others else found
