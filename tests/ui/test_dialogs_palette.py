import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from assay.ui import actions
from assay.ui.dialogs.finding import Entry
from assay.ui.dialogs.palette import Palette
from assay.ui.dialogs.palette_rows import FoundRow, HeadingRow, around
from assay.ui.theme import font, px, theme
from assay.ui.widgets.painting import width_of
from factories_dialogs import Stand, a_bridge, add_evidence, answered, cite, on_screen

Key = Qt.Key


@pytest.fixture
def bridge(tmp_path):
    made = a_bridge(tmp_path)
    answered(made, "AAA-01", "some")
    first = add_evidence(made, tmp_path, "articles", title="北方稀土章程 — Articles")
    add_evidence(made, tmp_path, "uncited", title="Nobody quotes this")
    cite(made, "BBB-02", first)
    cite(made, "AAA-03", first)
    yield made
    made.release()


@pytest.fixture
def stand(qtbot, bridge):
    with on_screen(Stand(bridge)) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield window


@pytest.fixture
def palette(stand):
    made = Palette(stand)
    made.popup()
    return made


def found(palette):
    return [row.id for row in palette.list.rows.rows() if isinstance(row, FoundRow)]


def headings(palette):
    return [row.text for row in palette.list.rows.rows() if isinstance(row, HeadingRow)]


def test_it_covers_the_window_and_has_the_keyboard(stand, palette):
    assert palette.isVisible()
    assert palette.geometry() == stand.rect()
    assert stand.focusWidget() is palette.line


def test_questions_evidence_and_commands_are_found_by_typing(qtbot, palette):
    qtbot.keyClicks(palette.line, "a")
    assert headings(palette) == ["Questions", "Evidence", "Commands"]
    assert len(found(palette)) <= 10


def test_enter_goes_to_the_question(qtbot, stand, palette):
    qtbot.keyClicks(palette.line, "bbb01")
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert stand.gone == [("workspace", "BBB-01")]
    assert not palette.isVisible()


def test_evidence_leads_to_the_first_question_that_cites_it(qtbot, stand, palette):
    palette.line.insert("章程")
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert stand.gone == [("workspace", "AAA-03")]


def test_evidence_that_nobody_cites_says_so_and_stays(qtbot, stand, palette):
    qtbot.keyClicks(palette.line, "@nobody")
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert stand.gone == []
    assert palette.isVisible()
    assert palette.count.text() == "No question cites this evidence yet"


def test_a_command_runs_through_its_menu_action(qtbot, stand, palette):
    qtbot.keyClicks(palette.line, ">settings")
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert stand.ran == ["settings"]


def test_only_what_is_enabled_is_offered(palette, stand):
    palette.line.setText(">")
    offered = {e.id for _, e in palette._finder._hay["command"]}
    enabled = {id for id, action in stand.menus.actions.items() if action.isEnabled()}
    assert offered == enabled - {"find"}
    assert "next_question" not in offered  # it needs the workspace
    assert len(enabled) < len(actions.ACTIONS)


def test_undo_says_what_it_would_undo(qtbot, stand, bridge):
    stand.menus.refresh("home")
    palette = Palette(stand)
    palette.popup()
    qtbot.keyClicks(palette.line, ">undo")
    (row,) = [r for r in palette.list.rows.rows() if isinstance(r, FoundRow)]
    assert (row.entry.code, row.entry.text) == ("Undo", "Cite evidence 1 for AAA-03")


def test_arrows_move_past_headings_and_round_the_ends(qtbot, palette):
    palette.line.setText("a")
    ids = found(palette)
    assert palette.list.shown == ids[0]
    qtbot.keyClick(palette.line, Key.Key_Up)
    assert palette.list.shown == ids[-1]
    for id in ids:
        qtbot.keyClick(palette.line, Key.Key_Down)
        assert palette.list.shown == id
    assert palette.line.text() == "a"


def test_what_is_chosen_is_spoken(qtbot, palette):
    qtbot.keyClicks(palette.line, "#aaa-03")
    assert palette.line.accessibleDescription() == "AAA-03, What share?"
    qtbot.keyClicks(palette.line, "zzz")
    assert palette.line.accessibleDescription() == "Nothing is found"


def test_a_click_on_a_row_goes_there(qtbot, stand, palette):
    qtbot.keyClicks(palette.line, "#bbb")
    place = palette.list.visualRect(palette.list.rows.index(2)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stand.gone == [("workspace", "BBB-02")]


@pytest.mark.parametrize("way", ["escape", "again", "beside"])
def test_it_goes_and_gives_the_keyboard_back(qtbot, stand, way):
    before = QLineEdit(stand)
    before.show()
    before.setFocus()
    palette = Palette(stand)
    palette.popup()
    if way == "beside":
        qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    else:
        key = Key.Key_Escape if way == "escape" else Key.Key_K
        held = (
            Qt.KeyboardModifier.NoModifier
            if way == "escape"
            else Qt.KeyboardModifier.ControlModifier
        )
        qtbot.keyClick(palette.line, key, held)
    assert not palette.isVisible()
    assert stand.focusWidget() is before


def test_a_click_inside_keeps_it(qtbot, palette):
    qtbot.mouseClick(
        palette, Qt.MouseButton.LeftButton, pos=palette._card().topLeft() + QPoint(9, 9)
    )
    assert palette.isVisible()


def test_no_shortcut_reaches_the_window_while_it_is_up(qtbot, stand, palette):
    for key in (Key.Key_Z, Key.Key_S, Key.Key_Comma):
        qtbot.keyClick(palette.line, key, Qt.KeyboardModifier.ControlModifier)
    assert stand.ran == []


def test_a_second_one_leads_back_to_the_first(stand, palette):
    palette.line.clearFocus()
    Palette(stand).popup()
    up = [p for p in stand.findChildren(Palette) if p.isVisible()]
    assert up == [palette]
    assert stand.focusWidget() is palette.line


def test_without_a_project_it_offers_commands_alone(qtbot, bridge, stand):
    bridge.release()
    stand.menus.refresh("")
    palette = Palette(stand)
    palette.popup()
    assert headings(palette) == ["Commands"]


@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_it_fits_the_window_at_every_zoom(stand, zoom):
    theme().set_zoom(zoom)
    palette = Palette(stand)
    palette.popup()
    palette.line.setText("a")
    card = palette._card()
    assert palette.rect().contains(card)
    assert card.contains(palette.list.geometry())
    assert not palette.list.horizontalScrollBar().isVisible()
    room = card.bottom() - palette.list.y()
    assert palette.list.needed() <= palette.list.height() < room


def test_it_follows_the_size_of_the_window(stand, palette):
    stand.resize(700, 620)
    assert palette.geometry() == stand.rect()
    assert palette.rect().contains(palette._card())


def test_a_match_past_the_end_of_the_line_is_brought_into_view():
    text = "word " * 60 + "party committee"
    seen = around(text, ("party",), font("body"), px(300))
    assert seen.startswith("…word")
    assert width_of(seen[: seen.index("party") + 5], font("body")) < px(300)
    assert around("party", ("party",), font("body"), px(300)) == "party"


def test_the_match_is_painted_on_the_mark(palette):
    palette.line.setText("clause")
    image = palette.list.grab().toImage()
    mark = theme().tokens.mark
    marked = sum(
        image.pixelColor(x, y) == mark
        for x in range(image.width())
        for y in range(0, image.height(), 3)
    )
    assert marked > 50


def test_a_row_speaks_its_grade_in_words():
    row = FoundRow("e", Entry("evidence", "e", "articles", "Articles", grade="B2"), ())
    assert row.spoken() == "articles, Articles, B usually reliable, 2 probably true"
