"""The window: routing, title, tabs, drops, look, closing, and what it says of the work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

import factories_window as by
from assay import prefs
from assay.store import working
from assay.store.project import ProjectStore
from assay.ui import trouble
from assay.ui.dialogs.dialog import Dialog
from assay.ui.theme import theme
from assay.ui.window import PAGES, Window
from assay.work import answering
from factories_window import PATIENCE, at, press, published


@pytest.fixture
def path(tmp_path):
    return by.a_project(tmp_path)


@pytest.fixture
def window(qtbot, path):
    return by.a_window_on(qtbot, path)


def test_the_first_paint_needs_nothing_but_the_start_page(qtbot):
    window = Window(prefs.load())
    qtbot.addWidget(window)
    window.show()
    assert window.start.isVisible()
    assert not window.pages
    assert [a.text() for a in window.menuBar().actions()] == ["File", "Edit", "View", "Help"]
    assert window.close()


def test_every_page_is_reached_and_marked_in_the_tabs(window):
    for name in PAGES:
        window.go(name)
        assert window.current == name
        assert window.pages[name].isVisible()
        tabs = window.top.tabs
        assert tabs.tabData(tabs.currentIndex()) == name


def test_a_page_that_does_not_exist_leads_nowhere(window):
    window.go("home")
    window.go("nowhere")
    assert window.current == "home"


def test_without_a_project_no_page_is_reached(qtbot):
    window = by.a_window(qtbot)
    window.go("workspace")
    assert window.current == ""
    assert window.start.isVisible()


def test_tabs_lead_to_their_pages(window):
    tabs = window.top.tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        assert window.current == tabs.tabData(place)


def test_home_leads_to_a_question_and_back_to_where_one_left_off(window):
    at(window, "BBB-02")
    window.go("home")
    home = window.pages["home"]
    assert home.left_off.button.text() == "Continue: BBB-02"
    by.click(home.left_off.button)
    assert window.current == "workspace"
    assert window.pages["workspace"].question.question == "BBB-02"


def test_a_project_dropped_on_the_window_is_opened_when_that_is_chosen(
    qtbot, window, tmp_path, monkeypatch
):
    other = by.a_project(tmp_path, "other.assay")
    asked = []

    def choose(question: str, *_: object) -> int:
        asked.append(question)
        return 0

    monkeypatch.setattr(trouble, "choose", choose)
    by.drop(window, other)
    qtbot.waitUntil(lambda: by.is_open(window, other), timeout=PATIENCE)
    assert asked == ["other.assay is another project. What now?"]


def test_what_is_no_project_cannot_be_dropped_on_the_window(window, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "letter.pdf"))])
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


def test_opening_what_is_open_already_does_nothing(qtbot, window, path, told):
    session = window.bridge.session
    at(window, "BBB-01")
    window.files.open_path(path)
    by.settled()
    assert window.bridge.session is session
    assert window.current == "workspace"
    assert told.errors == []


def test_zoom_and_theme_are_kept(window):
    press("Ctrl++")
    assert theme().zoom == 110
    press("Ctrl+-", times=2)
    assert prefs.load().zoom == 90
    press("Ctrl+0")
    assert (theme().zoom, prefs.load().zoom) == (100, 100)
    for id, name in [("theme_dark", "dark"), ("theme_contrast", "high-contrast")]:
        window.menu_actions()[id].trigger()
        assert prefs.load().theme == name
        assert theme().tokens.high_contrast == (name == "high-contrast")


def test_the_place_of_the_window_is_kept(window):
    kept = bytes(window.saveGeometry().toHex().data()).decode()
    assert window.close()
    assert prefs.load().geometry == kept


@pytest.mark.parametrize("saved", ["", "zz", "00ff", "not hex at all"])
def test_a_damaged_place_is_the_usual_one(qtbot, saved):
    preferences = prefs.load()
    preferences.geometry = saved
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    assert (window.width(), window.height()) == (1440, 900)


def test_saving_under_another_name_goes_on_there(qtbot, window, path, tmp_path, monkeypatch):
    at(window, "AAA-01").question.editor.take_focus()
    press("2")
    before = path.read_bytes()
    by.choosing(monkeypatch, tmp_path / "v1.2")
    press("Ctrl+Shift+S")
    assert window.bridge.path() == tmp_path / "v1.2.assay"
    assert window.windowTitle() == "v1.2.assay[*] – Assay"
    assert window.current == "workspace"
    assert path.read_bytes() == before
    assert prefs.load().recent[0] == str(tmp_path / "v1.2.assay")
    press("3")
    press("Ctrl+S")
    published(qtbot, window)


def test_saving_over_a_file_whose_name_was_not_asked_about_is_refused(
    window, tmp_path, monkeypatch, told
):
    (tmp_path / "taken.assay").write_bytes(b"mine")
    by.choosing(monkeypatch, tmp_path / "taken")
    window.menu_actions()["save_copy"].trigger()
    assert [error.message for error in told.errors] == ["target_exists"]
    assert (tmp_path / "taken.assay").read_bytes() == b"mine"


def test_a_cancelled_file_dialog_changes_nothing(window, path, monkeypatch):
    by.choosing(monkeypatch)
    for id in ("save_as", "save_copy", "open_project", "check_memo", "add_evidence"):
        window.menu_actions()[id].trigger()
    assert by.is_open(window, path)
    assert sorted(p.name for p in path.parent.iterdir()) == ["every-kind.yaml", "project.assay"]


def test_the_sentence_publishes_when_it_offers_to(qtbot, window):
    at(window, "AAA-01").question.editor.take_focus()
    press("2")
    assert window.sentence.sentence.text() == "Kept on this computer · 1 change to publish"
    assert window.sentence.action.text() == "Publish now"
    by.click(window.sentence.action)
    published(qtbot, window)
    assert window.sentence.action.isHidden()


def test_undo_is_told_in_a_toast_and_undone_from_it(window):
    at(window, "AAA-01").question.editor.take_focus()
    press("2")
    press("Ctrl+Z")
    assert window.toast.isVisible()
    assert window.toast.accessibleName() == "Undo: Answer AAA-01"


def test_with_nothing_to_undo_or_redo_nothing_happens(window):
    state = window.bridge.open_session.store.state_id()
    at(window, "AAA-01")
    press("Ctrl+Z")
    press("Ctrl+Y")
    assert window.bridge.open_session.store.state_id() == state


def a_bug() -> None:
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as error:
        trouble.on_bug(type(error), error, error.__traceback__)


def test_a_bug_is_shown_with_its_report_and_the_window_goes_on(window, monkeypatch, home, capsys):
    seen = []

    def look(dialog):
        a_bug()  # another one while the first is shown
        seen.append((dialog.text.toPlainText(), dialog.note.text()))
        by.click(dialog.copy)
        dialog.accept()

    assert by.answering(monkeypatch, look) == []
    a_bug()
    first, second = sorted((home / "data" / "reports").iterdir())
    ((report, note),) = seen
    assert report == first.read_text("utf-8")
    assert "ZeroDivisionError: a bug" in second.read_text("utf-8")
    assert note == "2 reports were kept."
    assert QGuiApplication.clipboard().text() == report
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert window.isVisible()


def test_only_so_many_reports_are_kept(window, monkeypatch, home):
    monkeypatch.setattr(trouble, "REPORTS", 3)
    for _ in range(5):
        trouble.report(ZeroDivisionError, ZeroDivisionError("a bug"), None)
    assert len(list((home / "data" / "reports").iterdir())) == 3


@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_another_project_waits_until_the_dialog_over_this_one_is_answered(
    qtbot, window, path, tmp_path, answer
):
    other = by.a_project(tmp_path, "other.assay")
    session, here = window.bridge.open_session, window.bridge.assessment
    dialog = Dialog("Which one?", "", window)
    dialog.finished.connect(
        lambda done: (
            done and window.bridge.do(lambda: answering.answer(session, here, "AAA-01", "full"))
        )
    )
    dialog.open()
    window.files.open_path(other)
    qtbot.waitUntil(lambda: not window.runner._alive, timeout=PATIENCE)
    by.settled()
    assert window.bridge.path() == path
    getattr(dialog, answer)()
    qtbot.waitUntil(lambda: by.is_open(window, other), timeout=PATIENCE)
    window.files.close_project()
    again = by.reopened(path)
    assert bool(again.state.get("answer")) is (answer == "accept")
    again.close()


def test_the_last_project_opens_again_where_that_is_wanted(qtbot, window):
    path = window.bridge.path()
    assert window.close()
    again = by.a_window(qtbot)
    assert again.bridge.session is None
    again.bridge.prefs.reopen = True
    again.files.begin_with([])
    qtbot.waitUntil(lambda: by.is_open(again, path), timeout=by.PATIENCE)
    assert again.files.close_project()
    path.unlink()
    again.files.begin_with([])
    assert again.start.busy.text() == ""


def test_closing_twice_does_nothing_the_second_time(window):
    assert window.close()
    assert window.close()
    assert window.bridge.session is None


def test_every_tab_is_in_full_where_the_window_is_narrow_and_the_letters_large(qtbot, tmp_path):
    window = by.a_window_on(qtbot, by.a_project(tmp_path))
    theme().set_zoom(200)
    window.resize(1440, 900)
    by.settled()
    tabs, search = window.top.tabs, window.top.search
    last = tabs.tabRect(tabs.count() - 1)
    assert last.right() <= tabs.width()
    assert (
        tabs.mapTo(window, last.topRight()).x() <= search.mapTo(window, search.rect().topLeft()).x()
    )
    theme().set_zoom(100)


# -- what is waited for -----------------------------------------------------------------------------


def test_who_stops_the_writing_at_the_end_stays(qtbot, window, monkeypatch):
    session = window.bridge.open_session
    session.do(answering.answer(session, session.assessment().id, "AAA-01", "some"))

    def write(store, watch):
        while True:
            watch("copied")

    with monkeypatch.context() as patched:
        patched.setattr(ProjectStore, "publish", write)
        waited = by.stopping()
        assert not window.close()
    assert waited == ["Writing project.assay…"]
    assert window.isVisible()
    assert window.bridge.session is session
    assert window.close()
    assert "some" in {row["value"] for row in by.reopened(session.path).state["answer"].values()}


def test_what_is_being_opened_can_be_stopped(qtbot, path, monkeypatch):
    window = by.a_window(qtbot)

    def read(path, *, progress, **_):
        while True:
            progress(1, 2)

    with monkeypatch.context() as patched:
        patched.setattr(working, "open_project", read)
        waited = by.stopping()
        window.files.open_path(path)
        qtbot.waitUntil(lambda: window.files._opening is None, timeout=PATIENCE)
    assert waited == ["Opening project.assay…"]
    assert window.start.isVisible()
    by.open_in(qtbot, window, path)


def test_a_copy_says_that_it_is_there(window, tmp_path, monkeypatch):
    by.choosing(monkeypatch, tmp_path / "mine.assay")
    window.menu_actions()["save_copy"].trigger()
    assert window.toast.accessibleName() == "Written to mine.assay"
    assert (tmp_path / "mine.assay").is_file()
