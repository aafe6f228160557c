"""What one assessment's rating is made of: its rows, indexed by question and kept current."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from assay.core.answers import Status
from assay.core.change import Change, Row, State
from assay.core.confidence import Graded, graded
from assay.core.evidence import Stance

E = TypeVar("E")
_STATUSES = {str(status): status for status in Status}
_STANCES = {str(stance): stance for stance in Stance}


class Given(NamedTuple):
    """The part of an answer that the rating reads."""

    status: Status
    value: str | None


Cited = tuple[str, Stance]
"""The part of a citation that the rating reads: the evidence's id and the stance."""

NOT_GIVEN = Given(Status.NOT_ASSESSED, None)


@dataclass(slots=True)
class Touched:
    """What a batch of changes may have moved."""

    questions: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    assessment: bool = False
    """The assessment's own row or its weights: everything is to be read again."""


class Material:
    """Answers, citations with their evidence, facts and reviews of one assessment."""

    def __init__(self, state: State, assessment: str) -> None:
        self._assessment = assessment
        self.answers: dict[str, Given] = {}
        self.facts: dict[str, str] = {}
        self.reviews: dict[str, str] = {}
        """Flag id → `confirmed` or `cleared`."""
        self._cited: dict[str, dict[str, Cited]] = {}
        """Question id → citation id → citation."""
        self._cites: dict[str, str] = {}
        """Citation id → question id."""
        self._evidence: dict[str, Graded] = {}
        """Evidence that is cited."""
        for row in self._own(state, "answer"):
            self.answers[str(row["question"])] = _given(row)
        for row in self._own(state, "fact"):
            self.facts[str(row["name"])] = str(row["value"])
        for row in self._own(state, "flag_review"):
            self.reviews[str(row["flag"])] = str(row["state"])
        evidence = state.get("evidence", {})
        for row in self._own(state, "citation"):
            self._cite(str(row["id"]), row, evidence)

    def _own(self, state: State, table: str) -> Iterable[Row]:
        mine = self._assessment
        return [row for row in state.get(table, {}).values() if row["assessment"] == mine]

    def _cite(self, key: str, row: Row, evidence: dict[str, Row]) -> None:
        question, item = str(row["question"]), str(row["evidence"])
        self._cites[key] = question
        self._cited.setdefault(question, {})[key] = (item, _STANCES[str(row["stance"])])
        if item not in self._evidence and item in evidence:
            self._evidence[item] = graded(evidence[item])

    def citations(self, question: str) -> list[tuple[str, Stance, Graded]]:
        """The citations of one question whose evidence is there, as `weigh` takes them."""
        evidence = self._evidence
        return [
            (key, stance, evidence[item])
            for key, (item, stance) in self._cited.get(question, {}).items()
            if item in evidence
        ]

    def count(self, question: str) -> int:
        """How many citations the question has."""
        return len(self._cited.get(question, ()))

    def cited_questions(self) -> Iterable[str]:
        """The questions that have, or had, citations."""
        return self._cited

    def update(self, changes: Iterable[Change], state: State) -> Touched:
        """Read again the rows that `changes` touched, as they are in `state` now."""
        touched = Touched()
        for change in changes:
            if change.table == "assessment":
                touched.assessment = touched.assessment or change.key == self._assessment
            elif change.table == "weighting":
                touched.assessment = True  # it may be the profile that counts
            elif change.table == "evidence":
                touched.questions |= self._evidence_changed(change.key, state)
            elif change.table == "citation":
                touched.questions |= self._citation_changed(change.key, state)
            elif change.table in ("answer", "fact", "flag_review"):
                self._entry_changed(change, state, touched)
        return touched

    def _evidence_changed(self, key: str, state: State) -> set[str]:
        touched = {
            question
            for question, cited in self._cited.items()
            if any(item == key for item, _ in cited.values())
        }
        self._evidence.pop(key, None)  # also of what is not cited now: it may be cited again
        row = state.get("evidence", {}).get(key)
        if row is not None and touched:
            self._evidence[key] = graded(row)
        return touched

    def _citation_changed(self, key: str, state: State) -> set[str]:
        touched = set()
        before = self._cites.pop(key, None)
        if before is not None:
            del self._cited[before][key]
            touched.add(before)
        row = state.get("citation", {}).get(key)
        if row is not None and row["assessment"] == self._assessment:
            self._cite(key, row, state.get("evidence", {}))
            touched.add(str(row["question"]))
        return touched

    def _entry_changed(self, change: Change, state: State, touched: Touched) -> None:
        """A row whose key is `ASSESSMENT/NAME`: an answer, a fact or a review."""
        assessment, _, name = change.key.partition("/")
        if assessment != self._assessment:
            return
        row = state.get(change.table, {}).get(change.key)
        if change.table == "answer":
            _set(self.answers, name, None if row is None else _given(row))
            touched.questions.add(name)
        elif change.table == "fact":
            _set(self.facts, name, None if row is None else str(row["value"]))
            touched.facts.add(name)
        else:
            _set(self.reviews, name, None if row is None else str(row["state"]))
            touched.flags.add(name)


def _set(entries: dict[str, E], name: str, entry: E | None) -> None:
    if entry is None:
        entries.pop(name, None)
    else:
        entries[name] = entry


def _given(row: Row) -> Given:
    value = row["value"]
    status = _STATUSES.get(str(row["status"]), Status.NOT_ASSESSED)
    return Given(status, None if value is None else str(value))
