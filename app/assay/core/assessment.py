"""An assessment: one pass over one checklist by one analyst, with a cut-off date and a weight profile."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Project:
    """The singleton row of table `project` (id `project`)."""

    id: str
    title: str
    illustrative: bool = False
    """True for the worked example: it says everywhere that mandate and position are invented."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A row of table `assessment`."""

    id: str
    position: int
    title: str
    checklist: str
    """Content hash: the id of the row in table `checklist`."""
    profile: str
    cut_off: str
    """ISO date; evidence ages to it."""
    analyst: str = ""
    second_analyst: str = ""
    reviewer: str = ""
    instrument: str = ""
    channel: str = ""
    mandate: str = ""
    position_current: str = ""
    position_proposed: str = ""
    collection: str = ""
    conflicts: str = ""
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A checklist frozen into the project: a row of table `checklist`; `id` is SHA-256 of `body`."""

    id: str
    checklist: str
    version: str
    title: str
    body: str
    """The YAML text, exactly."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An unscored fact about investor or issuer: a row of table `fact`, id `ASSESSMENT/NAME`."""

    id: str
    assessment: str
    name: str
    value: str
    """`true`, `false`, an option id or a decimal number."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said of the issuer or a related party: a row of table `statement`.

    A property may hold several values, each with its source and dates; nothing overwrites.
    """

    id: str
    subject: str
    """`issuer`, or the id of the statement that names a related party (`property` = `related`)."""
    property: str
    """name, short_name, pinyin, alias, former_name, ticker (MIC:CODE), isin, uscc, lei, country, seat,
    website, listed_since, shares_outstanding, related, role, holding"""
    value: str
    position: int = 0
    language: str = ""
    status: str = "unverified"
    """`verified`, `unverified` or `not_found`"""
    evidence: str = ""
    """Id of an evidence row, or empty."""
    as_of: str = ""
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FlagReview:
    """A reviewer's word on a flag: a row of table `flag_review`, id `ASSESSMENT/FLAG`."""

    id: str
    assessment: str
    flag: str
    state: str
    """`confirmed` or `cleared`"""
    reviewer: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class MemoItem:
    """One analyst-written sentence or entry of the memo: a row of table `memo_item`.

    `part` is one of the names in `PARTS`; `details` is canonical JSON with the fields of that part
    (owner, due, method, cost, closes, likelihood, …), `evidence` a JSON list of evidence row ids.
    """

    id: str
    assessment: str
    part: str
    section: str
    """Heading inside the part (review sections), else empty."""
    position: int
    text: str
    label: str = ""
    """`fact`, `inference`, `allegation` or empty"""
    evidence: str = "[]"
    details: str = "{}"


@dataclass(frozen=True, slots=True)
class MemoIssue:
    """A memo as it was handed out: a row of table `memo_issue`."""

    id: str
    assessment: str
    time: str
    """ISO date-time with zone."""
    state: str
    """State id of the project that the memo was written from."""
    sha256: str
    """Of the file's bytes."""
    profile: str = ""
    final: bool = False
    language: str = ""
    reviewer: str = ""
    rating: str = ""
    """Canonical JSON of the rating as it was printed."""
    details: str = "{}"


PARTS = (
    "title",
    "asked",
    "recommendation",
    "verdict",
    "reason_for",
    "reason_against",
    "condition",
    "change_less",
    "change_more",
    "scope",
    "highlight",
    "review",
    "against",
    "insight",
    "engagement",
    "voting",
    "exit_trigger",
    "scenario",
    "conclusion",
    "next_step",
    "reply",
    "disclosure",
    "claim",
)
RECOMMENDATIONS = ("proceed", "proceed_with_conditions", "hold", "decline", "prohibited")
