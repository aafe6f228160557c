"""Scans on the evidence page: recognising is offered, shown while it goes on, stopped, and marked."""

import pytest

import factories_window as by
from assay.readers import recognising as engines
from assay.ui.dialogs.quote import QuoteDialog
from assay.ui.pages import evidence_loading
from assay.ui.pages.evidence_recognising import ANEW, RECOGNISE, STOP
from assay.ui.widgets.buttons import Button
from assay.work import citing, ingest
from factories_documents import pdf, scan_of
from factories_evidence_page import PATIENCE, Shelf, is_settled

QUOTA = "The quota was raised to 135,000 tonnes."
PARTY = "党委会前置研究讨论重大经营管理事项。"


@pytest.fixture
def shelf(qtbot, tmp_path):
    path = by.a_project(tmp_path)
    session = by.reopened(path)
    for name, data in (("scan.pdf", scan_of((QUOTA,), (PARTY,))), ("report.pdf", pdf([QUOTA]))):
        (tmp_path / name).write_bytes(data)
        session.do(ingest.attach(session, [tmp_path / name]))
    session.publish()
    session.close()
    window = by.a_window_on(qtbot, path, (1440, 900))
    ids = {e.file_name: e.id for e in citing.evidence_by_number(window.bridge.open_session)}
    window.go("evidence")
    page = window.pages["evidence"]
    page.show_item(ids["scan.pdf"])
    qtbot.waitUntil(lambda: is_settled(page) and notice(page) is not None, timeout=PATIENCE)
    return Shelf(window, page, ids)


def notice(page):
    return page.viewer._banner


def offers(page):
    buttons = notice(page).findChildren(Button)
    return {button.property("offer"): button for button in buttons if button.property("offer")}


def recognised(qtbot, shelf):
    """Press the offer and wait until all pages have text."""
    offers(shelf.page)[RECOGNISE].click()
    view = lambda: shelf.page.view  # noqa: E731
    qtbot.waitUntil(lambda: view().text_state == "recognised" and not shelf.page.recognising.item,
                    timeout=PATIENCE)  # fmt: skip
    document = shelf.page.viewer.document
    qtbot.waitUntil(lambda: bool(document.paper.paper.boxes), timeout=PATIENCE)


def test_a_scan_says_that_it_has_no_text_and_offers_to_recognise_it(shelf):
    said = notice(shelf.page)
    assert said.title.text() == ("No text layer: 2 of 2 pages show something but hold no text.")
    assert "simplified Chinese, English" in said.text.text()
    assert set(offers(shelf.page)) == {RECOGNISE}


def test_a_document_with_text_offers_nothing(qtbot, shelf):
    shelf.page.show_item(shelf.ids["report.pdf"])
    qtbot.waitUntil(lambda: is_settled(shelf.page), timeout=PATIENCE)
    assert notice(shelf.page) is None


def test_recognised_text_is_selected_on_the_picture_and_quoted_as_what_it_is(
    qtbot, shelf, monkeypatch
):
    recognised(qtbot, shelf)
    document = shelf.page.viewer.document
    assert document.place_words() == "Page 1 of 2, recognised text"
    assert "not the document's own" in notice(shelf.page).title.text()
    document.paper.select(0, len(QUOTA))
    assert document.chosen.text == QUOTA
    said = []

    def accept(dialog):
        said.append(dialog.state.text())
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(QuoteDialog, "exec", accept)
    shelf.page.quote()
    assert said == ["Word for word in the recognised text, page 1"]
    qtbot.waitUntil(lambda: bool(shelf.page.facts.cards), timeout=PATIENCE)
    (card,) = shelf.page.facts.cards.values()
    assert card.quoted.state == "Word for word in the recognised text"
    assert "recognised text" in card.quoted.place


def test_the_library_shows_where_recognised_words_were_found(qtbot, shelf):
    recognised(qtbot, shelf)
    library = shelf.page.library
    library.search.editor.setText("党委")
    qtbot.waitUntil(lambda: shelf.ids["scan.pdf"] in library.found, timeout=PATIENCE)
    assert library.found[shelf.ids["scan.pdf"]].recognised


def test_it_can_be_stopped_and_says_how_far_it_is(qtbot, shelf):
    offers(shelf.page)[RECOGNISE].click()
    qtbot.waitUntil(lambda: STOP in offers(shelf.page), timeout=PATIENCE)
    assert "Recognising the text" in notice(shelf.page).title.text()
    offers(shelf.page)[STOP].click()
    qtbot.waitUntil(lambda: not shelf.page.recognising.item, timeout=PATIENCE)
    qtbot.waitUntil(lambda: STOP not in offers(shelf.page), timeout=PATIENCE)
    assert offers(shelf.page).keys() <= {RECOGNISE, ANEW}


def test_the_project_can_be_closed_meanwhile(qtbot, shelf):
    offers(shelf.page)[RECOGNISE].click()
    shelf.window.bridge.release()
    assert shelf.window.bridge.session is None


def test_where_nothing_is_installed_it_says_what_to_install(qtbot, shelf, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(engines, "_USUAL_PLACES", ())
    shelf.page.reading.again()
    qtbot.waitUntil(lambda: "tesseract-ocr" in notice(shelf.page).text.text(), timeout=PATIENCE)
    assert offers(shelf.page) == {}


def test_several_scans_are_recognised_from_the_selection(qtbot, shelf):
    shelf.page.library.list.selectAll()
    button = shelf.page.bulk.buttons["recognise"]
    assert not button.isHidden()
    button.click()
    qtbot.waitUntil(lambda: shelf.page.view.text_state == "recognised", timeout=PATIENCE)


def test_a_page_crowded_beyond_reading_is_shown_without_letters_to_select(
    qtbot, shelf, monkeypatch
):
    monkeypatch.setattr(evidence_loading, "MOST_LETTERS", 10)
    shelf.page.show_item(shelf.ids["report.pdf"])
    loader, document = shelf.page.viewer.loader, shelf.page.viewer.document
    qtbot.waitUntil(lambda: 1 in loader._letters, timeout=PATIENCE)
    qtbot.waitUntil(lambda: document.paper.paper.picture is not None, timeout=PATIENCE)
    assert document.paper.paper.boxes == ()
    assert document._texts[0].strip() == QUOTA
