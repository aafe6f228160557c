from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.ui.dialogs.new_project import NewProject, Wish
from assay.work import library, starting
from factories import PERSON, a_checklist_file
from factories_dialogs import on_screen

Key = Qt.Key


@pytest.fixture
def ground():
    """The window below; what is over it goes with it."""
    with on_screen(QWidget()) as window:
        window.resize(1000, 700)
        yield window


@pytest.fixture
def dialog(qtbot, ground, tmp_path):
    made = NewProject(tmp_path, "en", ground)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def choose(dialog, title):
    row = next(n for n, r in enumerate(dialog.list.rows.rows()) if r.title == title)
    dialog.list.setCurrentIndex(dialog.list.rows.index(row))


def test_it_says_what_is_missing_until_nothing_is(qtbot, dialog):
    assert dialog.note.text() == "Name the issuer."
    assert not dialog.primary.isEnabled()
    assert dialog.profile.chosen_id() == ""
    qtbot.keyClicks(dialog.focusWidget(), "Acme")
    assert dialog.note.text() == "Choose a checklist."
    choose(dialog, "Quick screen")
    assert dialog.note.text() == ""
    assert dialog.primary.isEnabled()


def test_the_keyboard_alone_makes_a_wish(qtbot, dialog, tmp_path):
    qtbot.keyClicks(dialog.focusWidget(), "Acme  Mining")
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    assert dialog.focusWidget() is dialog.list
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Down)
    chosen = dialog.list.rows.row(dialog.list.currentIndex())
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wish = dialog.wish()
    assert wish.path == tmp_path / "Acme Mining.assay"
    assert (wish.issuer, wish.checklist) == ("Acme Mining", chosen.reference)
    assert wish.cut_off == date.today().isoformat()


def test_a_click_on_the_first_checklist_chooses_it(qtbot, dialog):
    place = dialog.list.visualRect(dialog.list.rows.index(0)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.list.shown == dialog.list.rows.rows()[0].id
    assert dialog.profile.chosen_id() != ""


def test_the_first_checklist_is_chosen_by_space_and_not_by_passing(qtbot, dialog):
    dialog.list.setFocus()
    assert dialog.list.shown == ""
    qtbot.keyClick(dialog.list, Key.Key_Space)
    assert dialog.list.shown == dialog.list.rows.rows()[0].id


def test_enter_in_a_line_does_nothing_while_something_is_missing(qtbot, dialog):
    qtbot.keyClicks(dialog.focusWidget(), "Acme")
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Return)
    assert dialog.isVisible()
    with pytest.raises(RuntimeError):
        dialog.wish()


def test_every_checklist_is_offered_with_its_number_of_questions(dialog):
    spoken = [row.spoken() for row in dialog.list.rows.rows()]
    for info in library.available():
        assert any(f"{info.questions} questions" in said for said in spoken)


def test_a_broken_checklist_says_why_and_cannot_be_chosen(ground, tmp_path):
    folder = library.own_folder()
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("assay_checklist: 1\n", "utf-8")
    dialog = NewProject(tmp_path, "en", ground)
    row = next(r for r in dialog.list.rows.rows() if r.title == "mine")
    assert "mine.yaml" in row.trouble
    index = dialog.list.rows.index(dialog.list.rows.place(row.id))
    assert not index.flags() & Qt.ItemFlag.ItemIsSelectable
    dialog.list.setCurrentIndex(index)
    assert dialog.list.shown == ""


def test_a_checklist_from_a_file_is_offered_and_chosen(qtbot, dialog, tmp_path):
    path = a_checklist_file(tmp_path)
    qtbot.keyClicks(dialog.issuer.editor, "Acme")
    dialog.take_file(str(path))
    assert dialog.list.current_id() == str(path)
    assert [dialog.profile.combo.itemText(n) for n in range(2)] == ["Default", "Other"]
    dialog.profile.set_chosen("other")
    dialog.accept()
    assert dialog.wish() == Wish(
        tmp_path / "Acme.assay", str(path), "Acme", "other", date.today().isoformat()
    )


def test_a_file_that_is_no_checklist_is_refused_in_place(dialog, tmp_path):
    path = tmp_path / "other.yaml"
    path.write_text("title: x\n", "utf-8")
    dialog.take_file(str(path))
    assert dialog.why_not.isVisible()
    assert "other.yaml" in dialog.why_not.text()
    assert dialog.list.shown == ""


def test_the_file_dialog_asks_for_checklists(qtbot, dialog):
    qtbot.mouseClick(dialog.from_file, Qt.MouseButton.LeftButton)
    asking = dialog.findChild(QFileDialog)
    assert asking.isVisible()
    assert "*.yaml" in asking.nameFilters()[0]
    asking.reject()


def test_a_taken_name_is_refused_under_its_field(qtbot, dialog, tmp_path):
    (tmp_path / "taken.assay").touch()
    qtbot.keyClicks(dialog.issuer.editor, "Acme")
    choose(dialog, "Quick screen")
    dialog.name.editor.clear()
    qtbot.keyClicks(dialog.name.editor, "taken")
    assert "already a file taken.assay" in dialog.name.editor.accessibleDescription()
    assert not dialog.primary.isEnabled()
    assert dialog.primary.toolTip() == dialog.note.text() == "Correct the file name."


def test_a_name_given_by_hand_stays_when_the_issuer_changes(qtbot, dialog):
    qtbot.keyClicks(dialog.issuer.editor, "Acme")
    assert dialog.name.text() == "Acme.assay"
    dialog.name.editor.clear()
    qtbot.keyClicks(dialog.name.editor, "mine")
    qtbot.keyClicks(dialog.issuer.editor, " Mining")
    assert dialog.name.text() == "mine"


def test_a_file_that_appeared_meanwhile_is_not_taken(qtbot, dialog, tmp_path):
    qtbot.keyClicks(dialog.issuer.editor, "Acme")
    choose(dialog, "Quick screen")
    (tmp_path / "Acme.assay").touch()
    dialog.primary.click()
    assert dialog.isVisible()
    assert dialog.name.frame.refused


def test_a_day_that_is_none_is_refused(qtbot, dialog):
    dialog.cut_off.editor.clear()
    qtbot.keyClicks(dialog.cut_off.editor, "23.11.2026")
    assert dialog.cut_off.frame.refused
    assert not dialog.primary.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_calendar_writes_the_day(dialog):
    calendar = dialog.cut_off.open_calendar()
    assert calendar.selectedDate() == QDate.currentDate()
    calendar.activated.emit(QDate(2026, 11, 23))
    assert dialog.cut_off.day() == "2026-11-23"


def test_another_folder_is_named_and_used(dialog, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    dialog.use_folder(other)
    assert str(other) in dialog.place.text()


def test_what_is_wished_for_can_be_made(qtbot, dialog):
    dialog.issuer.editor.insert("北方稀土")  # as an input method does
    choose(dialog, "Quick screen")
    dialog.accept()
    wish = dialog.wish()
    session = starting.new_project(
        wish.path, wish.checklist, PERSON, issuer=wish.issuer, profile=wish.profile
    )
    assert session.path == wish.path
    assert session.assessment().profile == wish.profile != ""
    session.close()
