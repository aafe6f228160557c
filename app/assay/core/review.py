"""What people say to and of each other's work: comments, assignments, adjudications, second weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a question, or an answer to one: a row of table `comment`."""

    id: str
    assessment: str
    question: str
    author: str
    time: str
    """ISO date-time with zone."""
    text: str
    parent: str = ""
    """Id of the comment it answers, or empty."""
    state: str = "open"
    """`open` or `settled`"""
    private: bool = False
    """Never leaves with an external memo or a shared copy."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One act of the review of a question: a row of table `assignment`.

    Acts are only ever added, so that two copies unite without a conflict; the last one counts. Each
    says all that holds from then on.
    """

    id: str
    assessment: str
    question: str
    person: str
    """Who is to answer."""
    due: str = ""
    state: str = "assigned"
    """`assigned`, `submitted`, `accepted`, `returned`, or `withdrawn`: nobody is to answer"""
    reviewer: str = ""
    reason: str = ""
    """Why it was returned; of what was accepted, the digest of the answer that it was said of."""


@dataclass(frozen=True, slots=True)
class Weighting:
    """Domain weights of one's own: a row of table `weighting`; an assessment names it as its profile."""

    id: str
    checklist: str
    """Content hash of the checklist it weighs."""
    title: str
    weights: str
    """Canonical JSON: domain id → weight as decimal text; sums to 100."""
    based_on: str
    reason: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A named scenario of changed answers and weights: a row of table `what_if`. It changes nothing."""

    id: str
    assessment: str
    title: str
    changes: str
    """Canonical JSON: `{"answers": {question: {"status": …, "value": …}}, "profile": …}`."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Adjudication:
    """A disagreement of two assessments, decided; both originals stay: table `adjudication`."""

    id: str
    question: str
    first: str
    """Id of the first assessment."""
    second: str
    status: str
    value: str | None
    by: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A competing explanation: a row of table `hypothesis`."""

    id: str
    assessment: str
    position: int
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Consistency:
    """How a piece of evidence bears on a hypothesis: table `consistency`, id `HYPOTHESIS/EVIDENCE`."""

    id: str
    hypothesis: str
    evidence: str
    mark: str
    """`consistent`, `inconsistent`, `neutral`"""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a forecast: a row of table `resolution`; `forecast` is the id of a memo item."""

    id: str
    forecast: str
    outcome: str
    """`happened`, `did_not_happen`, `cannot_be_told`"""
    date: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation of a quotation or title, and who or what made it: a row of table `translation`."""

    id: str
    subject: str
    """Id of the citation or evidence row it translates."""
    language: str
    text: str
    translator: str
    by_machine: bool
    checked: bool
    time: str


@dataclass(frozen=True, slots=True)
class Device:
    """The public key that a device signs with, as it announced it: a row of table `device`."""

    id: str
    """The device as revisions name it."""
    name: str
    key: str
    """Public key in hexadecimal digits."""
    time: str
    """ISO date-time with zone."""
