"""How far two analysts agree: the measures with what they mean, where they differ, and what was decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from assay.core.agreement import ENOUGH, Agreement, compared
from assay.core.checklist import Checklist, Question, say
from assay.core.memo_numbers import hundredth, percent
from assay.core.records import from_row
from assay.core.review import Adjudication
from assay.words import tr, trn
from assay.words.terms import STATUS
from assay.work.answering import answer_of
from assay.work.second_opinion import key_of
from assay.work.session import Session

ALIKE = 0.85
"""From this percent agreement on, a low kappa says more about the answers than about the analysts."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name, its value, what it means."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A question that two answered at least two points apart, or where one knock-out fired."""

    question: str
    text: str
    first: str
    second: str
    distance: float
    decision: str
    """What was decided, by whom and why; empty while it is open."""


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Everything on the page."""

    first: str
    second: str
    both: int
    """Questions that both answered."""
    answered: tuple[int, int]
    measures: tuple[Measure, ...]
    paradox: str
    """Why kappa and AC1 differ here; empty where they do not."""
    verdict: str
    differing: tuple[Differing, ...]
    knockouts: tuple[str, ...]
    """Knock-outs that stand differently in the two."""


def agreement_view(
    session: Session, first: str, second: str, language: str = "en"
) -> AgreementView:
    """Two assessments over one checklist, held against each other."""
    one, two = session.scorecard(first).rating, session.scorecard(second).rating
    checklist = session.checklist(first)
    found = compared(one, two)
    differing = tuple(
        Differing(
            item.question,
            say(checklist.questions[item.question].text, language),
            _answer(session, first, checklist.questions[item.question], language),
            _answer(session, second, checklist.questions[item.question], language),
            item.distance,
            decision_words(session, checklist, first, second, item.question, language),
        )
        for item in found.far
    )
    return AgreementView(
        first=_name(session, first),
        second=_name(session, second),
        both=found.both,
        answered=found.answered,
        measures=_measures(found.measured),
        paradox=_paradox(found.measured),
        verdict=_verdict(found.measured, differing, found.knockouts, found.due),
        differing=differing,
        knockouts=found.knockouts,
    )


def _name(session: Session, assessment: str) -> str:
    about = session.assessment(assessment)
    return about.analyst or about.title


def _measures(found: Agreement | None) -> tuple[Measure, ...]:
    if found is None:
        return ()
    return (
        Measure(
            tr("Same answer"),
            percent(found.percent),
            tr("of the questions that both answered"),
        ),
        Measure(
            tr("Weighted kappa"),
            _shown(found.quadratic),
            tr("beyond chance, wide gaps count more; 0.60 is needed"),
        ),
        Measure(tr("Kappa"), _shown(found.kappa), tr("beyond chance, any gap counts the same")),
        Measure(
            tr("AC1"),
            _shown(found.ac1),
            tr("beyond chance, steady where nearly all answers are alike"),
        ),
    )


def _shown(value: float | None) -> str:
    return "–" if value is None else hundredth(value)


def _paradox(found: Agreement | None) -> str:
    if found is None or found.percent < ALIKE or found.ac1 is None:
        return ""
    if found.kappa is not None and found.ac1 - found.kappa < 0.2:
        return ""
    return tr(
        "The two give the same answer in {percent} of the cases, and yet kappa is {kappa}: nearly all answers"
        " are alike, so chance alone would agree almost as often, and kappa has little left to measure."
        " AC1 does not depend on how alike the answers are; read it here.",
        percent=percent(found.percent),
        kappa=_shown(found.kappa),
    )


def _verdict(
    found: Agreement | None,
    differing: tuple[Differing, ...],
    knockouts: tuple[str, ...],
    due: bool,
) -> str:
    if found is None:
        return tr("There is no question that both have answered yet.")
    open_ = sum(not item.decision for item in differing)
    if open_:
        said = trn(
            "{count} question is two points or more apart and is not decided.",
            "{count} questions are two points or more apart and are not decided.",
            open_,
        )
    elif differing:
        said = tr("Every question that was two points or more apart is decided.")
    else:
        said = tr("No question is two points or more apart.")
    if knockouts:
        said += " " + tr("Knock-outs stand differently: {flags}.", flags=", ".join(knockouts))
    low = found.quadratic is not None and found.quadratic < ENOUGH
    if due and low:
        said += " " + tr(
            "Weighted kappa is under 0.60, so the whole assessment needs a second look."
        )
    return said


def decision_words(
    session: Session, checklist: Checklist, first: str, second: str, question: str, language: str
) -> str:
    """What was decided on a question: *Full list, by R. Reviewer on 2026-11-23: reason*."""
    row = session.state.get("adjudication", {}).get(key_of(first, second, question))
    if row is None:
        return ""
    said = from_row(Adjudication, row)
    what = value_words(checklist.questions[question], said.status, said.value, language)
    return tr("{what}, by {who}: {why}", what=what, who=said.by, why=said.reason)


def _answer(session: Session, assessment: str, question: Question, language: str) -> str:
    given = answer_of(session, assessment, question.id)
    return value_words(question, str(given.status), given.value, language)


def value_words(question: Question, status: str, value: str | None, language: str) -> str:
    """An answer as a person reads it: the option's words, the number, or why there is none."""
    if status != "answered" or value is None:
        return tr(STATUS.get(status, status))
    names: Mapping[str, str] = {o.id: say(o.text, language) for o in question.answer.options}
    if question.answer.type == "multi":
        try:
            chosen = json.loads(value)
        except ValueError:
            return value
        return "; ".join(names.get(str(id), str(id)) for id in chosen)
    if question.answer.type == "percent":
        return f"{value} %"
    return names.get(value, value)
