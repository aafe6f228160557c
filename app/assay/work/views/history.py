"""The history as pages show it: sentences, newest first, what each step changed, one answer's versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assay.core.change import Label
from assay.core.identity import made_at
from assay.core.review import Assignment
from assay.store import recorded
from assay.words import days, label, tr, trn
from assay.words.history import FIELD
from assay.words.reviews import STAGE
from assay.words.signing import signed
from assay.work import history
from assay.work.chronicle import Chronicle, Entry, authors, moment, some_changes
from assay.work.looking_back import Version, answer_versions
from assay.work.session import Session
from assay.work.signing import Kind, Standing, standing_of
from assay.work.views.agreement import value_words
from assay.work.views.changed_rows import RowMoved, Teller

MOST_CHANGES = 20
"""Changes of one step that are told; the others are counted."""


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What to show of a history; empty fields leave everything."""

    author: str = ""
    kind: str = ""
    about: str = ""
    """Id of a question or of a domain."""
    since: str = ""
    """First day."""
    until: str = ""
    """Last day."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The entries shown, newest first, and who there is to choose from."""

    entries: tuple[Entry, ...]
    total: int
    authors: tuple[str, ...]


def history_view(session: Session, known: Chronicle, wanted: HistoryFilter) -> HistoryView:
    """The entries that pass the filter."""
    about = _about(session, wanted.about)
    text = wanted.text.casefold().strip()
    found = [
        entry
        for entry in known.entries
        if (not wanted.author or entry.author == wanted.author)
        and (not wanted.kind or wanted.kind in entry.kinds)
        and (about is None or entry.questions & about)
        and (not wanted.since or entry.day >= wanted.since)
        and (not wanted.until or entry.day <= wanted.until)
        and (not text or text in _hay(entry))
    ]
    found.sort(key=_newest, reverse=True)
    return HistoryView(tuple(found), len(known.entries), authors(known.entries))


def _newest(entry: Entry) -> tuple[str, int]:
    return entry.time, entry.number


def _hay(entry: Entry) -> str:
    named = (sentence(entry.label), entry.author, entry.id, *entry.questions)
    return "\0".join(named).casefold()


def _about(session: Session, id: str) -> frozenset[str] | None:
    """The questions that an id stands for; None: any."""
    if not id:
        return None
    wanted = {id}
    for assessment in session.assessments():
        for question in session.checklist(assessment.id).questions.values():
            if question.domain == id:
                wanted.add(question.id)
    return frozenset(wanted)


def sentence(named: Label) -> str:
    """What a step did, in words."""
    return label(named)


def who(entry: Entry) -> str:
    """Who did a step; a name that a redaction removed is said to be."""
    return entry.author or tr("redacted")


def when(time: str | datetime) -> str:
    """`23 Nov 2026 14:02`, by the clock of this place."""
    at = moment(time) if isinstance(time, str) else time.astimezone()
    return f"{days.day(at.date())} {at:%H:%M}"


def when_said(time: str) -> str:
    """When a comment was written; as it stands where a file holds no time."""
    try:
        return when(datetime.fromisoformat(time))
    except ValueError:
        return time[:32]


def when_made(id: str) -> str:
    """When a row was made, as its id tells; empty where it tells nothing."""
    made = made_at(id)
    return "" if made is None else when(made)


def clock(time: str) -> str:
    """`14:02`, by the clock of this place."""
    return f"{moment(time):%H:%M}"


# -- one step -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepView:
    """One step with all that it changed."""

    id: str
    words: str
    when: str
    author: str
    device: str
    merged: bool
    """It brought two copies together."""
    redacted: bool
    rows: tuple[RowMoved, ...]
    more: int
    """Rows that it changed besides."""
    answer: str
    """The question of the one answer that it changed, which can be restored; or empty."""
    signed: str = ""
    """What its signature says; empty in a project in which no device signs."""
    new_key: str = ""
    """The key that the device signs with now, where this computer knows it by another one."""


def step_view(session: Session, assessment: str, entry: Entry, language: str = "en") -> StepView:
    """What one revision did."""
    found = recorded.by_id(session.store, entry.id)
    changes, count = ([], 0) if found is None else some_changes(found, MOST_CHANGES)
    tell = Teller(session.now.state, session.now.checklist(assessment), language)
    answers = [c.key for c in changes if c.table == "answer"]
    signature = standing_of(session, entry.id, entry.device)
    own = answers[0].partition("/") if len(answers) == 1 and count == len(changes) else ("", "", "")
    return StepView(
        entry.id,
        sentence(entry.label),
        when(entry.time),
        entry.author,
        entry.device,
        len(entry.parents) > 1,
        entry.redacted,
        tuple(tell.row(change) for change in changes),
        count - len(changes),
        own[2] if own[0] == assessment else "",
        _signed(session, entry, signature),
        _new_key(session, entry, signature),
    )


def _new_key(session: Session, entry: Entry, found: Standing) -> str:
    """The key of a step while its device announces that one: one that was left before is not offered."""
    announced = session.now.state.get("device", {}).get(entry.device, {}).get("key")
    return found.key if found.kind is Kind.CHANGED and found.key == announced else ""


def _signed(session: Session, entry: Entry, found: Standing) -> str:
    if found.kind is Kind.SELF_DECLARED and not session.now.state.get("device"):
        return ""
    return signed(str(found.kind), entry.author, found.since, found.words)


# -- one answer -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One revision of an answer, as its page lists it."""

    revision: str
    when: str
    author: str
    words: str
    """What was done."""
    answer: str
    """The answer that it led to, in words."""
    texts: tuple[str, ...]
    """The texts that it changed, by name."""
    redacted: bool
    current: bool
    """It led to the answer as it is now."""
    can_restore: bool


def answer_history(
    session: Session, assessment: str, question: str, language: str = "en"
) -> tuple[VersionRow, ...]:
    """Everything that was done to one answer, newest first."""
    asked = session.checklist(assessment).questions[question]
    versions = answer_versions(session, assessment, question)
    now = versions[-1].answer if versions else None
    rows = []
    for version in versions:
        given = version.answer
        words = ""
        if given is not None:
            words = value_words(asked, str(given.status), given.value, language)
        rows.append(_version(version, words, given is not None and given == now))
    return tuple(reversed(rows))


def _version(version: Version, words: str, current: bool) -> VersionRow:
    revision = version.revision
    redacted = revision.body is None
    texts = [name for name in ("rationale", "against", "would_change") if name in version.changed]
    return VersionRow(
        revision.id,
        when(revision.time),
        revision.author,
        sentence(history.label_of(revision)),
        tr("redacted") if redacted else words,
        tuple(tr(FIELD[name]) for name in texts),
        redacted,
        current,
        not redacted and not current and version.answer is not None,
    )


# -- one review -----------------------------------------------------------------------------------


def stage_words(stage: str) -> str:
    """Where the review of a question stands."""
    return tr(STAGE[stage])


def act_words(act: Assignment) -> str:
    """One act of a review: *Returned by Rea: which article?*"""
    if act.state == "assigned":
        said = tr("Given to {person}", person=act.person)
        return tr("{what}, due {day}", what=said, day=act.due) if act.due else said
    if act.state == "submitted":
        return tr("Ready for review, by {person}", person=act.person)
    if act.state == "returned":
        return tr("Returned by {reviewer}: {reason}", reviewer=act.reviewer, reason=act.reason)
    if act.state == "accepted":
        return tr("Accepted by {reviewer}", reviewer=act.reviewer)
    return tr("Taken back")


def count_words(shown: int, total: int) -> str:
    """*12 of 340 steps*"""
    if shown == total:
        return trn("{count} step", "{count} steps", total)
    return tr("{shown} of {total} steps", shown=shown, total=total)
