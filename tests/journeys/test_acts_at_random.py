"""Whatever is pressed in whatever order: nothing is a bug, and the commands are there afterwards."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from shiboken6 import isValid

import factories_window as by
from assay.ui.theme import theme
from assay.ui.window import PAGES, Window
from assay.work.sealing import Passphrase
from assay.work.session import open_session
from assay.work.sharing import Form, Wish, share
from factories import PERSON
from factories_copies import apart

KEYS = [
    "Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "Return", "Escape", "Space", "Home", "End", "PgUp",
    "PgDown", "Delete", "F6", "1", "2", "3", "0", "U", "D", "N", "R", "X", "C", "Ctrl+Z", "Ctrl+Y", "Ctrl+K",
    "Ctrl+L", "Ctrl+A", "Ctrl+F", "Ctrl+Return", "Ctrl++", "Ctrl+-", "Ctrl+0", "Alt+Up", "Alt+Down",
    "Alt+Home", "@", "a", "?",
]  # fmt: skip
LEAVING = {"quit", "close_project", "open_example", "new_project", "duplicate", "save_as", "revert"}
"""Commands after which another project is open, or none."""
CHOSEN = {"getOpenFileName": ("", ""), "getOpenFileNames": ([], ""), "getSaveFileName": ("", "")}


class Hand:
    """Does what comes into its mind, to whatever is on top."""

    def __init__(
        self, window: Window, seed: int, never: frozenset[str] = frozenset(LEAVING)
    ) -> None:
        self._window = window
        self._random = Random(seed)
        self._never = never
        """Commands that it leaves alone."""
        self._deep = 0
        self.done: list[str] = []

    def act(self) -> None:
        """One act, and whatever follows from it at once."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window
        if isinstance(top, QMenu):
            self._pick(top)
        else:
            self._random.choice((self._press, self._press, self._click, self._row, self._run))(top)
        by.settled()

    def answer(self, dialog: QDialog) -> int:
        """Stands for a dialog that waits: some acts in it, and it is gone."""
        dialog.open()
        self._deep += 1
        for _ in range(self._random.randrange(8) if self._deep < 3 else 0):
            if isValid(dialog) and dialog.isVisible():
                self.act()
        self._deep -= 1
        result = dialog.result() if isValid(dialog) else 0
        if isValid(dialog) and dialog.isVisible():
            QDialog.done(dialog, 0)
        return result

    def _pick(self, menu: QMenu) -> None:
        found = [a for a in menu.actions() if a.isEnabled() and not a.isSeparator()]
        menu.close()
        if found and self._random.random() < 0.5 and menu.parent() is not self._window.menuBar():
            self._note(f"menu {(chosen := self._random.choice(found)).text()}")
            chosen.trigger()

    def _press(self, top: QWidget) -> None:
        self._note(key := self._random.choice(KEYS))
        widget = QApplication.focusWidget() or top
        if len(key) == 1 and not key.isalnum():
            QTest.keyClicks(widget, key)
        else:
            pressed = QKeySequence(key)[0]
            QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())

    def _click(self, top: QWidget) -> None:
        found = [b for b in top.findChildren(QAbstractButton) if _is_seen(b)]
        if found:
            self._note(f"click {(chosen := self._random.choice(found)).accessibleName()}")
            QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)

    def _row(self, top: QWidget) -> None:
        found = [v for v in top.findChildren(QAbstractItemView) if _is_seen(v) and _rows(v)]
        if found:
            view = self._random.choice(found)
            index = view.model().index(self._random.randrange(min(40, _rows(view))), 0)
            view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            self._note(f"row {index.row()} of {view.accessibleName()}")
            middle = view.visualRect(index).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    def _run(self, top: QWidget) -> None:
        if top is not self._window:
            return
        if self._random.random() < 0.3:
            self._note(page := self._random.choice(list(PAGES)))
            self._window.go(page)
            return
        actions = self._window.menu_actions()
        able = [
            id for id, action in actions.items() if action.isEnabled() and id not in self._never
        ]
        self._note(chosen := self._random.choice(able))
        actions[chosen].trigger()

    def _note(self, what: str) -> None:
        self.done.append(f"{self._window.current}: {what}")


def _is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()


def _rows(view: QAbstractItemView) -> int:
    return view.model().rowCount() if view.model() is not None else 0


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_is_pressed_is_a_bug(qtbot, monkeypatch, tmp_path, example, told, seed):
    path = tmp_path / "cnre.assay"
    path.write_bytes(example)
    window = by.a_window_on(qtbot, path)
    hand = Hand(window, seed)
    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", lambda dialog: hand.answer(dialog))
    for name, chosen in CHOSEN.items():
        monkeypatch.setattr(QFileDialog, name, lambda *_, chosen=chosen, **__: chosen)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    with qtbot.captureExceptions() as caught:
        for _ in range(600):
            hand.act()
            assert not caught, hand.done[-12:]
            assert all(isValid(menu) for menu in window.menus._menus.values()), hand.done[-12:]
    theme().set_zoom(100)
    window.files.close_project()


class Files:
    """What is chosen where a file is asked for: one that is there and fits, a new one, or none."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self._random = Random(seed)
        self._made = 0

    def getOpenFileName(self, parent: QWidget, title: str, start: str, kinds: str = "*"):
        wanted = tuple(re.findall(r"\*(\.\w+)", kinds)) or ("",)
        found = sorted(p for p in self.folder.iterdir() if p.is_file() and p.name.endswith(wanted))
        return (str(self._random.choice(["", *found])), "")

    def getOpenFileNames(self, *_: object, **__: object):
        found = sorted(p for p in self.folder.iterdir() if p.suffix in {".txt", ".pdf", ".html"})
        return ([str(p) for p in self._random.sample(found, min(len(found), 2))], "")

    def getSaveFileName(self, parent: QWidget, title: str, start: str, kinds: str = "*"):
        self._made += 1
        name = f"made-{self._made}{Path(start).suffix}"
        return (self._random.choice(["", str(self.folder / name), str(self.folder / name)]), "")

    def getExistingDirectory(self, *_: object, **__: object) -> str:
        self._made += 1
        place = self.folder / f"folder-{self._made}"
        place.mkdir()
        return self._random.choice(["", str(place)])


def some_files(folder: Path, example: bytes) -> Path:
    """The worked example, two copies that went apart, a sealed project, documents; returns the first."""
    (folder / "cnre.assay").write_bytes(example)
    apart(folder)
    other = open_session(folder / "CNRE review.assay", PERSON)
    share(other, Wish(Form.COPY, folder / "sent.assay.age", key=Passphrase("four words")), dict)
    other.close()
    (folder / "notice.txt").write_text("The Party committee is heard first. " * 40, "utf-8")
    (folder / "page.html").write_text("<p>Who decides? The parent decides.</p>", "utf-8")
    (folder / "damaged.assay").write_bytes(example[:5000])
    return folder / "cnre.assay"


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(12))
def test_projects_that_come_and_go_are_no_bug(qtbot, monkeypatch, tmp_path, example, told, seed):
    path = some_files(tmp_path, example)
    window = by.a_window_on(qtbot, path)
    hand, files = Hand(window, seed, frozenset({"quit"})), Files(tmp_path, seed)
    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", lambda dialog: hand.answer(dialog))
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, getattr(files, name))
    with qtbot.captureExceptions() as caught:
        for _ in range(400):
            hand.act()
            if window.bridge.session is None and not QApplication.activeModalWidget():
                window.files.open_path(path)
            assert not caught, hand.done[-12:]
            assert all(isValid(menu) for menu in window.menus._menus.values()), hand.done[-12:]
    theme().set_zoom(100)
    window.files.close_project()
