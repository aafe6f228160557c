"""Two assessments side by side as a page shows them; no order without saying how far they overlap."""

from __future__ import annotations

from dataclasses import dataclass

from assay.core import comparison
from assay.core.checklist import say
from assay.core.memo_numbers import whole
from assay.core.rating import DomainScore, Interval, QuestionScore, Rating
from assay.words import tr
from assay.words.terms import STATUS
from assay.work.comparing import Side, compared
from assay.work.views.dashboard import HATCHED_BELOW, fixed_form

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
    hatched: tuple[bool, bool]
    """Which of them covers so little that its range says next to nothing."""


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
    rows = [_row("", tr("Overall"), found.overall, _hatched(first.rating, second.rating))]
    mine, theirs = ({d.id: d for d in s.rating.domains} for s in (first, second))
    for domain in found.domains:
        title = say(second.checklist.domain(domain.id).title, language)
        little = _hatched(mine[domain.id], theirs[domain.id])
        rows.append(_row(domain.id, title, domain, little))
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
    names = names_of(first, second)
    return CompareView(
        first=names[0],
        second=names[1],
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


def names_of(first: Side, second: Side) -> tuple[str, str]:
    """What the two are called: with the analyst, or else the title, where issuer and day are the same."""
    names = side_words(first), side_words(second)
    if names[0] != names[1]:
        return names
    told = (first.analyst, second.analyst)
    if "" in told or told[0] == told[1]:
        told = (first.title, second.title)
    return f"{names[0]}: {told[0]}", f"{names[1]}: {told[1]}"


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


def _row(id: str, title: str, both: comparison.Beside, hatched: tuple[bool, bool]) -> Beside:
    first, second = both.first, both.second
    if first is None or second is None:
        note = tr("applies to one of the two")
        return Beside(id, title, first, second, None, note, hatched)
    note = tr("{share}% in common", share=f"{100 * (both.overlap or 0):.0f}")
    return Beside(id, title, first, second, second.point - first.point, note, hatched)


def _hatched(first: Rating | DomainScore, second: Rating | DomainScore) -> tuple[bool, bool]:
    return first.coverage < HATCHED_BELOW, second.coverage < HATCHED_BELOW


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
