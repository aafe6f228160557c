"""A real window to test with: every kind of question, keys and mouse, and who hears what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assay import prefs
from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.dialogs.unseal import Unseal
from assay.ui.dialogs.waiting import Waiting
from assay.ui.pages.memo import MemoPage
from assay.ui.pages.workspace import WorkspacePage
from assay.ui.widgets.rows import RowList
from assay.ui.window import Window
from assay.work import starting
from assay.work.session import Session, open_session
from factories import CHECKLIST, PERSON

PATIENCE = 30_000
"""Milliseconds after which something that did not happen is a failure; nothing waits for its end."""
# Said by the offscreen platform for every window that is shown; there is no window manager to tell.
HARMLESS = r"This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)\b"
INACTIVE = Qt.ApplicationState.ApplicationInactive
RUN = QDialog.exec
"""How a dialog runs when nothing stands in its place."""
MODAL = {
    QDialog: ("exec",),
    QMessageBox: ("exec", "information", "warning", "critical", "question", "about"),
    QFileDialog: ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
    QColorDialog: ("getColor",),
    QMenu: ("exec",),
}

MORE = """\
      - id: BBB-03
        short: {en: Count, zh-Hans: 数量}
        text: {en: How many?, zh-Hans: 多少？}
        why: {en: Numbers add up., zh-Hans: 数量累积。}
        answer: {type: number, unit: seats, bands: [[0, 0], [10, 4]]}
        proof: {en: A register., zh-Hans: 登记册。}
        sources: [LAW art. 6]
        weight: 1
        ages: {kind: state, half_life_days: 365}
      - id: BBB-04
        short: {en: Case, zh-Hans: 理由}
        text: {en: What speaks against the rating?, zh-Hans: 有何反对评级的理由？}
        why: {en: Somebody should ask., zh-Hans: 应有人问。}
        answer: {type: text}
        proof: {en: The analyst's words., zh-Hans: 分析员文字。}
        sources: [LAW art. 7]
        weight: 0
        ages: {kind: state, half_life_days: 365}
"""
EVERY_KIND = CHECKLIST.replace("flags:\n", f"{MORE}flags:\n")


def every_kind_file(folder: Path) -> Path:
    """A checklist with a question of every kind, as a file."""
    path = folder / "every-kind.yaml"
    path.write_text(EVERY_KIND, "utf-8")
    return path


def a_project(folder: Path, name: str = "project.assay") -> Path:
    """A published project over that checklist, closed."""
    made = starting.new_project(
        folder / name,
        str(every_kind_file(folder)),
        PERSON,
        issuer="Example Mining",
        as_of="2026-11-23",
    )
    made.close()
    return folder / name


def reopened(path: Path) -> Session:
    """The project as somebody opening it later finds it."""
    return open_session(path, PERSON)


def refuse_modal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every dialog that would wait for an answer raise: nobody could give one."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a modal dialog was opened: nobody could answer it")

    for kind, methods in MODAL.items():
        for method in methods:
            monkeypatch.setattr(kind, method, refuse)


# -- the window ---------------------------------------------------------------------------------


def a_window(qtbot: QtBot, size: tuple[int, int] = (1440, 900)) -> Window:
    """The window as it is after its first paint, active, without a project."""
    window = Window(prefs.load())
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    window.wake([])
    return window


def a_window_on(qtbot: QtBot, path: Path, size: tuple[int, int] = (1440, 900)) -> Window:
    """The window with this project open, at its home page."""
    window = a_window(qtbot, size)
    open_in(qtbot, window, path)
    return window


def open_in(qtbot: QtBot, window: Window, path: Path) -> None:
    """Open a project in the window and wait until it is shown."""
    window.files.open_path(path)
    qtbot.waitUntil(lambda: is_open(window, path), timeout=PATIENCE)


def settled() -> None:
    """Let layouts and whatever else is due come to rest, as they do before a person looks."""
    for _ in range(10):
        QApplication.processEvents()


def is_open(window: Window, path: Path) -> bool:
    """Whether this is the project in the window."""
    return window.bridge.session is not None and window.bridge.path() == path.resolve()


def published(qtbot: QtBot, window: Window) -> None:
    """Wait until everything is in the person's file."""
    qtbot.waitUntil(lambda: window.keeping.where == "kept", timeout=PATIENCE)


def at(window: Window, question: str) -> WorkspacePage:
    """The workspace at a question."""
    window.go("workspace", question)
    page = window.pages["workspace"]
    assert isinstance(page, WorkspacePage)
    return page


def memo_of(window: Window) -> MemoPage:
    """The memo page, shown."""
    window.go("memo")
    page = window.pages["memo"]
    assert isinstance(page, MemoPage)
    return page


# -- keys and mouse -----------------------------------------------------------------------------


def press(keys: str, times: int = 1) -> None:
    """Press a key with its modifiers, wherever the keyboard is."""
    combination = QKeySequence(keys)[0]
    for _ in range(times):
        QTest.keyClick(_listening(), combination.key(), combination.keyboardModifiers())


def type_text(text: str) -> None:
    """Type on the keyboard, wherever it is."""
    for letter in text:
        QTest.keyClicks(_listening(), letter)


def _listening() -> QWidget:
    """What has the keyboard: the widget in focus, else the window in front."""
    found = QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "nothing has the keyboard"
    return found


def click(widget: QWidget) -> None:
    """Click the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_row(rows: RowList, id: str) -> None:
    """Click a row of a list."""
    place = rows.visualRect(rows.rows.index(rows.rows.place(id))).center()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, none, place)


def drop(widget: QWidget, *paths: Path) -> None:
    """Drag files from elsewhere and let them go over a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop_mime(widget, mime)


def drop_mime(widget: QWidget, mime: QMimeData) -> None:
    """Let anything go over a widget."""
    middle = widget.rect().center()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(middle), copy, mime, left, none)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted(), "this cannot be dropped here"
    QApplication.sendEvent(widget, QDropEvent(QPointF(middle), copy, mime, left, none))


# -- what is asked and told ---------------------------------------------------------------------


@dataclass
class Told:
    """Stands where message boxes would: remembers what was said, answers what was asked."""

    errors: list[UserError] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    answer: bool = True

    def tell(self, error: UserError, parent: QWidget | None = None) -> None:
        self.errors.append(error)

    def confirm(self, question: str, effect: str, verb: str, parent: QWidget | None = None) -> bool:
        self.questions.append(f"{question} {effect}")
        return self.answer


def listen(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Take the place of the message boxes."""
    told = Told()
    monkeypatch.setattr(trouble, "tell", told.tell)
    monkeypatch.setattr(trouble, "confirm", told.confirm)
    return told


def stopping() -> list[str]:
    """Press Cancel where a job is waited for, as soon as that is said; returns what was waited for."""
    waited: list[str] = []

    def press_cancel() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Waiting) and dialog.isVisible():
            waited.append(dialog.windowTitle())
            click(dialog.cancel)
        else:
            QTimer.singleShot(10, press_cancel)

    QTimer.singleShot(0, press_cancel)
    return waited


def unsealing(passphrase: str) -> Callable[[QDialog], None]:
    """Acts on dialogs: a wrong passphrase first, then this one; whatever else comes is confirmed."""
    tried: list[Unseal] = []

    def act(dialog: QDialog) -> None:
        if isinstance(dialog, Unseal):
            tried.append(dialog)
            dialog.passphrase.set_text("five" if len(tried) == 1 else passphrase)
            dialog.check()
            assert dialog.said.isHidden() == (len(tried) == 1)
        press("Ctrl+Return")

    return act


def answering(monkeypatch: pytest.MonkeyPatch, act: Callable[[Any], None]) -> list[type]:
    """Run the next dialogs for real and `act` on them; returns the kinds that came."""
    came: list[type] = []

    def run(dialog: QDialog) -> int:
        came.append(type(dialog))
        raised: list[BaseException] = []
        late = QDeadlineTimer(PATIENCE)

        def acted() -> None:
            if not dialog.isActiveWindow() and not late.hasExpired():
                QTimer.singleShot(0, acted)
                return
            try:
                assert dialog.isActiveWindow(), "the dialog never came to the front"
                act(dialog)
                assert not dialog.isVisible(), "the dialog was left open"
            except BaseException as error:  # told below, where the test is
                raised.append(error)
                dialog.done(0)

        above = dialog.parentWidget().window()
        QTimer.singleShot(0, acted)
        result = RUN(dialog)
        above.activateWindow()  # a window manager would
        QTest.qWaitForWindowActive(above)
        if raised:
            raise raised[0]
        return result

    monkeypatch.setattr(QDialog, "exec", run)
    return came


def choosing(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Answer the system's file dialogs with these files; none: cancelled."""
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", _answer((names, "")))
    for method in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, method, _answer((names[0] if names else "", "")))


def _answer(result: object) -> Callable[..., object]:
    def answer(*_: object, **__: object) -> object:
        return result

    return staticmethod(answer)
