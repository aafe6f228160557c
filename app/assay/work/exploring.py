"""Exploring: other answers and weights in a scratch layer, kept by name, taken over, or thrown away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assay.core.answers import Status, answer_key, unanswered
from assay.core.change import Cell, Change, State, Step, canonical, inserted, removed, step, updated
from assay.core.errors import InvalidInput, NotFound
from assay.core.evidence import Citation, Evidence, Stance
from assay.core.identity import new_id
from assay.core.records import from_row, records, to_row
from assay.core.review import WhatIf
from assay.core.scorecard import Scorecard
from assay.work.answering import answer_of, bounded, canonical_value, question_of
from assay.work.citing import parse_date
from assay.work.session import Session

SUPPOSED = "what-if"
"""Id of the evidence that stands for *supposed to be proven* in a scratch layer, and nowhere else."""
MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class Suppose:
    """What is supposed of one question. `proven`: with evidence that leaves no doubt."""

    status: str
    value: str | None = None
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """A scratch layer over one assessment: it changes nothing that is recorded."""

    answers: Mapping[str, Suppose] = field(default_factory=dict)
    profile: str = ""
    """Other weights; empty: those of the assessment."""
    cut_off: str = ""
    """Another day; empty: that of the assessment."""

    def __bool__(self) -> bool:
        return bool(self.answers or self.profile or self.cut_off)

    def with_answer(self, question: str, suppose: Suppose | None) -> Trial:
        """This layer with one question supposed otherwise; None: as it is recorded."""
        answers = {id: one for id, one in self.answers.items() if id != question}
        if suppose is not None:
            answers[question] = suppose
        return Trial(answers, self.profile, self.cut_off)


def suppose(session: Session, assessment: str, question: str, raw: str, proven: bool) -> Suppose:
    """What is supposed of a question: a value that it takes, or one of the statuses.

    Raises `InvalidInput` for anything else.
    """
    asked = question_of(session.checklist(assessment), question)
    if raw in {str(s) for s in Status if s is not Status.ANSWERED}:
        return Suppose(raw, None, proven=False)
    return Suppose(str(Status.ANSWERED), canonical_value(asked, raw), proven)


def parsed(
    session: Session, assessment: str, pairs: Iterable[str], *, profile: str = "", cut_off: str = ""
) -> Trial:
    """A layer from texts like `PTY-03=full`; raises `InvalidInput` for a text that is none."""
    trial = Trial(profile=profile, cut_off=cut_off)
    for pair in pairs:
        question, sign, value = pair.partition("=")
        if not sign:
            raise InvalidInput("not_a_supposition", value=pair[:80])
        asked = question_of(session.checklist(assessment), question.strip())
        supposed = suppose(session, assessment, asked.id, value.strip(), proven=True)
        trial = trial.with_answer(asked.id, supposed)
    return trial


def scratch(session: Session, assessment: str, trial: Trial) -> State:
    """A copy of the state with the trial's answers in it. The rows it shares are never changed."""
    state: State = {table: dict(rows) for table, rows in session.state.items()}
    proven = set()
    for question, supposed in trial.answers.items():
        row = to_row(answer_of(session, assessment, question))
        row |= {"status": supposed.status, "value": supposed.value}
        state.setdefault("answer", {})[answer_key(assessment, question)] = row
        if supposed.proven and supposed.status == Status.ANSWERED:
            proven.add(question)
    if proven:
        _prove(state, assessment, proven)
    return state


def _prove(state: State, assessment: str, questions: set[str]) -> None:
    """Let the best of evidence stand for these questions, in place of what they have."""
    item = Evidence(
        SUPPOSED, 0, SUPPOSED, SUPPOSED, reliability="A", credibility="1", no_decay=True
    )
    state.setdefault("evidence", {})[SUPPOSED] = to_row(item)
    citations = {
        key: row
        for key, row in state.get("citation", {}).items()
        if row["assessment"] != assessment or row["question"] not in questions
    }
    for question in questions:
        key = f"{SUPPOSED}/{question}"
        citations[key] = to_row(Citation(key, assessment, question, SUPPOSED, Stance.SUPPORTS))
    state["citation"] = citations


def scored(session: Session, assessment: str, trial: Trial) -> Scorecard:
    """The rating as it would be. Raises `InvalidInput` for a profile or day that is none."""
    checklist = session.checklist(assessment)
    cut_off = parse_date(trial.cut_off, "cut_off") or None
    state = scratch(session, assessment, trial)
    known = {profile.id for profile in checklist.profiles}
    profile = trial.profile if trial.profile in known else None
    return Scorecard(checklist, state, assessment, cut_off=cut_off, profile=profile)


# -- keeping --------------------------------------------------------------------------------------


def keep(session: Session, assessment: str, title: str, trial: Trial, note: str = "") -> Step:
    """Keep the layer under a name; the record itself stays as it is."""
    title, note = bounded(title.strip()), bounded(note.strip())
    if not title:
        raise InvalidInput("scenario_without_title")
    if len(title) > MAX_TITLE:
        raise InvalidInput("text_too_long", length=len(title), limit=MAX_TITLE)
    if not trial:
        raise InvalidInput("nothing_supposed")
    made = WhatIf(new_id(), session.assessment(assessment).id, title, _written(trial), note)
    return step("keep_what_if", [inserted("what_if", to_row(made))], title=title)


def discard(session: Session, id: str) -> Step:
    """Throw a kept layer away."""
    row = session.state.get("what_if", {}).get(id)
    if row is None:
        raise NotFound("unknown_what_if", what_if=id)
    return step("discard_what_if", [removed("what_if", row)], title=row["title"])


def kept(session: Session, assessment: str) -> tuple[WhatIf, ...]:
    """The layers kept of an assessment, oldest first."""
    found = (w for w in records(session.state, "what_if") if w.assessment == assessment)
    return tuple(sorted(found, key=lambda one: one.id))


def trial_of(session: Session, id: str) -> Trial:
    """A kept layer; what it holds of questions that are gone, or in no known form, is left out."""
    row = session.state.get("what_if", {}).get(id)
    if row is None:
        raise NotFound("unknown_what_if", what_if=id)
    one = from_row(WhatIf, row)
    known = session.checklist(one.assessment).questions
    return _read(one.changes, known)


def _written(trial: Trial) -> str:
    answers = {
        question: {"status": one.status, "value": one.value, "proven": one.proven}
        for question, one in trial.answers.items()
    }
    return canonical({"answers": answers, "profile": trial.profile, "cut_off": trial.cut_off})


def _read(text: str, known: Mapping[str, object]) -> Trial:
    try:
        found = json.loads(text)
        entries = dict(found.get("answers", {}))
        day, profile = found.get("cut_off", ""), found.get("profile", "")
    except (ValueError, TypeError, AttributeError):
        return Trial()
    answers = {
        id: Suppose(str(one["status"]), one.get("value"), bool(one.get("proven")))
        for id, one in entries.items()
        if id in known
        and isinstance(one, dict)
        and one.get("status") in set(Status)
        and (one.get("value") is None or isinstance(one["value"], str))
    }
    return Trial(
        answers, profile if isinstance(profile, str) else "", day if isinstance(day, str) else ""
    )


def accept(session: Session, assessment: str, trial: Trial) -> Step:
    """Take the layer over as one step: answers, weights and day. What was supposed to be proven is not:
    evidence has to be found."""
    changes: list[Change | None] = []
    for question, one in trial.answers.items():
        changes.append(_answer_change(session, assessment, question, one))
    moved: dict[str, Cell] = {}
    if trial.profile:
        moved["profile"] = trial.profile
    if trial.cut_off:
        moved["cut_off"] = parse_date(trial.cut_off, "cut_off")
    if moved:
        changes.append(updated("assessment", to_row(session.assessment(assessment)), **moved))
    found = [change for change in changes if change is not None]
    return step("accept_what_if", found, count=len(found))


def _answer_change(session: Session, assessment: str, question: str, one: Suppose) -> Change | None:
    key = answer_key(assessment, question)
    row = session.state.get("answer", {}).get(key)
    fields: dict[str, Cell] = {"status": one.status, "value": one.value}
    if row is not None:
        if one.status == Status.ANSWERED:
            fields["reason"] = ""
        return updated("answer", row, **fields)
    return inserted("answer", {**to_row(unanswered(assessment, question)), **fields})
