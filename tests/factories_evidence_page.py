"""An evidence page over real documents: a PDF, a text with rare letters, a scan, a picture, a locked file."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

import factories_documents as documents
import factories_window as by
from assay.ui.pages.evidence import EvidencePage
from assay.ui.window import Window
from assay.work import citing, ingest
from assay.work.session import Session

PATIENCE = by.PATIENCE
FIRST = ("The board has nine members.", "Three of them are independent.", "党组织讨论是前置程序。")
SECOND = ("The committee met five times.", "Nobody voted against.")
NOTE = "第一行 𠮷野家 and 🀄 tiles.\nThe quota was 57,500 tonnes in 2024.\nThe end."


@dataclass(frozen=True)
class Shelf:
    """The window on its evidence page, and the ids of what lies there by file name."""

    window: Window
    page: EvidencePage
    ids: dict[str, str]

    @property
    def session(self) -> Session:
        return self.window.bridge.open_session


def write_documents(folder: Path) -> list[Path]:
    """The documents as files."""
    from PIL import Image

    folder.mkdir(exist_ok=True)
    (folder / "report.pdf").write_bytes(documents.pdf(FIRST, SECOND, title="Annual report"))
    (folder / "note.txt").write_text(NOTE, "utf-8")
    (folder / "scan.pdf").write_bytes(documents.scanned_pdf())
    (folder / "locked.pdf").write_bytes(documents.locked_pdf(documents.pdf(("Secret",))))
    Image.new("RGB", (60, 40), (200, 30, 30)).save(folder / "picture.png")
    names = ("report.pdf", "note.txt", "scan.pdf", "locked.pdf", "picture.png")
    return [folder / name for name in names]


def a_register(folder: Path) -> Path:
    """A published project with the documents; of three quotations of the report one is not in it."""
    path = by.a_project(folder)
    session = by.reopened(path)
    session.do(ingest.attach(session, write_documents(folder / "documents")))
    here = session.assessment().id
    report = next(e.id for e in citing.evidence_by_number(session) if e.file_name == "report.pdf")
    for question, said in (
        ("AAA-01", {"quote": FIRST[0], "page": 1}),
        ("AAA-02", {"quote": SECOND[1], "page": 2, "stance": "contradicts"}),
        ("BBB-01", {"quote": "These words are nowhere.", "page": 1}),
    ):
        session.do(citing.cite(session, here, question, report, **said))
    session.publish()
    session.close()
    return path


def a_shelf(
    qtbot: QtBot, register: Path, folder: Path, size: tuple[int, int] = (1440, 900)
) -> Shelf:
    """The evidence page over a copy of a register."""
    path = folder / "project.assay"
    shutil.copy(register, path)
    window = by.a_window_on(qtbot, path, size)
    ids = {e.file_name: e.id for e in citing.evidence_by_number(window.bridge.open_session)}
    window.go("evidence")
    page = window.pages["evidence"]
    assert isinstance(page, EvidencePage)
    return Shelf(window, page, ids)


def show(qtbot: QtBot, shelf: Shelf, name: str) -> None:
    """Show a document and wait until its page and its text are there."""
    shelf.page.show_item(shelf.ids[name])
    settled(qtbot, shelf)


def settled(qtbot: QtBot, shelf: Shelf) -> None:
    """Wait until the document on the page is shown, with its letters where it is a PDF."""
    qtbot.waitUntil(lambda: is_settled(shelf.page), timeout=PATIENCE)


def is_settled(page: EvidencePage) -> bool:
    view, document = page.view, page.viewer.document
    if view is None or view.text_state == "none" or not document.is_shown:
        return False
    if document.shows_text or view.text_state == "scanned":
        return document.shows_text or document.paper.paper.picture is not None
    return document.paper.paper.picture is not None and bool(document.paper.paper.boxes)
