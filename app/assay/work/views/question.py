"""One question as its page shows it: text, help, answer, evidence, place in the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assay.core.answers import Answer, answer_key
from assay.core.checklist import Checklist, Question, Source, say
from assay.core.confidence import Confidence, Part
from assay.core.evidence import Citation, Evidence
from assay.core.expressions import compile_expression
from assay.core.rating import QuestionScore
from assay.core.records import from_row
from assay.core.review import Translation
from assay.work.answering import answer_of, question_of
from assay.work.merging import disputed
from assay.work.restoring import Problem
from assay.work.session import Session
from assay.work.touching import touched
from assay.work.translating import translations
from assay.work.withholding import NOTHING, Redactions, Withholding


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option, as a choice row shows it."""

    id: str
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source reference (`CL23 art. 18`) with what the checklist says of the source."""

    reference: str
    title: str
    publisher: str
    date: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """A citation with its evidence and what is left of its weight."""

    citation: Citation
    evidence: Evidence
    part: Part
    """Its part in the confidence: grade, freshness, strength, and whether it counts."""
    damage: Problem | None = None
    """What does not hold of it any more."""
    translation: Translation | None = None
    """The translation of the quotation that is a record of its own."""
    withheld: Redactions = NOTHING
    """The redactions that took out what this item was, or its bytes."""
    unquoted: Redactions = NOTHING
    """The redactions that may have taken out the words that were quoted."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Everything the question page and its evidence pane show."""

    id: str
    domain: str
    domain_title: str
    position: int
    count: int
    text: str
    short: str
    why: str
    proof: str
    sources: tuple[SourceView, ...]
    type: str
    unit: str
    bands: tuple[tuple[float, float], ...]
    options: tuple[OptionView, ...]
    answer: Answer
    asked: bool
    skip_reason: str
    skipped_by: tuple[str, ...]
    flags: tuple[str, ...]
    """Texts of the flags that rest on this question and are fired or open."""
    previous: str
    following: str
    cards: tuple[EvidenceCard, ...]
    score: QuestionScore
    origins: int
    """Independent origins that count."""
    weight: float
    damage: Problem | None = None
    """What does not hold of the answer or its citations."""
    disputed: tuple[str, ...] = ()
    """What merged copies say differently of the answer: `value`, `rationale` …"""
    withheld: Redactions = NOTHING
    """The redactions that took out what was written beside the answer."""


def question_view(
    session: Session, assessment: str, question: str, language: str = "en"
) -> QuestionView:
    """The page of one question; raises `NotFound` for an unknown one."""
    checklist, scorecard = session.checklist(assessment), session.scorecard(assessment)
    asked = question_of(checklist, question)
    domain, answer = checklist.domain(asked.domain), answer_of(session, assessment, asked.id)
    before, after = _neighbours(list(checklist.questions), asked.id)
    skipped, confidence = asked.id in scorecard.skipped, scorecard.confidence(asked.id)
    damage, key = touched(session), answer_key(assessment, asked.id)
    return QuestionView(
        id=asked.id,
        domain=domain.id,
        domain_title=say(domain.title, language),
        position=domain.questions.index(asked) + 1,
        count=len(domain.questions),
        text=say(asked.text, language),
        short=say(asked.short, language),
        why=say(asked.why, language),
        proof=say(asked.proof, language),
        sources=_sources(checklist, asked),
        type=asked.answer.type,
        unit=asked.answer.unit,
        bands=asked.answer.bands,
        options=_options(asked, language),
        answer=answer,
        asked=not skipped,
        skip_reason=say(asked.skip_reason, language) if skipped else "",
        skipped_by=tuple(sorted(compile_expression(asked.skip_if).questions)) if skipped else (),
        flags=_flags(session, assessment, asked.id, language),
        previous=before,
        following=after,
        cards=_cards(session, confidence, damage.evidence),
        score=scorecard.rating.questions[asked.id],
        origins=len({p.origin for p in confidence.parts if p.outcome == "counted"}),
        weight=asked.weight,
        damage=damage.answers.get(key),
        disputed=disputed(session, "answer", key),
        withheld=Withholding(session).of_answer(answer),
    )


def _options(asked: Question, language: str) -> tuple[OptionView, ...]:
    return tuple(OptionView(o.id, say(o.text, language), o.points) for o in asked.answer.options)


def _neighbours(ids: list[str], id: str) -> tuple[str, str]:
    place = ids.index(id)
    return ids[place - 1] if place else "", ids[place + 1] if place + 1 < len(ids) else ""


def _sources(checklist: Checklist, question: Question) -> tuple[SourceView, ...]:
    known = {source.key: source for source in checklist.sources}
    return tuple(_source(reference, known[reference.split()[0]]) for reference in question.sources)


def _source(reference: str, source: Source) -> SourceView:
    return SourceView(
        reference, source.title, source.publisher, source.date or "", source.status, source.note
    )


def _flags(session: Session, assessment: str, question: str, language: str) -> tuple[str, ...]:
    raised = {
        f.id
        for f in session.scorecard(assessment).rating.flags
        if f.state not in {"clear", "cleared"}
    }
    return tuple(
        say(flag.text, language)
        for flag in session.checklist(assessment).flags
        if flag.id in raised and question in flag.questions
    )


def _cards(
    session: Session, confidence: Confidence, damage: Mapping[str, Problem]
) -> tuple[EvidenceCard, ...]:
    evidence = session.state.get("evidence", {})
    cited = session.state.get("citation", {})
    translated = translations(session.state)
    cards, missing = [], Withholding(session)
    for part in confidence.parts:
        citation = from_row(Citation, cited[part.citation])
        card = EvidenceCard(
            citation,
            from_row(Evidence, evidence[part.evidence]),
            part,
            damage.get(part.evidence),
            translated.get(part.citation),
            missing.of_item(evidence[part.evidence]),
            missing.of_quotation(citation),
        )
        cards.append(card)
    return tuple(sorted(cards, key=lambda c: (c.citation.stance != "supports", c.evidence.number)))
