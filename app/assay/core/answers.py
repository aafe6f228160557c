"""Answers: a value, or a typed reason for having none, with what was looked for and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """`answered`, or why there is no answer (checklist format, *Statuses*)."""

    ANSWERED = "answered"
    NOT_ASSESSED = "not_assessed"
    UNKNOWN = "unknown"
    NOT_DISCLOSED = "not_disclosed"
    RESTRICTED = "restricted"
    CONFLICTED = "conflicted"
    NOT_APPLICABLE = "not_applicable"


REASON_REQUIRED = frozenset({Status.NOT_APPLICABLE, Status.RESTRICTED})
"""Statuses that demand a reason at entry."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one assessment to one question: a row of table `answer`.

    `value` is canonical text: an option id (choice, boolean: `yes`/`no`), a JSON list of option ids
    in checklist order (multi), a decimal number, an ISO date or free text; None unless answered.
    """

    id: str
    """`ASSESSMENT/QUESTION`"""
    assessment: str
    question: str
    status: Status
    value: str | None = None
    reason: str = ""
    rationale: str = ""
    against: str = ""
    would_change: str = ""
    second_look: bool = False


def answer_key(assessment: str, question: str) -> str:
    """The key of the answer row of one question in one assessment."""
    return f"{assessment}/{question}"


def unanswered(assessment: str, question: str) -> Answer:
    """What a question without a row stands for: not assessed, nothing written."""
    return Answer(answer_key(assessment, question), assessment, question, Status.NOT_ASSESSED)
