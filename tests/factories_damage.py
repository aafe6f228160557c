"""Projects that were damaged on their way: bytes flipped in an attached file, a row changed by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from assay.work import answering, drafting
from assay.work.session import Session
from factories import PERSON, a_session
from factories_vault import attached, cited

NOTICE = b"The notice names the parent company as the owner of the licence.\n" * 8


def sound(folder: Path) -> Path:
    """A published project: one answer, given with a file that a sentence of the memo cites, too."""
    session = a_session(folder)
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.do(answering.answer(session, here, "BBB-02", "yes"))
    id = attached(session, folder, "notice.txt", NOTICE, cited=cited(session))
    session.do(drafting.add(session, here, "highlight", "The parent owns the licence."))
    (item,) = session.state["memo_item"]
    session.do(drafting.cite(session, item, id))
    session.publish()
    session.close()
    return folder / "project.assay"


def with_flipped_bytes(folder: Path) -> Path:
    """The same, with a bit of the attached file flipped, as a file this computer has never seen."""
    data = bytearray(sound(folder).read_bytes())
    at = data.index(NOTICE)
    data[at] ^= 1
    return _elsewhere(folder, bytes(data))


def with_changed_answer(folder: Path) -> Path:
    """The same, with an answer that somebody changed past its history."""
    path = _elsewhere(folder, sound(folder).read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE answer SET value = 'full' WHERE question = 'AAA-01'")
    return path


def _elsewhere(folder: Path, data: bytes) -> Path:
    path = folder / "came by mail.assay"
    path.write_bytes(data)
    return path


__all__ = ["NOTICE", "PERSON", "sound", "with_changed_answer", "with_flipped_bytes"]


def without_bytes(session: Session, sha256: str) -> None:
    """Take bytes away that the register names, as a copy that was cut short lacks them."""
    db = session.store.file.db
    (number,) = db.execute("SELECT number FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    db.execute("DELETE FROM blob_chunk WHERE blob = ?", (number,))
    db.execute("DELETE FROM blob WHERE number = ?", (number,))
