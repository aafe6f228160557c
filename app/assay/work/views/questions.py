"""The list of questions: one row each, grouped by domain, with the counts that filters show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from assay.core.answers import Answer, Status, answer_key, unanswered
from assay.core.change import Row, State
from assay.core.checklist import Checklist, Question, say
from assay.core.rating import FlagState, QuestionScore
from assay.core.records import from_row, records
from assay.core.remarks import Remarks, Review, Stage
from assay.core.scorecard import Scorecard
from assay.work import reassessing, touching
from assay.work.changed_since import changed_questions
from assay.work.session import Session

STALE_BELOW = 0.3
"""Support left after ageing under which an answered question counts as stale (as *coverage* does)."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question in a list."""

    id: str
    domain: str
    number: str
    """The part of the id after the domain: `04`."""
    text: str
    short: str
    status: str
    asked: bool
    citations: int
    flagged: bool
    second_look: bool
    stale: bool
    band: str
    """Letter of the band of the point, empty where nothing is scored."""
    comments: int = 0
    """Threads that nobody has settled."""
    review: str = Stage.UNASSIGNED
    """Where its review stands."""
    damaged: bool = False
    """The answer or what it rests on is no longer what was recorded."""
    mine: bool = False
    """It waits for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class DomainGroup:
    """A domain's rows. `answered` counts answers among the `asked`."""

    id: str
    title: str
    rows: tuple[QuestionRow, ...]
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class QuestionList:
    """The rows shown, and how many of them would be left if one more filter were on."""

    groups: tuple[DomainGroup, ...]
    """One without an id where the rows are not in the checklist's order."""
    counts: Mapping[str, int]
    shown: int
    total: int


FILTERS: Mapping[str, Callable[[QuestionRow], bool]] = {
    "open": lambda r: r.asked and r.status == Status.NOT_ASSESSED,
    "unknown": lambda r: r.asked and r.status == Status.UNKNOWN,
    "not_disclosed": lambda r: r.asked and r.status == Status.NOT_DISCLOSED,
    "conflicted": lambda r: r.asked and r.status == Status.CONFLICTED,
    "no_evidence": lambda r: r.asked and r.citations == 0,
    "flagged": lambda r: r.flagged,
    "stale": lambda r: r.stale,
    "damaged": lambda r: r.damaged,
    "second_look": lambda r: r.second_look,
    "comments": lambda r: r.comments > 0,
    "mine": lambda r: r.mine,
    "to_review": lambda r: r.review in {Stage.SUBMITTED, Stage.CHANGED},
    "returned": lambda r: r.review == Stage.RETURNED,
    "changed": lambda r: r.review == Stage.CHANGED,
    "unassigned": lambda r: r.asked and r.review == Stage.UNASSIGNED,
}
PROPOSED, SINCE_MEMO = "proposed", "since_memo"
"""Filters that look beyond this assessment: open, and answered the last time; otherwise than in the memo."""
ORDERS = ("", "worth", "sources")
"""The checklist's, domain by domain; most worth settling first; fewest sources first."""
LOOP_ONLY = frozenset({"unassigned"})
"""Filters that mean nothing before a question was given to somebody."""


_BITS: Mapping[str, int] = {name: 1 << place for place, name in enumerate(FILTERS)}


class _Book:
    """The rows of one assessment, kept: after a step only those that moved are made again.

    It holds no state of its own: everything in it can be had again from the scorecard and the rows.
    """

    def __init__(self, scorecard: Scorecard, remarks: Remarks, person: str, language: str) -> None:
        self.scorecard = scorecard
        self._remarks = remarks
        self._person = person
        self._language = language
        self.rows: dict[str, QuestionRow] = {}
        self.masks: dict[str, int] = {}
        """Question id → one bit for every filter that it passes."""
        self._groups: dict[str, DomainGroup] = {}
        self._hays: dict[str, str] = {}
        self._mark = -1
        self._damaged: frozenset[str] = frozenset()
        self._last_time: tuple[object, frozenset[str]] = (None, frozenset())

    def follow(self, state: State, damaged: frozenset[str]) -> None:
        """Take over what has moved since the last look."""
        moved = self.scorecard.moves.since(self._mark)
        if damaged != self._damaged:
            self._damaged, moved = damaged, None
        self._mark = self.scorecard.moves.mark
        questions = self.scorecard.checklist.questions
        if moved is None:
            self.rows, self.masks, self._groups = {}, {}, {}
            asked = list(questions.values())
        else:
            asked = [questions[id] for id in moved if id in questions]
        if not asked:
            return
        flagged = flagged_questions(self.scorecard.checklist, self.scorecard.rating.flags)
        for question in asked:
            self._take(question, state.get("answer", {}), question.id in flagged)

    def _take(self, question: Question, given: Mapping[str, Row], flagged: bool) -> None:
        id, here = question.id, self.scorecard.assessment.id
        row = given.get(answer_key(here, id))
        answer = None if row is None else from_row(Answer, row)
        made = _row(
            question,
            self.scorecard.rating.questions[id],
            answer,
            self.scorecard.citations(id),
            flagged,
            self._language,
        )
        review = self._remarks.review(here, id, answer or unanswered(here, id))
        self.rows[id] = made = replace(
            made,
            comments=self._remarks.open_threads(here, id),
            review=str(review.stage),
            mine=waits_for(review, self._person),
            damaged=id in self._damaged,
        )
        self.masks[id] = sum(_BITS[name] for name, test in FILTERS.items() if test(made))
        self._groups.pop(question.domain, None)

    def groups(self) -> tuple[DomainGroup, ...]:
        """Every domain with all its rows."""
        found = []
        for domain in self.scorecard.checklist.domains:
            group = self._groups.get(domain.id)
            if group is None:
                rows = [self.rows[question.id] for question in domain.questions]
                group = _group(domain.id, say(domain.title, self._language), rows)
                self._groups[domain.id] = group
            found.append(group)
        return tuple(found)

    def beyond(self, session: Session) -> dict[str, frozenset[str]]:
        """The questions that pass the filters which look beyond this assessment."""
        here = self.scorecard.assessment.id
        last = reassessing.previous(session, here)
        mark = None if last is None else (last.id, session.scorecard(last.id).moves.mark)
        if mark != self._last_time[0]:
            self._last_time = (mark, reassessing.answered_last_time(session, here, last))
        rows, open_ = self.rows, Status.NOT_ASSESSED
        return {
            PROPOSED: frozenset(id for id in self._last_time[1] if rows[id].status == open_),
            SINCE_MEMO: changed_questions(session, here) or frozenset(),
        }

    def ordered(self, ids: Sequence[str], order: str) -> tuple[DomainGroup, ...]:
        """One group of these questions in another order than the checklist's."""
        if order == "worth":
            rank = {gap.question: place for place, gap in enumerate(self.scorecard.gaps())}
            found = sorted(ids, key=lambda id: rank.get(id, len(rank)))
        else:
            found = sorted(ids, key=lambda id: (not self.rows[id].asked, self.rows[id].citations))
        return (_group("", "", [self.rows[id] for id in found]),)

    def holding(self, text: str) -> Iterable[str]:
        """The questions with `text` in id, text or short text, whatever the case."""
        needle = text.casefold().strip()
        if not needle:
            return self.rows
        if not self._hays:
            self._hays = {
                row.id: "\0".join((row.id, row.text, row.short)).casefold()
                for row in self.rows.values()
            }
        return [id for id, hay in self._hays.items() if needle in hay]


_books: WeakKeyDictionary[Session, dict[tuple[str, str], _Book]] = WeakKeyDictionary()


def _book(session: Session, assessment: str, language: str) -> _Book:
    """The rows as they are now; one book for each session, assessment and language."""
    books, scorecard = _books.setdefault(session, {}), session.scorecard(assessment)
    book = books.get((assessment, language))
    if book is None or book.scorecard is not scorecard:
        person = session.person.author
        book = books[assessment, language] = _Book(scorecard, session.remarks, person, language)
    book.follow(session.state, touching.questions(session, assessment))
    return book


def rows(session: Session, assessment: str, language: str) -> list[QuestionRow]:
    """One row for every question, in checklist order."""
    return list(_book(session, assessment, language).rows.values())


def by_id(session: Session, assessment: str, language: str) -> Mapping[str, QuestionRow]:
    """The row of every question."""
    return _book(session, assessment, language).rows


def answers(session: Session, assessment: str) -> dict[str, Answer]:
    """The answers of an assessment by question."""
    return {a.question: a for a in records(session.state, "answer") if a.assessment == assessment}


def flagged_questions(checklist: Checklist, states: tuple[FlagState, ...]) -> frozenset[str]:
    """The questions of every flag that fired or is open."""
    raised = {f.id for f in states if f.state not in {"clear", "cleared"}}
    return frozenset(q for flag in checklist.flags if flag.id in raised for q in flag.questions)


def waits_for(review: Review, person: str) -> bool:
    """Whether it is this person's turn: to answer, or to review."""
    if review.stage in {Stage.ASSIGNED, Stage.RETURNED}:
        return review.person == person
    return review.stage in {Stage.SUBMITTED, Stage.CHANGED} and review.reviewer == person


def _row(
    question: Question,
    score: QuestionScore,
    given: Answer | None,
    citations: int,
    flagged: bool,
    language: str,
) -> QuestionRow:
    status = given.status if given else Status.NOT_ASSESSED
    return QuestionRow(
        id=question.id,
        domain=question.domain,
        number=question.id.removeprefix(question.domain).lstrip("-"),
        text=say(question.text, language),
        short=say(question.short, language),
        status=str(status if score.asked else Status.NOT_APPLICABLE),
        asked=score.asked,
        citations=citations,
        flagged=flagged,
        second_look=bool(given and given.second_look),
        stale=score.asked
        and status is Status.ANSWERED
        and citations > 0
        and score.confidence < STALE_BELOW,
        band="",
    )


def question_list(
    session: Session,
    assessment: str,
    *,
    filters: frozenset[str] = frozenset(),
    text: str = "",
    order: str = "",
    language: str = "en",
) -> QuestionList:
    """The rows that pass all `filters` and hold `text`, and how many of them pass each filter."""
    book = _book(session, assessment, language)
    beyond = book.beyond(session)
    wanted = sum(_BITS[name] for name in filters if name in _BITS)
    shown = [id for id in book.holding(text) if book.masks[id] & wanted == wanted]
    for name in filters & beyond.keys():
        shown = [id for id in shown if id in beyond[name]]
    counts = _counts([book.masks[id] for id in shown])
    counts.update({name: len(ids.intersection(shown)) for name, ids in beyond.items()})
    if not session.remarks.reviewed(assessment):
        counts.update(dict.fromkeys(LOOP_ONLY, 0))
    total = len(book.rows)
    if order:
        return QuestionList(book.ordered(shown, order), counts, len(shown), total)
    if len(shown) == total:
        return QuestionList(book.groups(), counts, total, total)
    return QuestionList(_grouped(book, shown, language), counts, len(shown), total)


def _grouped(book: _Book, shown: Iterable[str], language: str) -> tuple[DomainGroup, ...]:
    """These questions by domain, in the checklist's order."""
    by_domain: dict[str, list[QuestionRow]] = defaultdict(list)
    for id in shown:
        by_domain[book.rows[id].domain].append(book.rows[id])
    return tuple(
        _group(domain.id, say(domain.title, language), by_domain[domain.id])
        for domain in book.scorecard.checklist.domains
        if by_domain[domain.id]
    )


def _counts(masks: Iterable[int]) -> dict[str, int]:
    """How many rows pass each filter."""
    found = Counter(masks)
    return {
        name: sum(count for mask, count in found.items() if mask & bit)
        for name, bit in _BITS.items()
    }


def _group(id: str, title: str, rows: list[QuestionRow]) -> DomainGroup:
    asked = [r for r in rows if r.asked]
    answered = sum(1 for r in asked if r.status == Status.ANSWERED)
    return DomainGroup(id, title, tuple(rows), answered, len(asked))
