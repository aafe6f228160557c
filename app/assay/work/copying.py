"""Copying answers and evidence from another project: what fits comes over, the rest is accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assay.core.answers import Answer, Status
from assay.core.change import Change, Step, inserted, step, updated
from assay.core.checklist import Question, say
from assay.core.errors import InvalidInput
from assay.core.evidence import Citation, Evidence
from assay.core.identity import new_id
from assay.core.records import records, to_row
from assay.store import blobs
from assay.words.copying import reasons
from assay.work.answering import answer_of
from assay.work.citing import citations_of, evidence_by_number, free_key, next_number
from assay.work.jobs import Progress, Silent
from assay.work.session import Session

Why = Literal[
    "question_not_here",
    "answer_differs",
    "answered_here",
    "same_here",
    "held_here",
    "linked_file",
    "bytes_missing",
    "answer_not_taken",
    "evidence_not_taken",
]
"""Why something was not taken over."""
NEAR = 80.0
"""From this likeness of a hundred on, a question is named as perhaps the same."""


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that is not taken over."""

    table: str
    name: str
    """The id of the question, or the number in the other register."""
    why: Why
    here: str = ""
    """What stands here for it: the number of the same file; or the id of a question with a near text."""


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """What copying would bring, and what it would leave; nothing is changed by asking."""

    answers: tuple[str, ...]
    """Ids of the questions whose answers come over."""
    reworded: tuple[str, ...]
    """Those of them that are asked in other words here."""
    evidence: tuple[int, ...]
    """Numbers that the items have in the other register."""
    citations: int
    left: tuple[Left, ...]
    changes: tuple[Change, ...]
    bytes_of: tuple[str, ...]
    """SHA-256 of the bytes to be taken along."""

    def whys(self) -> tuple[str, ...]:
        """Why answers and evidence are left, each reason once."""
        return tuple(dict.fromkeys(left.why for left in self.left if left.table != "citation"))


def plan(
    session: Session,
    other: Session,
    assessment: str,
    *,
    answers: bool = True,
    evidence: bool = True,
) -> CopyPlan:
    """What of another project's last assessment and register fits this one.

    An answer is taken where the question has the same id and the same options, and nobody answered
    it here; evidence where its bytes are not held yet; a citation where both its ends are here.
    Raises `InvalidInput` for a copy of this very project, and where nothing fits, with the reason.
    """
    found = look(session, other, assessment, answers=answers, evidence=evidence)
    if not found.changes:
        raise InvalidInput("nothing_to_copy", path=other.path, why=reasons(found.whys()))
    return found


def look(
    session: Session,
    other: Session,
    assessment: str,
    *,
    answers: bool = True,
    evidence: bool = True,
) -> CopyPlan:
    """The same, where nothing that fits is a finding like any other."""
    if other.store.project_id == session.store.project_id:
        raise InvalidInput("copy_same_project", path=other.path)
    matching = _Matching(session, other, assessment, other.assessment().id)
    if answers:
        matching.match_answers()
    if evidence:
        matching.match_evidence()
    matching.match_citations(wanted=answers)
    return matching.found()


class _Matching:
    """One comparison of two projects."""

    def __init__(self, session: Session, other: Session, here: str, there: str) -> None:
        self.session, self.other, self.here, self.there = session, other, here, there
        self.left: list[Left] = []
        self.answers: dict[str, Change] = {}
        self.agreed: set[str] = set()
        """Questions that both answer alike: what the other cites for them may follow."""
        self.reworded: list[str] = []
        self.evidence: dict[int, Change] = {}
        self.items: dict[str, str] = {}
        """Id of evidence there -> id here."""
        self.bytes_of: list[str] = []
        self.citations: list[Change] = []

    def match_answers(self) -> None:
        asked = self.session.checklist(self.here).questions
        before = self.other.checklist(self.there).questions
        for id, question in before.items():
            given = answer_of(self.other, self.there, id)
            if given.status is Status.NOT_ASSESSED:
                continue
            if id not in asked:
                self._leave("answer", id, "question_not_here", near(question, asked))
            elif not takes(asked[id], question, given):
                self._leave("answer", id, "answer_differs")
            else:
                self._match_answer(asked[id], question, given)

    def _match_answer(self, asked: Question, before: Question, given: Answer) -> None:
        own = answer_of(self.session, self.here, asked.id)
        if own.status is not Status.NOT_ASSESSED:
            same = (own.status, own.value) == (given.status, given.value)
            self._leave("answer", asked.id, "same_here" if same else "answered_here")
            if same:
                self.agreed.add(asked.id)
            return
        texts = {
            name: getattr(own, name) or getattr(given, name)
            for name in ("rationale", "against", "would_change")
        }
        after = replace(own, status=given.status, value=given.value, reason=given.reason, **texts)
        row, fields = self.session.state.get("answer", {}).get(own.id), to_row(after)
        change = inserted("answer", fields) if row is None else updated("answer", row, **fields)
        if change is not None:
            self.answers[asked.id] = change
            self.agreed.add(asked.id)
        if asked.text != before.text:
            self.reworded.append(asked.id)

    def match_evidence(self) -> None:
        number, keys = next_number(self.session), set[str]()
        held = _held(self.session)
        for item in evidence_by_number(self.other):
            known = held.get(_sameness(item))
            if known is not None:
                self.items[item.id] = known.id
                self._leave("evidence", str(item.number), "held_here", str(known.number))
            elif item.link:
                self._leave("evidence", str(item.number), "linked_file")
            elif item.blob and not self.other.store.has_blob(item.blob):
                self._leave("evidence", str(item.number), "bytes_missing")
            else:
                key = free_key(self.session, item.key, keys)
                keys.add(key)
                made = replace(item, id=new_id(), number=number, key=key)
                number += 1
                self.items[item.id], held[_sameness(item)] = made.id, made
                self.evidence[item.number] = inserted("evidence", to_row(made))
                self.bytes_of += [item.blob] if item.blob else []

    def match_citations(self, *, wanted: bool) -> None:
        if not wanted:
            return
        held = _held(self.session)
        for item in evidence_by_number(self.other):
            if item.id not in self.items and (known := held.get(_sameness(item))) is not None:
                self.items[item.id] = known.id
        for cited in records(self.other.state, "citation"):
            if cited.assessment == self.there:
                self._match_citation(cited)

    def _match_citation(self, cited: Citation) -> None:
        if cited.question not in self.agreed:
            self._leave("citation", cited.question, "answer_not_taken")
        elif cited.evidence not in self.items:
            self._leave("citation", cited.question, "evidence_not_taken")
        else:
            item = self.items[cited.evidence]
            made = replace(cited, id=new_id(), assessment=self.here, evidence=item)
            if any(_alike(made, known) for known in citations_of(self.session, item)):
                self._leave("citation", cited.question, "same_here")
            else:
                self.citations.append(inserted("citation", to_row(made)))

    def _leave(self, table: str, name: str, why: Why, here: str = "") -> None:
        self.left.append(Left(table, name, why, here))

    def found(self) -> CopyPlan:
        changes = (*self.evidence.values(), *self.answers.values(), *self.citations)
        return CopyPlan(
            tuple(self.answers),
            tuple(self.reworded),
            tuple(self.evidence),
            len(self.citations),
            tuple(self.left),
            changes,
            tuple(self.bytes_of),
        )


def takes(asked: Question, before: Question, given: Answer) -> bool:
    """Whether an answer to one question is an answer to the other: same kind, same options."""
    if given.status is not Status.ANSWERED:
        return True
    one, two = asked.answer, before.answer
    same = [option.id for option in one.options] == [option.id for option in two.options]
    return same and (one.type, one.unit) == (two.type, two.unit)


def near(question: Question, asked: Mapping[str, Question]) -> str:
    """The question here whose text is most like it, if any is: a hint, never taken by itself."""
    from rapidfuzz import fuzz, process

    texts = {id: say(each.text, "en") for id, each in asked.items()}
    found = process.extractOne(
        say(question.text, "en"), texts, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR
    )
    return str(found[2]) if found else ""


def _sameness(item: Evidence) -> tuple[str, ...]:
    """What makes two items the same: their bytes; without any, where they are from and what they say."""
    return (item.blob,) if item.blob else (item.kind, item.url, item.title, item.link, item.details)


def _held(session: Session) -> dict[tuple[str, ...], Evidence]:
    return {_sameness(item): item for item in reversed(evidence_by_number(session))}


def _alike(one: Citation, two: Citation) -> bool:
    return replace(one, id="") == replace(two, id="")


def copy(
    session: Session, other: Session, found: CopyPlan, progress: Progress | None = None
) -> Step:
    """Take the bytes along and make the step that brings what was planned.

    When it is cancelled or fails, none of the bytes stay.
    """
    progress, stored = progress or Silent(), list[str]()
    total = len(found.bytes_of)
    try:
        for done, sha256 in enumerate(found.bytes_of):
            progress.step(done, total, "")
            if not session.store.has_blob(sha256):
                pieces = blobs.Pieces(other.store.read_blob(sha256))
                stored.append(session.store.put_blob(pieces).sha256)
    except BaseException:
        for sha256 in stored:
            session.store.forget_blob(sha256)
        raise
    return step(
        "copy_from",
        found.changes,
        name=other.path.name,
        answers=len(found.answers),
        files=len(found.evidence),
    )
