"""Small pictures in the library: what can be pictured is, once, and nothing else is tried."""

import pytest

import factories_window as by
from assay.ui.pages.evidence_thumbnails import Thumbnails
from assay.work import citing, ingest
from assay.work.picturing import pictures
from factories_attachments import HOSTILE
from factories_evidence_page import PATIENCE, Shelf, write_documents


@pytest.fixture
def shelf(qtbot, tmp_path):
    path = by.a_project(tmp_path)
    session = by.reopened(path)
    files = write_documents(tmp_path / "documents")
    for name in ("bomb.png", "million.pdf", "program.pdf"):
        (tmp_path / name).write_bytes(HOSTILE[name]())
        files.append(tmp_path / name)
    session.do(ingest.attach(session, files))
    session.publish()
    session.close()
    return opened(qtbot, path)


def opened(qtbot, path):
    window = by.a_window_on(qtbot, path, (1440, 900))
    ids = {e.file_name: e.id for e in citing.evidence_by_number(window.bridge.open_session)}
    window.go("evidence")
    return Shelf(window, window.page("evidence"), ids)


def brought(qtbot, shelf, *names):
    """The pictures of these items, once all are known."""
    thumbnails = shelf.page.library.thumbnails
    ids = [shelf.ids[name] for name in names]
    qtbot.waitUntil(lambda: all(thumbnails.picture(id) is not None for id in ids), timeout=PATIENCE)
    return [thumbnails.picture(id) for id in ids]


def test_pages_and_pictures_are_shown_small_and_what_cannot_be_is_known(qtbot, shelf):
    report, scan, picture = brought(qtbot, shelf, "report.pdf", "scan.pdf", "picture.png")
    assert all(0 < found.width() <= 145 and 0 < found.height() <= 193 for found in (report, scan))
    assert picture.pixelColor(5, 5).red() > 150 > picture.pixelColor(5, 5).green()
    none = brought(qtbot, shelf, "locked.pdf", "bomb.png", "program.pdf")
    assert all(found.isNull() for found in none)
    assert not brought(qtbot, shelf, "million.pdf")[0].isNull()


def test_a_text_is_never_pictured(qtbot, shelf):
    rows = {late.id: late.row() for late in shelf.page.library.list.rows.rows()}
    pictured = {name for name, id in shelf.ids.items() if rows[id].pictured}
    assert pictured == set(shelf.ids) - {"note.txt"}


def test_the_list_asks_only_for_what_it_shows_and_paints_what_comes(qtbot, shelf):
    listed = shelf.page.library.list
    place = listed.visualRect(listed.rows.index(0))
    before = listed.grab().copy(place).toImage()
    brought(qtbot, shelf, "report.pdf")
    by.settled()
    assert listed.grab().copy(place).toImage() != before
    assert shelf.ids["note.txt"] not in shelf.page.library.thumbnails._at_hand


def test_what_was_made_once_is_kept_for_the_next_window(qtbot, shelf):
    brought(qtbot, shelf, "report.pdf", "locked.pdf", "scan.pdf")
    bridge = shelf.window.bridge
    again = Thumbnails(bridge)
    made = pictures(bridge.open_session)
    made.rest()
    ids = [shelf.ids[name] for name in ("report.pdf", "locked.pdf")]
    qtbot.waitUntil(lambda: all(again.picture(id) is not None for id in ids), timeout=PATIENCE)
    assert [again.picture(id).isNull() for id in ids] == [False, True]
    assert made._reader.process_id is None
    again.close()


def test_closing_the_project_stops_the_making(qtbot, shelf):
    thumbnails = shelf.page.library.thumbnails
    thumbnails.picture(shelf.ids["million.pdf"])
    made = pictures(shelf.session)
    shelf.window.bridge.release()
    assert made._reader.process_id is None
    assert thumbnails.picture(shelf.ids["report.pdf"]) is None
