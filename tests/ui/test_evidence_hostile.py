"""Hostile attachments on the evidence page: shown within bounds or said, and never taken for damaged."""

import pytest
from PySide6.QtWidgets import QLabel

import factories_window as by
from assay.ui.widgets.notices import EmptyState
from assay.work import citing, ingest
from factories_attachments import HOSTILE, numbered_pdf
from factories_evidence_page import PATIENCE, Shelf

TURNED = "\u202egpj.exe"
UNCHANGED = "Unchanged since it was added to this project"


@pytest.fixture
def shelf(qtbot, tmp_path):
    """The evidence page over two picture bombs, a workbook without sheets, and a book with a preface."""
    path = by.a_project(tmp_path)
    session = by.reopened(path)
    names = ("bomb.tiff", "bomb.gif", "book.xlsm", TURNED)
    made = {name: HOSTILE[name]() for name in names}
    for name, data in (made | {"book.pdf": numbered_pdf()}).items():
        (tmp_path / name).write_bytes(data)
        session.do(ingest.attach(session, [tmp_path / name]))
    session.publish()
    session.close()
    window = by.a_window_on(qtbot, path, (1440, 900))
    ids = {e.file_name: e.id for e in citing.evidence_by_number(window.bridge.open_session)}
    window.go("evidence")
    return Shelf(window, window.pages["evidence"], ids)


def said(page):
    """Why there is no page, where that is on the screen."""
    shown = page.viewer.document.currentWidget()
    state = shown.findChild(EmptyState) if shown is not None else None
    return state.accessibleName() if state is not None else ""


@pytest.mark.parametrize("name", ["bomb.tiff", "bomb.gif"])
def test_a_picture_of_too_many_pixels_is_not_unpacked_and_not_called_damaged(qtbot, shelf, name):
    shelf.page.show_item(shelf.ids[name])
    qtbot.waitUntil(lambda: "20000 × 20000 pixels" in said(shelf.page), timeout=PATIENCE)
    assert shelf.page.facts.intact.text() == UNCHANGED


def test_a_document_without_pages_says_so_instead_of_being_read_for_ever(qtbot, shelf):
    shelf.page.show_item(shelf.ids["book.xlsm"])
    qtbot.waitUntil(lambda: said(shelf.page).startswith("The document has no pages."),
                    timeout=PATIENCE)  # fmt: skip
    assert shelf.page.facts.intact.text() == UNCHANGED


def test_why_an_item_is_not_shown_is_not_said_of_the_next_one(qtbot, shelf):
    page, refused = shelf.page, []
    page.viewer.loader.refused.connect(refused.append)
    with qtbot.waitSignal(page.viewer.loader.loaded, timeout=PATIENCE) as came:
        page.show_item(shelf.ids["bomb.gif"])
        page.show_item(shelf.ids["book.pdf"])
    qtbot.waitUntil(lambda: not page.viewer.loader._runner._alive, timeout=PATIENCE)
    assert came.args[0].evidence == shelf.ids["book.pdf"]
    assert refused == []
    assert page.facts.intact.text() == UNCHANGED


def test_the_list_of_pages_has_the_documents_own_names_for_them(qtbot, shelf):
    viewer = shelf.page.viewer
    shelf.page.show_item(shelf.ids["book.pdf"])
    qtbot.waitUntil(lambda: bool(viewer.document.labels), timeout=PATIENCE)
    viewer.page_on()
    viewer.tools.pages.click()
    rows = viewer.pages.list.rows.rows()
    assert [(row.id, row.label) for row in rows] == [("1", "i"), ("2", "ii"), ("3", "1")]
    assert viewer.pages.list.shown == "2"


def test_a_name_that_would_read_backwards_is_shown_in_the_order_of_its_letters(qtbot, shelf):
    shelf.page.show_item(shelf.ids[TURNED])
    qtbot.waitUntil(lambda: said(shelf.page) != "", timeout=PATIENCE)
    shown = shelf.window.findChildren(QLabel)
    assert any(label.text().startswith("gpj.exe is of a kind") for label in shown)
    assert not any("\u202e" in label.text() for label in shown)
