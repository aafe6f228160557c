import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assay import prefs
from assay.ui.bridge import Bridge
from assay.ui.dialogs.settings import Settings
from assay.ui.theme import theme
from factories_dialogs import a_bridge, on_screen

Key = Qt.Key


@pytest.fixture
def bridge():
    return Bridge(prefs.Prefs(author="Ada", theme="light"))


@pytest.fixture
def ground():
    with on_screen(QWidget()) as window:
        window.resize(1000, 700)
        yield window


@pytest.fixture
def dialog(qtbot, bridge, ground):
    made = Settings(bridge, ground)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def kept():
    return json.loads((prefs.config_dir() / prefs.NAME).read_text())


def press(qtbot, segments, id):
    button = next(b for b in segments.buttons if b.segment.id == id)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_theme_is_worn_and_kept_at_once(qtbot, dialog):
    press(qtbot, dialog.theme, "dark")
    assert theme().tokens.name == "dark"
    assert kept()["theme"] == "dark"


def test_a_zoom_is_worn_and_kept_at_once(dialog):
    dialog.zoom.combo.setCurrentIndex(dialog.zoom.combo.findData("150"))
    dialog.zoom.combo.activated.emit(0)
    assert theme().zoom == 150
    assert kept()["zoom"] == 150


def test_a_zoom_between_the_steps_is_shown_as_it_is(qtbot, bridge, ground):
    theme().set_zoom(135)
    assert Settings(bridge, ground).zoom.combo.currentText() == "135 %"


def test_the_language_is_kept_for_the_next_start(qtbot, bridge, dialog):
    press(qtbot, dialog.language, "zh_Hans")
    assert kept()["language"] == "zh_Hans"
    assert dialog.windowTitle() == "Settings"


def test_motion_and_paper_are_kept(qtbot, dialog):
    qtbot.mouseClick(dialog.motion, Qt.MouseButton.LeftButton)
    press(qtbot, dialog.paper, "letter")
    assert theme().reduced_motion
    assert (kept()["reduced_motion"], kept()["paper"]) == (True, "letter")


def test_the_name_is_kept_and_signs_what_follows(qtbot, ground, tmp_path):
    bridge = a_bridge(tmp_path)
    device = bridge.open_session.person.device
    dialog = Settings(bridge, ground)
    dialog.show()
    dialog.author.editor.setText("  Grace   Hopper ")
    dialog.accept()
    assert kept()["author"] == "Grace Hopper"
    assert bridge.open_session.person.author == "Grace Hopper"
    assert bridge.open_session.person.device == device
    bridge.release()


def test_the_keyboard_alone_changes_the_theme(qtbot, dialog):
    dialog.theme.buttons[1].setFocus()
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Right)
    assert theme().tokens.name == "dark"
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_disk_that_refuses_is_told(qtbot, bridge, dialog):
    folder = prefs.config_dir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder belongs")
    told = []
    bridge.troubled.connect(told.append)
    press(qtbot, dialog.paper, "letter")
    assert [error.message for error in told] == ["cannot_write"]
