"""Two assessments side by side as a page shows them; no order without saying how far they overlap."""

from __future__ import annotations

from dataclasses import dataclass

from assay.core.checklist import say
from assay.core.memo_numbers import whole
from assay.core.rating import Interval, QuestionScore
from assay.words import tr
from assay.words.terms import STATUS
from assay.work.comparing import Side, compared
from assay.work.views.dashboard import fixed_form

FIRST_ROWS = 40
"""Questions shown: those that moved most."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One domain, or the whole, in both."""

    id: str
    title: str
    first: Interval | None
    second: Interval | None
    moved: float | None
    note: str


@dataclass(frozen=True, slots=True)
class QuestionBeside:
    """One question in both."""

    id: str
    text: str
    first: str
    second: str
    moved: float | None


@dataclass(frozen=True, slots=True)
class CompareView:
    """Everything on the page."""

    first: str
    second: str
    first_line: str
    second_line: str
    verdict: str
    """What may be said of the two, in one sentence."""
    rows: tuple[Beside, ...]
    """The whole first, then the domains that both have."""
    questions: tuple[QuestionBeside, ...]
    only_first: int
    only_second: int


def compare_view(first: Side, second: Side, language: str = "en") -> CompareView:
    """The second against the first."""
    found = compared(first, second)
    rows = [
        _row("", tr("Overall"), found.overall.first, found.overall.second, found.overall.overlap)
    ]
    for domain in found.domains:
        title = say(second.checklist.domain(domain.id).title, language)
        rows.append(_row(domain.id, title, domain.first, domain.second, domain.overlap))
    known = second.checklist.questions
    questions = tuple(
        QuestionBeside(
            q.id,
            say(known[q.id].text, language),
            answer_words(q.first),
            answer_words(q.second),
            q.moved,
        )
        for q in found.questions
        if q.moved or answer_words(q.first) != answer_words(q.second)
    )
    return CompareView(
        first=side_words(first),
        second=side_words(second),
        first_line=fixed_form(first.rating),
        second_line=fixed_form(second.rating),
        verdict=verdict_words(first, second, found.overall.overlap),
        rows=tuple(rows),
        questions=questions[:FIRST_ROWS],
        only_first=len(found.only_first),
        only_second=len(found.only_second),
    )


def side_words(side: Side) -> str:
    """*北方稀土, cut-off 2026-11-23*: which of the two."""
    return tr("{issuer}, cut-off {day}", issuer=side.issuer or side.title, day=side.cut_off)


def verdict_words(first: Side, second: Side, overlap: float | None) -> str:
    """Whether the points may be put in an order; more than half in common says that they may not."""
    share = f"{100 * (overlap or 0):.0f}%"
    if first.checklist.id != second.checklist.id:
        return tr("These are two different checklists, so only what both ask is put side by side.")
    if overlap is not None and overlap > 0.5:
        return tr(
            "The ranges have {share} of the narrower one in common: no order of the two is claimed.",
            share=share,
        )
    a, b = first.rating.interval.point, second.rating.interval.point
    if whole(a) == whole(b):
        return tr("Both points are {point}.", point=whole(a))
    moved = tr("lower") if b < a else tr("higher")
    return tr(
        "The second is {moved}: {first} against {second}, with {share} of the narrower range in common.",
        moved=moved,
        first=whole(a),
        second=whole(b),
        share=share,
    )


def _row(
    id: str, title: str, first: Interval | None, second: Interval | None, overlap: float | None
) -> Beside:
    if first is None or second is None:
        return Beside(id, title, first, second, None, tr("applies to one of the two"))
    note = tr("{share}% in common", share=f"{100 * (overlap or 0):.0f}")
    return Beside(id, title, first, second, second.point - first.point, note)


def answer_words(score: QuestionScore) -> str:
    """*3 of 4, confidence 0.65*, or why there is no answer."""
    if not score.asked:
        return tr("Not asked")
    if score.lapsed:
        return tr("Lapsed")
    if score.points is None:
        return tr(STATUS[str(score.status)])
    return tr(
        "{points} of 4, confidence {confidence}",
        points=f"{score.points:.1f}".removesuffix(".0"),
        confidence=f"{score.confidence:.2f}",
    )
