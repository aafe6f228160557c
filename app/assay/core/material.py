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


class Cited(NamedTuple):
    """The part of a citation that the rating reads."""

    question: str
    evidence: str
    stance: Stance


NOT_GIVEN = Given(Status.NOT_ASSESSED, None)


@dataclass(slots=True)
class Touched:
    """What a batch of changes may have moved."""

    questions: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    assessment: bool = False
    """The assessment's own row: everything is to be read again."""


class Material:
    """Answers, citations with their evidence, facts and reviews of one assessment."""

    def __init__(self, state: State, assessment: str) -> None:
        self._assessment = assessment
        self.answers: dict[str, Given] = {}
        self.facts: dict[str, str] = {}
        self.reviews: dict[str, str] = {}
        """Flag id → `confirmed` or `cleared`."""
        self._citations: dict[str, Cited] = {}
        self._by_question: dict[str, set[str]] = {}
        self._by_evidence: dict[str, set[str]] = {}
        self._evidence: dict[str, Graded] = {}
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
        return (row for row in state.get(table, {}).values() if row["assessment"] == mine)

    def _cite(self, key: str, row: Row, evidence: dict[str, Row]) -> None:
        cited = Cited(str(row["question"]), str(row["evidence"]), _STANCES[str(row["stance"])])
        self._citations[key] = cited
        self._by_question.setdefault(cited.question, set()).add(key)
        self._by_evidence.setdefault(cited.evidence, set()).add(key)
        if cited.evidence not in self._evidence and cited.evidence in evidence:
            self._evidence[cited.evidence] = graded(evidence[cited.evidence])

    def _uncite(self, key: str) -> Cited | None:
        cited = self._citations.pop(key, None)
        if cited is not None:
            self._by_question[cited.question].discard(key)
            self._by_evidence[cited.evidence].discard(key)
        return cited

    def citations(self, question: str) -> list[tuple[str, Stance, Graded]]:
        """The citations of one question whose evidence is there, as `confidence` takes them."""
        found = []
        for key in self._by_question.get(question, ()):
            cited = self._citations[key]
            item = self._evidence.get(cited.evidence)
            if item is not None:
                found.append((key, cited.stance, item))
        return found

    def cited_questions(self) -> Iterable[str]:
        """The questions that have citations."""
        return (question for question, keys in self._by_question.items() if keys)

    def update(self, changes: Iterable[Change], state: State) -> Touched:
        """Read again the rows that `changes` touched, as they are in `state` now."""
        touched = Touched()
        for change in changes:
            if change.table == "assessment":
                touched.assessment = touched.assessment or change.key == self._assessment
            elif change.table == "evidence":
                touched.questions |= self._evidence_changed(change.key, state)
            elif change.table == "citation":
                touched.questions |= self._citation_changed(change.key, state)
            elif change.table in ("answer", "fact", "flag_review"):
                self._entry_changed(change, state, touched)
        return touched

    def _evidence_changed(self, key: str, state: State) -> set[str]:
        row = state.get("evidence", {}).get(key)
        if row is None:
            self._evidence.pop(key, None)
        elif key in self._by_evidence:
            self._evidence[key] = graded(row)
        return {self._citations[one].question for one in self._by_evidence.get(key, ())}

    def _citation_changed(self, key: str, state: State) -> set[str]:
        before = self._uncite(key)
        touched = {before.question} if before is not None else set()
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
