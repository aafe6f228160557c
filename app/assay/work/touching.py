"""What damage touches: which answers, evidence and memo sentences, so that each says so where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assay.core.errors import NeedsDecision
from assay.store.place import Problem
from assay.work import restoring
from assay.work.memo_matter import listed
from assay.work.session import Session

_OF_BYTES = frozenset({"blob_damaged", "blob_missing"})
_OF_ROWS = frozenset({"row_differs", "history_does_not_fit"})


@dataclass(frozen=True, slots=True)
class Touched:
    """What of a project is damaged, by row id; each with what does not hold."""

    evidence: Mapping[str, Problem] = field(default_factory=dict)
    answers: Mapping[str, Problem] = field(default_factory=dict)
    """By the key of the answer: assessment and question."""
    items: Mapping[str, Problem] = field(default_factory=dict)
    """Sentences of memos."""


NOTHING = Touched()


def touched(session: Session) -> Touched:
    """What the damage found in the file touches; nothing, where nothing was found."""
    found = restoring.damage(session)
    if not found:
        return NOTHING
    bytes_ = {p.where: p for p in found if p.what in _OF_BYTES}
    rows = {p.where: p for p in found if p.what in _OF_ROWS}
    evidence = _rows(rows, "evidence")
    for id, row in session.state.get("evidence", {}).items():
        if row["blob"] in bytes_:
            evidence[id] = bytes_[str(row["blob"])]
    answers = _rows(rows, "answer")
    for key, problem in _rows(rows, "citation").items():
        cited = session.state.get("citation", {}).get(key)
        if cited is not None:
            answers.setdefault(f"{cited['assessment']}/{cited['question']}", problem)
    return Touched(evidence, answers, _rows(rows, "memo_item"))


def _rows(found: Mapping[str, Problem], table: str) -> dict[str, Problem]:
    start = f"{table} "
    return {w.removeprefix(start): p for w, p in found.items() if w.startswith(start)}


def questions(session: Session, assessment: str) -> frozenset[str]:
    """The questions whose answer, or what is cited for it, is damaged."""
    found = touched(session)
    if found is NOTHING:
        return frozenset()
    start = f"{assessment}/"
    asked = {key.removeprefix(start) for key in found.answers if key.startswith(start)}
    for row in session.state.get("citation", {}).values():
        if row["assessment"] == assessment and row["evidence"] in found.evidence:
            asked.add(str(row["question"]))
    return frozenset(asked)


def require_whole(session: Session, assessment: str) -> None:
    """Raise `NeedsDecision` where a final memo would rest on evidence that is no longer as it was added."""
    damaged = touched(session).evidence
    if not damaged:
        return
    cited = {
        str(row["evidence"])
        for row in session.state.get("citation", {}).values()
        if row["assessment"] == assessment
    }
    for row in session.state.get("memo_item", {}).values():
        if row["assessment"] == assessment:
            cited.update(str(id) for id in listed(str(row["evidence"])))
    numbers = sorted(
        int(row["number"] or 0)
        for id, row in session.state.get("evidence", {}).items()
        if id in damaged and id in cited
    )
    if numbers:
        raise NeedsDecision("memo_cites_damaged", numbers=numbers, count=len(numbers))
