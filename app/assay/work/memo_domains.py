"""Domain by domain: what stands against our view, the range, the answers that move it most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assay.core.answers import Status
from assay.core.assessment import MemoItem
from assay.core.checklist import Domain, Question
from assay.core.memo import (
    Block,
    Box,
    Cite,
    Column,
    Figure,
    Group,
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
from assay.words.voice import capital, run
from assay.work.jobs import checkpoint
from assay.work.memo_answers import answer_text
from assay.work.memo_matter import Matter, detail
from assay.work.memo_scores import domain_anchor, is_solid, says_channel, strip, without_answer

_SHOWN = 2
"""Answers that a domain shows in the body; all of them are in the appendix."""


def domains(matter: Matter) -> Section:
    """Every domain in short: its range and the answers that move it most."""
    voice = matter.voice
    order = {gap.question: n for n, gap in enumerate(matter.scorecard.swings())}
    known = {domain.id for domain in matter.checklist.domains}
    general = [item for item in matter.part("against") if item.section not in known]
    blocks: list[Block] = []
    if general or not matter.part("against"):
        blocks.append(_against(matter, general))
    for n, (domain, score) in enumerate(
        zip(matter.checklist.domains, matter.rating.domains, strict=True)
    ):
        blocks.append(_domain(matter, domain, score, order, first=n == 0))
    return Section(
        id="domains",
        title=voice("Domain by domain"),
        running=voice("Domains"),
        intro=plain(voice("The range of each domain and the answers that move the result most.")),
        blocks=tuple(blocks),
    )


def _against(matter: Matter, items: Sequence[MemoItem]) -> Box:
    """What stands against our view; a memo says so where nothing has been written."""
    voice = matter.voice
    if not items:
        empty = voice(
            "Nothing has been entered against our view. A view that nobody argued with has not been"
            " tested."
        )
        return Box(voice("Against our view"), (plain(empty, "absent"),))
    settle = voice.joined(text for item in items if (text := detail(item, "settle")))
    return Box(
        voice("Against our view"),
        tuple(matter.written(item) for item in items),
        (Words(voice("What would settle it:"), "strong"), Words(f" {settle}")) if settle else (),
    )


def _domain(
    matter: Matter, domain: Domain, score: DomainScore, order: dict[str, int], *, first: bool
) -> Group:
    checkpoint()
    scores = matter.rating.questions
    asked = [q for q in domain.questions if scores[q.id].asked]
    blocks: list[Block] = [
        Heading(matter.say(domain.title), domain_anchor(domain.id)),
        Paragraph(plain(_about(matter, domain, score, len(asked))), style="note"),
    ]
    if score.interval is not None:
        blocks.append(_domain_strip(matter, score, axis=first))
    against = [item for item in matter.part("against") if item.section == domain.id]
    if against:
        blocks.append(_against(matter, against))
    ranked = sorted(asked, key=lambda q: (-q.weight, order.get(q.id, len(order))))[:_SHOWN]
    rows = tuple(_answer_row(matter, q, scores[q.id]) for q in domain.questions if q in ranked)
    if rows:
        blocks.append(Table(columns=_answer_columns(matter, headed=first), rows=rows, tight=True))
    return Group(tuple(blocks))


def _about(matter: Matter, domain: Domain, score: DomainScore, asked: int) -> str:
    """Weight, how many questions are unanswered, and how it reaches the money where the map has no room."""
    voice = matter.voice
    text = voice("{id}, weight {weight}. ", id=domain.id, weight=f"{score.weight:g}")
    if not says_channel(matter, domain):
        text += matter.say(domain.channel)
    if not asked:
        return run(text, voice("No question of this domain applies."))
    missing = without_answer(matter, domain)
    if not missing:
        return run(text, voice("Every question that applies is answered."))
    open_ones = voice.count(
        "{missing} of {count} question unanswered.",
        "{missing} of {count} questions unanswered.",
        asked,
        missing=capital(voice.small(missing)),
    )
    return run(text, open_ones)


def _domain_strip(matter: Matter, score: DomainScore, *, axis: bool) -> Figure:
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
        mark=replace(mark, axis=axis),
        alt=f"{score.id}: {words}{whole(interval.point)}, {below}",
        beside=((Words(words), Words(whole(interval.point), "strong")), plain(below)),
    )


def _answer_columns(matter: Matter, *, headed: bool) -> tuple[Column, ...]:
    """The columns of a domain's table; only the first one in the section has a head."""
    voice = matter.voice
    columns = (
        Column(voice("Question"), 16),
        Column("", 40),
        Column(voice("Answer"), 44),
        Column(voice("Points 0–4"), 18),
        Column(voice("Conf."), 10, "right"),
        Column(voice("Range"), 24),
        Column(voice("Evidence"), 18),
    )
    return columns if headed else tuple(replace(column, head="") for column in columns)


def _answer_row(matter: Matter, question: Question, score: QuestionScore) -> Row:
    answered = score.status is Status.ANSWERED
    text = answer_text(matter, question)
    said = plain(cut(text, 110, "…")) if answered else plain(text, "absent")
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
