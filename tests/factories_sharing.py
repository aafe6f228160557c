"""Projects full of words that must not leave, and ways to look for them in bytes."""

from __future__ import annotations

from pathlib import Path

from assay.work import answering, citing, commenting, ingest
from assay.work.session import Session
from factories import a_session
from factories_vault import attached

SECRETS = {
    "title": "CANARY-TITLE 密件甲",
    "publisher": "CANARY-PUBLISHER",
    "file": "CANARY-FILE.txt",
    "bytes": "CANARY-BYTES " * 50,
    "quote": "CANARY-QUOTE stands here",
    "cited": "CANARY-CITATION-NOTE",
    "rationale": "CANARY-RATIONALE 密件乙",
    "against": "CANARY-AGAINST",
    "comment": "CANARY-COMMENT in the open",
    "private": "CANARY-PRIVATE under four eyes",
    "below": "CANARY-BELOW the private one",
    "taken_back": "CANARY-TAKEN-BACK",
    "folder": "CANARY-FOLDER",
}
KEPT = "This stays where it is."


def a_project(folder: Path) -> Session:
    """An open project with a secret of every kind, also in what was undone and overwritten."""
    session = a_session(folder)
    id = session.assessment().id
    item = attached(
        session,
        folder,
        SECRETS["file"],
        SECRETS["bytes"] + SECRETS["quote"],
        title=SECRETS["title"],
        publisher=SECRETS["publisher"],
    )
    attached(session, folder, "open.txt", "open bytes", title="An open source")
    session.do(
        citing.cite(
            session, id, "AAA-01", item, quote=SECRETS["quote"], note=SECRETS["cited"], page=1
        )
    )
    session.do(answering.answer(session, id, "AAA-01", "some", rationale=SECRETS["taken_back"]))
    session.undo()
    session.do(
        answering.answer(
            session,
            id,
            "AAA-01",
            "some",
            rationale=SECRETS["rationale"],
            against=SECRETS["against"],
        )
    )
    session.do(commenting.comment(session, id, "AAA-01", KEPT))
    session.do(commenting.comment(session, id, "AAA-01", SECRETS["comment"]))
    private = commenting.comment(session, id, "AAA-01", SECRETS["private"])
    session.do(private)
    key = private.changes[0].key
    session.do(commenting.keep_private(session, key, True))
    session.do(commenting.reply(session, key, SECRETS["below"]))
    far = folder / SECRETS["folder"]
    far.mkdir()
    (far / "far.txt").write_text("far")
    session.do(ingest.attach(session, [far / "far.txt"], link=True))
    return session


def evidence_id(session: Session, number: int) -> str:
    return session.evidence(str(number)).id


def readable(path: Path, *texts: str) -> list[str]:
    """Which texts can be read in the bytes of a file, in any usual encoding of them."""
    data = path.read_bytes()
    found = []
    for text in texts:
        forms = [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
        forms.append(text.encode("unicode_escape"))
        if any(form in data for form in forms):
            found.append(text)
    return found
