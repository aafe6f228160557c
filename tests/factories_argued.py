"""The worked example after two analysts argued over it: second opinion, explanations, scenarios, weights."""

from __future__ import annotations

from pathlib import Path

from assay.core.records import records
from assay.work import (
    answering,
    example,
    explaining,
    exploring,
    flagging,
    forecasting,
    second_opinion,
    weighing,
)
from assay.work.exploring import Trial
from assay.work.session import Person, Session

AWAY = (0, 0, 1, 0, 0, -2, 0, 3, 0, 0, 0, -1)
"""By how many options the second analyst is away from the first one, answer after answer, over again."""
EXPLANATIONS = (
    "The Party committee decides, and the board carries out.",
    "The regional state owner decides as a shareholder would, for the group's ore and cash.",
    "Management decides, and the committee's study of matters is a form.",
)
MARKS = ("consistent", "inconsistent", "neutral", "consistent", "consistent")
TRIAL = ("SUP-06", "PTY-03", "SAN-01")
"""Questions of which the mildest answer is supposed."""


def argued(path: Path) -> Session:
    """The example as it looks when everything has been used: published at `path`, and open."""
    session = example.build(path, Person("Ada Analyst", "device-1"))
    here = session.assessment().id
    _second(session, here)
    _explained(session, here)
    _kept(session, here)
    for item, outcome in zip(
        forecasting.scenarios(session, here), ("happened", "did_not_happen"), strict=False
    ):
        session.do(
            forecasting.resolve(session, item.id, outcome, by="R. Reviewer", date="2026-11-20")
        )
    session.publish()
    return session


def _second(session: Session, here: str) -> None:
    session.do(second_opinion.start(session, here, "Bo Second"))
    (other,) = second_opinion.partners(session, here)
    answered = []
    for id, question in session.checklist(here).questions.items():
        values = [o.id for o in question.answer.options]
        given = answering.answer_of(session, here, id).value
        if given not in values:
            continue
        place = values.index(given) + AWAY[len(answered) % len(AWAY)]
        value = values[max(0, min(len(values) - 1, place))]
        session.do(answering.answer(session, other, id, value))
        answered.append((id, value != given, given))
    apart = next((id, given) for id, differs, given in answered if differs)
    said = {"by": "R. Reviewer", "reason": "The charter's text was read together."}
    session.do(second_opinion.adjudicate(session, apart[0], here, other, apart[1], **said))


def _explained(session: Session, here: str) -> None:
    for text in EXPLANATIONS:
        session.do(explaining.add(session, here, text))
    items = sorted(records(session.state, "evidence"), key=lambda item: item.number)[:5]
    for row, found in enumerate(explaining.explanations(session, here)):
        for column, item in enumerate(items):
            mark = MARKS[(row + column * row) % len(MARKS)]
            session.do(explaining.mark(session, found.id, item.id, mark))


def _kept(session: Session, here: str) -> None:
    trial = Trial()
    for question in TRIAL:
        raw = session.checklist(here).questions[question].answer.options[0].id
        trial = trial.with_answer(question, exploring.suppose(session, here, question, raw, True))
    session.do(exploring.keep(session, here, "Licence not settled", trial))
    given = {
        id: f"{weight:g}" for id, weight in session.checklist(here).profiles[0].weights.items()
    }
    given |= {"SUP": "18", "XIT": "1", "IDP": "2"}
    session.do(
        weighing.clone(session, here, "default", "Our mandate", given, "Supply comes first.")
    )
    flags = session.scorecard(here).rating.flags
    flag = next(f for f in flags if f.state in flagging.CLEARABLE)
    said = {"reviewer": "R. Reviewer", "reason": "The charter says so."}
    session.do(flagging.review(session, here, flag.id, "confirmed", **said))
