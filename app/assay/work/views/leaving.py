"""What goes out with a memo and what stays, in words, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assay.core.evidence import Citation, Evidence
from assay.core.memo_profile import Profile
from assay.core.records import records
from assay.words import tr, trn
from assay.words.leaving import KEPT, WHY
from assay.work import memo_leaving
from assay.work.session import Session


@dataclass(frozen=True, slots=True)
class Leaving:
    """Lines for a person: what leaves, and what stays with the reason."""

    goes: tuple[str, ...]
    stays: tuple[tuple[str, str], ...]
    """What, and why."""


def leaving(session: Session, assessment: str, profile: Profile, *, data: bool) -> Leaving:
    """What a memo of this assessment takes along; `data`: its rows are attached as JSON."""
    shown, kept = memo_leaving.outgoing(session.state, assessment, profile, "")
    here = [r for r in records(shown, "answer") if r.assessment == assessment]
    cited: list[Citation] = [r for r in records(shown, "citation") if r.assessment == assessment]
    said = [r for r in records(shown, "comment") if r.assessment == assessment]
    items: list[Evidence] = list(records(shown, "evidence"))
    goes = [
        trn(
            "{count} answer with its reasons",
            "{count} answers with their reasons",
            len(here),
        ),
        trn(
            "{count} citation with its quotation",
            "{count} citations with their quotations",
            len(cited),
        ),
        trn(
            "the register: {count} document with title, publisher, address and hash",
            "the register: {count} documents with title, publisher, address and hash",
            len(items),
        ),
    ]
    if said:
        goes.append(trn("{count} comment", "{count} comments", len(said)))
    if profile.names:
        goes.append(tr("the names of analysts, reviewers and commenters"))
    if data:
        goes.append(tr("the rows that it was written from, as JSON inside the PDF"))
    return Leaving(tuple(goes), tuple(_stays(session, kept, items, data=data, profile=profile)))


def _stays(
    session: Session,
    kept: Iterable[memo_leaving.Kept],
    items: Iterable[Evidence],
    *,
    data: bool,
    profile: Profile,
) -> Iterable[tuple[str, str]]:
    counts: dict[str, int] = {}
    for one in kept:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    for kind in KEPT:
        if kind in counts:
            yield f"{tr(KEPT[kind])} ({counts[kind]:,})", tr(WHY[kind])
    held = sum(1 for item in items if item.blob)
    if held:
        what = trn("{count} original file", "{count} original files", held)
        yield what, tr("A memo names originals by their hash; it never holds them.")
    yield tr("The history of the project"), tr("A memo is one state of it, named by its id.")
    if not data:
        yield tr("The rows as data"), tr("They hold every note and name.")
    if not profile.names:
        yield (
            tr("Names inside sentences are not looked for"),
            tr("Read the sentences before you hand the memo out."),
        )
