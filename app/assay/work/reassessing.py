"""Reassessing: the same issuer again, later; what was answered last time is proposed and never filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assay.core.answers import Answer, Status
from assay.core.assessment import Assessment, Fact
from assay.core.change import Change, Step, inserted, step, updated
from assay.core.checklist import Checklist, Question, say
from assay.core.confidence import day_of, weigh
from assay.core.errors import InvalidInput, UserError
from assay.core.evidence import Citation, Stance
from assay.core.identity import new_id
from assay.core.records import from_row, records, to_row
from assay.work import library
from assay.work.answering import answer_of, bounded, canonical_value, question_of
from assay.work.citing import parse_date
from assay.work.session import Session
from assay.work.starting import chosen_profile, frozen, today
from assay.work.translating import translations

Why = Literal["", "no_answer", "reworded", "lapsed", "does_not_fit"]
"""Why a proposal wants a person's eye: nothing was found last time, the question is another one now,
all that bore it out has lapsed since, or its value is none that the question takes now."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the last assessment answered to a question, as far as it can serve again."""

    question: str
    last: Assessment
    answer: Answer
    """As it was recorded then."""
    citations: tuple[Citation, ...]
    """What it rested on then; the evidence is the project's, and ages to the new day."""
    why: Why
    confidence_then: float
    confidence_now: float
    """With the same evidence, aged to this assessment's day."""

    @property
    def fits(self) -> bool:
        """Whether it can be accepted as it stands."""
        return self.why != "does_not_fit"


@dataclass(frozen=True, slots=True)
class Plan:
    """What accepting all that is unchanged would do, and what it would leave to a person."""

    accepted: tuple[str, ...]
    left: Mapping[Why, tuple[str, ...]]

    @property
    def left_count(self) -> int:
        """How many proposals are left to look at one by one."""
        return sum(len(questions) for questions in self.left.values())


def begin(
    session: Session,
    last: str,
    *,
    checklist: str = "",
    as_of: str = "",
    analyst: str = "",
    title: str = "",
    profile: str = "",
) -> Step:
    """A new assessment after `last`: questions, weights and the facts about the investor, no answers.

    `checklist` is what `library.find` takes; empty means the one of the last time.
    """
    before = session.assessment(last)
    day = parse_date(as_of, "as-of") or today()
    if day <= before.cut_off:
        raise InvalidInput("reassessment_not_later", as_of=day, last=before.cut_off)
    asked, freezing = _checklist(session, before, checklist)
    known = {p.id for p in asked.profiles}
    made = Assessment(
        id=new_id(),
        position=max(a.position for a in session.assessments()) + 1,
        title=bounded(title.strip()) or say(asked.title, "en"),
        checklist=asked.hash,
        profile=chosen_profile(
            asked, profile or (before.profile if before.profile in known else "")
        ),
        cut_off=day,
        analyst=bounded(analyst.strip()) or session.person.author,
        instrument=before.instrument,
        channel=before.channel,
        mandate=before.mandate,
        position_current=before.position_current,
        collection=before.collection,
    )
    facts = _facts(session, before.id, made.id, asked)
    changes = [freezing, inserted("assessment", to_row(made)), *facts]
    return step("begin_assessment", changes, as_of=day)


def _checklist(session: Session, before: Assessment, wish: str) -> tuple[Checklist, Change | None]:
    """The checklist to use, with the project's weights, and what freezes it where it is new here."""
    if not wish:
        return session.checklist(before.id), None
    found, body = library.find(wish)
    if found.hash == before.checklist:
        return session.checklist(before.id), None
    known = found.hash in session.state.get("checklist", {})
    return found, None if known else frozen(found, body)


def _facts(session: Session, last: str, here: str, asked: Checklist) -> Iterator[Change]:
    """The facts about the investor as the last assessment has them, where they are still asked."""
    names = {fact.id for fact in asked.facts}
    for fact in records(session.state, "fact"):
        if fact.assessment == last and fact.name in names:
            copied = Fact(f"{here}/{fact.name}", here, fact.name, fact.value, fact.note)
            yield inserted("fact", to_row(copied))


def previous(session: Session, assessment: str) -> Assessment | None:
    """The assessment before this one: the latest earlier one over any version of its checklist.

    Of several on one day, this analyst's own, else the first: a second opinion is nobody's last year.
    """
    here = session.assessment(assessment)
    rows = session.state.get("checklist", {})
    name = rows.get(here.checklist, {}).get("checklist")
    earlier = [
        a
        for a in session.assessments()
        if a.cut_off < here.cut_off and rows.get(a.checklist, {}).get("checklist") == name
    ]
    return max(
        earlier, key=lambda a: (a.cut_off, a.analyst == here.analyst, -a.position), default=None
    )


def proposal(session: Session, assessment: str, question: str) -> Proposal | None:
    """What the last assessment proposes for a question; None where it has nothing to say on it."""
    last = previous(session, assessment)
    if last is None:
        return None
    asked = question_of(session.checklist(assessment), question)
    return _proposal(session, assessment, asked, last)


def _proposal(
    session: Session, assessment: str, asked: Question, last: Assessment
) -> Proposal | None:
    old = session.checklist(last.id)
    source = next((id for id in (asked.id, *asked.replaces) if id in old.questions), "")
    given = answer_of(session, last.id, source) if source else None
    if given is None or given.status is Status.NOT_ASSESSED:
        return None
    cited = session.scorecard(last.id).cited(source)
    day = day_of(session.assessment(assessment).cut_off) or 0
    then, now = session.scorecard(last.id).rating.questions[source], weigh(cited, asked.ages, day)
    rows = session.state.get("citation", {})
    return Proposal(
        question=asked.id,
        last=last,
        answer=given,
        citations=tuple(from_row(Citation, rows[key]) for key, _, _ in cited),
        why=_why(asked, old.questions[source], given, lapsed=now.lapsed),
        confidence_then=then.confidence,
        confidence_now=now.value,
    )


def answered_last_time(
    session: Session, assessment: str, last: Assessment | None
) -> frozenset[str]:
    """The questions on which the last assessment has something to say."""
    if last is None:
        return frozenset()
    given, nothing = session.state.get("answer", {}), str(Status.NOT_ASSESSED)
    said = {
        str(row["question"])
        for row in given.values()
        if row["assessment"] == last.id and row["status"] != nothing
    }
    questions = session.checklist(assessment).questions.values()
    return frozenset(
        asked.id for asked in questions if asked.id in said or said.intersection(asked.replaces)
    )


def _why(asked: Question, before: Question, given: Answer, *, lapsed: bool) -> Why:
    if given.status is Status.ANSWERED and not _takes(asked, given.value):
        return "does_not_fit"
    if (asked.id, asked.text, asked.answer) != (before.id, before.text, before.answer):
        return "reworded"
    if given.status is not Status.ANSWERED:
        return "no_answer"
    return "lapsed" if lapsed else ""


def _takes(asked: Question, value: str | None) -> bool:
    """Whether the question takes this value, word for word."""
    if value is None:
        return False
    try:
        raw = json.loads(value) if asked.answer.type == "multi" else value
        return canonical_value(asked, raw) == value
    except (UserError, ValueError):
        return False


def accept(session: Session, assessment: str, question: str) -> Step:
    """Make the last assessment's answer this one's: value or reason, texts, and what it cites."""
    asked = question_of(session.checklist(assessment), question)
    found = _acceptable(session, assessment, asked.id)
    return step("accept_proposal", _accepted(session, assessment, found), question=asked.id)


def accept_several(session: Session, assessment: str, questions: Sequence[str]) -> Step:
    """Accept the proposals for these questions, whether anything has changed since or not."""
    if len(questions) == 1:
        return accept(session, assessment, questions[0])
    found = [_acceptable(session, assessment, question) for question in dict.fromkeys(questions)]
    changes = [change for each in found for change in _accepted(session, assessment, each)]
    return step("accept_proposals", changes, count=len(found))


def _acceptable(session: Session, assessment: str, question: str) -> Proposal:
    found = proposal(session, assessment, question)
    if found is None:
        raise InvalidInput("nothing_proposed", question=question)
    if not found.fits:
        raise InvalidInput("proposal_does_not_fit", question=question, value=found.answer.value)
    return found


def plan(session: Session, assessment: str, domain: str = "") -> Plan:
    """What `accept_unchanged` would do to the questions that are still open, of one domain or all."""
    accepted: list[str] = []
    left: dict[Why, list[str]] = {}
    for found in _open(session, assessment, domain):
        if found.why:
            left.setdefault(found.why, []).append(found.question)
        else:
            accepted.append(found.question)
    return Plan(tuple(accepted), {why: tuple(ids) for why, ids in left.items()})


def accept_unchanged(session: Session, assessment: str, domain: str = "") -> Step:
    """Accept every open proposal whose question is the same and whose evidence still bears it out."""
    found = [p for p in _open(session, assessment, domain) if not p.why]
    if not found:
        raise InvalidInput("nothing_unchanged")
    changes = [change for each in found for change in _accepted(session, assessment, each)]
    return step("accept_proposals", changes, count=len(found))


def _open(session: Session, assessment: str, domain: str) -> Iterator[Proposal]:
    """The proposals for the questions that nobody has assessed yet."""
    last = previous(session, assessment)
    if last is None:
        return
    for asked in session.checklist(assessment).questions.values():
        if domain and asked.domain != domain:
            continue
        if answer_of(session, assessment, asked.id).status is Status.NOT_ASSESSED:
            found = _proposal(session, assessment, asked, last)
            if found is not None:
                yield found


def _accepted(session: Session, assessment: str, found: Proposal) -> Iterable[Change | None]:
    """The changes that take one proposal over; what was written here already stays."""
    here, then = answer_of(session, assessment, found.question), found.answer
    after = replace(
        here,
        status=then.status,
        value=then.value,
        reason=here.reason or then.reason,
        rationale=here.rationale or then.rationale,
        against=here.against or then.against,
        would_change=here.would_change or then.would_change,
    )
    row = session.state.get("answer", {}).get(here.id)
    fields = to_row(after)
    yield inserted("answer", fields) if row is None else updated("answer", row, **fields)
    translated = translations(session.state)
    have = _cited_here(session, assessment, found.question)
    for cited in found.citations:
        if (cited.evidence, cited.stance) not in have:
            made = replace(cited, id=new_id(), assessment=assessment, question=found.question)
            yield inserted("citation", to_row(made))
            if translation := translated.get(cited.id):
                again = replace(translation, id=new_id(), subject=made.id)
                yield inserted("translation", to_row(again))


def _cited_here(session: Session, assessment: str, question: str) -> set[tuple[str, Stance]]:
    cited = session.scorecard(assessment).cited(question)
    return {(item.id, stance) for _, stance, item in cited}
