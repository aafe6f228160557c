"""Domain by domain: what stands against our view, the range, the answers that move it most."""

from __future__ import annotations

from collections.abc import Iterable

from assay.core.answers import Status
from assay.core.checklist import Domain, Question
from assay.core.memo import (
    Block,
    Box,
    Cite,
    Column,
    Figure,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Words,
    answer_anchor,
    plain,
)
from assay.core.memo_marks import Empty, Mark, Points
from assay.core.memo_numbers import hundredth, percent, whole
from assay.core.memo_text import cut
from assay.core.rating import DomainScore, QuestionScore
from assay.core.sensitivity import swings
from assay.work.memo_answers import answer_text
from assay.work.memo_matter import Matter
from assay.work.memo_scores import domain_anchor, is_solid, strip, without_answer

_SHOWN = 3
"""Answers that a domain shows in the body; all of them are in the appendix."""


def domains(matter: Matter) -> Section:
    """Every domain in short: its range and the answers that move it most."""
    voice = matter.voice
    order = {gap.question: n for n, gap in enumerate(swings(matter.rating))}
    blocks: list[Block] = [_against(matter, "")]
    for domain, score in zip(matter.checklist.domains, matter.rating.domains, strict=True):
        blocks += _domain(matter, domain, score, order)
    return Section(
        id="domains",
        title=voice("Domain by domain"),
        running=voice("Domains"),
        intro=plain(
            voice(
                "Each domain with its range and the answers that move the result most. Every answer"
                " with its reasons is in the appendix."
            )
        ),
        blocks=tuple(blocks),
    )


def _against(matter: Matter, section: str) -> Box:
    """What stands against our view; a memo says so where nothing has been written."""
    voice = matter.voice
    items = [item for item in matter.part("against") if item.section == section]
    if not items:
        empty = voice(
            "Nothing has been entered against our view. A view that nobody argued with has not been"
            " tested."
        )
        return Box(voice("Against our view"), (plain(empty, "absent"),))
    return Box(voice("Against our view"), tuple(matter.written(item) for item in items))


def _domain(
    matter: Matter, domain: Domain, score: DomainScore, order: dict[str, int]
) -> Iterable[Block]:
    voice = matter.voice
    yield Heading(matter.say(domain.title), domain_anchor(domain.id))
    about = voice("{id}, weight {weight}. ", id=domain.id, weight=f"{score.weight:g}")
    yield Paragraph(plain(about + matter.say(domain.channel)), style="note")
    if score.interval is None:
        yield Paragraph(plain(voice("No question of this domain applies."), "absent"))
        return
    yield _domain_strip(matter, score)
    if any(item.section == domain.id for item in matter.part("against")):
        yield _against(matter, domain.id)
    scores = matter.rating.questions
    asked = [q for q in domain.questions if scores[q.id].asked]
    ranked = sorted(asked, key=lambda q: (-q.weight, order.get(q.id, len(order))))[:_SHOWN]
    shown = [q for q in domain.questions if q in ranked]
    missing = without_answer(matter, domain)
    title = (
        voice.count(
            "{missing} of {count} question has no answer",
            "{missing} of {count} questions have no answer",
            len(asked),
            missing=voice.small(missing).capitalize(),
        )
        if missing
        else voice.count(
            "The one question is answered", "All {count} questions are answered", len(asked)
        )
    )
    yield Table(
        columns=_answer_columns(matter),
        rows=tuple(_answer_row(matter, q, scores[q.id]) for q in shown),
        title=title,
    )


def _domain_strip(matter: Matter, score: DomainScore) -> Figure:
    voice, interval = matter.voice, score.interval
    assert interval is not None
    words = voice("{low} to {high}, point ", low=whole(interval.low), high=whole(interval.high))
    below = voice(
        "as answered {as_answered}; coverage {coverage}",
        as_answered=whole(score.as_answered or 0),
        coverage=percent(score.coverage),
    )
    if score.thin:
        below += voice("; thin, much does not apply")
    mark = strip(
        interval,
        solid=is_solid(score.coverage),
        as_answered=score.as_answered,
        floor=score.floor,
        size="domain",
    )
    return Figure(
        mark=mark,
        alt=f"{score.id}: {words}{whole(interval.point)}, {below}",
        beside=((Words(words), Words(whole(interval.point), "strong")), plain(below)),
    )


def _answer_columns(matter: Matter) -> tuple[Column, ...]:
    voice = matter.voice
    return (
        Column(voice("Question"), 15),
        Column("", 40),
        Column(voice("Answer"), 42),
        Column(voice("Points 0–4"), 19),
        Column(voice("Conf."), 10, "right"),
        Column(voice("Range"), 28),
        Column(voice("Evidence"), 16),
    )


def _answer_row(matter: Matter, question: Question, score: QuestionScore) -> Row:
    answered = score.status is Status.ANSWERED
    text = answer_text(matter, question)
    said = plain(cut(text, 160, "…")) if answered else plain(text, "absent")
    if score.lapsed:
        said = (*said, Words(f" {matter.voice('(lapsed)')}", "absent"))
    mark: Mark = Empty()
    if score.interval is not None:
        mark = strip(score.interval, solid=answered and not score.lapsed)
    numbers = matter.cites_of(question.id)
    cites: Text = (Cite(numbers, bare=True),) if numbers else plain("–")
    return Row(
        (
            ((Words(question.id, "strong", answer_anchor(question.id)),),),
            (plain(matter.say(question.short)),),
            (said,),
            (Points(score.points if answered else None),),
            (plain(hundredth(score.confidence) if answered else "–"),),
            (mark,),
            (cites,),
        )
    )
