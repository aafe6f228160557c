"""The memo page: a live preview, page by page, its parts, and the export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

import factories_window as by
from assay.report.memo_data import state_of
from assay.ui.pages.preview import Sheet, page_sizes
from assay.work import answering, reassessing
from assay.work.chronicle import chronicle
from assay.work.looking_back import basis, look_back
from factories_memo import page_texts
from factories_window import PATIENCE


@pytest.fixture
def window(qtbot, tmp_path):
    return by.a_window_on(qtbot, by.a_project(tmp_path))


@pytest.fixture
def memo(qtbot, window):
    """The memo page with its first picture painted."""
    page = by.memo_of(window)
    qtbot.waitUntil(lambda: painted(page, 1), timeout=PATIENCE)
    return page


def sheets(page):
    found = {sheet.number: sheet for sheet in page.preview.findChildren(Sheet) if sheet.isVisible()}
    return [found[number] for number in sorted(found)]


def painted(page, number):
    return any(s.number == number and s.image is not None for s in sheets(page))


def test_pages_are_painted_with_the_words_of_the_memo(memo):
    first = sheets(memo)[0]
    inks = {
        first.image.pixelColor(x, y).lightness()
        for x in range(0, first.image.width(), 3)
        for y in range(0, first.image.height(), 3)
    }
    assert min(inks) < 80
    assert max(inks) == 255
    assert first.accessibleName() == f"Page 1 of {memo.preview.count}"


def test_sheets_have_the_shape_of_the_paper(memo):
    for sheet in sheets(memo):
        assert sheet.height() / sheet.width() == pytest.approx(842 / 595, abs=0.01)


def test_only_pages_near_the_view_are_painted(memo):
    assert memo.preview.count > 4
    assert sheets(memo)[-1].image is None


def test_pages_that_come_while_another_page_is_shown_are_painted_when_they_are_seen(qtbot, window):
    memo = by.memo_of(window)
    window.go("home")
    qtbot.waitUntil(lambda: memo.preview.count > 0 and not memo._building, timeout=PATIENCE)
    memo.preview._draw()
    assert not memo.preview._drawing
    by.memo_of(window)
    qtbot.waitUntil(lambda: painted(memo, 1), timeout=PATIENCE)


def test_turning_pages_by_button_shows_and_paints_them(qtbot, memo):
    by.click(memo.on)
    qtbot.waitUntil(lambda: memo.place.text().startswith("Page 2 of"), timeout=PATIENCE)
    qtbot.waitUntil(lambda: painted(memo, 2), timeout=PATIENCE)
    assert memo.back.isEnabled()
    by.click(memo.back)
    qtbot.waitUntil(lambda: memo.place.text().startswith("Page 1 of"), timeout=PATIENCE)
    assert not memo.back.isEnabled()


def test_a_part_leads_to_its_page(qtbot, memo):
    rows = memo.outline.rows.rows()
    last = rows[-1]
    memo.outline.setFocus()
    by.press("End")
    by.press("Return")
    page = int(last.id.partition(":")[0])
    qtbot.waitUntil(lambda: painted(memo, page), timeout=PATIENCE)


def test_a_change_is_seen_in_the_preview(qtbot, window, memo):
    before = memo._data
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, "AAA-01", "full", rationale="It says so."))
    assert memo.live.text() == "Writing…"
    qtbot.waitUntil(lambda: memo._data is not before, timeout=PATIENCE)
    qtbot.waitUntil(lambda: memo.live.text() == "Live", timeout=PATIENCE)
    assert memo._data != before
    qtbot.waitUntil(lambda: painted(memo, 1), timeout=PATIENCE)


def test_a_change_keeps_the_page_that_is_read(qtbot, window, memo):
    by.click(memo.on)
    by.click(memo.on)
    qtbot.waitUntil(lambda: memo.place.text().startswith("Page 3 of"), timeout=PATIENCE)
    before = memo._data
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, "AAA-01", "full", rationale="It says so."))
    qtbot.waitUntil(lambda: memo._data is not before, timeout=PATIENCE)
    qtbot.waitUntil(lambda: memo.live.text() == "Live", timeout=PATIENCE)
    assert memo.preview.page == 3


def test_many_changes_in_a_row_are_written_once(qtbot, window, memo):
    session, here = window.bridge.open_session, window.bridge.assessment
    written = []
    memo.preview.turned.connect(lambda *_: written.append(memo._data))
    for option in ("none", "some", "full", "none", "some", "full"):
        session.do(answering.answer(session, here, "AAA-01", option))
    qtbot.waitUntil(lambda: memo._made.startswith(session.state_id()), timeout=PATIENCE)
    qtbot.waitUntil(lambda: memo.live.text() == "Live", timeout=PATIENCE)
    assert len({id(data) for data in written}) <= 2


def test_changes_while_a_memo_is_written_are_in_the_next(qtbot, window, memo):
    session, here = window.bridge.open_session, window.bridge.assessment
    for option in ("none", "some", "full", "none"):
        session.do(answering.answer(session, here, "AAA-01", option))
    done = session.store.state_id()
    qtbot.waitUntil(
        lambda: not memo._building and memo._made.startswith(done) and memo.live.text() == "Live",
        timeout=PATIENCE,
    )


def test_what_blocks_a_final_memo_is_said(memo):
    assert memo.gates.isVisible()
    assert "block" in memo.gates.text()


def test_the_exported_file_is_the_memo_of_the_state_as_it_is(qtbot, window, memo, tmp_path):
    target = tmp_path / "memo.pdf"
    memo.export_to(target)
    assert not memo.button.isEnabled()
    qtbot.waitUntil(memo.button.isEnabled, timeout=PATIENCE)
    assert page_sizes(target.read_bytes()) == page_sizes(memo._data)
    assert target.read_bytes() == memo._data


def test_a_window_that_closes_while_a_memo_is_written_closes(window, memo):
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, "AAA-01", "full"))
    memo._build_pdf()
    assert window.close()
    assert window.bridge.session is None


def test_another_project_begins_without_the_pages_of_the_one_before(qtbot, window, memo, tmp_path):
    shown = memo._data
    by.open_in(qtbot, window, by.a_project(tmp_path, "other.assay"))
    assert (memo.preview.count, memo.outline.rows.rows()) == (0, [])
    by.memo_of(window)
    qtbot.waitUntil(lambda: painted(memo, 1), timeout=PATIENCE)
    assert memo._data not in (b"", shown)


def test_pages_that_come_after_their_project_was_left_are_not_shown(qtbot, window, memo, tmp_path):
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, "AAA-01", "full", rationale="It says so."))
    memo._build_pdf()
    by.open_in(qtbot, window, by.a_project(tmp_path, "other.assay"))
    qtbot.waitUntil(lambda: not memo._building, timeout=PATIENCE)
    by.settled()
    assert memo.preview.count == 0


# -- another assessment, another time -------------------------------------------------------------


def built(qtbot, memo):
    """The bytes of the memo that is wanted, once they are there."""
    qtbot.waitUntil(lambda: not memo._building and memo._made == memo._wanted, timeout=PATIENCE)
    return memo._data


def test_another_assessment_has_its_own_memo(qtbot, window, memo):
    one, session = built(qtbot, memo), window.bridge.open_session
    session.do(reassessing.begin(session, window.bridge.assessment, as_of="2027-11-23"))
    window.bridge.choose(session.assessments()[-1].id)
    assert memo.preview.count == 0  # no page of the one is shown for the other
    other = built(qtbot, memo)
    assert "23 November 2027" in page_texts(other)[0]
    assert "23 November 2027" not in page_texts(one)[0]


@pytest.fixture
def then(window):
    """The project as it was before an answer that was given since."""
    session = window.bridge.open_session
    entry = chronicle(session).entries[-1]
    session.do(answering.answer(session, window.bridge.assessment, "AAA-03", "50"))
    return look_back(basis(session), entry)


def test_the_memo_is_shown_as_it_was_and_not_written(qtbot, window, then, monkeypatch):
    memo = by.memo_of(window)
    now = built(qtbot, memo)
    window.bridge.look(then)
    window.go("memo")
    assert window.current == "memo"
    was = built(qtbot, memo)
    assert was != now
    assert state_of(was) == then.state_id()
    assert not memo.editor.isVisible()
    assert not memo.written.isVisible()
    assert not memo.gates.isVisible()
    assert memo.right.isVisible()

    window.bridge.look(None)
    window.go("memo")
    assert built(qtbot, memo) == now
    assert memo.editor.isVisible()
    assert memo.gates.isVisible()


def test_pages_of_then_are_not_called_live(qtbot, window, then):
    window.bridge.look(then)
    memo = by.memo_of(window)
    qtbot.waitUntil(lambda: memo._building, timeout=PATIENCE)
    window.bridge.look(None)  # before the memo of then is written
    window.go("memo")
    qtbot.waitUntil(lambda: memo.preview.count > 0, timeout=PATIENCE)
    assert state_of(memo._data) == then.state_id()
    assert memo.live.text() == "Writing…"
    assert state_of(built(qtbot, memo)) == window.bridge.open_session.state_id()


def test_the_memo_as_it_was_is_exported_under_its_day(qtbot, window, then, tmp_path, monkeypatch):
    window.bridge.look(then)
    offered = []
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda parent, title, suggestion, filter: (
            offered.append(Path(suggestion)) or str(tmp_path / "then.pdf"),
            "",
        ),
    )
    by.answering(monkeypatch, lambda dialog: by.click(dialog.primary))
    memo = by.memo_of(window)
    with qtbot.waitSignal(memo.exporting.written, timeout=PATIENCE):
        window.menu_actions()["export_memo"].trigger()
    assert offered[0].name == f"{window.bridge.path().stem} {then.entry.day}.pdf"
    assert state_of((tmp_path / "then.pdf").read_bytes()) == then.state_id()
