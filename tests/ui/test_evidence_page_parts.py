import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget, QWidget

from assay.readers.document import Rect
from assay.ui.pages.evidence_sheets import (
    Match,
    Spot,
    hits_on,
    marks_on,
    matches,
    pattern,
    sheet_at,
    sheets,
)
from assay.ui.widgets.evidence_rows import FIRST, GroupRow, ItemList, ItemRow, LateRow
from assay.ui.widgets.marks import Hit, Mark
from assay.ui.widgets.page_view import PageView
from assay.ui.widgets.paper import Paper
from assay.ui.widgets.text_page import TextPage
from assay.ui.widgets.units import Units

LINE = "𠮷野家 has 🀄 tiles"


# -- counting in Qt -------------------------------------------------------------------------------


@given(st.text(alphabet="a稀𠮷🀄é\n", max_size=40), st.data())
def test_code_points_become_units_and_come_back(text, data):
    units = Units(text)
    point = data.draw(st.integers(0, len(text)))
    assert units.unit(point) == len(text[:point].encode("utf-16-le")) // 2
    assert units.point(units.unit(point)) == point


def test_a_place_inside_a_letter_is_the_place_before_it():
    assert Units("a𠮷b").point(2) == 1


def test_places_beyond_the_text_are_its_ends():
    units = Units("a𠮷b")
    assert (units.unit(-3), units.unit(99)) == (0, 4)
    assert units.point(99) == 3


def test_units_are_what_qt_counts():
    document = QTextDocument(LINE)
    assert Units(LINE).unit(len(LINE)) == document.characterCount() - 1


# -- sheets ---------------------------------------------------------------------------------------


@given(st.lists(st.text(alphabet="ab 稀\n", max_size=60), max_size=4), st.integers(1, 20))
def test_sheets_hold_every_letter_once(texts, longest):
    found = sheets(texts, longest)
    for page, text in enumerate(texts, 1):
        own = [sheet for sheet in found if sheet.page == page]
        assert "".join(text[sheet.start : sheet.end] for sheet in own) == text
        assert [sheet.part for sheet in own] == list(range(1, len(own) + 1))
        assert all(sheet.end - sheet.start <= longest for sheet in own)


def test_a_long_page_is_cut_at_the_end_of_a_line():
    text = "one two three\nfour five six\nseven"
    cuts = [text[s.start : s.end] for s in sheets([text], 20)]
    assert cuts == ["one two three\n", "four five six\nseven"]


def test_a_place_is_found_on_its_sheet():
    found = sheets(["abcdefghij" * 3, "k"], 10)
    assert sheet_at(found, 1, 0) == 0
    assert sheet_at(found, 1, 25) == 2
    assert sheet_at(found, 2) == 3
    assert sheet_at([], 4) == 0


def test_a_quotation_across_pages_stands_on_both():
    spot = Spot("c", 1, 1, 6, 3, 2)
    assert [(m.start, m.end) for m in marks_on([spot], 1, None, 9)] == [(6, 9)]
    assert [(m.start, m.end) for m in marks_on([spot], 2, None, 9)] == [(0, 3)]
    assert marks_on([spot], 3, None, 9) == []


def test_marks_count_from_the_start_of_their_sheet():
    found = sheets(["0123456789" * 2], 10)
    spot = Spot("c", 1, 1, 8, 13, 1)
    assert [(m.start, m.end) for m in marks_on([spot], 1, found[0], 20)] == [(8, 10)]
    assert [(m.start, m.end) for m in marks_on([spot], 1, found[1], 20)] == [(0, 3)]


def test_what_has_only_a_rectangle_is_marked_by_it():
    spot = Spot("c", 1, 1, 0, 0, 1, (Rect(1, 2, 3, 4),))
    assert marks_on([spot], 1, None, 0) == [Mark("c", 1, 0, 0, ((1, 2, 3, 4),))]


# -- matches --------------------------------------------------------------------------------------


def test_words_are_found_over_the_end_of_a_line():
    assert matches(["the rare\nearth"], "rare earth") == [Match(1, 4, 14)]


def test_chinese_is_found_where_a_line_breaks_in_a_word():
    assert matches(["稀\n土"], "稀土") == [Match(1, 0, 3)]


def test_a_query_is_words_and_never_a_pattern():
    assert matches(["a.c abc"], "a.c") == [Match(1, 0, 3)]
    assert pattern("  ") is None


def test_the_match_stepped_to_is_told_from_the_others():
    found = matches(["aa"], "a")
    assert hits_on(found, found[1], 1, None) == [Hit(0, 1), Hit(1, 2, True)]


# -- a page as text -------------------------------------------------------------------------------


def a_text(qtbot, text=LINE):
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    page.show_text(text, "Page 1 of 1")
    return page


@pytest.mark.parametrize("wide", [700, 1200])
def test_lines_break_at_the_column_that_is_shown_whenever_it_got_its_width(qtbot, wide):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    page = TextPage()
    page.show_text("Each claim is a lead to be tested. " * 40, "Page 1 of 1")
    stack.addWidget(page)
    stack.resize(wide, 400)
    stack.show()
    stack.setCurrentWidget(page)
    lines = page.document().firstBlock().layout()
    assert lines.lineCount() > 2
    assert lines.lineAt(0).width() <= page.viewport().width()


def test_what_is_selected_is_told_in_code_points(qtbot):
    page = a_text(qtbot)
    with qtbot.waitSignal(page.selected) as told:
        page.select(4, 9)
    assert told.args == [4, 9]
    assert LINE[4:9] == page.textCursor().selectedText()


def test_a_quotation_beside_rare_letters_is_marked_where_it_stands(qtbot):
    page = a_text(qtbot)
    start = LINE.index("tiles")
    page.set_marks([Mark("c", 1, start, start + 5)])
    assert [s.cursor.selectedText() for s in page.extraSelections()] == ["tiles"]


def test_a_click_into_a_quotation_names_it(qtbot):
    page = a_text(qtbot)
    page.set_marks([Mark("c", 1, 4, 9)])
    with qtbot.waitSignal(page.marked) as told:
        page.select(6, 6)
    assert told.args == ["c"]


def test_page_keys_go_through_a_long_text_and_then_on(qtbot):
    page = a_text(qtbot, "line\n" * 200)
    bar = page.verticalScrollBar()
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert 0 < bar.value() < bar.maximum()
    bar.setValue(bar.maximum())
    with qtbot.waitSignal(page.turned) as told:
        QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert told.args == [1]


def test_text_can_be_selected_by_keyboard(qtbot):
    page = a_text(qtbot)
    QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.textCursor().selectedText() == "𠮷"


def test_enter_asks_to_quote(qtbot):
    page = a_text(qtbot)
    with qtbot.waitSignal(page.quoting):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_text_on_the_page_cannot_be_changed(qtbot):
    page = a_text(qtbot)
    QTest.keyClick(page, "x")
    assert page.toPlainText() == LINE


# -- a page as a picture --------------------------------------------------------------------------

BOXES = tuple(
    Rect(10 + 10 * n, 20 + 20 * row, 20 + 10 * n, 30 + 20 * row)
    for row in range(2)
    for n in range(5)
)


def a_paper(qtbot):
    view = PageView()
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    picture = QImage(100, 100, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    view.turn_to(Paper(100, 100, picture, BOXES, "Page 1 of 1"))
    return view


def at(view, x, y):
    page, scale = view.page_rect(), view.scale
    return QPoint(round(page.left() + x * scale), round(page.top() + y * scale))


def drag(view, start, end):
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, *start))
    QTest.mouseMove(view.viewport(), at(view, *end))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, *end))


def test_the_mouse_selects_letters_from_line_to_line(qtbot):
    view = a_paper(qtbot)
    drag(view, (21, 25), (39, 45))
    assert view.span == (1, 8)


def test_a_place_beside_a_line_means_the_line(qtbot):
    view = a_paper(qtbot)
    assert view.letter_at(at(view, 95, 26)) == 5
    assert view.letter_at(at(view, 2, 44)) == 5


def test_a_rectangle_is_drawn_in_points(qtbot):
    view = a_paper(qtbot)
    view.set_tool(True)
    with qtbot.waitSignal(view.outlined) as told:
        drag(view, (70, 80), (20, 40))
    box = told.args[0]
    assert abs(box.left() - 20) < 1
    assert abs(box.bottom() - 80) < 1


def test_a_click_on_a_quotation_names_it(qtbot):
    view = a_paper(qtbot)
    view.set_marks([Mark("c", 1, 0, 3)])
    with qtbot.waitSignal(view.marked) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 15, 25))
    assert told.args == ["c"]


def test_page_keys_turn_and_enter_quotes(qtbot):
    view = a_paper(qtbot)
    with qtbot.waitSignal(view.turned) as told:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert told.args == [1]
    with qtbot.waitSignal(view.quoting):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_zoom_is_of_natural_size_and_asks_for_another_picture(qtbot):
    view = a_paper(qtbot)
    with qtbot.waitSignal(view.scaled):
        view.set_zoom(1.5)
    assert view.percent == 150


def test_a_quotation_is_yellow_in_a_brown_frame_on_paper(qtbot):
    view = a_paper(qtbot)
    view.set_marks([Mark("c", 1, 0, 5)])
    shown = view.viewport().grab().toImage()
    inside = shown.pixelColor(at(view, 35, 25))
    assert inside.name().upper() == "#FFE58A"
    edge = at(view, 35, 20)
    seen = {shown.pixelColor(edge.x(), edge.y() + dy).name().upper() for dy in range(-6, 4)}
    assert "#7A4B00" in seen


def test_the_page_has_a_name_to_be_spoken(qtbot):
    assert a_paper(qtbot).accessibleName() == "Page 1 of 1"


# -- thousands of items ---------------------------------------------------------------------------


def an_item(number):
    return ItemRow(str(number), number, "B2", f"Item {number}", "", "2024-01-03", "not cited")


@pytest.mark.parametrize("grouped", [False, True])
def test_a_row_far_down_is_brought_into_view_before_all_are_laid_out(qtbot, grouped):
    rows = [LateRow(str(n), n, an_item) for n in range(FIRST * 4)]
    listed = [GroupRow("group:a", "A", len(rows)), *rows] if grouped else list(rows)
    shown = ItemList("Evidence")
    qtbot.addWidget(shown)
    shown.resize(300, 500)
    shown.show()
    shown.set_items(listed, uniform=not grouped)
    last = rows[-2].id
    shown.show_row(last)
    where = shown.visualRect(shown.currentIndex())
    assert shown.current_id() == last
    assert shown.viewport().rect().contains(where.center())
    assert where.height() > 20


def test_where_the_keyboard_stands_is_not_painted_as_what_is_shown(qtbot):
    rows = [LateRow(str(n), n, an_item) for n in range(4)]
    listed = ItemList("Evidence")
    qtbot.addWidget(listed)
    listed.resize(300, 400)
    listed.show()
    listed.set_items(list(rows), uniform=True)
    listed.show_row("1")
    assert listed.is_meant("1")
    listed.set_items([rows[0], rows[2]], uniform=True)
    listed.setCurrentIndex(listed.rows.index(0))
    listed.shown = ""
    place = listed.visualRect(listed.rows.index(0)).center()
    stands = listed.grab().toImage().pixelColor(place)
    listed.selectAll()
    assert stands != listed.grab().toImage().pixelColor(place)
    assert all(listed.is_meant(id) for id in ("0", "2"))
