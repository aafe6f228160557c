"""Sharing: a project handed on, whole, redacted, as a pack or as a summary; sealed where wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from assay.core.change import Row
from assay.core.errors import CannotWrite, InvalidInput, NotFound
from assay.store import intake, moving, place, redacted
from assay.store.delivering import delivering
from assay.store.sealing import Passphrase, Recipients
from assay.words import tr
from assay.work.jobs import Progress, Silent, counting
from assay.work.masking import Redaction
from assay.work.packing import pack
from assay.work.redacting import Redacted
from assay.work.redacting import redacted as told_anew
from assay.work.session import Session

_REPEATED = 12
"""Characters from which a text that stands elsewhere too is no chance."""
_LOOKED_FOR = 500
NAMED = 12
"""So much evidence is named one by one; then it is said how much more there is."""


class Form(StrEnum):
    """What is handed on."""

    COPY = "copy"
    """The project to work on: everything, or without what a redaction names."""
    PACK = "pack"
    """Memo, register and originals in a zip, for somebody without Assay."""
    SUMMARY = "summary"
    """The memo alone, in one file that nothing can be changed in."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shared, how, and where to."""

    form: Form
    out: Path
    redaction: Redaction = field(default_factory=Redaction)
    key: Passphrase | Recipients | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """What was written."""

    path: Path
    size: int
    taken_out: Mapping[str, int]
    """Rows that lost something, by kind."""
    left_out: tuple[tuple[int, str], ...] = ()
    """Evidence whose bytes could not be packed: register number and why."""
    repeated: int = 0
    """Texts that stay and repeat something that was taken out."""


Memos = Callable[[], Mapping[str, bytes]]
"""The memos by file name, made when they are needed: the floor above sets them."""


def share(session: Session, wish: Wish, memos: Memos, progress: Progress | None = None) -> Shared:
    """Write what is to be shared, complete at its place or not at all.

    Raises `CannotWrite`, `InvalidInput`, `NotFound`, and what `progress` raises.
    """
    progress = progress or Silent()
    if wish.form is Form.PACK and wish.redaction:
        raise InvalidInput("pack_takes_no_redaction")
    if place.real(wish.out) == place.real(session.path):
        raise CannotWrite("same_file", path=wish.out)
    write = {Form.COPY: _copy, Form.PACK: _pack, Form.SUMMARY: _summary}[wish.form]
    return write(session, wish, memos, progress)


def _copy(session: Session, wish: Wish, memos: Memos, progress: Progress) -> Shared:
    told = told_anew(session, wish.redaction, progress)
    if not told.changed and wish.key is None:
        session.store.save_copy(wish.out, replace=wish.replace)
    else:
        with _delivered(wish, progress) as path:
            if told.changed:
                _refuse_missing(session, wish.redaction)
                with _naming_damage(session):
                    _write_redacted(session, told, path, progress)
            else:
                session.store.save_copy(path)
    return Shared(
        wish.out, wish.out.stat().st_size, told.counts, repeated=_repeated(session, wish, told)
    )


def _write_redacted(session: Session, told: Redacted, path: Path, progress: Progress) -> None:
    redacted.write(
        session.store,
        path,
        told.revisions,
        told.steps,
        told.blobs,
        author=told.author,
        device=session.person.device,
        progress=counting(progress),
    )
    with moving.scratch() as folder:  # as whoever gets it will open it
        intake.take_in(path, folder / place.DATABASE)


@contextmanager
def _naming_damage(session: Session) -> Iterator[None]:
    """Bytes that do not hold are named as the evidence that they belong to."""
    try:
        yield
    except NotFound as wrong:
        sha256 = wrong.facts.get("sha256")
        every = list(session.state.get("evidence", {}).values())
        rows = [row for row in every if row["blob"] == sha256]
        if wrong.message != "blob_damaged" or not rows:
            raise
        raise NotFound("share_damaged", evidence=_named(rows)) from wrong


def _refuse_missing(session: Session, wish: Redaction) -> None:
    """Evidence whose bytes are gone is named, too: whoever gets the copy would miss them unawares."""
    stay = wish.items | wish.files
    rows = [
        row
        for row in list(session.state.get("evidence", {}).values())
        if row["blob"] and row["id"] not in stay
    ]
    gone = [row for row in rows if not session.store.has_blob(str(row["blob"]))]
    if gone:
        raise NotFound("share_missing", evidence=_named(gone))


def _named(rows: Sequence[Row]) -> str:
    """Evidence by number and title; of many, the first."""
    said = [f"{row['number']} ({row['title']})" for row in rows[:NAMED]]
    more = len(rows) - len(said)
    listed = tr(", ").join(said)
    return tr("{names} and {count} more", names=listed, count=more) if more else listed


def _pack(session: Session, wish: Wish, memos: Memos, progress: Progress) -> Shared:
    with _delivered(wish, progress) as path, path.open("xb") as out:
        packed = pack(session, out, memos(), progress)
    return Shared(wish.out, wish.out.stat().st_size, {}, packed.left_out)


def _summary(session: Session, wish: Wish, memos: Memos, progress: Progress) -> Shared:
    made = memos()
    with _delivered(wish, progress) as path:
        path.write_bytes(next(iter(made.values())))
    return Shared(wish.out, wish.out.stat().st_size, {})


def _delivered(wish: Wish, progress: Progress) -> AbstractContextManager[Path]:
    return delivering(wish.out, wish.key, counting(progress), replace=wish.replace)


def _repeated(session: Session, wish: Wish, told: Redacted) -> int:
    """How many texts of the project that stay say what was taken out of another place."""
    long = sorted((text for text in told.removed if len(text) >= _REPEATED), key=len)
    kept = [
        cell
        for rows in list(session.state.values())  # the person may go on meanwhile
        for row in list(rows.values())
        for cell in row.values()
        if isinstance(cell, str) and len(cell) >= _REPEATED and cell not in told.removed
    ]
    return sum(1 for text in kept if any(one in text for one in long[:_LOOKED_FOR]))
