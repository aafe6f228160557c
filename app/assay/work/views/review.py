"""Every answer on one page: what was said and why, what is remarked on it, where its review stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assay.core.answers import REASON_REQUIRED, Answer, Status
from assay.core.checklist import Checklist, Question, say
from assay.core.rating import QuestionScore
from assay.core.remarks import Review, Stage
from assay.work import memo_lint
from assay.work.answering import answer_of
from assay.work.session import Session
from assay.work.views import questions
from assay.work.views.agreement import value_words
from assay.work.views.questions import LOOP_ONLY, QuestionRow


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One answer with all that belongs to it."""

    id: str
    domain: str
    text: str
    status: str
    """`not_asked` where it is skipped."""
    answer: str
    """The answer in words, or why there is none."""
    reason: str
    rationale: str
    against: str
    would_change: str
    citations: int
    confidence: float
    remarks: tuple[str, ...]
    """What is remarked on it, the weightiest first."""
    comments: int
    """Threads that nobody has settled."""
    review: Review
    mine: bool
    """It waits for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """A domain's rows; `remarked` counts those with a remark."""

    id: str
    title: str
    rows: tuple[ReviewRow, ...]
    remarked: int


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The rows shown by domain, and how many of them pass each filter."""

    groups: tuple[ReviewGroup, ...]
    counts: Mapping[str, int]
    shown: int
    total: int


REMARKS = (
    "open",
    "no_evidence",
    "lapsed",
    "stale",
    "contradicted",
    "no_rationale",
    "no_against",
    "no_reason",
    "wording",
    "second_look",
    "flagged",
)


def _remarked(name: str) -> Callable[[ReviewRow], bool]:
    def test(row: ReviewRow) -> bool:
        return name in row.remarks

    return test


FILTERS: Mapping[str, Callable[[ReviewRow], bool]] = {
    "remarks": lambda r: bool(r.remarks),
    **{name: _remarked(name) for name in REMARKS},
    "comments": lambda r: r.comments > 0,
    "mine": lambda r: r.mine,
    "to_review": lambda r: r.review.stage in {Stage.SUBMITTED, Stage.CHANGED},
    "returned": lambda r: r.review.stage is Stage.RETURNED,
    "changed": lambda r: r.review.stage is Stage.CHANGED,
    "accepted": lambda r: r.review.stage is Stage.ACCEPTED,
    "unassigned": lambda r: r.status != "not_asked" and r.review.stage is Stage.UNASSIGNED,
}
_BITS: Mapping[str, int] = {name: 1 << place for place, name in enumerate(FILTERS)}


LOT = 500
"""Rows that are made at once while somebody waits at the window: about 25 ms of work."""


class _Sheet:
    """The rows of one assessment, kept: after a step only those that moved are made again."""

    def __init__(self, session: Session, assessment: str, language: str) -> None:
        self.scorecard = session.scorecard(assessment)
        self._language = language
        self._mark = -1
        self._waiting: dict[str, None] = {}
        """Questions whose rows are still to be made, in the order in which they will be."""
        self.rows: dict[str, ReviewRow] = {}
        self.masks: dict[str, int] = {}
        self._hays: dict[str, str] = {}

    def follow(self, session: Session, most: int | None = None) -> bool:
        """Take over what has moved since the last look, `most` rows at a time; whether that was all."""
        moved = self.scorecard.moves.since(self._mark)
        self._mark = self.scorecard.moves.mark
        known = self.scorecard.checklist.questions
        if moved is None:
            self.rows, self.masks, self._hays = {}, {}, {}
            moved = frozenset(known)
        self._waiting |= dict.fromkeys(
            known if len(moved) == len(known) else (id for id in moved if id in known)
        )
        if not self._waiting:
            return True
        listed = questions.by_id(session, self.scorecard.assessment.id, self._language)
        for id in list(self._waiting)[:most]:
            self._take(session, known[id], listed[id])
            del self._waiting[id]
        return not self._waiting

    def _take(self, session: Session, question: Question, listed: QuestionRow) -> None:
        made = _row(session, self.scorecard.assessment.id, question, listed, self._language)
        self.rows[made.id] = made
        self.masks[made.id] = sum(_BITS[name] for name, test in FILTERS.items() if test(made))
        self._hays.pop(made.id, None)

    def holding(self, text: str) -> Iterable[str]:
        """The questions whose row holds `text` anywhere, whatever the case."""
        needle = text.casefold().strip()
        if not needle:
            return list(self.rows)
        return [id for id, row in self.rows.items() if needle in self._hay(row)]

    def _hay(self, row: ReviewRow) -> str:
        if row.id not in self._hays:
            said = (row.id, row.text, row.answer, row.reason, row.rationale, row.against)
            self._hays[row.id] = "\0".join((*said, row.would_change)).casefold()
        return self._hays[row.id]


_sheets: WeakKeyDictionary[Session, dict[tuple[str, str], _Sheet]] = WeakKeyDictionary()


def _sheet(session: Session, assessment: str, language: str) -> _Sheet:
    sheets, scorecard = _sheets.setdefault(session, {}), session.scorecard(assessment)
    sheet = sheets.get((assessment, language))
    if sheet is None or sheet.scorecard is not scorecard:
        sheet = sheets[assessment, language] = _Sheet(session, assessment, language)
    return sheet


def prepare(session: Session, assessment: str, language: str = "en") -> bool:
    """Make a lot of the rows that `review_view` will show; whether none is left to be made."""
    return _sheet(session, assessment, language).follow(session, LOT)


def review_view(
    session: Session,
    assessment: str,
    *,
    filters: frozenset[str] = frozenset(),
    text: str = "",
    language: str = "en",
) -> ReviewView:
    """The answers that pass all `filters` and hold `text`, by domain."""
    sheet = _sheet(session, assessment, language)
    sheet.follow(session)
    wanted = sum(_BITS[name] for name in filters)
    shown = {id for id in sheet.holding(text) if sheet.masks[id] & wanted == wanted}
    found = Counter(sheet.masks[id] for id in shown)
    counts = {
        name: sum(count for mask, count in found.items() if mask & bit)
        for name, bit in _BITS.items()
    }
    if not session.remarks.reviewed(assessment):
        counts.update(dict.fromkeys(LOOP_ONLY, 0))
    groups = _groups(sheet.scorecard.checklist, sheet, shown, language)
    return ReviewView(groups, counts, len(shown), len(sheet.rows))


def _groups(
    checklist: Checklist, sheet: _Sheet, shown: set[str], language: str
) -> tuple[ReviewGroup, ...]:
    found = []
    for domain in checklist.domains:
        rows = tuple(sheet.rows[q.id] for q in domain.questions if q.id in shown)
        if rows:
            remarked = sum(1 for row in rows if row.remarks)
            found.append(ReviewGroup(domain.id, say(domain.title, language), rows, remarked))
    return tuple(found)


def _row(
    session: Session, assessment: str, question: Question, listed: QuestionRow, language: str
) -> ReviewRow:
    given = answer_of(session, assessment, question.id)
    score = session.scorecard(assessment).rating.questions[question.id]
    asked = listed.asked or given.status is Status.NOT_APPLICABLE
    words = value_words(question, str(given.status), given.value, language)
    return ReviewRow(
        id=question.id,
        domain=question.domain,
        text=listed.text,
        status=str(given.status) if asked else "not_asked",
        answer=words,
        reason=given.reason,
        rationale=given.rationale,
        against=given.against,
        would_change=given.would_change,
        citations=listed.citations,
        confidence=score.confidence,
        remarks=tuple(_remarks(given, listed, score)) if asked else (),
        comments=listed.comments,
        review=session.remarks.review(assessment, question.id, given),
        mine=listed.mine,
    )


def _remarks(given: Answer, listed: QuestionRow, score: QuestionScore) -> Iterable[str]:
    """What is remarked on one answer; nobody is told of words that are not written yet."""
    if given.status is Status.NOT_ASSESSED:
        yield "open"
    else:
        yield from _of_evidence(given, listed, score)
        yield from _of_words(given)
    if listed.second_look:
        yield "second_look"
    if listed.flagged:
        yield "flagged"


def _of_evidence(given: Answer, listed: QuestionRow, score: QuestionScore) -> Iterable[str]:
    if given.status is Status.NOT_APPLICABLE:
        return
    if not listed.citations:
        yield "no_evidence"
    if score.lapsed:
        yield "lapsed"
    elif listed.stale:
        yield "stale"
    if score.against > 0 and given.status is Status.ANSWERED:
        yield "contradicted"


def _of_words(given: Answer) -> Iterable[str]:
    answered = given.status is Status.ANSWERED
    if answered and not given.rationale:
        yield "no_rationale"
    if answered and not given.against:
        yield "no_against"
    if given.status in REASON_REQUIRED and not given.reason:
        yield "no_reason"
    texts = (given.reason, given.rationale, given.against, given.would_change)
    if any(memo_lint.wording(text) for text in texts if text):
        yield "wording"
