import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import factories_window as by
from assay.ui.dialogs.describing import DescribeDialog, DescribeMany, GradeMany
from assay.ui.dialogs.fetch import FetchDialog
from assay.ui.dialogs.quote import QuoteDialog
from assay.ui.dialogs.record_search import RecordSearch
from assay.work import citing, describing, ingest
from assay.work.chronicle import chronicle
from assay.work.looking_back import basis, look_back
from factories_evidence_page import (
    FIRST,
    NOTE,
    PATIENCE,
    a_register,
    a_shelf,
    settled,
    show,
    write_documents,
)
from factories_window import press


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """Made once: it is copied for each test."""
    folder = tmp_path_factory.mktemp("register")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSAY_HOME", str(folder / "home"))
        return a_register(folder)


@pytest.fixture
def shelf(qtbot, register, tmp_path):
    return a_shelf(qtbot, register, tmp_path)


def cards(shelf):
    return {card.quoted.question: card.quoted for card in shelf.page.facts.cards.values()}


def marked(shelf):
    document = shelf.page.viewer.document
    view = document.view
    return view._marks


def listed(shelf):
    return [row.row().title for row in shelf.page.library.list.rows.rows() if hasattr(row, "row")]


# -- reading --------------------------------------------------------------------------------------


def test_a_pdf_is_shown_as_a_picture_with_its_quotations(qtbot, shelf):
    show(qtbot, shelf, "report.pdf")
    document = shelf.page.viewer.document
    assert document.currentWidget() is document.paper
    assert [mark.number for mark in marked(shelf)] == [1]
    assert shelf.page.viewer.tools.place.text() == "Page 1 of 2"
    assert document.paper.accessibleName() == "Page 1 of 2"


def test_the_state_of_every_quotation_is_said(qtbot, shelf):
    show(qtbot, shelf, "report.pdf")
    said = {question: card.state for question, card in cards(shelf).items()}
    assert said == {
        "AAA-01": "Word for word in the text",
        "AAA-02": "Word for word in the text",
        "BBB-01": "Not found in the text",
    }


def test_a_page_turns_by_key_and_what_is_cited_there_is_marked(qtbot, shelf):
    show(qtbot, shelf, "report.pdf")
    shelf.page.viewer.take_focus()
    press("PgDown")
    settled(qtbot, shelf)
    assert shelf.page.viewer.document.page == 2
    assert [mark.number for mark in marked(shelf)] == [2]
    assert shelf.page.facts.heading.note.text() == "3, 1 on this page"


def test_a_turned_page_is_there_at_once_when_it_was_brought_before(qtbot, shelf):
    show(qtbot, shelf, "report.pdf")
    loader, document = shelf.page.viewer.loader, shelf.page.viewer.document
    qtbot.waitUntil(lambda: loader._next() is None, timeout=PATIENCE)
    document.turn(1)
    assert document.paper.paper.picture is not None
    assert document.paper.paper.boxes


def test_a_card_leads_to_its_place(qtbot, shelf):
    show(qtbot, shelf, "report.pdf")
    card = next(c for c in shelf.page.facts.cards.values() if c.quoted.question == "AAA-02")
    by.click(card.number)
    assert shelf.page.viewer.document.page == 2
    assert shelf.page.viewer.document.paper.current == card.quoted.id


def test_a_citation_is_a_place_to_go_to(qtbot, shelf):
    citation = next(
        row["id"] for row in shelf.session.state["citation"].values() if row["question"] == "AAA-02"
    )
    shelf.window.go("evidence", citation)
    settled(qtbot, shelf)
    qtbot.waitUntil(lambda: shelf.page.viewer.document.page == 2, timeout=PATIENCE)
    assert shelf.page.item == shelf.ids["report.pdf"]


def test_text_is_shown_as_text(qtbot, shelf):
    show(qtbot, shelf, "note.txt")
    document = shelf.page.viewer.document
    assert document.shows_text
    assert document.text.toPlainText() == NOTE


def test_a_scan_says_that_it_holds_no_text(qtbot, shelf):
    show(qtbot, shelf, "scan.pdf")
    assert "No text layer" in shelf.page.viewer._banner.title.text()
    shelf.page.library.refresh()
    row = shelf.page.library.rows[shelf.ids["scan.pdf"]]
    assert row.text_state == "scanned"


def test_a_picture_is_shown(qtbot, shelf):
    show(qtbot, shelf, "picture.png")
    paper = shelf.page.viewer.document.paper.paper
    assert (paper.picture.width(), paper.picture.height()) == (60, 40)


def test_what_cannot_be_read_costs_a_sentence(qtbot, shelf):
    shelf.page.show_item(shelf.ids["locked.pdf"])
    document = shelf.page.viewer.document
    qtbot.waitUntil(lambda: "password" in spoken(document.currentWidget()), timeout=PATIENCE)


def spoken(widget):
    return " ".join(w.accessibleName() for w in widget.findChildren(QWidget))


def test_bytes_are_said_to_be_unchanged_once_they_were_read(qtbot, shelf):
    show(qtbot, shelf, "note.txt")
    assert shelf.page.facts.intact.text() == "Unchanged since it was added to this project"


def test_damaged_bytes_are_not(qtbot, shelf):
    item = shelf.session.evidence(shelf.ids["note.txt"])
    db = shelf.session.store.file.db
    db.execute(
        "UPDATE blob_chunk SET bytes = ? WHERE blob = (SELECT number FROM blob WHERE sha256 = ?)",
        (b"x" * item.size, item.blob),
    )
    db.commit()
    shelf.page.show_item(item.id)
    qtbot.waitUntil(lambda: "Damaged" in intact(shelf), timeout=PATIENCE)
    assert intact(shelf) == "Damaged: no longer what was attached"


def intact(shelf):
    return shelf.page.facts.intact.text()


def test_words_are_found_in_the_document(qtbot, shelf):
    show(qtbot, shelf, "report.pdf")
    press("Ctrl+F")
    by.type_text("the")
    finding = shelf.page.viewer.finding
    qtbot.waitUntil(lambda: finding.count.text() == "1 of 3", timeout=PATIENCE)
    press("Return")
    qtbot.waitUntil(lambda: finding.count.text() == "2 of 3", timeout=PATIENCE)
    press("Escape")
    assert not finding.isVisible()
    assert shelf.page.viewer.document.view._hits == ()


def test_the_text_of_a_picture_page_can_be_read_and_selected_by_keyboard(qtbot, shelf):
    show(qtbot, shelf, "report.pdf")
    by.click(shelf.page.viewer.tools.as_text)
    document = shelf.page.viewer.document
    assert document.text.toPlainText().splitlines()[0] == FIRST[0]
    document.text.setFocus()
    press("Shift+Down")
    assert document.chosen.text.startswith(FIRST[0])


# -- the library ----------------------------------------------------------------------------------


def test_the_list_shows_what_there_is_and_filters_it(qtbot, shelf):
    library = shelf.page.library
    assert library.heading.note.text() == "5"
    by.click(library.chips["not_cited"])
    assert library.heading.note.text() == "4 of 5"
    assert shelf.ids["report.pdf"] not in library.rows


def test_an_item_that_filters_hide_is_shown_all_the_same(qtbot, shelf):
    by.click(shelf.page.library.chips["not_cited"])
    shelf.window.go("evidence", shelf.ids["report.pdf"])
    assert shelf.page.library.list.current_id() == shelf.ids["report.pdf"]
    assert shelf.page.library.filters == frozenset()


def test_the_list_is_sorted_and_grouped(qtbot, shelf):
    shelf.page.library.arrange_by("title", "cited", descending=False)
    rows = shelf.page.library.list.rows.rows()
    heads = [row.spoken() for row in rows if not row.selectable]
    assert heads == ["Cited 1", "Not cited 4"]
    assert listed(shelf)[1:] == sorted(listed(shelf)[1:], key=str.casefold)


def test_words_in_the_texts_are_found_with_their_place(qtbot, shelf):
    shelf.page.library.search.editor.setText("57,500")
    note = shelf.ids["note.txt"]
    qtbot.waitUntil(lambda: note in shelf.page.library.found, timeout=PATIENCE)
    row = shelf.page.library.list.rows.rows()[0].row()
    assert "57,500" in row.snippet
    assert [row.snippet[a:b] for a, b in row.ranges] == ["57,500"]


def test_a_found_item_opens_where_the_words_are(qtbot, shelf):
    shelf.page.library.search.editor.setText("committee")
    report = shelf.ids["report.pdf"]
    qtbot.waitUntil(lambda: report in shelf.page.library.found, timeout=PATIENCE)
    shelf.page.item = ""
    show(qtbot, shelf, "report.pdf")
    qtbot.waitUntil(lambda: shelf.page.viewer.document.page == 2, timeout=PATIENCE)
    assert shelf.page.viewer.finding.count.text() == "1 of 1"


def test_a_title_is_found_in_the_other_form_of_its_characters(qtbot, shelf):
    id = shelf.ids["locked.pdf"]
    title = "北方稀土年度报告"
    shelf.window.bridge.do(lambda: describing.describe_many(shelf.session, [id], title=title))
    shelf.page.library.search.editor.setText("年度報告")
    qtbot.waitUntil(lambda: listed(shelf) == [title], timeout=PATIENCE)
    shelf.page.show_item(id)
    qtbot.waitUntil(lambda: shelf.page.view is not None, timeout=PATIENCE)
    assert not shelf.page.viewer.finding.isVisible()


def test_arrows_move_along_the_list_and_enter_goes_to_the_page(qtbot, shelf):
    shelf.page.library.list.setFocus()
    press("Down")
    assert shelf.page.item == shelf.ids["note.txt"]
    settled(qtbot, shelf)
    press("Return")
    assert QApplication.focusWidget() in (
        shelf.page.viewer.document.text,
        shelf.page.viewer.document.sheet_of_text,
    )


def test_every_row_speaks(qtbot, shelf):
    shelf.page.library.refresh()
    for row in shelf.page.library.list.rows.rows():
        assert "cannot be judged" in row.spoken()
        assert "cited" in row.spoken()


# -- quoting --------------------------------------------------------------------------------------


def test_selected_words_are_cited_with_their_place(qtbot, shelf, monkeypatch):
    show(qtbot, shelf, "report.pdf")
    document = shelf.page.viewer.document
    start = document._texts[0].index(FIRST[1])
    document.paper.select(start, start + len(FIRST[1]))

    def agree(dialog):
        assert dialog.place.quote.text() == FIRST[1]
        assert "Word for word in the text, page 1" in dialog.state.text()
        dialog.question.set_chosen("BBB-02")
        by.click(dialog.primary)

    came = by.answering(monkeypatch, agree)
    document.paper.setFocus()
    press("Return")
    assert came == [QuoteDialog]
    cited = cited_for(shelf, "BBB-02")
    assert (cited.quote, cited.page) == (FIRST[1], 1)
    assert '"rects":[[' in cited.anchor
    qtbot.waitUntil(lambda: "BBB-02" in cards(shelf), timeout=PATIENCE)


def cited_for(shelf, question):
    return next(
        c
        for id in shelf.ids.values()
        for c in citing.citations_of(shelf.session, id)
        if c.question == question
    )


def test_words_can_be_quoted_without_a_mouse(qtbot, shelf, monkeypatch):
    show(qtbot, shelf, "note.txt")

    def type_it(dialog):
        dialog.place.quote.editor.insertPlainText("野家 and 🀄")
        dialog.look()
        assert "Word for word" in dialog.state.text()
        press("Ctrl+Return")

    by.answering(monkeypatch, type_it)
    press("Ctrl+Shift+C")
    cited = citing.citations_of(shelf.session, shelf.ids["note.txt"])[0]
    assert cited.quote == "野家 and 🀄"
    assert f'"start":{NOTE.index("野家")}' in cited.anchor


def test_words_that_are_not_there_are_said_to_be_missing(qtbot, shelf, monkeypatch):
    show(qtbot, shelf, "note.txt")

    def look(dialog):
        dialog.place.quote.set_text("Never said.")
        dialog.look()
        assert dialog.state.text() == "Not found in the text"
        by.click(dialog.cancel)

    by.answering(monkeypatch, look)
    shelf.page.quote()
    assert citing.citations_of(shelf.session, shelf.ids["note.txt"]) == []


def test_a_citation_is_turned_and_removed(qtbot, shelf):
    cited = cited_for(shelf, "AAA-01")
    shelf.page.doing.act("turn", cited.id)
    assert cited_for(shelf, "AAA-01").stance == "contradicts"
    shelf.page.doing.act("remove", cited.id)
    assert cited.id not in shelf.session.state["citation"]
    press("Ctrl+Z")
    assert cited.id in shelf.session.state["citation"]


# -- bringing -------------------------------------------------------------------------------------


def added(shelf):
    return [
        item
        for item in citing.evidence_by_number(shelf.session)
        if item.id not in shelf.ids.values()
    ]


def test_files_dropped_anywhere_are_added_without_being_cited(qtbot, shelf, tmp_path):
    path = tmp_path / "dropped.txt"
    path.write_text("Dropped words", "utf-8")
    by.drop(shelf.page, path)
    qtbot.waitUntil(lambda: bool(added(shelf)), timeout=PATIENCE)
    [item] = added(shelf)
    assert item.blob == hashlib.sha256(b"Dropped words").hexdigest()
    assert citing.citations_of(shelf.session, item.id) == []
    assert shelf.page.item == item.id


def test_a_project_dropped_on_the_page_is_left_to_the_window(qtbot, shelf, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "other.assay"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    assert not shelf.page.taking.eventFilter(shelf.page, entering)
    assert not entering.isAccepted()


def test_text_is_pasted_as_evidence(qtbot, shelf):
    QGuiApplication.clipboard().setText("A passage about 稀土.")
    shelf.page.library.list.setFocus()
    press("Ctrl+V")
    qtbot.waitUntil(lambda: bool(added(shelf)), timeout=PATIENCE)
    assert added(shelf)[0].media_type == "text/plain"


def test_a_picture_is_pasted_as_evidence(qtbot, shelf):
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(0)
    QGuiApplication.clipboard().setImage(picture)
    shelf.page.taking.paste()
    qtbot.waitUntil(lambda: bool(added(shelf)), timeout=PATIENCE)
    assert added(shelf)[0].media_type == "image/png"


def test_a_piece_of_a_page_keeps_its_address(qtbot, shelf):
    mime = QMimeData()
    mime.setHtml("<p>Notice 70</p>")
    mime.setText("Notice 70")
    mime.setData("text/x-moz-url-priv", "https://example.org/70".encode("utf-16-le"))
    shelf.page.taking.take(mime)
    qtbot.waitUntil(lambda: bool(added(shelf)), timeout=PATIENCE)
    assert added(shelf)[0].url == "https://example.org/70"


def test_pasting_into_a_field_is_not_evidence(qtbot, shelf):
    QGuiApplication.clipboard().setText("stays text")
    shelf.page.library.search.setFocus()
    press("Ctrl+V")
    assert shelf.page.library.search.text() == "stays text"
    assert added(shelf) == []


def test_an_address_can_be_noted_without_being_fetched(qtbot, shelf, monkeypatch):
    def note(dialog):
        assert dialog.address() == "https://example.org/report"
        by.click(dialog.noting)

    came = by.answering(monkeypatch, note)
    mime = QMimeData()
    mime.setText("https://example.org/report")
    shelf.page.taking.take(mime)
    assert came == [FetchDialog]
    qtbot.waitUntil(lambda: bool(added(shelf)), timeout=PATIENCE)
    assert (added(shelf)[0].url, added(shelf)[0].blob) == ("https://example.org/report", "")


def test_a_search_that_found_nothing_is_recorded_and_cited(qtbot, shelf, monkeypatch):
    def record(dialog):
        assert not dialog.primary.isEnabled()
        dialog.where.editor.setText("OFAC list")
        dialog.terms.editor.setPlainText("北方稀土")
        dialog.question.set_chosen("AAA-01")
        by.click(dialog.primary)

    came = by.answering(monkeypatch, record)
    shelf.page.taking.record_search()
    assert came == [RecordSearch]
    [item] = added(shelf)
    assert (item.kind, "北方稀土" in item.details) == ("search", True)
    assert citing.citations_of(shelf.session, item.id)[0].question == "AAA-01"
    qtbot.waitUntil(lambda: shelf.page.view is not None, timeout=PATIENCE)
    assert shelf.page.item == item.id


# -- describing and many at once ------------------------------------------------------------------


def select(shelf, *names):
    found = shelf.page.library.list
    found.selectionModel().clearSelection()
    for name in names:
        index = found.rows.index(found.rows.place(shelf.ids[name]))
        found.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def test_grading_shows_what_it_does_to_each_answer(qtbot, shelf, monkeypatch):
    show(qtbot, shelf, "report.pdf")

    def grade(dialog):
        assert "Confidence in AAA-01" in dialog.sums.text()
        before = dialog.sums.text()
        dialog.grade.reliability.set_chosen("A")
        dialog.grade.credibility.set_chosen("1")
        dialog.grade.reason.editor.setText("It is the issuer's own filing.")
        dialog.check()
        assert dialog.sums.text() != before
        by.click(dialog.primary)

    came = by.answering(monkeypatch, grade)
    press("Ctrl+G")
    assert came == [DescribeDialog]
    assert shelf.session.evidence(shelf.ids["report.pdf"]).grade == "A1"


def test_many_items_are_graded_as_one_step(qtbot, shelf, monkeypatch):
    select(shelf, "note.txt", "picture.png")
    assert shelf.page.panes.side.currentWidget() is shelf.page.bulk
    assert shelf.page.bulk.heading.title.text() == "2 items selected"

    def grade(dialog):
        dialog.grade.reliability.set_chosen("B")
        dialog.check()
        assert not dialog.primary.isEnabled()
        dialog.grade.reason.editor.setText("Seen by two of us.")
        by.click(dialog.primary)

    came = by.answering(monkeypatch, grade)
    by.click(shelf.page.bulk.buttons["grade"])
    assert came == [GradeMany]
    grades = [shelf.session.evidence(shelf.ids[n]).grade for n in ("note.txt", "picture.png")]
    assert grades == ["B6", "B6"]
    press("Ctrl+Z")
    assert shelf.session.evidence(shelf.ids["note.txt"]).grade == "F6"


def test_many_items_get_one_kind_and_one_group(qtbot, shelf, monkeypatch):
    select(shelf, "note.txt", "picture.png")

    def describe(dialog):
        dialog.kind.set_chosen("press")
        dialog.origin.editor.setText("agency")
        by.click(dialog.primary)

    came = by.answering(monkeypatch, describe)
    by.click(shelf.page.bulk.buttons["describe"])
    assert came == [DescribeMany]
    item = shelf.session.evidence(shelf.ids["picture.png"])
    assert (item.kind, item.origin, item.title) == ("press", "agency", "picture")


def test_many_items_are_removed_after_asking_and_come_back(qtbot, shelf, told):
    select(shelf, "note.txt", "report.pdf")
    by.click(shelf.page.bulk.buttons["remove"])
    assert "3 citations go with them" in told.questions[0]
    assert shelf.page.library.total == 3
    press("Ctrl+Z")
    assert shelf.page.library.total == 5
    assert len(shelf.session.state["citation"]) == 3


def test_originals_are_written_to_a_new_folder(qtbot, shelf, tmp_path, monkeypatch):
    chosen = str(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)
    select(shelf, "note.txt", "report.pdf")
    by.click(shelf.page.bulk.buttons["export"])
    busy = shelf.page.library.busy
    qtbot.waitUntil(lambda: busy.text().startswith("2 originals written"), timeout=PATIENCE)
    folder = tmp_path / "project originals"
    assert sorted(p.name for p in folder.iterdir())[-1] == "SHA256SUMS"
    assert any(p.read_text("utf-8") == NOTE for p in folder.glob("*note.txt"))


# -- the page -------------------------------------------------------------------------------------


def test_an_empty_register_says_how_to_begin(qtbot, tmp_path):
    window = by.a_window_on(qtbot, by.a_project(tmp_path))
    window.go("evidence")
    page = window.pages["evidence"]
    assert page.empty.isVisible()
    by.drop(page, write_documents(tmp_path / "documents")[1])
    qtbot.waitUntil(page.panes.isVisible, timeout=PATIENCE)
    assert page.item


def test_another_project_shows_its_own_evidence(qtbot, shelf, tmp_path):
    show(qtbot, shelf, "note.txt")
    other = by.a_project(tmp_path, "other.assay")
    by.open_in(qtbot, shelf.window, other)
    shelf.window.go("evidence")
    assert shelf.page.empty.isVisible()
    assert shelf.page.item == ""


@pytest.mark.parametrize(("width", "listed", "told"), [(1440, True, True), (1000, False, True)])
def test_narrow_windows_fold_the_list_into_a_drawer(qtbot, register, tmp_path, width, listed, told):
    shelf = a_shelf(qtbot, register, tmp_path, (width, 700))
    assert shelf.page.library.isVisible() is listed
    assert shelf.page.facts.isVisible() is told
    if not listed:
        by.click(shelf.page.viewer.tools.listed)
        assert shelf.page.library.isVisible()
        shelf.page.show_item(shelf.ids["scan.pdf"])
        assert not shelf.page.library.isVisible()


def test_at_twice_the_size_list_or_facts_stand_beside_the_page(qtbot, register, tmp_path, dressed):
    dressed.set_zoom(200)
    shelf = a_shelf(qtbot, register, tmp_path, (1366, 768))
    assert not shelf.page.library.isVisible()
    assert not shelf.page.facts.isVisible()
    by.click(shelf.page.viewer.tools.about)
    assert shelf.page.facts.isVisible()
    by.click(shelf.page.viewer.tools.listed)
    assert shelf.page.library.isVisible()
    assert not shelf.page.facts.isVisible()


@pytest.mark.parametrize(
    ("zoom", "size"), [(100, (1440, 900)), (150, (1440, 900)), (200, (1366, 768))]
)
def test_everything_has_a_name_and_room_at_every_size(
    qtbot, register, tmp_path, dressed, zoom, size
):
    dressed.set_zoom(zoom)
    shelf = a_shelf(qtbot, register, tmp_path, size)
    show(qtbot, shelf, "report.pdf")
    if not shelf.page.facts.isVisible():
        by.click(shelf.page.viewer.tools.about)
    by.settled()
    for label in shelf.page.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText
            assert fits(label), (label.text(), label.size())
    for widget in shelf.page.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, (QAbstractButton, QLineEdit, QAbstractItemView, QPlainTextEdit)):
            assert widget.accessibleName().strip(), widget
        if isinstance(widget, QAbstractButton):
            assert min(widget.width(), widget.height()) >= 28, widget.accessibleName()
            assert widget.width() >= widget.minimumSizeHint().width(), widget.accessibleName()


def fits(label):
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(room.width()) <= room.height() + 1
    return label.sizeHint().width() <= room.width() + 1


def test_originals_are_dragged_out_as_files_and_not_back_in(qtbot, shelf, tmp_path):
    page = shelf.page
    items = [shelf.ids["note.txt"], shelf.ids["report.pdf"]]
    urls = page.doing.lend(items).urls()
    digests = [hashlib.sha256(Path(u.toLocalFile()).read_bytes()).hexdigest() for u in urls]
    assert digests == [shelf.session.evidence(id).blob for id in items]
    dragged = []
    page.library.list.dragged.connect(dragged.append)
    page.library.list.dragged.disconnect(page.doing.drag_out)
    page.library.list.startDrag(Qt.DropAction.CopyAction)
    assert dragged == [page.library.selected_ids()]


# -- as it was ------------------------------------------------------------------------------------


LATER = "A quota of tomorrow."
"""A text without a title is called by its first line."""


@pytest.fixture
def past(qtbot, shelf):
    """The page as it was before one quotation, a grade and another document came."""
    session, bridge = shelf.session, shelf.window.bridge
    before = chronicle(session).entries[-2]
    session.do(describing.describe_many(session, [shelf.ids["note.txt"]], reliability="A"))
    session.do(ingest.attach(session, [written(shelf, "later.txt", LATER)]))
    bridge.look(look_back(basis(session), before))
    by.settled()
    return shelf


def written(shelf, name: str, text: str) -> Path:
    path = Path(shelf.window.bridge.path()).parent / name
    path.write_text(text, "utf-8")
    return path


def test_the_register_is_shown_as_it_was(qtbot, past):
    assert past.window.current == "evidence"
    assert LATER not in listed(past)
    show(qtbot, past, "report.pdf")
    assert set(cards(past)) == {"AAA-01", "AAA-02"}
    show(qtbot, past, "note.txt")
    assert past.page.view.evidence.reliability == "F"
    press("Alt+Home")
    by.settled()
    assert LATER in listed(past)
    show(qtbot, past, "report.pdf")
    assert set(cards(past)) == {"AAA-01", "AAA-02", "BBB-01"}


def test_it_is_searched_as_it_was_and_the_search_of_now_stays_whole(qtbot, past):
    library = past.page.library
    library.search.editor.setText("quota")
    qtbot.waitUntil(lambda: set(library.found) == {past.ids["note.txt"]}, timeout=PATIENCE)
    assert listed(past) == [NOTE.splitlines()[0]]
    past.window.bridge.look(None)
    by.settled()
    library.search.editor.setText("quota")
    qtbot.waitUntil(lambda: len(library.found) == 2, timeout=PATIENCE)
    assert listed(past) == [NOTE.splitlines()[0], LATER]


def test_nothing_is_offered_there_that_would_change_it(qtbot, past, told):
    page = past.page
    show(qtbot, past, "report.pdf")
    offered = (page.library.add, page.facts.zone, page.facts.describe, page.bulk.buttons["remove"])
    assert not any(button.isVisible() for button in offered)
    assert not any(card.more.isVisible() for card in page.facts.cards.values())
    assert page.facts.export.isVisible()
    QGuiApplication.clipboard().setText("Words that would be evidence.")
    page.viewer.take_focus()
    press("Ctrl+V")
    press("Return")
    dropped = QMimeData()
    dropped.setText("Dropped words")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(9, 9), copy, dropped, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, entering)
    assert not entering.isAccepted()
    assert told.errors == []
    assert len(past.session.now.state["evidence"]) == len(past.session.state["evidence"]) + 1
    press("Alt+Home")
    by.settled()
    assert page.library.add.isVisible()
    assert page.facts.zone.isVisible()


def test_what_was_being_brought_comes_in_while_the_past_is_shown(qtbot, shelf):
    session, bridge = shelf.session, shelf.window.bridge
    entry = chronicle(session).entries[-2]
    shelf.page.taking.take_files([written(shelf, "late.txt", "It was being read.")])
    bridge.look(look_back(basis(session), entry))
    names = lambda: {row["file_name"] for row in session.state["evidence"].values()}  # noqa: E731
    qtbot.waitUntil(lambda: "late.txt" in names(), timeout=PATIENCE)
    by.settled()
    assert "It was being read." not in listed(shelf)
    bridge.look(None)
    by.settled()
    assert "It was being read." in listed(shelf)


def test_of_a_project_without_evidence_there_is_nothing_to_begin_with(qtbot, shelf):
    entry = chronicle(shelf.session).entries[0]
    shelf.window.bridge.look(look_back(basis(shelf.session), entry))
    by.settled()
    assert shelf.page.empty.isVisible()
    assert [b for b in shelf.page.empty.findChildren(QAbstractButton) if b.isVisible()] == []
