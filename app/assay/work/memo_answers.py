"""Answers in words, and the appendix that prints every one of them with all that was entered."""

from __future__ import annotations

import json
from collections.abc import Iterable

from assay.core.answers import Answer, Status, unanswered
from assay.core.checklist import Domain, Question
from assay.core.evidence import Citation, Stance, from_recognised
from assay.core.memo import (
    Block,
    Cite,
    Entry,
    Heading,
    Look,
    Section,
    Text,
    Words,
    answer_anchor,
    plain,
)
from assay.core.memo_marks import Mark, Points, Strip
from assay.core.memo_numbers import hundredth, whole
from assay.core.rating import QuestionScore
from assay.words.terms import STATUS, TRANSLATED
from assay.work.jobs import checkpoint
from assay.work.memo_matter import Matter
from assay.work.translating import way


def status_word(matter: Matter, status: Status) -> str:
    """A status as people read it."""
    return matter.voice(STATUS[str(status)])


def answer_of(matter: Matter, question: str) -> Answer:
    """The answer to a question; *not assessed* where there is no row."""
    found = matter.answers.get(question)
    return unanswered(matter.assessment.id, question) if found is None else found


def answer_text(matter: Matter, question: Question) -> str:
    """The answer in words: options, number with its unit, date; or why there is none."""
    if question.id in matter.scorecard.skipped:
        return matter.voice("Not asked")
    return worded(matter, question, answer_of(matter, question.id))


def worded(matter: Matter, question: Question, answer: Answer) -> str:
    """Any answer to a question in words, whoever gave it and when."""
    if answer.status is not Status.ANSWERED or answer.value is None:
        return status_word(matter, answer.status)
    options = {option.id: matter.say(option.text) for option in question.answer.options}
    kind = question.answer.type
    if kind in {"choice", "boolean"}:
        return options.get(answer.value, answer.value)
    if kind == "multi":
        try:
            chosen = json.loads(answer.value)
        except ValueError:
            return answer.value
        return matter.voice.joined(options.get(str(id), str(id)) for id in chosen)
    if kind == "percent":
        return f"{answer.value}%"
    if kind == "date":
        return matter.voice.day(answer.value)
    unit = question.answer.unit
    return f"{answer.value} {unit}" if kind == "number" and unit else answer.value


def appendix(matter: Matter) -> Section:
    """Every question with everything that was entered for it."""
    voice = matter.voice
    blocks: list[Block] = []
    for domain in matter.checklist.domains:
        blocks.append(Heading(f"{domain.id} · {matter.say(domain.title)}", f"answers:{domain.id}"))
        blocks += [_entry(matter, domain, question) for question in domain.questions]
    known = matter.checklist.questions
    intro = voice.count(
        "The one question with its answer, reasons, what was looked for against them, and evidence.",
        "All {count} questions with answer, reasons, what was looked for against them, and evidence.",
        len(known),
    )
    return Section(
        id="answers",
        title=voice("Every answer"),
        intro=plain(intro),
        blocks=tuple(blocks),
        new_page=True,
        appendix=True,
    )


def _entry(matter: Matter, domain: Domain, question: Question) -> Entry:
    checkpoint()
    answer, score = answer_of(matter, question.id), matter.rating.questions[question.id]
    return Entry(
        code=question.id,
        title=matter.say(question.short),
        question=matter.say(question.text),
        anchor=answer_anchor(question.id),
        lines=tuple(line for line in _lines(matter, question, answer, score) if line),
        marks=tuple(_marks(matter, score)),
        facts=tuple(_facts(matter, question, score)),
    )


def _lines(
    matter: Matter, question: Question, answer: Answer, score: QuestionScore
) -> Iterable[Text]:
    voice = matter.voice
    word = Words(f"{voice('Answer')}: ", "soft")
    look: Look = "strong" if score.status is Status.ANSWERED and score.asked else "absent"
    yield word, Words(matter.bounded(answer_text(matter, question)), look)
    if question.id in matter.scorecard.skipped:
        yield plain(matter.say(question.skip_reason) if question.skip_reason else "", "soft")
        if answer.status not in (Status.NOT_ASSESSED, Status.NOT_APPLICABLE):
            kept = f"{status_word(matter, answer.status)} {answer.value or ''}".strip()
            yield plain(voice("Kept, not counted: {answer}", answer=matter.bounded(kept)), "soft")
    for name, text in (
        (voice("Reason"), answer.reason),
        (voice("Why"), answer.rationale),
        (voice("Looked for against it"), answer.against),
        (voice("Would change it"), answer.would_change),
    ):
        if text:
            yield Words(f"{name}: ", "soft"), Words(matter.bounded(text))
    if answer.second_look:
        yield plain(voice("Marked for a second look."), "soft")
    for citation in matter.citations.get(question.id, ()):
        yield citation_text(matter, citation)
    yield from remarks(matter, question.id)


def remarks(matter: Matter, question: str) -> Iterable[Text]:
    """What people said to each other about a question, answers behind what they answer."""
    voice = matter.voice
    for comment in matter.comments.get(question, ()):
        kind = voice("Answer to a comment") if comment.parent else voice("Comment")
        facts = [comment.author, voice.short_day(comment.time) if comment.time else ""]
        if comment.state == "settled":
            facts.append(voice("settled"))
        if comment.private:
            facts.append(voice("private"))
        head = " · ".join([kind, *(fact for fact in facts if fact)])
        yield Words(f"{head}: ", "soft"), Words(matter.bounded(comment.text))


def citation_text(matter: Matter, citation: Citation) -> Text:
    """One citation with its place, quotation, translation and note."""
    voice = matter.voice
    numbers = matter.numbers_of([citation.evidence])
    stance = voice("supports") if citation.stance is Stance.SUPPORTS else voice("contradicts")
    parts = [stance]
    if citation.page is not None:
        parts.append(voice("page {page}", page=citation.page))
    if from_recognised(citation):
        parts.append(voice("recognised text"))
    if citation.locator:
        parts.append(matter.bounded(citation.locator))
    head: Text = (Cite(numbers, bare=True), Words(f" {', '.join(parts)}", "soft"))
    tail: list[Words] = []
    if citation.quote:
        tail.append(Words(f": “{matter.bounded(citation.quote)}”", "quote"))
    if translated := translation_text(matter, citation):
        tail.append(Words(f" ({translated})"))
    if citation.note:
        tail.append(Words(f". {matter.bounded(citation.note)}", "soft"))
    return (*head, *tail)


def translation_text(matter: Matter, citation: Citation) -> str:
    """The translation of a quotation, and who or what made it where that is recorded."""
    found = matter.translations.get(citation.id)
    if found is None:
        return matter.bounded(citation.translation)
    name = matter.bounded(found.translator) or matter.voice("a person")
    by = matter.voice(TRANSLATED[way(found)], name=name)
    before = f"{matter.bounded(citation.translation)}; " if citation.translation else ""
    return f"{before}{matter.bounded(found.text)}; {by}"


def _marks(matter: Matter, score: QuestionScore) -> Iterable[tuple[Mark, str]]:
    interval = score.interval
    if interval is None:
        return
    answered = score.status is Status.ANSWERED and not score.lapsed
    yield Points(score.points if score.status is Status.ANSWERED else None), ""
    mark = Strip(interval.low, interval.point, interval.high, answered)
    words = matter.voice(
        "{low} to {high}, point {point}",
        low=whole(interval.low),
        high=whole(interval.high),
        point=whole(interval.point),
    )
    yield mark, words


def _facts(matter: Matter, question: Question, score: QuestionScore) -> Iterable[str]:
    voice = matter.voice
    if score.status is Status.ANSWERED and score.asked:
        yield voice("confidence {value}", value=hundredth(score.confidence))
    if score.lapsed:
        yield voice("all its evidence has lapsed: counts as unknown")
    if score.conflicted:
        yield voice("sources conflict")
    if question.weight:
        yield voice("weight {weight}", weight=f"{question.weight:g}")
    else:
        yield voice("recorded, not scored")
