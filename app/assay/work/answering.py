"""Answering: a value, a reason for having none, and the three texts that go with either."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from assay.core.answers import REASON_REQUIRED, Answer, Status, answer_key, unanswered
from assay.core.assessment import Fact
from assay.core.change import Change, Step, inserted, removed, step, updated
from assay.core.checklist import Checklist, FactQuestion, Question
from assay.core.errors import InvalidInput, NotFound
from assay.core.records import from_row, to_row
from assay.work.session import Session

MAX_TEXT = 100_000
TEXTS = frozenset({"rationale", "against", "would_change", "reason"})


def question_of(checklist: Checklist, id: str) -> Question:
    """The question with this id; raises `NotFound` naming near ones."""
    found = checklist.questions.get(id) or checklist.questions.get(id.upper())
    if found is None:
        near = [known for known in checklist.questions if known.startswith(id[:3].upper())]
        some = near or list(checklist.questions)
        raise NotFound("unknown_question", question=id, checklist=checklist.id, known=_span(some))
    return found


def _span(ids: Sequence[str]) -> str:
    return f"{ids[0]} … {ids[-1]}" if len(ids) > 1 else "".join(ids)


def answer_of(session: Session, assessment: str, question: str) -> Answer:
    """The answer as it stands; *not assessed* where nobody has touched it."""
    row = session.state.get("answer", {}).get(answer_key(assessment, question))
    return unanswered(assessment, question) if row is None else from_row(Answer, row)


def canonical_value(question: Question, raw: str | Sequence[str]) -> str:
    """The value as it is recorded; raises `InvalidInput` saying what this question takes."""
    kind = question.answer.type
    if kind == "multi":
        return _many(question, [raw] if isinstance(raw, str) else list(raw))
    if not isinstance(raw, str):
        raise InvalidInput("one_value_only", question=question.id)
    raw = raw.strip()
    if kind in {"choice", "boolean"}:
        return _option(question, raw)
    if kind in {"percent", "number"}:
        return _number(question, raw)
    if kind == "date":
        return _date(question, raw)
    return _text(question, raw)


def _option(question: Question, raw: str) -> str:
    ids = [option.id for option in question.answer.options]
    if raw not in ids:
        raise InvalidInput("unknown_option", question=question.id, option=raw, known=ids)
    return raw


def _many(question: Question, raw: list[str]) -> str:
    chosen = {_option(question, part) for item in raw for part in item.replace(",", " ").split()}
    if not chosen:
        raise InvalidInput(
            "no_option", question=question.id, known=[o.id for o in question.answer.options]
        )
    return json.dumps([o.id for o in question.answer.options if o.id in chosen])


def _number(question: Question, raw: str) -> str:
    try:
        number = Decimal(raw.rstrip("% ").replace(",", ""))
    except InvalidOperation:
        raise InvalidInput("not_a_number", question=question.id, value=raw) from None
    if not number.is_finite() or abs(number) > Decimal("1e15"):
        raise InvalidInput("not_a_number", question=question.id, value=raw)
    if question.answer.type == "percent" and not 0 <= number <= 100:
        raise InvalidInput("percent_out_of_range", question=question.id, value=raw)
    plain = f"{number.normalize():f}"
    return "0" if plain == "-0" else plain


def _date(question: Question, raw: str) -> str:
    try:
        return date.fromisoformat(raw).isoformat()
    except ValueError:
        raise InvalidInput("not_a_date", question=question.id, value=raw) from None


def _text(question: Question, raw: str) -> str:
    if not raw:
        raise InvalidInput("empty_text", question=question.id)
    return bounded(raw)


def bounded(text: str) -> str:
    """`text` without NUL, or `InvalidInput` when it is longer than a text field takes."""
    if len(text) > MAX_TEXT:
        raise InvalidInput("text_too_long", length=len(text), limit=MAX_TEXT)
    return text.replace("\x00", "")


def answer(
    session: Session, assessment: str, question: str, raw: str | Sequence[str], **texts: str
) -> Step:
    """Answer a question with a value, and write what goes with it in the same step."""
    asked = question_of(session.checklist(assessment), question)
    value = canonical_value(asked, raw)
    return _write(
        session,
        answer_of(session, assessment, asked.id),
        "answer",
        status=str(Status.ANSWERED),
        value=value,
        **{"reason": "", **_texts(texts)},
    )


def decline(
    session: Session, assessment: str, question: str, status: str, reason: str = "", **texts: str
) -> Step:
    """Say why there is no answer; *not applicable* and *restricted* need the reason in words."""
    asked = question_of(session.checklist(assessment), question)
    try:
        given = Status(status)
    except ValueError:
        known = [str(s) for s in Status if s is not Status.ANSWERED]
        raise InvalidInput("unknown_status", status=status, known=known) from None
    if given is Status.ANSWERED:
        raise InvalidInput("answer_needs_value", question=asked.id)
    before = answer_of(session, assessment, asked.id)
    reason = bounded(reason.strip()) or (before.reason if before.status is given else "")
    if given in REASON_REQUIRED and not reason:
        raise InvalidInput("reason_required", question=asked.id, status=status)
    fields = {"status": str(given), "value": None, "reason": reason, **_texts(texts)}
    return _write(session, before, "decline", **fields)


def write(session: Session, assessment: str, question: str, **texts: str) -> Step:
    """Write the rationale, the evidence against, what would change the answer, or the reason."""
    asked = question_of(session.checklist(assessment), question)
    return _write(session, answer_of(session, assessment, asked.id), "write", **_texts(texts))


def _texts(texts: dict[str, str]) -> dict[str, str]:
    unknown = set(texts) - TEXTS
    if unknown:
        raise TypeError(f"no such text: {sorted(unknown)}")
    return {name: bounded(text.strip()) for name, text in texts.items()}


def clear(session: Session, assessment: str, question: str) -> Step:
    """Take value and reason away: the question is not assessed; texts and citations stay."""
    asked = question_of(session.checklist(assessment), question)
    before = answer_of(session, assessment, asked.id)
    return _write(session, before, "clear", status=str(Status.NOT_ASSESSED), value=None, reason="")


def mark(session: Session, assessment: str, question: str, second_look: bool) -> Step:
    """Mark a question as needing a second look, or take the mark away."""
    asked = question_of(session.checklist(assessment), question)
    before = answer_of(session, assessment, asked.id)
    message = "mark" if second_look else "unmark"
    return _write(session, before, message, second_look=int(second_look))


def _write(session: Session, before: Answer, message: str, **fields: str | int | None) -> Step:
    row = to_row(before)
    if session.state.get("answer", {}).get(before.id) is not None:
        return step(message, [updated("answer", row, **fields)], question=before.question)
    after = {**row, **fields}
    changes = [inserted("answer", after)] if after != row else []
    return step(message, changes, question=before.question)


def set_fact(session: Session, assessment: str, name: str, raw: str, note: str = "") -> Step:
    """Give a fact about investor or issuer; an empty value takes it away."""
    asked = next((f for f in session.checklist(assessment).facts if f.id == name), None)
    if asked is None:
        known = [f.id for f in session.checklist(assessment).facts]
        raise NotFound("unknown_fact", fact=name, known=known)
    key = f"{assessment}/{name}"
    row = session.state.get("fact", {}).get(key)
    changes: list[Change | None]
    if raw == "":
        changes = [] if row is None else [removed("fact", row)]
    else:
        value = fact_value(asked, raw)
        if row is None:
            changes = [inserted("fact", to_row(Fact(key, assessment, name, value, note)))]
        else:
            changes = [updated("fact", row, value=value, note=note or row["note"])]
    return step("set_fact", changes, fact=name)


def fact_value(asked: FactQuestion, raw: str) -> str:
    """The canonical text of a fact; raises `InvalidInput` saying what it takes."""
    if asked.type == "boolean":
        word = raw.strip().lower()
        if word in {"true", "yes", "1"}:
            return "true"
        if word in {"false", "no", "0"}:
            return "false"
        raise InvalidInput("unknown_option", question=asked.id, option=raw, known=["yes", "no"])
    if asked.type == "choice":
        ids = [option.id for option in asked.options]
        if raw not in ids:
            raise InvalidInput("unknown_option", question=asked.id, option=raw, known=ids)
        return raw
    try:
        return f"{Decimal(raw).normalize():f}"
    except InvalidOperation:
        raise InvalidInput("not_a_number", question=asked.id, value=raw) from None
