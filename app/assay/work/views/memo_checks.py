"""A memo held against its project, as sentences and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assay.readers.memo_pdf import Signed
from assay.words import memo_checks as said
from assay.words import tr, trn
from assay.words.terms import STATUS
from assay.work.memo_checking import Changed, MemoCheck


def sentences(check: MemoCheck, name: str) -> Iterator[str]:
    """What came of it, the most important first."""
    yield tr(said.STANDING[check.standing], name=name, day=check.day)
    if check.standing != "no_memo":
        yield tr(said.PAGES[check.pages])
    for one in check.signatures:
        yield from _signature(one)
    if check.changes:
        yield trn(
            "Since then {count} entry changed:",
            "Since then {count} entries changed:",
            len(check.changes),
        )
    elif check.standing in {"moved", "unknown_state"} and check.compared:
        yield tr(said.STANDING["unchanged"])


def changed(one: Changed) -> str:
    """One change in a line: *Answer PTY-03 changed: unknown -> full*."""
    what = tr(said.TABLE.get(one.table, "")) or one.table
    head = " ".join(part for part in (what, one.place, tr(said.WHAT[one.what])) if part)
    before, after = (
        tr(STATUS[text]) if text in STATUS else text for text in (one.before, one.after)
    )
    if before and after and before != after:
        return f"{head}: {before} → {after}"
    detail = after or before
    return f"{head}: {detail}" if detail else head


def _signature(one: Signed) -> Iterator[str]:
    if not one.readable:
        yield tr(said.SEAL["unreadable"])
        return
    kept = one.intact and one.whole
    text = said.SEAL[one.kind if kept else f"{one.kind}_changed"]
    yield tr(text, name=one.name or "–", day=_day(one.time))
    if one.stamped:
        yield tr(said.SEAL["stamped"], day=_day(one.stamped))


def _day(time: str) -> str:
    return time[:16].replace("T", " ") if time else "–"


def as_json(check: MemoCheck, name: str) -> dict[str, Any]:
    """The same as data."""
    return {
        "name": name,
        "holds": check.holds,
        "standing": check.standing,
        "state": check.state,
        "day": check.day,
        "pages": check.pages,
        "changes": [asdict(one) for one in check.changes],
        "signatures": [
            {
                "kind": one.kind,
                "name": one.name,
                "time": one.time,
                "stamped": one.stamped,
                "unchanged": one.readable and one.intact and one.whole,
            }
            for one in check.signatures
        ],
    }
