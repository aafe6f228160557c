"""Translations of quotations: records of their own, each with who or what made it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assay.core.change import Change, State, inserted, removed, updated
from assay.core.identity import new_id
from assay.core.records import records, to_row
from assay.core.review import Translation
from assay.work.answering import bounded

if TYPE_CHECKING:
    from assay.work.session import Session

PERSON, MACHINE, CHECKED = WAYS = ("person", "machine", "checked")
"""A person translated; a machine did, and nobody checked it; a machine did, and a person checked it."""


def translations(state: State) -> dict[str, Translation]:
    """The translation of each citation or item that has one: the last one given."""
    found = sorted(records(state, "translation"), key=lambda t: (t.time, t.id))
    return {translation.subject: translation for translation in found}


def way(translation: Translation) -> str:
    """Who or what made it: one of `WAYS`."""
    if not translation.by_machine:
        return PERSON
    return CHECKED if translation.checked else MACHINE


def given(
    session: Session, subject: str, text: str, by: str = PERSON, language: str = ""
) -> list[Change | None]:
    """What a translation of this subject changes: an empty text takes away what there was."""
    text = bounded(text).strip()
    if not text:
        return list(taken(session.state, {subject}))
    before = translations(session.state).get(subject)
    if before and (text, by) == (before.text, way(before)):
        return []
    new = Translation(
        id=before.id if before else new_id(),
        subject=subject,
        language=language or (before.language if before else ""),
        text=text,
        translator=session.person.author,
        by_machine=by != PERSON,
        checked=by == CHECKED,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    if before is None:
        return [inserted("translation", to_row(new))]
    return [updated("translation", to_row(before), **to_row(new))]


def taken(state: State, subjects: Collection[str]) -> list[Change]:
    """What goes with these citations and items."""
    gone = (t for t in records(state, "translation") if t.subject in subjects)
    return [removed("translation", to_row(translation)) for translation in gone]
