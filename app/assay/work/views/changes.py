"""What changed between two states of a project: answers, evidence, and the rating before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assay.core.answers import Answer, answer_key, unanswered
from assay.core.change import Row
from assay.core.checklist import Checklist, say
from assay.core.rating import Interval
from assay.core.records import from_row
from assay.words import tr
from assay.work.chronicle import Entry
from assay.work.jobs import Progress
from assay.work.looking_back import Basis, look_back, present
from assay.work.session import Session
from assay.work.views.agreement import value_words

TEXTS: Mapping[str, str] = {
    "reason": "Reason",
    "rationale": "Rationale",
    "against": "Evidence against",
    "would_change": "What would change it",
    "second_look": "Second-look mark",
}
"""Fields of an answer that are told by their names."""
COUNTED = ("statement", "fact", "memo_item", "comment", "assignment", "flag_review")


@dataclass(frozen=True, slots=True)
class AnswerMoved:
    """An answer that is another one now."""

    question: str
    text: str
    before: str
    after: str
    texts: tuple[str, ...]
    """The names of the texts that differ."""


@dataclass(frozen=True, slots=True)
class EvidenceMoved:
    """Evidence that came, went, or is described or cited in another way."""

    number: int
    title: str
    what: str
    """`added`, `removed`, `edited`, `cited`"""


@dataclass(frozen=True, slots=True)
class RangeMoved:
    """A range before and after; None where it did not exist or does not apply."""

    id: str
    title: str
    before: Interval | None
    after: Interval | None

    @property
    def moved(self) -> bool:
        """It is another one now, as far as one decimal shows."""
        return _tenths(self.before) != _tenths(self.after)


@dataclass(frozen=True, slots=True)
class ChangesView:
    """Everything that differs between two states of one assessment."""

    ratings: tuple[str, str]
    overall: RangeMoved
    domains: tuple[RangeMoved, ...]
    """Those that moved."""
    answers: tuple[AnswerMoved, ...]
    evidence: tuple[EvidenceMoved, ...]
    others: Mapping[str, int]
    """Table → rows of it that differ, of `COUNTED`."""

    @property
    def nothing(self) -> bool:
        """There is no difference to tell."""
        moved = self.answers or self.evidence or self.others or self.domains
        return not (moved or self.overall.moved or self.ratings[0] != self.ratings[1])


def between(
    base: Basis,
    first: Entry,
    second: Entry | None,
    assessment: str,
    language: str,
    progress: Progress,
) -> ChangesView:
    """What changed from one revision to another, or to now. Raises `Cancelled` when asked to stop."""
    before = look_back(base, first, progress)
    after = present(base) if second is None else look_back(base, second, progress)
    return changes_view(before, after, assessment, language)


def changes_view(
    first: Session, second: Session, assessment: str, language: str = "en"
) -> ChangesView:
    """What is different in `second`; an assessment that the first did not have yet has no range there."""
    checklist = second.checklist(assessment)
    known = assessment in first.state.get("assessment", {})
    after = second.scorecard(assessment).rating
    before = first.scorecard(assessment).rating if known else None
    earlier = {} if before is None else {d.id: d.interval for d in before.domains}
    domains = (
        RangeMoved(d.id, say(checklist.domain(d.id).title, language), earlier.get(d.id), d.interval)
        for d in after.domains
    )
    none = tr("no assessment yet")
    return ChangesView(
        ratings=(none if before is None else before.rating, after.rating),
        overall=RangeMoved(
            "", tr("Overall"), None if before is None else before.interval, after.interval
        ),
        domains=tuple(domain for domain in domains if domain.moved),
        answers=tuple(_answers(first, second, assessment, checklist, language)),
        evidence=tuple(_evidence(first, second, assessment)),
        others=_others(first, second, assessment),
    )


def _tenths(interval: Interval | None) -> tuple[float, ...]:
    if interval is None:
        return ()
    return round(interval.low, 1), round(interval.point, 1), round(interval.high, 1)


def _answers(
    first: Session, second: Session, assessment: str, checklist: Checklist, language: str
) -> Iterable[AnswerMoved]:
    before, after = (each.state.get("answer", {}) for each in (first, second))
    for id, question in checklist.questions.items():
        key = answer_key(assessment, id)
        one, two = before.get(key), after.get(key)
        if one == two:
            continue
        was, now = (
            unanswered(assessment, id) if row is None else from_row(Answer, row)
            for row in (one, two)
        )
        texts = [
            tr(name) for field, name in TEXTS.items() if _field(was, field) != _field(now, field)
        ]
        words = [value_words(question, str(a.status), a.value, language) for a in (was, now)]
        if texts or words[0] != words[1] or was != now:
            yield AnswerMoved(id, say(question.text, language), words[0], words[1], tuple(texts))


def _field(answer: Answer, name: str) -> object:
    return getattr(answer, name)


def _evidence(first: Session, second: Session, assessment: str) -> Iterable[EvidenceMoved]:
    before, after = (each.state.get("evidence", {}) for each in (first, second))
    cited = _cited(first, second, assessment)
    found = []
    for id in before.keys() | after.keys():
        was, now = before.get(id), after.get(id)
        row = now or was or {}
        what = "added" if was is None else "removed" if now is None else ""
        if was != now and not what:
            what = "edited"
        if not what and id in cited:
            what = "cited"
        if what:
            found.append(EvidenceMoved(int(row["number"] or 0), str(row["title"]), what))
    return sorted(found, key=lambda moved: (moved.number, moved.what))


def _cited(first: Session, second: Session, assessment: str) -> set[str]:
    """Evidence of which a citation differs."""
    before, after = (_own(each, "citation", assessment) for each in (first, second))
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return {str((after.get(key) or before[key])["evidence"]) for key in keys}


def _own(session: Session, table: str, assessment: str) -> dict[str, Row]:
    rows = session.state.get(table, {})
    return {k: row for k, row in rows.items() if row.get("assessment", assessment) == assessment}


def _others(first: Session, second: Session, assessment: str) -> dict[str, int]:
    found = {}
    for table in COUNTED:
        before, after = (_own(each, table, assessment) for each in (first, second))
        count = sum(before.get(k) != after.get(k) for k in before.keys() | after.keys())
        if count:
            found[table] = count
    return found
