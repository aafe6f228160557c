"""What is said of the issuer and related parties: values side by side, and where they contradict."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from assay.core.assessment import Statement
from assay.core.change import Row
from assay.core.records import records
from assay.work.session import Session
from assay.work.statements import ISSUER, PROPERTIES

SINGLE = frozenset({
    "country", "seat", "listed_since", "shares_outstanding", "isin", "uscc", "lei", "role", "holding",
})  # fmt: skip
"""Properties that have one true value at a time; of the others there may be several."""


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value with who says so and when."""

    id: str
    value: str
    language: str
    status: str
    """`verified`, `unverified` or `not_found`"""
    evidence: str
    number: int
    """Register number of its evidence, 0 where it has none."""
    source: str
    """Title of its evidence."""
    publisher: str
    grade: str
    as_of: str
    until: str
    note: str


@dataclass(frozen=True, slots=True)
class PropertyView:
    """All values of one property, the latest first; `contradicting` are ids that cannot all be true."""

    property: str
    values: tuple[ValueView, ...]
    contradicting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubjectView:
    """The issuer, or a related party by the id of the statement that names it."""

    id: str
    name: str
    properties: tuple[PropertyView, ...]


@dataclass(frozen=True, slots=True)
class StatementsView:
    """Everybody something is said of: the issuer first, then the related parties in their order."""

    subjects: tuple[SubjectView, ...]

    @property
    def contradictions(self) -> tuple[tuple[SubjectView, PropertyView], ...]:
        """The properties whose values contradict each other."""
        return tuple((s, p) for s in self.subjects for p in s.properties if p.contradicting)


def statements_view(session: Session) -> StatementsView:
    """All statements of the project, grouped by whom they are about and by property."""
    said: dict[str, list[Statement]] = defaultdict(list)
    every: Iterable[Statement] = records(session.state, "statement")
    for one in sorted(every, key=lambda s: (s.position, s.id)):
        said[one.subject].append(one)
    parties = [one for one in said[ISSUER] if one.property == "related"]
    evidence = session.state.get("evidence", {})
    subjects = [_subject(ISSUER, _name(said[ISSUER]), said[ISSUER], evidence)]
    subjects += [_subject(one.id, one.value, said.get(one.id, ()), evidence) for one in parties]
    return StatementsView(tuple(subjects))


def _name(said: Sequence[Statement]) -> str:
    return next((one.value for one in said if one.property == "name"), "")


def _subject(
    id: str, name: str, said: Sequence[Statement], evidence: dict[str, Row]
) -> SubjectView:
    by_property: dict[str, list[Statement]] = defaultdict(list)
    for one in said:
        by_property[one.property].append(one)
    order = {property: place for place, property in enumerate(PROPERTIES)}
    known = sorted(by_property, key=lambda property: order.get(property, len(order)))
    return SubjectView(
        id, name, tuple(_property(property, by_property[property], evidence) for property in known)
    )


def _property(property: str, said: Sequence[Statement], evidence: dict[str, Row]) -> PropertyView:
    latest = sorted(said, key=lambda one: one.as_of, reverse=True)
    return PropertyView(
        property,
        tuple(_value(one, evidence.get(one.evidence)) for one in latest),
        contradicting(said) if property in SINGLE else (),
    )


def contradicting(said: Sequence[Statement]) -> tuple[str, ...]:
    """The ids of statements of one property that cannot all be true at one time."""
    found: set[str] = set()
    for one, other in combinations(said, 2):
        if one.value and other.value and _plain(one) != _plain(other) and _at_once(one, other):
            found |= {one.id, other.id}
    return tuple(one.id for one in said if one.id in found)


def _plain(said: Statement) -> str:
    return "".join(unicodedata.normalize("NFKC", said.value).casefold().split())


def _at_once(one: Statement, other: Statement) -> bool:
    """True when both are said of the same time. A later value without an end replaces an earlier one."""
    if one.language != other.language and one.language and other.language:
        return False
    if one.as_of and other.as_of and one.as_of != other.as_of:
        first, second = sorted((one, other), key=lambda s: s.as_of)
        return bool(first.until) and second.as_of <= first.until
    ends = [s.until for s in (one, other) if s.until]
    starts = [s.as_of for s in (one, other) if s.as_of]
    return not (ends and starts) or max(starts) <= min(ends)


def _value(said: Statement, source: Row | None) -> ValueView:
    return ValueView(
        id=said.id,
        value=said.value,
        language=said.language,
        status=said.status,
        evidence=said.evidence if source else "",
        number=int(source["number"] or 0) if source else 0,
        source=str(source["title"]) if source else "",
        publisher=str(source["publisher"]) if source else "",
        grade=f"{source['reliability']}{source['credibility']}" if source else "",
        as_of=said.as_of,
        until=said.until,
        note=said.note,
    )
